/** `npm test [-- ARG...]`: every test that this machine can run, after building the web that the
 * browser tests drive. Suites that lack a service say so themselves; TOCSIN_FORBID_SKIPS=1 makes
 * that a failure. Arguments go to Vitest. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { buildWeb } from './web-build.ts';
import { root } from './root.ts';

type Report = { numPassedTests: number; numFailedTests: number; numPendingTests: number };

const reportFile = `${root}/.cache/test-report.json`;
mkdirSync(`${root}/.cache`, { recursive: true });
rmSync(reportFile, { force: true });
await buildWeb();

const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
const bin = `${root}/node_modules/.bin`;
const done = spawnSync(`${bin}/vitest`, [...args, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
});
const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report;
console.log(
  `${report.numPassedTests} passed, ${report.numFailedTests} failed, ${report.numPendingTests} skipped`,
);
process.exit(done.status ?? 1);
