/** The number that matters, and the sentence that says which way it goes. */
import { describe, expect, it } from 'vitest';
import { figureOf, figureWords } from '#alerts/crisis/figure.ts';
import { startChain } from '#alerts/flowchart/chain.ts';
import { noteFigure } from '#alerts/flowchart/chain-life.ts';
import { spanWords, trendOf } from '#alerts/flowchart/trend.ts';
import type { Crisis } from '#contracts/crisis.ts';
import { aCrisis } from '../watch/samples.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 2, 3, 3);

const crisis = (perMinute: number, more: Partial<Crisis> = {}): Crisis =>
  aCrisis({
    openedAt: START,
    scorecard: {
      damage: { score: 0, evidence: [] },
      deviation: {
        score: 1,
        evidence: [{ what: 'mentions a minute', value: perMinute, expected: 0.66 }],
      },
      asymmetry: { score: 0, evidence: [{ what: 'waiting', value: 41, expected: 6 }] },
    },
    ...more,
  });

describe('the figure', () => {
  it('is mentions an hour, and of a flooded desk how many wait', () => {
    expect(figureOf(crisis(2))).toEqual({ what: 'mentions an hour', value: 120, expected: 40 });
    const waiting = { what: 'waiting', value: 41, expected: 6 };
    expect(figureOf(crisis(2, { scenario: 'queue-flood' }))).toEqual(waiting);
    expect(figureWords(waiting)).toBe('41 waiting');
    const { scorecard } = aCrisis();
    expect(figureOf({ scenario: 'backlash', scorecard })).toBeNull();
  });
});

describe('the trend', () => {
  const chain = startChain({
    ...{ id: 'c:high', crisisId: 'c', level: 'high', chartVersion: 1, now: START },
    ...{ cell: { steps: [], sayFirst: [], plan: null }, figure: figureOf(crisis(2)) },
  });
  const say = (
    now: Crisis,
    minutes: number,
    type: 'alert.step' | 'alert.repeat' = 'alert.repeat',
  ) => trendOf(now, chain, { type, at: START + minutes * MINUTE });

  it.each([
    [2, 12, 'open for 12 min, nobody has taken it; 120 an hour, not rising'],
    [10.2, 12, 'open for 12 min, nobody has taken it; 612 an hour, rising'],
    [1, 75, 'open for 1 h 15 min, nobody has taken it; 60 an hour, falling'],
  ])('%d a minute after %d minutes', (perMinute, minutes, text) => {
    expect(say(crisis(perMinute), minutes)).toBe(text);
  });

  it('is not told with the first calls, and compares with ten minutes ago', () => {
    expect(say(crisis(9), 0.5, 'alert.step')).toBeUndefined();
    const at = (minutes: number) => START + minutes * MINUTE;
    const long = [1, 5, 9, 14].reduce(
      (one, minutes) => noteFigure(one, figureOf(crisis(minutes)), at(minutes)),
      chain,
    );
    // Five minutes in it was 300 an hour, which the repeat at minute 15 is measured by.
    const call = { type: 'alert.repeat' as const, at: at(15) };
    expect(trendOf(crisis(5.1), long, call)).toMatch(/306 an hour, not rising$/);
    expect(trendOf(crisis(9), long, call)).toMatch(/540 an hour, rising$/);
    expect(trendOf(crisis(9, { quietSince: at(14) }), long, call)).toMatch(/falling$/);
  });

  it('says spans as people do', () => {
    expect([0, 59, 60, 61].map((minutes) => spanWords(minutes * MINUTE))).toEqual([
      ...['0 min', '59 min', '1 h', '1 h 1 min'],
    ]);
  });
});
