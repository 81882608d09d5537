/** What every receiver that speaks HTTP promises, against stand-ins that refuse what the vendor's
 * documentation forbids: right payloads, right outcomes, the same id on each attempt, nothing secret in
 * a reason, and texts that stay texts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALERT_TYPES, type MessageBody } from '#contracts/alert.ts';
import { aHostileAlert, aLongAlert, aNotice, anAlert } from './bodies.ts';
import { HOSTILE_TEXTS } from './hostile.ts';
import { openStandIn, sendRow, type Answer, type Row, type StandIn } from './row.ts';
import { ROWS } from './rows.ts';

const AT_ONCE = 8;

let standIn: StandIn;
beforeAll(async () => {
  standIn = await openStandIn();
});
afterAll(() => standIn.close());

const send = (row: Row, body: MessageBody, answer: Answer | 'none' = row.good, more = {}) => {
  standIn.answer = answer;
  standIn.caught.length = 0;
  return sendRow(row, standIn.url, body, more);
};

/** Paths of a content with the constants along them; what is text is only "text". Two contents of one
 * shape differ in texts alone. */
const shapeOf = (content: unknown, path = ''): string[] => {
  if (Array.isArray(content)) return content.flatMap((part) => shapeOf(part, `${path}[]`));
  if (typeof content !== 'object' || content === null) return [`${path} ${typeof content}`];
  const { type } = content as { type?: unknown };
  const own = typeof type === 'string' ? `${path}<${type}>` : path;
  return Object.entries(content).flatMap(([key, value]) => shapeOf(value, `${own}.${key}`));
};

const stringsOf = (content: unknown): string[] => {
  if (typeof content === 'string') return [content];
  if (typeof content !== 'object' || content === null) return [];
  return Object.values(content).flatMap(stringsOf);
};

const MESSAGES: [name: string, body: MessageBody][] = [
  ...ALERT_TYPES.map((type) => [type, anAlert({ type, askedBy: 'Cleo' })] as [string, MessageBody]),
  ['a drill', anAlert({ drill: true })],
  ['everything at its longest', aLongAlert()],
  ['a confirmation', aNotice()],
  ['a notice', aNotice({ type: 'notice.silence', code: undefined, answerUrl: undefined })],
];

describe.each(ROWS.map((row) => [row.name, row] as const))('%s', (_name, row) => {
  it.each(MESSAGES)('sends %s as the vendor documents it', async (_type, body) => {
    expect(await send(row, body)).toMatchObject({ kind: 'accepted' });
    expect(standIn.caught.length).toBeGreaterThan(0);
    for (const caught of standIn.caught) expect(row.problems(caught)).toEqual([]);
  });

  const general: [number, string][] = [
    [301, 'refused'],
    [307, 'refused'],
    [429, 'retry'],
    [500, 'retry'],
    [502, 'retry'],
    [503, 'retry'],
  ];
  it.each([...general, ...row.outcomes])('status %i is %s', async (status, kind) => {
    const headers = { location: `${standIn.url}/elsewhere` };
    const outcome = await send(row, anAlert(), { status, headers, body: '{"error":"told"}' });
    expect(outcome.kind).toBe(kind);
    const { reason } = outcome as { reason: string };
    expect(reason).toContain(String(status));
    for (const secret of [...row.secrets, 'told']) expect(reason).not.toContain(secret);
    expect(standIn.caught.map(({ path }) => path)).not.toContain('/elsewhere');
  });

  it('waits as long as the vendor asks', async () => {
    const headers = { 'retry-after': '7' };
    const outcome = await send(row, anAlert(), { status: 429, headers });
    expect(outcome).toMatchObject({ kind: 'retry', afterMs: 7_000 });
  });

  it('is not sent where nobody listens, or to a private address that is not allowed', async () => {
    const lost = await sendRow(row, 'http://127.0.0.1:9', anAlert());
    expect(lost).toMatchObject({ kind: 'retry' });
    const refused = await send(row, anAlert(), row.good, {
      config: { allowPrivateAddress: false },
    });
    expect(refused).toMatchObject({ kind: 'refused' });
    expect(standIn.caught).toEqual([]);
    for (const outcome of [lost, refused]) {
      for (const secret of row.secrets) expect(JSON.stringify(outcome)).not.toContain(secret);
    }
  });

  it('names the message the same at each attempt, and another one otherwise', async () => {
    const ids = [];
    for (const id of ['message-1', 'message-1', 'message-2']) {
      await send(row, anAlert(), row.good, { id });
      ids.push(row.idOf(standIn.caught[0]!));
    }
    expect(ids[0]).toBe(ids[1]);
    if (ids[0] !== null) expect(ids[2]).not.toBe(ids[0]);
  });

  it('sends hostile texts as texts', async () => {
    await send(row, anAlert());
    const known = new Set(shapeOf(row.contentOf(standIn.caught[0]!)));
    standIn.caught.length = 0;
    const bad: string[] = [];
    for (let from = 0; from < HOSTILE_TEXTS.length; from += AT_ONCE) {
      const some = Array.from({ length: AT_ONCE }, (_, step) => from + step);
      await Promise.all(
        some.map((index) => sendRow(row, standIn.url, aHostileAlert(HOSTILE_TEXTS, index))),
      );
    }
    expect(standIn.caught).toHaveLength(Math.ceil(HOSTILE_TEXTS.length / AT_ONCE) * AT_ONCE);
    for (const caught of standIn.caught) {
      const content = row.contentOf(caught);
      bad.push(...row.problems(caught), ...shapeOf(content).filter((path) => !known.has(path)));
      const isUtf8 = Buffer.compare(Buffer.from(caught.text, 'utf8'), caught.raw) === 0;
      if (row.isReadable && !isUtf8) bad.push('not UTF-8');
    }
    expect([...new Set(bad)]).toEqual([]);
  });
});

/** What is encrypted for a browser is read by the test of that browser. */
const READABLE = ROWS.filter(({ isReadable }) => isReadable);
it.each(READABLE.map((row) => [row.name, row] as const))(
  '%s says brand, level, scenario, number and what to do first',
  async (_name, row) => {
    await send(row, anAlert());
    const said = stringsOf(row.contentOf(standIn.caught[0]!)).join('\n');
    expect(said).toContain('Marlo');
    expect(said.toLowerCase()).toContain('high');
    expect(said).toMatch(/service.failure/i);
    expect(said).toContain('610');
    expect(said).toContain('Post the holding line');
  },
);

describe('the list', () => {
  it('has each kind of receiver that the shared test knows', () => {
    expect(HOSTILE_TEXTS).toHaveLength(1_000);
    expect(new Set(ROWS.map(({ name }) => name)).size).toBe(ROWS.length);
  });
});
