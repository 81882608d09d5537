/** Understanding on recorded mentions: floors for the figures, so that a change that costs quality is
 * seen. The thresholds of the scorer were chosen on tweeteval-sentiment-val and umsab-multilingual;
 * on airline-2015 nothing was chosen. Skipped where the recordings are absent. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Mention } from '#contracts/mention.ts';
import { SENTIMENTS, type SentimentLabel, type Understood } from '#contracts/understood.ts';
import { defaultCatalogue } from '#server/catalogue-defaults.ts';
import { createUnderstand } from '#server/pipeline/understand.ts';

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data');
type Row = Omit<Mention, 'at'> & { label: { sentiment: SentimentLabel } };
const understand = createUnderstand(defaultCatalogue());

const readSet = (set: string): Row[] =>
  gunzipSync(readFileSync(join(folder, `${set}.ndjson.gz`)))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);

const understandSet = (rows: Row[]): [Row, Understood][] =>
  rows.map((row) => [row, understand({ ...row, at: 0 })]);

const scoresOf = (pairs: [Row, Understood][]) => {
  const perLabel = SENTIMENTS.map((label) => {
    const told = pairs.filter(([row]) => row.label.sentiment === label);
    const given = pairs.filter(([, { sentiment }]) => sentiment.label === label);
    const both = told.filter(([, { sentiment }]) => sentiment.label === label).length;
    return { recall: both / told.length, f1: (2 * both) / (told.length + given.length) };
  });
  const mean = (key: 'recall' | 'f1') =>
    perLabel.reduce((sum, figures) => sum + figures[key], 0) / perLabel.length;
  return { recall: mean('recall'), f1: mean('f1') };
};

describe.skipIf(!existsSync(folder))('on recorded mentions', () => {
  it('sentiment: English posts of every kind, macro recall at least 0.59', () => {
    const pairs = understandSet(readSet('tweeteval-sentiment-val'));
    expect(scoresOf(pairs).recall).toBeGreaterThan(0.592);
  });

  it('sentiment: customers of six airlines, macro F1 at least 0.66', () => {
    expect(scoresOf(understandSet(readSet('airline-2015'))).f1).toBeGreaterThan(0.66);
  });

  it('sentiment: eight languages, mean macro F1 at least 0.53 and none blind', () => {
    const byLang = Map.groupBy(understandSet(readSet('umsab-multilingual')), ([row]) => row.lang);
    const f1 = [...byLang.values()].map((pairs) => scoresOf(pairs).f1);
    expect(f1).toHaveLength(8);
    expect(f1.reduce((sum, value) => sum + value, 0) / f1.length).toBeGreaterThan(0.53);
    expect(Math.min(...f1)).toBeGreaterThan(0.36);
  });

  it('language: seldom wrong, and mostly told, without the hint of the source', () => {
    const rows = readSet('umsab-multilingual');
    // A third of the Hindi rows are English sentences: they are left out.
    const latin = rows.filter(({ lang }) => lang !== 'hi');
    const read = latin.map(({ lang, ...row }) => [lang, understand({ ...row, at: 0 }).lang]);
    const told = read.filter(([, lang]) => lang !== 'und');
    const right = told.filter(([meant, lang]) => meant === lang);
    expect(told.length / read.length).toBeGreaterThan(0.9);
    expect(right.length / told.length).toBeGreaterThan(0.95);
  });

  it.each(['airline-2015', 'spotifycares-2017', 'twcs-mixed-2017'])(
    'noise: under 1 %% of the customers in %s',
    (set) => {
      const inbound = understandSet(readSet(set)).filter(([row]) => row.inbound);
      const dropped = inbound.filter(([, { noise }]) => noise !== null);
      expect(dropped.length / inbound.length).toBeLessThan(0.01);
    },
  );
});
