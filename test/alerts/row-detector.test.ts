/** Rows of counts are judged as the engine judges slots: a baseline of less than a week is believed
 * only where the departure is overwhelming. */
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '#alerts/baseline/level.ts';
import { createRowDetector } from '#alerts/row-detector.ts';
import { poissonOf, randomOf } from '../scenarios/random.ts';

const START = Date.UTC(2026, 1, 2);
const STEP_MS = 300_000;

/** Times of the alarms in two weeks of 10 a row, with `burst` in the first row of day `day`. */
const alarms = (day: number, burst: number): number[] => {
  const random = randomOf(5);
  const { push } = createRowDetector(STEP_MS, 0.5);
  const opened: number[] = [];
  for (let at = START; at < START + 14 * DAY_MS; at += STEP_MS) {
    const usual = poissonOf(random, 10);
    const isBurst = at === START + day * DAY_MS;
    if (push(at, isBurst ? burst : usual).isOpening) opened.push((at - START) / DAY_MS);
  }
  return opened;
};

describe('rows of counts', () => {
  it('a departure that counts later is not believed in the first week', () => {
    expect(alarms(12, 45)).toContain(12);
    expect(alarms(3, 45)).not.toContain(3);
  });
  it('an overwhelming one is', () => {
    expect(alarms(3, 2_000)).toContain(3);
  });
});
