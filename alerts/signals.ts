/** From readings to signals: N ticks to fire, one signal however long it lasts, closed only after a
 * calm. Knows nothing of counts or gauges; `SignalMemory` is plain JSON. */
import type { Suppression } from '#contracts/signal.ts';
import type { Baseline } from './contract.ts';
import type { Reading } from '#alerts/detectors/contract.ts';

/** A departure must be seen for this long, unless it is overwhelming. */
const HOLD_MS = 5_000;
/** Decades above the threshold from which one look is enough. */
const OVERWHELMING_DECADES = 1;
/** Decades above the threshold from which a learning baseline is believed: it has not seen a whole
 * day, or not a whole week. */
const FIRST_DAY_DECADES = 6;
const FIRST_WEEK_DECADES = 2;
/** A signal closes after the last minutes have been normal for this long: a slow one, seen in a long
 * window, for as long as that window, so that it is one signal and not one an hour. */
const CALM_MS = 15 * 60_000;
const CALM_MOST_MS = 3_600_000;

export type SignalMemory = {
  /** Since when the threshold is crossed, without a gap; null below it. */
  aboveSince: number | null;
  openedAt: number | null;
  /** Since when it has been calm; null while it is not. */
  calmSince: number | null;
  /** Evidence before this was spent on an earlier signal. */
  notBefore: number;
  /** Strongest so far; when it was last told, and how strong it was then. */
  peak: number;
  toldAt: number;
  toldStrength: number;
  /** How long it must be calm; missing on records from before it was kept. */
  calmMs?: number;
};

export const emptySignal = (): SignalMemory => ({
  aboveSince: null,
  openedAt: null,
  calmSince: null,
  notBefore: 0,
  peak: 0,
  toldAt: 0,
  toldStrength: 0,
});

export type Step = 'none' | 'opened' | 'held' | 'closed';

/** Moves one signal by one tick. `threshold` in strength (log10 of weeks); `tickMs` is how long a
 * reading stands for. Changes `memory`. */
export const stepSignal = (
  memory: SignalMemory,
  reading: Reading,
  threshold: number,
  now: number,
  tickMs: number,
): Step => {
  const isAbove = reading.strength >= threshold;
  if (memory.openedAt === null) {
    if (!isAbove) {
      memory.aboveSince = null;
      return 'none';
    }
    memory.aboveSince ??= now - (tickMs > HOLD_MS ? tickMs : 0);
    const isSure = reading.strength >= threshold + OVERWHELMING_DECADES;
    if (now - memory.aboveSince < HOLD_MS && !isSure) return 'none';
    memory.openedAt = now;
    const calmMs = (reading.calmSeconds ?? reading.windowSeconds) * 1000;
    memory.calmMs = Math.min(CALM_MOST_MS, Math.max(CALM_MS, calmMs));
    memory.calmSince = null;
    memory.peak = reading.strength;
    memory.toldAt = now;
    memory.toldStrength = reading.strength;
    return 'opened';
  }
  memory.peak = Math.max(memory.peak, reading.strength);
  if (reading.isHighNow) memory.calmSince = null;
  else memory.calmSince ??= now;
  if (memory.calmSince === null || now - memory.calmSince < (memory.calmMs ?? CALM_MS))
    return 'held';
  memory.notBefore = memory.calmSince;
  memory.openedAt = null;
  memory.aboveSince = null;
  memory.calmSince = null;
  return 'closed';
};

/** The strength that opens a signal: the brand's budget shared among its series. */
export const thresholdOf = (falseAlarmsPerWeek: number, series: number): number =>
  Math.log10(Math.max(1, series) / falseAlarmsPerWeek);

/** A learning baseline is believed only where the departure is overwhelming; until then its signal
 * stands, suppressed. */
export const suppressionOf = (
  baseline: Baseline,
  strength: number,
  threshold: number,
): Suppression | null => {
  const decades = baseline.hours < 24 ? FIRST_DAY_DECADES : FIRST_WEEK_DECADES;
  return baseline.isLearning && strength < threshold + decades ? 'learning' : null;
};
