/** Signing in, and working on a crisis: what a supervisor and a leader do with the keyboard. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { buildWeb } from '#server/cli/web-build.ts';
import { expectAccessible, findChromium, launch, SIZES, visit, type Visit } from './browser.ts';
import { crisis, iso } from './rows.ts';
import { PASSWORD, startMock, TOKEN, USER, type Mock } from './mock.ts';

const chromium = findChromium();
let browser: Browser;
let mock: Mock;
let opened: Visit;
let page: Page;

const enter = async (signedIn: boolean, size: keyof typeof SIZES = 'hd') => {
  const cookie = { url: mock.url, name: 'tocsin_session', value: 'test' };
  opened = await visit(browser, { size, ...(signedIn ? { cookie } : {}) });
  page = opened.page;
};
const shows = (locator: Locator, text: string) =>
  expect.poll(() => locator.textContent(), { timeout: 15_000 }).toContain(text);
const command = async (label: string) => {
  await page.getByRole('group', { name: 'Commands' }).getByRole('button', { name: label }).click();
  return page.getByRole('dialog', { name: label });
};

describe.skipIf(chromium === null)('the desk', () => {
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

  test('sign-in names what is wrong, then leads on', async () => {
    await enter(false);
    await page.goto(`${mock.url}/crises`);
    await page.waitForURL('**/login?next=/crises');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Enter your e-mail and your password.').waitFor();
    await page.getByLabel('E-mail').fill(USER.email);
    await page.getByLabel('Password').fill('not this one');
    await page.keyboard.press('Enter');
    await page.getByText('E-mail or password is not right.').waitFor();
    expect(await page.getByLabel('Password').inputValue()).toBe('');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/crises');
    await page.getByText(USER.name).waitFor();
  });

  test('sign-in leads to no other site', async () => {
    await enter(false);
    await page.goto(`${mock.url}/login?next=//evil.example`);
    await page.getByLabel('E-mail').fill(USER.email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${mock.url}/wall`);
  });

  test('the list filters, and opens a crisis by keyboard', async () => {
    await enter(true);
    await page.goto(`${mock.url}/crises`);
    await page.getByText('#5').waitFor();
    await page.getByRole('link', { name: 'open', exact: true }).click();
    await page.getByText('#5').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: /#7/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /#7/ }).waitFor();
  });

  test('a list that cannot be read says so and can be tried again', async () => {
    mock.state.isListBroken = true;
    await enter(true);
    await page.goto(`${mock.url}/crises`);
    await page.getByRole('heading', { name: 'The list could not be read' }).waitFor();
    mock.state.isListBroken = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('#7').waitFor();
  });

  test('a crisis is acknowledged, contained with a reason, and resolved', async () => {
    await enter(true);
    await page.goto(`${mock.url}/crises/c7`);
    const asked = await command('Acknowledge');
    await asked.getByRole('button', { name: 'Acknowledge' }).click();
    const state = page.locator('header .state');
    await shows(state, 'Acknowledged');
    const contain = await command('Contain');
    await contain.getByRole('button', { name: 'Contain' }).click();
    await contain.getByText('Give a reason first.').waitFor();
    await contain.getByLabel('Reason').fill('Login is back');
    await contain.getByRole('button', { name: 'Contain' }).click();
    await shows(state, 'Contained');
    const resolve = await command('Resolve');
    await resolve.getByLabel('Reason').fill('Quiet for an hour');
    await resolve.getByRole('button', { name: 'Resolve' }).click();
    await shows(state, 'Resolved');
    expect(mock.commands).toEqual([
      ['acknowledge', {}],
      ['contain', { reason: 'Login is back' }],
      ['resolve', { reason: 'Quiet for an hour' }],
    ]);
  });

  test('somebody who came by a display link signs in and acts in their own name', async () => {
    await enter(false);
    await page.goto(`${mock.url}/wall#token=${TOKEN}`);
    await page.getByRole('link', { name: /Check-in in the app fails/ }).click();
    await page.waitForURL('**/login?next=*');
    await page.getByLabel('E-mail').fill(USER.email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/crises/c7');
    const asked = await command('Acknowledge');
    await asked.getByRole('button', { name: 'Acknowledge' }).click();
    await shows(page.locator('header .state'), 'Acknowledged');
    await page.getByRole('link', { name: 'Wall' }).click();
    await page.getByText('Expectation clock').waitFor();
    expect(await page.getByRole('navigation', { name: 'Pages' }).count()).toBe(1);
  });

  test('a crisis is handed over by name, and the reason is optional', async () => {
    mock.show('acknowledged');
    await enter(true);
    await page.goto(`${mock.url}/crises/c7`);
    const asked = await command('Hand over');
    await asked.getByRole('button', { name: 'Hand over' }).click();
    await asked.getByText('Say who takes it over.').waitFor();
    await asked.getByLabel('To whom').fill('Ilse Vermeer');
    await asked.getByRole('button', { name: 'Hand over' }).click();
    await page.getByText('Ilse Vermeer has it').waitFor();
    expect(mock.commands).toEqual([['handover', { to: 'Ilse Vermeer' }]]);
  });

  test('declining keeps a reason and leaves the crisis open', async () => {
    await enter(true);
    await page.goto(`${mock.url}/crises/c7`);
    const asked = await command('Decline');
    await asked.getByRole('button', { name: 'Decline' }).click();
    await asked.getByText('Give a reason first.').waitFor();
    await asked.getByLabel('Reason').fill('On a plane until noon');
    await asked.getByRole('button', { name: 'Decline' }).click();
    await asked.waitFor({ state: 'hidden' });
    await shows(page.locator('header .state'), 'Open');
    expect(mock.commands).toEqual([['decline', { reason: 'On a plane until noon' }]]);
  });

  test('a level is chosen by keyboard, with a reason; the present one is no choice', async () => {
    await enter(true);
    await page.goto(`${mock.url}/crises/c7`);
    const asked = await command('Set level');
    expect(await asked.getByRole('radio', { name: /High/ }).isDisabled()).toBe(true);
    await asked.getByRole('button', { name: 'Set level' }).click();
    await asked.getByText('Choose a level.').waitFor();
    await asked.getByRole('radio', { name: 'Medium' }).focus();
    await page.keyboard.press('Space');
    await asked.getByLabel('Reason').fill('Only one airport');
    await asked.getByRole('button', { name: 'Set level' }).click();
    await shows(page.locator('header .level').first(), 'Medium');
    expect(mock.commands).toEqual([['level', { level: 'medium', reason: 'Only one airport' }]]);
  });

  test.for([
    ['supervisor', 'open', ['Acknowledge', 'Hand over', 'Decline', 'Add note']],
    ['supervisor', 'acknowledged', ['Hand over', 'Decline', 'Add note']],
    ['supervisor', 'resolved', ['Add note']],
    ['leader', 'watching', ['Set level', 'Set scenario', 'Add note', 'False alarm']],
    [
      'leader',
      'contained',
      ['Resolve', 'Hand over', 'Decline', 'Set level', 'Set scenario', 'Add note', 'False alarm'],
    ],
  ] as const)('a %s may, while it is %s: %s', async ([role, state, labels]) => {
    mock.state.role = role;
    mock.show('crisis', { crises: [crisis(Date.now(), { state })] });
    await enter(true);
    await page.goto(`${mock.url}/crises/c7`);
    const buttons = page.getByRole('group', { name: 'Commands' }).getByRole('button');
    await buttons.first().waitFor();
    expect((await buttons.allTextContents()).map((text) => text.trim())).toEqual(labels);
  });

  test('a crisis that outgrew its acknowledgement is taken again', async () => {
    const now = Date.now();
    const risen = crisis(now, {
      state: 'acknowledged',
      acknowledgedAt: iso(now, 150),
      acknowledgedBy: 'Ilse Vermeer',
      acknowledgedLevel: 'medium',
      levelAt: iso(now, 65),
    });
    mock.show('acknowledged', { crises: [risen] });
    await enter(true);
    await page.goto(`${mock.url}/crises/c7`);
    await page.getByText('Taken at medium, now high: take it again').waitFor();
    await shows(page.locator('header .watch'), '1:');
    const asked = await command('Acknowledge');
    await asked.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText('take it again').waitFor({ state: 'detached' });
    expect(await page.locator('header .watch').count()).toBe(0);
  });

  test('the timeline lives: an entry comes by itself, once, in its place', async () => {
    await enter(true);
    await page.goto(`${mock.url}/crises/c7`);
    const entries = page.getByRole('region', { name: 'Timeline' }).getByRole('listitem');
    await expect.poll(() => entries.count(), { timeout: 15_000 }).toBe(6);
    await expect.poll(() => mock.listeners(), { timeout: 15_000 }).toBe(1);
    const note = (id: string, ago: number, text: string) =>
      ({ id, at: iso(Date.now(), ago), kind: 'note', by: 'Ilse Vermeer', text, data: {} }) as const;
    mock.tellEntry('c8', note('90', 1, 'Of another crisis'));
    mock.tellEntry('c7', note('91', 1, 'Gates are told'));
    mock.tellEntry('c7', note('91', 1, 'Gates are told'));
    mock.tellEntry('c7', note('92', 150, 'Told late'));
    await shows(entries.last(), 'Gates are told');
    await expect.poll(() => entries.count(), { timeout: 15_000 }).toBe(8);
    await shows(entries.nth(5), 'Told late');
  });

  test('what a colleague does shows without a reload', async () => {
    await enter(true);
    await page.goto(`${mock.url}/crises/c7`);
    await shows(page.locator('header .state'), 'Open');
    await expect.poll(() => mock.listeners(), { timeout: 15_000 }).toBe(1);
    mock.tellCrisis(crisis(Date.now(), { state: 'acknowledged', acknowledgedBy: 'Ilse Vermeer' }));
    await shows(page.locator('header .state'), 'Acknowledged');
  });

  test('on a phone the first command stands under the thumb, the others behind one button', async () => {
    await enter(true, 'phone');
    await page.goto(`${mock.url}/crises/c7`);
    const bar = page.getByRole('group', { name: 'Commands' });
    const take = bar.getByRole('button', { name: 'Acknowledge' });
    const box = await take.boundingBox();
    expect(box!.y).toBeGreaterThan(SIZES.phone.height * 0.75);
    expect(box!.y + box!.height).toBeLessThanOrEqual(SIZES.phone.height);
    expect(box!.height).toBeGreaterThanOrEqual(44);
    expect(await bar.getByRole('button', { name: 'Decline' }).count()).toBe(0);
    await bar.getByRole('button', { name: 'More' }).click();
    await bar.getByRole('button', { name: 'Decline' }).waitFor();
    await expectAccessible(page);
    await take.click();
    const asked = page.getByRole('dialog', { name: 'Acknowledge' });
    await asked.getByRole('button', { name: 'Acknowledge' }).click();
    await shows(page.locator('header .state'), 'Acknowledged');
  });

  test('Escape leaves a command undone', async () => {
    await enter(true);
    await page.goto(`${mock.url}/crises/c7`);
    const asked = await command('False alarm');
    await page.keyboard.press('Escape');
    await asked.waitFor({ state: 'hidden' });
    expect(mock.commands).toEqual([]);
  });

  test('a viewer sees no command', async () => {
    mock.state.role = 'viewer';
    await enter(true);
    await page.goto(`${mock.url}/crises/c7`);
    await page.getByRole('heading', { name: 'Timeline' }).waitFor();
    await page.getByText(USER.name).first().waitFor();
    expect(await page.getByRole('group', { name: 'Commands' }).count()).toBe(0);
  });

  test('a command that the server refuses shows its reason', async () => {
    mock.state.refusal = 'The crisis is not in a state that allows this';
    await enter(true);
    await page.goto(`${mock.url}/crises/c7`);
    const asked = await command('Acknowledge');
    await asked.getByRole('button', { name: 'Acknowledge' }).click();
    await asked.getByText(mock.state.refusal).waitFor();
  });
});
