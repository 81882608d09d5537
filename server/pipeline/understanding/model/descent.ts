/** Stochastic descent with a step of its own for each weight (AdaGrad): one for the frame, one for the
 * table on top of a frame that stands. Deterministic: the order of rows follows from their number. */
import { FRAME_BY_LANG, FRAME_SIZE } from './features.ts';
import {
  addFrame,
  chancesOf,
  FRAME_WEIGHTS,
  LANG_SIZE,
  OUTPUTS,
  SEGMENT_SHARE,
  TABLE_WEIGHTS,
} from './model.ts';
import { LABEL_COUNT, type TrainingRows } from './training-rows.ts';

const STEP = { frame: 0.03, frameByLang: 0.01, table: 0.1 } as const;
/** What the squares of the gradients begin with: keeps the first steps small. */
const FIRST_SQUARE = 0.01;
const SHUFFLE_SEED = 12_345;

/** The same order for the same number of rows and the same `round`: a linear congruential generator,
 * Fisher and Yates. */
const createShuffle = (round: number) => {
  let state = SHUFFLE_SEED + round * 7_919;
  return (order: Int32Array) => {
    for (let i = order.length - 1; i > 0; i -= 1) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      const k = Math.floor(((state >>> 0) / 2 ** 32) * (i + 1));
      const kept = order[i]!;
      order[i] = order[k]!;
      order[k] = kept;
    }
  };
};

/** Errors of both outputs for a row whose outputs are `out`, times its weight. */
const errorsOf = (out: Float64Array, label: number, weight: number, chances: Float64Array) => {
  chancesOf(out[0]!, out[1]!, chances);
  out[0] = (chances[0]! - (label === 0 ? 1 : 0)) * weight;
  out[1] = (chances[2]! - (label === 2 ? 1 : 0)) * weight;
};

/** Moves `weights` (FRAME_WEIGHTS of them) for some epochs over the rows named in `order`. */
export const fitFrame = (
  rows: TrainingRows,
  order: Int32Array,
  rowWeights: Float64Array,
  weights: Float64Array,
  epochs: number,
) => {
  const squares = new Float64Array(FRAME_WEIGHTS).fill(FIRST_SQUARE);
  const out = new Float64Array(OUTPUTS);
  const chances = new Float64Array(LABEL_COUNT);
  const shuffle = createShuffle(0);
  const move = (at: number, gradient: number, step: number) => {
    squares[at]! += gradient * gradient;
    weights[at]! -= (step * gradient) / Math.sqrt(squares[at]!);
  };
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order);
    const slower = 1 - (0.9 * epoch) / epochs;
    for (const row of order) {
      const frame = rows.frames.subarray(row * FRAME_SIZE, (row + 1) * FRAME_SIZE);
      const lang = rows.langs[row]!;
      out.fill(0);
      addFrame(weights, frame, lang, out);
      errorsOf(out, rows.labels[row]!, rowWeights[row]!, chances);
      const own = FRAME_SIZE + 1 + lang * LANG_SIZE;
      for (let c = 0; c < OUTPUTS; c += 1) {
        const error = out[c]!;
        for (let k = 0; k <= FRAME_SIZE; k += 1) {
          const value = k < FRAME_SIZE ? frame[k]! : 1;
          if (value !== 0) move(k * OUTPUTS + c, error * value, STEP.frame * slower);
        }
        for (let k = 0; k <= FRAME_BY_LANG; k += 1) {
          const value = k < FRAME_BY_LANG ? frame[k]! : 1;
          if (value !== 0) move((own + k) * OUTPUTS + c, error * value, STEP.frameByLang * slower);
        }
      }
    }
  }
};

/** What stands when the table begins: the frame's outputs by row, what the table counts by language,
 * and the weights it begins with. */
export type TableStart = { offsets: Float64Array; gains: Float32Array; from: Float32Array };

/** The table of one part of the rows, moved an epoch at a time. */
export class TableFit {
  readonly #rows: TrainingRows;
  readonly #order: Int32Array;
  readonly #rowWeights: Float64Array;
  /** The frame's outputs by row: the table learns what they leave. */
  readonly #offsets: Float64Array;
  readonly #gains: Float32Array;
  readonly #shuffle: (order: Int32Array) => void;
  readonly #squares = new Float32Array(TABLE_WEIGHTS).fill(FIRST_SQUARE);
  readonly #out = new Float64Array(OUTPUTS);
  readonly #chances = new Float64Array(LABEL_COUNT);
  readonly table: Float32Array;

  constructor(
    rows: TrainingRows,
    order: Int32Array,
    rowWeights: Float64Array,
    { offsets, gains, from }: TableStart,
    round = 0,
  ) {
    this.#shuffle = createShuffle(round);
    this.#rows = rows;
    this.#order = order;
    this.#rowWeights = rowWeights;
    this.#offsets = offsets;
    this.#gains = gains;
    this.table = Float32Array.from(from);
  }

  epoch() {
    this.#shuffle(this.#order);
    const { starts, labels, langs } = this.#rows;
    const out = this.#out;
    for (const row of this.#order) {
      tableOutputs(this.#rows, row, this.table, out);
      const gain = this.#gains[langs[row]!]!;
      out[0] = out[0]! * gain + this.#offsets[row * OUTPUTS]!;
      out[1] = out[1]! * gain + this.#offsets[row * OUTPUTS + 1]!;
      errorsOf(out, labels[row]!, this.#rowWeights[row]!, this.#chances);
      this.#move(starts[2 * row]!, starts[2 * row + 1]!, gain * SEGMENT_SHARE.words);
      this.#move(starts[2 * row + 1]!, starts[2 * row + 2]!, gain * SEGMENT_SHARE.grams);
    }
  }

  #move(from: number, to: number, gain: number) {
    if (from === to) return;
    const table = this.table;
    const squares = this.#squares;
    const buckets = this.#rows.buckets;
    const share = gain / Math.sqrt(to - from);
    const negative = this.#out[0]! * share;
    const positive = this.#out[1]! * share;
    const negativeSquare = negative * negative;
    const positiveSquare = positive * positive;
    for (let k = from; k < to; k += 1) {
      const at = buckets[k]! * OUTPUTS;
      const a = squares[at]! + negativeSquare;
      const b = squares[at + 1]! + positiveSquare;
      squares[at] = a;
      squares[at + 1] = b;
      table[at]! -= (STEP.table * negative) / Math.sqrt(a);
      table[at + 1]! -= (STEP.table * positive) / Math.sqrt(b);
    }
  }
}

const SEGMENTS = [
  [0, SEGMENT_SHARE.words],
  [1, SEGMENT_SHARE.grams],
] as const;

/** The table's part of both outputs for a row, before any gain. */
export const tableOutputs = (
  { buckets, starts }: TrainingRows,
  row: number,
  table: Float32Array,
  out: Float64Array,
) => {
  out.fill(0);
  for (const [segment, weight] of SEGMENTS) {
    const from = starts[2 * row + segment]!;
    const to = starts[2 * row + segment + 1]!;
    if (from === to) continue;
    let negative = 0;
    let positive = 0;
    for (let k = from; k < to; k += 1) {
      const at = buckets[k]! * OUTPUTS;
      negative += table[at]!;
      positive += table[at + 1]!;
    }
    const share = weight / Math.sqrt(to - from);
    out[0]! += negative * share;
    out[1]! += positive * share;
  }
};
