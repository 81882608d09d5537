/** Chromium for browser tests: found once, and every page is watched for what no page may do: write
 * an error to the console, break the content security policy, throw. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Theme } from '#lib/themes.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--force-color-profile=srgb',
];

export const SIZES = {
  hd: { width: 1920, height: 1080 },
  laptop: { width: 1366, height: 768 },
  uhd: { width: 3840, height: 2160 },
  phone: { width: 390, height: 844 },
} as const;

const onPath = (): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((dir) => NAMES.map((name) => join(dir, name)))
    .find((path) => existsSync(path));

/** Null where the machine has none; with TOCSIN_FORBID_SKIPS=1 that is an error. */
export const findChromium = (): string | null => {
  const path = process.env.CHROMIUM_PATH ?? onPath() ?? null;
  if (path === null && process.env.TOCSIN_FORBID_SKIPS === '1')
    throw new Error('Chromium is missing: set CHROMIUM_PATH');
  if (path === null) console.warn('skipped: browser tests, no Chromium (set CHROMIUM_PATH)');
  return path;
};

export const launch = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: ARGS });

const REPORT_POLICY = `document.addEventListener('securitypolicyviolation', (event) =>
  console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI))`;

export type Visit = { page: Page; faults: string[]; close(): Promise<void> };
type VisitOptions = {
  size?: keyof typeof SIZES;
  /** Null: nothing is stored before the page opens. */
  theme?: Theme | null;
  cookie?: { url: string; name: string; value: string };
};

/** A page of its own with its faults written down. A refused request (4xx, 5xx) is none of them. */
export const visit = async (browser: Browser, options: VisitOptions = {}): Promise<Visit> => {
  const context = await browser.newContext({ viewport: SIZES[options.size ?? 'hd'] });
  const { theme = 'auto' } = options;
  if (theme !== null)
    await context.addInitScript(`localStorage.setItem('tocsin.theme', '${theme}')`);
  if (options.cookie) await context.addCookies([options.cookie]);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`thrown: ${error.message}`));
  page.on('console', (message) => {
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusal) faults.push(message.text());
  });
  await context.addInitScript(REPORT_POLICY);
  return { page, faults, close: () => context.close() };
};

type Violation = { id: string; nodes: { html: string; failureSummary?: string }[] };

/** No violation of axe's rules, each named with its first element. Evaluated over the debugging
 * protocol, so that the page's own policy stays as strict as it is. */
export const expectAccessible = async (page: Page): Promise<void> => {
  await page.evaluate(axe.source);
  const violations = (await page.evaluate(
    'axe.run(document).then((result) => result.violations)',
  )) as Violation[];
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`),
  ).toEqual([]);
};
