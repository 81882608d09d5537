/** What departs from normal and hurts nobody opens no crisis, however loud it is. */
import { it } from 'vitest';
import { scenario } from './script.ts';
import { dayAndNight, flood, lateRows, type Event } from './traffic.ts';

/** Cheerful talk, or at least no complaint. */
const cheer = (perMinute: number, more: Partial<Event> = {}) =>
  flood(perMinute, 60, {
    topic: undefined,
    negative: 0.06,
    questions: 0.1,
    says: { firstHand: 0.02, shared: 0.01 },
    ...more,
  });

const LOOK_ALIKES: [string, Event][] = [
  ['a sale that nobody planned', cheer(80, { negative: 0.1, questions: 0.35, emerging: 'sale' })],
  ['a launch', cheer(150, { announces: 'new', tag: '#new', questions: 0.3 })],
  ['a launch that people answer', cheer(60, { under: { post: 'new', kind: 'post' } })],
  ['a joke that everybody shares', cheer(120, { roots: 2, emerging: 'joke' })],
  ['thousands of near-copies of a giveaway', cheer(200, { roots: 1, tag: '#win' })],
  ['a wave of thanks', cheer(60, { negative: 0.02, questions: 0.02 })],
  ['news that names the brand', cheer(60, { negative: 0.2, questions: 0.15 })],
  [
    'one angry author who posts fifty times',
    flood(10, 5, { authors: 1, topic: undefined, says: { firstHand: 1 } }),
  ],
  [
    'one angry author at night’s pace',
    flood(4, 30, { authors: 1, topic: 'billing', says: { firstHand: 1 } }),
  ],
  ['spam of one account', flood(60, 10, { authors: 1, roots: 1, topic: undefined })],
];

for (const [what, event] of LOOK_ALIKES)
  it(`${what} opens no crisis`, () => {
    scenario('2026-03-04').history(20).play('09:00', 1.5).at('09:30:00', event).expectNothingElse();
  });

it('a Monday morning after a quiet weekend opens no crisis', () => {
  scenario('2026-03-02').history(dayAndNight(20)).play('05:00', 6).expectNothingElse();
});

it('a public holiday opens no crisis', () => {
  scenario('2026-03-04')
    .history(dayAndNight(20))
    .play('00:00', 10)
    .quietDay(0.4)
    .expectNothingElse();
});

it('a channel that was out and hands in its rows opens no crisis', () => {
  scenario('2026-03-04')
    .history(20)
    .play('09:00', 2)
    .at('10:00:00', lateRows(400, 30))
    .at('10:05:00', lateRows(300, 20))
    .expectNothingElse();
});
