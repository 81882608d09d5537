/** GET /alerts: who was told what and what came of it, for those who may know, and no address. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessageOut } from '#contracts/alert.ts';
import { noteAnswered, noteOpened } from '#server/store/messages.ts';
import { takeMessages, settleMessage } from '#server/store/outbox.ts';
import { tryLead } from '#server/store/lease.ts';
import { ADA_MAIL, openWorld } from './calling-world.ts';

describe('alerts', () => {
  let world: Awaited<ReturnType<typeof openWorld>>;
  let ids: string[];
  let cookie: string;
  beforeAll(async () => {
    world = await openWorld();
    ({ cookie } = await world.who(ADA_MAIL, 'viewer'));
    const [one, two] = [await world.crisis('one'), await world.crisis('two')];
    const told = await world.send(one);
    const kept = await world.send(two, {
      ...{ person: 'ben', contact: 'Ben Lindqvist', state: 'suppressed' },
      ...{ suppressedBy: 'silenced', suppressedFor: 'silence-1' },
    });
    const code = await world.send(null, {
      ...{ type: 'notice.confirm', step: 0, of: 0 },
      body: { type: 'notice.confirm', at: 'now', title: 'Code', text: 'Your code', code: '123456' },
    } as never);
    ids = [told.id, kept.id, code.id];
    const { db, time } = world;
    const epoch = (await tryLead(db, 'test', 60_000, 'calling')) as number;
    await takeMessages(db, [{ leader: told.id, riders: [] }], time.now, epoch);
    const accepted = { at: time.now, providerId: 'p', isDelivered: false };
    await settleMessage(db, told.id, 1, { kind: 'accepted', ...accepted });
    await noteOpened(db, told.id, time.now + 1_000);
    await noteAnswered(db, told.id, 'acknowledge', time.now + 2_000);
  });
  afterAll(() => world.close());

  const list = async (query: string) => {
    const answer = await world.call({ url: `/api/v1/alerts${query}`, headers: { cookie } });
    expect(answer.statusCode).toBe(200);
    return answer.json<{ items: MessageOut[]; next?: string }>();
  };
  const idsOf = async (query: string) => (await list(query)).items.map(({ id }) => id).sort();

  it('tells each step of a delivery with its time', async () => {
    const [item] = (await list('?crisis=one')).items;
    expect(item).toMatchObject({
      id: ids[0],
      crisis: { id: 'one', number: 1, title: 'Many more posts than usual' },
      ...{ level: 'medium', step: 1, of: 3, person: 'ada', via: 'mail', state: 'accepted' },
      ...{ sentAt: '2026-05-04T10:00:00.000Z', acceptedAt: '2026-05-04T10:00:00.000Z' },
      ...{ openedAt: '2026-05-04T10:00:01.000Z', answeredAt: '2026-05-04T10:00:02.000Z' },
      ...{ answer: 'acknowledge', attempts: 1 },
    });
    const alone = await world.call({ url: `/api/v1/alerts/${ids[0]}`, headers: { cookie } });
    expect(alone.json()).toEqual(item);
  });

  it('finds by crisis, person, state and whose account it is, in pages', async () => {
    expect(await idsOf('')).toEqual([...ids].sort());
    expect(await idsOf('?person=ben')).toEqual([ids[1]]);
    expect(await idsOf('?state=suppressed')).toEqual([ids[1]]);
    expect(await idsOf('?mine=true')).toEqual([ids[0], ids[2]].sort());
    const first = await list('?limit=2');
    const rest = await list(`?limit=2&cursor=${first.next}`);
    expect([...first.items, ...rest.items].map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect((await list('?person=ben')).items[0]).toMatchObject({ suppressedBy: 'silenced' });
  });

  it('gives nobody an address, a code or a link, and an account without a person no list', async () => {
    const text = JSON.stringify(await list(''));
    expect(text).not.toContain(ADA_MAIL);
    expect(text).not.toContain('123456');
    expect(text).not.toContain('/a/');
    const other = await world.who('nobody@example.test', 'viewer');
    const mine = await world.call({ url: '/api/v1/alerts?mine=true', headers: other });
    expect(mine.json()).toEqual({ items: [] });
  });

  it('is for people, not for walls', async () => {
    const { headers } = await world.makeKey('display');
    expect((await world.call({ url: '/api/v1/alerts', headers })).statusCode).toBe(403);
    const none = await world.call({ url: '/api/v1/alerts/none', headers: { cookie } });
    expect(none.statusCode).toBe(404);
  });
});
