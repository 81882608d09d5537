import { describe, expect, it } from 'vitest';
import { moment } from '#lib/format.ts';
import { worstWords } from '#lib/worst.ts';
import { crisis, iso } from '../../browser/rows.ts';

const NOW = Date.UTC(2026, 2, 4, 12);
/** 148 mentions a minute at its worst. */
const told = crisis(NOW);
const FROM_THEN = 'Title and figures are from its worst.';

describe('a crisis', () => {
  it.each([
    ['is told as now while it goes on', {}, 140, null],
    ['is told as now where nobody knows what is now', {}, null, null],
    ['that has fallen says what is now', {}, 20, `Now 20 mentions a minute. ${FROM_THEN}`],
    ['that is over is told at its worst', { state: 'resolved' as const }, 148, FROM_THEN],
  ])('%s', (_, over, perMinute, words) => {
    expect(worstWords({ ...told, ...over }, perMinute, NOW)).toBe(words);
  });

  it('that is quiet says since when, whatever else is said of the brand', () => {
    const quiet = { ...told, quietSince: iso(NOW, 600) };
    const since = moment(quiet.quietSince, NOW);
    expect(worstWords(quiet, 500, NOW)).toBe(`Calm since ${since}. ${FROM_THEN}`);
  });
});
