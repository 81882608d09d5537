/** The page /mentions in Chromium: its faces in both themes and on a phone, the way there from the wall,
 * and correcting moods by click and by key, with the way back. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { buildWeb } from '#server/cli/web-build.ts';
import { expectAccessible, findChromium, launch, SIZES, visit, type Visit } from './browser.ts';
import type { MentionsFace } from './mock-mentions.ts';
import { startMock, TOKEN, type Mock } from './mock.ts';

const chromium = findChromium();
let browser: Browser;
let mock: Mock;
let opened: Visit;

const FACES: [face: MentionsFace, shows: string][] = [
  ['some', 'has learned from no correction yet'],
  ['taught', 'has learned from 412 corrections'],
  ['none', 'No post yet'],
  ['broken', 'could not be read'],
];

const open = async (path = '/mentions', options: Parameters<typeof visit>[1] = {}) => {
  const cookie = { url: mock.url, name: 'tocsin_session', value: 'test' };
  opened = await visit(browser, { ...options, cookie });
  await opened.page.goto(mock.url + path);
  await opened.page.getByRole('heading', { level: 1 }).first().waitFor();
  await opened.page.locator('.skeleton').first().waitFor({ state: 'detached' });
  return opened.page;
};

describe.skipIf(chromium === null)('mentions', () => {
  beforeAll(async () => {
    await buildWeb();
    browser = await launch(chromium!);
  });
  beforeEach(async () => {
    mock = await startMock();
    mock.state.role = 'supervisor';
  });
  afterEach(async () => {
    await opened.close();
    await mock.close();
  });
  afterAll(() => browser.close());

  test.for(FACES)('%s is whole in both themes, fits a phone and a wall', async ([face, shows]) => {
    mock.mentions.state.face = face;
    const page = await open('/mentions', { theme: 'dark' });
    await page.locator('main', { hasText: shows }).waitFor();
    await expectAccessible(page);
    await page.getByLabel('Theme').selectOption('light');
    await expectAccessible(page);
    for (const size of ['phone', 'uhd'] as const) {
      await page.setViewportSize(SIZES[size]);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect(width).toBeLessThanOrEqual(SIZES[size].width);
    }
    expect(opened.faults).toEqual([]);
  });

  test('a mood is corrected by a click, said, and undone', async () => {
    const page = await open();
    const second = page.getByRole('article').nth(1);
    await second.getByText('model, 50% sure').waitFor();
    await second.getByRole('button', { name: 'negative' }).click();
    await page.getByText('Corrected from positive to negative.').waitFor();
    await second.getByText('corrected by Nadia Haddad').waitFor();
    await expectAccessible(page);
    await second.getByRole('button', { name: 'neutral' }).click();
    await page.getByText('Corrected from negative to neutral.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Undone: negative again.').waitFor();
    mock.mentions.state.isRefusing = true;
    await second.getByRole('button', { name: 'positive' }).click();
    await page.getByRole('alert').filter({ hasText: 'Not changed' }).waitFor();
    expect(mock.mentions.state.told).toEqual([
      ['POST', 'p/1 ?', 'negative'],
      ['POST', 'p/1 ?', 'neutral'],
      ['POST', 'p/1 ?', 'negative'],
    ]);
    expect(opened.faults).toEqual([]);
  });

  test('and by keys, post after post, but not while somebody writes', async () => {
    const page = await open();
    await page.keyboard.press('n');
    await page.keyboard.press('j');
    await page.keyboard.press('p');
    await page.getByText('Corrected from negative to positive.').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('0');
    await page.getByText('Corrected from positive to neutral.').waitFor();
    await page.keyboard.press('u');
    await page.getByText('Undone: positive again.').waitFor();
    await page.keyboard.press('k');
    await page.keyboard.press('p');
    await page.getByRole('searchbox').pressSequentially('np0');
    expect(mock.mentions.state.told).toEqual([
      ['POST', 'p/0 ?', 'positive'],
      ['POST', 'p/1 ?', 'neutral'],
      ['DELETE', 'p/1 ?', undefined],
    ]);
  });

  test('what is shown stands in the address; older and newer posts are a click away', async () => {
    const page = await open('/mentions?brand=kestrel&topic=baggage&sentiment=negative&hours=4');
    const mood = page.getByRole('group', { name: 'Mood', exact: true }).first();
    expect(await mood.getByRole('button', { name: 'negative' }).getAttribute('aria-pressed')).toBe(
      'true',
    );
    const [first] = mock.mentions.state.asked;
    expect(first).toMatchObject({ brand: 'kestrel', topic: 'baggage', sentiment: 'negative' });
    expect(Date.now() - Date.parse(first!.from!)).toBeLessThan(4.1 * 3_600_000);
    await page.getByRole('button', { name: 'all moods' }).click();
    await page.getByRole('article').nth(11).waitFor();
    expect(page.url()).not.toContain('sentiment');
    await page.getByRole('searchbox').fill('bags');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=bags/);
    await page.getByRole('combobox', { name: 'Time' }).selectOption('All that is stored');
    await page.waitForURL((url) => !url.search.includes('hours'));
    await page.getByRole('button', { name: 'Show older' }).click();
    await page.getByRole('article').nth(23).waitFor();
    expect(await page.getByRole('link', { name: /^open/ }).count()).toBe(8);
  });

  test('newer posts are counted and wait; an answer that does not come is said', async () => {
    const cookie = { url: mock.url, name: 'tocsin_session', value: 'test' };
    opened = await visit(browser, { cookie });
    const { page } = opened;
    await page.clock.install();
    await page.goto(`${mock.url}/mentions`);
    await page.getByRole('article').first().waitFor();
    mock.mentions.state.face = 'broken';
    await page.clock.fastForward(16_000);
    await page.getByText('No answer from the server since').waitFor();
    mock.mentions.state.face = 'some';
    mock.mentions.add();
    await page.clock.fastForward(16_000);
    await page.getByRole('button', { name: 'Show 1 newer post' }).click();
    await page.getByRole('article').first().getByText('Just now.').waitFor();
    expect(await page.getByText('No answer from the server since').count()).toBe(0);
  });

  test('a viewer reads and is told who corrects', async () => {
    mock.state.role = 'viewer';
    const page = await open();
    await page.getByText('you are viewer').waitFor();
    await page.getByRole('article').first().waitFor();
    expect(await page.getByRole('article').first().getByRole('button').count()).toBe(0);
    await page.keyboard.press('j');
    await page.keyboard.press('p');
    expect(mock.mentions.state.told).toEqual([]);
  });

  test('is one click from topics, mood and signals, for people and not for displays', async () => {
    mock.show('crisis');
    const page = await open('/wall');
    const links = page.locator('.rest a[href^="/mentions"]');
    await links.first().waitFor();
    const hrefs = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    expect(hrefs).toContain('/mentions?hours=1&sentiment=negative');
    expect(hrefs.some((href) => href?.includes('topic='))).toBe(true);
    await page.getByRole('link', { name: 'Negative share' }).click();
    await page.getByRole('article').first().waitFor();
    await opened.close();
    opened = await visit(browser);
    await opened.page.goto(`${mock.url}/wall#token=${TOKEN}`);
    await opened.page.getByText('Expectation clock').waitFor();
    expect(await opened.page.locator('a[href^="/mentions"]').count()).toBe(0);
    expect(opened.faults).toEqual([]);
  });
});
