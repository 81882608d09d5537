/** The desk of one brand as the detectors are given it: who waits, who was never answered, who asks, how
 * long an answer takes. Apart from its parts, because the live state and the back-test ask the same. */
import { QUIET_DESK, type DeskGauge } from '#alerts/contract.ts';
import type { DeskFigure } from '#alerts/indicators.ts';
import type { Hours } from './hours.ts';
import type { createMedians } from './medians.ts';
import type { Openings } from './openings.ts';
import type { Queues, SlaOf } from './queue.ts';

export type DeskFigures = {
  queues: Queues;
  openings: Openings;
  medians: ReturnType<typeof createMedians>;
  rules: { hours: Hours; slaMinutes: SlaOf };
};

export const deskGauge = (desk: DeskFigures, brand: string, now: number): DeskGauge => {
  const { queues, openings, medians, rules } = desk;
  // The answers are given elsewhere: nothing is known of the desk, and whoever writes would seem to
  // wait for ever.
  if (!openings.isAnswering(brand, now)) return QUIET_DESK;
  const { waiting, oldestSeconds, assigned, slaAtRisk, slaBreached } = queues.figures(brand, {
    ...rules,
    now,
  });
  return {
    ...{ waiting, oldestSeconds, assigned, slaAtRisk, slaBreached },
    ...openings.read(brand, now),
    questionsWaiting: queues.questions(brand, now),
    ...medians.handling(brand, now),
  };
};

/** What of it teaches: null where there was nothing to measure. */
export const deskMeans = (desk: DeskGauge): Record<DeskFigure, number | null> => ({
  waiting: desk.waiting,
  oldestSeconds: desk.oldestSeconds ?? 0,
  unansweredShare: desk.unansweredOf > 0 ? desk.unanswered / desk.unansweredOf : null,
  questionsWaiting: desk.questionsWaiting,
  handleSeconds: desk.handleSeconds,
  slaBreached: desk.slaBreached,
});
