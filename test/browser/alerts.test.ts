/** The page /alerts in Chromium: each of its faces in both themes and on a phone, its filters, what is
 * told meanwhile, and a silence made and ended by keyboard. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { buildWeb } from '#server/cli/web-build.ts';
import { expectAccessible, findChromium, launch, SIZES, visit, type Visit } from './browser.ts';
import type { AlertsFace } from './mock-alerts.ts';
import { startMock, type Mock } from './mock.ts';

const chromium = findChromium();
let browser: Browser;
let mock: Mock;
let opened: Visit;

const open = async (path: string, options: Parameters<typeof visit>[1] = {}) => {
  const cookie = { url: mock.url, name: 'tocsin_session', value: 'test' };
  opened = await visit(browser, { ...options, cookie });
  await opened.page.goto(`${mock.url}${path}`);
  return opened.page;
};

/** The faces that have something to show, in both themes. */
const FULL: [path: string, shows: string][] = [
  ['/alerts', 'answered channel_not_found'],
  ['/alerts?view=delivery', 'answered channel_not_found'],
  ['/alerts?view=silences', 'holds back 1 crisis now'],
];
const OTHERS: [path: string, face: AlertsFace, shows: string][] = [
  ['/alerts', 'empty', 'Nobody was told anything yet.'],
  ['/alerts?view=mine', 'busy', 'Show older'],
  ['/alerts', 'broken', 'Alerts could not be read'],
  ['/alerts', 'loading', 'Loading alerts'],
  ['/alerts?view=delivery', 'empty', 'Nothing was sent within 24 hours.'],
  ['/alerts?view=silences', 'empty', 'Nothing is silenced, and nothing was.'],
  ['/alerts?view=silences', 'broken', 'Silences could not be read'],
];

