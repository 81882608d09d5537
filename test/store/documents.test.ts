/** Versions of the flowchart and the roster: what a start brings in, which one holds, and that nobody
 * writes over what somebody else has just written. */
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RUNTIME } from '#server/config.ts';
import { createDocuments } from '#server/documents/documents.ts';
import { shippedText, type DocumentFiles } from '#server/documents/shipped.ts';
import { addVersion, lockDocuments } from '#server/store/documents.ts';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { NOON } from './rows.ts';

const CHART = (name: string) => `name: ${name}\ncells: [{ steps: [{ contact: on-call }] }]\n`;

describe.each(databaseKinds())('documents on %s', (kind) => {
  let database: TestDatabase;
  let now = NOON;
  const lines: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  const start = (files: DocumentFiles = {}) =>
    createDocuments({ db: database.db, clock: () => now, logger, files });
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  beforeEach(async () => {
    await database.db.query('truncate document_versions');
    now = NOON;
    lines.length = 0;
  });
  afterAll(() => database.drop());

  const told = async (documents: Awaited<ReturnType<typeof start>>) => {
    const { items } = await documents.history('flowchart', { limit: 50 });
    return items.map(({ version, source, by }) => [version, source, by]);
  };
  const DEFAULT = [1, 'default', 'configuration'];

  test('begin with the shipped ones, once, also when many nodes start at once', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => start()));
    expect(await told(all[0]!)).toEqual([DEFAULT]);
    const { version, text, value, at } = await all[3]!.current('flowchart');
    expect([version, text, at]).toEqual([1, shippedText('flowchart'), NOON]);
    expect(value.cells.length).toBeGreaterThan(10);
    expect((await all[5]!.current('rota')).value.people).toEqual([]);
  });

  test('a file of the configuration holds once it says something new', async () => {
    await Promise.all(Array.from({ length: 4 }, () => start({ flowchart: CHART('ours') })));
    const documents = await start({ flowchart: CHART('ours') });
    const fromFile = [2, 'file', 'configuration'];
    expect(await told(documents)).toEqual([fromFile, DEFAULT]);
    expect((await documents.current('flowchart')).value.name).toBe('ours');

    const text = CHART('edited');
    await documents.save('flowchart', { text, reason: 'better', basedOn: 2, by: 'Ada' });
    const again = await start({ flowchart: CHART('ours') });
    expect((await again.current('flowchart')).value.name).toBe('edited');
    const changed = await start({ flowchart: CHART('theirs') });
    expect(await told(changed)).toEqual([
      [4, 'file', 'configuration'],
      [3, 'page', 'Ada'],
      fromFile,
      DEFAULT,
    ]);
    expect((await changed.current('flowchart')).value.name).toBe('theirs');
    expect((await changed.get('flowchart', 3))?.text).toBe(text);
    expect(await changed.get('flowchart', 9)).toBeNull();
    expect(await changed.get('rota', 3)).toBeNull();
  });

  test('a newer shipped one replaces a shipped one, never what people wrote', async () => {
    const older = (name: 'flowchart' | 'rota', text: string) =>
      database.db.transaction(async (tx) => {
        const about = { at: NOON, by: 'configuration', source: 'default' as const, reason: '' };
        await addVersion(tx, { name, text, ...about });
      });
    await older('flowchart', CHART('old'));
    const documents = await start();
    expect(await told(documents)).toEqual([[2, 'default', 'configuration'], DEFAULT]);
    expect((await documents.current('flowchart')).text).toBe(shippedText('flowchart'));
    await documents.save('flowchart', { text: CHART('own'), reason: '', basedOn: 2, by: 'Ada' });
    await older('rota', 'people: []\n');
    const later = await start();
    expect((await later.current('flowchart')).value.name).toBe('own');
    expect((await later.current('rota')).version).toBe(3);
  });

  test('of changes at the same time one is taken, the others are told', async () => {
    const documents = await start();
    const outcomes = await Promise.allSettled(
      ['a', 'b', 'c', 'd'].map((name) =>
        documents.save('flowchart', { text: CHART(name), reason: '', basedOn: 1, by: name }),
      ),
    );
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(3);
    expect(refused).toEqual(
      refused.map(() => ({
        status: 'rejected',
        reason: expect.objectContaining({ code: 'conflict' }),
      })),
    );
    const inForce = await documents.current('flowchart');
    expect([inForce.version, inForce.by]).toEqual([2, inForce.value.name]);
    const same = { text: inForce.text, reason: '', basedOn: 2, by: 'e' };
    await expect(documents.save('flowchart', same)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('what cannot be read is refused, with its problems', async () => {
    const documents = await start();
    const bad = { text: 'cells: [{ level: x }]\n', reason: '', basedOn: 1, by: 'Ada' };
    await expect(documents.save('flowchart', bad)).rejects.toMatchObject({
      code: 'bad-document',
      errors: [{ line: 1, where: 'cells[0].level' }],
    });
    expect(await told(documents)).toEqual([DEFAULT]);
  });

  test('another node sees a change within a second', async () => {
    const [here, there] = await Promise.all([start(), start()]);
    expect((await there.current('flowchart')).version).toBe(1);
    await here.save('flowchart', { text: CHART('new'), reason: '', basedOn: 1, by: 'Ada' });
    expect((await here.current('flowchart')).version).toBe(2);
    expect((await there.current('flowchart')).version).toBe(1);
    now += RUNTIME.documentFreshMs;
    expect((await there.current('flowchart')).value.name).toBe('new');
  });

  test('a stored one that does not fit any more is passed over, and said', async () => {
    const documents = await start({ flowchart: CHART('good') });
    await database.db.transaction(async (tx) => {
      await lockDocuments(tx);
      const about = { at: NOON, by: 'Ada', source: 'page' as const, reason: '' };
      await addVersion(tx, { name: 'flowchart', text: 'cells: 7\n', ...about });
    });
    documents.forget();
    const { version, value } = await documents.current('flowchart');
    expect([version, value.name]).toEqual([2, 'good']);
    expect(lines.some((line) => line.includes('cannot be read'))).toBe(true);
  });

  test('the history comes in pages', async () => {
    const documents = await start();
    for (let basedOn = 1; basedOn <= 6; basedOn += 1) {
      const text = CHART(`v${basedOn}`);
      await documents.save('flowchart', { text, reason: `r${basedOn}`, basedOn, by: 'Ada' });
    }
    const first = await documents.history('flowchart', { limit: 4 });
    const second = await documents.history('flowchart', { limit: 4, cursor: first.next! });
    const versions = [...first.items, ...second.items].map(({ version }) => version);
    expect([versions, second.next]).toEqual([[7, 6, 5, 4, 3, 2, 1], null]);
    expect(first.items[0]).toEqual({
      ...{ name: 'flowchart', version: 7, at: NOON, by: 'Ada', source: 'page', reason: 'r6' },
    });
    await expect(documents.history('flowchart', { limit: 4, cursor: 'x' })).rejects.toMatchObject({
      code: 'invalid-request',
    });
  });
});
