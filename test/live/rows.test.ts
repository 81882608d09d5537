/** Bands as rows of the wall, channels as the detectors judge them, and feeds of brands that nobody
 * knows. Pure. */
import { describe, expect, it } from 'vitest';
import type { Band } from '#alerts/contract.ts';
import { catalogue } from '#contracts/catalogue.ts';
import { createFeeds } from '#server/live/feeds.ts';
import { instrumentsOf } from '#server/live/instruments.ts';
import { channelsOf } from '#server/live/roster.ts';
import { createHours } from '#server/pipeline/hours.ts';
import { NOON } from '../pipeline/make.ts';
import { calmParts } from './make.ts';

const band = (over: Partial<Band> = {}): Band => ({
  ...{ expected: 4, low: 1, high: 9, score: 0, state: 'normal', learnedHours: 200 },
  ...over,
});

describe('instruments', () => {
  it('are the series without a tile of their own, those that depart first', () => {
    const bands = new Map<string, Band>([
      ['volume|north|', band()],
      ['queue|north|', band()],
      ['silence|north|x', band()],
      ['churn|north|', band({ observed: 5 })],
      ['oldest|north|', band({ observed: 9.87654, everyWeeks: 12.3456, state: 'signal' })],
      ['reach|elsewhere|', band()],
      ['churn|a|b|', band()],
    ]);
    const rows = instrumentsOf(bands, new Set(['a', 'north', 'a|b']));
    expect(rows.map(({ indicator, brand }) => `${indicator} ${brand}`)).toEqual([
      'oldest north',
      'churn a|b',
      'churn north',
    ]);
    expect(rows[0]).toMatchObject({ subject: '', observed: 9.877, everyWeeks: 12.35 });
    expect(rows[1]).toMatchObject({ observed: null, everyWeeks: null });
  });
});

describe('a channel', () => {
  const config = catalogue.parse({ brands: [{ key: 'north' }] });
  const heard = [{ brand: 'north', channel: 'x', lastAt: NOON, expectedEverySeconds: 60 }];
  const stateOf = (minutes: number, silence: Band | undefined) =>
    channelsOf(heard, config, 'north', {
      hours: createHours(config, 0),
      now: NOON + minutes * 60_000,
      silence: () => silence,
    })[0];
  it.each<[string, number, Band | undefined, string]>([
    ['goes by its pace until the detectors know it', 20, undefined, 'silent'],
    ['also while they learn', 20, band({ state: 'learning' }), 'silent'],
    ['is silent when they say so', 1, band({ state: 'signal' }), 'silent'],
    ['is quiet when they are not sure', 1, band({ state: 'raised' }), 'quiet'],
    ['is no more than quiet when they expect it', 20, band(), 'quiet'],
  ])('%s', (_, minutes, silence, state) => {
    expect(stateOf(minutes, silence)?.state).toBe(state);
  });

  it('says how much it missed and how rare that is', () => {
    const silence = band({ expected: 18.04, everyWeeks: 30, state: 'signal' });
    expect(stateOf(20, silence)).toMatchObject({ missed: 18, everyWeeks: 30 });
    expect(stateOf(20, undefined)).toMatchObject({ missed: null, everyWeeks: null });
  });
});

describe('a feed', () => {
  it('of a brand that nobody knows is not worked out until somebody does', () => {
    const computed: (string | null)[] = [];
    const known = new Set<string>();
    const feeds = createFeeds({
      parts: (brand) => {
        computed.push(brand);
        return calmParts(brand);
      },
      isKnown: (brand) => known.has(brand),
      ...{ clock: () => NOON, backlogMax: 5, onResync: () => undefined },
    });
    feeds.join({ send: () => undefined, backlog: () => 0 }, 'nobody');
    feeds.flush();
    feeds.flush();
    expect(computed).toEqual(['nobody']);
    known.add('nobody');
    feeds.flush();
    expect(computed).toEqual(['nobody', 'nobody']);
  });
});
