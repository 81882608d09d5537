/** Edits of random charts, and of every cell of the shipped one: each says what was edited there, what it
 * said everywhere else, and is right by the server's own reading. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { editLines, editPlan, editSteps } from '#lib/flow-edit.ts';
import { LEVELS, readChart, saysTheSame, SCENARIOS, spokenFor } from '#lib/flowchart.ts';
import { readDocument } from '#server/documents/read.ts';
import { shippedText } from '#server/documents/shipped.ts';

const WORST = { scenario: 'backlash', level: 'critical' } as const;
const ALWAYS = { brand: null, during: null };
const chartOf = (text: string) => readChart(text).chart!;

describe('any chart', () => {
  const step = fc.record(
    {
      contact: fc.constantFrom('rota:a', 'person:b', 'next:c'),
      deputy: fc.constantFrom('role:d', 'rota:e'),
      via: fc.constantFrom(['sms'], [['push', 'mail'], 'voice']),
      afterMinutes: fc.integer({ min: 0, max: 30 }),
      repeat: fc.record({ everyMinutes: fc.constant(5), times: fc.integer({ min: 1, max: 4 }) }),
      sayFirst: fc.constantFrom(['It is: here # not a comment'], ["Don't", '- dash', '"quoted"']),
    },
    { requiredKeys: ['contact'] },
  );
  const inTime = (a: { afterMinutes?: number }, b: { afterMinutes?: number }) =>
    (a.afterMinutes ?? 0) - (b.afterMinutes ?? 0);
  const steps = fc.array(step, { minLength: 1, maxLength: 4 }).map((rows) => rows.sort(inTime));
  const cells = fc.array(
    fc.record({
      scenario: fc.constantFrom('*', 'backlash', ['backlash', 'queue-flood'], 'churn-wave'),
      level: fc.constantFrom('*', 'critical', ['high', 'critical']),
      steps,
    }),
    { minLength: 1, maxLength: 3 },
  );
  const LOOKS = [{}, { indent: 4 }, { indentSeq: false }, { collectionStyle: 'flow' }] as const;

  it('says after an edit what was edited, for every other place what it said, and is right', () => {
    const order = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 });
    fc.assert(
      fc.property(cells, steps, order, fc.constantFrom(...LOOKS), (given, fresh, taken, look) => {
        const text = stringify({ name: 'Chart', cells: given, inhibit: [] }, look);
        fc.pre(readDocument('flowchart', text).ok);
        const before = chartOf(text);
        const said = spokenFor(before, WORST, ALWAYS);
        const kept = [...new Set(taken)].filter((i) => said.steps[i] !== undefined);
        const added = chartOf(stringify({ cells: [{ steps: fresh }] })).cells[0]!.steps!;
        const rows = [...kept.map((i) => said.steps[i]!), ...added];
        const times = rows.toSorted(inTime).map(({ afterMinutes }) => afterMinutes);
        const wanted = rows.map((row, i) => ({ ...row, afterMinutes: times[i]! }));
        const edited = editSteps(text, WORST, ALWAYS, wanted, [...kept, ...added.map(() => null)]);
        expect(readDocument('flowchart', edited)).toMatchObject({ ok: true });
        const after = chartOf(edited);
        expect(spokenFor(after, WORST, ALWAYS).steps).toEqual(wanted);
        const others = SCENARIOS.flatMap((scenario) =>
          LEVELS.map((level) => ({ scenario, level })),
        );
        for (const place of others.filter((one) => JSON.stringify(one) !== JSON.stringify(WORST)))
          expect(saysTheSame(before, after, place, ALWAYS)).toBe(true);
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});

describe('the shipped chart', () => {
  const shipped = shippedText('flowchart');
  const before = readChart(shipped).chart!;
  const places = SCENARIOS.flatMap((scenario) => LEVELS.map((level) => ({ scenario, level })));
  it('stays right with the checklist, steps or plan of any cell changed, and the others say the same', () => {
    for (const place of places) {
      const { steps } = spokenFor(before, place, ALWAYS);
      const lined = editLines(shipped, place, ALWAYS, ['Call the lead']);
      const stepped = editSteps(lined, place, ALWAYS, steps.slice(0, 1), [0]);
      const text = editPlan(stepped, place, ALWAYS, 'overflow');
      expect(readDocument('flowchart', text).ok).toBe(true);
      const after = chartOf(text);
      const said = spokenFor(after, place, ALWAYS);
      expect([said.sayFirst, said.steps, said.plan?.key]).toEqual([
        ...[['Call the lead'], steps.slice(0, 1), 'overflow'],
      ]);
      for (const other of places.filter((one) => one !== place))
        expect(saysTheSame(before, after, other, ALWAYS)).toBe(true);
      expect(text.split('\n').filter((line) => line.includes('#'))).toEqual(
        shipped.split('\n').filter((line) => line.includes('#')),
      );
    }
  });
});
