/** Stories told in sentences, through understanding, hearing, detection and crisis: each scenario is
 * found within the hour and named, and what only looks like one calls nobody. */
import { describe, expect, it } from 'vitest';
import { LEVELS, type Level } from '#contracts/crisis.ts';
import { defaultCatalogue } from '#server/catalogue-defaults.ts';
import { createUnderstand } from '#server/pipeline/understand.ts';
import type { Understood } from '#contracts/understood.ts';
import { judge, play } from './recorded/judge.ts';
import { historyKey, historyOf, record, type Plan } from './recorded/record.ts';

const understand = createUnderstand(defaultCatalogue());
const histories = new Map<string, Understood[]>();
const HISTORY_WEEKS = 1;

/** A brand that is talked about every other minute, and five times as much while the story lasts. */
const planOf = (kind: Plan['kind'], more: Partial<Plan> = {}): Plan => ({
  ...{ set: 'tuning', kind, perMinute: 0.5, size: 'middle', seed: 0 },
  ...more,
});

const verdictOf = (plan: Plan) => {
  const recording = record(plan);
  const key = historyKey(plan);
  const past = histories.get(key) ?? historyOf(plan, HISTORY_WEEKS).map(understand);
  histories.set(key, past);
  const taught = past.filter(({ at }) => at < recording.startAt);
  return judge(recording, play(recording.mentions, taught));
};

const isAtLeast = (level: Level | null, least: Level): boolean =>
  level !== null && LEVELS.indexOf(level) >= LEVELS.indexOf(least);

describe('a crisis in sentences', () => {
  it.each<[kind: Plan['kind'], withinMin: number, least: Level]>([
    ['viral-complaint', 40, 'low'],
    ['campaign-blunder', 30, 'low'],
    ['backlash', 30, 'low'],
    ['service-failure', 30, 'medium'],
    ['queue-flood', 45, 'low'],
    ['churn-wave', 45, 'low'],
  ])('%s is called within %i min, at level %s or more', (kind, withinMin, least) => {
    const verdict = verdictOf(planOf(kind));
    expect(verdict.early).toBe(0);
    expect(verdict.calledMin).not.toBeNull();
    expect(verdict.calledMin!).toBeLessThanOrEqual(withinMin);
    expect(verdict.scenarioAtHour).toBe(kind);
    expect(isAtLeast(verdict.levelAtHour, least)).toBe(true);
  });
});

const LOOK_ALIKES: [kind: Plan['kind'], seed: number][] = [
  ['sale', 0],
  ['launch', 3],
  ['joke', 0],
  ['monday', 0],
  ['holiday', 0],
  ['feed-outage', 0],
  ['angry-author', 0],
  ['spam', 0],
  ['giveaway', 0],
  ['gratitude', 0],
  ['news', 0],
];

describe('what only looks like one', () => {
  it.each(LOOK_ALIKES)('%s calls nobody (seed %i)', (kind, seed) => {
    const verdict = verdictOf(planOf(kind, { seed }));
    expect(verdict.early).toBe(0);
    expect(verdict.calledMin).toBeNull();
  });
});
