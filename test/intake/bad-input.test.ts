/** What the doors refuse: one bad row among good ones is named and loses nothing else, and a body that
 * is no body is refused as a whole. */
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '#contracts/limits.ts';
import { JSON_TYPE, ndjson, openDoor, row } from './door.ts';

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const withText = (text: string) => JSON.stringify(row(0)).replace('Parcel 0', text);

const BAD_ROWS: [name: string, bad: string | Buffer, code: string][] = [
  ['no JSON', '{"id":', 'invalid-json'],
  ['a second value in the line', '{} {}', 'invalid-json'],
  ['a number', '12', 'invalid-row'],
  ['null', 'null', 'invalid-row'],
  ['an array', '[]', 'invalid-row'],
  ['a missing field', JSON.stringify({ id: 'a' }), 'invalid-row'],
  ['an empty id', JSON.stringify(row(0, { id: '' })), 'invalid-row'],
  ['a wrong type', JSON.stringify(row(0, { inbound: 'yes' })), 'invalid-row'],
  ['an unparsable time', JSON.stringify(row(0, { at: 'yesterday' })), 'invalid-row'],
  ['a day that is none', JSON.stringify(row(0, { at: '2026-13-01T00:00:00Z' })), 'invalid-row'],
  ['30 February', JSON.stringify(row(0, { at: '2026-02-30T00:00:00Z' })), 'invalid-row'],
  ['an hour 24', JSON.stringify(row(0, { at: '2026-02-20T24:00:00Z' })), 'invalid-row'],
  [
    'a second 60 within an hour',
    JSON.stringify(row(0, { at: '2026-02-20T12:30:60Z' })),
    'invalid-row',
  ],
  ['null for a text', JSON.stringify(row(0, { text: null })), 'invalid-row'],
  ['null for the id of an author', JSON.stringify(row(0, { author: { id: null } })), 'invalid-row'],
  ['a time in seconds', JSON.stringify(row(0, { at: 1_700_000_000 })), 'invalid-row'],
  ['a time without offset', JSON.stringify(row(0, { at: '2026-03-02T08:00:00' })), 'invalid-row'],
  ['a count that is none', JSON.stringify(row(0, { reposts: -1 })), 'invalid-row'],
  ['a bad author', JSON.stringify(row(0, { author: { handle: 'x' } })), 'invalid-row'],
  ['NUL', withText('a\\u0000b'), 'invalid-text'],
  ['a lone surrogate', withText('a\\ud83d b'), 'invalid-text'],
  [
    'a lone surrogate in the author',
    JSON.stringify(row(0, { author: { id: '\ud800' } })),
    'invalid-text',
  ],
  ['65 levels', `{"id":"x","deep":${deep(64)}}`, 'too-deep'],
  ['a hundred thousand levels', deep(100_000), 'too-deep'],
  ['a 1 MB row', JSON.stringify(row(0, { note: 'x'.repeat(1024 * 1024) })), 'too-large'],
  [
    'bytes that are no UTF-8',
    Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
    'invalid-utf8',
  ],
  [
    'a surrogate in UTF-8',
    Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]),
    'invalid-utf8',
  ],
];

describe('one bad row among good ones', () => {
  it.each(BAD_ROWS)('%s: that row is named, the others are taken', async (_name, bad, code) => {
    const door = await openDoor();
    const lines = [ndjson([row(1), row(2)]), bad, ndjson([row(3)])];
    const body = Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\n')]));
    const answer = await door.post(body);
    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toEqual({
      accepted: 3,
      rejected: [{ index: 2, code, detail: expect.any(String) }],
    });
    expect(door.rows()).toMatchObject([{ id: 'post-1' }, { id: 'post-2' }, { id: 'post-3' }]);
    expect(await door.counted('rowsRejected')).toEqual({ [code]: 1 });
  });

  it('999 of 1,000 are taken', async () => {
    const door = await openDoor();
    const rows: unknown[] = Array.from({ length: 1000 }, (_, n) => row(n));
    rows[637] = row(637, { at: 'soon' });
    const answer = await door.post(ndjson(rows));
    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toMatchObject({
      accepted: 999,
      rejected: [{ index: 637, code: 'invalid-row', detail: expect.stringMatching(/^at: /) }],
    });
    expect(door.rows()).toHaveLength(999);
  });

  it('is refused in a JSON array too', async () => {
    const door = await openDoor();
    const parts = [
      JSON.stringify(row(1)),
      `{"deep":${deep(80)}}`,
      JSON.stringify(row(2, { note: 'x'.repeat(300_000) })),
      JSON.stringify(row(3, { text: 'a "quoted\\" [text], with {brackets}' })),
    ];
    const invalid = Buffer.from([0x22, 0xff, 0x22]);
    const body = Buffer.concat([Buffer.from(`[${parts.join(' , ')},`), invalid, Buffer.from(']')]);
    const answer = await door.post(body, JSON_TYPE);
    expect(answer.json()).toMatchObject({
      accepted: 2,
      rejected: [
        { index: 1, code: 'too-deep' },
        { index: 2, code: 'too-large' },
        { index: 4, code: 'invalid-utf8' },
      ],
    });
  });

  it('64 levels are not too deep', async () => {
    const door = await openDoor();
    const body = JSON.stringify(row(1)).replace('{', `{"deep":${deep(63)},`);
    expect((await door.post(body)).json()).toEqual({ accepted: 1, rejected: [] });
  });

  it('is not quoted in the answer', async () => {
    const door = await openDoor();
    const secret = 'my-card-number';
    const bad = [row(1, { at: secret }), row(2, { lang: secret.repeat(9) }), `{"${secret}`];
    const answer = await door.post(ndjson([row(0), ...bad]));
    expect(answer.json().rejected).toHaveLength(3);
    expect(answer.body).not.toContain(secret);
  });

  it('cannot reach into prototypes', async () => {
    const door = await openDoor();
    const poison = '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},';
    const answer = await door.post(JSON.stringify(row(1)).replace('{', poison));
    expect(answer.json()).toEqual({ accepted: 1, rejected: [] });
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    expect(Object.keys(door.rows()[0] ?? {})).toEqual(['id', 'channel', 'text', 'at', 'inbound']);
  });
});

