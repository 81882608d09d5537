/** The page behind a link on a phone: every face in both themes, with and without scripts, on a line
 * that breaks. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { behindToOut, type Behind } from '#server/calling/behind.ts';
import { answerPage, closedPage } from '#server/calling/page.ts';
import { PAGE_POLICY } from '#server/calling/page-look.ts';
import { FACES, TOKEN } from './answer-faces.ts';
import { expectAccessible, findChromium, launch, SIZES } from './browser.ts';

const chromium = findChromium();
/** The page looks every five seconds. */
const LOOK_MS = 5_000;
const LIVE = `/api/v1/answers/${TOKEN}`;

/** Serves what is shown, under the page's own policy, and writes down what was sent. */
const startStandIn = async () => {
  const state = { behind: FACES.open!, sent: [] as string[], isAway: false };
  const server: Server = createServer(async (request, response) => {
    if (state.isAway) return request.socket.destroy();
    const isData = request.url === LIVE;
    if (request.method === 'POST') {
      let text = '';
      for await (const chunk of request) text += String(chunk);
      state.sent.push(`${request.url} ${text}`);
      if (isData) return response.end(JSON.stringify({ outcome: 'done', text: 'You have it.' }));
      return response.writeHead(303, { location: `/a/${TOKEN}` }).end();
    }
    if (isData) return response.end(JSON.stringify(behindToOut(state.behind)));
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    response.writeHead(200, { ...headers, 'content-security-policy': PAGE_POLICY });
    return response.end(
      request.url === '/gone'
        ? closedPage('Expired', 'It is over.')
        : answerPage(state.behind, LIVE),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { state, url, close };
};

describe.skipIf(chromium === null)('the page behind a link', () => {
  let browser: Browser;
  let standIn: Awaited<ReturnType<typeof startStandIn>>;
  let context: BrowserContext;
  let page: Page;
  let faults: string[];
  beforeAll(async () => {
    browser = await launch(chromium!);
  });
  beforeEach(async () => {
    standIn = await startStandIn();
  });
  afterEach(async () => {
    await context.close();
    await standIn.close();
  });
  afterAll(() => browser.close());

  const open = async (
    behind: Behind,
    given: { scheme?: 'dark' | 'light'; hasScript?: boolean; path?: string } = {},
  ) => {
    const { scheme: colorScheme = 'dark', hasScript = true, path = `/a/${TOKEN}` } = given;
    standIn.state.behind = behind;
    const viewport = SIZES.phone;
    context = await browser.newContext({ viewport, colorScheme, javaScriptEnabled: hasScript });
    page = await context.newPage();
    await page.clock.install();
    faults = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    page.on('console', (message) => {
      const isRefusal = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isRefusal) faults.push(message.text());
    });
    await page.goto(standIn.url + path);
  };

  const check = async () => {
    await expectAccessible(page);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBe(SIZES.phone.width);
    expect(faults).toEqual([]);
  };
  test('every face is readable', async () => {
    await open(FACES.open!);
    for (const behind of Object.values(FACES)) {
      standIn.state.behind = behind;
      await page.reload();
      await check();
    }
  });
  test('every colour is readable by day', async () => {
    await open(FACES.open!, { scheme: 'light' });
    for (const name of ['drill', 'medium', 'low', 'mine', 'taken', 'reserve']) {
      standIn.state.behind = FACES[name]!;
      await page.reload();
      await check();
    }
  });

  test('a link that opens nothing is readable, too', async () => {
    await open(FACES.open!, { path: '/gone' });
    await expectAccessible(page);
    expect(faults).toEqual([]);
  });

  test('what matters and the button are on the first screen', async () => {
    await open(FACES.drill!);
    for (const text of ['Critical', 'DRILL', '610', 'I take it', 'Decline']) {
      const box = await page.getByText(text, { exact: true }).first().boundingBox();
      expect(box!.y + box!.height, text).toBeLessThan(SIZES.phone.height);
    }
    const { height } = (await page.getByRole('button', { name: 'I take it' }).boundingBox())!;
    expect(height).toBeGreaterThanOrEqual(64);
  });

  test('one tap takes it without any script', async () => {
    await open(FACES.open!, { hasScript: false });
    standIn.state.behind = FACES.mine!;
    await page.getByRole('button', { name: 'I take it' }).click();
    await page.getByText('You have it since 02:47.').waitFor();
    expect(standIn.state.sent).toEqual([`/a/${TOKEN} answer=acknowledge`]);
  });

  test('it is declined with a reason without any script', async () => {
    await open(FACES.open!, { hasScript: false });
    await page.getByText('Decline', { exact: true }).first().click();
    await page.getByLabel('Why?').fill('on a plane');
    await page.getByRole('button', { name: 'Decline' }).click();
    await expect
      .poll(() => standIn.state.sent)
      .toEqual([`/a/${TOKEN} answer=decline&reason=on+a+plane`]);
  });

  test('one tap takes it in place with the script', async () => {
    await open(FACES.open!);
    standIn.state.behind = FACES.mine!;
    await page.getByRole('button', { name: 'I take it' }).click();
    await page.getByText('You have it since 02:47.').waitFor();
    expect(standIn.state.sent).toEqual([`${LIVE} {"answer":"acknowledge"}`]);
    expect(faults).toEqual([]);
  });

  test('a broken line is told, and the next tap goes through', async () => {
    await open(FACES.open!);
    standIn.state.isAway = true;
    await page.getByRole('button', { name: 'I take it' }).click();
    await page.getByText('it was not sent').waitFor();
    standIn.state.isAway = false;
    standIn.state.behind = FACES.mine!;
    await page.getByRole('button', { name: 'I take it' }).click();
    await page.getByText('You have it since 02:47.').waitFor();
  });

  test('figures follow by themselves, and another stand is shown', async () => {
    await open(FACES.open!);
    const grown = structuredClone(FACES.open!.about!);
    grown.figure = { what: 'mentions an hour', value: 840, expected: 40 };
    grown.called = ['Cem Aydin by SMS at 02:50: sent', ...grown.called];
    standIn.state.behind = { ...FACES.open!, about: grown };
    await page.clock.runFor(LOOK_MS);
    await page.getByText('840').waitFor();
    await page.getByText('Cem Aydin by SMS at 02:50: sent').waitFor();
    standIn.state.behind = FACES.taken!;
    await page.clock.runFor(LOOK_MS);
    await page.getByText('Ben Lindqvist has it since 02:46.').waitFor();
    expect(await page.getByRole('button', { name: 'I take it' }).count()).toBe(0);
    expect(faults).toEqual([]);
  });

  test('what was typed is not lost when something else stands', async () => {
    await open(FACES.open!);
    await page.getByText('Decline', { exact: true }).first().click();
    await page.getByLabel('Why?').fill('on a pl');
    standIn.state.behind = FACES.taken!;
    const heard = page.waitForResponse((response) => response.url().endsWith(LIVE));
    await page.clock.runFor(LOOK_MS);
    await (await heard).finished();
    expect(await page.getByLabel('Why?').inputValue()).toBe('on a pl');
  });
});
