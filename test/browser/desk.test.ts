/** Signing in, and working on a crisis: what a supervisor and a leader do with the keyboard. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { buildWeb } from '#server/cli/build.ts';
import { findChromium, launch, visit, type Visit } from './browser.ts';
import { PASSWORD, startMock, TOKEN, USER, type Mock } from './mock.ts';

const chromium = findChromium();
let browser: Browser;
let mock: Mock;
let opened: Visit;
let page: Page;

const enter = async (signedIn: boolean) => {
  const cookie = { url: mock.url, name: 'tocsin_session', value: 'test' };
  opened = await visit(browser, signedIn ? { cookie } : {});
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
