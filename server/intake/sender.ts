/** A sender as a good integrator writes one: it waits when it is told to, tries again when the server
 * is away, and says which rows were refused. Drives `replay`. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { RowRejection } from '#contracts/intake.ts';
import { RUNTIME } from '#server/config.ts';

type SendResult = { accepted: number; rejected: RowRejection[] };
export type Sender = (path: 'mentions' | 'events', body: Buffer) => Promise<SendResult>;

type Options = {
  url: string;
  key: string;
  /** Hears the reason of each pause. */
  onRetry?: (reason: string, waitMs: number) => void;
  tryMs?: number;
  signal?: AbortSignal;
};

const FIRST_PAUSE_MS = 250;
const PAUSE_MAX_MS = 5_000;
const ANSWER_WITHIN_MS = 30_000;
/** Answers that may be another one in a moment. */
const PASSING = new Set([408, 429, 500, 502, 503, 504]);

/** The server will not take the rows, however often they are sent. */
class SendError extends Error {}

const retryAfterMs = (header: string | null): number | null => {
  if (header === null) return null;
  const seconds = Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
};

const explain = async (answer: Response): Promise<string> => {
  if (answer.status === 401) return 'the server does not know this key (401)';
  if (answer.status === 403) return 'this key may not post (403)';
  const problem = (await answer.json().catch(() => null)) as { detail?: unknown } | null;
  const detail = typeof problem?.detail === 'string' ? `: ${problem.detail}` : '';
  return `the server answered ${answer.status}${detail}`;
};

const readAnswer = async (answer: Response): Promise<SendResult> => {
  const { accepted = 0, rejected = [] } = (await answer.json()) as Partial<SendResult>;
  return { accepted, rejected };
};

/** Why a connection failed, in the code that the system gives. */
const reasonOf = (error: unknown): string => {
  const { cause, name } = error as { cause?: { code?: string }; name?: string };
  return `the server does not answer (${cause?.code ?? name ?? 'error'})`;
};

export const createSender = (options: Options): Sender => {
  const { key, onRetry, tryMs = RUNTIME.replayTryMs, signal } = options;
  const base = options.url.replace(/\/+$/, '');
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' };
  const post = (path: string, body: Buffer) => {
    const late = AbortSignal.timeout(ANSWER_WITHIN_MS);
    return fetch(`${base}/api/v1/${path}`, {
      ...{ method: 'POST', headers, body: new Uint8Array(body) },
      signal: signal ? AbortSignal.any([signal, late]) : late,
    });
  };
  return async (path, body) => {
    let pauseMs = FIRST_PAUSE_MS;
    for (let waitedMs = 0; ;) {
      const answer = await post(path, body).catch((error: unknown) => {
        if (signal?.aborted) throw error;
        return reasonOf(error);
      });
      if (answer instanceof Response && (answer.status === 202 || answer.status === 422)) {
        return readAnswer(answer);
      }
      const isPassing = typeof answer === 'string' || PASSING.has(answer.status);
      const reason = typeof answer === 'string' ? answer : await explain(answer);
      if (!isPassing || waitedMs >= tryMs) throw new SendError(reason);
      const told = typeof answer === 'string' ? null : answer.headers.get('retry-after');
      const waitMs = retryAfterMs(told) ?? pauseMs;
      onRetry?.(reason, waitMs);
      await sleep(waitMs, undefined, { signal });
      waitedMs += waitMs;
      pauseMs = Math.min(pauseMs * 2, PAUSE_MAX_MS);
    }
  };
};
