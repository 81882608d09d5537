/** Edits of the flowchart's YAML: what is edited changes, all else stays as it was written. */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { flowchart } from '#contracts/flowchart.ts';
import { editLines, editPlan, editSteps, setLines, setPlan, setSteps } from '#lib/flow-edit.ts';
import { removeCell } from '#lib/flow-yaml.ts';
import { readChart, spokenFor } from '#lib/flowchart.ts';
import { readDocument } from '#server/documents/read.ts';
import { diffLines, folded } from '#lib/flow-diff.ts';

const TEXT = `# Who is called, and when.
name: Crisis flowchart
reviewDue: 2027-01-31 # twice a year
hours:
  - key: office
    timeZone: Europe/Berlin
    week: { mon: { from: '09:00', to: '18:00' } }
plans:
  - { key: holding, name: Holding line, text: "Pin the holding line" }

cells:
  # Whatever happens: somebody looks.
  - scenario: '*'
    level: '*'
    steps: &base
      - contact: on-call # the leader
        deputy: next:on-call
      # after a quarter of an hour
      - contact: rota:lead
        afterMinutes: 15
        via: [push, [sms, voice]]
    sayFirst:
      - Read the newest ten posts # first
      - Say that we are looking into it
  - scenario: [backlash, churn-wave]
    level: critical
    steps: *base
    plan: holding

  # Nights are the lead's.
  - scenario: viral-complaint
    level: high
    during: '!office'
    steps:
      - contact: person:ada
        repeat: { everyMinutes: 5, times: 3 }
inhibit: [] # none
`;
const HIGH = { scenario: 'viral-complaint', level: 'high' } as const;
const WORST = { scenario: 'backlash', level: 'critical' } as const;
const ALWAYS = { brand: null, during: null };

const chartOf = (text: string) => {
  const { chart, fault } = readChart(text);
  if (chart === null) throw new Error(`line ${fault?.line}: ${fault?.message}`);
  return chart;
};
/** Lines of the old text that the new one no longer has, and the other way round. */
const changes = (before: string, after: string) => {
  const lines = diffLines(before, after).filter(({ kind }) => kind !== 'same');
  return lines.map(({ kind, text }) => `${kind === 'gone' ? '-' : '+'}${text}`);
};

describe('reading', () => {
  it('says what the contract says', () => {
    const parsed = flowchart.parse(parse(TEXT));
    const cells = chartOf(TEXT).cells.map(({ index: _, ...cell }) => cell);
    expect(cells).toEqual(parsed.cells);
  });
  it('takes each part from the most specific cell that gives it', () => {
    const chart = chartOf(TEXT);
    const found = spokenFor(chart, WORST, ALWAYS);
    expect(found.steps.map(({ contact }) => contact)).toEqual(['rota:on-call', 'rota:lead']);
    expect(found.from.steps?.index).toBe(1);
    expect(found.from.sayFirst?.index).toBe(0);
    expect(found.plan?.name).toBe('Holding line');
    const night = spokenFor(chart, HIGH, { brand: null, during: '!office' });
    expect(night.steps.map(({ contact }) => contact)).toEqual(['person:ada']);
    expect(spokenFor(chart, HIGH, ALWAYS).from.steps?.index).toBe(0);
  });
  it('says where a text cannot be read', () => {
    expect(readChart('cells:\n  - a: [\n')).toMatchObject({ chart: null, fault: { line: 3 } });
    expect(readChart('just a word').chart).toBeNull();
  });
});

describe('a cell of its own', () => {
  it('is written below the others, which stay as they are', () => {
    const { steps } = spokenFor(chartOf(TEXT), HIGH, ALWAYS);
    const text = editSteps(TEXT, HIGH, ALWAYS, steps, [0, 1]);
    expect(changes(TEXT, text).filter((line) => line.startsWith('-'))).toEqual([]);
    expect(spokenFor(chartOf(text), HIGH, ALWAYS)).toMatchObject({
      steps,
      from: { steps: { index: 3 }, sayFirst: { index: 0 } },
    });
    flowchart.parse(parse(text));
    expect(removeCell(text, 3)).toBe(TEXT);
  });
  it('leaves a cell that names it among others, and keeps what that one said', () => {
    const [first] = spokenFor(chartOf(TEXT), WORST, ALWAYS).steps;
    const text = editSteps(TEXT, WORST, ALWAYS, [first!], [0]);
    expect(changes(TEXT, text).slice(0, 2)).toEqual([
      '-  - scenario: [backlash, churn-wave]',
      '+  - scenario: churn-wave',
    ]);
    const after = spokenFor(chartOf(text), WORST, ALWAYS);
    expect([after.steps, after.plan?.key]).toEqual([[first], 'holding']);
    const other = { scenario: 'churn-wave', level: 'critical' } as const;
    expect(spokenFor(chartOf(text), other, ALWAYS).plan?.key).toBe('holding');
    expect(readDocument('flowchart', text).ok).toBe(true);
  });
  it('stands beside a cell that names it among others and says other things', () => {
    const text = editLines(TEXT, WORST, ALWAYS, ['Call Ada']);
    expect(changes(TEXT, text).filter((line) => line.startsWith('-'))).toEqual([]);
    expect(readDocument('flowchart', text).ok).toBe(true);
  });
  it('says no more than was changed', () => {
    const night = { brand: 'marlo', during: '!office' };
    const lines = editLines(TEXT, HIGH, night, ['Call Ada']);
    const { index: _, ...own } = spokenFor(chartOf(lines), HIGH, night).own!;
    expect(own).toEqual({ ...HIGH, ...night, sayFirst: ['Call Ada'] });
    expect(spokenFor(chartOf(lines), HIGH, night).from.steps?.index).toBe(2);
  });
  it('is not made to give up what it never said', () => {
    expect(editLines(TEXT, WORST, ALWAYS, null)).toBe(TEXT);
    expect(editPlan(TEXT, WORST, ALWAYS, null)).toBe(TEXT);
  });
});

