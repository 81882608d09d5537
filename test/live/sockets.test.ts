/** The walls with a real client over a real connection: what they are sent, and what not. */
import type { Socket } from 'socket.io-client';
import { describe, expect, it, vi } from 'vitest';
import type { SignalOut } from '#contracts/signal.ts';
import type { WallDelta, WallParts } from '#contracts/wall.ts';
import type { BusMessage } from '#server/live/bus.ts';
import { crisisToOut, withoutWords } from '#contracts/wire.ts';
import { crisisRow, decidedDetail } from '../api/fixtures.ts';
import { once, setUpHall } from './hall.ts';
import { calmParts } from './make.ts';

const NOW = Date.UTC(2026, 2, 4, 12);
const NEWS: BusMessage = { kind: 'gap' };
const hall = setUpHall();

type Heard = { event: string; body: WallDelta };
/** Everything a wall hears, in order. */
const listen = (socket: Socket): Heard[] => {
  const heard: Heard[] = [];
  for (const event of ['snapshot', 'delta']) {
    socket.on(event, (body: WallDelta) => heard.push({ event, body }));
  }
  return heard;
};
const wait = (check: () => void) => vi.waitFor(check, { timeout: 20_000 });
const seqs = (heard: Heard[]) => heard.map(({ body }) => body.seq);
const gapless = (heard: Heard[]) => heard.map((_, index) => (heard[0]?.body.seq ?? 0) + index);
const setVolume = (perMinute: number, brand: string | null = null) => {
  const calm = calmParts(brand);
  hall.walls.set(brand, { ...calm, volume: { ...calm.volume, perMinute } });
};

