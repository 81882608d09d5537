/** The page /tuning in Chromium: each of its faces in both themes and on a phone, and its way from
 * choosing a budget over the back-test to applying it, by keyboard. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { buildWeb } from '#server/cli/web-build.ts';
import { expectAccessible, findChromium, launch, SIZES, visit, type Visit } from './browser.ts';
import type { TuningFace } from './mock-tuning.ts';
import { startMock, type Mock } from './mock.ts';

const chromium = findChromium();
let browser: Browser;
let mock: Mock;
let opened: Visit;

const FACES: [face: TuningFace, shows: string][] = [
  ['empty', 'No stored mentions yet'],
  ['untried', 'Nothing tried yet'],
  ['queued', '2 run before it'],
  ['running', '2 min left'],
  ['failed', 'No mention is stored'],
  ['done', '13 more signals'],
  ['broken', 'could not be read'],
];

const open = async (options: Parameters<typeof visit>[1] = {}) => {
  const cookie = { url: mock.url, name: 'tocsin_session', value: 'test' };
  opened = await visit(browser, { ...options, cookie });
  await opened.page.goto(`${mock.url}/tuning`);
  await opened.page.locator('.skeleton').first().waitFor({ state: 'detached' });
  return opened.page;
};

describe.skipIf(chromium === null)('tuning', () => {
  beforeAll(async () => {
    await buildWeb();
    browser = await launch(chromium!);
  });
  beforeEach(async () => {
    mock = await startMock();
    mock.state.role = 'manager';
  });
  afterEach(async () => {
    await opened.close();
    await mock.close();
  });
  afterAll(() => browser.close());

  test.for(FACES)('%s is whole in both themes and fits a phone', async ([face, shows]) => {
    mock.tuning.state.face = face;
    const page = await open({ theme: 'dark' });
    await page.locator('main', { hasText: shows }).waitFor();
    await expectAccessible(page);
    await page.getByLabel('Theme').selectOption('light');
    await expectAccessible(page);
    await page.setViewportSize(SIZES.phone);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(SIZES.phone.width);
    expect(opened.faults).toEqual([]);
  });

  test('a budget is chosen by keyboard, tried, and applied with a reason', async () => {
    const page = await open();
    const slider = page.getByRole('slider');
    const number = page.getByRole('spinbutton', { name: 'False alarms per brand and week' });
    await page.getByRole('button', { name: 'Quiet 0.1' }).click();
    expect(await number.inputValue()).toBe('0.1');
    await slider.focus();
    await page.keyboard.press('End');
    expect(await number.inputValue()).toBe('10');
    await number.fill('50');
    await page.getByRole('button', { name: 'Start the back-test' }).click();
    await page.getByText('between 0.05 and 10').waitFor();
    await number.fill('2');
    expect(await slider.getAttribute('aria-valuetext')).toBe('2, 2 a week');
    await page.getByRole('combobox', { name: 'Brand' }).selectOption('kestrel-cargo');
    await page.getByText('Stored mentions of Kestrel Cargo reach back 9 d').waitFor();
    const over = page.getByRole('combobox', { name: 'Over' });
    await over.selectOption('Last 7 days');
    await over.focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('568,226 mentions played').waitFor();
    expect(mock.tuning.state.asked).toMatchObject([
      { falseAlarmsPerWeek: 2, brand: 'kestrel-cargo', from: expect.any(String) },
    ]);

    mock.tuning.state.face = 'done';
    await page.getByText('13 more signals').waitFor();
    await page.getByRole('button', { name: 'Apply 2 …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await dialog.getByText('Say why first.').waitFor();
    await dialog.getByLabel('Reason').fill('Five minutes are worth it.');
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('2 is in force.').waitFor();
    await page.getByText('“Five minutes are worth it.”').waitFor();
    expect(mock.tuning.state.applied).toEqual([
      { falseAlarmsPerWeek: 2, reason: 'Five minutes are worth it.' },
    ]);
    await page.getByRole('button', { name: /^Back to the configuration/ }).click();
    await dialog.getByText('From 2 to 0.5').waitFor();
    await page.keyboard.press('Escape');
    expect(opened.faults).toEqual([]);
  });

  test('the list shows what only one budget sees', async () => {
    mock.tuning.state.face = 'done';
    const page = await open();
    const rows = page.getByRole('region', { name: 'Signals' }).getByRole('listitem');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(12);
    await page.getByRole('button', { name: /^only in force/ }).click();
    for (const text of await rows.allInnerTexts()) expect(text).toContain('only in force');
  });

  test('who may not start or apply is told why', async () => {
    mock.state.role = 'viewer';
    mock.tuning.state.face = 'done';
    const page = await open();
    await page.getByText('Back-tests are started by supervisors').waitFor();
    await page.getByText('applied by managers and administrators; you are viewer').waitFor();
    expect(await page.getByRole('button', { name: 'Start the back-test' }).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Apply 2 …' }).isDisabled()).toBe(true);
  });

  test('progress that cannot be read says since when, and a lost back-test that it is', async () => {
    mock.tuning.state.face = 'running';
    const page = await open();
    await page.getByText('2 min left').waitFor();
    mock.tuning.state.face = 'broken';
    await page.getByText('No answer from the server for').waitFor();
    mock.tuning.state.face = 'untried';
    await page.getByText('no longer knows this back-test').waitFor();
    expect(opened.faults).toEqual([]);
  });
});
