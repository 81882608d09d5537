/** Rules that hold for any input: the quick reader is zod's equal, rows survive the cut of a body, and
 * no body whatever makes a 500. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mentionIn } from '#contracts/mention.ts';
import { quickMention } from '#server/intake/quick-mention.ts';
import { isDeeperThan, splitRows } from '#server/intake/split.ts';
import { JSON_TYPE, openDoor, row } from './door.ts';

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', '\0', '\ud800', 'x\udc00', 'x'.repeat(64), 'x'.repeat(65), 'x'.repeat(600)),
);
const text = fc.oneof(
  { weight: 20, arbitrary: fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }) },
  { weight: 1, arbitrary: odd },
);
const instant = fc.oneof(
  fc
    .date({ min: new Date('1995-01-01'), max: new Date('2105-01-01'), noInvalidDate: true })
    .chain((date) => {
      const iso = date.toISOString();
      return fc.constantFrom(
        iso,
        `${iso.slice(0, 19)}Z`,
        iso.replace('Z', '+02:00'),
        iso.slice(0, 19),
      );
    }),
  fc
    .tuple(fc.nat(99), fc.nat(14), fc.nat(33), fc.nat(25), fc.nat(61), fc.nat(61))
    .map((parts) => parts.map((part) => `${part}`.padStart(2, '0')))
    .map(([y, mo, d, h, mi, s]) => `20${y}-${mo}-${d}T${h}:${mi}:${s}Z`),
  fc.constantFrom('2024-02-29T00:00:00Z', '2023-02-29T00:00:00Z', '2026-03-01T09:30:00.12Z'),
  fc.constantFrom('2026-03-01t09:30:00z', '2026-03-01 09:30:00Z', '2026-3-01T09:30:00Z', 'now'),
);
const count = fc.oneof(
  fc.nat(),
  fc.nat(),
  fc.constantFrom(-1, 0.5, 1e9, 1e9 + 1, 2 ** 53, -0, '3'),
);
/** A right value mostly, sometimes anything. */
const mostly = <T>(right: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 40, arbitrary: right as fc.Arbitrary<unknown> },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
const author = fc.record(
  {
    id: mostly(text),
    handle: mostly(text),
    name: mostly(text),
    followers: mostly(count),
    verified: mostly(fc.boolean()),
    more: fc.jsonValue(),
  },
  { requiredKeys: ['id'] },
);
const mention = fc.record(
  {
    id: mostly(text),
    channel: mostly(text),
    text: mostly(text),
    at: mostly(instant),
    inbound: mostly(fc.boolean()),
    brand: mostly(text),
    author: mostly(author),
    inReplyTo: mostly(text),
    conversation: mostly(text),
    lang: mostly(text),
    url: mostly(text),
    reposts: mostly(count),
    repostOf: mostly(text),
    agent: mostly(text),
    tags: mostly(fc.array(text, { maxLength: 34 })),
    label: fc.jsonValue(),
  },
  { requiredKeys: ['id', 'channel', 'text', 'at', 'inbound'] },
);

describe('the quick reader', () => {
  it('takes nothing that zod refuses, and gives what zod gives', () => {
    let taken = 0;
    fc.assert(
      fc.property(mention, (value) => {
        const quick = quickMention(value);
        if (quick === null) return;
        taken += 1;
        const parsed = mentionIn.safeParse(value);
        expect(parsed.success).toBe(true);
        expect(JSON.stringify(quick)).toBe(JSON.stringify(parsed.data));
        expect(quick).toStrictEqual(parsed.data);
      }),
      { numRuns: 20_000 },
    );
    expect(taken).toBeGreaterThan(300);
  });

  it('takes the common row, so that it is worth its lines', () => {
    const common = row(1, { brand: 'northline', author: { id: 'a', followers: 3 }, tags: ['t'] });
    expect(quickMention(common)).toStrictEqual(mentionIn.parse(common));
    expect(quickMention(row(1, { at: '2024-02-28T23:59:59.999Z' }))).not.toBeNull();
  });
});

describe('cutting a body into rows', () => {
  const textOf = (body: Buffer, format: 'json' | 'ndjson') =>
    splitRows(body, format).map(({ start, end }) => body.toString('utf8', start, end));

  it('gives the elements of any array, however it is laid out', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.nat(3), (values, indent) => {
        const body = Buffer.from(` ${JSON.stringify(values, null, indent)}\n`);
        expect(textOf(body, 'json').map((part) => JSON.parse(part))).toEqual(
          JSON.parse(JSON.stringify(values)),
        );
      }),
    );
  });

  it('gives the lines of any NDJSON', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue()),
        fc.constantFrom('\n', '\r\n', '\n\n'),
        (values, gap) => {
          const lines = values.map((value) => JSON.stringify(value));
          expect(textOf(Buffer.from(lines.join(gap)), 'ndjson')).toEqual(lines);
        },
      ),
    );
  });

  it('measures depth as a walk over the value does', () => {
    const depthOf = (value: unknown): number =>
      value !== null && typeof value === 'object'
        ? 1 + Math.max(0, ...Object.values(value).map(depthOf))
        : 0;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), fc.integer({ min: 1, max: 6 }), (value, max) => {
        expect(isDeeperThan(JSON.stringify(value), max)).toBe(depthOf(value) > max);
      }),
    );
  });
});

describe('any body', () => {
  it('is answered without a 500, and each of its rows is either taken or named', async () => {
    const door = await openDoor();
    const piece = fc.oneof(
      fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value))),
      mention.map((value) => Buffer.from(JSON.stringify(value))),
      fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
      fc
        .constantFrom('[', ']', '{', '}', ',', '"', '\\', '\n', '\ufeff')
        .map((part) => Buffer.from(part)),
    );
    const path = fc.constantFrom('/api/v1/mentions', '/api/v1/events');
    await fc.assert(
      fc.asyncProperty(fc.array(piece), path, fc.boolean(), async (pieces, url, isJson) => {
        const body = Buffer.concat(pieces.flatMap((each) => [each, Buffer.from('\n')]));
        const before = door.rows().length;
        const answer = await door.post(body, isJson ? JSON_TYPE : {}, url);
        expect([202, 400, 422]).toContain(answer.statusCode);
        if (answer.statusCode === 400) return;
        const { accepted, rejected } = answer.json();
        expect(door.rows().length - before).toBe(accepted);
        const format = isJson ? 'json' : 'ndjson';
        expect(accepted + rejected.length).toBe(splitRows(body, format).length);
        for (const stored of door.rows().slice(before)) {
          expect(JSON.stringify(stored)).not.toMatch(/\\u0000|\\ud[89a-f]/);
        }
      }),
      { numRuns: 500 },
    );
  });
});
