/** A Firefox without a window, driven by WebDriver BiDi: for what only a browser with a push service
 * of its own can show. Its profile is new each time and gone afterwards. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const NAMES = ['firefox-esr', 'firefox'];
const START_WITHIN_MS = 60_000;

/** Null where the machine has none; with TOCSIN_FORBID_SKIPS=1 that is an error. */
export const findFirefox = (): string | null => {
  const dirs = (process.env.PATH ?? '').split(delimiter);
  const paths = dirs.flatMap((dir) => NAMES.map((name) => join(dir, name)));
  const path = process.env.FIREFOX_PATH ?? paths.find((one) => existsSync(one)) ?? null;
  if (path === null && process.env.TOCSIN_FORBID_SKIPS === '1')
    throw new Error('Firefox is missing: set FIREFOX_PATH');
  if (path === null) console.warn('skipped: web push, no Firefox (set FIREFOX_PATH)');
  return path;
};

/** No word to anybody but the test; no prompt; notifications without a desktop to show them. */
const PREFS = {
  'alerts.useSystemBackend': false,
  'app.update.disabledForTesting': true,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
};
export type Prefs = Record<string, string | number | boolean>;

const writeProfile = (prefs: Prefs): string => {
  const dir = mkdtempSync(join(tmpdir(), 'tocsin-firefox-'));
  const lines = Object.entries({ ...PREFS, ...prefs }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(dir, 'user.js'), `${lines.join('\n')}\n`);
  return dir;
};

const startProcess = async (path: string, profile: string) => {
  const args = ['--headless', '--no-remote', '--profile', profile];
  const child = spawn(path, [...args, '--remote-debugging-port', '0', 'about:blank'], {
    env: { ...process.env, HOME: profile, MOZ_HEADLESS: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`Firefox did not start: ${said}`)),
      START_WITHIN_MS,
    );
    child.on('exit', () => reject(new Error(`Firefox ended: ${said}`)));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said)?.[1];
      if (found === undefined) return;
      clearTimeout(late);
      resolve(found);
    });
  });
  return { child, address };
};

type Reply = { id?: number; type: string; result?: unknown; error?: string; message?: string };
type Waiting = { resolve(value: unknown): void; reject(error: Error): void };

/** One session of BiDi over one socket. */
const connect = async (address: string) => {
  const socket = new WebSocket(`${address}/session`);
  await once(socket, 'open');
  const waiting = new Map<number, Waiting>();
  let sent = 0;
  socket.addEventListener('message', ({ data }) => {
    const reply = JSON.parse(String(data)) as Reply;
    const one = waiting.get(reply.id ?? -1);
    if (one === undefined) return;
    waiting.delete(reply.id!);
    if (reply.type === 'success') one.resolve(reply.result);
    else one.reject(new Error(`${reply.error}: ${reply.message}`));
  });
  const command = <T>(method: string, params: object = {}): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      sent += 1;
      waiting.set(sent, { resolve: resolve as (value: unknown) => void, reject });
      socket.send(JSON.stringify({ id: sent, method, params }));
    });
  return { command, close: () => socket.close() };
};

type Evaluated =
  | { type: 'success'; result: { value?: string } }
  | { type: 'exception'; exceptionDetails: { text: string } };

export const startFirefox = async (path: string, prefs: Prefs = {}) => {
  const profile = writeProfile(prefs);
  const { child, address } = await startProcess(path, profile);
  const { command, close } = await connect(address);
  await command('session.new', { capabilities: {} });
  const tree = await command<{ contexts: { context: string }[] }>('browsingContext.getTree');
  const context = tree.contexts[0]!.context;
  return {
    open: (url: string) => command('browsingContext.navigate', { context, url, wait: 'complete' }),
    /** The value of an async expression, as JSON carries it. Counts as done by the user. */
    run: async <T>(expression: string): Promise<T> => {
      const evaluated = await command<Evaluated>('script.evaluate', {
        expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))`,
        target: { context },
        awaitPromise: true,
        userActivation: true,
      });
      if (evaluated.type === 'exception') throw new Error(evaluated.exceptionDetails.text);
      return JSON.parse(evaluated.result.value ?? 'null') as T;
    },
    close: async () => {
      close();
      const gone = child.exitCode === null ? once(child, 'exit') : null;
      child.kill('SIGTERM');
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
};
export type Firefox = Awaited<ReturnType<typeof startFirefox>>;
