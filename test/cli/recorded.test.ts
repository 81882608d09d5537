/** A recorded crisis through the command: found within the hour, named, one story, a call. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '#server/cli/root.ts';
import { writeRecording } from '../scenarios/recorded/write.ts';

const MINUTE_MS = 60_000;
type Line = { kind: string; at: string; state?: string; scenario?: string; id?: string };

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-recorded-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('a service failure is told as one crisis within half an hour', () => {
  const { story, history, onsetAt } = writeRecording(folder, {
    ...{ kind: 'service-failure', perMinute: 0.5, size: 'middle', seed: 0 },
  });
  const command = join(root, 'server/cli/launch.mjs');
  const args = [command, 'backtest', story, '--history', history];
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(status).toBe(0);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const open = lines.filter(({ kind, state }) => kind === 'crisis' && state === 'open');
  expect(new Set(open.map(({ id }) => id)).size).toBe(1);
  expect(Date.parse(open[0]!.at) - onsetAt).toBeLessThan(30 * MINUTE_MS);
  expect(open.at(-1)!.scenario).toBe('service-failure');
  expect(lines.at(-1)).toMatchObject({ kind: 'summary', crises: 1 });
});
