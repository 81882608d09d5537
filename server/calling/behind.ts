/** What lies behind a link: the message, its crisis as it is now, and all that whoever was called
 * should know, read together. Nothing of a crisis is read for a link that has expired. */
import type { AnswerOut, Ask } from '#contracts/answer.ts';
import type { AlertBody } from '#contracts/alert.ts';
import { isAlert, type Figure, type NoticeBody } from '#contracts/alert.ts';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { ChainOut } from '#contracts/calling.ts';
import type { Crisis } from '#contracts/crisis.ts';
import type { Person } from '#contracts/oncall.ts';
import { instantOut } from '#contracts/text.ts';
import { WAY_NAMES } from '#contracts/way.ts';
import { figureOf } from '#alerts/crisis/figure.ts';
import { amount, durationWord, timeWord } from '#alerts/receivers/figure-words.ts';
import { oneLine } from '#alerts/receivers/one-line.ts';
import type { OncallHouse } from '../oncall/change.ts';
import { getCrisis } from '../store/crises.ts';
import {
  listMessages,
  messageByNonce,
  type ListedMessage,
  type StoredMessage,
} from '../store/messages.ts';
import { listBundled, type BundledCall } from '../store/bundled.ts';
import { listReserveAsks } from '../store/oncall-reserve.ts';
import { brandNamesOf } from './brand-names.ts';
import { expiryOf } from './expiry.ts';
import { askOf, standOf, type Standing } from './stand.ts';
import { tipsFor, type Tips } from './tips.ts';

export type BehindDeps = OncallHouse & {
  catalogue: Catalogue;
  publicUrl: string;
  links: { readToken(token: string): string | null; tokenOf(nonce: string): string };
  /** Chains of a crisis that are not over. */
  chainsOf(crisisId: string): Promise<ChainOut[]>;
};

/** Messages of a crisis that are looked at for who else was called, and lines that are shown. */
const CALLED_READ = 100;
const CALLED_SHOWN = 12;
const OTHERS_SHOWN = 30;
const RESERVE_MAX = 2_000;
const LINE_CHARS = 300;

export type About = {
  crisis: Crisis;
  brandName: string;
  body: AlertBody;
  url: string;
  figure: Figure | null;
  since: string;
  called: string[];
  next: { text: string; inSeconds: number } | null;
  progress: string | null;
  tips: Tips;
  /** Calls of other crises that came with this one, with the addresses of their pages. */
  others: (BundledCall & { path: string; brandName: string })[];
};
export type Behind = {
  token: string;
  message: StoredMessage;
  ask: Ask;
  standing: Standing;
  expiresAt: number;
  person: Person | null;
  now: number;
  /** Null: the message is about no crisis. */
  about: About | null;
  notice: NoticeBody | null;
};
/** `unknown`: the house did not make it. `expired`: it opens nothing any more. */
export type Opened = { kind: 'unknown' } | { kind: 'expired' } | { kind: 'behind'; behind: Behind };

const outcomeWord = (message: ListedMessage): string => {
  if (message.answer === 'acknowledge' || message.answer === 'accept') return 'took it';
  if (message.answer !== null) return 'declined';
  if (message.state === 'failed') return 'not reached';
  if (message.openedAt !== null) return 'looked at it';
  if (message.deliveredAt !== null) return 'delivered';
  return message.acceptedAt === null ? 'being called' : 'sent';
};

/** One line for each call of others, the latest first. */
const calledLines = (
  messages: readonly ListedMessage[],
  own: StoredMessage,
  timeOf: (at: number) => string,
): string[] => {
  const others = messages.filter(
    (row) =>
      row.type.startsWith('alert.') &&
      row.type !== 'alert.resolved' &&
      row.type !== 'alert.taken' &&
      row.state !== 'suppressed' &&
      !(row.person === own.person && row.contact === own.contact),
  );
  return others.slice(0, CALLED_SHOWN).map((row) => {
    const at = timeOf(row.sentAt ?? row.dueAt);
    return `${oneLine(row.contact, 80)} by ${WAY_NAMES[row.way.kind]} at ${at}: ${outcomeWord(row)}`;
  });
};

const nextOf = (chains: readonly ChainOut[], now: number, timeOf: (at: number) => string) => {
  const chain = chains.find(({ state }) => state === 'running' || state === 'spent') ?? null;
  if (chain?.next == null) return null;
  const at = Date.parse(chain.next.at);
  return {
    text: `${oneLine(chain.next.contact, 80)} at ${timeOf(at)}`,
    inSeconds: Math.max(0, Math.round((at - now) / 1000)),
  };
};

