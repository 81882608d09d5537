/** "X posts on one topic in Y hours": the crossing, the forecast, near misses, and what raises nothing. */
import { describe, expect, it } from 'vitest';
import { ruleConfig } from '#contracts/catalogue.ts';
import type { RuleInput } from '#alerts/contract.ts';
import { forecastOf } from '#alerts/forecast.ts';
import { watchRule } from '#alerts/rules.ts';
import type { SeriesState } from '#alerts/series.ts';
import { BRAND, NOW, learned, play, signalsOf, voice } from './given.ts';

const RULE = ruleConfig.parse({ key: 'ten', topic: 'outage', posts: 10, hours: 2 });
const HOUR_MS = 3_600_000;

/** Posts by how many steps (of two minutes) ago they came. */
const counted = (agos: number[]): RuleInput => {
  const recent = new Array<number>(60).fill(0);
  for (const ago of agos) recent[59 - ago]! += 1;
  return { rule: RULE, count: agos.length, recent };
};
const walk = (counts: number[][]) => {
  let state: SeriesState | undefined;
  return counts.map((agos, i) => {
    const now = NOW + i * 60_000;
    const look = { brand: BRAND, topicName: 'Outage', input: counted(agos), now, voices: [] };
    const { outcome, gauge } = watchRule({ ...look, baseline: undefined }, state);
    state = outcome.state ?? undefined;
    return { step: outcome.step, signal: outcome.signal, gauge };
  });
};
const newest = (count: number) => Array.from({ length: count }, (_, i) => i % 6);

describe('a rule', () => {
  it('opens one signal at the crossing and closes it when the count is well below', () => {
    const told = walk([newest(9), newest(10), newest(12), newest(9), newest(8), newest(9)]);
    expect(told.map(({ step }) => step)).toEqual([
      ...['none', 'opened', 'updated', 'held', 'closed', 'none'],
    ]);
    expect(told.map(({ gauge }) => gauge.state)).toEqual([
      ...['near', 'crossed', 'crossed', 'near', 'near', 'near'],
    ]);
    const { signal } = told[1]!;
    expect(signal).toMatchObject({
      indicator: 'rule',
      topic: 'outage',
      observed: 10,
      expected: 10,
    });
    expect(signal!.detail).toMatchObject({ rule: 'ten' });
    expect(signal!.why).toBe('10 posts on Outage in 2 h: the rule calls at 10.');
  });

  it('is over once its topic is calm, however long its window, and again news when it grows', () => {
    const many = newest(15);
    const hour = { startAt: NOW - HOUR_MS, slots: 1_080 };
    const busy = (from: number, to: number) => ({
      startAt: hour.startAt,
      counts: Array.from({ length: hour.slots }, (_, i) => (i >= from && i < to ? 1 : 0)),
    });
    // One post each 10 s in the 10 min before NOW, and from 90 min after it on.
    const lately = busy(300, 360);
    lately.counts.fill(1, 900, 960);
    const told: string[] = [];
    let state: SeriesState | undefined;
    for (let minute = 0; minute <= 100; minute += 1) {
      const now = NOW + minute * 60_000;
      const input = counted(minute < 95 ? many : newest(21));
      const look = { brand: BRAND, topicName: 'Outage', input, now, voices: [], lately };
      const { outcome } = watchRule({ ...look, baseline: undefined }, state);
      state = JSON.parse(JSON.stringify(outcome.state));
      if (outcome.step === 'opened' || outcome.step === 'closed')
        told.push(`${outcome.step} ${minute}`);
    }
    expect(told).toEqual(['opened 0', 'closed 20', 'opened 95']);
  });

  it('stands since the posts began to come, not since the first one of its window', () => {
    const burst = Array.from({ length: 9 }, (_, i) => i % 3);
    const [, opened, followed] = walk([
      [59, ...burst.slice(1)],
      [59, ...burst],
      [58, ...burst, 0],
    ]);
    expect(opened!.step).toBe('opened');
    const minutesAgo = (NOW + 60_000 - opened!.signal!.detail!.since!) / 60_000;
    expect(minutesAgo).toBeCloseTo(6, 5);
    expect(followed!.signal!.detail!.since).toBe(opened!.signal!.detail!.since);
  });

  it('ends when the operator takes it out', () => {
    const isKept = (now: number) => now < NOW + 5 * 60_000;
    const said = play((now) => ({ rules: isKept(now) ? [counted(newest(12))] : [] }), 10);
    expect(said.map(({ kind }) => kind)).toEqual(['signal-opened', 'signal-closed']);
    expect(said[1]!.at).toBe(NOW + 5 * 60_000);
  });

  it('is not crossed by what came long ago', () => {
    const old = Array.from({ length: 12 }, (_, i) => 40 + i);
    expect(walk([old]).map(({ step }) => step)).toEqual(['none']);
  });

  it('keeps near misses, newest first, and no crossing among them', () => {
    const told = walk([
      newest(7),
      newest(8),
      newest(4),
      newest(9),
      newest(2),
      newest(11),
      newest(0),
    ]);
    expect(told.at(-1)!.gauge.nearMisses.map(({ peak }) => peak)).toEqual([9, 8]);
    expect(told.at(-1)!.gauge.nearMisses[1]!.at).toBe(new Date(NOW + 60_000).toISOString());
  });

  it('is told with the brand, and says what is usual and who is behind it', () => {
    const voices = Array.from({ length: 10 }, (_, i) =>
      voice({ id: `${i}`, topics: ['outage'], print: i < 6 ? 'same' : `p${i}` }),
    );
    const rules = [counted(newest(10))];
    const usual = { ...learned('volume||', 3), series: `volume|${BRAND}|outage` };
    const [signal] = signalsOf({ rules, voices }, [usual]);
    expect(signal).toMatchObject({ indicator: 'rule' });
    expect(signal!.why).toMatch(/^10 posts on outage in 2 h, where \d(\.\d)? are normal: /);
    expect(signal!.detail!.behind).toMatchObject({ mentions: 10, authors: 10, roots: 5 });
    expect(signal!.detail!.behind!.topPosts[0]).toEqual({ channel: 'x', id: '0', mentions: 6 });
  });
});

