/** Rows that these tests put into the database, and the empty things they pass. */
import { decidedReason, type Crisis, type CrisisDetail } from '#contracts/crisis.ts';
import type { Signal } from '#contracts/signal.ts';
import type { WallParts } from '#contracts/wall.ts';
import { calmParts } from '../live/make.ts';

export const emptyParts = (brand: string | null): WallParts => {
  const calm = calmParts(brand);
  return { ...calm, brands: [], volume: { ...calm.volume, perMinute: 0 } };
};

const quiet = { score: 0, evidence: [] };

export const crisisRow = (id: string, at: number): Crisis => ({
  id,
  number: 0,
  version: 1,
  state: 'open',
  level: 'medium',
  scenario: 'unclassified',
  brand: 'Northwind',
  title: 'Many more posts than usual',
  firstMentionAt: at - 60_000,
  detectedAt: at,
  openedAt: at,
  acknowledgedAt: null,
  acknowledgedBy: null,
  acknowledgedLevel: null,
  levelAt: null,
  containedAt: null,
  resolvedAt: null,
  quietSince: null,
  scorecard: { damage: quiet, deviation: quiet, asymmetry: quiet },
  signals: [],
  drill: false,
  detail: null,
});

/** A person set the level, with a reason of their own. */
export const decidedDetail = (at: number): CrisisDetail => {
  const decided = { at, by: 'Ilse', from: 'low', to: 'medium', reason: 'three airports' };
  return {
    ...{ topics: [], scenarioConfidence: 0.5, scenarioReason: 'Many ask', structure: null },
    levelReason: decidedReason(decided),
    overrides: [{ ...decided, what: 'level' }],
  };
};

export const behind = {
  ...{ mentions: 5, authors: 2, roots: 3, topTopics: [], topChannels: [] },
  topAuthors: [{ name: 'a1', mentions: 4 }],
  topPosts: [{ channel: 'forum', id: 'm1', mentions: 2 }],
};

export const signalRow = (id: string, at: number): Signal => ({
  id,
  indicator: 'volume',
  brand: 'Northwind',
  topic: null,
  openedAt: at,
  closedAt: null,
  observed: 40,
  expected: 4,
  low: 1,
  high: 9,
  score: 0.99,
  everyWeeks: 60,
  why: 'Ten times what is normal at this hour',
  suppressed: null,
  detail: null,
});
