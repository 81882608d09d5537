/** The running flowchart as walls and crisis pages show it, and what is done beside it: a handover that
 * must be accepted, the reserve that is asked. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { buildWeb } from '#server/cli/web-build.ts';
import { expectAccessible, findChromium, launch, SIZES, visit, type Visit } from './browser.ts';
import { startMock, TOKEN, type Mock } from './mock.ts';
import { chain, takenChain } from './rows-chains.ts';
import { crisis, iso } from './rows.ts';

const chromium = findChromium();
let browser: Browser;
let mock: Mock;
let opened: Visit;

const open = async (path: string, options: Parameters<typeof visit>[1] = {}) => {
  const cookie = { url: mock.url, name: 'tocsin_session', value: 'test' };
  opened = await visit(browser, { ...options, cookie });
  await opened.page.goto(mock.url + path);
  return opened.page;
};
const seconds = (clock: string): number => {
  const [minutes = 0, rest = 0] = clock.split(':').map(Number);
  return minutes * 60 + rest;
};

describe.skipIf(chromium === null)('the running flowchart', () => {
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

  test('the wall says who is called by what, and counts down to the next', async () => {
    mock.show('crisis');
    opened = await visit(browser);
    const { page } = opened;
    await page.goto(`${mock.url}/wall#token=${TOKEN}`);
    const shown = page.getByRole('group', { name: 'Flowchart' });
    await shown.getByText('next on-call by Mail, Push', { exact: true }).waitFor();
    await shown.getByText('step 1 of 3').waitFor();
    await shown.getByText('then next on-call by SMS in').waitFor();
    const first = seconds(await shown.locator('time').innerText());
    expect(first).toBeGreaterThan(0);
    await expect
      .poll(async () => seconds(await shown.locator('time').innerText()), { timeout: 20_000 })
      .toBeLessThan(first);
    expect(opened.faults).toEqual([]);
  });

  const STATES: [name: string, more: Partial<ReturnType<typeof chain>>, says: string[]][] = [
    ['held', { state: 'held', heldBy: 'silenced by s1', next: null }, ['Held back', 'silenced']],
    ['inhibited', { state: 'held', heldBy: 'inhibited by c3' }, ['another crisis calls already']],
    ['spent', { state: 'spent', step: 3 }, ['Nobody took it', 'step 3 of 3']],
    ['without steps', { of: 0, step: 0, now: [], next: null }, ['no step is written', 'nobody is']],
    ['due', { next: { at: iso(Date.now(), 5), contact: 'lead', via: null, step: 2 } }, ['now']],
  ];
  test('each state of a chain has its words, and changes by itself', async () => {
    mock.show('crisis');
    const page = await open('/wall');
    const shown = page.getByRole('group', { name: 'Flowchart' });
    for (const [, more, says] of STATES) {
      mock.delta({ chains: [chain(Date.now(), more)] });
      for (const words of says) await shown.getByText(words).first().waitFor();
    }
    mock.delta({ chains: [takenChain(Date.now())] });
    await shown.getByText('by Nadia Haddad, the calls have stopped').waitFor();
    mock.delta({ chains: [] });
    await shown.waitFor({ state: 'detached' });
    await page.getByText('Nobody has it yet').waitFor();
    expect(opened.faults).toEqual([]);
  });

  test('the crisis page lists the latest calls and what came of them', async () => {
    mock.show('crisis');
    const page = await open('/crises/c7', { theme: 'light' });
    const calls = page.getByRole('region', { name: 'Who is called' });
    const failed = calls.getByRole('listitem').filter({ hasText: 'on-call by SMS' });
    await failed.getByText('could not be sent').waitFor();
    expect(await calls.getByRole('link', { name: 'Flowchart' }).getAttribute('href')).toBe(
      '/flowchart?cell=service-failure.high',
    );
    await expectAccessible(page);
    await page.setViewportSize(SIZES.phone);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(SIZES.phone.width);
    expect(opened.faults).toEqual([]);
  });

  test('a crisis page that hears nothing more says so', async () => {
    mock.show('crisis');
    const page = await open('/crises/c7');
    await page.getByRole('region', { name: 'Who is called' }).waitFor();
    expect(await page.getByText('Calls go on without this page').count()).toBe(0);
    await mock.cut();
    await page.getByText('What follows is older: no connection since').waitFor();
    await expectAccessible(page);
  });

  test('a manager sees which planned calls were not made', async () => {
    const now = Date.now();
    mock.show('crisis');
    const page = await open('/crises/c7');
    const data = { level: 'high', of: 3, chartVersion: 2 };
    const begun = { kind: 'chain-started' as const, by: 'tocsin', text: 'It begins.', data };
    const folded = page.getByText('Was the flowchart followed?');
    await page.getByText('Crisis opened: service failure, high.').waitFor();
    expect(await folded.count()).toBe(0);
    mock.tellEntry('c7', { id: '900', at: iso(now, 200), ...begun });
    await folded.click();
    await page.getByText(/^\d+ planned calls did not happen$/).waitFor();
    const level = page.getByRole('region', { name: 'Level high' });
    await level.getByText('not called').first().waitFor();
    await expectAccessible(page);
    expect(opened.faults).toEqual([]);
  });

  test('a handover names people of the roster with their time, and says what it does', async () => {
    mock.show('acknowledged');
    const page = await open('/crises/c7');
    await page.getByRole('button', { name: 'Hand over' }).click();
    const dialog = page.getByRole('dialog');
    const offered = dialog.locator('datalist option');
    await expect.poll(() => offered.count()).toBeGreaterThan(3);
    const names = await offered.evaluateAll((rows) => rows.map((row) => row.getAttribute('value')));
    expect(names).toContain('Ada Okafor');
    expect(names).not.toContain('Nadia Haddad');
    await dialog.getByLabel('To whom').fill('Ada Okafor');
    await dialog.getByText('you keep it until then').waitFor();
    await dialog.getByLabel('To whom').fill('Somebody Else');
    await dialog.getByText('Nobody of the roster is called this.').waitFor();
    await expectAccessible(page);
  });

  const asked = (to: string, name: string) => {
    const now = Date.now();
    const handover = { to, name, by: 'Ilse Vermeer', at: iso(now, 40) };
    const taken = { state: 'acknowledged', acknowledgedBy: 'Ilse Vermeer' } as const;
    mock.show('acknowledged', { crises: [crisis(now, { ...taken, handover })] });
  };
  test('who is asked accepts in one tap', async () => {
    asked('nadia', 'Nadia Haddad');
    const page = await open('/crises/c7');
    await page.getByText('Ilse Vermeer asks you to take this over.').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Take it over' }).click();
    await expect.poll(() => mock.commands).toEqual([['acknowledge', {}]]);
  });
  test('who is asked declines with a reason', async () => {
    asked('nadia', 'Nadia Haddad');
    const page = await open('/crises/c7', { size: 'phone' });
    const asks = page.getByRole('group', { name: 'Handover' });
    await asks.getByRole('button', { name: 'Decline' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('On the train.');
    await dialog.getByRole('button', { name: 'Decline' }).click();
    await expect.poll(() => mock.commands).toEqual([['decline', { reason: 'On the train.' }]]);
  });
  test('others see who was asked and cannot answer for them', async () => {
    asked('ada', 'Ada Okafor');
    const page = await open('/crises/c7');
    await page.getByText('Ilse Vermeer asks Ada Okafor to take it over.').waitFor();
    expect(await page.getByRole('button', { name: 'Take it over' }).count()).toBe(0);
  });

  test('the reserve is asked from the crisis page', async () => {
    mock.show('crisis');
    const page = await open('/crises/c7');
    await page.getByText('Ask the reserve to come').click();
    await page.getByLabel('Ask Rosa Delgado').check();
    await page.getByRole('button', { name: 'Ask 1 person to come' }).click();
    const row = page.getByRole('listitem').filter({ hasText: 'Rosa Delgado' });
    await row
      .getByText(/^asked|coming/)
      .first()
      .waitFor();
    await expectAccessible(page);
    expect(opened.faults).toEqual([]);
  });
});
