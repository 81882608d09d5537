/** What keeps a crisis quiet, row by row: which silence fits, which pair inhibits, and that two crises
 * never silence each other. */
import { describe, expect, it } from 'vitest';
import { holdOf } from '#alerts/flowchart/hold.ts';
import { inhibitionOf } from '#alerts/flowchart/inhibit.ts';
import { silenceOf } from '#alerts/flowchart/silence.ts';
import type { Silence } from '#contracts/calling.ts';
import type { Crisis } from '#contracts/crisis.ts';
import { flowchart } from '#contracts/flowchart.ts';
import { aCrisis } from '../../watch/samples.ts';

const NOW = Date.UTC(2026, 2, 3, 3);
const HOUR = 3_600_000;
const detail = {
  ...{ topics: ['outage'], scenarioConfidence: 1, scenarioReason: '', levelReason: '' },
  ...{ structure: null, overrides: [] },
};
const crisis = (more: Partial<Crisis> = {}) => aCrisis({ detail, ...more });
const silence = (more: Partial<Silence> = {}): Silence => ({
  ...{ id: 's', owner: 'Ada', reason: 'known', createdAt: NOW, startsAt: NOW - HOUR },
  ...{ endsAt: NOW + HOUR, endedBy: null, brand: null, scenario: null, topic: null },
  ...{ upToLevel: 'high', toldStart: true, toldEnd: false, ...more },
});

describe('a silence', () => {
  it.each<[string, Partial<Silence>, boolean]>([
    ['of its brand', { brand: 'acme' }, true],
    ['of its brand and scenario', { brand: 'acme', scenario: 'service-failure' }, true],
    ['of its topic', { topic: 'outage' }, true],
    ['of another brand', { brand: 'other' }, false],
    ['of its brand and another topic', { brand: 'acme', topic: 'billing' }, false],
    ['of another scenario', { scenario: 'backlash' }, false],
    ['for what is milder', { brand: 'acme', upToLevel: 'medium' }, false],
    ['that has ended this instant', { brand: 'acme', endsAt: NOW }, false],
    ['that begins this instant', { brand: 'acme', startsAt: NOW }, true],
    ['that is planned', { brand: 'acme', startsAt: NOW + 1 }, false],
  ])('%s', (_what, more, holds) => {
    expect(silenceOf([silence(more)], crisis(), NOW) !== null).toBe(holds);
  });

  it('that lasts longest is named', () => {
    const both = [silence({ id: 'short' }), silence({ id: 'long', endsAt: NOW + 2 * HOUR })];
    expect(silenceOf(both, crisis(), NOW)?.id).toBe('long');
    const hold = holdOf(crisis(), { silences: both, chart: { inhibit: [] }, open: [], now: NOW });
    expect(hold).toMatchObject({ kind: 'silenced', by: 'long', text: 'silenced by Ada: known' });
  });
});

describe('another crisis', () => {
  const chartOf = (inhibit: object[]) => flowchart.parse({ cells: [{ plan: 'x' }], inhibit });
  const pair = (more: object = {}) =>
    chartOf([
      {
        source: { scenario: 'service-failure', level: ['high', 'critical'] },
        target: { scenario: 'queue-flood' },
        because: 'one thing causes the other',
        ...more,
      },
    ]);
  const flood = crisis({ id: 'flood', number: 2, scenario: 'queue-flood' });

  it.each<[string, Partial<Crisis>, boolean]>([
    ['that is declared', {}, true],
    ['that somebody has taken', { state: 'acknowledged' }, true],
    ['of another brand', { brand: 'other' }, false],
    ['of a milder level', { level: 'medium' }, false],
    ['that is only watched', { state: 'watching' }, false],
    ['that is a drill', { drill: true }, false],
  ])('%s', (_what, more, holds) => {
    const found = inhibitionOf(pair(), flood, [flood, crisis(more)]);
    expect(found !== null).toBe(holds);
  });

  it('of any brand where the chart says so', () => {
    const chart = pair({ sameBrand: false });
    expect(inhibitionOf(chart, flood, [crisis({ brand: 'other' })])).not.toBeNull();
  });

  it('that is like this one: the older calls, the younger does not', () => {
    const chart = chartOf([{ source: {}, target: {}, because: 'one call a brand is enough' }]);
    const all = [crisis({ id: 'a', number: 1 }), crisis({ id: 'b', number: 2 })];
    expect(all.map((one) => inhibitionOf(chart, one, all)?.by.number ?? null)).toEqual([null, 1]);
  });

  it('that is real comes before a drill, from level high', () => {
    const drill = crisis({ id: 'drill', number: 9, drill: true });
    const chart = chartOf([]);
    expect(inhibitionOf(chart, drill, [crisis({ brand: 'other' })])?.isDrill).toBe(true);
    expect(inhibitionOf(chart, drill, [crisis({ level: 'medium' })])).toBeNull();
    const hold = holdOf(drill, { silences: [], chart, open: [crisis()], now: NOW });
    expect(hold).toMatchObject({ kind: 'inhibited', suppressedBy: 'drill', by: '#1' });
  });
});
