/** Understanding on recorded mentions: floors for the figures, so that a change that costs quality is
 * seen. The shipped model has seen no row that repeats tweeteval-sentiment-val and none of airline-2015;
 * of umsab-multilingual it has, so that there a model is fitted to the other rows first. Skipped where
 * the recordings are absent. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Mention } from '#contracts/mention.ts';
import { SENTIMENTS, type SentimentLabel, type Understood } from '#contracts/understood.ts';
import { defaultCatalogue } from '#server/catalogue-defaults.ts';
import { createUnderstand, type Understand } from '#server/pipeline/understand.ts';
import { fitSentiment } from '#server/pipeline/understanding/model/fit.ts';
import type { SentimentModel } from '#server/pipeline/understanding/model/model.ts';
import { createModelScorer } from '#server/pipeline/understanding/model/scorer.ts';
import { shippedSentimentModel } from '#server/pipeline/understanding/model/shipped.ts';

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data');
type Row = Omit<Mention, 'at'> & {
  at?: string;
  label: { sentiment: SentimentLabel; confidence?: number };
};
const understand = createUnderstand(defaultCatalogue());

const readSet = (set: string): Row[] =>
  gunzipSync(readFileSync(join(folder, `${set}.ndjson.gz`)))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);

const understandSet = (rows: Row[], read: Understand = understand): [Row, Understood][] =>
  rows.map((row) => [row, read({ ...row, at: 0 })]);

const fittedTo = (rows: Row[], from?: SentimentModel): Understand => {
  const texts = rows.map(({ text, lang, label: { sentiment, confidence } }) => ({
    ...{ text, lang, label: sentiment, weight: confidence },
  }));
  const scorer = createModelScorer(fitSentiment(texts, { from }));
  return createUnderstand(defaultCatalogue(), { scorer });
};

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
  it('sentiment: English posts of every kind, macro recall at least 0.605', () => {
    const pairs = understandSet(readSet('tweeteval-sentiment-val'));
    expect(scoresOf(pairs).recall).toBeGreaterThan(0.605);
  });

  it('sentiment: customers of six airlines, macro F1 at least 0.68', () => {
    expect(scoresOf(understandSet(readSet('airline-2015'))).f1).toBeGreaterThan(0.68);
  });

  it('sentiment: eight languages, fitted to four rows in five, mean macro F1 at least 0.58', () => {
    const rows = readSet('umsab-multilingual');
    const isHeld = (_: Row, i: number) => i % 5 === 0;
    const read = fittedTo(rows.filter((row, i) => !isHeld(row, i)));
    const pairs = understandSet(rows.filter(isHeld), read);
    const byLang = Map.groupBy(pairs, ([row]) => row.lang);
    const f1 = [...byLang.values()].map((own) => scoresOf(own).f1);
    expect(f1).toHaveLength(8);
    expect(f1.reduce((sum, value) => sum + value, 0) / f1.length).toBeGreaterThan(0.58);
    expect(Math.min(...f1)).toBeGreaterThan(0.36);
  });

  it("sentiment: a brand's own labels, macro F1 at least 0.755 on later posts", () => {
    const rows = readSet('airline-2015').sort((a, b) => Date.parse(a.at!) - Date.parse(b.at!));
    const cut = Math.floor(rows.length * 0.6);
    const read = fittedTo(rows.slice(0, cut), shippedSentimentModel());
    expect(scoresOf(understandSet(rows.slice(cut), read)).f1).toBeGreaterThan(0.755);
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
