/** Early warning as people meet it: why a signal stands, how near a rule is, where nobody speaks, and on
 * the crisis page what kind of crisis it is, how bad, and who says so. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { buildWeb } from '#server/cli/web-build.ts';
import { expectAccessible, findChromium, launch, visit, type Visit } from './browser.ts';
import { faceOf } from './faces.ts';
import { startMock, TOKEN, type Mock } from './mock.ts';
import { crisis, iso } from './rows.ts';
import { reasons } from './rows-early.ts';

const chromium = findChromium();
let browser: Browser;
let mock: Mock;
let opened: Visit;
let page: Page;

const section = (name: string) => page.getByRole('region', { name, exact: true });
const openWall = async () => {
  opened = await visit(browser);
  page = opened.page;
  await page.goto(`${mock.url}/wall#token=${TOKEN}`);
  await page.getByText('Expectation clock').waitFor();
};
const openCrisis = async () => {
  opened = await visit(browser, {
    cookie: { url: mock.url, name: 'tocsin_session', value: 'test' },
  });
  page = opened.page;
  await page.goto(`${mock.url}/crises/c7`);
};
const shows = (locator: Locator, text: string | RegExp) =>
  expect
    .poll(async () => (await locator.textContent())?.replace(/\s+/g, ' '), { timeout: 15_000 })
    .toMatch(text);

describe.skipIf(chromium === null)('early warning', () => {
  beforeAll(async () => {
    await buildWeb();
    browser = await launch(chromium!);
  });
  beforeEach(async () => {
    mock = await startMock();
  });
  afterEach(async () => {
    expect(opened.faults).toEqual([]);
    await opened.close();
    await mock.close();
  });
  afterAll(() => browser.close());

  test('a figure that is back in its band is not called rare while its signal holds', async () => {
    const { volume } = faceOf('calm', Date.now());
    mock.show('crisis', { volume: { ...volume, state: 'signal' } });
    await openWall();
    await shows(section('Mentions per minute'), 'the signal holds, expected 22');
    mock.show('crisis');
    await shows(section('Mentions per minute'), 'once in 6 years, expected 22');
  });

  test('a signal says what, how rare and since when; by keyboard who stands behind it', async () => {
    mock.show('raised');
    await openWall();
    const signals = section('Signals');
    await shows(signals, '14/min, expected 3.6');
    const row = signals.getByRole('button', { name: /^Baggage Kestrel Air once in 9 months/ });
    await row.focus();
    await page.keyboard.press('Enter');
    const told = page.getByRole('dialog', { name: 'Baggage' });
    await shows(told, 'Baggage is 14 a minute where 3.6 are expected');
    await shows(told, '84 mentions, 61 people, 3 texts');
    await shows(told, /left_at_carousel ?4/);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await told.waitFor({ state: 'hidden' });
    expect(await page.evaluate('document.activeElement.textContent')).toContain('Baggage');
  });

  test('whoever is signed in reads the post itself', async () => {
    mock.show('crisis');
    await openCrisis();
    await section('What departs now')
      .getByRole('button', { name: /^App and website/ })
      .click();
    const told = page.getByRole('dialog', { name: 'App and website' });
    await shows(told, 'Four carousels, no bags, nobody at the desk');
    await shows(told, 'X, p-1211');
    await told.getByRole('button', { name: 'Close' }).click();
    await told.waitFor({ state: 'hidden' });
  });

  test('a joint signal tells what moved first, in order', async () => {
    mock.show('raised');
    await openWall();
    const row = section('Signals').getByRole('button', { name: /^Drift together/ });
    await shows(row, /once in 11 weeks.*waiting \d.*mentions \d.*handling time \d/);
    await row.click();
    const steps = page.getByRole('list', { name: 'What moved, in order' }).getByRole('listitem');
    expect(await steps.count()).toBe(3);
    await shows(steps.first(), 'moved first');
  });

  test('rules, blind spots, new topics and instruments stand in words', async () => {
    mock.show('raised');
    await openWall();
    await shows(section('Rules'), /Lost bags.*7 of 10 in 2 h.*reaches 10 at about \d/);
    await shows(section('Channels'), 'expected 18, got 0: once in 6 years');
    await shows(section('Instruments'), /Handling time, raised.*once in 3 weeks, expected 4 min/);
    await shows(section('Instruments'), 'learning: 3 of 7 days');
    await shows(section('Overall state'), 'Baggage 14/min: once in 9 months');
    mock.show('crisis');
    await shows(section('Topics by deviation'), /Gate queue.*new.*42 people, 37 texts/);
    await shows(section('Mentions per minute'), 'once in 6 years, expected 22');
    mock.delta({ rules: [], instruments: [] });
    await shows(section('Rules'), 'detection.yaml');
    await shows(section('Instruments'), 'Nothing has been measured yet');
  });

  test('several crises stand side by side, the rest is counted', async () => {
    mock.show('busy');
    await openWall();
    await shows(section('Crisis'), 'Critical');
    const others = page.getByRole('list', { name: 'Other crises' });
    await shows(others, /#8 Campaign blunder.*nobody has it.*#9 Service failure.*\+1 more/);
    await expectAccessible(page);
  });

  test('a crisis that has calmed is told as it was at its worst', async () => {
    const now = Date.now();
    mock.show('crisis', { crises: [crisis(now, { quietSince: iso(now, 60) })] });
    await openCrisis();
    await shows(
      page.locator('header .worst'),
      /Calm since .* Title and figures are from its worst/,
    );
    await shows(section('Why it is a crisis: three tests, at its worst'), '148');
    await expectAccessible(page);
  });

  test('a scenario is set with a reason, and the page says who decided it', async () => {
    const now = Date.now();
    const set = { by: 'Ilse Vermeer', what: 'level', from: 'low', to: 'high' } as const;
    const overrides = [{ ...set, at: iso(now, 60), reason: 'Three airports' }];
    mock.show('crisis', { crises: [crisis(now, { ...reasons, overrides })] });
    await openCrisis();
    const why = page.getByRole('region', { name: 'What it is and how bad' });
    await shows(why, '82% sure');
    await shows(why, 'Set by Ilse Vermeer');
    await shows(why, 'was low: Three airports');
    const commands = page.getByRole('group', { name: 'Commands' });
    await commands.getByRole('button', { name: 'Set scenario' }).click();
    const asked = page.getByRole('dialog', { name: 'Set scenario' });
    expect(await asked.getByRole('radio', { name: /Service failure/ }).isDisabled()).toBe(true);
    await asked.getByRole('radio', { name: 'Backlash' }).focus();
    await page.keyboard.press('Space');
    await asked.getByLabel('Reason').fill('They mean the boss, not the app');
    await asked.getByRole('button', { name: 'Set scenario' }).click();
    await shows(page.locator('header .scenario'), 'Backlash');
    expect(mock.commands).toEqual([
      ['scenario', { scenario: 'backlash', reason: 'They mean the boss, not the app' }],
    ]);
    const entries = page.getByRole('region', { name: 'Timeline' }).getByRole('listitem');
    mock.tellEntry('c7', {
      id: '95',
      at: iso(now, 0),
      kind: 'level',
      by: 'Ilse Vermeer',
      text: 'Level low -> high by Ilse Vermeer: Three airports',
      data: { command: 'level', from: 'low', to: 'high', reason: 'Three airports' },
    });
    await shows(entries.last(), 'Level set by Ilse Vermeer: High, was low');
    await shows(entries.last().locator('q'), 'Three airports');
  });

  test('who speaks is said in a sentence and in figures', async () => {
    mock.show('crisis');
    await openCrisis();
    const who = page.getByRole('region', { name: 'Who speaks' });
    await shows(who, 'Many voices: 298 people in 241 texts of their own.');
    await shows(who, 'tell what happened to themselves 58%');
    await who.getByRole('button', { name: 'About who speaks' }).focus();
    await page.keyboard.press('Enter');
    await who.getByText('copies and reposts count as one text').waitFor();
    await page.keyboard.press('Escape');
    await who.getByText('copies and reposts count as one text').waitFor({ state: 'hidden' });
  });
});
