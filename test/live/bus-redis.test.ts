/** The bus between processes, on a real Redis: everybody hears everything in one order, and whoever
 * misses something is told so. */
import { Redis } from 'ioredis';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TimelineEntry } from '#contracts/crisis.ts';
import { createRedisBus, type Bus, type BusMessage } from '#server/live/bus.ts';
import { createLogger } from '#server/logger.ts';
import { testRedisUrl } from '../helpers/redis.ts';

const url = testRedisUrl();
const note = (at: number): BusMessage => ({
  kind: 'watch',
  at,
  bands: [],
  signals: [],
  crises: [],
});
const times = (heard: BusMessage[]) => heard.map((m) => (m.kind === 'watch' ? m.at : m.kind));

describe.skipIf(url === null)('the bus on Redis', () => {
  const buses: Bus[] = [];
  let streams = 0;
  const stream = () => `test:bus:${process.pid}:${(streams += 1)}`;
  const open = async (name: string, limits: { streamCharsMax?: number } = {}) => {
    const bus = await createRedisBus({
      url: url as string,
      logger: createLogger('silent'),
      stream: name,
      ...limits,
    });
    buses.push(bus);
    const heard: BusMessage[] = [];
    bus.subscribe((message) => heard.push(message));
    return { bus, heard };
  };
  afterEach(async () => {
    await Promise.all(buses.splice(0).map((bus) => bus.close()));
  });

  it('tells every node everything, in one order, its own messages too', async () => {
    const name = stream();
    const [a, b] = [await open(name), await open(name)];
    for (let at = 0; at < 50; at += 1) (at % 2 === 0 ? a : b).bus.publish(note(at));
    await vi.waitFor(() => expect([a.heard.length, b.heard.length]).toEqual([50, 50]));
    expect(times(a.heard)).toEqual(times(b.heard));
    expect(times(a.heard).toSorted((x, y) => Number(x) - Number(y))).toEqual(
      Array.from({ length: 50 }, (_, at) => at),
    );
  });

  it('tells a node that fell behind the end of the stream of the gap', async () => {
    const name = stream();
    const { heard } = await open(name);
    const admin = new Redis(url as string);
    const letter = (number: number) =>
      ['from', 'w', 'number', `${number}`, 'message', JSON.stringify(note(number))] as const;
    try {
      await admin.xadd(name, '*', ...letter(1));
      await vi.waitFor(() => expect(times(heard)).toEqual([1]));
      // The stream moves on and is cut in one step, before anybody reads.
      const cut = admin.multi().xadd(name, '*', ...letter(2));
      await cut
        .xadd(name, '*', ...letter(3))
        .xtrim(name, 'MAXLEN', 1)
        .exec();
      await vi.waitFor(() => expect(times(heard)).toEqual([1, 'gap', 3]));
      await admin.xadd(name, '*', ...letter(4));
      await vi.waitFor(() => expect(times(heard)).toEqual([1, 'gap', 3, 4]));
    } finally {
      admin.disconnect();
    }
  });

  it('keeps fewer messages the longer they are', async () => {
    const name = stream();
    const { bus, heard } = await open(name, { streamCharsMax: 1_200_000 });
    const long = 'x'.repeat(10_000);
    for (let index = 0; index < 400; index += 1) {
      const entry = { id: `${index} ${long}` } as unknown as TimelineEntry;
      bus.publish({ kind: 'timeline', entries: [entry] });
    }
    // A reader that is slower than the trimming misses some, and never the newest.
    const isNewest = (message: BusMessage) =>
      message.kind === 'timeline' && message.entries[0]?.id?.startsWith('399 ');
    await vi.waitFor(() => expect(heard.some(isNewest)).toBe(true), { timeout: 20_000 });
    const admin = new Redis(url as string);
    const length = await admin.xlen(name);
    admin.disconnect();
    expect(length).toBeGreaterThanOrEqual(100);
    expect(length).toBeLessThan(200);
  });

  it('goes on after the connection was lost', async () => {
    const name = stream();
    const { bus, heard } = await open(name);
    bus.publish(note(1));
    await vi.waitFor(() => expect(times(heard)).toEqual([1]));
    const admin = new Redis(url as string);
    const clients = String(await admin.call('CLIENT', 'LIST')).split('\n');
    const db = ` db=${new URL(url as string).pathname.slice(1) || '0'} `;
    const readers = clients.filter((line) => line.includes(db) && line.includes('cmd=xread '));
    expect(readers).toHaveLength(1);
    await admin.call('CLIENT', 'KILL', 'ID', /^id=(\d+)/.exec(readers[0] ?? '')?.[1] ?? '');
    admin.disconnect();
    bus.publish(note(2));
    await vi.waitFor(() => expect(times(heard)).toEqual([1, 2]), { timeout: 20_000 });
  });

  it('survives an entry that is not its own', async () => {
    const name = stream();
    const { bus, heard } = await open(name);
    const admin = new Redis(url as string);
    await admin.xadd(name, '*', 'message', 'not json');
    admin.disconnect();
    bus.publish(note(5));
    await vi.waitFor(() => expect(times(heard)).toEqual([5]));
  });
});
