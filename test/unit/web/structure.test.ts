/** Whose story a crisis is, in one sentence, and what its voices do. */
import { expect, test } from 'vitest';
import { structureSentence, structureShares } from '#lib/structure.ts';
import { reasons } from '../../browser/rows-early.ts';

const base = reasons.structure!;

test.for([
  ['many voices', {}, 'Many voices: 298 people in 241 texts of their own.'],
  ['one post', { topRootShare: 0.62 }, 'One post carries it: 62% of the mentions repeat it.'],
  [
    'own post',
    { ownPostShare: 0.48 },
    "It grew on the brand's own post: 48% of the mentions answer it.",
  ],
  [
    'one author',
    { topAuthorShare: 0.9, topRootShare: 0.5 },
    'Few voices: the busiest author alone wrote 90% of it.',
  ],
  ['repeats', { roots: 40 }, 'Much is repeated: 412 mentions are 40 texts by 298 people.'],
] as const)('%s', ([, more, sentence]) =>
  expect(structureSentence({ ...base, ...more })).toBe(sentence),
);

test('shares stand in order, and what hardly anybody does is left out', () => {
  const shares = structureShares(base);
  expect(shares.map(({ share }) => share)).toEqual(
    [...shares].map(({ share }) => share).sort((a, b) => b - a),
  );
  expect(shares[0]?.words).toBe('are negative');
  expect(shares.some(({ key }) => key === 'harmShare')).toBe(false);
});
