import { describe, expect, it } from 'vitest';
import { emptyCounts, type BucketIncrement } from '#contracts/bucket.ts';
import { ruleConfig } from '#contracts/catalogue.ts';
import { createRuleCounts } from '#server/pipeline/rule-counts.ts';

const NOW = Date.UTC(2026, 2, 4, 12);
const MINUTE = 60_000;
const rule = (over: object = {}) =>
  ruleConfig.parse({ key: 'r', topic: 'outage', posts: 10, hours: 2, ...over });
const posts = (minutesAgo: number, volume: number, over: Partial<BucketIncrement> = {}) => ({
  brand: 'northwind',
  channel: 'x',
  topic: 'outage',
  at: NOW - minutesAgo * MINUTE,
  counts: { ...emptyCounts(), volume, negative: Math.floor(volume / 2) },
  ...over,
});
const countOf = (rules: ReturnType<typeof createRuleCounts>, now = NOW) =>
  rules.read('northwind', now).map(({ count }) => count);

describe('counts of a rule', () => {
  it('are those of its topic within its hours, to a bucket', () => {
    const rules = createRuleCounts([rule()]);
    rules.apply([posts(121, 5), posts(119, 3), posts(0, 2)]);
    rules.apply([posts(1, 9, { topic: 'billing' }), posts(1, 9, { topic: '' })]);
    expect(countOf(rules)).toEqual([5]);
    expect(countOf(rules, NOW + 2 * MINUTE)).toEqual([2]);
    expect(countOf(rules, NOW + 121 * MINUTE)).toEqual([0]);
  });

  it('are told in sixty steps, oldest first, which add up', () => {
    const rules = createRuleCounts([rule()]);
    rules.apply([posts(119, 3), posts(61, 4), posts(1, 2)]);
    const { recent, count } = rules.read('northwind', NOW)[0]!;
    expect(recent).toHaveLength(60);
    expect(recent.reduce((sum, one) => sum + one, 0)).toBe(count);
    expect([recent[0], recent[29], recent[59]]).toEqual([3, 4, 2]);
  });

  it('are of one brand, and of the negative ones where the rule says so', () => {
    const rules = createRuleCounts([rule({ negativeOnly: true }), rule({ brand: 'southwind' })]);
    rules.apply([posts(5, 6), posts(5, 8, { brand: 'southwind' })]);
    expect(countOf(rules)).toEqual([3]);
    expect(rules.read('southwind', NOW).map(({ count }) => count)).toEqual([4, 8]);
  });

  it('are what a load brings, however often', () => {
    const rules = createRuleCounts([rule()]);
    rules.apply([posts(90, 50), posts(1, 2)]);
    for (let loads = 0; loads < 2; loads += 1) rules.load([posts(90, 3), posts(1, 2)]);
    expect(countOf(rules)).toEqual([5]);
  });

  it('reach back a week in bounded memory', () => {
    const rules = createRuleCounts([rule({ hours: 168, posts: 20_000 }), rule()]);
    expect(rules.reachMs).toBe(168 * 60 * MINUTE);
    for (let ago = 20_000; ago > 0; ago -= 1) rules.apply([posts(ago, 1)]);
    const [week] = countOf(rules);
    expect(week!).toBeGreaterThan(10_060);
    expect(week!).toBeLessThanOrEqual(10_080);
  });

  it('of rows ahead of the clock wait for their time', () => {
    const rules = createRuleCounts([rule()]);
    rules.apply([posts(-3, 7)]);
    expect(countOf(rules)).toEqual([0]);
    expect(countOf(rules, NOW + 4 * MINUTE)).toEqual([7]);
  });
});
