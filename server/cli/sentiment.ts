/** `npm run sentiment -- FILE... [--model PATH]`: the scorer of the pipeline, or a model that `train`
 * wrote, on recorded mentions, one line out per line in. */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { mentionIn } from '#contracts/mention.ts';
import { createUnderstand } from '#server/pipeline/understand.ts';
import { readSentimentModel } from '#server/pipeline/understanding/model/file.ts';
import { createModelScorer } from '#server/pipeline/understanding/model/scorer.ts';
import { eachRow, needFiles, UsageError } from './mention-lines.ts';
import { isCommand } from './root.ts';

const USAGE = 'usage: npm run sentiment -- FILE... [--model PATH]';

/** Sets of labelled texts have no time and often no channel: the sentiment needs neither. */
const scoredRow = mentionIn
  .pick({ id: true, text: true, lang: true })
  .extend({ inbound: z.boolean().default(true) });

const readCommand = (args: string[]) => {
  try {
    const options = { model: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    if (positionals.length === 0) throw new UsageError('no file is named');
    return { files: positionals, model: values.model };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}; ${USAGE}`);
  }
};

const main = async () => {
  const { files, model } = readCommand(process.argv.slice(2));
  await needFiles(model === undefined ? files : [...files, model]);
  const options =
    model === undefined ? {} : { scorer: createModelScorer(readSentimentModel(model)) };
  const understand = createUnderstand({ brands: [], topics: [], noise: [] }, options);
  const broken = await eachRow(files, scoredRow, async (row) => {
    const { id, sentiment } = understand({ ...row, channel: 'file', at: 0 });
    const isTaken = process.stdout.write(`${JSON.stringify({ id, sentiment })}\n`);
    if (!isTaken) await once(process.stdout, 'drain');
  });
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