describe('a wall', () => {
  it('gets a snapshot, then only what changes, gapless', async () => {
    hall.serve();
    const socket = hall.connect('/wall', { token: 'display' });
    const heard = listen(socket);
    socket.emit('subscribe', {});
    await wait(() => expect(heard).toHaveLength(1));
    expect(heard[0]).toMatchObject({ event: 'snapshot', body: { ...calmParts(null), schema: 1 } });
    for (const perMinute of [2, 3]) {
      setVolume(perMinute);
      hall.bus.publish(NEWS);
      await wait(() => expect(heard.at(-1)?.body.volume?.perMinute).toBe(perMinute));
      expect(Object.keys(heard.at(-1)?.body ?? {}).sort()).toEqual([
        'at',
        'schema',
        'seq',
        'volume',
      ]);
    }
    expect(seqs(heard)).toEqual(gapless(heard));
  });

  it('hears nothing while nothing changes, and what the clock alone changes', async () => {
    hall.serve();
    const socket = hall.connect('/wall', { token: 'display' });
    const heard = listen(socket);
    socket.emit('subscribe', {});
    await wait(() => expect(heard).toHaveLength(1));
    for (let news = 0; news < 5; news += 1) hall.bus.publish(NEWS);
    setVolume(7);
    await wait(() => expect(heard).toHaveLength(2));
    expect(heard[1]?.body.volume?.perMinute).toBe(7);
  });

  it('hears at most one delta per period, however much happens', async () => {
    hall.serve();
    const socket = hall.connect('/wall', { token: 'display' });
    const heard = listen(socket);
    socket.emit('subscribe', {});
    await wait(() => expect(heard).toHaveLength(1));
    const before = hall.computed;
    for (let news = 1; news <= 50; news += 1) {
      setVolume(100 + news);
      hall.bus.publish(NEWS);
    }
    await wait(() => expect(heard.at(-1)?.body.volume?.perMinute).toBe(150));
    expect(hall.computed - before).toBeLessThan(10);
    expect(heard.length).toBeLessThan(10);
  });

  it('tells a display how many stand behind a signal, and a person also who', async () => {
    const behind = { mentions: 5, authors: 2, roots: 3, topTopics: [], topChannels: [] };
    const people = {
      topAuthors: [{ name: 'a1', mentions: 4 }],
      topPosts: [{ channel: 'forum', id: 'm1', mentions: 2 }],
    };
    const signal = { id: 's1', behind: { ...behind, ...people } } as unknown as SignalOut;
    hall.walls.set(null, { ...calmParts(null), signals: [signal] });
    hall.serve();
    const sockets = [{ token: 'display' }, { cookie: 'session=1' }].map((credential) =>
      hall.connect('/wall', credential),
    );
    const heard = sockets.map(listen);
    for (const socket of sockets) socket.emit('subscribe', {});
    await wait(() => expect(heard.every((all) => all.length === 1)).toBe(true));
    const [display, person] = heard.map((all) => all[0]?.body.signals?.[0]?.behind);
    expect(display).toEqual({ ...behind, topAuthors: [], topPosts: [] });
    expect(person).toEqual({ ...behind, ...people });
  });

  it('tells a display that a person decided, and a person also who and why', async () => {
    const crisis = crisisToOut({ ...crisisRow('k1', NOW), detail: decidedDetail(NOW) });
    hall.walls.set(null, { ...calmParts(null), crises: [crisis] });
    hall.serve();
    const sockets = [{ token: 'display' }, { cookie: 'session=1' }].map((credential) =>
      hall.connect('/wall', credential),
    );
    const heard = sockets.map(listen);
    for (const socket of sockets) socket.emit('subscribe', {});
    await wait(() => expect(heard.every((all) => all.length === 1)).toBe(true));
    const [display, person] = heard.map((all) => all[0]?.body.crises?.[0]);
    expect(display).toEqual(withoutWords(crisis));
    expect(JSON.stringify(display)).not.toMatch(/Ilse|three airports/);
    expect(person).toEqual(crisis);
  });

  it('of one brand is computed once for all who watch it', async () => {
    hall.serve();
    const sockets = ['a', 'b', 'c'].map(() => hall.connect('/wall', { token: 'display' }));
    const heard = sockets.map(listen);
    for (const socket of sockets) socket.emit('subscribe', { brand: 'northline' });
    await wait(() => expect(heard.every((all) => all.length === 1)).toBe(true));
    expect(heard[0]?.[0]?.body.brand).toBe('northline');
    expect(hall.computed).toBeLessThan(3);
  });

  it('gets a whole snapshot when it asks, and when it changes the brand', async () => {
    hall.serve();
    const socket = hall.connect('/wall', { token: 'display' });
    const heard = listen(socket);
    socket.emit('subscribe', {});
    socket.emit('resync');
    socket.emit('subscribe', { brand: 'northline' });
    await wait(() => expect(heard).toHaveLength(3));
    expect(heard.map(({ event }) => event)).toEqual(['snapshot', 'snapshot', 'snapshot']);
    expect(heard[2]?.body.brand).toBe('northline');
    expect(seqs(heard)).toEqual(gapless(heard));
    expect((await hall.metrics.wallResyncs.get()).values[0]?.value).toBe(1);
  });

  it('that sends nonsense is told, and one that floods is cut off', async () => {
    hall.serve();
    const socket = hall.connect('/wall', { token: 'display' });
    socket.emit('subscribe', { brand: { $gt: '' } });
    expect(await once(socket, 'problem')).toEqual({ code: 'invalid-request' });
    const gone = once(socket, 'disconnect');
    for (let wish = 0; wish < 40; wish += 1) socket.emit('resync');
    expect(await gone).toBe('io server disconnect');
  });

  it('that sends too much at once is cut off', async () => {
    hall.serve();
    const socket = hall.connect('/wall', { token: 'display' });
    await once(socket, 'connect');
    const gone = once(socket, 'disconnect');
    socket.emit('subscribe', { brand: 'x'.repeat(20_000) });
    await gone;
    expect(socket.connected).toBe(false);
  });

  it('that reads too slowly is passed over, and gets a fresh snapshot when it has caught up', async () => {
    hall.serve({ backlogMax: 3 });
    const slow = hall.connect('/wall', { token: 'display' });
    const quick = hall.connect('/wall', { token: 'display' });
    const [slowHeard, quickHeard] = [listen(slow), listen(quick)];
    for (const socket of [slow, quick]) socket.emit('subscribe', {});
    await wait(() => expect(slowHeard.length + quickHeard.length).toBe(2));
    const { _socket: wire } = (
      slow.io.engine.transport as unknown as {
        ws: { _socket: { pause(): void; resume(): void } };
      }
    ).ws;
    wire.pause();
    const resyncs = async () => (await hall.metrics.wallResyncs.get()).values[0]?.value ?? 0;
    const bulk = 'x'.repeat(2_000_000);
    for (let round = 1; round <= 12; round += 1) {
      setVolume(round);
      const wall = hall.walls.get(null) as WallParts;
      hall.walls.set(null, { ...wall, brands: [{ brand: `${round}`, name: bulk + round }] });
      hall.bus.publish(NEWS);
      await wait(() => expect(quickHeard.at(-1)?.body.volume?.perMinute).toBe(round));
    }
    expect(slowHeard).toHaveLength(1);
    wire.resume();
    await vi.waitFor(async () => expect(await resyncs()).toBe(1), { timeout: 20_000 });
    await wait(() => expect(slowHeard.at(-1)?.event).toBe('snapshot'));
    expect(slowHeard.at(-1)?.body.volume?.perMinute).toBe(12);
    expect(slowHeard.length).toBeLessThan(quickHeard.length);
    expect(seqs(slowHeard)).toEqual(gapless(slowHeard));
    expect(seqs(quickHeard)).toEqual(gapless(quickHeard));
  });
});
