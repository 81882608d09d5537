/** Scripted numbers for tests of single indicators: windows, baselines of four flat weeks, voices, and a
 * brand that is looked at tick by tick. */
import {
  QUIET_DESK,
  SLOT_MS,
  TICK_MS,
  WINDOW_SLOTS,
  type Baseline,
  type BrandInput,
  type CountWindow,
} from '#alerts/contract.ts';
import { learnBaseline } from '#alerts/baseline/learn.ts';
import { HOUR_MS } from '#alerts/baseline/level.ts';
import type { BrandState, TickContext } from '#alerts/engine-state.ts';
import { watchBrand } from '#alerts/watch-brand.ts';
import type { Signal } from '#contracts/signal.ts';
import type { Voice } from '#contracts/voice.ts';
import { poissonOf, randomOf } from '../scenarios/random.ts';

export const BRAND = 'north';
export const NOW = Date.UTC(2026, 2, 4, 10);

/** Slot i before `now`, 0 the newest whole one. */
export const windowOf = (perSlot: (ago: number) => number, now = NOW): CountWindow => ({
  startAt: now - WINDOW_SLOTS * SLOT_MS,
  counts: Array.from({ length: WINDOW_SLOTS }, (_, i) => perSlot(WINDOW_SLOTS - 1 - i)),
});
/** Posts so many per slot over the newest `slots`. */
export const burst = (perSlot: number, slots: number, usual = 0) =>
  windowOf((ago) => (ago < slots ? perSlot : usual));
export const NONE = windowOf(() => 0);

/** Four weeks of hours around `value`, counts by chance and figures within a tenth. */
export const learned = (series: string, value: number, hours = 672): Baseline => {
  const random = randomOf(5);
  const isGauge = !/^(volume|negativeShare|churn|reach|silence)\|/.test(series);
  const points = Array.from({ length: hours }, (_, i) => ({
    at: NOW - (hours - i) * HOUR_MS,
    value: isGauge ? value * (0.9 + 0.2 * random()) : poissonOf(random, value),
  }));
  return learnBaseline(series.replace('||', `|${BRAND}|`), points, NOW);
};
export const contextOf = (baselines: Baseline[]): TickContext => ({
  baselines: new Map(baselines.map((one) => [one.series, one])),
  openCrises: [],
  falseAlarmsPerWeek: 0.5,
});
/** 20 a minute of which a quarter are negative and one in a hundred leaves. */
export const USUAL = [
  learned('volume||', 1200),
  learned('negativeShare||', 300),
  learned('churn||', 12),
  learned('reach||', 360_000),
];

export const inputOf = (over: Partial<BrandInput> = {}): BrandInput => ({
  brand: BRAND,
  volume: NONE,
  negative: NONE,
  question: NONE,
  leaving: NONE,
  reach: NONE,
  topics: [],
  channels: [],
  rules: [],
  voices: [],
  desk: QUIET_DESK,
  ...over,
});

export const voice = (over: Partial<Voice> & { id: string }): Voice => ({
  at: NOW - 30_000,
  brand: BRAND,
  channel: 'x',
  inbound: true,
  author: `a-${over.id}`,
  topics: [],
  terms: [],
  print: over.id,
  repostOf: null,
  parent: null,
  parentKind: null,
  mood: 'negative',
  score: -0.5,
  intent: 'complaint',
  isQuestion: false,
  isFirstHand: false,
  isShared: false,
  isHarm: false,
  isLeaving: false,
  importance: 0,
  reach: 100,
  ...over,
});

/** The signals that stand after two looks at the same picture. */
export const signalsOf = (
  over: Partial<BrandInput>,
  baselines: Baseline[] = USUAL,
  now = NOW,
): Signal[] => {
  const input = inputOf(over);
  const context = contextOf(baselines);
  const first = watchBrand(input, undefined, context, now);
  const state: BrandState = {
    ...{ series: first.series, stories: [] },
    share: { negative: 0, question: 0, mentions: 0 },
  };
  return watchBrand(input, state, context, now + TICK_MS).live;
};
export const indicatorsOf = (over: Partial<BrandInput>, baselines?: Baseline[]): string[] =>
  signalsOf(over, baselines).map(({ indicator }) => indicator);

/** Looks every tick for `minutes` while `inputAt` tells the picture; gives what was said, with when. */
export const play = (
  inputAt: (now: number) => Partial<BrandInput>,
  minutes: number,
  baselines: Baseline[] = USUAL,
  tickMs = TICK_MS,
): { at: number; kind: string; signal: Signal }[] => {
  const said: { at: number; kind: string; signal: Signal }[] = [];
  const context = contextOf(baselines);
  let state: BrandState | undefined;
  for (let now = NOW; now <= NOW + minutes * 60_000; now += tickMs) {
    const watched = watchBrand(inputOf(inputAt(now)), state, context, now);
    const series = { ...state?.series, ...watched.series };
    for (const key of watched.gone) delete series[key];
    state = { series, share: { negative: 0, question: 0, mentions: 0 }, stories: [] };
    for (const told of watched.transitions)
      if ('signal' in told && told.kind !== 'signal-updated')
        said.push({ at: now, kind: told.kind, signal: told.signal });
  }
  return said;
};
