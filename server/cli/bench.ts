/** `npm run bench [-- NAME...]`: every benchmark of test/bench, one JSON object a line on standard
 * output. Speeds are ratios against a reference of the same run, because machines are noisy. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { readBenches } from './bench-file.ts';
import { root } from './root.ts';

const wanted = process.argv.slice(2);
const names: string[] = [];
const chosen: { file: string; name: string }[] = [];
for (const entry of readdirSync(`${root}/test/bench`).sort()) {
  if (!entry.endsWith('.ts')) continue;
  const file = `${root}/test/bench/${entry}`;
  for (const { name } of await readBenches(file)) {
    names.push(name);
    if (wanted.length === 0 || wanted.includes(name)) chosen.push({ file, name });
  }
}
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`no such benchmark: ${unknown.join(', ')}; there are: ${names.join(', ')}`);
  process.exit(2);
}
const runner = `${root}/server/cli/bench-file.ts`;
const failed = chosen.filter(
  ({ file, name }) =>
    spawnSync(process.execPath, [...process.execArgv, runner, file, name], { stdio: 'inherit' })
      .status !== 0,
);
process.exit(failed.length > 0 ? 1 : 0);