describe.skipIf(chromium === null)('alerts', () => {
  beforeAll(async () => {
    await buildWeb();
    browser = await launch(chromium!);
  });
  beforeEach(async () => {
    mock = await startMock();
    mock.show('crisis');
  });
  afterEach(async () => {
    await opened.close();
    await mock.close();
  });
  afterAll(() => browser.close());

  const expectNoScroll = async (width: number) => {
    const wide = await opened.page.evaluate('document.documentElement.scrollWidth');
    expect(wide).toBeLessThanOrEqual(width);
  };

  test.for(FULL)('%s is whole in both themes and fits a phone', async ([path, shows]) => {
    const page = await open(path, { theme: 'dark' });
    await page.locator('main', { hasText: shows }).waitFor();
    await expectAccessible(page);
    await page.getByLabel('Theme').selectOption('light');
    await expectAccessible(page);
    await page.setViewportSize(SIZES.phone);
    await expectNoScroll(SIZES.phone.width);
    expect(opened.faults).toEqual([]);
  });

  test('empty, busy, broken and loading it says so, and fits a phone', async () => {
    const page = await open('/alerts', { size: 'phone' });
    for (const [path, face, shows] of OTHERS) {
      mock.alerts.state.face = face;
      await page.goto(`${mock.url}${path}`);
      await page.locator('main', { hasText: shows }).waitFor();
      await expectAccessible(page);
      await expectNoScroll(SIZES.phone.width);
    }
    expect(opened.faults).toEqual([]);
  });

  test('a message shows each step of its delivery, and a bundle what is inside', async () => {
    const page = await open('/alerts');
    const rows = page.getByRole('list', { name: 'Messages' }).locator('article');
    const declined = rows.filter({ hasText: 'declined' });
    await declined.waitFor();
    const track = declined.getByRole('list', { name: 'Delivery' });
    expect((await track.innerText()).replace(/\s+/g, ' ')).toMatch(
      /queued .+ sent \+100 ms accepted \+600 ms opened \+28 s declined \+38 s/,
    );
    await declined.getByText('1 other message in this one').click();
    await declined.getByRole('link', { name: /^#6/ }).waitFor();
    await rows.filter({ hasText: 'a silence keeps it quiet' }).waitFor();
    await rows.filter({ hasText: 'answered 503, will be tried again' }).waitFor();
  });

  test('a running chain counts down to the next call', async () => {
    const page = await open('/alerts');
    const chains = page.getByRole('region', { name: 'Running chains' });
    await chains.getByText('then senior leader Ilse Vermeer by Phone call in').waitFor();
    expect((await chains.innerText()).replace(/\s+/g, ' ')).toMatch(
      /Calling on-call leader Ada Okafor by SMS.* step 1 of 3/,
    );
    await chains.getByText('Silenced by Nadia Haddad: “The baggage belt').waitFor();
  });

  test('filters stand in the address and ask the server', async () => {
    const page = await open('/alerts');
    await page.getByLabel('State').selectOption('not delivered');
    await page.waitForURL(/state=failed/);
    const rows = page.getByRole('list', { name: 'Messages' }).locator('article');
    await expect.poll(() => rows.count()).toBe(1);
    await page.getByLabel('Person').selectOption('Ilse Vermeer');
    await page.getByText('No message fits what is chosen above.').waitFor();
    expect(mock.alerts.state.asked.at(-1)).toContain('person=ilse&state=failed');
    await page.getByRole('link', { name: 'Mine' }).click();
    await rows.first().waitFor();
    expect(mock.alerts.state.asked.at(-1)).toContain('mine=true');
  });

  test('what happens meanwhile is told, and silence of the server too', async () => {
    mock.alerts.state.face = 'empty';
    const page = await open('/alerts');
    await page.getByText('Nobody was told anything yet.').waitFor();
    await expect.poll(() => mock.listeners()).toBe(1);
    mock.alerts.state.face = 'calling';
    mock.tellCrisis(mock.state.crises[0]!);
    await page.getByRole('list', { name: 'Messages' }).waitFor();
    mock.alerts.state.face = 'broken';
    mock.tellCrisis(mock.state.crises[0]!);
    await page.getByText('No answer from the server since').waitFor();
    expect(await page.getByRole('list', { name: 'Messages' }).count()).toBe(1);
  });

  test('a silence shows what it would hold, says what is missing, is made and ended', async () => {
    const page = await open('/alerts?view=silences');
    const form = page.getByRole('form', { name: 'Silence something' });
    await form.getByText('nothing silences everything').waitFor();
    await form.getByRole('button', { name: 'Make the silence' }).click();
    await form.getByText('Choose a brand, a scenario or a topic.').waitFor();
    await form.getByLabel('Scenario').selectOption('Service failure');
    await form.getByText('Would hold back 1 open crisis').waitFor();
    await form.getByLabel('Up to level').selectOption('Medium');
    await form.getByText('1 worse one goes on calling').waitFor();
    await form.getByLabel('For').selectOption('Until a time of its own');
    await form.getByLabel('Reason').fill('The login service is being mended.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await form.getByText('Say until when.').waitFor();
    await form.getByLabel('For').selectOption('2 hours');
    mock.alerts.state.refusal = 'Somebody else made the same';
    await form.getByRole('button').click();
    await form.getByText('Somebody else made the same').waitFor();
    mock.alerts.state.refusal = null;
    await form.getByRole('button').click();
    await page.getByText('The silence is made.').waitFor();
    expect(mock.alerts.state.made).toMatchObject([
      { scenario: 'service-failure', upToLevel: 'medium', endsAt: expect.stringMatching(/Z$/) },
    ]);
    await page.getByRole('button', { name: 'End now: Kestrel Air, Baggage' }).click();
    await page.getByText('What it held back calls from now on.').waitFor();
    expect(mock.alerts.state.ended).toEqual(['s1']);
    expect(opened.faults).toEqual([]);
  });

  test('who may only look is told so, and who is not on the roster', async () => {
    mock.state.role = 'viewer';
    const page = await open('/alerts?view=silences');
    await page.getByText('you are viewer').waitFor();
    expect(await page.getByRole('button', { name: /^End now/ }).count()).toBe(0);
    await page.route('**/api/v1/me', (route) => route.fulfill({ json: { person: null } }));
    await page.goto(`${mock.url}/alerts?view=mine`);
    await page.getByText('You are not on the roster').waitFor();
  });
});
