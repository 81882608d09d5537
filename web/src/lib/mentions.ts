/** The page of posts: which posts an address asks for, the addresses that tiles and signals lead to, and
 * the words of moods and intents. Pure. */
import type { MentionOut } from '#contracts/correction.ts';
import type { SignalOut } from '#contracts/signal.ts';
import type { Intent, SentimentLabel } from '#contracts/understood.ts';
import { instant } from './format.ts';

const HOUR_MS = 3_600_000;

/** `hours`: the last so many, in place of `from` and `to`. */
export type MentionQuery = {
  brand?: string;
  topic?: string;
  sentiment?: SentimentLabel;
  channel?: string;
  q?: string;
  hours?: number;
  from?: string;
  to?: string;
};

export const MOODS: readonly SentimentLabel[] = ['negative', 'neutral', 'positive'];
/** Keys that give a mood to the post that has the focus. */
export const MOOD_KEYS: Record<string, SentimentLabel> = {
  n: 'negative',
  '0': 'neutral',
  p: 'positive',
};
export const SPANS: readonly { hours: number; word: string }[] = [
  { hours: 1, word: 'Last hour' },
  { hours: 4, word: 'Last 4 hours' },
  { hours: 24, word: 'Last 24 hours' },
  { hours: 168, word: 'Last 7 days' },
];

const isMood = (value: string | null): value is SentimentLabel =>
  MOODS.includes(value as SentimentLabel);
/** The server takes texts of two characters and more. */
const SEARCH_LEAST = 2;

/** What an address asks for; what makes no sense in it is left out. */
export const readQuery = (params: Pick<URLSearchParams, 'get'>): MentionQuery => {
  const query: MentionQuery = {};
  for (const name of ['brand', 'topic', 'channel'] as const) {
    const value = params.get(name);
    if (value) query[name] = value;
  }
  const q = params.get('q')?.trim() ?? '';
  if (q.length >= SEARCH_LEAST) query.q = q;
  const sentiment = params.get('sentiment');
  if (isMood(sentiment)) query.sentiment = sentiment;
  const hours = Number(params.get('hours'));
  if (Number.isFinite(hours) && hours > 0) return { ...query, hours };
  for (const name of ['from', 'to'] as const) {
    const at = Date.parse(params.get(name) ?? '');
    if (!Number.isNaN(at)) query[name] = instant(at);
  }
  return query;
};

/** The address of the posts. */
export const mentionsPath = (query: MentionQuery): string => {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return text === '' ? '/mentions' : `/mentions?${text}`;
};

type Key = { channel: string; id: string };
export const keyOf = ({ channel, id }: Key): string => `${channel} ${id}`;

/** Those of `items` that are not among `known`. */
export const newOf = <T extends Key>(items: readonly T[], known: readonly Key[]): T[] => {
  const keys = new Set(known.map(keyOf));
  return items.filter((item) => !keys.has(keyOf(item)));
};

/** As the server is asked: the last hours become a time. */
export const askedBy = ({ hours, ...query }: MentionQuery, now: number) =>
  hours === undefined ? query : { ...query, from: instant(now - hours * HOUR_MS) };

/** What is behind a signal begins at most so long before it. */
const BEFORE_MS = HOUR_MS;

/** The posts behind a signal; null where it does not come from posts. `names`: what people call topics,
 * because posts know nothing of a theme that nobody defined but its words. */
export const postsOf = (
  signal: SignalOut,
  names: ReadonlyMap<string, string>,
): MentionQuery | null => {
  const { brand, topic, channel, indicator, since, openedAt, closedAt } = signal;
  if (!signal.behind) return null;
  const isDefined = topic !== undefined && !topic.startsWith('emerging-');
  return {
    brand,
    ...(isDefined ? { topic } : {}),
    ...(topic !== undefined && !isDefined && names.has(topic) ? { q: names.get(topic)! } : {}),
    ...(channel === undefined ? {} : { channel }),
    ...(indicator === 'negativeShare' ? { sentiment: 'negative' } : {}),
    from: instant(Date.parse(since ?? openedAt) - BEFORE_MS),
    ...(closedAt === undefined ? {} : { to: closedAt }),
  };
};

export const INTENT_NAMES: Record<Intent, string> = {
  complaint: 'complaint',
  question: 'question',
  request: 'request',
  thanks: 'thanks',
  leaving: 'about to leave',
  'other-channel-first': 'tried another channel first',
  other: '',
  noise: 'noise',
};

/** Why a post has no mood that could be corrected, or null. */
export const whyMoodless = ({ inbound, noise }: MentionOut): string | null => {
  if (!inbound) return 'by the brand';
  return noise === null ? null : `noise: ${noise}`;
};

/** Only addresses of the web are links: a post may claim any. */
export const linkOf = ({ url }: MentionOut): string | null =>
  url !== undefined && /^https?:\/\//i.test(url) ? url : null;

export const authorOf = ({ author, agent, inbound, brand }: MentionOut): string => {
  if (!inbound) return agent ?? brand;
  const handle = author?.handle ? `@${author.handle.replace(/^@/, '')}` : null;
  return author?.name && handle
    ? `${author.name} ${handle}`
    : (author?.name ?? handle ?? author?.id ?? 'unknown author');
};
