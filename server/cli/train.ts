/** `npm run train -- FILE... --out PATH [--from PATH|none] [--without FILE]`: fits the sentiment model to
 * labelled mentions, on top of the shipped model unless told otherwise. Same rows, same bytes. Prints
 * one JSON line; a tenth of the rows is kept apart first, to say what the model is worth. */
import { rename, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { mentionIn } from '#contracts/mention.ts';
import { SENTIMENTS, type SentimentLabel } from '#contracts/understood.ts';
import { createUnderstand } from '#server/pipeline/understand.ts';
import { macroF1 } from '#server/pipeline/understanding/model/calibrate.ts';
import {
  encodeSentimentModel,
  readSentimentModel,
} from '#server/pipeline/understanding/model/file.ts';
import { fitSentiment, type FitProgress } from '#server/pipeline/understanding/model/fit.ts';
import type { SentimentModel } from '#server/pipeline/understanding/model/model.ts';
import { createModelScorer } from '#server/pipeline/understanding/model/scorer.ts';
import { shippedSentimentModel } from '#server/pipeline/understanding/model/shipped.ts';
import {
  LABEL_INDEX,
  type LabelledText,
} from '#server/pipeline/understanding/model/training-rows.ts';
import { eachRow, needFiles, UsageError } from './mention-lines.ts';
import { isCommand } from './root.ts';

const USAGE = 'usage: npm run train -- FILE... --out PATH [--from PATH|none] [--without FILE]';
export const TRAIN = {
  /** Rows of each label below which nothing can be learned. */
  labelRowsMin: 10,
  /** Rows kept in memory: some 2 kB each. */
  rowsMax: 500_000,
  /** A language with this many rows of one label only would teach that it is that label. */
  oneSidedMin: 50,
  confidenceMin: 0.05,
} as const;
const HELD_OUT = { part: 0, of: 10 } as const;

const labelledRow = mentionIn.pick({ text: true, lang: true }).extend({
  label: z
    .object({
      sentiment: z.enum(SENTIMENTS).optional(),
      /** How sure the people who gave the label were. */
      confidence: z.number().min(0).max(1).optional(),
    })
    .optional(),
});
const textRow = mentionIn.pick({ text: true });

type Read = { texts: LabelledText[]; unlabelled: number; broken: number; repeated: number };

/** Texts are the same when their words are, whoever is addressed and wherever they link to. */
export const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/@\w+|https?\S*/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const readTexts = async (files: string[], without: string[]): Promise<Read> => {
  const kept = new Set<string>();
  await eachRow(without, textRow, ({ text }) => void kept.add(wordsOf(text)));
  const read: Read = { texts: [], unlabelled: 0, broken: 0, repeated: 0 };
  read.broken = await eachRow(files, labelledRow, ({ text, lang, label }) => {
    if (label?.sentiment === undefined) read.unlabelled += 1;
    else if (kept.has(wordsOf(text))) read.repeated += 1;
    else if (read.texts.length >= TRAIN.rowsMax) {
      throw new Error(`more than ${TRAIN.rowsMax} labelled rows`);
    } else {
      const weight = Math.max(TRAIN.confidenceMin, label.confidence ?? 1);
      read.texts.push({ text, lang, label: label.sentiment, weight });
    }
  });
  return read;
};

/** Leaves out languages of which only one label is known. */
export const withoutOneSided = (texts: LabelledText[]): LabelledText[] => {
  const byLang = Map.groupBy(texts, ({ lang }) => lang);
  return texts.filter(({ lang }) => {
    const own = byLang.get(lang)!;
    const isOneSided = own.every(({ label }) => label === own[0]!.label);
    return lang === undefined || own.length < TRAIN.oneSidedMin || !isOneSided;
  });
};

const countLabels = (texts: LabelledText[]): Record<SentimentLabel, number> => {
  const counts = { negative: 0, neutral: 0, positive: 0 };
  for (const { label } of texts) counts[label] += 1;
  return counts;
};

/** FNV-1a over the words, so that a repeated text is never on both sides. */
const isHeldOut = ({ text }: LabelledText): boolean => {
  let hash = 0x811c9dc5;
  for (const letter of wordsOf(text)) {
    hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) % HELD_OUT.of === HELD_OUT.part;
};

const tell = (what: string) => (progress: FitProgress) => {
  const { step, epoch, f1 } = progress;
  const found = f1 === undefined ? '' : ` macro F1 of rows not seen ${(100 * f1).toFixed(1)}`;
  console.error(`${what}: ${step}${epoch === undefined ? '' : ` epoch ${epoch}`}${found}`);
};

const judge = (texts: LabelledText[], from: SentimentModel | undefined) => {
  const apart = texts.filter(isHeldOut);
  const rest = texts.filter((text) => !isHeldOut(text));
  const model = fitSentiment(rest, { from, onProgress: tell('nine tenths') });
  const scorer = createModelScorer(model);
  const understand = createUnderstand({ brands: [], topics: [], noise: [] }, { scorer });
  const told = apart.map(({ label }) => LABEL_INDEX[label]);
  const given = apart.map(({ text, lang }) => {
    const row = { id: '0', channel: 'file', at: 0, inbound: true, text, lang };
    return LABEL_INDEX[understand(row).sentiment.label];
  });
  return {
    rows: apart.length,
    macroF1: Math.round(1000 * macroF1(told, given)) / 1000,
    how: 'a tenth by hash of the words, kept from a first fit to the rest; then fitted to all',
  };
};

const readCommand = (args: string[]) => {
  try {
    const options = {
      out: { type: 'string' },
      from: { type: 'string' },
      without: { type: 'string', multiple: true },
    } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    if (positionals.length === 0) throw new UsageError('no file is named');
    if (values.out === undefined) throw new UsageError('--out is missing');
    return { files: positionals, ...values, out: values.out, without: values.without ?? [] };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}; ${USAGE}`);
  }
};

const priorOf = (from: string | undefined): SentimentModel | undefined => {
  if (from === 'none') return undefined;
  return from === undefined ? shippedSentimentModel() : readSentimentModel(from);
};

const main = async () => {
  const begun = performance.now();
  const { files, out, from, without } = readCommand(process.argv.slice(2));
  const models = from === undefined || from === 'none' ? [] : [from];
  await needFiles([...files, ...without, ...models]);
  const prior = priorOf(from);
  const { texts: all, ...left } = await readTexts(files, without);
  const texts = withoutOneSided(all);
  const labels = countLabels(texts);
  const poor = SENTIMENTS.filter((label) => labels[label] < TRAIN.labelRowsMin);
  if (poor.length > 0) {
    const counts = poor.map((label) => `${labels[label]} ${label}`).join(', ');
    throw new Error(`each label needs ${TRAIN.labelRowsMin} rows at least; there are ${counts}`);
  }
  const heldOut = judge(texts, prior);
  const model = fitSentiment(texts, { from: prior, onProgress: tell('all rows') });
  const bytes = encodeSentimentModel(model);
  await writeFile(`${out}.part`, bytes);
  await rename(`${out}.part`, out);
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  const oneSided = all.length - texts.length;
  console.log(
    JSON.stringify({
      ...{ out, bytes: bytes.length, from: from ?? 'shipped', rows: texts.length, labels },
      ...{ ...left, oneSided, seconds, heldOut },
    }),
  );
};

if (isCommand(import.meta.filename)) {
  try {
    await main();
  } catch (error) {
    console.error(`train: ${error instanceof Error ? error.message : error}`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}
