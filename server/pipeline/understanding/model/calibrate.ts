/** What is settled on rows that the table has not seen: how far the table is to be believed in each
 * language, where the labels part, and how sure the model may say it is. */
import { chancesOf, OUTPUTS } from './model.ts';
import { MODEL_LANGS } from './features.ts';
import { LABEL_COUNT, type TrainingRows } from './training-rows.ts';

const GAIN = { steps: 12, max: 2.5, least: 0 } as const;
/** Pulls a gain towards 1 as this many rows would. */
const GAIN_PRIOR = 20;
const SHIFT = { steps: 8, step: 0.1, near: 0.002 } as const;
const TEMPERATURE = { least: 0.5, most: 4, ratio: 1.05 } as const;

/** Outputs of the frame and of the table (by a table that has not seen the row), side by side. */
export type Unseen = { offsets: Float64Array; tables: Float64Array };

export const labelOf = (negative: number, positive: number): number => {
  if (negative > 0 && negative >= positive) return 0;
  return positive > 0 ? 2 : 1;
};

/** Mean of the F1 of the three labels, 0..1. */
export const macroF1 = (told: ArrayLike<number>, given: ArrayLike<number>): number => {
  const both = [0, 0, 0];
  const either = [0, 0, 0];
  for (let i = 0; i < told.length; i += 1) {
    either[told[i]!]! += 1;
    either[given[i]!]! += 1;
    if (told[i] === given[i]) both[told[i]!]! += 1;
  }
  return both.reduce((sum, n, c) => sum + (2 * n) / Math.max(1, either[c]!), 0) / LABEL_COUNT;
};

/** Multipliers of the table by language, at the least loss on the unseen rows (Newton in one
 * dimension); 1 for a language with fewer than `rowsMin` rows. */
export const fitGains = (
  rows: TrainingRows,
  rowWeights: Float64Array,
  { offsets, tables }: Unseen,
  rowsMin: number,
): Float64Array => {
  const gains = new Float64Array(MODEL_LANGS).fill(1);
  const chances = new Float64Array(LABEL_COUNT);
  for (let lang = 0; lang < MODEL_LANGS; lang += 1) {
    const own: number[] = [];
    for (let i = 0; i < rows.count; i += 1) if (rows.langs[i] === lang) own.push(i);
    if (own.length < rowsMin) continue;
    let gain = 1;
    for (let step = 0; step < GAIN.steps; step += 1) {
      let slope = GAIN_PRIOR * (gain - 1);
      let bend = GAIN_PRIOR;
      for (const i of own) {
        const a = tables[i * OUTPUTS]!;
        const b = tables[i * OUTPUTS + 1]!;
        chancesOf(offsets[i * OUTPUTS]! + gain * a, offsets[i * OUTPUTS + 1]! + gain * b, chances);
        const mean = chances[0]! * a + chances[2]! * b;
        const spread = chances[0]! * a * a + chances[2]! * b * b - mean * mean;
        const told = rows.labels[i] === 0 ? a : rows.labels[i] === 2 ? b : 0;
        slope += rowWeights[i]! * (mean - told);
        bend += rowWeights[i]! * spread;
      }
      gain = Math.min(GAIN.max, Math.max(GAIN.least, gain - slope / bend));
    }
    gains[lang] = gain;
  }
  return gains;
};

/** What to add to both outputs so that macro F1 is highest: the middle of all shifts on a grid that
 * come near the best one, because the very best of them is chance. `outputs` are those of unseen rows. */
export const fitShift = (rows: TrainingRows, outputs: Float64Array): [number, number] => {
  const given = new Uint8Array(rows.count);
  const told = rows.labels.subarray(0, rows.count);
  const tried: { negative: number; positive: number; f1: number }[] = [];
  for (let a = -SHIFT.steps; a <= SHIFT.steps; a += 1) {
    for (let b = -SHIFT.steps; b <= SHIFT.steps; b += 1) {
      const negative = a * SHIFT.step;
      const positive = b * SHIFT.step;
      for (let i = 0; i < rows.count; i += 1) {
        given[i] = labelOf(outputs[i * OUTPUTS]! + negative, outputs[i * OUTPUTS + 1]! + positive);
      }
      tried.push({ negative, positive, f1: macroF1(told, given) });
    }
  }
  const best = Math.max(...tried.map(({ f1 }) => f1));
  const near = tried.filter(({ f1 }) => f1 >= best - SHIFT.near);
  const mean = (key: 'negative' | 'positive') =>
    near.reduce((sum, shift) => sum + shift[key], 0) / near.length;
  return [mean('negative'), mean('positive')];
};

/** The divisor of the outputs at which the chances are truest on unseen rows (least log loss). */
export const fitTemperature = (rows: TrainingRows, outputs: Float64Array): number => {
  const chances = new Float64Array(LABEL_COUNT);
  let best = Infinity;
  let at = 1;
  for (let t: number = TEMPERATURE.least; t <= TEMPERATURE.most; t *= TEMPERATURE.ratio) {
    let loss = 0;
    for (let i = 0; i < rows.count; i += 1) {
      chancesOf(outputs[i * OUTPUTS]! / t, outputs[i * OUTPUTS + 1]! / t, chances);
      loss -= Math.log(Math.max(1e-9, chances[rows.labels[i]!]!));
    }
    if (loss >= best) continue;
    best = loss;
    at = t;
  }
  return at;
};
