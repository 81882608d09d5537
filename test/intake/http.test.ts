/** What comes through the doors: formats, answers, and rows that are sent again. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { logFull } from '#server/intake/log-entry.ts';
import { JSON_TYPE, ndjson, NOW, openDoor, row } from './door.ts';

describe('the doors', () => {
  it('take one object, an array and NDJSON', async () => {
    const door = await openDoor();
    const bodies = [
      [JSON.stringify(row(1)), JSON_TYPE],
      [
        JSON.stringify([row(2), row(3)], null, 2),
        { 'content-type': 'application/json; charset=UTF-8' },
      ],
      [ndjson([row(4), row(5)]), {}],
      [`\uFEFF${ndjson([row(6)])}\r\n\n`, {}],
      [gzipSync(ndjson([row(7)])), { 'content-encoding': 'gzip' }],
    ] as const;
    const answers = [];
    for (const [body, headers] of bodies) answers.push(await door.post(body, headers));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([202, 202, 202, 202, 202]);
    expect(answers.map((answer) => answer.json().accepted)).toEqual([1, 2, 2, 1, 1]);
    expect(door.rows()).toMatchObject([1, 2, 3, 4, 5, 6, 7].map((n) => ({ id: `post-${n}` })));
    expect(await door.counted('rowsAccepted')).toEqual({ mentions: 7 });
  });

  it('keep what the contract names, with times in epoch ms, and drop the rest', async () => {
    const door = await openDoor();
    await door.post(ndjson([row(1, { label: { sentiment: 'negative' }, retweets: 4 })]));
    expect(door.entries).toEqual([
      {
        kind: 'mentions',
        receivedAt: NOW,
        rows: [{ ...row(1), at: Date.parse('2026-03-02T08:59:00Z') }],
      },
    ]);
  });

  it('take events of the desk', async () => {
    const door = await openDoor();
    const events = [
      { id: 'e1', type: 'agent.state', agent: 'kim', state: 'busy', at: '2026-03-02T08:00:00Z' },
      {
        ...{ id: 'e2', type: 'conversation.assigned', conversation: 'c1', channel: 'x' },
        ...{ agent: 'kim', at: '2026-03-02T09:01:00+01:00' },
      },
      { id: 'e3', type: 'agent.state', agent: 'kim', state: 'asleep', at: '2026-03-02T08:00:00Z' },
      { id: 'e4', type: 'conversation.sold', conversation: 'c1', at: '2026-03-02T08:00:00Z' },
    ];
    const answer = await door.post(JSON.stringify(events), JSON_TYPE, '/api/v1/events');
    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toMatchObject({
      accepted: 2,
      rejected: [
        { index: 2, code: 'invalid-row', detail: expect.stringContaining('state') },
        { index: 3, code: 'invalid-row', detail: expect.stringContaining('type') },
      ],
    });
    expect(door.entries[0]?.kind).toBe('events');
    expect(door.rows()[1]).toMatchObject({ at: Date.parse('2026-03-02T08:01:00Z') });
  });

  it('answer only after the log has it', async () => {
    let release = () => {};
    const kept = new Promise<void>((resolve) => (release = resolve));
    const door = await openDoor(() => kept);
    let isAnswered = false;
    const answer = door.post(ndjson([row(1)])).then((reply) => {
      isAnswered = true;
      return reply;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isAnswered).toBe(false);
    release();
    expect((await answer).statusCode).toBe(202);
  });

  it('say 503 and when to come back while the log is full', async () => {
    const door = await openDoor(async () => {
      throw logFull();
    });
    const answer = await door.post(ndjson([row(1)]));
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(await door.counted('rowsAccepted')).toEqual({});
  });

  it('take null for what may be left out', async () => {
    const door = await openDoor();
    const author = { id: 'a', handle: null, followers: null };
    const answer = await door.post(
      ndjson([
        row(1, { brand: null, tags: null, reposts: null, author: null }),
        row(2, { author, agent: null }),
      ]),
    );
    expect(answer.json()).toEqual({ accepted: 2, rejected: [] });
    expect(door.rows()[0]).not.toHaveProperty('brand');
    expect(door.rows()[0]).not.toHaveProperty('author');
    expect(door.rows()[1]).toMatchObject({ author: { id: 'a' } });
  });

  it.each([
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2026-03-02t08:00:00.5z', '2026-03-02T08:00:00.500Z'],
    ['2026-03-02T08:00:00.123456789-05:30', '2026-03-02T13:30:00.123Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    ['2017-01-01T00:59:60.5+01:00', '2017-01-01T00:00:00.000Z'],
  ])('read the time %s as %s', async (at, instant) => {
    const door = await openDoor();
    expect((await door.post(ndjson([row(1, { at })]))).statusCode).toBe(202);
    expect(door.rows()[0]).toMatchObject({ at: Date.parse(instant) });
  });

  it('take rows of any time: late and future ones are the pipeline to judge', async () => {
    const door = await openDoor();
    const answer = await door.post(
      ndjson([row(1, { at: '2026-03-02T09:10:00Z' }), row(2, { at: '2015-02-17T07:36:05Z' })]),
    );
    expect(answer.json()).toEqual({ accepted: 2, rejected: [] });
  });
});
