/** The page /flowchart in Chromium: each view and face in both themes and on a phone; a cell opened and
 * changed by keyboard, saved with a reason where it opens a hole, and kept from overwriting somebody
 * else; coverage, dry run and versions. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { buildWeb } from '#server/cli/web-build.ts';
import { shippedText } from '#server/documents/shipped.ts';
import { diffLines } from '#lib/flow-diff.ts';
import { expectAccessible, findChromium, launch, SIZES, visit, type Visit } from './browser.ts';
import type { FlowchartFace } from './mock-flowchart.ts';
import { startMock, type Mock } from './mock.ts';

const chromium = findChromium();
let browser: Browser;
let mock: Mock;
let opened: Visit;

const VIEWS: [path: string, face: FlowchartFace, shows: string][] = [
  ['', 'holes', '% covered'],
  ['', 'broken', 'could not be read'],
  ['?cell=viral-complaint.critical', 'nobody', 'Holes in the coming weeks'],
  ['?view=coverage', 'holes', 'unconfirmed'],
  ['?view=dry-run', 'whole', 'It calls nobody.'],
  ['?view=text', 'whole', 'The version in force.'],
  ['?view=versions', 'whole', '1 new line, 1 line gone.'],
];

const open = async (path = '', options: Parameters<typeof visit>[1] = {}) => {
  const cookie = { url: mock.url, name: 'tocsin_session', value: 'test' };
  opened = await visit(browser, { ...options, cookie });
  await opened.page.goto(`${mock.url}/flowchart${path}`);
  await opened.page.locator('.skeleton').first().waitFor({ state: 'detached' });
  return opened.page;
};
type Sent = { text: string; reason: string; basedOn: number };
const saved = () => mock.flowchart.state.saved as Sent[];

describe.skipIf(chromium === null)('flowchart', () => {
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

  test.for(VIEWS)('%s %s is whole in both themes and fits a phone', async (row) => {
    const [path, face, shows] = row;
    mock.flowchart.state.face = face;
    mock.flowchart.state.isReviewDue = true;
    const page = await open(path, { theme: 'dark' });
    await page.locator('main', { hasText: shows }).waitFor();
    if (face !== 'broken') await page.getByText('A review is due since 2026-01-31').waitFor();
    await expectAccessible(page);
    await page.getByLabel('Theme').selectOption('light');
    await expectAccessible(page);
    await page.setViewportSize(SIZES.phone);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(SIZES.phone.width);
    expect(opened.faults).toEqual([]);
  });

  test('a cell is opened and changed by keyboard, and only its own lines are written', async () => {
    const page = await open();
    await page.getByRole('button', { name: /^Viral complaint, low/ }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Campaign blunder, High' }).waitFor();
    await page.getByRole('img', { name: /^Chain of Campaign blunder/ }).waitFor();
    await page.getByText('Whatever you change makes a cell of its own').waitFor();
    const step = page.getByRole('group', { name: 'Step 2 of 3' });
    await step.getByLabel('Minutes after the start').fill('4');
    await page.keyboard.press('Tab');
    await page.getByText('A cell of its own').waitFor();
    await page.getByText('yours is proved when you save').waitFor();
    await step.getByRole('button', { name: 'Move up' }).click();
    const first = page.getByRole('group', { name: 'Step 1 of 3' });
    await expect.poll(() => first.getByLabel('Contact').inputValue()).toBe('rota:lead');
    // The focus went with the step: the same key takes it back.
    await page.keyboard.press('Enter');
    await expect.poll(() => first.getByLabel('Contact').inputValue()).toBe('rota:on-call');
    await page.getByRole('button', { name: 'All cells' }).click();
    await page.getByText('not saved', { exact: true }).waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.dataset.at')).toBe('1.2');

    await page.getByRole('button', { name: 'Save …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('It is in force at once').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Version 3 in force, by Nadia Haddad').waitFor();
    const [sent] = saved();
    expect(sent).toMatchObject({ basedOn: 2, reason: '' });
    const before = shippedText('flowchart').replace(
      'afterMinutes: 6\n',
      'afterMinutes: 5 # was 6\n',
    );
    const changed = diffLines(before, sent!.text).filter(({ kind }) => kind !== 'same');
    expect(changed.filter(({ kind }) => kind === 'gone')).toEqual([]);
    expect(changed.map(({ text }) => text.trim()).join('\n')).toContain(
      '- scenario: campaign-blunder\nlevel: high\nsteps:\n- contact: rota:on-call',
    );
    expect(changed.map(({ text }) => text.trim())).toContain('afterMinutes: 4');
    expect(opened.faults).toEqual([]);
  });

  test('a change that opens a hole is saved with a reason only', async () => {
    const page = await open('?cell=backlash.low');
    await page.getByRole('combobox', { name: 'Deputy' }).selectOption('nobody');
    await page.getByRole('button', { name: 'Save …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/^It opens 1 hole/).waitFor();
    await dialog.getByText('Backlash: low').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('say why first').waitFor();
    expect(saved()).toEqual([]);
    await dialog.getByLabel('Reason').fill('Nobody deputises in December.');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Version 3 in force').waitFor();
    expect(saved()).toMatchObject([{ reason: 'Nobody deputises in December.' }]);
  });

  test('what somebody else saved meanwhile is shown and not overwritten unseen', async () => {
    const page = await open('?cell=backlash.low');
    await page.getByLabel('Minutes between rounds').fill('5');
    await page.keyboard.press('Tab');
    mock.flowchart.saveByOther(shippedText('flowchart').replace('times: 5', 'times: 6'));
    await page.getByRole('button', { name: 'Save …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByText('Ilse Vermeer saved version 3').waitFor();
    expect(saved()).toEqual([]);
    await page.getByText('What it changed').click();
    await page.getByText('times: 6').waitFor();
    await page.getByRole('button', { name: 'Drop mine, take version 3' }).click();
    await page.getByText('Version 3 in force, by Ilse Vermeer').waitFor();
    expect(await page.getByText('Not saved').count()).toBe(0);
  });

  test('the text names its problems by line and leads to them', async () => {
    const page = await open('?view=text');
    const pane = page.getByRole('textbox', { name: 'The flowchart as YAML' });
    const text = await pane.inputValue();
    await pane.fill(text.replace('contact: rota:on-call', 'contact: nobody:at all'));
    const line = 1 + text.split('\n').findIndex((row) => row.includes('contact: rota:on-call'));
    await page.getByText('1 problem: it cannot be saved like this.').waitFor();
    await page.getByRole('button', { name: `Line ${line}` }).click();
    const chosen =
      'getSelection().toString() || (() => { const a = document.activeElement;' +
      ' return a.value.slice(a.selectionStart, a.selectionEnd) })()';
    expect(await page.evaluate(chosen)).toContain('nobody:at all');
    await page.getByRole('button', { name: 'Save …' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await pane.fill('cells: [');
    await page.getByRole('link', { name: 'Matrix' }).click();
    await page.getByText('Cells show the version in force until it can').waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
    expect(await page.getByText('Not saved').count()).toBe(0);
  });

  test('an hour of the proof is reached by arrow keys and filters the holes', async () => {
    mock.flowchart.state.face = 'holes';
    const page = await open('?view=coverage');
    await page.getByText('112 holes').waitFor();
    const cells = page.getByRole('gridcell', { name: /28 cells with a hole/ });
    await cells.first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Holes, / }).waitFor();
    const rows = page.locator('.holes li');
    for (const row of await rows.allInnerTexts()) expect(row).toContain('Ben Castellano');
    await page.getByRole('button', { name: 'Show all' }).click();
    expect(await page.getByRole('gridcell').count()).toBeGreaterThanOrEqual(672);
    mock.flowchart.state.face = 'broken';
    await page.getByRole('button', { name: 'Compute again' }).click();
    await page.getByText(/^It could not be computed again: .* What stands here is from/).waitFor();
    expect(opened.faults).toEqual([]);
  });

  test('a dry run takes the time of the zone, shows the night and calls nobody', async () => {
    const page = await open('?view=dry-run');
    await page.getByLabel('Date and time').fill('2026-12-06T03:00');
    await page.getByLabel('Time zone').selectOption('Europe/Berlin');
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText('Nobody was called by this.').waitFor();
    const asked = { scenario: 'viral-complaint', level: 'high', at: '2026-12-06T02:00:00.000Z' };
    expect(mock.flowchart.state.asked).toEqual([asked]);
    await page.getByRole('listitem').filter({ hasText: 'there night' }).first().waitFor();
    mock.flowchart.state.face = 'nobody';
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText('Nobody would be called.').waitFor();
    await expectAccessible(page);
  });

  test('an old version is restored with a reason', async () => {
    const page = await open('?view=versions');
    await page.getByRole('button', { name: 'Restore version 1' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('Reason').inputValue()).toBe('Back to version 1');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Version 3 in force').waitFor();
    expect(saved()).toMatchObject([
      { text: shippedText('flowchart'), reason: 'Back to version 1' },
    ]);
  });

  test('who may not change it reads it; who may not save is told', async () => {
    mock.state.role = 'viewer';
    const page = await open('?cell=backlash.low');
    await page.getByRole('heading', { name: 'Who is called' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Change it' }).count()).toBe(0);
    await opened.close();
    mock.state.role = 'leader';
    const other = await open('?cell=backlash.low');
    await other.getByLabel('Minutes between rounds').fill('5');
    await other.keyboard.press('Tab');
    await other.getByText('Managers save; you are leader.').waitFor();
    expect(await other.getByRole('button', { name: 'Save …' }).isDisabled()).toBe(true);
  });

  test('brand and hours are chosen where cells name them, and make cells of their own', async () => {
    const hours =
      '- key: office\n    timeZone: Europe/Berlin\n    week: { mon: { from: "09:00", to: "17:00" } }';
    const cell =
      '- { brand: kestrel, during: "!office", level: low, steps: [{ contact: rota:lead }] }';
    const text = shippedText('flowchart').replace(
      '\ncells:\n',
      `\nhours:\n  ${hours}\n\ncells:\n  ${cell}\n`,
    );
    mock.flowchart.saveByOther(text);
    const page = await open();
    const low = page.getByRole('button', { name: /^Backlash, low/ });
    expect(await low.innerText()).not.toContain('brand kestrel');
    await page.getByLabel('Brand').selectOption('kestrel');
    await page.getByLabel('Hours').selectOption('outside of office');
    await low.getByText('from every scenario, low; brand kestrel; outside of office').waitFor();
    await low.click();
    await page.getByLabel('Minutes after the start').fill('7');
    await page.keyboard.press('Tab');
    await page.getByRole('link', { name: 'Text' }).click();
    const pane = page.getByRole('textbox', { name: 'The flowchart as YAML' });
    const own = /- scenario: backlash\n +level: low\n +brand: kestrel\n +during: "?!office"?\n/;
    expect(await pane.inputValue()).toMatch(own);
    expect((await pane.inputValue()).startsWith(text.slice(0, 4_000))).toBe(true);
    // The browser asks, and the question is answered with no: the page stays, and so does the change.
    await page.getByRole('link', { name: 'Crises' }).click();
    await page.getByText('Not saved').waitFor();
    expect(page.url()).toContain('/flowchart');
  });

  test('it says that it loads, and since when there is no answer', async () => {
    mock.flowchart.state.face = 'loading';
    const cookie = { url: mock.url, name: 'tocsin_session', value: 'test' };
    opened = await visit(browser, { cookie });
    await opened.page.goto(`${mock.url}/flowchart`);
    await opened.page.getByText('Loading the flowchart').waitFor({ state: 'attached' });
    await expectAccessible(opened.page);
    expect(opened.faults).toEqual([]);
  });
});
