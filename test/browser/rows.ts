/** Rows that faces are made of: topics, agents, channels, signals, a crisis and its timeline. All names
 * and texts are made up. */
import type { CrisisOut, TimelineEntryOut } from '#contracts/crisis.ts';
import type { SignalOut } from '#contracts/signal.ts';
import type { WallAgent, WallChannel, WallTopic } from '#contracts/wall.ts';

export const iso = (now: number, agoSeconds: number) =>
  new Date(now - agoSeconds * 1000).toISOString();

export const topic = (
  name: string,
  perMinute: number,
  expected: number | null,
  score: number,
  more: Partial<WallTopic> = {},
): WallTopic => ({
  topic: name.toLowerCase().replaceAll(' ', '-'),
  name,
  emerging: false,
  perMinute,
  expected,
  score,
  negativeShare: 0.2 + score / 4,
  state: 'normal',
  ...more,
});

export const agent = (
  name: string,
  state: WallAgent['state'],
  assigned: number,
  handleSeconds: number | null,
): WallAgent => ({
  id: name.toLowerCase(),
  name,
  state,
  assigned,
  handleSeconds,
  firstResponseSeconds: handleSeconds === null ? null : handleSeconds * 2.1,
  since: null,
});

export const channels = (now: number): WallChannel[] => [
  { channel: 'x', name: 'X', lastAt: iso(now, 4), expectedEverySeconds: 6, state: 'ok' },
  { channel: 'fb', name: 'Facebook', lastAt: iso(now, 22), expectedEverySeconds: 20, state: 'ok' },
  { channel: 'ig', name: 'Instagram', lastAt: iso(now, 51), expectedEverySeconds: 40, state: 'ok' },
  {
    channel: 'reviews',
    name: 'App reviews',
    lastAt: iso(now, 1900),
    expectedEverySeconds: 700,
    state: 'quiet',
  },
  {
    channel: 'wa',
    name: 'WhatsApp',
    lastAt: iso(now, 30_000),
    expectedEverySeconds: 30,
    state: 'closed',
  },
];

export const signals = (now: number): SignalOut[] => [
  {
    id: 's1',
    indicator: 'volume',
    brand: 'kestrel',
    openedAt: iso(now, 190),
    observed: 148,
    expected: 22.1,
    low: 12,
    high: 33,
    score: 0.99,
    everyWeeks: 310,
    why: 'Volume of Kestrel Air is 148 a minute where 22 are expected.',
  },
  {
    id: 's2',
    indicator: 'volume',
    brand: 'kestrel',
    topic: 'app-and-website',
    openedAt: iso(now, 150),
    observed: 96,
    expected: 1.3,
    low: 0,
    high: 4,
    score: 0.99,
    everyWeeks: 37,
    since: iso(now, 260),
    why: 'App and website is 96 a minute where 1 is expected.',
  },
];

export const crisis = (now: number, more: Partial<CrisisOut> = {}): CrisisOut => ({
  id: 'c7',
  number: 7,
  state: 'open',
  level: 'high',
  scenario: 'service-failure',
  brand: 'kestrel',
  title: 'Check-in in the app fails, passengers stand at the gates',
  firstMentionAt: iso(now, 420),
  detectedAt: iso(now, 200),
  openedAt: iso(now, 190),
  scorecard: {
    damage: {
      score: 0.62,
      evidence: [
        { what: 'people reached', value: 184_000, expected: 21_000 },
        { what: 'important authors', value: 3 },
      ],
    },
    deviation: {
      score: 0.97,
      evidence: [
        { what: 'mentions a minute', value: 148, expected: 22.1 },
        { what: 'app and website a minute', value: 96, expected: 1.3 },
      ],
    },
    asymmetry: {
      score: 0.71,
      evidence: [{ what: 'questions without an answer', value: 84, expected: 9 }],
    },
  },
  signals: ['s1', 's2'],
  drill: false,
  ...more,
});

export const timeline = (now: number): TimelineEntryOut[] =>
  (
    [
      [420, 'first-mention', 'tocsin', 'First mention of the theme on X.'],
      [200, 'signal-opened', 'tocsin', 'Volume is 61 a minute where 22 are expected.'],
      [190, 'opened', 'tocsin', 'Crisis opened: service failure, high.'],
      [189, 'alert-queued', 'tocsin', 'Calling the on-call leader by webhook.'],
      [188, 'alert-sent', 'tocsin', 'Delivered to the on-call leader.'],
      [120, 'note', 'Nadia Haddad', 'Operations confirm: the login service is down.'],
    ] as const
  ).map(([agoSeconds, kind, by, text], i) => ({
    id: `t${i}`,
    at: iso(now, agoSeconds),
    kind,
    by,
    text,
    data: {},
  }));

export const posts = (now: number) => [
  {
    channel: 'x',
    id: 'p-1209',
    at: iso(now, 250),
    text: 'Four carousels, no bags, nobody at the desk. Two hours now.',
    url: 'https://social.example/p-1209',
  },
];
