/** What a row costs from its line to its counts (parse, check, understand, aggregate), and what hearing
 * a live row costs beside it, against bare JSON.parse of the same lines: recorded rows where they lie beside the repository, else our own.
 * Both sides take turns, so that a noisy machine slows both; the median of the rounds' ratios counts. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Mention } from '#contracts/mention.ts';
import type { Understood } from '#contracts/understood.ts';
import { defaultCatalogue } from '#server/catalogue-defaults.ts';
import { readMention } from '#server/intake/read-row.ts';
import { aggregate } from '#server/pipeline/aggregate.ts';
import { createHear } from '#server/pipeline/hear.ts';
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

type Parse = (line: string) => Mention;

/** Of a row that was checked when it came in, only the time has another shape than in its file. */
const parseOnly: Parse = (line) => {
  const row = JSON.parse(line) as Omit<Mention, 'at'> & { at: string };
  return { ...row, at: Date.parse(row.at) };
};
const parseAndCheck: Parse = (line) => {
  const read = readMention(JSON.parse(line));
  if (!read.ok) throw new Error(`a recorded row was refused: ${read.detail}`);
  return read.row;
};

const fullWork = (lines: string[], parse: Parse) => {
  const understand = createUnderstand(defaultCatalogue());
  return () => {
    for (let begin = 0; begin < lines.length; begin += BATCH) {
      const rows: Understood[] = [];
      const end = Math.min(lines.length, begin + BATCH);
      for (let i = begin; i < end; i += 1) rows.push(understand(parse(lines[i]!)));
      if (aggregate(rows).length === 0) throw new Error('nothing was counted');
    }
  };
};

/** Hearing alone: the rows are understood before. */
const hearWork = (lines: string[]) => {
  const understand = createUnderstand(defaultCatalogue());
  const hear = createHear(defaultCatalogue());
  const rows = lines.map((line) => understand(parseOnly(line)));
  return () => {
    for (const row of rows) if (hear(row, null).id !== row.id) throw new Error('not heard');
  };
};

const measure = (lines: string[], full: () => void) => {
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
      const sets = isRecorded ? RECORDED : ['generated'];
      const against = 'JSON.parse of the same row';
      return sets.flatMap((set) => [
        {
          bench: `parse + understand + aggregate, ${set}`,
          unit: 'us/row',
          against,
          ...measure(linesOf(set), fullWork(linesOf(set), parseOnly)),
        },
        {
          bench: `parse + intake check + understand + aggregate, ${set}`,
          unit: 'us/row',
          against,
          ...measure(linesOf(set), fullWork(linesOf(set), parseAndCheck)),
        },
        {
          bench: `hear, ${set}`,
          unit: 'us/row',
          against,
          ...measure(linesOf(set), hearWork(linesOf(set))),
        },
      ]);
    },
  },
];
