/** Medians that are kept are those of all answers ever given, in whatever order they came. Pure. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ResponseSample } from '#contracts/conversation.ts';
import { createMedians, median, MEDIAN_WINDOW_MS } from '#server/pipeline/medians.ts';
import { NOON } from './make.ts';

const MINUTE = 60_000;
const sample = (at: number, brand: string, handleSeconds: number | null): ResponseSample => ({
  ...{ at, brand, channel: 'x', conversation: 'c', agent: 'ada', isFirst: true },
  ...{ responseSeconds: 60, handleSeconds },
});

describe('handling times', () => {
  it('are those of the last hour, late answers too, and are told again only when they change', () => {
    const answer = fc.record({
      lateMin: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 90 })),
      brand: fc.constantFrom('a', 'b'),
      handleSeconds: fc.option(fc.integer({ min: 1, max: 900 })),
    });
    const batches = fc.array(
      fc.record({ waitMin: fc.integer({ min: 0, max: 25 }), answers: fc.array(answer) }),
    );
    fc.assert(
      fc.property(batches, (all) => {
        const medians = createMedians();
        const given: ResponseSample[] = [];
        let now = NOON;
        for (const { waitMin, answers } of all) {
          now += waitMin * MINUTE;
          const rows = answers.map(({ lateMin, brand, handleSeconds }) =>
            sample(now - lateMin * MINUTE, brand, handleSeconds),
          );
          given.push(...rows);
          medians.apply(rows, now);
          for (const brand of ['a', 'b']) {
            const inWindow = given.filter(
              (row) => row.brand === brand && row.at > now - MEDIAN_WINDOW_MS && row.at <= now,
            );
            const times = inWindow.flatMap((row) => row.handleSeconds ?? []);
            const found = { handleSeconds: median(times), handled: times.length };
            expect(medians.handling(brand, now)).toEqual(found);
            expect(medians.handling(brand, now)).toEqual(found);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('let go of what left the window, and of nothing else', () => {
    const medians = createMedians();
    for (let minute = 0; minute < 3_000; minute += 1) {
      const at = NOON + minute * MINUTE;
      medians.apply([sample(at, 'a', minute)], at);
      const handled = Math.min(minute + 1, 60);
      const handleSeconds = minute - (handled - 1) / 2;
      expect(medians.handling('a', at)).toEqual({ handleSeconds, handled });
    }
  });
});
