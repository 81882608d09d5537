/** A sudden flood opens one crisis within 20 s of its first post, and calls whom it concerns once. */
import { expect, it } from 'vitest';
import { between, scenario } from './script.ts';
import { flood } from './traffic.ts';

for (const [perMinute, seed] of [
  [100, 1],
  [120, 2],
  [180, 3],
] as const) {
  it(`${perMinute} a minute on top of 20 opens one crisis within 20 s`, () => {
    scenario('2026-03-04', seed)
      .history(20)
      .play('09:00', 1)
      .at('09:30:00', flood(perMinute, 20))
      .expectCrisis(between('09:30:01', '09:30:20'), { state: 'open', brand: 'northwind' })
      .expectNothingElse();
  });
}

it('says what it is and calls each receiver once', () => {
  const { crises, alerts, told } = scenario('2026-03-04')
    .history(20)
    .play('09:00', 1)
    .at('09:30:00', flood(120, 20))
    .outcome();
  const [crisis] = crises;
  expect(crisis?.title).toMatch(
    /^Volume \d+(\.\d)?x normal, mostly negative, top topic outage: service failure$/,
  );
  expect(crisis?.scenario).toBe('service-failure');
  expect(
    alerts.filter(({ type }) => type === 'alert.step').map(({ receiver }) => receiver),
  ).toEqual(['anyone', 'director']);
  expect(new Set(alerts.map(({ id }) => id)).size).toBe(alerts.length);
  const opened = told.find(({ transition }) => transition.kind === 'crisis-opened')!.transition;
  const kinds = 'entries' in opened ? opened.entries.map(({ kind }) => kind) : [];
  expect(kinds[0]).toBe('first-mention');
  expect(kinds).toContain('signal-opened');
  expect(kinds.at(-1)).toBe('opened');
});