describe('bodies that are refused as a whole', () => {
  it.each([
    ['an empty body', '', {}],
    ['blank lines only', '\n \r\n', {}],
    ['an empty array', ' [ ] ', JSON_TYPE],
    ['a JSON body that is no JSON', '[{"id":1},', JSON_TYPE],
    ['an array with a hole', `[${JSON.stringify(row(1))},]`, JSON_TYPE],
    ['brackets that do not match', `[${JSON.stringify(row(1))}]]`, JSON_TYPE],
    ['NDJSON sent as JSON', ndjson([row(1), row(2)]), JSON_TYPE],
    ['damaged gzip', Buffer.from('not gzip at all'), { 'content-encoding': 'gzip' }],
    ['broken-off gzip', gzipSync('x'.repeat(9999)).subarray(0, 20), { 'content-encoding': 'gzip' }],
  ])('%s: 400', async (_name, body, headers) => {
    const door = await openDoor();
    const answer = await door.post(body, headers as Record<string, string>);
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(door.entries).toEqual([]);
  });

  it.each([
    ['text/plain', {}],
    ['application/json; charset=latin1', {}],
    ['constructor', {}],
    ['application/json', { 'content-encoding': 'br' }],
  ])('%s %o: 415', async (type, headers) => {
    const door = await openDoor();
    const answer = await door.post('{}', { ...headers, 'content-type': type });
    expect(answer.statusCode).toBe(415);
  });

  it('all rows bad: 422 with each row named', async () => {
    const door = await openDoor();
    const answer = await door.post(ndjson(['{', row(1, { id: 7 })]));
    expect(answer.statusCode).toBe(422);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    const rejected = [
      { index: 0, code: 'invalid-json', detail: expect.any(String) },
      { index: 1, code: 'invalid-row', detail: expect.stringMatching(/^id: /) },
    ];
    expect(answer.json()).toMatchObject({ status: 422, accepted: 0, rejected, errors: rejected });
    expect(door.entries).toEqual([]);
  });

  it('too many rows: 413', async () => {
    const door = await openDoor();
    const tooMany = LIMITS.rowsPerRequest + 1;
    expect((await door.post('1\n'.repeat(tooMany))).statusCode).toBe(413);
    const array = `[${'1,'.repeat(LIMITS.rowsPerRequest)}1]`;
    expect((await door.post(array, JSON_TYPE)).statusCode).toBe(413);
  });

  it('one byte over the limit: 413; the limit itself is read', async () => {
    const door = await openDoor();
    const line = `${JSON.stringify(row(1))}\n`;
    const full = Buffer.alloc(LIMITS.bodyBytes, '\n');
    full.write(line);
    const over = Buffer.concat([full, Buffer.from('\n')]);
    expect((await door.post(full)).statusCode).toBe(202);
    expect((await door.post(over)).statusCode).toBe(413);
    const gzip = { 'content-encoding': 'gzip' };
    expect((await door.post(gzipSync(full), gzip)).statusCode).toBe(202);
    expect((await door.post(gzipSync(over), gzip)).statusCode).toBe(413);
  });

  it('a gzip bomb is answered while its sender still sends', async () => {
    const door = await openDoor();
    await door.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = door.app.server.address() as AddressInfo;
    const bomb = gzipSync(Buffer.alloc(LIMITS.bodyBytes * 8));
    const call = httpRequest({
      ...{ host: '127.0.0.1', port, method: 'POST', path: '/api/v1/mentions' },
      headers: { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' },
    });
    call.write(bomb.subarray(0, bomb.length - 100));
    const [answer] = await once(call, 'response');
    expect(answer.statusCode).toBe(413);
    answer.resume();
    call.end(bomb.subarray(bomb.length - 100));
    await door.app.close();
  });
});
