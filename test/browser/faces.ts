/** Scripted faces of the wall: what a calm hour, a raised one, a crisis, a first day and an empty
 * house look like, in the contract's own shape. All names and texts are made up. */
import type { WallState } from '#contracts/wall.ts';
import { busyOf } from './faces-busy.ts';
import { agent, channels, crisis, iso, signals, topic } from './rows.ts';
import { chain, takenChain } from './rows-chains.ts';
import {
  behind,
  crossedRules,
  decided,
  emergingSignal,
  floodedInstruments,
  instruments,
  jointSignal,
  learningInstruments,
  raisedInstruments,
  reasons,
  risingRules,
  rules,
  silentSignal,
} from './rows-early.ts';

export type Face = Omit<WallState, 'seq' | 'at' | 'schema'>;
export type FaceName =
  | 'calm'
  | 'raised'
  | 'crisis'
  | 'acknowledged'
  | 'outgrown'
  | 'learning'
  | 'empty'
  | 'busy'
  | 'stale'
  | 'behind'
  | 'down';

const calm = (now: number): Face => ({
  brand: null,
  brands: [
    { brand: 'kestrel', name: 'Kestrel Air' },
    { brand: 'kestrel-cargo', name: 'Kestrel Cargo' },
  ],
  volume: {
    perMinute: 23.4,
    expected: 22.1,
    low: 12,
    high: 33,
    state: 'normal',
    learnedHours: 672,
  },
  sentiment: {
    negativeShare: 0.24,
    expected: 0.26,
    low: 0.2,
    high: 0.29,
    score: 0.06,
    mentions: 351,
    state: 'normal',
  },
  topics: [
    topic('Baggage', 4.1, 3.6, 0.22),
    topic('Delay and cancellation', 5.2, 5.6, 0.18),
    topic('Refund', 2.2, 2.4, 0.12),
    topic('Check-in', 1.9, 2.1, 0.1),
    topic('Seat selection', 1.1, 1.4, 0.08),
    topic('Loyalty points', 0.9, 1, 0.05),
    topic('Catering', 0.4, 0.5, 0.03),
    topic('Cabin crew', 0.6, 0.6, 0.02),
    topic('App and website', 1.2, 1.3, 0.02),
  ],
  queue: {
    waiting: 14,
    oldestSeconds: 760,
    assigned: 9,
    past: { m30: 0, h1: 0, h2: 0 },
    slaAtRisk: 0,
    slaBreached: 0,
    expected: 15,
    high: 28,
    firstResponseSeconds: 540,
    state: 'normal',
  },
  agents: [
    agent('Amara Osei', 'busy', 3, 190),
    agent('Jonas Brandt', 'busy', 2, 240),
    agent('Mei Tanaka', 'busy', 2, 165),
    agent('Rosa Delgado', 'online', 1, 310),
    agent('Ilse Vermeer', 'online', 1, 205),
    agent('Kofi Mensah', 'away', 0, 280),
    agent('Sven Lund', 'offline', 0, null),
    agent('Priya Nair', 'offline', 0, null),
    agent('Tomas Novak', 'offline', 0, null),
  ],
  channels: channels(now),
  instruments: instruments(),
  rules: rules(now),
  signals: [],
  crises: [],
  health: { lagSeconds: 0.2, storage: 'ok', stale: false },
});

const flooded = (now: number): Face => {
  const base = calm(now);
  return {
    ...base,
    volume: { ...base.volume, perMinute: 148, state: 'signal' },
    sentiment: {
      ...base.sentiment,
      negativeShare: 0.61,
      low: 0.56,
      high: 0.66,
      score: -0.38,
      mentions: 1240,
      state: 'raised',
    },
    topics: [
      topic('App and website', 96, 1.3, 0.99, { state: 'signal', negativeShare: 0.74 }),
      topic('Check-in', 41, 2.1, 0.93, { state: 'signal', negativeShare: 0.68 }),
      topic('Gate queue', 12, 0.1, 0.8, {
        state: 'raised',
        emerging: true,
        negativeShare: 0.7,
        since: iso(now, 260),
        voices: 42,
        roots: 37,
      }),
      ...base.topics.filter((row) => !['app-and-website', 'check-in'].includes(row.topic)),
    ],
    queue: {
      ...base.queue,
      waiting: 212,
      oldestSeconds: 5_830,
      assigned: 31,
      past: { m30: 118, h1: 46, h2: 0 },
      slaAtRisk: 37,
      slaBreached: 46,
      firstResponseSeconds: 2_460,
      state: 'raised',
    },
    agents: base.agents.map((row) =>
      row.state === 'offline' ? row : { ...row, state: 'busy', assigned: row.assigned + 4 },
    ),
    instruments: floodedInstruments(),
    rules: crossedRules(now),
    signals: [...signals(now).map((row) => ({ ...row, behind })), emergingSignal(now)],
    crises: [crisis(now, reasons)],
    chains: [chain(now)],
  };
};