describe('steps', () => {
  const steps = () => chartOf(TEXT).cells[0]!.steps!;

  it('change one line for one value', () => {
    const [first, second] = steps();
    const text = setSteps(TEXT, 0, [first!, { ...second!, afterMinutes: 10 }], [0, 1]);
    expect(changes(TEXT, text)).toEqual(['-        afterMinutes: 15', '+        afterMinutes: 10']);
  });
  it('are not touched by a change to what already is', () => {
    expect(setSteps(TEXT, 0, steps(), [0, 1])).toBe(TEXT);
  });
  it('move with their comments', () => {
    const [first, second] = steps();
    const text = setSteps(TEXT, 0, [second!, first!], [1, 0]);
    const moved = chartOf(text).cells[0]!.steps!;
    expect(moved.map(({ contact }) => contact)).toEqual(['rota:lead', 'rota:on-call']);
    expect(text).toContain('contact: on-call # the leader');
    expect(text).toContain('# after a quarter of an hour');
  });
  it('are added and taken out', () => {
    const [first, second] = steps();
    const more = { ...first!, contact: 'role:management', afterMinutes: 30 };
    const text = setSteps(TEXT, 0, [first!, second!, more], [0, 1, null]);
    expect(chartOf(text).cells[0]!.steps![2]).toEqual(more);
    const less = setSteps(text, 0, [first!, second!], [0, 1]);
    expect(chartOf(less)).toEqual(chartOf(TEXT));
    expect(less).toBe(TEXT);
  });
  it('of an alias become its own: the others keep theirs', () => {
    const [first, second] = steps();
    const text = setSteps(TEXT, 1, [{ ...first!, deputyAfterMinutes: 1 }, second!], [0, 1]);
    const chart = chartOf(text);
    expect(chart.cells[1]!.steps![0]!.deputyAfterMinutes).toBe(1);
    expect(chart.cells[0]!.steps).toEqual(steps());
    expect(changes(TEXT, text).filter((line) => line.startsWith('-'))).toEqual([
      '-    steps: *base',
    ]);
  });
  it('may carry an anchor away from its alias: both keep what they say', () => {
    const anchored = TEXT.replace('via: [push, [sms, voice]]', 'via: &loud [push, [sms, voice]]');
    const shared = anchored.replace('repeat: {', 'via: *loud\n        repeat: {');
    const [first] = chartOf(shared).cells[0]!.steps!;
    const text = setSteps(shared, 0, [first!], [0]);
    expect(chartOf(text).cells[0]!.steps).toEqual([first]);
    expect(chartOf(text).cells[2]).toEqual(chartOf(shared).cells[2]);
  });
  it('write nothing that is as always, and short things in one line', () => {
    const [first, second] = steps();
    const ways = { ...first!, via: second!.via, repeat: { everyMinutes: 5, times: 3 } };
    const text = editSteps(TEXT, HIGH, ALWAYS, [ways, first!], [0, null]);
    expect(changes(TEXT, text).map((line) => line.slice(1).trim())).toEqual([
      ...['- scenario: viral-complaint', 'level: high', 'steps:', '- contact: rota:on-call'],
      ...['deputy: next:on-call', 'via: [push, [sms, voice]]'],
      ...['repeat: { everyMinutes: 5, times: 3 }', '- contact: rota:on-call'],
      'deputy: next:on-call',
    ]);
  });
  it('lose an optional value and a repeat', () => {
    const [first, second] = steps();
    const { deputy: _, ...alone } = first!;
    const text = setSteps(TEXT, 0, [alone, second!], [0, 1]);
    expect(changes(TEXT, text)).toEqual(['-        deputy: next:on-call']);
  });
});

describe('checklist and plan', () => {
  it('lines that stay keep their comments', () => {
    const text = setLines(TEXT, 0, ['Read the newest ten posts', 'Open the war room']);
    expect(changes(TEXT, text)).toEqual([
      '-      - Say that we are looking into it',
      '+      - Open the war room',
    ]);
  });
  it('are taken out and set', () => {
    expect(chartOf(setLines(TEXT, 0, null)).cells[0]!.sayFirst).toBeUndefined();
    expect(chartOf(setLines(TEXT, 2, ['Call Ada'])).cells[2]!.sayFirst).toEqual(['Call Ada']);
    expect(changes(TEXT, setPlan(TEXT, 1, null))).toEqual(['-    plan: holding']);
    expect(chartOf(setPlan(TEXT, 0, 'holding')).cells[0]!.plan).toBe('holding');
  });
});

describe('comparing', () => {
  it('names what went and what came, with its line on each side', () => {
    const lines = diffLines('a\nb\nc\nd\n', 'a\nc\nx\nd\n');
    expect(lines.map(({ kind, text, left, right }) => [kind, text, left, right])).toEqual([
      ['same', 'a', 1, 1],
      ['gone', 'b', 2, null],
      ['same', 'c', 3, 2],
      ['new', 'x', null, 3],
      ['same', 'd', 4, 4],
    ]);
  });
  it('folds what is far from a change', () => {
    const many = Array.from({ length: 40 }, (_, i) => `line ${i}`);
    const shown = folded(diffLines(many.join('\n'), many.with(20, 'new').join('\n')));
    expect(shown[0]).toEqual({ kind: 'fold', count: 17, left: 1 });
    expect(shown.filter(({ kind }) => kind === 'fold')).toHaveLength(2);
    expect(shown).toHaveLength(10);
  });
});
