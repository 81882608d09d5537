/** The canary: a whole server in which every secret holds one mark, called on to reach people by every
 * way with every outcome, and asked everything. The mark is in what it sends, and in nothing that it
 * says: no log line, metric, answer, timeline or reason. */
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Message } from '#contracts/calling.ts';
import type { Role } from '#contracts/who.ts';
import { ROUTES } from '#server/auth/access.ts';
import { hashPassword } from '#server/auth/passwords.ts';
import { hashToken, newKeyToken } from '#server/auth/tokens.ts';
import { openLinks } from '#server/calling/links.ts';
import { readConfig } from '#server/config.ts';
import { startServer, type Server } from '#server/main.ts';
import { insertCrisis, listTimeline } from '#server/store/crises.ts';
import { insertKey } from '#server/store/keys.ts';
import { getMessage, listMessages } from '#server/store/messages.ts';
import { insertUser } from '#server/store/users.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import {
  MAIL,
  MARK,
  openFarSide,
  PHONE,
  pushSubscription,
  secret,
  writeFolders,
} from './canary-house.ts';
import { aCrisis } from './samples.ts';
import { until } from './stage.ts';

const PASSWORD = secret('password');
const CRISIS = 'crisis-1';

let database: TestDatabase;
let far: Awaited<ReturnType<typeof openFarSide>>;
let folders: ReturnType<typeof writeFolders>;
let server: Server;
/** Secrets that the house makes itself; codes are apart because figures may look like them. */
const made: string[] = [];
const codes: string[] = [];
const logged: string[] = [];
/** Everything that was answered, by what was asked. */
const answered = new Map<string, string>();

