/** A recording of the tuning set as files that `npm run backtest` reads. As a command:
 * `node test/scenarios/recorded/write.ts DIR KIND PER-MINUTE SIZE SEED` writes DIR/story.ndjson and
 * DIR/history.ndjson and prints when the story begins. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mention } from '#contracts/mention.ts';
import { isCommand } from '#server/cli/root.ts';
import { historyOf, record, type Kind, type Plan, type Size } from './record.ts';

const HISTORY_WEEKS = 1;

const ndjson = (rows: readonly Mention[]) =>
  rows.map((row) => JSON.stringify({ ...row, at: new Date(row.at).toISOString() })).join('\n');

export const writeRecording = (dir: string, plan: Omit<Plan, 'set'>) => {
  const whole: Plan = { ...plan, set: 'tuning' };
  mkdirSync(dir, { recursive: true });
  const { mentions, onsetAt, startAt } = record(whole);
  const past = historyOf(whole, HISTORY_WEEKS).filter(({ at }) => at < startAt);
  const [story, history] = [join(dir, 'story.ndjson'), join(dir, 'history.ndjson')];
  writeFileSync(story, `${ndjson(mentions)}\n`);
  writeFileSync(history, `${ndjson(past)}\n`);
  return { story, history, onsetAt };
};

if (isCommand(import.meta.filename)) {
  const [dir = '', kind = '', perMinute = '2', size = 'middle', seed = '0'] = process.argv.slice(2);
  const { onsetAt } = writeRecording(dir, {
    kind: kind as Kind,
    perMinute: Number(perMinute),
    size: size as Size,
    seed: Number(seed),
  });
  console.log(`begins ${new Date(onsetAt).toISOString()}`);
}