const progressOf = (chains: readonly ChainOut[]): string | null => {
  const [chain] = chains;
  if (chain === undefined) return null;
  if (chain.state === 'held') {
    const holds = chain.heldBy?.startsWith('silenced') ? 'a silence' : 'another crisis';
    return `Nobody is called: ${holds} holds it back.`;
  }
  if (chain.state === 'taken') return 'Nobody else is called while it is taken.';
  return chain.step === 0 ? null : `Step ${chain.step} of ${chain.of} was called.`;
};

const readAbout = async (
  deps: BehindDeps,
  given: { message: StoredMessage; crisis: Crisis; body: AlertBody; zone: string; now: number },
): Promise<About> => {
  const { message, crisis, body, zone, now } = given;
  const timeOf = (at: number) => timeWord(instantOut(at), instantOut(now), zone);
  const { items } = await listMessages(deps.db, { crisisId: crisis.id, limit: CALLED_READ });
  const chains = await deps.chainsOf(crisis.id);
  const { value: chart } = await deps.documents.current('flowchart');
  const lasting = durationWord((now - crisis.firstMentionAt) / 1000);
  const others = await listBundled(deps.db, message.id, OTHERS_SHOWN);
  const names = brandNamesOf(deps.catalogue);
  const brandName = (brand: string) => names.get(brand) ?? brand;
  return {
    crisis,
    brandName: brandName(crisis.brand),
    body,
    others: others.map((row) => ({
      ...{ ...row, brandName: brandName(row.brand) },
      path: `/a/${deps.links.tokenOf(row.nonce)}`,
    })),
    url: `${deps.publicUrl}/crises/${encodeURIComponent(crisis.id)}`,
    figure: figureOf(crisis) ?? body.figure ?? null,
    since: `since ${timeOf(crisis.firstMentionAt)}, for ${lasting}`,
    called: calledLines(items, message, timeOf),
    next: nextOf(chains, now, timeOf),
    progress: progressOf(chains),
    tips: tipsFor(deps, await deps.oncall.state(), chart, { crisis, now }),
  };
};

/** Opens a link. Changes nothing. */
export const openLink = async (deps: BehindDeps, token: string): Promise<Opened> => {
  const nonce = deps.links.readToken(token);
  const message = nonce === null ? null : await messageByNonce(deps.db, nonce);
  if (message === null) return { kind: 'unknown' };
  const { crisisId, body } = message;
  const crisis = crisisId === null ? null : await getCrisis(deps.db, crisisId);
  const now = deps.clock();
  const expiresAt = expiryOf(message, crisis);
  if (expiresAt <= now || (isAlert(body) && crisis === null)) return { kind: 'expired' };
  const { roster } = await deps.oncall.state();
  const person = roster.people.find(({ key }) => key === message.person) ?? null;
  const zone = person?.timeZone ?? 'UTC';
  const ask = askOf(message.type);
  const asks = ask === 'reserve' ? await listReserveAsks(deps.db, crisisId ?? '', RESERVE_MAX) : [];
  const standing = standOf({
    message,
    name: person?.name ?? null,
    crisis,
    reserve: asks.find((row) => row.person === message.person) ?? null,
    timeWord: (at) => timeWord(instantOut(at), instantOut(now), zone),
  });
  const about =
    isAlert(body) && crisis !== null
      ? await readAbout(deps, { message, crisis, body, zone, now })
      : null;
  const notice = isAlert(body) ? null : body;
  return {
    kind: 'behind',
    behind: { token, message, ask, standing, expiresAt, person, now, about, notice },
  };
};

const CHANGES = (about: About): Record<string, string> => ({
  figure: about.figure === null ? '' : amount(about.figure.value),
  usual: about.figure?.expected == null ? '' : `usually ${amount(about.figure.expected)}`,
  since: about.since,
  next: about.next?.text ?? '',
  progress: about.progress ?? '',
});

/** Texts of the page that change while it is looked at. */
export const liveTexts = ({ about }: Behind): Record<string, string> =>
  about === null ? {} : CHANGES(about);

/** The same as data. */
export const behindToOut = (behind: Behind): AnswerOut => {
  const { about, standing, expiresAt, ask } = behind;
  const { stand, text, answers } = standing;
  const crisis = about?.crisis;
  return {
    ...{ ask, stand, text, answers: [...answers], expiresAt: instantOut(expiresAt) },
    ...(crisis &&
      about && {
        crisis: {
          number: crisis.number,
          title: oneLine(crisis.title, LINE_CHARS),
          brand: crisis.brand,
          level: crisis.level,
          scenario: crisis.scenario,
          drill: crisis.drill,
          since: instantOut(crisis.firstMentionAt),
          url: about.url,
        },
      }),
    live: liveTexts(behind),
    called: about?.called ?? [],
    nextInSeconds: about?.next?.inSeconds ?? null,
  };
};