const learning = (now: number): Face => {
  const base = calm(now);
  const unknown = { expected: null, low: null, high: null, state: 'learning' } as const;
  return {
    ...base,
    volume: { ...base.volume, ...unknown, learnedHours: 5 },
    sentiment: { ...base.sentiment, expected: null, state: 'learning' },
    topics: base.topics.map((row) => ({ ...row, expected: null, score: 0, state: 'learning' })),
    queue: { ...base.queue, expected: null, high: null, state: 'learning' },
    instruments: learningInstruments(),
  };
};

const empty = (now: number): Face => {
  const base = learning(now);
  return {
    ...base,
    brands: [],
    volume: { ...base.volume, perMinute: 0, learnedHours: 0 },
    sentiment: {
      ...base.sentiment,
      negativeShare: null,
      low: null,
      high: null,
      score: null,
      mentions: 0,
    },
    topics: [],
    queue: {
      ...base.queue,
      waiting: 0,
      oldestSeconds: null,
      assigned: 0,
      firstResponseSeconds: null,
    },
    agents: [],
    channels: [],
    instruments: [],
    rules: [],
  };
};

export const faceOf = (name: FaceName, now: number): Face => {
  const base = calm(now);
  switch (name) {
    case 'raised':
      return {
        ...flooded(now),
        volume: { ...base.volume, perMinute: 41, state: 'raised' },
        signals: [
          {
            ...signals(now)[1]!,
            topic: 'baggage',
            observed: 14,
            expected: 3.6,
            behind,
            why: 'Baggage is 14 a minute where 3.6 are expected: once in 9 months.',
          },
          jointSignal(now),
          silentSignal(now),
        ],
        instruments: raisedInstruments(),
        rules: risingRules(now),
        queue: base.queue,
        sentiment: base.sentiment,
        topics: [topic('Baggage', 14, 3.6, 0.8, { state: 'raised' }), ...base.topics.slice(1)],
        channels: channels(now).map((row) =>
          row.channel === 'ig'
            ? { ...row, lastAt: iso(now, 1_240), missed: 18, everyWeeks: 300, state: 'silent' }
            : row,
        ),
        agents: base.agents,
        crises: [],
      };
    case 'crisis':
      return flooded(now);
    case 'acknowledged':
      return {
        ...flooded(now),
        crises: [
          crisis(now, {
            ...reasons,
            overrides: decided(now),
            state: 'acknowledged',
            acknowledgedAt: iso(now, 40),
            acknowledgedBy: 'Nadia Haddad',
          }),
        ],
        chains: [takenChain(now)],
      };
    case 'outgrown':
      return {
        ...flooded(now),
        crises: [
          crisis(now, {
            ...reasons,
            level: 'critical',
            levelAt: iso(now, 25),
            state: 'acknowledged',
            acknowledgedAt: iso(now, 40),
            acknowledgedBy: 'Nadia Haddad',
            acknowledgedLevel: 'medium',
          }),
        ],
        health: { lagSeconds: 48, storage: 'down', stale: false },
      };
    case 'learning':
      return learning(now);
    case 'empty':
      return empty(now);
    case 'busy':
      return busyOf(flooded(now), now);
    case 'stale':
      return { ...base, health: { ...base.health, stale: true } };
    case 'behind':
    case 'down':
      return { ...base, health: { lagSeconds: 48, storage: name, stale: false } };
    default:
      return base;
  }
};
