/** Fits the sentiment model to labelled texts: first the frame, then the table on what the frame
 * leaves, in five parts of which each is judged by the tables that have not seen it. Pure and
 * deterministic: the same rows in the same order give the same model. */
import { FRAME_SIZE, MODEL_LANGS } from './features.ts';
import { fitGains, fitShift, fitTemperature, labelOf, macroF1, type Unseen } from './calibrate.ts';
import { fitFrame, TableFit, tableOutputs, type TableStart } from './descent.ts';
import { addFrame, FRAME_WEIGHTS, OUTPUTS, TABLE_WEIGHTS, type SentimentModel } from './model.ts';
import { LABEL_COUNT, prepareRows, type LabelledText, type TrainingRows } from './training-rows.ts';

export const FIT = {
  /** Each part is left out once. */
  parts: 5,
  frameEpochs: 12,
  epochsMax: 14,
  /** Epochs without a better figure after which it ends. */
  patience: 4,
  /** Tables whose mean is taken. */
  rounds: 5,
  /** Fewer rows than this move words only, and only on top of another model. */
  fewRows: 300,
  fewEpochs: 8,
  /** A language is judged by itself from this many rows on. */
  langRows: 200,
  /** What the table counts at least in a language that few rows teach. */
  fewGain: 0.5,
  /** The table before is kept at this much at least. */
  shareMin: 0.1,
  /** A rare label counts at most this much more than its share. */
  balanceMax: 4,
} as const;

export type FitProgress = {
  step: 'read' | 'frame' | 'table';
  epoch?: number;
  f1?: number;
};
export type FitOptions = {
  /** Start from this model instead of from nothing. */
  from?: SentimentModel;
  onProgress?: (progress: FitProgress) => void;
};

/** The labels weigh the same together, however seldom one is. */
const balance = (rows: TrainingRows, isFew: boolean): Float64Array => {
  const totals = new Float64Array(LABEL_COUNT);
  for (let i = 0; i < rows.count; i += 1) totals[rows.labels[i]!]! += rows.weights[i]!;
  const all = totals.reduce((sum, n) => sum + n, 0);
  return Float64Array.from({ length: rows.count }, (_, i) => {
    if (isFew) return rows.weights[i]!;
    const factor = all / (LABEL_COUNT * totals[rows.labels[i]!]!);
    return rows.weights[i]! * Math.min(FIT.balanceMax, factor);
  });
};

const frameOutputs = (rows: TrainingRows, weights: Float64Array): Float64Array => {
  const outputs = new Float64Array(rows.count * OUTPUTS);
  const out = new Float64Array(OUTPUTS);
  for (let i = 0; i < rows.count; i += 1) {
    out.fill(0);
    addFrame(
      weights,
      rows.frames.subarray(i * FRAME_SIZE, (i + 1) * FRAME_SIZE),
      rows.langs[i]!,
      out,
    );
    outputs.set(out, i * OUTPUTS);
  }
  return outputs;
};

const allOf = (rows: TrainingRows): Int32Array =>
  Int32Array.from({ length: rows.count }, (_, i) => i);

const partOf = (rows: TrainingRows, i: number): number =>
  Math.floor(rows.parts[i]! / FIT.parts ** 2) % FIT.parts;

const together = ({ offsets, tables }: Unseen, rows: TrainingRows, gains: ArrayLike<number>) =>
  Float64Array.from(offsets, (value, k) => value + gains[rows.langs[k >> 1]!]! * tables[k]!);

/** The epochs at which unseen rows are judged best, and the tables' outputs for them. */
type Judged = { epoch: number; tables: Float64Array };

/** Each part is judged by a table that was fitted to the others. */
const judgeTable = (
  rows: TrainingRows,
  rowWeights: Float64Array,
  start: TableStart,
  onProgress: FitOptions['onProgress'],
): Judged => {
  const all = allOf(rows);
  const fits = Array.from({ length: FIT.parts }, (_, part) => {
    const order = all.filter((i) => partOf(rows, i) !== part);
    return new TableFit(rows, order, rowWeights, start);
  });
  const told = rows.labels.subarray(0, rows.count);
  const out = new Float64Array(OUTPUTS);
  let best = { f1: -1, epoch: 0, tables: new Float64Array(0) };
  for (let epoch = 1; epoch <= FIT.epochsMax && epoch - best.epoch <= FIT.patience; epoch += 1) {
    const tables = new Float64Array(rows.count * OUTPUTS);
    for (const fit of fits) fit.epoch();
    for (const i of all) {
      tableOutputs(rows, i, fits[partOf(rows, i)]!.table, out);
      tables.set(out, i * OUTPUTS);
    }
    const outputs = together({ offsets: start.offsets, tables }, rows, start.gains);
    const given = all.map((i) => labelOf(outputs[i * OUTPUTS]!, outputs[i * OUTPUTS + 1]!));
    const f1 = macroF1(told, given);
    onProgress?.({ step: 'table', epoch, f1 });
    if (f1 > best.f1) best = { f1, epoch, tables };
  }
  return best;
};

