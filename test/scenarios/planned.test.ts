/** What was planned raises what is expected: a sale and a launch raise nothing, before, while or after
 * they last; what is far beyond the plan still does. */
import { expect, it } from 'vitest';
import { between, scenario } from './script.ts';
import { flood } from './traffic.ts';

const cheerful = { negative: 0.1, questions: 0.4, topic: 'billing' };
/** Three times the usual for two hours. */
const sale = () =>
  scenario('2026-03-04')
    .history(20)
    .play('09:00', 5)
    .at('10:00:00', flood(40, 120, cheerful));
/** Six times the usual, rising over ten minutes. */
const launch = () =>
  scenario('2026-03-04')
    .history(20)
    .play('09:00', 3)
    .at('10:00:00', flood(100, 60, { ...cheerful, rampSeconds: 600 }));

it('a planned sale raises nothing', () => {
  sale().planned('10:00', '12:00', 3).expectNothingElse().expectNoSignal();
});

it('a planned launch raises nothing', () => {
  launch().planned('10:00', '11:00', 6).expectNothingElse().expectNoSignal();
});

it('a sale whose topic is known raises nothing, and other topics are as sharp as ever', () => {
  const known = () => sale().planned('10:00', '12:00', 3, ['billing']);
  known().expectNothingElse().expectNoSignal();
  const { crises } = known().at('11:00:00', flood(40, 20)).outcome();
  expect(crises.map(({ title }) => title.includes('outage'))).toEqual([true]);
});

it('a sale that goes a third better than planned raises nothing', () => {
  sale()
    .planned('10:00', '12:00', 3)
    .at('10:30:00', flood(20, 60, cheerful))
    .expectNothingElse()
    .expectNoSignal();
});

it('nobody planned it: the same sale is a signal', () => {
  expect(sale().signals().length).toBeGreaterThan(0);
  expect(launch().signals().length).toBeGreaterThan(0);
});

it('an outage in the middle of a sale is found', () => {
  sale()
    .planned('10:00', '12:00', 3)
    .at('11:00:00', flood(600, 20))
    .expectCrisis(between('11:00:01', '11:01:00'))
    .expectNothingElse();
});

it('the wall shows the raised band while it lasts', () => {
  const script = sale().planned('10:00', '12:00', 3);
  expect(script.bandAt('09:59', 'volume|').expected!).toBeLessThan(25);
  expect(script.bandAt('10:30', 'volume|').expected!).toBeGreaterThan(50);
  expect(script.bandAt('12:02', 'volume|').expected!).toBeLessThan(25);
});
