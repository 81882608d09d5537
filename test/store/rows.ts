/** Rows for the store's tests: whole and valid, each field changeable. */
import type { BucketIncrement, Counts } from '#contracts/bucket.ts';
import { emptyCounts } from '#contracts/bucket.ts';
import type { Conversation, ResponseSample } from '#contracts/conversation.ts';
import type { Crisis } from '#contracts/crisis.ts';
import type { Signal } from '#contracts/signal.ts';
import type { DeskSample } from '#server/store/desk-samples.ts';
import type { StoredMention } from '#server/store/mentions.ts';
import { newConversation } from '#server/pipeline/waiting.ts';

/** A Wednesday. */
export const NOON = Date.UTC(2026, 5, 17, 12);
export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

let serial = 0;
export const nextId = (): string => `row-${++serial}`;

export const mention = (change: Partial<StoredMention> = {}): StoredMention => ({
  id: nextId(),
  channel: 'forum',
  text: 'The kettle arrived without its lid.',
  at: NOON,
  inbound: true,
  brand: 'Brightkettle',
  noise: null,
  lang: 'en',
  sentiment: { label: 'negative', score: -0.4, confidence: 0.7 },
  topics: [],
  intent: 'complaint',
  importance: 0.1,
  reach: 12,
  conversation: 'thread-1',
  receivedAt: NOON + 250,
  ...change,
});

export const conversation = (change: Partial<Conversation> = {}): Conversation => ({
  ...newConversation({ channel: 'forum', id: nextId(), brand: 'Brightkettle' }, 'desk', NOON),
  ...change,
});

export const response = (change: Partial<ResponseSample> = {}): ResponseSample => ({
  at: NOON,
  brand: 'Brightkettle',
  channel: 'forum',
  conversation: 'thread-1',
  agent: 'ada',
  isFirst: true,
  responseSeconds: 600,
  handleSeconds: 120,
  ...change,
});

type IncrementChange = Partial<Omit<BucketIncrement, 'counts'>> & { counts?: Partial<Counts> };

export const increment = ({ counts, ...key }: IncrementChange = {}): BucketIncrement => ({
  at: NOON,
  brand: 'Brightkettle',
  channel: 'forum',
  topic: '',
  ...key,
  counts: { ...emptyCounts(), mentions: 1, volume: 1, ...counts },
});

export const deskSample = (change: Partial<DeskSample> = {}): DeskSample => ({
  at: NOON,
  brand: 'Brightkettle',
  channel: 'forum',
  waiting: 3,
  oldestSeconds: 90,
  assigned: 2,
  pastM30: 1,
  pastH1: 0,
  pastH2: 0,
  slaAtRisk: 1,
  slaBreached: 0,
  unansweredShare: 0.25,
  questionsWaiting: 1,
  handleSeconds: 300,
  ...change,
});

export const signal = (change: Partial<Signal> = {}): Signal => ({
  id: nextId(),
  indicator: 'volume',
  brand: 'Brightkettle',
  topic: null,
  openedAt: NOON,
  closedAt: null,
  observed: 40,
  expected: 4.5,
  low: 1,
  high: 11,
  score: 0.97,
  everyWeeks: 26,
  why: 'Nine times the usual number of posts.',
  suppressed: null,
  detail: null,
  ...change,
});

export const crisis = (change: Partial<Crisis> = {}): Crisis => ({
  id: nextId(),
  number: 0,
  version: 1,
  state: 'open',
  level: 'high',
  scenario: 'unclassified',
  brand: 'Brightkettle',
  title: 'Lids are missing',
  firstMentionAt: NOON - MINUTE,
  detectedAt: NOON,
  openedAt: NOON,
  acknowledgedAt: null,
  acknowledgedBy: null,
  acknowledgedLevel: null,
  levelAt: null,
  containedAt: null,
  resolvedAt: null,
  quietSince: null,
  scorecard: {
    damage: { score: 0.5, evidence: [{ what: 'reach', value: 1200 }] },
    deviation: { score: 0.9, evidence: [{ what: 'posts a minute', value: 40, expected: 4.5 }] },
    asymmetry: { score: 0.25, evidence: [] },
  },
  signals: ['signal-1', 'signal "2", with\\signs'],
  drill: false,
  detail: null,
  ...change,
});
