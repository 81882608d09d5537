/** `npm run sentiment -- FILE... [--model PATH]`: the scorer of the pipeline on recorded mentions,
 * NDJSON or `.gz`, one line out per line in. Streams: a file may be larger than the memory. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import type { Mention } from '#contracts/mention.ts';
import { mentionIn } from '#contracts/mention.ts';
import { createUnderstand } from '#server/pipeline/understand.ts';
import { isCommand } from './root.ts';

const USAGE = 'usage: npm run sentiment -- FILE... [--model PATH]';

class UsageError extends Error {}

/** Sets of labelled texts have no time and often no channel: the sentiment needs neither. */
const scoredRow = mentionIn
  .pick({ id: true, text: true, lang: true })
  .extend({ inbound: z.boolean().default(true) });
const understand = createUnderstand({ brands: [], topics: [], noise: [] });

/** The answer to one line, or why there is none. */
export const scoreLine = (line: string): { out: string } | { problem: string } => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { problem: 'is not JSON' };
  }
  const parsed = scoredRow.safeParse(value);
  if (!parsed.success) {
    const named = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'row'}: ${message}`,
    );
    return { problem: named.join('; ') };
  }
  const mention: Mention = { ...parsed.data, channel: 'file', at: 0 };
  const { id, sentiment } = understand(mention);
  return { out: JSON.stringify({ id, sentiment }) };
};

const readCommand = async (args: string[]): Promise<string[]> => {
  let parsed;
  try {
    parsed = parseArgs({ args, options: { model: { type: 'string' } }, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}; ${USAGE}`);
  }
  const { values, positionals } = parsed;
  if (positionals.length === 0) throw new UsageError(`no file is named; ${USAGE}`);
  if (values.model !== undefined) {
    throw new UsageError('--model: this version reads no trained model, it scores by word lists');
  }
  for (const file of positionals) {
    const isFile = await stat(file).then(
      (found) => found.isFile(),
      () => false,
    );
    if (!isFile) throw new UsageError(`${file} is not a file that can be read`);
  }
  return positionals;
};

/** Scores one file; returns how many lines were broken. */
const scoreFile = async (file: string): Promise<number> => {
  const raw = createReadStream(file);
  const input = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  const lines = createInterface({ input, crlfDelay: Infinity });
  // readline swallows errors of its input; without this a cut-off file would end quietly.
  const failed = new Promise<never>((_, reject) => {
    for (const stream of [raw, input]) stream.on('error', reject);
  });
  failed.catch(() => lines.close());
  let broken = 0;
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '') continue;
    const scored = scoreLine(line);
    if ('problem' in scored) {
      broken += 1;
      console.error(`${file}:${number}: ${scored.problem}`);
    } else if (!process.stdout.write(`${scored.out}\n`)) await once(process.stdout, 'drain');
  }
  await Promise.race([failed, Promise.resolve()]);
  return broken;
};

const main = async () => {
  let broken = 0;
  for (const file of await readCommand(process.argv.slice(2))) broken += await scoreFile(file);
  if (broken > 0) process.exitCode = 1;
};

if (isCommand(import.meta.filename)) {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  try {
    await main();
  } catch (error) {
    console.error(`sentiment: ${error instanceof Error ? error.message : error}`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}
