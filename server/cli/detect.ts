/** `npm run detect -- IN.csv OUT.csv [--step SECONDS]`: the production volume detector on recorded
 * counts, one row out per row in, each score from that row and the ones before it. */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { createRowDetector } from '#alerts/row-detector.ts';
import { TUNING } from '#alerts/tuning.ts';
import { isCommand } from './root.ts';

const USAGE = 'usage: npm run detect -- IN.csv OUT.csv [--step SECONDS]';
const DEFAULT_STEP_SECONDS = 300;
const STEP_MAX_SECONDS = 86_400;
/** The step is told by the first rows; no score is given before they are over. */
const STEP_ROWS = 12;
/** The budget of the shipped configuration. */
const FALSE_ALARMS_PER_WEEK = 0.5;

class UsageError extends Error {}

type Row = { timestamp: string; at: number; value: number };

const parseTime = (text: string): number => {
  const iso = text.trim().replace(' ', 'T');
  return Date.parse(/([zZ]|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`);
};

export const readRows = (csv: string): Row[] => {
  const records = parse(csv, { columns: true, trim: true, skip_empty_lines: true, bom: true });
  let before = -Infinity;
  return (records as Record<string, string | undefined>[]).map((record, index) => {
    const line = index + 2;
    const { timestamp, value: text } = record;
    if (timestamp === undefined || text === undefined)
      throw new Error(`line ${line}: needs the columns timestamp and value`);
    const at = parseTime(timestamp);
    const value = text === '' ? Number.NaN : Number(text);
    if (Number.isNaN(at)) throw new Error(`line ${line}: "${timestamp}" is not a time`);
    if (!Number.isFinite(value) || value < 0) throw new Error(`line ${line}: value is no count`);
    if (at < before) throw new Error(`line ${line}: rows must be in order of time`);
    before = at;
    return { timestamp, at, value };
  });
};

/** Median distance of the first rows. */
export const inferStep = (rows: Row[]): number => {
  const gaps = rows
    .slice(1, STEP_ROWS)
    .map((row, i) => (row.at - rows[i]!.at) / 1000)
    .filter((gap) => gap > 0)
    .sort((a, b) => a - b);
  return Math.min(STEP_MAX_SECONDS, gaps[Math.floor(gaps.length / 2)] ?? DEFAULT_STEP_SECONDS);
};

/** `tuning`: other constants than the shipped ones, for benchmarks. */
export const detect = (rows: Row[], stepSeconds: number, tuning = TUNING) => {
  const stepMs = stepSeconds * 1000;
  const { push, threshold } = createRowDetector(stepMs, FALSE_ALARMS_PER_WEEK, [], tuning);
  const scored = rows.map(({ timestamp, at, value }) => ({
    timestamp,
    value,
    anomaly_score: push(at, value).score.toFixed(6),
  }));
  return { scored, threshold: Number(threshold.toFixed(6)) };
};

const readCommand = (args: string[]) => {
  try {
    const options = { step: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const step = values.step === undefined ? null : Number(values.step);
    if (positionals.length !== 2) throw new UsageError('two files are needed');
    if (step !== null && !(step > 0 && step <= STEP_MAX_SECONDS))
      throw new UsageError(`--step takes 1 to ${STEP_MAX_SECONDS} seconds`);
    return { input: positionals[0]!, output: positionals[1]!, step };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}; ${USAGE}`);
  }
};

const main = async () => {
  const { input, output, step } = readCommand(process.argv.slice(2));
  const csv = await readFile(input, 'utf8').catch(() => {
    throw new UsageError(`cannot read ${input}`);
  });
  const rows = readRows(csv);
  const { scored, threshold } = detect(rows, step ?? inferStep(rows));
  const columns = ['timestamp', 'value', 'anomaly_score'];
  await writeFile(output, stringify(scored, { header: true, columns }));
  console.log(JSON.stringify({ threshold }));
};

if (isCommand(import.meta.filename)) {
  try {
    await main();
  } catch (error) {
    console.error(`detect: ${error instanceof Error ? error.message : error}`);
    process.exit(error instanceof UsageError ? 2 : 1);
  }
}
