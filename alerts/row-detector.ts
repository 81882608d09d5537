/** The volume detector on plain rows of counts with a fixed step: the very detector, baseline and
 * signal rules of the engine, fed one row at a time. For recorded counts (`detect`) and simulation. */
import type { Baseline, HourPoint } from './contract.ts';
import { HOUR_MS } from './baseline/level.ts';
import { learnBaseline } from './baseline/learn.ts';
import { readCount } from './detectors/count.ts';
import { emptyMemory, type SeriesMemory } from './detectors/memory.ts';
import { scoreOf } from './detectors/tail.ts';
import { emptySignal, stepSignal, suppressionOf, thresholdOf } from './signals.ts';
import { TUNING } from './tuning.ts';

const SERIES = 'volume||';
/** Without this much history there is nothing to compare with. */
const LEAST_HOURS = 24;

type RowDetector = (at: number, value: number) => { score: number; isOpening: boolean };

/** `stepMs`: a row at `at` counts [at, at + stepMs). While a signal is open a row opens no other one:
 * its score stays just below the threshold. */
export const createRowDetector = (
  stepMs: number,
  falseAlarmsPerWeek: number,
  history: HourPoint[] = [],
  tuning = TUNING,
): { push: RowDetector; threshold: number } => {
  const slots = Math.max(2, Math.round(HOUR_MS / stepMs));
  const counts = new Float64Array(slots);
  const hours: HourPoint[] = history.slice();
  const signal = emptySignal();
  const limit = thresholdOf(falseAlarmsPerWeek, 1);
  const threshold = scoreOf(limit);
  let memory: SeriesMemory | null = null;
  let baseline: Baseline | null = null;
  let lastAt: number | null = null;
  let isDoubted = false;

  const advance = (at: number, value: number) => {
    const steps = lastAt === null ? slots : Math.max(1, Math.round((at - lastAt) / stepMs));
    counts.copyWithin(0, Math.min(steps, slots));
    counts.fill(0, Math.max(0, slots - steps));
    counts[slots - 1] = value;
    lastAt = at;
    const hour = Math.floor(at / HOUR_MS) * HOUR_MS;
    const last = hours.at(-1);
    if (last && last.at === hour) last.value += value;
    else {
      baseline =
        hours.length >= LEAST_HOURS ? learnBaseline(SERIES, hours, hour, undefined, tuning) : null;
      hours.push({ at: hour, value });
    }
  };

  const push: RowDetector = (at, value) => {
    advance(at, value);
    memory ??= emptyMemory(at, tuning);
    if (!baseline) return { score: 0, isOpening: false };
    const now = at + stepMs;
    const window = { startAt: now - slots * stepMs, counts };
    const isOpen = signal.openedAt !== null;
    const { notBefore } = signal;
    const reading = readCount({
      ...{ window, slotMs: stepMs, now, baseline, memory, notBefore, isOpen, tuning },
    });
    const step = stepSignal(signal, reading, limit, now, stepMs);
    const score = scoreOf(reading.strength);
    if (step === 'opened') isDoubted = true;
    const isStanding = step === 'opened' || step === 'held';
    if (isStanding && isDoubted && !suppressionOf(baseline, reading.strength, limit)) {
      isDoubted = false;
      return { score: Math.max(score, threshold), isOpening: true };
    }
    return { score: Math.min(score, threshold * 0.999), isOpening: false };
  };
  return { push, threshold };
};