/** The mean of tables fitted to all rows, each in another order. */
const fitTable = (
  rows: TrainingRows,
  rowWeights: Float64Array,
  start: TableStart,
  epochs: number,
): Float32Array => {
  const table = new Float32Array(TABLE_WEIGHTS);
  for (let round = 0; round < FIT.rounds; round += 1) {
    const fit = new TableFit(rows, allOf(rows), rowWeights, start, round);
    for (let epoch = 0; epoch < epochs; epoch += 1) fit.epoch();
    for (let k = 0; k < TABLE_WEIGHTS; k += 1) table[k]! += fit.table[k]! / FIT.rounds;
  }
  return table;
};

const quantise = (table: Float32Array): Pick<SentimentModel, 'table' | 'scale'> => {
  let scale = 1e-6;
  for (const weight of table) scale = Math.max(scale, Math.abs(weight));
  scale = Math.fround(scale);
  return { scale, table: Int8Array.from(table, (weight) => Math.round((weight / scale) * 127)) };
};

const tableOf = (from: SentimentModel | undefined, share: number): Float32Array =>
  from === undefined
    ? new Float32Array(TABLE_WEIGHTS)
    : Float32Array.from(from.table, (weight) => (share * weight * from.scale) / 127);

/** A handful of rows on top of another model: the words move, the frame stands. */
const fitFew = (rows: TrainingRows, from: SentimentModel): SentimentModel => {
  const gains = from.gains.slice();
  for (let i = 0; i < rows.count; i += 1) {
    gains[rows.langs[i]!] = Math.max(gains[rows.langs[i]!]!, FIT.fewGain);
  }
  const offsets = frameOutputs(rows, Float64Array.from(from.frame));
  const start = { offsets, gains, from: tableOf(from, 1) };
  const table = fitTable(rows, balance(rows, true), start, FIT.fewEpochs);
  return { ...from, ...quantise(table), gains, rows: from.rows + rows.count };
};

/** A language that is taught here counts in full; the table of the model before is made smaller by
 * `share`, what it was worth in these rows' languages, and stays worth the same in all others. */
const firstGains = (rows: TrainingRows, from: SentimentModel | undefined) => {
  const counts = new Float64Array(MODEL_LANGS);
  for (let i = 0; i < rows.count; i += 1) counts[rows.langs[i]!]! += 1;
  const worth = counts.reduce((sum, n, lang) => sum + n * (from?.gains[lang] ?? 1), 0) / rows.count;
  const share = from === undefined ? 1 : Math.max(FIT.shareMin, worth);
  const gains = Float32Array.from(counts, (count, lang) => {
    if (count >= FIT.langRows) return 1;
    return Math.max((from?.gains[lang] ?? 0) / share, count > 0 ? FIT.fewGain : 0);
  });
  return { gains, share };
};

export const fitSentiment = (
  texts: readonly LabelledText[],
  { from, onProgress }: FitOptions = {},
): SentimentModel => {
  const rows = prepareRows(texts);
  onProgress?.({ step: 'read' });
  if (from !== undefined && texts.length < FIT.fewRows) return fitFew(rows, from);
  const rowWeights = balance(rows, false);
  const frame = new Float64Array(FRAME_WEIGHTS);
  if (from !== undefined) frame.set(from.frame);
  fitFrame(rows, allOf(rows), rowWeights, frame, FIT.frameEpochs);
  onProgress?.({ step: 'frame' });
  const { gains, share } = firstGains(rows, from);
  const offsets = frameOutputs(rows, frame);
  const start = { offsets, gains, from: tableOf(from, share) };
  const { epoch, tables } = judgeTable(rows, rowWeights, start, onProgress);
  const table = fitTable(rows, rowWeights, start, epoch);
  const unseen = { offsets, tables };
  const factors = fitGains(rows, rowWeights, unseen, FIT.langRows);
  const finalGains = gains.map((gain, lang) => gain * factors[lang]!);
  const outputs = together(unseen, rows, finalGains);
  const shift = fitShift(rows, outputs);
  frame[FRAME_SIZE * OUTPUTS]! += shift[0];
  frame[FRAME_SIZE * OUTPUTS + 1]! += shift[1];
  const shifted = outputs.map((value, k) => value + shift[k & 1]!);
  return {
    frame: Float32Array.from(frame),
    ...quantise(table),
    gains: finalGains,
    temperature: Math.fround(fitTemperature(rows, shifted)),
    rows: (from?.rows ?? 0) + texts.length,
  };
};
