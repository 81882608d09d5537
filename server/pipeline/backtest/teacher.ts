/** The history of a back-test by hours, and the baselines learned from it on the simulated clock, as
 * the scheduled job does from the database: hours of a crisis teach nothing. */
import { learnBaseline } from '#alerts/baseline/learn.ts';
import type { Baseline, HourPoint } from '#alerts/contract.ts';
import type { BucketIncrement } from '#contracts/bucket.ts';
import type { Crisis } from '#contracts/crisis.ts';

const HOUR_MS = 3_600_000;

type Mean = { sum: number; count: number };

type Teacher = {
  count(increments: readonly BucketIncrement[]): void;
  /** How many wait at `at`: the hour's mean becomes the history of the queue. */
  sample(brand: string, at: number, waiting: number): void;
  learn(now: number, crises: Iterable<Crisis>): Map<string, Baseline>;
};

const hourOf = (at: number): number => Math.floor(at / HOUR_MS) * HOUR_MS;

export const createTeacher = (): Teacher => {
  const counts = new Map<string, Map<number, number>>();
  const gauges = new Map<string, Map<number, Mean>>();
  const brandOf = new Map<string, string>();

  const hoursOf = <T>(series: Map<string, Map<number, T>>, name: string, brand: string) => {
    let hours = series.get(name);
    if (!hours) series.set(name, (hours = new Map<number, T>()));
    brandOf.set(name, brand);
    return hours;
  };

  const excludedHours = (crises: Iterable<Crisis>, now: number): Map<string, Set<number>> => {
    const excluded = new Map<string, Set<number>>();
    for (const { brand, firstMentionAt, resolvedAt } of crises) {
      const hours = excluded.get(brand) ?? new Set<number>();
      for (let at = hourOf(firstMentionAt); at <= (resolvedAt ?? now); at += HOUR_MS) hours.add(at);
      excluded.set(brand, hours);
    }
    return excluded;
  };

  return {
    count: (increments) => {
      for (const { brand, topic, at, counts: row } of increments) {
        const hours = hoursOf(counts, `volume|${brand}|${topic}`, brand);
        const hour = hourOf(at);
        hours.set(hour, (hours.get(hour) ?? 0) + row.volume);
      }
    },
    sample: (brand, at, waiting) => {
      const hours = hoursOf(gauges, `queue|${brand}|`, brand);
      const hour = hourOf(at);
      const mean = hours.get(hour) ?? { sum: 0, count: 0 };
      hours.set(hour, { sum: mean.sum + waiting, count: mean.count + 1 });
    },
    learn: (now, crises) => {
      const excluded = excludedHours(crises, now);
      const learned = new Map<string, Baseline>();
      const add = (name: string, history: HourPoint[]) =>
        learned.set(name, learnBaseline(name, history, now, excluded.get(brandOf.get(name)!)));
      for (const [name, hours] of counts)
        add(
          name,
          [...hours].map(([at, value]) => ({ at, value })),
        );
      for (const [name, hours] of gauges)
        add(
          name,
          [...hours].map(([at, { sum, count }]) => ({ at, value: sum / count })),
        );
      return learned;
    },
  };
};
