/** What a row costs from its line to its counts (parse, check, understand, aggregate), against bare
 * JSON.parse of the same lines: recorded rows where they lie beside the repository, else our own.
 * Both sides take turns, so that a noisy machine slows both; the median of the rounds' ratios counts. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Understood } from '#contracts/understood.ts';
import { defaultCatalogue } from '#server/catalogue-defaults.ts';
import { readMention } from '#server/intake/read-row.ts';
import { aggregate } from '#server/pipeline/aggregate.ts';
import { createUnderstand } from '#server/pipeline/understand.ts';
import { makeRows } from '../helpers/rows.ts';

const ROUNDS = 25;
const WARM_UP_ROUNDS = 5;
const ROWS_MAX = 10_000;
const BATCH = 2_000;
const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'data');
const RECORDED = ['airline-2015', 'spotifycares-2017'];

const linesOf = (set: string): string[] => {
  const file = join(folder, `${set}.ndjson.gz`);
  if (!existsSync(file)) {
    return makeRows(ROWS_MAX, Date.UTC(2026, 0, 5), 100).map((row) => JSON.stringify(row));
  }
  return gunzipSync(readFileSync(file)).toString().trim().split('\n').slice(0, ROWS_MAX);
};

const median = (values: number[]): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

const microsecondsPerRow = (rows: number, work: () => void): number => {
  const begun = performance.now();
  work();
  return ((performance.now() - begun) * 1_000) / rows;
};

const measure = (set: string) => {
  const lines = linesOf(set);
  const understand = createUnderstand(defaultCatalogue());
  const full = () => {
    for (let begin = 0; begin < lines.length; begin += BATCH) {
      const rows: Understood[] = [];
      for (const line of lines.slice(begin, begin + BATCH)) {
        const read = readMention(JSON.parse(line));
        if (!read.ok) throw new Error(`a recorded row was refused: ${read.detail}`);
        rows.push(understand(read.row));
      }
      if (aggregate(rows).length === 0) throw new Error('nothing was counted');
    }
  };
  const bare = () => {
    for (const line of lines) JSON.parse(line);
  };
  const values: number[] = [];
  const ratios: number[] = [];
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    const bareUs = microsecondsPerRow(lines.length, bare);
    const fullUs = microsecondsPerRow(lines.length, full);
    if (round < 0) continue;
    values.push(fullUs);
    ratios.push(fullUs / bareUs);
  }
  return { value: round2(median(values)), ratio: round2(median(ratios)) };
};

const round2 = (value: number): number => Math.round(value * 100) / 100;

export const benches = [
  {
    name: 'understand',
    run: async () => {
      const isRecorded = RECORDED.every((set) => existsSync(join(folder, `${set}.ndjson.gz`)));
      return (isRecorded ? RECORDED : ['generated']).map((set) => ({
        bench: `understand: ${set}`,
        unit: 'microseconds/row',
        against: 'JSON.parse of the same row',
        ...measure(set),
      }));
    },
  },
];
