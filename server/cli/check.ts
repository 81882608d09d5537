/** `npm run check`: types, Svelte, lint, format, dead code. Runs all of them and reports each, so
 * that one failure does not hide the next. */
import { spawnSync } from 'node:child_process';
import { root } from './root.ts';

if (process.argv.length > 2) {
  console.error('check: takes no arguments; usage: npm run check');
  process.exit(2);
}

const STEPS: [name: string, command: string, ...args: string[]][] = [
  ['types', 'tsc', '-p', '.'],
  ['svelte', 'svelte-check', '--tsconfig', 'web/tsconfig.json', '--fail-on-warnings'],
  ['lint', 'eslint', '--max-warnings=0', '.'],
  ['format', 'prettier', '--check', '--log-level=warn', '.'],
  ['dead code', 'knip'],
];

const failed = STEPS.filter(([name, command, ...args]) => {
  console.log(`== ${name}`);
  const bin = `${root}/node_modules/.bin`;
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` };
  const done = spawnSync(`${bin}/${command}`, args, { cwd: root, stdio: 'inherit', env });
  return done.status !== 0;
});

if (failed.length > 0) console.error(`failed: ${failed.map(([name]) => name).join(', ')}`);
process.exit(failed.length > 0 ? 1 : 0);
