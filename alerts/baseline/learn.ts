/** Learns what is normal for a series from its hours of history: a level for each hour of the week
 * and how far it scatters. Robust, because history holds the crises of the past: values far above
 * what their hour can explain are cut down before they are averaged. */
import type { Baseline, HourPoint } from '#alerts/contract.ts';
import { isGaugeSeries } from '#alerts/indicators.ts';
import { TUNING, type Tuning } from '#alerts/tuning.ts';
import { HOUR_MS, HOURS_OF_WEEK, WEEK_MS, hourOfWeek } from './level.ts';

/** How far back history teaches. */
const REACH_MS = 6 * WEEK_MS;
/** Shrinkage, in hours of evidence: an hour of the day towards the overall level, a day of the week
 * towards an average day. */
const SHRINK = { hourOfDay: 0.5, day: 12 };
/** Hours kept for the scatter; the mean square of a normal variable below its 95 % quantile is
 * 0.759 of the whole, hence the correction. */
const KEPT_SHARE = 0.95;
const TRIM_CORRECTION = 1 / 0.759;
/** Share of the hourly overdispersion that is taken to be clumping within minutes until ticks have
 * measured it, and its bound. */
const CLUMPING_SHARE = 0.1;
const CLUMPING_MAX = 3;

type Hours = { value: Float64Array; weight: Float64Array; hour: Uint8Array; spanHours: number };

/** An hour without a row where so many were to be expected was not heard: we were down, or the feed
 * was. It is unknown, and not empty. */
const UNHEARD_EXPECTED = 30;

const NONE: ReadonlySet<number> = new Set();

/** What an hour weighs by its age in hours, for one half-life after another. */
const WEIGHTS = new Map<number, Float64Array>();
const weightsOf = (halfLifeHours: number): Float64Array => {
  const reach = REACH_MS / HOUR_MS + 2;
  const known =
    WEIGHTS.get(halfLifeHours) ??
    new Float64Array(reach).map((_, age) => 0.5 ** (age / halfLifeHours));
  WEIGHTS.set(halfLifeHours, known);
  return known;
};

/** Dense hours of a count (an hour without a row had none), only the told hours of a gauge. A long
 * back-test learns hundreds of thousands of times: no list is made that is thrown away. */
const collect = (
  history: HourPoint[],
  now: number,
  isGauge: boolean,
  excluded: ReadonlySet<number>,
  halfLifeHours: number,
): Hours => {
  const from = now - REACH_MS;
  const teaches = ({ at, value }: HourPoint): boolean =>
    at >= from && at + HOUR_MS <= now && Number.isFinite(value);
  let first = Infinity;
  for (const point of history)
    if (teaches(point)) first = Math.min(first, Math.floor(point.at / HOUR_MS));
  const end = Math.floor(now / HOUR_MS);
  const span = first === Infinity ? 0 : end - first;
  const sums = new Float64Array(span);
  const isTold = new Uint8Array(span);
  for (const point of history) {
    if (!teaches(point)) continue;
    const index = Math.floor(point.at / HOUR_MS) - first;
    sums[index]! += point.value;
    isTold[index] = 1;
  }
  const weights = weightsOf(halfLifeHours);
  const value = new Float64Array(span);
  const weight = new Float64Array(span);
  const hour = new Uint8Array(span);
  let size = 0;
  for (let index = 0; index < span; index += 1) {
    const at = (first + index) * HOUR_MS;
    if ((isGauge && isTold[index] === 0) || excluded.has(at)) continue;
    value[size] = sums[index]!;
    weight[size] = weights[span - index]!;
    hour[size] = hourOfWeek(at);
    size += 1;
  }
  return {
    value: value.subarray(0, size),
    weight: weight.subarray(0, size),
    hour: hour.subarray(0, size),
    spanHours: isGauge ? size : span,
  };
};

