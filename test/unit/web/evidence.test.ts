/** Evidence as people read it: no weeks by the thousand, no seconds by the hundred. */
import { expect, test } from 'vitest';
import { evidenceRow } from '#lib/evidence.ts';

test.for([
  [{ what: 'once in weeks', value: 1e12 }, 'how rare', 'rarer than once in a century', ''],
  [{ what: 'once in weeks', value: 2_513 }, 'how rare', 'once in 48 years', ''],
  [{ what: 'oldest waiting, seconds', value: 760 }, 'oldest waiting', '13 min', ''],
  [{ what: 'reach', value: 1_373_294 }, 'people reached', '1.4 million', ''],
  [
    { what: 'negative share', value: 0.76, expected: 0.45 },
    'share that is negative',
    '76%',
    'expected 45%',
  ],
  [{ what: 'waiting', value: 51, expected: 9.065 }, 'customers who wait', '51', 'expected 9.1'],
  [
    { what: 'minutes without a statement', value: 34 },
    'without a statement by the brand',
    '34 min',
    '',
  ],
  [{ what: 'unanswered share', value: 0.38 }, 'share without an answer', '38%', ''],
] as const)('%o reads as people say it', ([evidence, what, value, expected]) =>
  expect(evidenceRow(evidence)).toEqual({ what, value, expected }),
);
