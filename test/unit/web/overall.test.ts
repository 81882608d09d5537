/** The one word of the wall, as a table: what is known, and what it must say. */
import { describe, expect, test } from 'vitest';
import type { WallState } from '#contracts/wall.ts';
import { openCrises, overallOf } from '#lib/overall.ts';
import { faceOf, type FaceName } from '../../browser/faces.ts';
import { externalSignal, raisedInstruments } from '../../browser/rows-early.ts';
import { crisis } from '../../browser/rows.ts';

const NOW = Date.parse('2026-03-02T09:30:00Z');
const stateOf = (name: FaceName, more: Partial<WallState> = {}): WallState => ({
  seq: 0,
  at: new Date(NOW).toISOString(),
  schema: 1,
  ...faceOf(name, NOW),
  ...more,
});

describe('overall', () => {
  test.for([
    ['calm', 'calm', 'Everything is as expected'],
    ['learning', 'learning', 'still being learned'],
    ['empty', 'learning', 'No mention has arrived yet'],
    ['raised', 'raised', 'blind spot: Instagram'],
    ['behind', 'raised', 'storage behind'],
    ['down', 'raised', 'storage down'],
    ['crisis', 'crisis', 'Check-in in the app fails'],
    ['acknowledged', 'crisis', 'Check-in in the app fails'],
  ] as const)('%s is %s: %s', ([face, kind, reason]) => {
    const overall = overallOf(stateOf(face), null);
    expect(overall.kind).toBe(kind);
    expect(overall.reasons.join(', ')).toContain(reason);
  });

  test('a wall of a brand that nobody knows says so, and never that it is calm', () => {
    const overall = overallOf(stateOf('calm', { brand: 'kestrle' }), null);
    expect(overall).toMatchObject({ kind: 'learning', word: 'Unknown' });
    expect(overall.reasons[0]).toContain('"kestrle"');
    expect(overallOf(stateOf('calm', { brand: 'kestrel' }), null).word).toBe('Calm');
  });

  test('an instrument that stands out is named though all is calm', () => {
    const instruments = raisedInstruments();
    const { kind, reasons } = overallOf(stateOf('calm', { instruments }), null);
    expect(kind).toBe('calm');
    expect(reasons).toEqual(['No signal. Not quite as expected: handling time.']);
  });

  test('stale wins over everything and keeps the last known crisis', () => {
    const overall = overallOf(stateOf('crisis'), 'no connection since 09:12');
    expect(overall.kind).toBe('stale');
    expect(overall.reasons[0]).toBe('no connection since 09:12');
    expect(overall.reasons[1]).toContain('last known crisis: Check-in');
  });

  test('a resolved crisis or a false alarm is over', () => {
    const over = (['resolved', 'false-alarm', 'watching'] as const).map((state) =>
      crisis(NOW, { state }),
    );
    expect(overallOf(stateOf('calm', { crises: over }), null).kind).toBe('calm');
  });

  test('an alert from outside raises it, a mere hint does not', () => {
    const external = externalSignal(NOW);
    const of = (score: number) =>
      overallOf(stateOf('calm', { signals: [{ ...external, score }] }), null);
    expect(of(0.95)).toMatchObject({
      kind: 'raised',
      reasons: ['External alert: told by Alertmanager'],
    });
    expect(of(0.2).kind).toBe('calm');
  });

  test('a signal that is suppressed or closed raises nothing', () => {
    const [signal] = faceOf('crisis', NOW).signals;
    const quiet = [
      { ...signal!, suppressed: 'learning' as const },
      { ...signal!, closedAt: new Date(NOW).toISOString() },
    ];
    expect(overallOf(stateOf('calm', { signals: quiet }), null).kind).toBe('calm');
  });
});

test('of many crises the one that nobody has comes first, then the level, then the oldest', () => {
  const at = (minute: number) => new Date(NOW - minute * 60_000).toISOString();
  const rows = [
    crisis(NOW, { id: 'taken', state: 'acknowledged', level: 'critical' }),
    crisis(NOW, { id: 'young', level: 'high', openedAt: at(1) }),
    crisis(NOW, { id: 'old', level: 'high', openedAt: at(9) }),
    crisis(NOW, { id: 'low', level: 'low', openedAt: at(30) }),
  ];
  expect(openCrises(rows).map(({ id }) => id)).toEqual(['old', 'young', 'low', 'taken']);
});
