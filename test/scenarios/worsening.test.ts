/** Worsening raises the level; who had been called hears of the level, who is needed only now is
 * called for the first time; an acknowledgement stands for the level it was given for. */
import { expect, it } from 'vitest';
import { scenario } from './script.ts';
import { flood } from './traffic.ts';

const worse = () =>
  scenario('2026-03-04')
    .history(20)
    .play('09:00', 1)
    .at('09:20:00', flood(50, 40, { negative: 0.4, questions: 0.1 }))
    .at('09:35:00', flood(200, 25));

it('raises the level and tells about it', () => {
  const script = worse().commandAt('09:30:00', 'acknowledge');
  const { crises, alerts, told } = script.outcome();
  expect(crises).toHaveLength(1);
  expect(crises[0]).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'Ada' });
  expect(['high', 'critical']).toContain(crises[0]!.level);
  expect(crises[0]!.acknowledgedLevel).not.toBe(crises[0]!.level);
  const levels = told.flatMap(({ transition }) =>
    'entries' in transition ? transition.entries.filter(({ kind }) => kind === 'level') : [],
  );
  expect(levels.length).toBeGreaterThan(0);
  expect(levels.every(({ at }) => at > script.clock('09:20:00'))).toBe(true);
  expect(alerts.some(({ type, receiver }) => type === 'alert.level' && receiver === 'anyone')).toBe(
    true,
  );
  const director = alerts.filter(({ receiver }) => receiver === 'director');
  expect(director[0]?.type).toBe('alert.step');
});

it("keeps a person's lower level while nothing gets worse", () => {
  const { crises } = scenario('2026-03-04')
    .history(20)
    .play('09:00', 1)
    .at('09:20:00', flood(150, 40))
    .commandAt('09:45:00', 'level', { level: 'medium', reason: 'known, fix is out' })
    .outcome();
  expect(crises[0]).toMatchObject({ level: 'medium' });
});

it('gives the all-clear to everybody who was called, also after the level was lowered', () => {
  const { crises, alerts } = scenario('2026-03-04')
    .history(20)
    .play('09:00', 3)
    .at('09:20:00', flood(400, 25))
    .commandAt('09:50:00', 'level', { level: 'low', reason: 'known, fix is out' })
    .outcome();
  expect(crises[0]).toMatchObject({ state: 'resolved', level: 'low' });
  const called = new Set(alerts.map(({ receiver }) => receiver));
  expect(called).toContain('director');
  const cleared = alerts.filter(({ type }) => type === 'alert.resolved');
  expect(new Set(cleared.map(({ receiver }) => receiver))).toEqual(called);
});
