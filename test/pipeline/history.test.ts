/** What the hours of a brand teach: all that was heard of it, and nothing of a stray post of long ago. */
import { describe, expect, it } from 'vitest';
import { QUIET_DESK } from '#alerts/contract.ts';
import { isHeard } from '#server/pipeline/desk-gauge.ts';
import { createHistory, HOUR_MS } from '#server/pipeline/history.ts';
import { NOON } from './make.ts';

const DAY_MS = 24 * HOUR_MS;
const learned = (
  hours: readonly { at: number; volume: number }[],
  crisis: ReadonlySet<number> = new Set(),
) => {
  const history = createHistory();
  for (const { at, volume } of hours) {
    history.count('north', '', at, { volume, negative: volume / 4 });
    history.count('north', 'billing', at, { volume: volume / 10 });
  }
  const baselines = history.learn('north', NOON, new Map([['north', crisis]]));
  return (series: string) => baselines.find((one) => one.series === series)!;
};
/** So many mentions in each of the hours before NOON. */
const lately = (hours: number, volume: number) =>
  Array.from({ length: hours }, (_, i) => ({ at: NOON - (hours - i) * HOUR_MS, volume }));

it('an old post and two hours since are two hours, of the brand and of its topics', () => {
  const of = learned([{ at: NOON - 30 * DAY_MS, volume: 1 }, ...lately(2, 7200)]);
  for (const series of ['volume|north|', 'negativeShare|north|', 'volume|north|billing'])
    expect(of(series)).toMatchObject({ hours: 2, isLearning: true });
  expect(of('volume|north|').level[0]!).toBeGreaterThan(60);
});

it('a pause of a week does not make a brand young again', () => {
  const early = lately(200, 100).map(({ at, volume }) => ({ at: at - 14 * DAY_MS, volume }));
  const of = learned([...early, ...lately(2, 100)]);
  expect(of('volume|north|')).toMatchObject({ hours: 200 + 14 * 24, isLearning: false });
});

it('a brand of few words has a past too', () => {
  const days = Array.from({ length: 28 }, (_, i) => ({ at: NOON - (28 - i) * DAY_MS, volume: 1 }));
  expect(learned(days)('volume|north|')).toMatchObject({ hours: 28 * 24, isLearning: false });
  expect(learned([])('volume|north|')).toBeUndefined();
});

describe('a feed that became ten times denser', () => {
  const thin = lately(20 * 24, 2).map(({ at, volume }) => ({ at: at - 36 * HOUR_MS, volume }));

  it('is another feed once it has stayed so for a day', () => {
    const of = learned([...thin, ...lately(36, 40)]);
    expect(of('volume|north|').isLearning).toBe(true);
    expect(of('volume|north|').level[0]! * 60).toBeGreaterThan(30);
  });

  it('is measured by what was before for its first hours', () => {
    const of = learned([...lately(21 * 24, 2).slice(0, -6), ...lately(6, 40)]);
    expect(of('volume|north|').isLearning).toBe(false);
    expect(of('volume|north|').level[0]! * 60).toBeLessThan(4);
  });

  it('is none while a crisis lasts', () => {
    const crisis = new Set(lately(36, 0).map(({ at }) => at));
    const of = learned([...thin, ...lately(36, 40)], crisis);
    expect(of('volume|north|').isLearning).toBe(false);
  });
});

it('a desk whose answers nobody hears teaches nothing', () => {
  expect(isHeard(QUIET_DESK)).toBe(false);
  expect(isHeard({ ...QUIET_DESK })).toBe(true);
});
