/** What stands between a message and its crisis at this moment: who has it, whether an answer is still
 * waited for, and the one sentence that says so. Pure. */
import type { Ask, Stand } from '#contracts/answer.ts';
import type { MessageAnswer } from '#contracts/calling.ts';
import { LEVELS, type Crisis } from '#contracts/crisis.ts';
import type { Message } from '#contracts/calling.ts';
import type { ReserveAsk } from '../store/oncall-reserve.ts';

export const askOf = (type: Message['type']): Ask => {
  if (type === 'alert.handover') return 'handover';
  if (type === 'alert.reserve') return 'reserve';
  if (type === 'notice.confirm') return 'confirm';
  return type === 'alert.step' || type === 'alert.repeat' || type === 'alert.level'
    ? 'call'
    : 'notice';
};

type About = {
  message: Pick<Message, 'type' | 'person' | 'contact' | 'answer'>;
  /** Of the person on the roster; null: a place of several people, where nobody is "you". */
  name: string | null;
  crisis: Crisis | null;
  reserve: ReserveAsk | null;
  /** An instant in words, on the reader's own clock. */
  timeWord(at: number): string;
};
export type Standing = { stand: Stand; text: string; answers: readonly MessageAnswer[] };

const isTaken = ({ state, level, acknowledgedLevel }: Crisis): boolean =>
  (state === 'acknowledged' || state === 'contained') &&
  acknowledgedLevel !== null &&
  LEVELS.indexOf(acknowledgedLevel) >= LEVELS.indexOf(level);

const over = (crisis: Crisis, { timeWord }: About): Standing => {
  const at = crisis.resolvedAt === null ? '' : ` since ${timeWord(crisis.resolvedAt)}`;
  const text = crisis.state === 'false-alarm' ? `False alarm${at}.` : `This crisis is over${at}.`;
  return { stand: 'over', text: `${text} There is nothing to do.`, answers: [] };
};

/** Somebody has it: the reader or another. */
const taken = (crisis: Crisis, { name, timeWord }: About): Standing => {
  const by = crisis.acknowledgedBy ?? 'somebody';
  const since = crisis.detail?.taken?.at ?? crisis.acknowledgedAt;
  const at = since === null ? '' : ` since ${timeWord(since)}`;
  if (by === name) {
    return { stand: 'mine', text: `You have it${at}.`, answers: ['decline'] };
  }
  return { stand: 'taken', text: `${by} has it${at}. You need not do anything.`, answers: [] };
};

const ofCall = (crisis: Crisis, about: About): Standing => {
  if (isTaken(crisis)) return taken(crisis, about);
  if (about.message.answer === 'decline') {
    const text = 'You declined. Others are called; you can still take it.';
    return { stand: 'declined', text, answers: ['acknowledge'] };
  }
  const text =
    crisis.acknowledgedBy === null
      ? 'Nobody has taken it yet.'
      : `It grew worse since ${crisis.acknowledgedBy} took it. Nobody has it at this level.`;
  return { stand: 'open', text, answers: ['acknowledge', 'decline'] };
};

const ofHandover = (crisis: Crisis, about: About): Standing => {
  const { message } = about;
  const asked = crisis.detail?.handover ?? null;
  if (asked !== null && asked.to === message.person) {
    const text = `${asked.by} asks you to take it over.`;
    return { stand: 'open', text, answers: ['accept', 'refuse'] };
  }
  if (message.answer === 'refuse') {
    return { stand: 'declined', text: 'You declined. It stays with who asked.', answers: [] };
  }
  if (isTaken(crisis)) return taken(crisis, about);
  return { stand: 'closed', text: 'You are not asked any more.', answers: [] };
};

const ofReserve = (about: About): Standing => {
  const { reserve, timeWord } = about;
  if (reserve === null) return { stand: 'closed', text: 'You are not asked.', answers: [] };
  if (reserve.answer === 'refuse') {
    const text = 'You said that you cannot come. You can still say otherwise.';
    return { stand: 'declined', text, answers: ['accept'] };
  }
  if (reserve.answer === 'accept') {
    const there = (reserve.answeredAt ?? reserve.askedAt) + (reserve.minutes ?? 0) * 60_000;
    const text = `You are expected at ${timeWord(there)}.`;
    return { stand: 'coming', text, answers: ['accept', 'refuse'] };
  }
  const text = `${reserve.by} asks whether you can come.`;
  return { stand: 'open', text, answers: ['accept', 'refuse'] };
};

export const standOf = (about: About): Standing => {
  const { message, crisis } = about;
  const ask = askOf(message.type);
  if (ask === 'confirm') {
    return message.answer === null
      ? {
          stand: 'open',
          text: 'Tap once: then it is known that messages reach you here.',
          answers: ['accept'],
        }
      : { stand: 'confirmed', text: 'Thank you: this way is confirmed.', answers: [] };
  }
  if (crisis === null) return { stand: 'closed', text: '', answers: [] };
  if (crisis.resolvedAt !== null) return over(crisis, about);
  if (ask === 'handover') return ofHandover(crisis, about);
  if (ask === 'reserve') return ofReserve(about);
  const told = ofCall(crisis, about);
  return ask === 'call' ? told : { ...told, answers: [] };
};
