/** A calm wall for the tests of the live state. */
import type { WallParts } from '#contracts/wall.ts';

export const calmParts = (brand: string | null): WallParts => ({
  brand,
  brands: [{ brand: 'northline', name: 'Northline' }],
  volume: {
    perMinute: 1,
    expected: null,
    low: null,
    high: null,
    state: 'learning',
    learnedHours: 0,
  },
  sentiment: {
    negativeShare: null,
    expected: null,
    low: null,
    high: null,
    score: null,
    mentions: 0,
    state: 'learning',
  },
  topics: [],
  queue: {
    waiting: 0,
    oldestSeconds: null,
    assigned: 0,
    past: { m30: 0, h1: 0, h2: 0 },
    slaAtRisk: 0,
    slaBreached: 0,
    expected: null,
    high: null,
    firstResponseSeconds: null,
    state: 'learning',
  },
  agents: [],
  channels: [],
  instruments: [],
  rules: [],
  signals: [],
  crises: [],
  health: { lagSeconds: 0, storage: 'ok', stale: false },
});
