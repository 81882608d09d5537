/** Every page in every theme and size: no console error, no policy violation, no axe violation, and
 * nothing that must be scrolled sideways. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { buildWeb } from '#server/cli/web-build.ts';
import { expectAccessible, findChromium, launch, SIZES, visit, type Visit } from './browser.ts';
import { faceOf, type FaceName } from './faces.ts';
import { startMock, TOKEN, type Mock } from './mock.ts';

const chromium = findChromium();
let browser: Browser;
let mock: Mock;
let opened: Visit;

const WALL = `/wall#token=${TOKEN}`;
const FACES: FaceName[] = [
  'calm',
  'raised',
  'crisis',
  'acknowledged',
  'outgrown',
  'learning',
  'empty',
  'busy',
  'behind',
  'down',
];
const PAGES: { name: string; path: string; face: FaceName; shows: string; cookie: boolean }[] = [
  ...FACES.map((face) => ({
    name: `the wall, ${face}`,
    path: WALL,
    face,
    shows: 'Expectation clock',
    cookie: false,
  })),
  { name: 'the wall, stale', path: WALL, face: 'stale', shows: 'no fresh figures', cookie: false },
  { name: 'the wall, signed in', path: '/wall', face: 'raised', shows: 'Nadia', cookie: true },
  { name: 'signing in', path: '/login', face: 'calm', shows: 'Sign in', cookie: false },
  { name: 'the crises', path: '/crises', face: 'crisis', shows: '#7', cookie: true },
  { name: 'no crisis', path: '/crises', face: 'empty', shows: 'No crisis yet', cookie: true },
  { name: 'a crisis', path: '/crises/c7', face: 'crisis', shows: 'Timeline', cookie: true },
  { name: 'a grown crisis', path: '/crises/c7', face: 'outgrown', shows: 'again', cookie: true },
  { name: 'a missing crisis', path: '/crises/x', face: 'calm', shows: 'no such', cookie: true },
  { name: 'a missing page', path: '/nowhere', face: 'calm', shows: 'no such page', cookie: true },
];

/** What scrolls, and which texts of a tile reach out of it. */
const MEASURE = `(() => {
  const { scrollHeight, scrollWidth } = document.documentElement;
  const cut = [...document.querySelectorAll('section :is(p, dd, .number, li)')]
    .filter((element) => element.clientHeight > 0)
    .filter((element) => {
      const { bottom, right } = element.getBoundingClientRect();
      const tile = element.closest('section').getBoundingClientRect();
      return bottom > tile.bottom + 1 || right > tile.right + 1;
    })
    .map((element) => element.textContent);
  return { scrollHeight, scrollWidth, cut };
})()`;

describe.skipIf(chromium === null)('pages', () => {
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

  for (const theme of ['dark', 'light'] as const) {
    test.for(PAGES)(`$name, ${theme}`, async ({ path, face, shows, cookie }) => {
      mock.show(face);
      const session = { url: mock.url, name: 'tocsin_session', value: 'test' };
      opened = await visit(browser, { theme, ...(cookie ? { cookie: session } : {}) });
      const { page, faults } = opened;
      await page.goto(mock.url + path);
      await page.locator('body', { hasText: shows }).waitFor();
      await page.locator('.skeleton').first().waitFor({ state: 'detached' });
      expect(await page.locator('html').getAttribute('data-theme')).toBe(theme);
      await expectAccessible(page);
      expect(faults).toEqual([]);
    });
  }

  test.for(PAGES)('$name fits a phone', async ({ path, face, shows, cookie }) => {
    mock.show(face);
    const session = { url: mock.url, name: 'tocsin_session', value: 'test' };
    opened = await visit(browser, { size: 'phone', ...(cookie ? { cookie: session } : {}) });
    const { page, faults } = opened;
    await page.goto(mock.url + path);
    await page.locator('body', { hasText: shows }).waitFor();
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(SIZES.phone.width);
    expect(faults).toEqual([]);
  });

  const SCREENS = FACES.flatMap((face) => [
    { face, size: 'hd', cookie: false } as const,
    { face, size: 'hd', cookie: true } as const,
    { face, size: 'laptop', cookie: true } as const,
    { face, size: 'uhd', cookie: false } as const,
  ]);
  test('the fullest wall fits one screen with its storage down, too', async () => {
    mock.show('busy', { health: { lagSeconds: 48, storage: 'down', stale: false } });
    const cookie = { url: mock.url, name: 'tocsin_session', value: 'test' };
    opened = await visit(browser, { size: 'hd', cookie });
    const { page } = opened;
    await page.goto(`${mock.url}/wall`);
    await page.getByText('Storage down since').waitFor();
    await page.getByText('Expectation clock').waitFor();
    const { width, height } = SIZES.hd;
    expect(await page.evaluate(MEASURE)).toEqual({
      scrollHeight: height,
      scrollWidth: width,
      cut: [],
    });
  });
  test('a wall of many signals beside few rules and calm instruments fits one screen', async () => {
    const { instruments, rules } = faceOf('calm', Date.now());
    const { signals } = faceOf('busy', Date.now());
    mock.show('crisis', { instruments, rules, signals: signals.slice(0, 7) });
    opened = await visit(browser, { size: 'hd' });
    const { page } = opened;
    await page.goto(mock.url + WALL);
    await page.getByText('Expectation clock').waitFor();
    const { width, height } = SIZES.hd;
    expect(await page.evaluate(MEASURE)).toEqual({
      scrollHeight: height,
      scrollWidth: width,
      cut: [],
    });
  });
  test.for(SCREENS)('the wall, $face, fits one $size screen, shell $cookie', async (screen) => {
    const { face, size, cookie } = screen;
    mock.show(face);
    const session = { url: mock.url, name: 'tocsin_session', value: 'test' };
    opened = await visit(browser, { size, ...(cookie ? { cookie: session } : {}) });
    const { page } = opened;
    await page.goto(mock.url + (cookie ? '/wall' : WALL));
    await page.getByText('Expectation clock').waitFor();
    const { width, height } = SIZES[size];
    expect(await page.evaluate(MEASURE)).toEqual({
      scrollHeight: height,
      scrollWidth: width,
      cut: [],
    });
  });

  test('the check of access itself sees a fault', async () => {
    opened = await visit(browser);
    await opened.page.setContent('<html lang="en"><title>x</title><main><input></main></html>');
    await expect(expectAccessible(opened.page)).rejects.toThrow('to deeply equal []');
  });
});
