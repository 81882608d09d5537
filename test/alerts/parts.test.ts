/** The mood and people who leave: shares of all mentions, with the uncertainty of few. */
import { describe, expect, it } from 'vitest';
import { log10ShareTail } from '#alerts/detectors/tail.ts';
import { countReports, learnReports } from '#alerts/reports.ts';
import { NOW, USUAL, burst, play, signalsOf, voice, windowOf } from './given.ts';

/** So many of so many in each slot of the newest `slots`, the usual mix before. */
const mix = (all: number, negative: number, slots: number) => ({
  volume: windowOf((ago) => (ago < slots ? all : 3.3)),
  negative: windowOf((ago) => (ago < slots ? negative : 0.83)),
});
const moodOf = (over: object, baselines = USUAL) =>
  signalsOf(over, baselines).find(({ indicator }) => indicator === 'negativeShare');

describe('the negative share', () => {
  it('3 of 4 is not 300 of 400', () => {
    const few = log10ShareTail(3, 4, 0.3, 0.02);
    const many = log10ShareTail(300, 400, 0.3, 0.02);
    expect(few).toBeGreaterThan(-1.5);
    expect(many).toBeLessThan(-6);
    expect(log10ShareTail(30, 100, 0.3, 0.02)).toBeGreaterThan(-0.5);
  });

  it('opens when most of a usual number are negative, and says so', () => {
    const signal = moodOf(mix(3.5, 3, 30))!;
    expect(signal.why).toMatch(
      /^\d+ of \d+ mentions negative over the last \d+ (s|min) where 2\d% are normal \(\d\.\dx\): /,
    );
    expect(signal.observed).toBeGreaterThan(0.6);
    expect(signal.expected).toBeCloseTo(0.25, 1);
    expect(signal.high).toBeLessThan(signal.observed);
  });

  it.each([
    ['the usual mix', mix(3.5, 0.9, 60)],
    ['ten times as many of the usual mix', mix(33, 8.3, 60)],
    ['three angry ones in a quiet hour', { volume: burst(1, 4), negative: burst(1, 3) }],
    ['seven of seven at night', { volume: burst(1, 7), negative: burst(1, 7) }],
  ])('is silent at %s', (_, over) => {
    expect(moodOf(over)).toBeUndefined();
  });

  it('one author who posts fifty times is one', () => {
    const voices = Array.from({ length: 50 }, (_, i) =>
      voice({ id: `${i}`, author: 'one', at: NOW - 5_000 - i * 10_000 }),
    );
    const loud = { volume: windowOf((ago) => (ago < 50 ? 4 : 3)), negative: burst(1.8, 50, 0.8) };
    const many = voices.map((one, i) => ({ ...one, author: `a${i}` }));
    expect(moodOf({ ...loud, voices })).toBeUndefined();
    const crowd = { volume: windowOf(() => 3.4), negative: burst(3, 50, 0.8) };
    expect(moodOf({ ...crowd, voices: many })).toBeDefined();
  });
});

describe('people who leave', () => {
  const churnOf = (over: object) => signalsOf(over).find(({ indicator }) => indicator === 'churn');
  it('are a signal when they are many more of all than usual', () => {
    const signal = churnOf({ volume: windowOf(() => 3.4), leaving: burst(0.5, 60) })!;
    expect(signal.why).toMatch(/mentions speak of leaving over the last .* where 1(\.\d)?% are/);
  });
  it('are none when everything has grown', () => {
    expect(churnOf({ volume: burst(30, 60, 3.3), leaving: burst(0.3, 60) })).toBeUndefined();
  });
});

describe('reports of faults', () => {
  const quiet = Array.from({ length: 257 }, (_, i) =>
    voice({ id: `q${i}`, at: NOW - 3_600_000 + i * 14_000, mood: 'neutral' }),
  );
  const learn = (voices: typeof quiet) => {
    let usual = learnReports(undefined, voices, NOW - 3_600_000, false);
    for (let at = NOW - 3_540_000; at <= NOW; at += 60_000)
      usual = learnReports(
        usual,
        voices.filter((one) => one.at <= at),
        at,
        false,
      );
    return usual;
  };
  it('are counted by distinct authors, once the usual share is known', () => {
    expect(countReports(undefined, quiet, NOW)).toBeNull();
    const usual = learn(quiet)!;
    expect(usual.mentions).toBeGreaterThan(200);
    const told = [1, 2, 3, 4].map((i) =>
      voice({ id: `r${i}`, isFirstHand: true, at: NOW - 1000, author: i < 3 ? 'same' : `a${i}` }),
    );
    const { windows, usualShare } = countReports(usual, [...quiet, ...told], NOW)!;
    expect(windows.map(({ seconds, authors }) => [seconds, authors])).toEqual([
      [30, 3],
      [60, 3],
      [120, 3],
      [300, 3],
    ]);
    expect(usualShare).toBeLessThan(0.05);
  });
  it('teach nothing while a signal is open', () => {
    const usual = learn(quiet)!;
    const later = [voice({ id: 'later', at: NOW + 30_000, isFirstHand: true })];
    const held = learnReports(usual, later, NOW + 180_000, true)!;
    expect([held.reports, held.mentions]).toEqual([usual.reports, usual.mentions]);
  });
  it('show an outage that its numbers do not show yet', () => {
    const picture = { volume: burst(4, 9, 3.3), negative: burst(2.2, 9, 0.83) };
    const faults = Array.from({ length: 28 }, (_, i) =>
      voice({ id: `f${i}`, at: NOW - 88_000 + i * 3_000, isFirstHand: true }),
    );
    const openedIn = (voices: typeof quiet) =>
      play(
        (now) =>
          now < NOW + 3_600_000
            ? { volume: burst(3.3, 360), negative: burst(0.83, 360), voices: at(quiet, now) }
            : { ...picture, voices: at(voices, now) },
        61,
        USUAL,
        60_000,
      ).map(({ signal }) => signal.indicator);
    const at = (voices: typeof quiet, now: number) =>
      voices.map((one) => ({ ...one, at: one.at + now - NOW }));
    expect(openedIn(quiet)).toEqual([]);
    expect(openedIn([...quiet, ...faults])).toContain('negativeShare');
  });
});
