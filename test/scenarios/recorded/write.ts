/** `node test/scenarios/recorded/write.ts DIR KIND PER-MINUTE SIZE SEED`: a recording of the tuning set
 * as files that `npm run backtest -- DIR/story.ndjson --history DIR/history.ndjson` reads. Prints when
 * the story begins. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mention } from '#contracts/mention.ts';
import { historyOf, record, type Kind, type Plan, type Size } from './record.ts';

const HISTORY_WEEKS = 1;
const [dir = '', kind = '', perMinute = '2', size = 'middle', seed = '0'] = process.argv.slice(2);
const plan: Plan = {
  set: 'tuning',
  kind: kind as Kind,
  perMinute: Number(perMinute),
  size: size as Size,
  seed: Number(seed),
};
const ndjson = (rows: readonly Mention[]) =>
  rows.map((row) => JSON.stringify({ ...row, at: new Date(row.at).toISOString() })).join('\n');

mkdirSync(dir, { recursive: true });
const { mentions, onsetAt, startAt } = record(plan);
const history = historyOf(plan, HISTORY_WEEKS).filter(({ at }) => at < startAt);
writeFileSync(join(dir, 'story.ndjson'), `${ndjson(mentions)}\n`);
writeFileSync(join(dir, 'history.ndjson'), `${ndjson(history)}\n`);
console.log(`begins ${new Date(onsetAt).toISOString()}: ${mentions.length} rows`);
