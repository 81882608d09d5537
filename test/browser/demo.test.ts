/** The demo as somebody sees it who just cloned the project: one command, the printed wall link in a
 * real browser, a crisis that takes the wall over, and the printed login that takes the crisis. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../helpers/process.ts';
import { expectAccessible, findChromium, launch, visit } from './browser.ts';

const root = join(import.meta.dirname, '..', '..');
const chromium = findChromium();
const PATIENCE_MS = 180_000;

const startDemo = async () => {
  const port = await freePort();
  const child = spawn(process.execPath, ['server/cli/demo.ts', '--port', String(port)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  const reads = async (pattern: RegExp) => {
    for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(20)) {
      const found = pattern.exec(output);
      if (found) return found;
      if (child.exitCode !== null) break;
    }
    throw new Error(`the demo never said ${pattern}: ${output}`);
  };
  const [, wallUrl = ''] = await reads(/wall\s+(\S+)/);
  const [, email = '', password = ''] = await reads(/login\s+(\S+)\s+(\S+)/);
  await reads(/Ready after/);
  return { child, reads, wallUrl, email, password };
};

const end = async (child: ChildProcess) => {
  child.kill('SIGINT');
  const [code] = (await once(child, 'exit')) as [number];
  return code;
};

describe.skipIf(chromium === null)('npm run demo', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch(chromium!);
  });
  afterAll(() => browser.close());

  test(
    'shows a calm wall, then the crisis, and lets the leader take it',
    { timeout: 2 * PATIENCE_MS },
    async () => {
      const demo = await startDemo();
      const wall = await visit(browser, { theme: 'dark' });
      await wall.page.goto(demo.wallUrl);
      await wall.page.getByRole('heading', { name: 'Mentions per minute' }).waitFor();
      expect(await wall.page.getByRole('region', { name: 'Crisis' }).count()).toBe(0);
      await expectAccessible(wall.page);

      await demo.reads(/outage\s/);
      const firstPostAt = performance.now();
      const takeover = wall.page.getByRole('region', { name: 'Crisis' });
      await takeover.waitFor({ timeout: PATIENCE_MS });
      const seconds = (performance.now() - firstPostAt) / 1_000;
      console.log(`the crisis stood on the wall ${seconds.toFixed(1)} s after its first post`);
      await takeover.getByText('Nobody has it yet').waitFor();
      await expectAccessible(wall.page);
      await demo.reads(/called\s+alert\.step/);

      const desk = await visit(browser, { size: 'phone', theme: 'light' });
      await desk.page.goto(`${new URL(demo.wallUrl).origin}/login?next=/crises`);
      await desk.page.getByLabel('E-mail').fill(demo.email);
      await desk.page.getByLabel('Password').fill(demo.password);
      await desk.page.keyboard.press('Enter');
      await desk.page.getByRole('link', { name: /#1/ }).click();
      await desk.page.getByRole('heading', { level: 1, name: /#1/ }).waitFor();
      await expectAccessible(desk.page);
      const commands = desk.page.getByRole('group', { name: 'Commands' });
      await commands.getByRole('button', { name: 'Acknowledge' }).click();
      await desk.page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click();
      await takeover.getByText('Nobody has it yet').waitFor({ state: 'detached' });

      expect([...wall.faults, ...desk.faults]).toEqual([]);
      await Promise.all([wall.close(), desk.close()]);
      expect(await end(demo.child)).toBe(0);
    },
  );
});
