/** An acknowledgement covers only the level it was given for. */
import { expect, test } from 'vitest';
import { isOutgrown, isUntaken, outgrownWords, untakenSince } from '#lib/taken.ts';
import { crisis, iso } from '../../browser/rows.ts';

const NOW = Date.parse('2026-03-02T09:30:00Z');
const taken = { state: 'acknowledged', acknowledgedBy: 'Nadia Haddad' } as const;

test.for([
  ['nobody has it', { state: 'open' }, true],
  ['taken at this level', { ...taken, acknowledgedLevel: 'high' }, false],
  ['taken at a higher level', { ...taken, acknowledgedLevel: 'critical' }, false],
  ['taken at a lower level', { ...taken, acknowledgedLevel: 'medium' }, true],
  ['taken before the level was kept', taken, false],
  ['contained', { ...taken, state: 'contained', acknowledgedLevel: 'low' }, false],
  [
    'contained at the level it has',
    {
      ...taken,
      state: 'contained',
      acknowledgedLevel: 'low',
      levelAt: iso(NOW, 90),
      containedAt: iso(NOW, 60),
    },
    false,
  ],
  [
    'contained, and then it grew',
    {
      ...taken,
      state: 'contained',
      acknowledgedLevel: 'low',
      containedAt: iso(NOW, 90),
      levelAt: iso(NOW, 60),
    },
    true,
  ],
] as const)('%s', ([, more, expected]) => expect(isUntaken(crisis(NOW, more))).toBe(expected));

test('the clock runs from the opening, then from the rise', () => {
  const open = crisis(NOW, { openedAt: iso(NOW, 190), levelAt: iso(NOW, 30) });
  expect(untakenSince(open)).toBe(NOW - 190_000);
  const risen = { ...open, ...taken, acknowledgedLevel: 'low' as const };
  expect(isOutgrown(risen)).toBe(true);
  expect(untakenSince(risen)).toBe(NOW - 30_000);
  expect(outgrownWords(risen)).toBe('Taken at low, now high');
});
