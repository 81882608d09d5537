/** The outgoing HTTP of all receivers: how an answer is judged, and what a broken call says. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { attempt, judgeStatus, postGuarded, retryAfterMs } from '#alerts/receivers/http.ts';

const NOW = Date.UTC(2026, 2, 3, 3);
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`;
};
const CALL = { body: '{}', allowPrivateAddress: true, timeoutMs: 3_000 };

describe('retry-after', () => {
  it.each([
    ['7', 7_000],
    ['0', 0],
    ['Tue, 03 Mar 2026 03:00:30 GMT', 30_000],
    ['Tue, 03 Mar 2026 02:00:00 GMT', 0],
    ['999999', 300_000],
    ['soon', undefined],
    ['-5', undefined],
    ['', undefined],
  ])('%j is %s ms', (text, expected) => {
    expect(retryAfterMs({ 'retry-after': text }, NOW)).toBe(expected);
  });

  it('counts for 429 and 503 only', () => {
    const headers = { 'retry-after': '7' };
    const afterOf = (status: number) => judgeStatus({ status, headers, text: '' }, NOW);
    expect(afterOf(503)).toEqual({ kind: 'retry', reason: 'answered 503', afterMs: 7_000 });
    expect(afterOf(500)).toEqual({ kind: 'retry', reason: 'answered 500' });
  });
});

describe('a call', () => {
  it('opens a connection of its own each time, and none is left open', async () => {
    const ports = new Set<number | undefined>();
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      request.resume();
      response.end('ok');
    });
    for (let calls = 0; calls < 3; calls += 1) {
      expect(await postGuarded(url, CALL)).toMatchObject({ status: 200, text: 'ok' });
    }
    expect(ports.size).toBe(3);
  });

  it('that is cut off after it went out may have arrived; one that reached nobody has not', async () => {
    const url = await serve((request) => {
      request.resume().on('end', () => request.socket.destroy());
    });
    const judge = () => ({ kind: 'accepted' as const });
    expect(await attempt(url, CALL, judge)).toMatchObject({ kind: 'retry', mayHaveArrived: true });
    const lost = await attempt('http://127.0.0.1:9/x', CALL, judge);
    expect(lost).toEqual({ kind: 'retry', reason: 'not reached (ECONNREFUSED)' });
    expect(await attempt('not an address', CALL, judge)).toMatchObject({ kind: 'retry' });
  });
});
