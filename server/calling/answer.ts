/** What somebody answers to a message, whatever it came by: a link, a button, a key of the phone, a
 * notification. The same answer twice changes nothing; an answer that comes too late is told what
 * stands. */
import { isAlert, type MessageBody } from '#contracts/alert.ts';
import type { MessageAnswer } from '#contracts/calling.ts';
import type { CommandIn, Crisis } from '#contracts/crisis.ts';
import { AppError } from '../errors.ts';
import type { OncallHouse } from '../oncall/change.ts';
import { confirmByTap } from '../oncall/confirm.ts';
import { answerReserve } from '../oncall/reserve.ts';
import { getCrisis } from '../store/crises.ts';
import { getMessage, noteAnswered, type StoredMessage } from '../store/messages.ts';
import { expiryOf } from './expiry.ts';

export type AnswerHow = {
  via: 'link' | 'button' | 'keypress' | 'push';
  reason?: string | undefined;
  /** Of the reserve: in how many minutes they are there. */
  minutes?: number | undefined;
  /** Who it was, where a place of several people was told. */
  name?: string | undefined;
};
/** `done`: it counts now. `stands`: something else or the same was so before. `refused`: it cannot be
 * answered so. `expired`: not any more. `text`: one sentence for whoever answered. */
export type AnswerOutcome = { kind: 'done' | 'stands' | 'refused' | 'expired'; text: string };
export type Answering = ReturnType<typeof createAnswering>;

type CommandName = 'acknowledge' | 'decline';
export type AnsweringDeps = OncallHouse & {
  command(
    id: string,
    command: CommandName,
    input: CommandIn,
    by: { name: string; person: string | null },
  ): Promise<Crisis>;
};

const KEYPRESS_REASON = 'declined by keypress';
const NOT_SO: AnswerOutcome = {
  kind: 'refused',
  text: 'This message cannot be answered like that.',
};
const NOT_ASKED: AnswerOutcome = { kind: 'stands', text: 'You are not asked any more.' };
const GONE: AnswerOutcome = { kind: 'expired', text: 'This message can no longer be answered.' };

/** Which answers a message takes. */
export const answersTo = (type: MessageBody['type']): readonly MessageAnswer[] => {
  if (type === 'notice.confirm') return ['accept'];
  if (type === 'alert.handover' || type === 'alert.reserve') return ['accept', 'refuse'];
  return type === 'alert.step' || type === 'alert.repeat' || type === 'alert.level'
    ? ['acknowledge', 'decline']
    : [];
};

/** A hand on a phone's two keys does not know what kind of message it was. */
const meant = (type: MessageBody['type'], answer: MessageAnswer): MessageAnswer => {
  if (answersTo(type).includes(answer)) return answer;
  if (answer === 'acknowledge') return 'accept';
  return answer === 'decline' ? 'refuse' : answer;
};

const DONE: Record<CommandName, string> = {
  acknowledge: 'You have it. Nobody else is called at this level.',
  decline: 'You declined. The next person is called at once.',
};
const HANDOVER_DONE: Record<CommandName, string> = {
  acknowledge: 'You took it over.',
  decline: 'You declined. It stays with who asked.',
};

/** What stands in the way of a command, in words. */
const standing = (crisis: Crisis | null, name: string): AnswerOutcome => {
  if (crisis === null) return GONE;
  if (crisis.resolvedAt !== null) return { kind: 'stands', text: 'This crisis is over.' };
  const by = crisis.acknowledgedBy;
  if (by === name) return { kind: 'stands', text: 'You have it already.' };
  return {
    kind: 'stands',
    text: by === null ? 'Nobody has it at the moment.' : `${by} has it already.`,
  };
};

type CrisisMessage = StoredMessage & { crisisId: string };

/** The person may have left the roster since; their name stands in the message. */
const whoAnswers = async (deps: AnsweringDeps, message: StoredMessage, how: AnswerHow) => {
  const { roster } = await deps.oncall.state();
  const person = roster.people.find(({ key }) => key === message.person) ?? null;
  const name = person?.name ?? how.name ?? message.contact;
  return { person, name };
};

