/** A restart in the middle changes nothing: the state goes through JSON and the outcome is bit-equal. */
import { expect, it } from 'vitest';
import { scenario } from './script.ts';
import { flood } from './traffic.ts';

const play = (restarts: string[]) => {
  const script = scenario('2026-03-04').history(20).play('09:00', 2).at('09:30:00', flood(100, 15));
  restarts.forEach((time) => script.restartAt(time));
  const { told, alerts } = script.outcome();
  return JSON.stringify({ told, alerts });
};

it('gives the same transitions and alerts with and without restarts', () => {
  const calm = play([]);
  expect(calm).toContain('crisis-opened');
  expect(play(['09:15:00', '09:30:10', '09:30:15', '09:40:00', '10:05:00'])).toBe(calm);
});
