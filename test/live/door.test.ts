/** Who is let in to the sockets, who is put out again, and what the desk hears. */
import type { Socket } from 'socket.io-client';
import { describe, expect, it } from 'vitest';
import type { Crisis } from '#contracts/crisis.ts';
import type { WallState } from '#contracts/wall.ts';
import { DISPLAY, once, setUpHall } from './hall.ts';

const hall = setUpHall();

describe('the door', () => {
  const refusal = async (socket: Socket) => (await once<Error>(socket, 'connect_error')).message;

  it.each<[string, string, { token?: string; cookie?: string }, string]>([
    ['no credential', '/wall', {}, 'unauthorized'],
    ['a wrong token', '/wall', { token: 'wrong' }, 'unauthorized'],
    ['an ingest key', '/wall', { token: 'ingest' }, 'forbidden'],
    ['a display token at the desk', '/desk', { token: 'display' }, 'forbidden'],
  ])('is shut to %s', async (_what, namespace, credential, message) => {
    hall.serve();
    expect(await refusal(hall.connect(namespace, credential))).toBe(message);
  });

  it('is shut to another site, and open to our own', async () => {
    hall.serve();
    const foreign = hall.connect('/wall', { cookie: 'session=1', origin: 'https://evil.example' });
    await refusal(foreign);
    expect(foreign.connected).toBe(false);
    const own = hall.connect('/wall', { cookie: 'session=1', origin: hall.url() });
    await once(own, 'connect');
    const { promise, resolve } = Promise.withResolvers<WallState>();
    own.on('snapshot', resolve);
    own.emit('subscribe');
    expect((await promise).brand).toBeNull();
  });

  it('is shut when it is full', async () => {
    hall.serve({ socketsMax: 1 });
    await once(hall.connect('/wall', { token: 'display' }), 'connect');
    expect(await refusal(hall.connect('/wall', { token: 'display' }))).toBe('too-many-sockets');
  });

  it('opens by itself once it can be told again who is who', async () => {
    let asked = 0;
    hall.serve({
      authenticate: async () => {
        asked += 1;
        if (asked < 3) throw new Error('the database is away');
        return DISPLAY;
      },
    });
    const socket = hall.connect('/wall', { token: 'display', reconnection: true });
    await once(socket, 'connect');
    expect(asked).toBe(3);
  });

  it('puts out who was let in and may no longer be', async () => {
    hall.serve({ recheckMs: 50 });
    const revoked = hall.connect('/wall', { token: 'display' });
    const person = hall.connect('/wall', { cookie: 'session=1' });
    await Promise.all([once(revoked, 'connect'), once(person, 'connect')]);
    const gone = once(revoked, 'disconnect');
    hall.good.delete('display');
    expect(await gone).toBe('io server disconnect');
    expect(person.connected).toBe(true);
  });
});

describe('the desk', () => {
  const crisis: Crisis = {
    id: 'c1',
    number: 7,
    version: 2,
    state: 'open',
    level: 'high',
    scenario: 'service-failure',
    brand: 'northline',
    title: 'Parcels stand still',
    firstMentionAt: 0,
    detectedAt: 0,
    openedAt: 0,
    acknowledgedAt: null,
    acknowledgedBy: null,
    acknowledgedLevel: null,
    levelAt: null,
    containedAt: null,
    resolvedAt: null,
    quietSince: null,
    scorecard: {
      damage: { score: 0, evidence: [] },
      deviation: { score: 0, evidence: [] },
      asymmetry: { score: 0, evidence: [] },
    },
    signals: [],
    drill: false,
    detail: null,
  };

  it('hears of crises and their timeline', async () => {
    hall.serve();
    const socket = hall.connect('/desk', { cookie: 'session=1' });
    await once(socket, 'connect');
    const [changed, entry] = [once(socket, 'crisis'), once(socket, 'timeline')];
    hall.bus.publish({ kind: 'watch', at: 0, bands: [], signals: [], crises: [crisis] });
    hall.bus.publish({
      kind: 'timeline',
      entries: [
        { crisisId: 'c1', at: 0, kind: 'note', by: 'Ada', text: 'Called the depot', data: {} },
      ],
    });
    expect(await changed).toMatchObject({ id: 'c1', openedAt: '1970-01-01T00:00:00.000Z' });
    expect(await changed).not.toHaveProperty('version');
    expect(await entry).toMatchObject({ crisisId: 'c1', by: 'Ada' });
  });
});