/** Weighted means by hour of week, each shrunk towards the coarser picture it refines. */
const shape = (hours: Hours, value: Float64Array, tuning: Tuning): Float64Array => {
  const { weight, hour } = hours;
  let sum = 0;
  let mass = 0;
  const dayHour = new Float64Array(24);
  const dayHourMass = new Float64Array(24);
  const cell = new Float64Array(HOURS_OF_WEEK);
  const cellMass = new Float64Array(HOURS_OF_WEEK);
  for (let i = 0; i < value.length; i += 1) {
    const w = weight[i]!;
    const h = hour[i]!;
    sum += w * value[i]!;
    mass += w;
    dayHour[h % 24]! += w * value[i]!;
    dayHourMass[h % 24]! += w;
    cell[h]! += w * value[i]!;
    cellMass[h]! += w;
  }
  const overall = mass > 0 ? sum / mass : 0;
  for (let h = 0; h < 24; h += 1)
    dayHour[h] = (dayHour[h]! + SHRINK.hourOfDay * overall) / (dayHourMass[h]! + SHRINK.hourOfDay);
  const day = new Float64Array(7);
  for (let d = 0; d < 7; d += 1) {
    let seen = SHRINK.day * overall;
    let expected = SHRINK.day * overall;
    for (let h = d * 24; h < d * 24 + 24; h += 1) {
      seen += cell[h]!;
      expected += cellMass[h]! * dayHour[h % 24]!;
    }
    day[d] = expected > 0 ? seen / expected : 1;
  }
  return cell.map((own, h) => {
    const prior = dayHour[h % 24]! * day[Math.floor(h / 24)]!;
    return (own + tuning.shrinkHours * prior) / (cellMass[h]! + tuning.shrinkHours);
  });
};

const heardOf = (hours: Hours, expected: Float64Array): Hours => {
  const { value, weight, hour, spanHours } = hours;
  const isUnheard = (i: number): boolean =>
    value[i] === 0 && expected[hour[i]!]! >= UNHEARD_EXPECTED;
  if (!value.some((_, i) => isUnheard(i))) return hours;
  return {
    value: value.filter((_, i) => !isUnheard(i)),
    weight: weight.filter((_, i) => !isUnheard(i)),
    hour: hour.filter((_, i) => !isUnheard(i)),
    spanHours,
  };
};

const quantile = (sorted: Float64Array, q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;

/** Variance over mean (counts) or variance (gauges) of the hours around the shape, without the
 * farthest 5 %. */
const scatter = (hours: Hours, expected: Float64Array, isGauge: boolean): number => {
  const squares = hours.value.map((value, i) => {
    const mean = expected[hours.hour[i]!]!;
    return (value - mean) ** 2 / (isGauge ? 1 : Math.max(mean, 0.5));
  });
  squares.sort();
  const kept = Math.max(1, Math.floor(squares.length * KEPT_SHARE));
  let sum = 0;
  for (let i = 0; i < kept; i += 1) sum += squares[i] ?? 0;
  return (sum / kept) * TRIM_CORRECTION;
};

/** `series` names the kind: figures of the desk are gauges, everything else counts. `now` in epoch ms; hours
 * that are not over at `now` teach nothing, nor do `excluded` ones (their starts, epoch ms: crises,
 * drills), which are unknown and not empty. */
export const learnBaseline = (
  series: string,
  history: HourPoint[],
  now: number,
  excluded = NONE,
  tuning: Tuning = TUNING,
): Baseline => {
  const isGauge = isGaugeSeries(series);
  const all = collect(history, now, isGauge, excluded, tuning.halfLifeDays * 24);
  const roof = Math.max(3 * quantile(all.value.slice().sort(), 0.9), 3);
  const first = (hours: Hours): Float64Array =>
    shape(
      hours,
      hours.value.map((value) => Math.min(value, roof)),
      tuning,
    );
  const guess = first(all);
  const hours = isGauge ? all : heardOf(all, guess);
  let expected = hours === all ? guess : first(hours);
  let spread = scatter(hours, expected, isGauge);
  const cut = hours.value.map((value, i) => {
    const mean = expected[hours.hour[i]!]!;
    const variance = isGauge ? spread : Math.max(1, spread) * mean;
    return Math.min(value, mean + tuning.cutDeviations * Math.sqrt(variance) + (isGauge ? 0 : 1));
  });
  expected = shape(hours, cut, tuning);
  spread = scatter(hours, expected, isGauge);
  const common = {
    series,
    learnedAt: now,
    hours: hours.spanHours,
    isLearning: hours.spanHours < HOURS_OF_WEEK,
  };
  if (isGauge) {
    const deviation = Math.sqrt(spread);
    return {
      ...common,
      level: Array.from(expected),
      dispersion: new Array<number>(HOURS_OF_WEEK).fill(deviation),
    };
  }
  const clumping = Math.min(CLUMPING_MAX, 1 + Math.max(0, spread - 1) * CLUMPING_SHARE);
  const squares = expected.reduce((sum, mean) => sum + mean * mean, 0);
  const means = expected.reduce((sum, mean) => sum + mean, 0);
  const typical = means > 0 ? squares / means : 1;
  return {
    ...common,
    level: Array.from(expected, (perHour) => perHour / 60),
    dispersion: new Array<number>(HOURS_OF_WEEK).fill(clumping),
    rateNoise: Math.sqrt(Math.max(0, spread - clumping) / Math.max(typical, 1)),
  };
};