const obey = async (
  deps: AnsweringDeps,
  message: CrisisMessage,
  name: CommandName,
  how: AnswerHow,
): Promise<AnswerOutcome> => {
  const { person, name: by } = await whoAnswers(deps, message, how);
  const reason = how.reason?.trim() || (how.via === 'keypress' ? KEYPRESS_REASON : '');
  if (name === 'decline' && reason === '') {
    return { kind: 'refused', text: 'Say why: the next person reads it.' };
  }
  const input = name === 'decline' ? { reason } : {};
  const actor = { name: by, person: person?.key ?? null };
  try {
    await deps.command(message.crisisId, name, input, actor);
  } catch (error) {
    const isTooLate =
      error instanceof AppError && ['wrong-transition', 'not-found'].includes(error.code);
    if (!isTooLate) throw error;
    return standing(await getCrisis(deps.db, message.crisisId), by);
  }
  const words = message.type === 'alert.handover' ? HANDOVER_DONE : DONE;
  return { kind: 'done', text: words[name] };
};

const come = async (
  deps: AnsweringDeps,
  message: CrisisMessage,
  answer: 'accept' | 'refuse',
  how: AnswerHow,
): Promise<AnswerOutcome> => {
  const { person } = await whoAnswers(deps, message, how);
  if (person === null) return GONE;
  const { crisisId } = message;
  const crisis = await getCrisis(deps.db, crisisId);
  if (crisis?.resolvedAt !== null) return standing(crisis, person.name);
  const minutes = how.minutes ?? null;
  const changed = await answerReserve(deps, { crisisId, person, answer, minutes });
  const said = answer === 'accept' ? 'You are expected.' : 'You said that you cannot come.';
  return { kind: changed === null ? 'stands' : 'done', text: said };
};

const confirm = async (deps: AnsweringDeps, message: StoredMessage): Promise<AnswerOutcome> => {
  if (message.answer !== null) return { kind: 'stands', text: 'This way is confirmed.' };
  const isConfirmed = await confirmByTap(deps, message);
  return isConfirmed ? { kind: 'done', text: 'Thank you: this way is confirmed.' } : GONE;
};

const perform = async (
  deps: AnsweringDeps,
  message: StoredMessage,
  answer: MessageAnswer,
  how: AnswerHow,
): Promise<AnswerOutcome> => {
  const { crisisId, type } = message;
  if (type === 'notice.confirm') return confirm(deps, message);
  if (crisisId === null) return NOT_SO;
  const about = { ...message, crisisId };
  if (type === 'alert.reserve' && (answer === 'accept' || answer === 'refuse')) {
    return come(deps, about, answer, how);
  }
  if (type === 'alert.handover') {
    const crisis = await getCrisis(deps.db, crisisId);
    const { name } = await whoAnswers(deps, message, how);
    if (crisis?.acknowledgedBy === name) return standing(crisis, name);
    if (crisis?.detail?.handover?.to !== message.person) return NOT_ASKED;
  }
  const isYes = answer === 'acknowledge' || answer === 'accept';
  return obey(deps, about, isYes ? 'acknowledge' : 'decline', how);
};

export const createAnswering = (deps: AnsweringDeps) => ({
  answer: async (
    messageId: string,
    given: MessageAnswer,
    how: AnswerHow,
  ): Promise<AnswerOutcome> => {
    const { db, clock } = deps;
    const message = await getMessage(db, messageId);
    if (message === null) return GONE;
    const answer = meant(message.type, given);
    if (!answersTo(message.type).includes(answer)) return NOT_SO;
    const crisis = message.crisisId === null ? null : await getCrisis(db, message.crisisId);
    if (isAlert(message.body) && crisis === null) return GONE;
    if (expiryOf(message, crisis) <= clock()) return GONE;
    const outcome = await perform(deps, message, answer, how);
    if (outcome.kind === 'done') await noteAnswered(db, message.id, answer, clock());
    return outcome;
  },
});
