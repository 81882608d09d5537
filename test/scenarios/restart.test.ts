/** A restart in the middle changes nothing: the state goes through JSON and the outcome is bit-equal. */
import { expect, it } from 'vitest';
import { scenario } from './script.ts';
import { flood, queueFlood } from './traffic.ts';

const play = (restarts: string[]) => {
  const script = scenario('2026-03-04').history(20).play('09:00', 2).at('09:30:00', flood(100, 15));
  restarts.forEach((time) => script.restartAt(time));
  const { told, alerts } = script.outcome();
  return JSON.stringify({ told, alerts });
};

/** An outage with its queue, and a campaign that turns bad beside it; one of them ended by a person. */
const playTwo = (restarts: string[]) => {
  const campaign = {
    ...{ topic: undefined, emerging: 'campaign', announces: 'launch', questions: 0.05, says: {} },
    under: { post: 'launch', kind: 'post' as const },
  };
  const script = scenario('2026-03-04')
    .history(20)
    .play('09:10', 0.7)
    .at('09:20:00', flood(60, 20))
    .at('09:24:00', queueFlood(60, 15))
    .commandAt('09:36:00', 'false-alarm', { reason: 'a test of ours' })
    .at('09:40:00', flood(50, 10, campaign));
  restarts.forEach((time) => script.restartAt(time));
  const { told, alerts, crises } = script.outcome();
  return { crises, text: JSON.stringify({ told, alerts }) };
};

it('keeps several stories, also one that a person ended, through restarts', () => {
  const calm = playTwo([]);
  expect(calm.crises.map(({ state }) => state)).toEqual(['false-alarm', 'open']);
  expect(playTwo(['09:20:10', '09:30:00', '09:36:05', '09:41:00', '09:45:00']).text).toBe(
    calm.text,
  );
});

it('gives the same transitions and alerts with and without restarts', () => {
  const calm = play([]);
  expect(calm).toContain('crisis-opened');
  expect(play(['09:15:00', '09:30:10', '09:30:15', '09:40:00', '10:05:00'])).toBe(calm);
});
