/** Kills a loaded Tocsin again and again and keeps the books: which rows were acknowledged, and how
 * long each restart took to be ready. Shared by the test (nothing is lost) and the bench (how fast). */
import { setTimeout as sleep } from 'node:timers/promises';
import { KEYS, startProcess, type Running } from './process.ts';

const ROWS_PER_SECOND = 2_000;
const SEND_EVERY_MS = 50;
const ROWS_PER_REQUEST = (ROWS_PER_SECOND * SEND_EVERY_MS) / 1_000;
const CHANNELS = ['x', 'instagram', 'mastodon'] as const;

export type KillBooks = {
  /** `channel/id` of every row that was answered with 202. */
  acknowledged: Set<string>;
  sent: number;
  readySeconds: number[];
};

const row = (number: number) => ({
  id: `row-${number}`,
  channel: CHANNELS[number % CHANNELS.length] as string,
  text: `Still no signal in the tunnel, train ${number % 97}, is anyone else offline?`,
  at: new Date().toISOString(),
  inbound: true,
  brand: 'northline',
  author: { id: `author-${number % 5_000}` },
});

/** Sends until told to stop; a request that fails is simply not acknowledged. */
const sendLoad = (running: Running, books: KillBooks) => {
  let isOver = false;
  const pending = new Set<Promise<void>>();
  const sendOne = async () => {
    const rows = Array.from({ length: ROWS_PER_REQUEST }, () => row(books.sent++));
    try {
      const answer = await fetch(`${running.url}/api/v1/mentions`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${KEYS.ingest}`,
          'content-type': 'application/x-ndjson',
        },
        body: rows.map((each) => JSON.stringify(each)).join('\n'),
        signal: AbortSignal.timeout(10_000),
      });
      if (answer.status !== 202) return;
      for (const each of rows) books.acknowledged.add(`${each.channel}/${each.id}`);
    } catch {
      // The server was killed under the request: what it did with the rows is not known.
    }
  };
  const loop = (async () => {
    while (!isOver) {
      const request = sendOne().finally(() => pending.delete(request));
      pending.add(request);
      await sleep(SEND_EVERY_MS);
    }
  })();
  return async () => {
    isOver = true;
    await loop;
    await Promise.all(pending);
  };
};

/** Starts, loads and kills (-9) `kills` times, then starts once more and waits until everything that
 * was acknowledged has left the log. The caller ends the returned process and looks into the
 * database. */
export const runKillLoop = async (env: Record<string, string>, kills: number) => {
  const books: KillBooks = { acknowledged: new Set(), sent: 0, readySeconds: [] };
  const start = async () => {
    const begun = performance.now();
    const running = await startProcess(env);
    books.readySeconds.push((performance.now() - begun) / 1_000);
    return running;
  };
  for (let kill = 0; kill < kills; kill += 1) {
    const running = await start();
    const stopLoad = sendLoad(running, books);
    await sleep(300 + 97 * ((kill * 7) % 10));
    await running.end('SIGKILL');
    await stopLoad();
  }
  const running = await start();
  await untilDrained(running);
  return { books, running };
};

/** Waits until /metrics says that the log holds nothing any more. */
export const untilDrained = async (running: Running) => {
  for (let round = 0; round < 3_000; round += 1) {
    const text = await fetch(`${running.url}/metrics`).then((answer) => answer.text());
    if (/^tocsin_log_bytes 0$/m.test(text)) return;
    await sleep(20);
  }
  throw new Error(`the log did not drain: ${running.output().slice(-2_000)}`);
};
