/** The live wall: deltas move figures, gaps are healed, a lost link shows, a crisis takes over. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { buildWeb } from '#server/cli/web-build.ts';
import { findChromium, launch, SIZES, visit, type Visit } from './browser.ts';
import { faceOf } from './faces.ts';
import { crisis, iso } from './rows.ts';
import { startMock, TOKEN, type Mock } from './mock.ts';

const chromium = findChromium();
let browser: Browser;
let mock: Mock;
let opened: Visit;
let page: Page;

const section = (name: string) => page.getByRole('region', { name, exact: true });
const figureOf = (title: string) => section(title).locator('.number');
const strip = () => section('Overall state');
const openWall = async () => {
  opened = await visit(browser);
  page = opened.page;
  await page.goto(`${mock.url}/wall#token=${TOKEN}`);
  await page.getByText('Expectation clock').waitFor();
};
const shows = (locator: Locator, text: string) =>
  expect.poll(() => locator.textContent(), { timeout: 15_000 }).toContain(text);

describe.skipIf(chromium === null)('the live wall', () => {
  beforeAll(async () => {
    await buildWeb();
    browser = await launch(chromium!);
  });
  beforeEach(async () => {
    mock = await startMock();
  });
  afterEach(async () => {
    await opened.close();
    await mock.close();
  });
  afterAll(() => browser.close());

  test('a delta moves the figure and leaves the others', async () => {
    await openWall();
    await shows(figureOf('Mentions per minute'), '23');
    const { volume } = faceOf('calm', Date.now());
    mock.delta({ volume: { ...volume, perMinute: 31 } });
    await shows(figureOf('Mentions per minute'), '31');
    expect(await figureOf('Waiting').textContent()).toBe('14');
    expect(mock.resyncs()).toBe(0);
  });

  test('a gap in the sequence brings a snapshot', async () => {
    await openWall();
    const { queue } = faceOf('calm', Date.now());
    mock.delta({ queue: { ...queue, waiting: 77 } }, 3);
    await shows(figureOf('Waiting'), '77');
    expect(mock.resyncs()).toBe(1);
  });

  test('the token leaves the address and survives a reload', async () => {
    await openWall();
    expect(page.url()).not.toContain(TOKEN);
    await page.reload();
    await shows(figureOf('Mentions per minute'), '23');
  });

  test('a lost link turns the wall stale, and back when it returns', async () => {
    await openWall();
    const port = Number(new URL(mock.url).port);
    await mock.cut();
    await shows(strip(), 'Stale');
    await shows(strip(), 'no connection since');
    const filter = 'getComputedStyle(document.querySelector(".tile")).filter';
    expect(await page.evaluate(filter)).toContain('grayscale');
    mock = await startMock({ port });
    await shows(strip(), 'Calm');
  });

  test('a server that falls silent is asked, then distrusted', async () => {
    opened = await visit(browser);
    page = opened.page;
    await page.clock.install();
    await page.goto(`${mock.url}/wall#token=${TOKEN}`);
    await shows(strip(), 'Calm');
    mock.state.isMute = true;
    await page.clock.runFor(12_000);
    await expect.poll(() => mock.resyncs(), { timeout: 15_000 }).toBe(1);
    expect(await strip().textContent()).toContain('Calm');
    await page.clock.runFor(14_000);
    await shows(strip(), 'no connection since');
    mock.show('calm');
    await shows(strip(), 'Calm');
  });

  test('TV mode hides the shell, and Escape brings it back', async () => {
    opened = await visit(browser, {
      cookie: { url: mock.url, name: 'tocsin_session', value: 'test' },
    });
    page = opened.page;
    await page.goto(`${mock.url}/wall`);
    await page.getByText('Expectation clock').waitFor();
    await page.getByRole('button', { name: 'TV' }).click();
    await page.getByRole('banner').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.getByRole('navigation', { name: 'Pages' }).waitFor();
  });

  test('the chosen theme is kept', async () => {
    opened = await visit(browser, {
      theme: null,
      cookie: { url: mock.url, name: 'tocsin_session', value: 'test' },
    });
    page = opened.page;
    await page.goto(`${mock.url}/wall`);
    const theme = () => page.locator('html').getAttribute('data-theme');
    expect(await theme()).toBe('dark');
    await page.getByLabel('Theme').selectOption('light');
    await expect.poll(theme).toBe('light');
    await page.reload();
    expect(await theme()).toBe('light');
  });

  test('an open crisis takes the wall over until somebody has it', async () => {
    await openWall();
    await shows(strip(), 'Calm');
    mock.show('crisis');
    const panel = section('Crisis');
    await shows(panel, 'Check-in in the app fails');
    await shows(panel, 'Service failure');
    await shows(panel, 'High');
    await shows(panel, 'Nobody has it yet');
    expect(await strip().count()).toBe(0);
    expect(await page.getByRole('alert').first().textContent()).toContain('High crisis open');
    const before = await panel.locator('.watch').textContent();
    await expect
      .poll(() => panel.locator('.watch').textContent(), { timeout: 15_000 })
      .not.toBe(before);
    mock.show('acknowledged');
    await shows(panel, 'Nadia Haddad');
    expect(await panel.getByText('Nobody has it yet').count()).toBe(0);
  });

  test('a crisis that outgrew its acknowledgement runs its clock again', async () => {
    const now = Date.now();
    const taken = {
      state: 'acknowledged',
      acknowledgedAt: iso(now, 150),
      acknowledgedBy: 'Nadia Haddad',
      acknowledgedLevel: 'high',
    } as const;
    mock.show('acknowledged', { crises: [crisis(now, taken)] });
    await openWall();
    const panel = section('Crisis');
    await shows(panel, 'Nadia Haddad');
    expect(await panel.locator('.watch').count()).toBe(0);
    mock.delta({
      crises: [crisis(now, { ...taken, level: 'critical', levelAt: iso(now, 3_600) })],
    });
    await shows(panel, 'Taken at high, now critical');
    await shows(panel, 'take it again');
    await shows(panel.locator('.watch'), '1:00:');
  });

  test.for([
    ['behind', 'Storage behind', 'figures are 48 s old'],
    ['down', 'Storage down since', 'figures stand still'],
  ] as const)('storage %s is said in words, beside a crisis too', async ([storage, head, tail]) => {
    await openWall();
    const banner = page.locator('.banner');
    expect(await banner.count()).toBe(0);
    mock.delta({ health: { lagSeconds: 48, storage, stale: false } });
    await shows(banner, head);
    await shows(banner, tail);
    await shows(strip(), 'Raised');
    mock.delta({ crises: [crisis(Date.now())] });
    await shows(section('Crisis'), 'Nobody has it yet');
    await shows(banner, head);
    const [panel, said] = [await section('Crisis').boundingBox(), await banner.boundingBox()];
    expect(said!.y).toBeGreaterThanOrEqual(panel!.y + panel!.height);
    expect(await page.evaluate('document.documentElement.scrollHeight')).toBe(SIZES.hd.height);
    mock.delta({ health: { lagSeconds: 0, storage: 'ok', stale: false } });
    await banner.waitFor({ state: 'detached' });
  });

  test('the brand is part of the address', async () => {
    opened = await visit(browser, {
      cookie: { url: mock.url, name: 'tocsin_session', value: 'test' },
    });
    page = opened.page;
    await page.goto(`${mock.url}/wall`);
    await page.getByLabel('Brand').selectOption('kestrel-cargo');
    await page.waitForURL('**/wall?brand=kestrel-cargo');
    await shows(strip(), 'Kestrel Cargo');
  });

  test('a wrong token is refused with what to do', async () => {
    opened = await visit(browser);
    page = opened.page;
    await page.goto(`${mock.url}/wall#token=${TOKEN}x`);
    await page.getByRole('heading', { name: 'This wall may not be shown here' }).waitFor();
  });

  test('a message of an unknown schema asks to load again', async () => {
    await openWall();
    mock.sendRaw('delta', { seq: 1, at: new Date().toISOString(), schema: 2 });
    await page.getByRole('heading', { name: 'Tocsin was updated' }).waitFor();
  });

  test('a history that cannot be read leaves the live wall standing', async () => {
    mock.state.isSeriesBroken = true;
    await openWall();
    await section('Volume, last 4 hours').getByText('History could not be read').waitFor();
    await shows(figureOf('Mentions per minute'), '23');
  });

  test('an empty house says how to send a mention', async () => {
    mock.show('empty');
    await openWall();
    await page.getByText('POST /api/v1/mentions').waitFor();
  });

  test('a drill is called a drill', async () => {
    mock.show('crisis', { crises: [crisis(Date.now(), { drill: true })] });
    await openWall();
    await shows(section('Crisis').locator('.crisis'), 'Drill');
  });
});
