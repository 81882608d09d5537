/** The review of the flowchart: its owner is reminded once a week, however many nodes look. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { receiverConfig } from '#contracts/catalogue.ts';
import { remindOfReview } from '#server/documents/review.ts';
import { listMessages } from '#server/store/messages.ts';
import { openApp, START, type Harness } from './harness.ts';

const DAY = 24 * 3_600_000;
let harness: Harness;
beforeAll(async () => {
  harness = await openApp();
});
afterAll(() => harness.close());

const CHART = (owner: string) =>
  `owner: ${owner}\nreviewDue: 2026-05-01\ncells: [{ steps: [{ contact: on-call }] }]\n`;
const ROSTER =
  'people: [{ key: ada, name: Ada Okafor, ways: [{ via: mail, address: ada@example.org }] }]\n';

it('reminds the owner who is a person, once a week, by the quietest way', async () => {
  const { documents, oncall } = harness.house;
  const mail = receiverConfig.parse({ key: 'mail', kind: 'mail', from: 'tocsin@example.org' });
  const house = { ...harness.house, receivers: [mail] };
  const remind = async () => {
    const all = await Promise.all([remindOfReview(house), remindOfReview(house)]);
    return all.filter(Boolean).length;
  };
  const save = async (name: 'flowchart' | 'rota', text: string) => {
    const { version: basedOn } = await documents.current(name);
    await documents.save(name, { text, reason: '', by: 'test', basedOn });
    oncall.forget();
  };
  expect(await remind()).toBe(0);
  await save('rota', ROSTER);
  await save('flowchart', CHART('the board'));
  expect(await remind()).toBe(0);
  await save('flowchart', CHART('ada okafor'));
  expect([await remind(), await remind()]).toEqual([1, 0]);
  harness.time.now = START + DAY;
  expect(await remind()).toBe(0);
  harness.time.now = START + 7 * DAY;
  expect(await remind()).toBe(1);
  const { items } = await listMessages(harness.db, { limit: 10, cursor: undefined });
  expect(items.map(({ person, type, way }) => [person, type, way.kind])).toEqual([
    ['ada', 'notice.oncall', 'mail'],
    ['ada', 'notice.oncall', 'mail'],
  ]);
  await save('flowchart', CHART('ada').replace('2026-05-01', '2026-12-01'));
  harness.time.now = START + 14 * DAY;
  expect(await remind()).toBe(0);
});
