/** How far each figure of a brand lies from normal over a slow window, in deviations of a normal
 * variable: what a joint signal is put together from. Figures that say the same (how many wait, how
 * long, how many have no answer) count once, by the farthest of them. */
import type { Indicator } from '#contracts/signal.ts';
import type { Baseline, BrandInput } from './contract.ts';
import { levelAt, rateVariance } from './baseline/level.ts';
import type { PlannedEvent } from './contract.ts';
import { isUsable } from './baseline/provisional.ts';
import { momentsOf } from './detectors/count.ts';
import { deviationsOf } from './detectors/gauge.ts';
import { countDeviations } from './detectors/tail.ts';
import { sourcesOf, type GaugeIndicator, type Source } from './indicators.ts';
import { sumLast } from './window.ts';

const WINDOW_SECONDS = 1800;
/** How far back a drift looks. */
export const DRIFT_MS = WINDOW_SECONDS * 1000;
/** A figure of the desk is averaged with this memory. */
const SMOOTH_MINUTES = 15;
const KEEP = Math.exp(-1 / SMOOTH_MINUTES);
/** The farthest of several is farther by chance. */
const OF_SEVERAL = 0.3;
/** Fewer mentions are no drift. */
const LEAST_COUNT = 8;
/** Mentions of half an hour are alike by this much at least; see the detector of the mood. */
const CORRELATION = 0.02;

export type Drift = {
  indicator: Indicator;
  deviations: number;
  /** Of what is normal, and where the band ends. */
  times: number;
  high: number;
};
export type Baselines = Partial<Record<Indicator, Baseline>> & { planned?: PlannedEvent[] | null };

type DriftInput = { input: BrandInput; now: number; baselines: Baselines; late: Late };

const WAITING: readonly GaugeIndicator[] = ['queue', 'oldest', 'unanswered', 'questions'];

/** A drift is a little thing: what is still being learned takes no part. */
const isKnown = (baseline: Baseline | undefined): baseline is Baseline =>
  isUsable(baseline) && !baseline.isLearning;

/** Late rows within the last hour, of all mentions and of the negative ones: no part of any drift. */
export type Late = { mentions: number; negative: number };

const mentionsDrift = ({ input, baselines, now, late }: DriftInput): Drift[] => {
  const { volume, planned } = baselines;
  if (!isKnown(volume)) return [];
  const raised = planned ? { ...volume, planned } : volume;
  const clump = volume.dispersion[0] ?? 1;
  const { mean, variance } = momentsOf(raised, now, WINDOW_SECONDS, clump, rateVariance(volume));
  const count = sumLast(input.volume, WINDOW_SECONDS, now) - late.mentions;
  const deviations = count < LEAST_COUNT ? 0 : countDeviations(count, mean, variance);
  const high = 1 + (2 * Math.sqrt(variance)) / mean;
  return [{ indicator: 'volume', deviations, times: count / mean, high }];
};

const moodDrift = ({ input, baselines, now, late }: DriftInput): Drift[] => {
  const { volume, negativeShare } = baselines;
  if (!isKnown(volume) || !isKnown(negativeShare)) return [];
  const all = sumLast(input.volume, WINDOW_SECONDS, now) - late.mentions;
  const usual = levelAt(negativeShare.level, now) / Math.max(1e-6, levelAt(volume.level, now));
  const share = Math.min(0.95, Math.max(0.02, usual));
  if (all < LEAST_COUNT) return [{ indicator: 'negativeShare', deviations: 0, times: 1, high: 1 }];
  const seen = (sumLast(input.negative, WINDOW_SECONDS, now) - late.negative) / all;
  const deviation = Math.sqrt(share * (1 - share) * (1 / all + CORRELATION));
  const deviations = (seen - share) / deviation;
  const high = 1 + (2 * deviation) / share;
  return [{ indicator: 'negativeShare', deviations, times: seen / share, high }];
};

type Gauge = Source & { kind: 'gauge' };

const gaugeDrift = (
  { indicator, of }: Gauge,
  value: number,
  baselines: Baselines,
  now: number,
): Drift | null => {
  const baseline = baselines[indicator];
  if (!isKnown(baseline)) return null;
  const { planned } = baselines;
  const raised = planned ? { ...baseline, planned } : baseline;
  const { deviations, expected, high } = deviationsOf({
    indicator,
    value,
    of,
    now,
    baseline: raised,
  });
  return { indicator, deviations, times: value / expected, high: high / expected };
};

/** `smooth`: averages of the desk's figures before this look, which is a minute after the last. */
export const driftsOf = (
  given: DriftInput,
  smooth: Partial<Record<Indicator, number>>,
): { drifts: Drift[]; smooth: Partial<Record<Indicator, number>> } => {
  const { input, now, baselines } = given;
  const next = { ...smooth };
  const gauges: Drift[] = [];
  for (const source of sourcesOf(input)) {
    if (source.kind !== 'gauge' || source.value === null) continue;
    const { indicator, value } = source;
    const before = next[indicator] ?? value;
    const now_ = before * KEEP + value * (1 - KEEP);
    next[indicator] = now_;
    const drift = gaugeDrift(source, now_, baselines, now);
    if (drift) gauges.push(drift);
  }
  const waiting = gauges.filter(({ indicator }) => WAITING.some((one) => one === indicator));
  const farthest = waiting.reduce<Drift | null>(
    (most, one) => (most && most.deviations >= one.deviations ? most : one),
    null,
  );
  const drifts = [...mentionsDrift(given), ...moodDrift(given)];
  if (farthest) drifts.push({ ...farthest, deviations: farthest.deviations - OF_SEVERAL });
  drifts.push(...gauges.filter(({ indicator }) => indicator === 'handling'));
  return { drifts, smooth: next };
};
