/** The live traffic: what the generator has for this moment goes through the public door, like that
 * of any sender. */
import type { Clock } from '#server/clock.ts';
import type { Generator } from './generator.ts';

const EVERY_MS = 250;
const TIMEOUT_MS = 10_000;

type Traffic = {
  url: string;
  ingestKey: string;
  generator: Generator;
  clock: Clock;
  /** A row that was not taken: the sender keeps it and tries again. */
  onTrouble(error: unknown): void;
};

const post = async ({ url, ingestKey }: Traffic, path: string, rows: object[]): Promise<void> => {
  if (rows.length === 0) return;
  const answer = await fetch(`${url}/api/v1/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ingestKey}`, 'content-type': 'application/x-ndjson' },
    body: rows.map((row) => JSON.stringify(row)).join('\n'),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
};

/** Sends until stopped. Rows that were not taken are sent again: each counts once anyway. */
export const startTraffic = (traffic: Traffic): { stop(): Promise<void> } => {
  let mentions: object[] = [];
  let events: object[] = [];
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();

  const send = async (): Promise<void> => {
    const due = traffic.generator.upTo(traffic.clock());
    mentions.push(...due.mentions);
    events.push(...due.events);
    try {
      await post(traffic, 'mentions', mentions);
      mentions = [];
      await post(traffic, 'events', events);
      events = [];
    } catch (error) {
      if (!isStopped) traffic.onTrouble(error);
    }
  };
  const plan = (): void => {
    timer = setTimeout(() => {
      running = send().finally(() => {
        if (!isStopped) plan();
      });
    }, EVERY_MS);
  };
  plan();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
};
