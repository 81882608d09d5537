/** `npm run topics -- FILE... [--step SECONDS]`: the topics that nobody defined in recorded mentions,
 * one line each when it is first seen, by the very code that hears live mentions. */
import { access, constants } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { scoreOf } from '#alerts/detectors/tail.ts';
import type { Mention } from '#contracts/mention.ts';
import { instantOut } from '#contracts/text.ts';
import { readCatalogue } from '#server/catalogue.ts';
import { readRecordings } from '#server/pipeline/backtest/read.ts';
import { createEmerging, type Emerged } from '#server/pipeline/emerging/emerging.ts';
import { createHear } from '#server/pipeline/hear.ts';
import { createUnderstand } from '#server/pipeline/understand.ts';
import { isCommand } from './root.ts';

const USAGE = 'usage: npm run topics -- FILE... [--step SECONDS]';
const DEFAULT_STEP_SECONDS = 60;
const STEP_MAX_SECONDS = 3_600;
/** After so long without a row every burst is over, and the clock may leap. */
const ASLEEP_MS = 6 * 3_600_000;
const PROGRESS_ROWS = 5_000;

class UsageError extends Error {}

export type Found = { at: number; brand: string; topic: Emerged };

/** Plays the mentions, which are in order of time, step by step; each topic is told once. */
export const findTopics = (
  mentions: readonly Mention[],
  stepMs: number,
  tell: (found: Found) => void,
  onProgress: (done: number) => void = () => {},
): void => {
  const catalogue = readCatalogue(null);
  const understand = createUnderstand(catalogue);
  const hear = createHear(catalogue);
  const emerging = createEmerging();
  const told = new Set<string>();
  let next = 0;
  let now = stepMs * Math.ceil((mentions[0]?.at ?? 0) / stepMs);
  while (next < mentions.length) {
    const from = next;
    while (next < mentions.length && mentions[next]!.at <= now) next += 1;
    emerging.apply(mentions.slice(from, next).map((mention) => hear(understand(mention), null)));
    for (const brand of emerging.brands()) {
      for (const topic of emerging.open(brand, now)) {
        const key = `${brand}\0${topic.topic}\0${topic.detectedAt}`;
        if (told.has(key)) continue;
        told.add(key);
        tell({ at: now, brand, topic });
      }
    }
    if (Math.floor(next / PROGRESS_ROWS) > Math.floor(from / PROGRESS_ROWS)) onProgress(next);
    const upcoming = mentions[next]?.at ?? now;
    now = upcoming - now > ASLEEP_MS ? stepMs * Math.ceil(upcoming / stepMs) : now + stepMs;
  }
};

const lineOf = ({ at, brand, topic: { name, terms, mentions, expected, strength } }: Found) => ({
  at: instantOut(at),
  brand,
  topic: name,
  terms,
  mentions,
  expected,
  score: Number(scoreOf(strength).toFixed(4)),
});

export const readCommand = (args: string[]) => {
  try {
    const options = { step: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const step = values.step === undefined ? DEFAULT_STEP_SECONDS : Number(values.step);
    if (positionals.length === 0) throw new UsageError('a file is needed');
    if (!(step >= 1 && step <= STEP_MAX_SECONDS))
      throw new UsageError(`--step takes 1 to ${STEP_MAX_SECONDS} seconds`);
    return { files: positionals, stepMs: step * 1000 };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}; ${USAGE}`);
  }
};

const main = async () => {
  const { files, stepMs } = readCommand(process.argv.slice(2));
  for (const file of files) {
    await access(file, constants.R_OK).catch(() => {
      throw new UsageError(`cannot read ${file}`);
    });
  }
  const { mentions, rejected } = await readRecordings(files);
  let topics = 0;
  findTopics(
    mentions,
    stepMs,
    (found) => {
      topics += 1;
      process.stdout.write(`${JSON.stringify(lineOf(found))}\n`);
    },
    (done) => console.error(`${done} of ${mentions.length} mentions`),
  );
  console.error(`${mentions.length} mentions, ${rejected} rejected, ${topics} topics`);
};

if (isCommand(import.meta.filename)) {
  try {
    await main();
  } catch (error) {
    console.error(`topics: ${error instanceof Error ? error.message : error}`);
    process.exit(error instanceof UsageError ? 2 : 1);
  }
}
