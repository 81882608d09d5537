/** The page reads a chart as the engine does, and says coverage in words that are true. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { LEVELS, SCENARIOS } from '#contracts/crisis.ts';
import { DEFAULT_VIA as CONTRACT_VIA, type CoverageOut, type Hole } from '#contracts/flowchart.ts';
import { resolveAmong, cellsFor } from '#alerts/flowchart/resolve.ts';
import { readDocument } from '#server/documents/read.ts';
import { shippedText } from '#server/documents/shipped.ts';
import { cellsWords, coverWord, dayRows, heatOf, holeGroups } from '#lib/flow-coverage.ts';
import { DEFAULT_VIA, readChart, spokenFor, type Scope } from '#lib/flowchart.ts';
import { drawChain } from '#lib/flow-layout.ts';
import { targetWords } from '#lib/ways.ts';

const some = <T>(values: readonly T[]) =>
  fc.oneof(
    fc.constant('*' as const),
    fc.constantFrom(...values),
    fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }),
  );
const cellRow = fc.record(
  {
    scenario: some(SCENARIOS),
    level: some(LEVELS),
    brand: fc.constantFrom('marlo', 'kestrel'),
    during: fc.constantFrom('office', '!office'),
    steps: fc.constantFrom([{ contact: 'rota:a' }], [{ contact: 'rota:b' }, { contact: 'rota:c' }]),
    sayFirst: fc.constantFrom(['First this'], ['First that', 'Then that']),
    plan: fc.constantFrom('x', 'y'),
  },
  { requiredKeys: ['steps'] },
);

describe('reading', () => {
  it('has the default ways of the contract', () => {
    expect(DEFAULT_VIA).toEqual(CONTRACT_VIA);
  });
  it('resolves every place of random charts as the engine does', () => {
    const place = fc.record({
      scenario: fc.constantFrom(...SCENARIOS),
      level: fc.constantFrom(...LEVELS),
      brand: fc.constantFrom('marlo', 'other', null),
      isOpen: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(cellRow, { maxLength: 12 }), place, (cells, asked) => {
        const { isOpen, ...which } = asked;
        const plans = ['x', 'y'].map((key) => ({ key, name: key, text: `Plan ${key}` }));
        const { chart } = readChart(stringify({ plans, cells }));
        const scope: Scope = { brand: which.brand, during: isOpen ? 'office' : '!office' };
        const { steps, sayFirst, plan } = spokenFor(chart!, which, scope);
        const told = resolveAmong(chart!, cellsFor(chart!, which), () => isOpen);
        expect({ steps, sayFirst, plan }).toEqual(told);
      }),
      { seed: 4, numRuns: 300 },
    );
  });
  it('reads the shipped chart as the server does', () => {
    const text = shippedText('flowchart');
    const read = readDocument('flowchart', text);
    const cells = readChart(text).chart?.cells.map(({ index: _, ...row }) => row);
    expect(read.ok && read.value.cells).toEqual(cells);
  });
});

describe('coverage', () => {
  const hole = (more: Partial<Hole>): Hole => ({
    ...{ from: '2026-12-01T08:00:00Z', to: '2026-12-01T09:00:00Z', brand: null, step: 1 },
    ...{ scenario: 'backlash', level: 'high', what: 'nobody', detail: 'Nobody.', ...more },
  });
  const product = SCENARIOS.flatMap((scenario) => LEVELS.map((level) => ({ scenario, level })));

  it('is never rounded to all or nothing', () => {
    expect(coverWord(0.99999)).toMatchObject({ word: '99.9% covered', shape: 'half' });
    expect(coverWord(0.00001)).toMatchObject({ word: '0.1% covered', shape: 'half' });
    expect([coverWord(1).word, coverWord(0).word, coverWord(null).word]).toEqual([
      ...['covered', 'hole', 'not known'],
    ]);
    expect([heatOf(0, 28), heatOf(1, 28), heatOf(27, 28), heatOf(28, 28)]).toEqual([0, 1, 2, 3]);
  });
  it('says the same hole of several cells once', () => {
    const groups = holeGroups([
      hole({}),
      hole({ level: 'critical' }),
      hole({ level: 'critical', step: 2 }),
      hole({ what: 'no-deputy' }),
      hole({ what: 'no-deputy', from: '2026-12-03T08:00:00Z', to: '2026-12-03T09:00:00Z' }),
      hole({ what: 'no-deputy', from: '2026-12-02T08:00:00Z', to: '2026-12-02T09:00:00Z' }),
    ]);
    const days = groups.map(({ times }) => times.map(({ from }) => from.slice(8, 10)).join());
    expect(groups.map(({ what, cells }) => [what, cells.length])).toEqual([
      ['nobody', 2],
      ['no-deputy', 1],
    ]);
    expect(days).toEqual(['01', '01,02,03']);
  });
  it.each([
    ['every cell', product],
    ['every scenario: high, critical', product.filter(({ level }) => /high|crit/.test(level))],
    ['Backlash: every level', product.filter(({ scenario }) => scenario === 'backlash')],
    [
      'Viral complaint, Backlash: low; Queue flood: medium',
      product.filter(({ scenario, level }) =>
        level === 'low'
          ? /viral|backlash/.test(scenario)
          : level === 'medium' && /queue/.test(scenario),
      ),
    ],
  ])('names cells: %s', (words, cells) => {
    expect(cellsWords(cells)).toBe(words);
  });
  it('puts each hour into its day of the zone, also where the clock is changed', () => {
    const start = Date.parse('2026-10-24T22:00:00Z');
    const hours: CoverageOut['hours'] = Array.from({ length: 26 }, (_, i) => ({
      at: new Date(start + i * 3_600_000).toISOString(),
      holes: i === 3 ? 5 : 0,
    }));
    const [sunday, monday] = dayRows(hours, 'Europe/Berlin');
    expect(sunday?.key).toBe('2026-10-25');
    // 02:00 is there twice: the worse of both stands.
    expect(sunday?.hours.map((hour) => hour?.holes).slice(0, 4)).toEqual([0, 0, 5, 0]);
    expect(sunday?.hours.every((hour) => hour !== null)).toBe(true);
    expect(monday?.hours.filter((hour) => hour !== null)).toHaveLength(1);
    const spring = dayRows([{ at: '2026-03-29T01:00:00Z', holes: 1 }], 'Europe/Berlin');
    expect(spring[0]?.hours[3]?.label).toMatch(/03:00 to 04:00$/);
    expect(spring[0]?.hours[2]).toBeNull();
  });
});

describe('drawing', () => {
  it('shows every contact, deputy, round and repeat, none over another', () => {
    const { chart } = readChart(shippedText('flowchart'));
    const place = { scenario: 'backlash', level: 'critical' } as const;
    const { steps } = spokenFor(chart!, place, { brand: null, during: null });
    const { boxes, lines, width, height } = drawChain(steps, { 'rota:on-call': 'On-call leader' });
    const count = (kind: string) => boxes.filter((box) => box.kind === kind).length;
    expect(['start', 'contact', 'deputy', 'ways', 'repeat'].map(count)).toEqual([1, 3, 3, 6, 3]);
    expect(boxes.find(({ id }) => id === 's0')?.lines).toEqual(['On-call leader']);
    expect(lines.map(({ label }) => label)).toContain('after 2 min');
    for (const [i, a] of boxes.entries()) {
      expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= width && a.y + a.height <= height).toBe(true);
      for (const b of boxes.slice(i + 1)) {
        const isBeside = a.x + a.width <= b.x || b.x + b.width <= a.x;
        const isOver = a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(isBeside || isOver, `${a.id} and ${b.id}`).toBe(true);
      }
    }
    const tops = ['s0', 's1', 's2'].map((id) => boxes.find((box) => box.id === id)!.y);
    expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  });
  it('names targets that are not known by their keys', () => {
    expect(targetWords('on-call')).toBe('On-call');
    expect(targetWords('next:lead', { 'rota:lead': 'Senior leader' })).toBe('next senior leader');
    expect(targetWords('role:pr')).toBe('role pr');
  });
});
