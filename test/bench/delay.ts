/** How long a rise goes unseen, against the least delay that any detector with so few false alarms
 * can have: log(mean time between false alarms) over the Kullback-Leibler distance of the counts of
 * a step (Lorden 1971). The step is the engine's tick; nothing is seen in less than one, so that is
 * the least of a bound (`ratio.bare` goes without this). */
import { TICK_MS } from '#alerts/contract.ts';
import { WEEK_MS } from '#alerts/baseline/level.ts';
import { thresholdOf } from '#alerts/signals.ts';
import { chanceOf, simulate } from '../alerts/simulated.ts';

type Row = { bench: string; value: number; unit: string };
type Cell = { multiple: number; isRamp: boolean; delays: number[]; bounds: number[] };
type Simulation = ReturnType<typeof simulate>;

const START = Date.UTC(2026, 0, 5);
const FALSE_ALARMS_PER_WEEK = 0.25;
const RATES = [2, 20, 200];
const MULTIPLES = [1.5, 2, 3, 5];
const RAMP_TICKS = 300_000 / TICK_MS;
const TICK_SECONDS = TICK_MS / 1000;
const TICKS_PER_WEEK = WEEK_MS / TICK_MS;
/** Series of each rate, weeks in which each gets to know its own extremes, rises tried on each. */
const SERIES = 4;
const WARM_WEEKS = 4;
const TRIALS = 25;
const TICKS_MAX = 40_000;

/** Kullback-Leibler distance of a negative binomial count of `times` the mean from the usual one. */
const distanceOf = (mean: number, times: number, clumping: number): number => {
  const share = 1 - 1 / clumping;
  const size = mean / (clumping - 1);
  const raised = times * size;
  let chance = clumping ** -raised;
  let logRatio = -(raised - size) * Math.log(clumping);
  let mass = chance;
  let distance = chance * logRatio;
  for (let count = 1; mass < 1 - 1e-9 && count < 5_000; count += 1) {
    chance *= (share * (raised + count - 1)) / count;
    logRatio += Math.log((raised + count - 1) / (size + count - 1));
    mass += chance;
    distance += chance * logRatio;
  }
  return distance;
};

/** Distances on a fine grid, because every tick of every trial asks. */
const distances = (clumping: number) => {
  const known = new Map<string, number>();
  return (mean: number, times: number): number => {
    const key = `${Math.round(Math.log(mean) * 100)} ${times.toFixed(3)}`;
    const found = known.get(key) ?? distanceOf(mean, times, clumping);
    known.set(key, found);
    return found;
  };
};

const timesAt =
  ({ multiple, isRamp }: Cell) =>
  (tick: number): number =>
    isRamp ? 1 + (multiple - 1) * Math.min(1, (tick + 1) / RAMP_TICKS) : multiple;

const boundOf = (
  series: Simulation,
  times: (tick: number) => number,
  distance: ReturnType<typeof distances>,
): number => {
  let missing = Math.log(TICKS_PER_WEEK / FALSE_ALARMS_PER_WEEK);
  for (let tick = 0; tick < TICKS_MAX; tick += 1) {
    const gained = distance(series.expectedAt(series.now() + tick * TICK_MS), times(tick));
    if (gained >= missing) return tick + missing / gained;
    missing -= gained;
  }
  return TICKS_MAX;
};

/** Plays one series for `weeks` in which nothing happens, with rises on the side. Gives the number of
 * false alarms. */
const playSeries = (series: Simulation, cells: Cell[], weeks: number, clumping: number) => {
  const distance = distances(clumping);
  const random = chanceOf(weeks);
  const ticks = weeks * TICKS_PER_WEEK;
  for (let tick = 0; tick < WARM_WEEKS * TICKS_PER_WEEK; tick += 1) series.step();
  const isTrial = new Set(Array.from({ length: TRIALS }, () => Math.floor(random() * ticks)));
  let falseAlarms = 0;
  for (let tick = 0; tick < ticks; tick += 1) {
    if (series.step()) falseAlarms += 1;
    if (!isTrial.has(tick) || !series.isQuiet()) continue;
    for (const cell of cells) {
      const times = timesAt(cell);
      const chance = chanceOf(Math.floor(random() * 2 ** 31));
      cell.delays.push(series.ticksToSignal(times, chance, TICKS_MAX));
      cell.bounds.push(boundOf(series, times, distance));
    }
  }
  return falseAlarms;
};

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const round = (value: number) => Number(value.toPrecision(3));

/** `weeks` are of each rate and shared by its series. */
const measure = (name: string, clumping: number, weeks: number): Row[] => {
  const rows: Row[] = [];
  const ratios: number[] = [];
  const bare: number[] = [];
  const seconds = { delay: 0, bound: 0 };
  const threshold = thresholdOf(FALSE_ALARMS_PER_WEEK, 1);
  const tell = (bench: string, value: number, unit: string) =>
    rows.push({ bench: `${name}.${bench}`, value: round(value), unit });
  let allFalse = 0;
  for (const perMinute of RATES) {
    const cells = MULTIPLES.flatMap((multiple) =>
      [false, true].map((isRamp): Cell => ({ multiple, isRamp, delays: [], bounds: [] })),
    );
    let falseAlarms = 0;
    for (let seed = 1; seed <= SERIES; seed += 1) {
      const settings = {
        perMinute,
        clumping,
        seed: perMinute * 10 + seed,
        start: START,
        threshold,
      };
      falseAlarms += playSeries(simulate(settings), cells, weeks / SERIES, clumping);
    }
    allFalse += falseAlarms;
    tell(`${perMinute}.falseAlarms`, falseAlarms / weeks, 'a week, budget 0.25');
    for (const { multiple, isRamp, delays, bounds } of cells) {
      const delay = mean(delays) * TICK_SECONDS;
      const bound = mean(bounds.map((ticks) => Math.max(1, ticks))) * TICK_SECONDS;
      const cell = `${perMinute}.x${multiple}.${isRamp ? 'ramp' : 'step'}`;
      tell(cell, delay / bound, `of ${round(bound)} s: ${round(delay)} s`);
      ratios.push(delay / bound);
      bare.push(delay / (mean(bounds) * TICK_SECONDS));
      seconds.delay += delay;
      seconds.bound += bound;
    }
  }
  tell('falseAlarms', allFalse / (weeks * RATES.length), 'a week, budget 0.25');
  tell('ratio', mean(ratios), 'times the bound, mean of the cells');
  tell('ratio.worst', Math.max(...ratios), 'times the bound');
  tell('ratio.bare', mean(bare), 'times the bound that may be less than a step');
  tell('ratio.seconds', seconds.delay / seconds.bound, 'all delays over all bounds');
  return rows;
};

export const benches: { name: string; run(): Promise<Row[]> }[] = [
  { name: 'delay', run: async () => measure('delay', 2, 200) },
  { name: 'delay.clumped', run: async () => measure('delay.clumped', 4, 40) },
];