const ask = async (method: string, path: string, headers: object, body?: unknown) => {
  const response = await fetch(`${server.url}${path}`, {
    method,
    redirect: 'manual',
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
};
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const keyOf = async (kind: 'api' | 'display', role: Role | null) => {
  const token = newKeyToken(kind);
  await insertKey(server.db, { kind, name: kind, role, tokenHash: hashToken(token) });
  made.push(token);
  return bearer(token);
};

const messages = async () => {
  const { items } = await listMessages(server.db, { limit: 500 });
  return items;
};
const isTried = ({ state, attempts }: Message) =>
  state !== 'sending' && (state !== 'queued' || attempts > 0);

beforeAll(async () => {
  database = await openTestDatabase();
  far = await openFarSide();
  folders = writeFolders(far);
  const config = readConfig({
    ...{ PORT: '0', LOG_LEVEL: 'trace', DATABASE_URL: database.url },
    ...{ DATA_DIR: join(folders.dir, 'data'), CONFIG_DIR: folders.dir },
    PUBLIC_URL: 'http://wall.example',
    SMTP_URL: far.smtpUrl,
    HEARTBEAT_URL: `http://${far.at}/500/${secret('heartbeat')}?token=${secret('beat')}`,
    ...{ INGEST_KEY: secret('ingest'), DISPLAY_TOKEN: secret('display') },
    METRICS_TOKEN: secret('metrics'),
    ...{ ADMIN_EMAIL: 'admin@example.test', ADMIN_PASSWORD: secret('admin') },
  });
  const logger = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  server = await startServer(config, { logger });
});
afterAll(async () => {
  await server?.close();
  far?.close();
  folders?.remove();
  await database?.drop();
});

/** Somebody of the roster signs in, registers a browser, asks for a code and for a calendar link. */
const usePages = async (): Promise<void> => {
  const passwordHash = await hashPassword(PASSWORD);
  await insertUser(server.db, { email: MAIL, name: 'Ada', role: 'viewer', passwordHash });
  const wrong = { email: MAIL, password: `${PASSWORD}!` };
  expect((await ask('POST', '/api/v1/session', {}, wrong)).status).toBe(401);
  const sent = { email: MAIL, password: PASSWORD };
  const session = await ask('POST', '/api/v1/session', {}, sent);
  const cookie = String(session.headers.get('set-cookie')).split(';')[0]!;
  made.push(cookie.split('=')[1]!);
  const oncall = async (path: string, body: object) => {
    const { status, text } = await ask('POST', `/api/v1/oncall${path}`, { cookie }, body);
    expect(status, `${path} ${text}`).toBeLessThan(300);
    return JSON.parse(text) as Record<string, string>;
  };
  await oncall('/push', pushSubscription(far));
  const people = JSON.parse((await ask('GET', '/api/v1/oncall/people', { cookie })).text);
  const { ways } = people.items[0] as { ways: { way: string; via: string }[] };
  const { way } = ways.find(({ via }) => via === 'sms')!;
  await oncall('/confirmations', { person: 'ada', way });
  made.push((await oncall('/feeds', { person: 'ada' })).url!.split('/').at(-1)!.slice(0, 43));
  const confirm = { person: 'ada', way, code: '000000' };
  await ask('POST', '/api/v1/oncall/confirmations/confirm', { cookie }, confirm);
};

/** Requests that are wrong, each with a secret in it. */
const sendRubbish = async (token: string): Promise<void> => {
  const leader = await keyOf('api', 'manager');
  const text = `people: [{ key: a, name: A, secret:${secret('typo')} }]\n${secret('line')}: 1\n`;
  const rubbish: [string, string, object, unknown][] = [
    ['PUT', '/api/v1/oncall/roster', leader, { text, reason: '', basedOn: 1 }],
    ['PUT', '/api/v1/flowchart', leader, { text, reason: '', basedOn: secret('based') }],
    ['PUT', `/api/v1/oncall/rotas/on-call/calendar`, leader, { text: secret('ics') }],
    ['POST', '/api/v1/mentions', bearer(secret('wrong-key')), []],
    ['POST', '/api/v1/sources/alertmanager', bearer(secret('ingest')), { version: secret('am') }],
    ['POST', `/api/v1/answers/${token}`, {}, { answer: secret('answer') }],
    ['GET', `/api/v1/answers/${token.slice(0, -1)}x`, {}, undefined],
    ['GET', `/calendar/${secret('feed')}.ics`, {}, undefined],
    ['GET', `/a/${secret('page')}`, {}, undefined],
    ['POST', `/api/v1/callbacks/twilio/${token}`, {}, { Digits: secret('digits') }],
    ['POST', '/api/v1/callbacks/slack', {}, { payload: secret('slack') }],
  ];
  for (const [method, path, headers, body] of rubbish) {
    const { status } = await ask(method, path, headers, body);
    expect(status, path).toBeGreaterThanOrEqual(400);
    expect(status, path).toBeLessThan(500);
  }
};

/** Every route that only reads, by somebody with few rights and by a wall. */
const askEverything = async (message: string): Promise<void> => {
  const queries: Record<string, string> = {
    '/api/v1/series': '?name=mentions',
    '/api/v1/oncall/shifts': '?rota=on-call&from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z',
    '/api/v1/oncall/reserve': `?crisis=${CRISIS}`,
  };
  const callers = {
    viewer: await keyOf('api', 'viewer'),
    display: await keyOf('display', null),
    metrics: bearer(secret('metrics')),
    nobody: {},
  };
  for (const { method, path } of ROUTES) {
    if (method !== 'GET') continue;
    const id = path.startsWith('/api/v1/alerts') ? message : CRISIS;
    const filled = path.replace(':id', encodeURIComponent(id)).replace(':version', '1');
    for (const [who, headers] of Object.entries(callers)) {
      const { status, text } = await ask('GET', filled + (queries[path] ?? ''), headers);
      expect(status, `${who} ${path}`).toBeLessThan(500);
      answered.set(`${who} ${path}`, `${status} ${text}`);
    }
  }
};

it('keeps every secret to itself, whatever comes of a call', async () => {
  await usePages();
  const now = Date.now();
  const at = { firstMentionAt: now, detectedAt: now, openedAt: now };
  await insertCrisis(server.db, aCrisis({ id: CRISIS, ...at }));
  await until(async () => {
    const all = await messages();
    return all.length > 20 && all.every(isTried);
  });
  await until(() => far.caught.some((text) => text.includes(secret('heartbeat'))));
  const all = await messages();
  const { links } = await openLinks(server.db, 'http://wall.example');
  for (const { id } of all) {
    const { nonce, body } = (await getMessage(server.db, id))!;
    made.push(links.tokenOf(nonce));
    if ('code' in body && body.code) codes.push(body.code);
  }
  expect(codes).toHaveLength(1);
  const call = all.find(({ type, person }) => type === 'alert.step' && person === 'ada')!;
  const token = links.tokenOf((await getMessage(server.db, call.id))!.nonce);
  const taken = await ask('POST', `/api/v1/answers/${token}`, {}, { answer: 'acknowledge' });
  expect(JSON.parse(taken.text)).toMatchObject({ outcome: 'done' });
  await sendRubbish(token);
  await askEverything(all[0]!.id);

  // It was really called on, in every way and with every outcome.
  expect(new Set(all.map(({ way }) => way.kind)).size).toBe(9);
  expect(new Set(all.map(({ state }) => state))).toEqual(new Set(['accepted', 'failed', 'queued']));
  const names = ['smtp', 'path', 'bot', 'sig', 'alertmanager', 'api', 'heartbeat', 'beat'];
  for (const name of names) expect(far.caught.join('\n')).toContain(secret(name));
  for (const name of ['inside', 'location', 'endpoint']) {
    expect(far.caught.filter((text) => text.startsWith(`/200/${secret(name)} `))).toEqual([]);
  }
  expect(answered.get('viewer /api/v1/alerts')).toMatch(/^200 /);
  expect(answered.get('metrics /metrics')).toMatch(/^200 /);

  const { items: timeline } = await listTimeline(server.db, CRISIS, { limit: 500 });
  expect(timeline.length).toBeGreaterThan(20);
  const said: [where: string, text: string][] = [
    ...logged.map((text): [string, string] => ['log', text]),
    ...answered,
    ['timeline', JSON.stringify(timeline)],
    ['reasons', JSON.stringify(all.map(({ reason }) => reason))],
  ];
  const leaksOf = (text: string) => [
    ...[MARK, PHONE, ...made].filter((one) => text.includes(one)),
    ...codes.filter((code) => new RegExp(`\\b${code}\\b`).test(text)),
  ];
  const leaks = said.flatMap(([where, text]) =>
    leaksOf(text).map((one) => `${where}: ${one}: ${text.slice(0, 300)}`),
  );
  expect(leaks).toEqual([]);

  // Whoever passes a wall learns that somebody has it, but not who.
  const onWalls = [...answered].filter(([who]) => who.startsWith('display '));
  expect(onWalls.filter(([, text]) => /Ada|"ada"/.test(text))).toEqual([]);
  expect(answered.get('display /api/v1/crises')).toContain('"acknowledgedAt"');
  expect(answered.get('viewer /api/v1/crises')).toContain('Ada Okafor');
});

it('keeps no key of its own or of a provider in the database, and of its tokens only hashes', async () => {
  const { rows: tables } = await server.db.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'`,
  );
  const names = ['smtp', 'heartbeat', 'beat', 'ingest', 'display', 'metrics', 'admin', 'password'];
  const given = [...names, 'webhook', 'bot', 'twilio', 'signing', 'alertmanager', 'path', 'sig'];
  const secrets = [...given.map(secret), ...made];
  expect(tables.length).toBeGreaterThan(20);
  const leaks: string[] = [];
  for (const { name } of tables) {
    const { rows } = await server.db.query<{ text: string }>(
      `select row::text as text from "${name}" row limit 5000`,
    );
    const text = rows.map((row) => row.text).join('\n');
    leaks.push(...secrets.filter((one) => text.includes(one)).map((one) => `${name}: ${one}`));
  }
  expect(leaks).toEqual([]);
});
