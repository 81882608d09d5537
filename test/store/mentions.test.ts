/** Mentions come back as they went in, and lists show the right ones in the right order. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertMentions, listMentions, quarantine } from '#server/store/mentions.ts';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { DAY, HOUR, mention, MINUTE, nextId, NOON } from './rows.ts';

describe.each(databaseKinds())('mentions on %s', (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.drop());

  const storeAndRead = async (row: ReturnType<typeof mention>) => {
    await database.db.transaction((tx) => insertMentions(tx, [row]));
    const { items } = await listMentions(database.db, { brand: row.brand, limit: 10 });
    return items;
  };

  test('keep every field, and leave absent ones absent', async () => {
    const whole = mention({
      brand: 'whole',
      at: NOON + 7,
      author: { id: 'u1', handle: '@ada', name: 'Ada', followers: 0, verified: false },
      inReplyTo: 'parent',
      url: 'https://example.org/?a=b&c={d}',
      reposts: 0,
      repostOf: 'root',
      agent: 'Bea "B"',
      tags: ['a,b', 'c"d', 'e\\f', 'NULL', '', '{}'],
      topics: ['delivery', 'lids & more'],
      noise: 'giveaway',
      sentiment: { label: 'positive', score: 0.1 + 0.2, confidence: 1 / 3 },
      importance: 2 / 3,
      reach: 1_000_000_000,
    });
    expect(await storeAndRead(whole)).toEqual([whole]);
    const bare = mention({ brand: 'bare', author: { id: 'u2' }, tags: [] });
    const [read] = await storeAndRead(bare);
    expect(read).toEqual(bare);
    expect(Object.keys(read ?? {}).sort()).toEqual(Object.keys(bare).sort());
  });

  test.each([
    ['emoji and joined characters', '👩‍👩‍👧‍👦🫖 e\u0301 \u202e mirrored \u2028 line'],
    ['everything that SQL and arrays quote', `'; drop table mentions; -- "{}",\\ $1 NULL \r\n\t`],
    ['control characters', '\u0001\u0008\u001f\u007f\u0085\ufeff\uffff'],
    ['nothing', ''],
    ['64 K units of two bytes', '\u00e9'.repeat(65_536)],
    ['32 K characters outside the plane', '🫖'.repeat(32_768)],
  ])('keep a text of %s', async (name, text) => {
    const row = mention({ brand: `text ${name}`, text });
    expect((await storeAndRead(row))[0]?.text).toBe(text);
  });

  test('keep any storable text in any text column', async () => {
    const storable = fc
      .string({ unit: 'binary', maxLength: 80 })
      .filter((text) => !text.includes('\0') && text.isWellFormed());
    await fc.assert(
      fc.asyncProperty(fc.array(storable, { minLength: 1, maxLength: 5 }), async (texts) => {
        const [text = ''] = texts;
        const row = mention({ brand: nextId(), text, agent: text, tags: texts, topics: texts });
        expect(await storeAndRead(row)).toEqual([row]);
      }),
      { numRuns: 60 },
    );
  });

  test('lists are newest first and filter by each field', async () => {
    const brand = 'filters';
    const rows = [
      mention({ brand, at: NOON, text: 'Lid is 100% gone', topics: ['lids'] }),
      mention({
        brand,
        at: NOON + MINUTE,
        channel: 'chat',
        text: 'lid_broken',
        topics: ['lids', 'x'],
      }),
      mention({
        brand,
        at: NOON + HOUR,
        sentiment: { label: 'positive', score: 1, confidence: 1 },
      }),
    ];
    await database.db.transaction((tx) => insertMentions(tx, rows));
    const ids = async (filter: object) => {
      const page = await listMentions(database.db, { brand, limit: 10, ...filter });
      return page.items.map(({ id }) => rows.findIndex((row) => row.id === id));
    };
    expect(await ids({})).toEqual([2, 1, 0]);
    expect(await ids({ topic: 'lids' })).toEqual([1, 0]);
    expect(await ids({ topic: 'x' })).toEqual([1]);
    expect(await ids({ sentiment: 'positive' })).toEqual([2]);
    expect(await ids({ channel: 'chat' })).toEqual([1]);
    expect(await ids({ channel: 'chat', id: rows[1]!.id })).toEqual([1]);
    expect(await ids({ channel: 'chat', id: rows[0]!.id })).toEqual([]);
    expect(await ids({ q: 'LID' })).toEqual([2, 1, 0]);
    expect(await ids({ q: '100%' })).toEqual([0]);
    expect(await ids({ q: 'd_b' })).toEqual([1]);
    expect(await ids({ q: 'is_1' })).toEqual([]);
    expect(await ids({ from: NOON + MINUTE, to: NOON + HOUR })).toEqual([1]);
    expect(await ids({ brand: 'filter' })).toEqual([]);
  });

  test('pages go on where the last one ended, also among equal times and new rows', async () => {
    const brand = 'pages';
    const rows = Array.from({ length: 25 }, (_, index) =>
      mention({ brand, at: NOON + Math.floor(index / 10) * DAY, channel: index % 2 ? 'a' : 'b' }),
    );
    await database.db.transaction((tx) => insertMentions(tx, rows));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listMentions(database.db, { brand, limit: 7, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
      const row = mention({ brand, at: NOON + 30 * DAY });
      await database.db.transaction((tx) => insertMentions(tx, [row]));
    } while (cursor !== undefined);
    expect(seen.length).toBe(25);
    expect(new Set(seen)).toEqual(new Set(rows.map(({ id }) => id)));
  });

  test.each(['', 'nonsense', Buffer.from('[1]').toString('base64url'), 'x'.repeat(5_000)])(
    'a cursor that was made up (%#) is refused as a wrong request',
    async (cursor) => {
      const asked = listMentions(database.db, { limit: 5, cursor });
      await expect(asked).rejects.toMatchObject({ code: 'invalid-request' });
    },
  );

  test('quarantined rows are kept whole', async () => {
    const row = { id: 'q', text: 'from tomorrow 🫖', nested: { a: [1, null] } };
    await quarantine(database.db, [{ kind: 'events', row, at: NOON + DAY, receivedAt: NOON }]);
    const { rows } = await database.db.query('select kind, body, at, received_at from quarantine');
    expect(rows).toEqual([{ kind: 'events', body: row, at: NOON + DAY, received_at: NOON }]);
  });
});
