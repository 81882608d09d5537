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
  const queue = queues.figures(brand, { ...rules, now });
  const { waiting, waitingLong, oldestSeconds, assigned, slaAtRisk, slaBreached } = queue;
  return {
    ...{ waiting, waitingLong, oldestSeconds, assigned, slaAtRisk, slaBreached },
    ...openings.read(brand, now),
    questionsWaiting: queues.questions(brand, now),
    ...medians.handling(brand, now),
  };
};

/** Nothing is known of a desk whose answers nobody hears: not that nobody waits. */
export const isHeard = (desk: DeskGauge): boolean => desk !== QUIET_DESK;

/** What of a desk that is heard teaches: null where there was nothing to measure. */
export const deskMeans = (desk: DeskGauge): Record<DeskFigure, number | null> => ({
  waiting: desk.waiting,
  oldestSeconds: desk.oldestSeconds ?? 0,
  unansweredShare: desk.unansweredOf > 0 ? desk.unanswered / desk.unansweredOf : null,
  questionsWaiting: desk.questionsWaiting,
  handleSeconds: desk.handleSeconds,
  slaBreached: desk.slaBreached,
});
