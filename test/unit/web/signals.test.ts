/** Signals, rules and instruments in words: names, figures in their own units, what leads. */
import { describe, expect, test } from 'vitest';
import { INDICATORS } from '#contracts/signal.ts';
import { INDICATOR_WORDS } from '#lib/indicators.ts';
import { bandOf, instrumentRows, rareNow } from '#lib/instruments.ts';
import { forecastWords, missWords, rankRules } from '#lib/rules.ts';
import {
  behindWords,
  jointSteps,
  namesOf,
  rankSignals,
  signalFigures,
  signalGlance,
  signalName,
  signalTone,
} from '#lib/signals.ts';
import { faceOf } from '../../browser/faces.ts';
import { signals } from '../../browser/rows.ts';
import {
  behind,
  crossedRules,
  emergingSignal,
  externalSignal,
  instruments,
  jointSignal,
  learningInstruments,
  raisedInstruments,
  rules,
  silentSignal,
} from '../../browser/rows-early.ts';

const NOW = Date.parse('2026-03-02T09:30:00Z');
const names = namesOf({ seq: 0, at: '', schema: 1, ...faceOf('crisis', NOW) });
const [volume, topical] = signals(NOW);

describe('signals', () => {
  test('every indicator has its words', () => {
    expect(Object.keys(INDICATOR_WORDS).sort()).toEqual([...INDICATORS].sort());
    for (const { word, says } of Object.values(INDICATOR_WORDS)) {
      expect(word.length).toBeGreaterThan(3);
      expect(says).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('what comes from outside is told as such, and alarms nobody by itself', () => {
    const external = externalSignal(NOW);
    expect(signalGlance(external, names)).toBe('External alert: told by Alertmanager');
    expect(signalTone(external)).toBe('raised');
    expect(rankSignals([external, volume!])[0]).toBe(volume);
  });

  test.for([
    [volume!, 'Mentions', '148/min, expected 22'],
    [topical!, 'App and website', '96/min, expected 1.3'],
    [emergingSignal(NOW), 'Gate queue', '12/min, expected 0.1'],
    [silentSignal(NOW), 'Instagram', 'expected 18, got 0'],
    [externalSignal(NOW), 'External alert', 'CheckInErrors, critical'],
    [
      { ...volume!, indicator: 'negativeShare', topic: 'check-in', observed: 0.61, expected: 0.26 },
      'Check-in, negative share',
      '61%, expected 26%',
    ],
    [
      { ...volume!, indicator: 'rule', rule: 'lost-bags', observed: 12, expected: 10 },
      'Lost bags',
      '12 of 10 posts',
    ],
    [
      { ...volume!, indicator: 'oldest', observed: 5_830, expected: 900 },
      'Oldest waiting',
      '1 h 37, expected 15 min',
    ],
  ] as const)('%o reads as people say it', ([signal, name, figures]) => {
    expect(signalName(signal, names)).toBe(name);
    expect(signalFigures(signal)).toBe(figures);
  });

  test('brands are named only where several stand side by side', () => {
    const state = { seq: 0, at: '', schema: 1 as const, ...faceOf('crisis', NOW) };
    expect(namesOf(state).brands.get('kestrel')).toBe('Kestrel Air');
    expect(namesOf({ ...state, brand: 'kestrel' }).brands.size).toBe(0);
    expect(namesOf({ ...state, brands: state.brands.slice(1) }).brands.size).toBe(0);
    expect(namesOf(null).brands.size).toBe(0);
  });

  test('an unknown key reads as words', () =>
    expect(signalName({ indicator: 'volume', topic: 'lost-and-found' }, names)).toBe(
      'Lost and found',
    ));

  test('one glance says what, how much, how rare', () => {
    expect(signalGlance(topical!, names)).toBe('App and website 96/min: once in 9 months');
    expect(signalGlance(jointSignal(NOW), names)).toBe('Drift together: once in 11 weeks');
  });

  test('what stands behind it counts people and texts', () => {
    expect(behindWords(behind)).toBe('84 mentions, 61 people, 3 texts');
    expect(behindWords({ mentions: 1, authors: 1, roots: 1 })).toBe('1 mention, 1 person, 1 text');
  });

  test('a joint signal is told from the one that moved first', () => {
    const told = jointSignal(NOW);
    const turned = { ...told, parts: [...told.parts!].reverse() };
    expect(jointSteps(turned).map(({ word }) => word)).toEqual([
      'waiting',
      'mentions',
      'handling time',
    ]);
    expect(jointSteps(volume!)).toEqual([]);
  });

  test('the rarest open one leads, then blind spots, suppressed ones, closed ones', () => {
    const closed = { ...volume!, id: 'closed', closedAt: new Date(NOW).toISOString() };
    const quiet = { ...volume!, id: 'quiet', suppressed: 'learning' as const };
    const rows = [closed, quiet, silentSignal(NOW), topical!, volume!];
    expect(rankSignals(rows).map(({ id }) => id)).toEqual(['s1', 's2', 's9', 'quiet', 'closed']);
  });
});

describe('rules', () => {
  const [crossed, near, far] = rankRules([...crossedRules(NOW)].reverse());

  test('what is crossed leads, then what is nearest', () =>
    expect([crossed!.name, near!.name, far!.name]).toEqual([
      'App is down',
      'Lost bags',
      'Unsafe on board',
    ]));

  test('a forecast has its range, and none says what is missing', () => {
    expect(forecastWords(crossed!, NOW)).toBe('reached: calls at least high');
    expect(forecastWords(near!, NOW)).toMatch(
      /^reaches 10 at about \d\d.\d\d \(\d\d.\d\d–\d\d.\d\d\)$/,
    );
    const open = { ...near!, crossing: { ...near!.crossing!, latest: null } };
    expect(forecastWords(open, NOW)).toMatch(/\(or later\)$/);
    expect(forecastWords(far!, NOW)).toBe('3 more to go');
  });

  test('the last near miss is named, and nothing where there was none', () => {
    expect(missWords(rules(NOW)[0]!, NOW)).toMatch(/^near miss 8, \S+ \d\d.\d\d/);
    expect(missWords(far!, NOW)).toBe('');
  });
});

describe('instruments', () => {
  const large = (rows: ReturnType<typeof instrumentRows>) =>
    rows.filter(({ size }) => size === 'large').flatMap(({ cells }) => cells);

  test('what departs is large, the worst first; what is learned too, where most is known', () =>
    expect(large(instrumentRows(raisedInstruments())).map(({ indicator }) => indicator)).toEqual([
      'handling',
      'churn',
    ]));

  test('on a first day nothing is large, and every figure stands once', () => {
    const rows = instrumentRows(learningInstruments());
    expect(large(rows)).toEqual([]);
    const shown = rows.flatMap(({ cells }) => cells).map(({ indicator }) => indicator);
    expect(shown.length).toBe(new Set(shown).size);
    expect(shown).not.toContain('silence');
  });

  test('of several brands the one that departs most stands for all, and none lends its band', () => {
    const other = raisedInstruments().map((row) => ({ ...row, brand: 'kestrel-cargo' }));
    const both = [...instruments(), ...other];
    expect(large(instrumentRows(both))[0]).toMatchObject({
      indicator: 'handling',
      brand: 'kestrel-cargo',
    });
    expect(bandOf({ instruments: both }, 'oldest')).toBeNull();
    expect(bandOf({ instruments: instruments() }, 'oldest')?.expected).toBe(900);
  });

  test('how rare a figure is comes from its signal or its instrument, never from a closed one', () => {
    const state = { instruments: raisedInstruments(), signals: signals(NOW) };
    expect(rareNow(state, 'volume')).toBe(310);
    expect(rareNow(state, 'handling')).toBe(3.4);
    expect(rareNow(state, 'queue')).toBeNull();
    const closed = signals(NOW).map((row) => ({ ...row, closedAt: new Date(NOW).toISOString() }));
    expect(rareNow({ ...state, signals: closed }, 'volume')).toBeNull();
  });
});