describe('the forecast', () => {
  const spread = (perStep: number, steps: number) =>
    Array.from({ length: 60 }, (_, i) => (i >= 60 - steps ? perStep : 0));
  const sum = (recent: number[]) => recent.reduce((all, one) => all + one, 0);
  const forecast = (recent: number[], posts: number) =>
    forecastOf(recent, sum(recent), posts, 2 * HOUR_MS);

  it('goes on at the rate of the recent part', () => {
    const found = forecast(spread(1, 10), 30)!;
    expect(found.inMs / 60_000).toBeCloseTo(40, 0);
    expect(found.earliestMs).toBeLessThan(found.inMs);
    expect(found.latestMs === null || found.latestMs > found.inMs).toBe(true);
  });
  it('is surer of many posts than of few', () => {
    const few = forecast(spread(1, 10), 30)!;
    const many = forecast(spread(20, 10), 600)!;
    expect(many.inMs - many.earliestMs).toBeLessThan(few.inMs - few.earliestMs);
  });
  it.each([
    ['nothing comes', spread(0, 60), 10],
    ['one post is no rate', spread(1, 1), 10],
    ['it falls', spread(1, 60).map((one, i) => (i < 30 ? 2 : 0.1 * one)), 70],
    ['a steady stream stays below it', spread(1, 60), 70],
    ['it has crossed', spread(1, 20), 10],
  ])('is none where %s', (_, recent, posts) => {
    expect(forecast(recent, posts)).toBeNull();
  });
  it('lets old posts leave the window', () => {
    const early = [...new Array<number>(20).fill(2), ...new Array<number>(30).fill(0)];
    const recent = [...early, ...new Array<number>(10).fill(1)];
    const found = forecast(recent, 55);
    expect(found === null || found.inMs > 60 * 60_000).toBe(true);
  });
});
