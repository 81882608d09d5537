/** Each level is reached by its written criteria, and says which one gave it. */
import { expect, it } from 'vitest';
import type { Level } from '#contracts/crisis.ts';
import { scenario } from './script.ts';
import { flood, type Event } from './traffic.ts';

const LEVELS: [Level, Event][] = [
  ['low', flood(14, 40, { negative: 0.45, questions: 0.2, topic: 'billing', says: {} })],
  ['medium', flood(35, 40, { negative: 0.6 })],
  ['high', flood(65, 40)],
  ['critical', flood(600, 20, { negative: 0.95 })],
];

for (const [level, event] of LEVELS)
  it(`${event.perMinute} a minute on top of 20 reach level ${level}`, () => {
    const { crises } = scenario('2026-03-04')
      .history(20)
      .play('09:00', 1.25)
      .at('09:30:00', event)
      .outcome();
    expect(crises).toHaveLength(1);
    expect(crises[0]).toMatchObject({ level });
    const { damage, deviation, asymmetry } = crises[0]!.scorecard;
    expect(crises[0]!.detail!.levelReason).toMatch(/^[A-Z].*damage .*deviation .*asymmetry .*\.$/);
    for (const { score, evidence } of [damage, deviation, asymmetry]) {
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
      expect(evidence.length).toBeGreaterThan(0);
    }
  });

it("follows the operator's own criteria", () => {
  const because = 'whatever departs is high here';
  const { crises } = scenario('2026-03-04')
    .history(20)
    .play('09:00', 1)
    .levels([{ level: 'high', damage: 0, deviation: 0.1, asymmetry: 0, because }])
    .at('09:30:00', flood(35, 20, { negative: 0.6 }))
    .outcome();
  expect(crises[0]).toMatchObject({ level: 'high' });
  expect(crises[0]!.detail!.levelReason).toMatch(/^Whatever departs is high here/);
});

it('an acknowledgement covers only its level: worse is called again, and says how much', () => {
  const { crises, alerts, told } = scenario('2026-03-04')
    .history(20)
    .play('09:00', 1)
    .at('09:20:00', flood(35, 40, { negative: 0.6 }))
    .at('09:40:00', flood(300, 20))
    .commandAt('09:30:00', 'acknowledge')
    .commandAt('09:35:00', 'contain')
    .commandAt('09:50:00', 'acknowledge')
    .outcome();
  expect(crises).toHaveLength(1);
  expect(crises[0]).toMatchObject({ state: 'acknowledged', containedAt: null });
  expect(alerts.some(({ type }) => type === 'alert.level')).toBe(true);
  const levels = told.flatMap(({ transition }) =>
    'entries' in transition ? transition.entries.filter(({ kind }) => kind === 'level') : [],
  );
  expect(levels.at(-1)!.text).toMatch(/^Level \w+ -> \w+, was [\d.]+ a minute, now [\d.]+$/);
});
