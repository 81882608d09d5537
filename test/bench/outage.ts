/** How soon an outage shows: from its first post (rising to five times the usual within 3 min at 20 a
 * minute) to the signal and to the open crisis, with a tracked topic and without any; and what the same
 * brand raises in weeks in which nothing happens, by all indicators together. */
import { TICK_MS, type BrandInput } from '#alerts/contract.ts';
import { HOUR_MS, WEEK_MS } from '#alerts/baseline/level.ts';
import type { BrandState } from '#alerts/engine-state.ts';
import { emptyEngine, tick } from '#alerts/engine.ts';
import type { Crisis } from '#contracts/crisis.ts';
import { createBrand, look } from '../alerts/brand-world.ts';

type Row = { bench: string; value: number; unit: string };

const START = Date.UTC(2026, 0, 7, 8);
const SEEDS = 200;
const WARM_MS = 1.2 * HOUR_MS;
const FAULT = { times: 5, rampMs: 180_000 };
const GIVEN_UP_MS = 600_000;
const NORMAL_WEEKS = 100;
const WEEKS_EACH = 10;
const BUDGET = 0.5;

type Delays = { signal: number[]; crisis: number[]; missed: number };

/** One outage at a random phase of tick and slot. */
const playOutage = (seed: number, hasTopic: boolean, delays: Delays): void => {
  const brand = createBrand({ perMinute: 20, seed: seed * 7, start: START, isFlat: true });
  const from = START + WARM_MS + ((seed * 7919) % 60_000);
  const crises = new Map<string, Crisis>();
  let state = emptyEngine();
  let firstAt: number | null = null;
  let hasSignal = false;
  while (brand.now() < from + GIVEN_UP_MS) {
    const isOn = brand.now() + TICK_MS > from;
    const posts = brand.advance(isOn ? { from, ...FAULT } : null);
    const now = brand.now();
    if (posts > 0) firstAt ??= now - TICK_MS + TICK_MS / (posts + 1);
    const input: BrandInput = hasTopic ? brand.input() : { ...brand.input(), topics: [] };
    const openCrises = [...crises.values()].filter(({ resolvedAt }) => resolvedAt === null);
    const { baselines } = brand;
    const context = { baselines, openCrises, falseAlarmsPerWeek: BUDGET, receivers: [] };
    const outcome = tick(state, { now, brands: [input] }, context);
    ({ state } = outcome);
    for (const told of outcome.transitions) {
      if ('crisis' in told) crises.set(told.crisis.id, told.crisis);
      else if (told.kind === 'signal-opened' && told.signal.suppressed === null && firstAt) {
        if (!hasSignal) delays.signal.push(now - firstAt);
        hasSignal = true;
      }
    }
    if (![...crises.values()].some((crisis) => crisis.state === 'open')) continue;
    if (firstAt) delays.crisis.push(now - firstAt);
    return;
  }
  delays.missed += 1;
};

const meanSeconds = (values: number[]): number =>
  Number((values.reduce((sum, one) => sum + one, 0) / values.length / 1000).toFixed(1));

const outage = async (): Promise<Row[]> =>
  [true, false].flatMap((hasTopic) => {
    const delays: Delays = { signal: [], crisis: [], missed: 0 };
    for (let seed = 1; seed <= SEEDS; seed += 1) playOutage(seed, hasTopic, delays);
    const name = hasTopic ? 'delay.outage' : 'delay.outage.noTopic';
    const sorted = delays.crisis.slice().sort((a, b) => a - b);
    const late = sorted[Math.floor(0.9 * sorted.length)] ?? 0;
    return [
      { bench: `${name}.signal`, value: meanSeconds(delays.signal), unit: 's from the first post' },
      { bench: name, value: meanSeconds(delays.crisis), unit: 's to the open crisis, goal 75' },
      { bench: `${name}.p90`, value: late / 1000, unit: 's' },
      { bench: `${name}.missed`, value: delays.missed, unit: `of ${SEEDS}` },
    ];
  });

/** Signals by indicator in weeks in which nothing happens. */
const normal = async (): Promise<Row[]> => {
  const signals = new Map<string, number>();
  for (let seed = 1; seed <= NORMAL_WEEKS / WEEKS_EACH; seed += 1) {
    const perMinute = [2, 20][seed % 2]!;
    const start = START - (START % WEEK_MS);
    const brand = createBrand({ perMinute, seed: 1000 + seed, start });
    const { baselines } = brand;
    const context = { baselines, openCrises: [], falseAlarmsPerWeek: BUDGET, receivers: [] };
    let state: BrandState | undefined;
    while (brand.now() < start + WEEKS_EACH * WEEK_MS) {
      brand.advance();
      const looked = look(brand.input(), state, context, brand.now());
      ({ state } = looked);
      for (const told of looked.watched.transitions) {
        if (told.kind !== 'signal-opened' || told.signal.suppressed !== null) continue;
        const { indicator } = told.signal;
        signals.set(indicator, (signals.get(indicator) ?? 0) + 1);
      }
    }
  }
  const all = [...signals.values()].reduce((sum, one) => sum + one, 0);
  const row = (name: string, count: number): Row => ({
    bench: `delay.normal.${name}`,
    value: Number((count / NORMAL_WEEKS).toFixed(3)),
    unit: `signals a week, budget ${BUDGET}`,
  });
  return [...[...signals].map(([name, count]) => row(name, count)), row('all', all)];
};

export const benches: { name: string; run(): Promise<Row[]> }[] = [
  { name: 'delay.outage', run: outage },
  { name: 'delay.normal', run: normal },
];
