/** How right the sentiment is on labelled sets, what each was trained on said beside it, and against
 * the word lists alone. Nothing is measured where the recordings are absent but the time to train. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SENTIMENTS, type Sentiment, type SentimentLabel } from '#contracts/understood.ts';
import type { Mention } from '#contracts/mention.ts';
import { createUnderstand, type UnderstandOptions } from '#server/pipeline/understand.ts';
import { fitSentiment } from '#server/pipeline/understanding/model/fit.ts';
import type { SentimentModel } from '#server/pipeline/understanding/model/model.ts';
import { createModelScorer } from '#server/pipeline/understanding/model/scorer.ts';
import { shippedSentimentModel } from '#server/pipeline/understanding/model/shipped.ts';
import type { LabelledText } from '#server/pipeline/understanding/model/training-rows.ts';
import { createLexiconScorer } from '#server/pipeline/understanding/sentiment.ts';

type Row = Omit<Mention, 'at'> & {
  at: string;
  label: { sentiment: SentimentLabel; confidence?: number };
};
type Figure = { bench: string; value: number; unit: string; against?: string; ratio?: number };
type Scored = { told: SentimentLabel; lang: string; sentiment: Sentiment };

const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'data');
const FOLDS = 5;
const TRAINED_SHARE = 0.6;
const TIMED_ROWS = 20_000;

const readSet = (set: string): Row[] =>
  gunzipSync(readFileSync(join(folder, `${set}.ndjson.gz`)))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);

const textOf = ({ text, lang, label }: Row): LabelledText => ({
  ...{ text, lang, label: label.sentiment, weight: Math.max(0.05, label.confidence ?? 1) },
});

const score = (rows: Row[], options: UnderstandOptions): Scored[] => {
  const understand = createUnderstand({ brands: [], topics: [], noise: [] }, options);
  return rows.map((row) => ({
    told: row.label.sentiment,
    lang: row.lang ?? 'und',
    sentiment: understand({ ...row, at: 0 }).sentiment,
  }));
};
const byModel = (model: SentimentModel) => ({ scorer: createModelScorer(model) });

const percent = (value: number): number => Math.round(value * 10_000) / 100;
const meanOf = (values: number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

const perLabel = (scored: Scored[]) =>
  SENTIMENTS.map((label) => {
    const told = scored.filter((row) => row.told === label);
    const given = scored.filter(({ sentiment }) => sentiment.label === label);
    const both = told.filter(({ sentiment }) => sentiment.label === label).length;
    return { recall: both / told.length, f1: (2 * both) / (told.length + given.length) };
  });
const recallOf = (scored: Scored[]) => percent(meanOf(perLabel(scored).map((l) => l.recall)));
const f1Of = (scored: Scored[]) => percent(meanOf(perLabel(scored).map((l) => l.f1)));
const f1OverLangs = (scored: Scored[]) =>
  Math.round(100 * meanOf([...Map.groupBy(scored, ({ lang }) => lang).values()].map(f1Of))) / 100;

/** How far confidence and the share of right labels lie apart, in ten steps of confidence. */
const calibrationError = (scored: Scored[]): number => {
  const steps = Map.groupBy(scored, ({ sentiment }) => Math.floor(sentiment.confidence * 10));
  const gaps = [...steps.values()].map((step) => {
    const right = step.filter(({ told, sentiment }) => told === sentiment.label).length;
    const sure = step.reduce((sum, { sentiment }) => sum + sentiment.confidence, 0);
    return Math.abs(right - sure) / scored.length;
  });
  return percent(gaps.reduce((sum, gap) => sum + gap, 0));
};

/** FNV-1a of the id, mixed. */
const foldOf = (id: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i += 1) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 12)) >>> 0) % FOLDS;
};

