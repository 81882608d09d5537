/** The stand-in server's tuning: scripted faces of the page, and the commands that it was sent. Every
 * answer is checked against the contract before it leaves. */
import {
  backtestOut,
  tuningOut,
  type BacktestOut,
  type BacktestResult,
  type BacktestSide,
  type BacktestSignal,
  type TuningOut,
} from '#contracts/tuning.ts';

export type TuningFace = 'empty' | 'untried' | 'queued' | 'running' | 'failed' | 'done' | 'broken';
type Answer = [status: number, body?: unknown];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const iso = (at: number): string => new Date(at).toISOString();

const side = (budget: number, signals: number, falseAlarms: number): BacktestSide => ({
  falseAlarmsPerWeek: budget,
  signals,
  signalsPerWeek: signals / 4,
  crises: 2,
  crisesPerWeek: 0.5,
  real: 3,
  unjudged: 2,
  falseAlarms: {
    count: falseAlarms,
    perWeek: falseAlarms / 4,
    low: Math.max(0, falseAlarms - 2) / 4,
    high: (falseAlarms + 5) / 4,
  },
});

const signals = (now: number): BacktestSignal[] =>
  Array.from({ length: 31 }, (_, index) => {
    const found = index % 3 === 0 ? 'both' : index % 7 === 1 ? 'present' : 'other';
    const openedAt = now - 28 * DAY + index * 21 * HOUR;
    return {
      id: `s${index}`,
      brand: 'kestrel',
      indicator: index % 5 === 0 ? 'negativeShare' : 'volume',
      ...(index % 2 === 0 ? {} : { topic: 'baggage' }),
      found,
      verdict: index % 6 === 0 ? 'real' : index % 4 === 0 ? 'unjudged' : 'false',
      openedAt: iso(openedAt),
      closedAt: iso(openedAt + (1 + (index % 9)) * 40 * MINUTE),
      ...(found === 'both' ? { earlierMinutes: (index % 5) - 1 } : {}),
      observed: 41,
      expected: 12.5,
      everyWeeks: 0.6 + index,
      why: '41 a minute about baggage where 8 to 20 are usual at this hour, for 6 minutes now.',
    } satisfies BacktestSignal;
  }).reverse();

const result = (now: number): BacktestResult => ({
  from: iso(now - 28 * DAY),
  to: iso(now),
  readFrom: iso(now - 29 * DAY),
  learnedHours: 504,
  isCut: true,
  mentions: 284_113,
  brands: 1,
  weeks: 4,
  present: side(0.5, 14, 3),
  other: side(2, 27, 8),
  signals: signals(now),
  signalsLeftOut: 12,
  crises: [
    {
      brand: 'kestrel',
      title: 'Check-in does not open at eleven airports, and nobody says why',
      level: 'high',
      scenario: 'service-failure',
      found: 'both',
      firstMentionAt: iso(now - 5 * DAY),
      presentAt: iso(now - 5 * DAY + 9 * MINUTE),
      otherAt: iso(now - 5 * DAY + 4 * MINUTE),
      earlierMinutes: 5,
      record: {
        id: 'c5',
        number: 5,
        state: 'resolved',
        openedAt: iso(now - 5 * DAY + 9 * MINUTE),
      },
    },
    {
      brand: 'kestrel',
      title: 'Many more posts than usual about baggage',
      level: 'low',
      scenario: 'unclassified',
      found: 'other',
      firstMentionAt: iso(now - 11 * DAY),
      otherAt: iso(now - 11 * DAY + 20 * MINUTE),
    },
    {
      brand: 'kestrel',
      title: 'A seat video goes round',
      level: 'medium',
      scenario: 'viral-complaint',
      found: null,
      firstMentionAt: iso(now - 20 * DAY),
      record: { id: 'c2', number: 2, state: 'false-alarm', openedAt: iso(now - 20 * DAY + HOUR) },
    },
  ],
});

const backtest = (face: TuningFace, now: number): BacktestOut | null => {
  const base = {
    id: 'b1',
    by: 'Nadia Haddad',
    askedAt: iso(now - 20_000),
    from: iso(now - 28 * DAY),
    to: iso(now),
    present: 0.5,
    other: 2,
  };
  switch (face) {
    case 'queued':
      return { ...base, state: 'queued', ahead: 2 };
    case 'running':
      return {
        ...base,
        state: 'running',
        progress: { done: 310_500, of: 568_226, secondsLeft: 95 },
      };
    case 'failed':
      return { ...base, state: 'failed', problem: 'No mention is stored for this time' };
    case 'done':
      return { ...base, state: 'done', endedAt: iso(now), result: result(now) };
    default:
      return null;
  }
};

const history = (now: number): TuningOut['history'] => [
  {
    id: '2',
    at: iso(now - 3 * DAY),
    by: 'Ilse Vermeer',
    from: 2,
    to: 0.5,
    isConfigured: true,
    reason: 'The launch is over; nights were noisy.',
  },
  {
    id: '1',
    at: iso(now - 12 * DAY),
    by: 'Nadia Haddad',
    from: 0.5,
    to: 2,
    isConfigured: false,
    reason: 'Launch of the new fares: rather too early than too late.',
  },
];

const overview = (face: TuningFace, now: number): TuningOut => {
  const isEmpty = face === 'empty';
  const test = backtest(face, now);
  const [newest] = history(now);
  return {
    budget: isEmpty
      ? { falseAlarmsPerWeek: 0.5, isConfigured: true }
      : {
          falseAlarmsPerWeek: 0.5,
          isConfigured: true,
          since: newest!.at,
          by: newest!.by,
          reason: newest!.reason,
        },
    configured: 0.5,
    history: isEmpty ? [] : history(now),
    stored: isEmpty
      ? []
      : [
          { brand: 'kestrel', name: 'Kestrel Air', from: iso(now - 61 * DAY), to: iso(now) },
          { brand: 'kestrel-cargo', name: 'Kestrel Cargo', from: iso(now - 9 * DAY), to: iso(now) },
        ],
    limits: { min: 0.05, max: 10, mentions: 300_000 },
    backtests: test ? [test] : [],
  };
};

/** `answer` gives the status and the body for a request below /api/v1/tuning. */
export const createTuning = (clock: () => number) => {
  const state = {
    face: 'untried' as TuningFace,
    /** What is said in place of the face's own overview. */
    budget: null as TuningOut['budget'] | null,
    asked: [] as unknown[],
    applied: [] as unknown[],
  };
  const tell = (): TuningOut => {
    const told = overview(state.face, clock());
    return tuningOut.parse({ ...told, ...(state.budget ? { budget: state.budget } : {}) });
  };
  const answer = (method: string, path: string, body: Record<string, unknown>): Answer => {
    if (state.face === 'broken') return [503];
    if (path === '/tuning') return [200, tell()];
    if (path === '/tuning/budget') {
      state.applied.push(body);
      const { falseAlarmsPerWeek, reason } = body as { falseAlarmsPerWeek: number; reason: string };
      const since = iso(clock());
      state.budget = { falseAlarmsPerWeek, isConfigured: false, since, by: 'Nadia Haddad', reason };
      return [200, tell()];
    }
    if (method === 'POST') {
      state.asked.push(body);
      state.face = 'running';
      return [202, { id: 'b1' }];
    }
    if (method === 'DELETE') {
      state.face = 'untried';
      return [204];
    }
    const test = backtest(state.face, clock());
    return test ? [200, backtestOut.parse(test)] : [404];
  };
  return { state, answer };
};
