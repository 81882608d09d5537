/** The stand-in server's posts: scripted faces of the page, and the moods that it was told. Every answer
 * is checked against the contract before it leaves. */
import { mentionOut, SCORE_OF, taughtOut, type MentionOut } from '#contracts/correction.ts';
import type { SentimentLabel } from '#contracts/understood.ts';
import { posts as behindSignals } from './rows.ts';

export type MentionsFace = 'some' | 'taught' | 'none' | 'broken';
type Answer = [status: number, body?: unknown];

const TEXTS = [
  'Four carousels, no bags, nobody at the desk. Two hours now.',
  'Well done Kestrel, only six hours late this time!',
  'Is the seat map in the app meant to be upside down?',
  'Danke an das Team in Bergen, sehr freundlich.',
  'averyveryverylongwordwithoutanyspacethatmustbebrokensomewhereonaphone'.repeat(3),
] as const;
const LABELS: readonly SentimentLabel[] = [
  'negative',
  'positive',
  'neutral',
  'positive',
  'neutral',
];

const post = (index: number, now: number): MentionOut => ({
  id: `p/${index} ?`,
  channel: index % 4 === 3 ? 'instagram' : 'x',
  text: TEXTS[index % 5]!,
  at: new Date(now - (60 + index * 95) * 1_000).toISOString(),
  receivedAt: new Date(now - (58 + index * 95) * 1_000).toISOString(),
  inbound: index !== 6,
  brand: 'kestrel',
  conversation: `c${index}`,
  lang: index % 5 === 3 ? 'de' : 'en',
  author: { id: `a${index}`, handle: `flyer${index}`, name: `Flyer ${index}` },
  noise: index === 7 ? 'giveaway' : null,
  sentiment: { label: LABELS[index % 5]!, score: 0.2, confidence: 0.4 + (index % 5) / 10 },
  topics: index % 2 ? [] : ['baggage'],
  intent: index % 5 === 2 ? 'question' : 'complaint',
  importance: 0.3,
  reach: index * 2_310,
  ...(index % 3 === 0
    ? { url: `https://social.example/p-${index}` }
    : { url: 'javascript:alert(1)' }),
});

const PAGE = 12;

/** `answer` gives the status and the body for a request below /api/v1/mentions. */
export const createMentions = (clock: () => number) => {
  const began = clock();
  const state = {
    face: 'some' as MentionsFace,
    /** What was asked for, newest last. */
    asked: [] as Record<string, string>[],
    told: [] as unknown[],
    /** The next moods are refused. */
    isRefusing: false,
  };
  let posts = Array.from({ length: 30 }, (_, index) => post(index, began));

  const list = (query: URLSearchParams): Answer => {
    state.asked.push(Object.fromEntries(query));
    if (state.face === 'broken') return [503];
    const mood = query.get('sentiment');
    const fits =
      state.face === 'none' ? [] : posts.filter((one) => !mood || one.sentiment.label === mood);
    const from = Number(query.get('cursor') ?? 0);
    const items = fits.slice(from, from + PAGE).map((one) => mentionOut.parse(one));
    const next = from + PAGE < fits.length ? { next: String(from + PAGE) } : {};
    const at = new Date(began - 30 * 3_600_000).toISOString();
    const taught =
      state.face === 'taught' ? { taught: taughtOut.parse({ at, corrections: 412 }) } : {};
    return [200, { items, ...next, ...taught }];
  };
  const change = (method: string, path: string, label: SentimentLabel | undefined): Answer => {
    const [channel = '', id = ''] = path.split('/').slice(2, 4).map(decodeURIComponent);
    const found = posts.find((one) => one.channel === channel && one.id === id);
    if (!found) return [404];
    if (state.isRefusing) return [503];
    state.told.push([method, id, label]);
    const changed: MentionOut = label
      ? {
          ...found,
          correctedBy: 'Nadia Haddad',
          sentiment: { label, score: SCORE_OF[label], confidence: 1 },
        }
      : post(Number(id.slice(2, -2)), began);
    posts = posts.map((one) => (one === found ? changed : one));
    return [200, mentionOut.parse(changed)];
  };
  const answer = (
    method: string,
    path: string,
    body: Record<string, unknown>,
    query: URLSearchParams,
  ): Answer => {
    // One post of a signal, by its id.
    if (query.has('id')) return [200, { items: behindSignals(clock()) }];
    if (path === '/mentions') return list(query);
    return change(method, path, body.label as SentimentLabel | undefined);
  };
  return {
    state,
    answer,
    /** A post that has just come. */
    add: () => {
      const id = `p/${posts.length} ?`;
      posts = [{ ...post(0, clock()), id, text: 'Just now.' }, ...posts];
    },
  };
};
