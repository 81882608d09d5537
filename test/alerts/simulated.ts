/** Simulated counts of one series, tick by tick, into the engine's own code for a series: negative
 * binomial counts around a daily and weekly rhythm. For the alarm budget and the delay. */
import { SLOT_MS, TICK_MS, WINDOW_SLOTS, type HourPoint } from '#alerts/contract.ts';
import { learnBaseline } from '#alerts/baseline/learn.ts';
import { DAY_MS, HOUR_MS, WEEK_MS } from '#alerts/baseline/level.ts';
import type { Source } from '#alerts/indicators.ts';
import { watchSeries, type SeriesState } from '#alerts/watch-series.ts';
import { randomOf } from '../scenarios/random.ts';

type Random = () => number;

/** The first numbers of a generator still show its seed: 0 begins with the largest there is. */
const SEEDED_DRAWS = 64;
export const chanceOf = (seed: number): Random => {
  const random = randomOf(seed);
  for (let i = 0; i < SEEDED_DRAWS; i += 1) random();
  return random;
};

const SERIES = 'volume|simulated|';
const HISTORY_WEEKS = 4;
const KEPT_HOURS = 6 * 168;
const BUFFER_SLOTS = 16_384;
const TICK_MINUTES = TICK_MS / 60_000;

/** Negative binomial by inversion, with variance `clumping` (above 1) times the mean: the size grows
 * with the mean, so that sums stay of the family. */
export const negativeBinomialOf = (random: Random, mean: number, clumping: number): number => {
  const share = 1 - 1 / clumping;
  const size = mean / (clumping - 1);
  let chance = clumping ** -size;
  let left = random() - chance;
  let count = 0;
  while (left > 0 && chance > 1e-300) {
    chance *= (share * (size + count)) / (count + 1);
    left -= chance;
    count += 1;
  }
  return count;
};

/** Mentions a minute: `perMinute` on average, three times as busy by day as at night, a fifth less at
 * weekends. */
export const rhythmOf =
  (perMinute: number) =>
  (at: number): number => {
    const day = (at / DAY_MS + 3) % 7;
    const week = day >= 5 ? 0.8 : 1.08;
    return perMinute * week * (1 - 0.5 * Math.cos(2 * Math.PI * (at / DAY_MS - 0.15)));
  };

/** Counts by slot, of which the newest hour is looked at. */
type Slots = { counts: Float64Array; newest: number };

const nextSlot = (slots: Slots): void => {
  slots.newest += 1;
  if (slots.newest === BUFFER_SLOTS) {
    slots.counts.copyWithin(0, BUFFER_SLOTS - WINDOW_SLOTS + 1);
    slots.newest = WINDOW_SLOTS - 1;
  }
  slots.counts[slots.newest] = 0;
};

type Settings = {
  perMinute: number;
  clumping: number;
  seed: number;
  start: number;
  threshold: number;
};

/** A series with four weeks of history before `start`, learned anew every week. */
export const simulate = ({ perMinute, clumping, seed, start, threshold }: Settings) => {
  const random = chanceOf(seed);
  const rhythm = rhythmOf(perMinute);
  const hours: HourPoint[] = [];
  for (let at = start - HISTORY_WEEKS * WEEK_MS; at < start; at += HOUR_MS) {
    let value = 0;
    for (let minute = 0.5; minute < 60; minute += 1)
      value += negativeBinomialOf(random, rhythm(at + minute * 60_000), clumping);
    hours.push({ at, value });
  }
  let baseline = learnBaseline(SERIES, hours, start);
  let state: SeriesState | undefined;
  let slots: Slots = { counts: new Float64Array(BUFFER_SLOTS), newest: WINDOW_SLOTS - 1 };
  let now = start;

  const learn = (count: number) => {
    const last = hours.at(-1)!;
    if (last.at + HOUR_MS <= now) hours.push({ at: now, value: count });
    else last.value += count;
    if ((now + TICK_MS - start) % WEEK_MS !== 0) return;
    hours.splice(0, hours.length - KEPT_HOURS);
    baseline = learnBaseline(SERIES, hours, now + TICK_MS);
  };
  const look = () => {
    const { counts, newest } = slots;
    const window = {
      startAt: Math.ceil(now / SLOT_MS) * SLOT_MS - WINDOW_SLOTS * SLOT_MS,
      counts: counts.subarray(newest - WINDOW_SLOTS + 1, newest + 1),
    };
    const source: Source = { kind: 'count', indicator: 'volume', topic: '', window };
    const outcome = watchSeries({ brand: 'simulated', source, now, baseline, threshold }, state);
    state = outcome.state ?? undefined;
    return outcome;
  };
  /** Expected in the tick that begins at `at` (epoch ms) when nothing happens. */
  const expectedAt = (at: number) => rhythm(at + TICK_MS / 2) * TICK_MINUTES;
  /** One tick of `times` the usual; true when a signal opens. */
  const advance = (times: number, chance: Random, isLearning: boolean): boolean => {
    if (now % SLOT_MS === 0 && now > start) nextSlot(slots);
    const count = negativeBinomialOf(chance, expectedAt(now) * times, clumping);
    slots.counts[slots.newest]! += count;
    if (isLearning) learn(count);
    now += TICK_MS;
    return look().step === 'opened';
  };
  return {
    step: () => advance(1, random, true),
    isQuiet: () => !state?.open,
    now: () => now,
    expectedAt,
    /** Ticks until a signal opens when tick i from here on has `times(i)` the usual, at most
     * `ticksMax`. The series itself stays where it is. */
    ticksToSignal(times: (tick: number) => number, chance: Random, ticksMax: number): number {
      const kept = { state, slots, now };
      slots = { ...slots, counts: slots.counts.slice() };
      let ticks = 0;
      let isFound = false;
      while (!isFound && ticks < ticksMax) {
        isFound = advance(times(ticks), chance, false);
        ticks += 1;
      }
      ({ state, slots, now } = kept);
      return ticks;
    },
  };
};
