/** Rows for the tests of pipeline and live: complete ones, so that a test names only what it is about. */
import type { DeskEvent } from '#contracts/desk-event.ts';
import type { Understood } from '#contracts/understood.ts';
import type { Voice } from '#contracts/voice.ts';
import type { AdmitLimits } from '#server/pipeline/admit.ts';
import { createRegister } from '#server/pipeline/register.ts';
import type { BatchRow } from '#server/pipeline/batch.ts';
import type { CommitContext } from '#server/pipeline/commit.ts';

/** Wednesday noon. */
export const NOON = Date.UTC(2026, 2, 4, 12);

let made = 0;

export const mention = (over: Partial<Understood> = {}): Understood => ({
  id: `m${(made += 1)}`,
  channel: 'x',
  brand: 'northline',
  text: 'The parcel is still not here.',
  at: NOON,
  inbound: true,
  noise: null,
  lang: 'en',
  sentiment: { label: 'neutral', score: 0, confidence: 0.5 },
  topics: [],
  intent: 'other',
  importance: 0,
  reach: 0,
  ...over,
});

export const voice = (over: Partial<Voice> = {}): Voice => {
  const id = over.id ?? `v${(made += 1)}`;
  return {
    id,
    at: NOON,
    brand: 'northline',
    channel: 'x',
    inbound: true,
    author: `author of ${id}`,
    topics: [],
    terms: [],
    print: `=${id}`,
    repostOf: null,
    parent: null,
    parentKind: null,
    mood: 'neutral',
    score: 0,
    intent: 'other',
    isQuestion: false,
    isFirstHand: false,
    isShared: false,
    isHarm: false,
    isLeaving: false,
    importance: 0,
    reach: 0,
    ...over,
  };
};

export const mentionRow = (over: Partial<Understood> = {}): BatchRow => ({
  kind: 'mentions',
  row: mention(over),
  receivedAt: NOON,
});

export const eventRow = (row: DeskEvent): BatchRow => ({ kind: 'events', row, receivedAt: NOON });

export const LIMITS: AdmitLimits = {
  futureMaxMs: 300_000,
  lateAfterMs: 300_000,
  brandsMax: 500,
  channelsMax: 500,
};

export const context = (over: Partial<CommitContext> = {}): CommitContext => ({
  now: NOON,
  register: createRegister(),
  limits: LIMITS,
  agentOf: (row) => row.agent ?? null,
  fallbackBrand: 'northline',
  ...over,
});