const figure = (bench: string, value: number, unit: string): Figure => ({
  bench: `sentiment: ${bench}`,
  value,
  unit,
});
const against = (row: Figure, lists: number): Figure => ({
  ...row,
  against: `word lists alone (thresholds chosen on tweeteval-val and umsab): ${lists}`,
  ratio: Math.round((row.value / lists) * 1000) / 1000,
});

const shippedFigures = (): Figure[] => {
  const shipped = byModel(shippedSentimentModel());
  const lists = { scorer: createLexiconScorer };
  const trained = 'shipped model, trained on umsab without rows that repeat tweeteval-val';
  const tweets = readSet('tweeteval-sentiment-val');
  const airline = readSet('airline-2015');
  const posts = score(airline, shipped);
  return [
    against(
      figure(`tweeteval-sentiment-val, ${trained}`, recallOf(score(tweets, shipped)), '% recall'),
      recallOf(score(tweets, lists)),
    ),
    against(
      figure(`airline-2015, ${trained}, none of airline`, f1Of(posts), '% macro F1'),
      f1Of(score(airline, lists)),
    ),
    figure('airline-2015, shipped model, calibration error', calibrationError(posts), '%'),
  ];
};

const airlineFigures = (): Figure[] => {
  const rows = readSet('airline-2015').sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const cut = Math.floor(rows.length * TRAINED_SHARE);
  const first = rows.slice(0, cut).map(textOf);
  const last = rows.slice(cut);
  const sets = [
    ['the shipped model', shippedSentimentModel()],
    ['nothing', undefined],
  ] as const;
  return sets.flatMap(([start, from]) => {
    const scored = score(last, byModel(fitSentiment(first, { from })));
    const name = `airline-2015 last 40 % by time, trained on the first 60 % from ${start}`;
    return [
      figure(name, f1Of(scored), '% macro F1'),
      figure(`${name}, calibration error`, calibrationError(scored), '%'),
    ];
  });
};

const foldFigures = (): Figure[] => {
  const rows = readSet('umsab-multilingual');
  const scored = Array.from({ length: FOLDS }, (_, fold) => {
    const model = fitSentiment(rows.filter(({ id }) => foldOf(id) !== fold).map(textOf));
    const held = rows.filter(({ id }) => foldOf(id) === fold);
    return score(held, byModel(model));
  }).flat();
  const name = 'umsab-multilingual 5-fold by hash of id, trained on the other folds from nothing';
  const langs = [...Map.groupBy(scored, ({ lang }) => lang)].sort(([a], [b]) => (a < b ? -1 : 1));
  const lists = f1OverLangs(score(rows, { scorer: createLexiconScorer }));
  return [
    against(figure(`${name}, mean of 8 languages`, f1OverLangs(scored), '% macro F1'), lists),
    ...langs.map(([lang, own]) => figure(`${name}, ${lang}`, f1Of(own), '% macro F1')),
    figure(`${name}, calibration error`, calibrationError(scored), '%'),
  ];
};

/** Rows of our own where there are no recordings: time is the same. */
const trainingTime = (): Figure[] => {
  const own: LabelledText[] = Array.from({ length: TIMED_ROWS }, (_, i) => ({
    text: `row ${i % 977} of ${i % 331}: the parcel ${i % 89} is ${i % 3 ? 'late' : 'here'} again`,
    label: SENTIMENTS[i % 3]!,
  }));
  const recorded = existsSync(folder)
    ? [...readSet('umsab-multilingual'), ...readSet('airline-2015')].map(textOf)
    : own;
  const begun = performance.now();
  fitSentiment(recorded.slice(0, TIMED_ROWS));
  const seconds = Math.round((performance.now() - begun) / 10) / 100;
  return [figure(`one fit to ${TIMED_ROWS} rows`, seconds, 's')];
};

export const benches = [
  {
    name: 'sentiment',
    run: async () =>
      existsSync(folder)
        ? [...shippedFigures(), ...airlineFigures(), ...foldFigures(), ...trainingTime()]
        : trainingTime(),
  },
];
