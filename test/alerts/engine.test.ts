import { describe, expect, it } from 'vitest';
import {
  QUIET_DESK,
  SLOT_MS,
  WINDOW_SLOTS,
  type BrandInput,
  type CountWindow,
} from '#alerts/contract.ts';
import { learnBaseline } from '#alerts/baseline/learn.ts';
import { HOUR_MS } from '#alerts/baseline/level.ts';
import { emptyEngine, tick, type EngineState, type TickContext } from '#alerts/engine.ts';
import { GAUGE_INDICATORS } from '#alerts/indicators.ts';

const NOW = Date.UTC(2026, 2, 4, 10);

const windowOf = (perSlot: (slot: number) => number, now = NOW): CountWindow => ({
  startAt: now - WINDOW_SLOTS * SLOT_MS,
  counts: Array.from({ length: WINDOW_SLOTS }, (_, slot) => perSlot(slot)),
});
const input = (brand: string, perSlot: (slot: number) => number, now = NOW): BrandInput => ({
  brand,
  volume: windowOf(perSlot, now),
  negative: windowOf((slot) => perSlot(slot) * 0.8, now),
  question: windowOf(() => 0, now),
  reach: windowOf(() => 0, now),
  topics: [],
  leaving: windowOf(() => 0, now),
  channels: [],
  rules: [],
  voices: [],
  desk: QUIET_DESK,
});
const history = Array.from({ length: 672 }, (_, i) => ({
  at: NOW - (672 - i) * HOUR_MS,
  value: 1200,
}));
const baseline = learnBaseline('volume|north|', history, NOW);
const context = (over: Partial<TickContext> = {}): TickContext => ({
  baselines: new Map([[baseline.series, baseline]]),
  openCrises: [],
  falseAlarmsPerWeek: 0.5,
  ...over,
});
const freeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).map(freeze);
  return value;
};
const calm = () => 3;
const flooded = (slot: number) => (slot >= 355 ? 40 : 3);

describe('tick', () => {
  it('changes neither the state nor the input it was given', () => {
    const first = tick(
      freeze(emptyEngine()),
      { now: NOW, brands: [input('north', calm)] },
      context(),
    );
    const next = { now: NOW + 5_000, brands: [input('north', flooded, NOW + 5_000)] };
    const again = () => tick(freeze(first.state), freeze(next), context());
    const once = again();
    expect(once.transitions.length).toBeGreaterThan(0);
    expect(JSON.stringify(again())).toBe(JSON.stringify(once));
  });

  it('keeps its state as plain JSON', () => {
    const { state } = tick(
      emptyEngine(),
      { now: NOW, brands: [input('north', flooded)] },
      context(),
    );
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });

  it('looks at a brand by any name', () => {
    const names = ['__proto__', 'constructor', 'toString', 'a|b'];
    const at = (now: number) => names.map((name) => input(name, flooded, now));
    const first = tick(emptyEngine(), { now: NOW, brands: at(NOW) }, context());
    const state = JSON.parse(JSON.stringify(first.state)) as EngineState;
    expect(Object.keys(state.brands)).toEqual(names);
    const again = tick(state, { now: NOW + 5_000, brands: at(NOW + 5_000) }, context());
    expect(Object.keys(again.state.brands)).toEqual(names);
  });

  it('gives a band to everything that is watched', () => {
    const { bands } = tick(emptyEngine(), { now: NOW, brands: [input('north', calm)] }, context());
    expect([...bands.keys()]).toEqual([
      'volume|north|',
      'negativeShare|north|',
      'churn|north|',
      'reach|north|',
      ...GAUGE_INDICATORS.map((indicator) => `${indicator}|north|`),
    ]);
    const band = bands.get('volume|north|')!;
    expect(band).toMatchObject({ state: 'normal', learnedHours: 672 });
    expect(band.low!).toBeLessThan(band.expected!);
    expect(band.expected!).toBeCloseTo(20, 0);
    expect(band.high!).toBeGreaterThan(band.expected!);
  });

  it('remembers nothing of a brand that never spoke', () => {
    const { state, transitions } = tick(
      emptyEngine(),
      { now: NOW, brands: [input('south', () => 0)] },
      context(),
    );
    expect(state).toEqual(emptyEngine());
    expect(transitions).toEqual([]);
  });

  it('reads a window whose newest slot has only begun', () => {
    const begun = (perSlot: (slot: number) => number): BrandInput => {
      const brand = input('north', perSlot, NOW + SLOT_MS);
      return { ...brand, volume: { ...brand.volume, startAt: NOW - (WINDOW_SLOTS - 1) * SLOT_MS } };
    };
    const { transitions } = tick(
      emptyEngine(),
      { now: NOW, brands: [begun((slot) => (slot === 359 ? 0 : 3))] },
      context(),
    );
    expect(transitions).toEqual([]);
  });

  it('opens one crisis for volume and queue together', () => {
    const queue = learnBaseline(
      'queue|north|',
      history.map(({ at }) => ({ at, value: 5 })),
      NOW,
    );
    const baselines = new Map([baseline, queue].map((one) => [one.series, one]));
    const both = {
      ...input('north', flooded),
      desk: { ...input('north', calm).desk, waiting: 90 },
    };
    const { transitions } = tick(
      emptyEngine(),
      { now: NOW, brands: [both] },
      context({ baselines }),
    );
    expect(transitions.map(({ kind }) => kind)).toEqual([
      'signal-opened',
      'signal-opened',
      'crisis-opened',
    ]);
  });
});

it('says over how long a slow rise was seen in words', () => {
  const slowly = (slot: number) => (slot >= 60 ? 6 : 3);
  const { transitions } = tick(
    emptyEngine(),
    { now: NOW, brands: [input('north', slowly)] },
    context(),
  );
  const opened = transitions.find(({ kind }) => kind === 'signal-opened');
  expect(opened && 'signal' in opened && opened.signal.why).toMatch(
    /^36 a minute over the last \d\d min where 20 are normal/,
  );
});
