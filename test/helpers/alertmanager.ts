/** A real Prometheus Alertmanager as a program of the test, with one webhook to send to. Its state is
 * in a folder of its own and gone afterwards. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './process.ts';

const NAMES = ['prometheus-alertmanager', 'alertmanager'];
const READY_WITHIN_MS = 30_000;

/** Null where the machine has none; with TOCSIN_FORBID_SKIPS=1 that is an error. */
export const findAlertmanager = (): string | null => {
  const dirs = (process.env.PATH ?? '').split(delimiter);
  const paths = dirs.flatMap((dir) => NAMES.map((name) => join(dir, name)));
  const path = paths.find((one) => existsSync(one)) ?? null;
  if (path === null && process.env.TOCSIN_FORBID_SKIPS === '1')
    throw new Error('Alertmanager is missing');
  if (path === null) console.warn('skipped: Alertmanager, not installed');
  return path;
};

const configOf = (url: string, bearer: string): string => `
route:
  receiver: tocsin
  group_by: ['...']
  group_wait: 0s
  group_interval: 1s
  repeat_interval: 1h
receivers:
  - name: tocsin
    webhook_configs:
      - url: '${url}'
        send_resolved: true
        http_config:
          authorization: { credentials: '${bearer}' }
`;

export const startAlertmanager = async (path: string, hook: { url: string; bearer: string }) => {
  const dir = mkdtempSync(join(tmpdir(), 'tocsin-alertmanager-'));
  const config = join(dir, 'alertmanager.yml');
  writeFileSync(config, configOf(hook.url, hook.bearer));
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(path, [
    `--config.file=${config}`,
    `--storage.path=${join(dir, 'data')}`,
    `--web.listen-address=${address}`,
    '--cluster.listen-address=',
  ]);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  const url = `http://${address}`;
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const isReady = await fetch(`${url}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) break;
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`Alertmanager did not start: ${said}`);
    }
    await wait(50);
  }
  return {
    /** `endsAt` in the past resolves it. */
    tell: async (alert: { labels: object; annotations?: object; endsAt?: string }) => {
      const answer = await fetch(`${url}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify([alert]),
      });
      if (!answer.ok) throw new Error(`Alertmanager answered ${answer.status}`);
    },
    said: () => said,
    close: async () => {
      const gone = child.exitCode === null ? once(child, 'exit') : null;
      child.kill('SIGTERM');
      await gone;
      rmSync(dir, { recursive: true, force: true });
    },
  };
};
