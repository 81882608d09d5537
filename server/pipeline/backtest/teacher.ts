/** The history of a back-test, and the baselines learned from it on the simulated clock, as the scheduled
 * job does from the database. */
import type { Baseline, DeskGauge, PlannedEvent } from '#alerts/contract.ts';
import type { BucketIncrement } from '#contracts/bucket.ts';
import type { Crisis } from '#contracts/crisis.ts';
import { createHistory, excludedHours, HOUR_MS } from '../history.ts';
import { deskMeans, isHeard } from '../desk-gauge.ts';

type Teacher = {
  count(increments: readonly BucketIncrement[]): void;
  sample(brand: string, at: number, desk: DeskGauge): void;
  /** What is known of the brands by now: each is learned anew when it is first asked for in an hour. */
  learned(brands: readonly string[], now: number, crises: Iterable<Crisis>): Map<string, Baseline>;
};

export const createTeacher = (plannedEvents: readonly PlannedEvent[]): Teacher => {
  const history = createHistory();
  const baselines = new Map<string, Baseline>();
  const learnedHour = new Map<string, number>();
  return {
    count: (increments) => {
      for (const { brand, channel, topic, at, counts } of increments) {
        history.count(brand, topic, at, counts);
        if (topic === '') history.countChannel(brand, channel, at, counts.mentions);
      }
    },
    sample: (brand, at, desk) => {
      if (isHeard(desk)) history.sample(brand, at, deskMeans(desk));
    },
    learned: (brands, now, crises) => {
      const hour = Math.floor(now / HOUR_MS);
      const due = brands.filter((brand) => learnedHour.get(brand) !== hour);
      if (due.length === 0) return baselines;
      const excluded = excludedHours(crises, plannedEvents, now);
      for (const brand of due) {
        learnedHour.set(brand, hour);
        for (const one of history.learn(brand, now, excluded)) baselines.set(one.series, one);
      }
      return baselines;
    },
  };
};
