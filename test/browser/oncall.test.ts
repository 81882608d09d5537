/** The page /oncall in Chromium: its faces in both themes and on a phone, and what people do there:
 * stand in, swap, confirm a way, make a link, import, ask the reserve, change the roster. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { buildWeb } from '#server/cli/web-build.ts';
import { expectAccessible, findChromium, launch, SIZES, visit, type Visit } from './browser.ts';
import { CODE } from './mock-oncall.ts';
import { startMock, type Mock } from './mock.ts';
import type { OncallFace } from './team-oncall.ts';

const chromium = findChromium();
let browser: Browser;
let mock: Mock;
let opened: Visit;

const FACES: [view: string, face: OncallFace, shows: string][] = [
  ['now', 'team', 'Swaps and stand-ins'],
  ['now', 'holes', 'nobody holds Senior leader'],
  ['now', 'empty', 'No rota yet'],
  ['now', 'broken', 'could not be read'],
  ['calendar', 'team', 'Import a calendar'],
  ['people', 'team', 'Allow this browser'],
  ['people', 'holes', 'must be confirmed again'],
  ['reserve', 'team', 'No crisis is open'],
  ['roster', 'team', 'The version in force'],
];

const open = async (
  view: string,
  options: Parameters<typeof visit>[1] = {},
  prepare: (page: Page) => Promise<void> = async () => {},
) => {
  const cookie = { url: mock.url, name: 'tocsin_session', value: 'test' };
  opened = await visit(browser, { ...options, cookie });
  await prepare(opened.page);
  await opened.page.goto(`${mock.url}/oncall?view=${view}`);
  await opened.page.locator('.skeleton').first().waitFor({ state: 'detached' });
  return opened.page;
};
const sent = (name: string) =>
  mock.oncall.memory.sent.filter(([what]) => what === name).map(([, said]) => said);
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Views of on-call' }).getByRole('link', { name }).click();

describe.skipIf(chromium === null)('on-call', () => {
  beforeAll(async () => {
    await buildWeb();
    browser = await launch(chromium!);
  });
  beforeEach(async () => {
    mock = await startMock();
    mock.state.role = 'manager';
    mock.state.crises = [];
  });
  afterEach(async () => {
    await opened.close();
    await mock.close();
  });
  afterAll(() => browser.close());

  test.for(FACES)(
    '%s, %s, is whole in both themes and fits a phone',
    async ([view, face, shows]) => {
      mock.oncall.memory.face = face;
      const page = await open(view, { theme: 'dark' });
      await page.locator('main', { hasText: shows }).waitFor();
      await expectAccessible(page);
      await page.getByLabel('Theme').selectOption('light');
      await expectAccessible(page);
      await page.setViewportSize(SIZES.phone);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect(width).toBeLessThanOrEqual(SIZES.phone.width);
      expect(opened.faults).toEqual([]);
    },
  );

  test('somebody stands in: times are checked, the calendar shows it, it is cancelled with a reason', async () => {
    const page = await open('now');
    const card = page.getByRole('listitem', { name: 'On-call leader' });
    await card.getByRole('button', { name: /^Stand in/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Choose a person.').waitFor();
    await expectAccessible(page);
    await dialog.getByLabel('Who stands in').selectOption('kofi');
    const end = await dialog.getByLabel('To', { exact: true }).inputValue();
    await dialog.getByLabel('To', { exact: true }).fill('2020-01-01T00:00');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('must end after it begins').waitFor();
    await dialog.getByLabel('To', { exact: true }).fill(end);
    await dialog.getByLabel('Reason').fill('A flight');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(sent('POST /oncall/overrides')).toMatchObject([
      { rota: 'on-call', person: 'kofi', reason: 'A flight' },
    ]);
    const row = page.getByRole('listitem').filter({ hasText: 'A flight' });
    await row.getByRole('button', { name: /^Cancel/ }).click();
    await row.getByLabel('Reason').fill('The flight is off');
    await row.getByRole('button', { name: 'Cancel it' }).click();
    await row.waitFor({ state: 'detached' });
    expect(opened.faults).toEqual([]);
  });

  test('the calendar is walked by keyboard, and a shift is asked away from there', async () => {
    const page = await open('calendar');
    const shifts = page.getByRole('list', { name: 'On-call leader' }).getByRole('button');
    await shifts.first().waitFor();
    expect(await shifts.count()).toBeGreaterThan(5);
    const night = page.getByRole('list', { name: 'Night desk' }).getByRole('button');
    expect((await night.allInnerTexts()).join()).toContain('Nobody');
    await shifts.first().focus();
    for (let i = 1; i < (await shifts.count()); i += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const shown = page.getByRole('group', { name: 'The chosen shift' });
    await shown.getByText('by turns').waitFor();
    await page.getByRole('button', { name: 'Later' }).click();
    await shifts.nth(2).click();
    await shown.getByRole('button', { name: /^Ask for a swap/ }).click();
    const dialog = page.getByRole('dialog');
    const giver = await dialog.getByLabel('Who gives it away').inputValue();
    await dialog.getByLabel('Who is to take it').selectOption('mei');
    await dialog.getByRole('button', { name: 'Ask' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(sent('POST /oncall/swaps')).toMatchObject([{ rota: 'on-call', giver, taker: 'mei' }]);
    await page.getByLabel('Show').selectOption('month');
    await page.getByRole('button', { name: 'Today' }).click();
    await expect.poll(() => shifts.count()).toBeGreaterThan(10);
    expect(opened.faults).toEqual([]);
  });

  test('a swap is accepted', async () => {
    const page = await open('now');
    const row = page.getByRole('listitem').filter({ hasText: 'My daughter starts school' });
    await row.getByRole('button', { name: 'Accept' }).click();
    await row.getByText('accepted').waitFor();
    expect(sent('POST /oncall/swaps/s1/accept')).toHaveLength(1);
  });

  test('a way is confirmed by its code, a wrong one is refused', async () => {
    const page = await open('people');
    const me = page.getByRole('list', { name: 'Ways to reach Ben Castellano' });
    const way = me.getByRole('listitem').filter({ hasText: 'never confirmed' });
    await way.getByRole('button', { name: /^Send a code/ }).click();
    await way.getByLabel(/^Code that came/).fill('000000');
    await way.getByRole('button', { name: 'Confirm' }).click();
    await way.getByText('not the code').waitFor();
    await way.getByLabel(/^Code that came/).fill(CODE);
    await way.getByRole('button', { name: 'Confirm' }).click();
    await way.waitFor({ state: 'detached' });
    expect(await page.locator('main').innerText()).not.toMatch(/@example\.test.*ben|\+49301234560/);
  });

  test('a calendar link is shown once and revoked', async () => {
    const page = await open('people');
    const feeds = page.getByRole('region', { name: 'Shifts in your own calendar' });
    await feeds.getByRole('button', { name: 'Make a link' }).click();
    expect(await feeds.getByLabel('Your link, shown this once').inputValue()).toContain('.ics');
    await feeds.getByRole('button', { name: /^Revoke/ }).click();
    await feeds.getByText('made').waitFor({ state: 'detached' });
    await page.reload();
    await feeds.getByRole('button', { name: 'Make a link' }).waitFor();
    expect(await feeds.getByLabel('Your link, shown this once').count()).toBe(0);
  });

  test('a calendar is imported, its problems are told, and it is taken out', async () => {
    const page = await open('calendar');
    const part = page.getByRole('region', { name: 'Import a calendar' });
    await part.getByRole('button', { name: 'Import' }).click();
    await part.getByText('Choose a rota.').waitFor();
    await part.getByLabel('Rota').selectOption('on-call');
    const buffer = Buffer.from('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n');
    await part
      .getByLabel('File')
      .setInputFiles({ name: 'rota.ics', mimeType: 'text/calendar', buffer });
    await part.getByRole('button', { name: 'Import' }).click();
    await part.getByText('12 shifts of On-call leader').waitFor();
    await part.getByText('event 3 names nobody').waitFor();
    await part.getByRole('button', { name: 'Take it out' }).click();
    await part.getByText('hold again').waitFor();
  });

  test('the reserve is asked to come in an open crisis', async () => {
    mock.show('crisis');
    const page = await open('reserve');
    const part = page.getByRole('region', { name: 'Reserve' });
    await part.getByLabel('Ask Rosa Delgado').check();
    await part.getByLabel('Ask Jonas Brandt').check();
    expect(await part.getByLabel('Ask Sven Lund').isDisabled()).toBe(true);
    await expectAccessible(page);
    await part.getByRole('button', { name: 'Ask 2 people to come' }).click();
    await part.getByText('1 coming').waitFor();
    await part.getByText('coming in 25 min').waitFor();
    expect(await part.getByLabel('Ask Rosa Delgado').isDisabled()).toBe(true);
  });

  test('the roster is checked while it is written, and what opens a hole says why', async () => {
    const page = await open('roster');
    const text = page.getByLabel('The roster as YAML');
    const before = await text.inputValue();
    await text.fill(before.replace('Europe/Berlin', 'Nowhere'));
    await page.getByText('is not a time zone').waitFor();
    await text.fill(before.replace('On-call leader', 'Leader'));
    const form = page.getByRole('form', { name: 'Save the roster' });
    await form.getByText('It opens 1 hole').waitFor();
    await expectAccessible(page);
    await form.getByLabel(/^Reason/).fill('We are two now');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByText('We are two now').waitFor();
    expect(sent('PUT /oncall/roster')).toMatchObject([{ basedOn: 1, reason: 'We are two now' }]);
    await tab(page, 'Now');
    expect(opened.faults).toEqual([]);
  });

  test('a page that hears nothing says since when; a viewer is offered nothing they may not do', async () => {
    mock.state.role = 'viewer';
    const page = await open('now', {}, (asked) => asked.clock.install());
    await page.getByRole('heading', { name: 'On-call leader' }).waitFor();
    expect(await page.getByRole('button', { name: /Stand in|swap|Cancel|Accept/ }).count()).toBe(0);
    mock.oncall.memory.face = 'broken';
    await page.clock.fastForward(16_000);
    await page.getByText('No answer from the server since').waitFor();
    await page.getByRole('heading', { name: 'On-call leader' }).waitFor();
  });
});
