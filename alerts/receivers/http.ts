/** The one outgoing HTTP of all receivers. Public unicast addresses only unless allowed, checked on the
 * address connected to; no redirects, no proxy, one limit of time for the whole, and no more of the
 * answer is read than a vendor has to say. Errors are named without address or text of the far side. */
import { Agent, request } from 'undici';
import type { Outcome } from './contract.ts';
import { AddressNotAllowedError, isForbiddenHost, publicLookup } from './public-address.ts';

/** One attempt, from resolving the name to the end of the answer. */
export const ATTEMPT_TIMEOUT_MS = 10_000;
/** What is read of an answer. */
const ANSWER_MAX_BYTES = 16 * 1024;
/** Calls of one host that are under way at once; further ones wait within their own time. */
const CONNECTIONS_PER_HOST = 16;
/** A provider that asks for more is asked again after this. */
const RETRY_AFTER_MAX_MS = 5 * 60_000;

export type HttpAnswer = {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** At most ANSWER_MAX_BYTES of it, and what had come when the time was over. */
  text: string;
};
export type HttpCall = {
  headers?: Record<string, string>;
  body: string | Buffer;
  allowPrivateAddress: boolean;
  timeoutMs?: number;
  method?: 'POST' | 'PUT' | 'GET';
};

/** One for each policy. Without keep-alive: a connection that the far side closes between two calls
 * would cost the second one its attempt, and each call checks its address anew. */
const agentWith = (lookup?: typeof publicLookup): Agent =>
  new Agent({
    pipelining: 0,
    connections: CONNECTIONS_PER_HOST,
    connect: { timeout: ATTEMPT_TIMEOUT_MS, ...(lookup && { lookup }) },
  });
const AGENTS = { public: agentWith(publicLookup), any: agentWith() };

const readText = async (body: AsyncIterable<Buffer> & { destroy(): unknown }): Promise<string> => {
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of body) {
      parts.push(part);
      bytes += part.length;
      if (bytes >= ANSWER_MAX_BYTES) break;
    }
  } catch {
    // The head of the answer has come: an outcome that it tells is not lost with its tail.
  }
  body.destroy();
  return Buffer.concat(parts).subarray(0, ANSWER_MAX_BYTES).toString('utf8');
};

/** Makes one call. Throws AddressNotAllowedError, or what the network threw. */
export const postGuarded = async (url: string, call: HttpCall): Promise<HttpAnswer> => {
  if (!call.allowPrivateAddress && isForbiddenHost(new URL(url).hostname)) {
    throw new AddressNotAllowedError();
  }
  const answer = await request(url, {
    method: call.method ?? 'POST',
    headers: { 'user-agent': 'tocsin', ...call.headers },
    ...(call.method === 'GET' ? {} : { body: call.body }),
    dispatcher: call.allowPrivateAddress ? AGENTS.any : AGENTS.public,
    signal: AbortSignal.timeout(call.timeoutMs ?? ATTEMPT_TIMEOUT_MS),
  });
  answer.body.on('error', () => undefined);
  const text = await readText(answer.body as AsyncIterable<Buffer> & { destroy(): unknown });
  return { status: answer.statusCode, headers: answer.headers, text };
};

/** What the far side asks to wait: seconds, or a date (RFC 9110). */
export const retryAfterMs = (headers: HttpAnswer['headers'], now: number): number | undefined => {
  const asked = headers['retry-after'];
  const text = (Array.isArray(asked) ? asked[0] : asked)?.trim();
  if (!text) return undefined;
  const isDate = /^[A-Z][a-z]{2}, \d/.test(text);
  const waitMs = isDate
    ? Date.parse(text) - now
    : /^\d{1,9}$/.test(text)
      ? Number(text) * 1000
      : NaN;
  return Number.isFinite(waitMs) ? Math.min(Math.max(waitMs, 0), RETRY_AFTER_MAX_MS) : undefined;
};

/** What of the statuses below 500 no further attempt changes: a wrong payload, key or place. */
export const HOPELESS: readonly number[] = [400, 401, 403, 404, 405, 410, 413, 415, 422];

/** The outcome by the status alone. `refused` lists which statuses no further attempt changes; a
 * redirect is never followed: the alert would go where nobody configured it to. */
export const judgeStatus = (
  { status, headers }: HttpAnswer,
  now: number,
  refused: readonly number[] = HOPELESS,
): Outcome => {
  if (status >= 200 && status < 300) return { kind: 'accepted' };
  if (status >= 300 && status < 400) {
    return { kind: 'refused', reason: `answered ${status}: redirects are not followed` };
  }
  const reason = status === 410 ? 'answered 410: gone' : `answered ${status}`;
  if (refused.includes(status)) return { kind: 'refused', reason };
  const afterMs = status === 429 || status === 503 ? retryAfterMs(headers, now) : undefined;
  return { kind: 'retry', reason, ...(afterMs !== undefined && { afterMs }) };
};

const CODE = /^[A-Z][A-Z0-9_]{2,63}$/;
/** The request was on its way when the connection broke. */
const BROKEN: readonly string[] = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'HPE_INVALID_CONSTANT'];

/** The outcome of a call that threw. */
export const judgeError = (error: unknown): Outcome => {
  if (error instanceof AddressNotAllowedError) {
    return {
      kind: 'refused',
      reason: 'the address is not public, and allowPrivateAddress is not set',
    };
  }
  const { name, code } = error as { name?: unknown; code?: unknown };
  if (name === 'TimeoutError') {
    return { kind: 'retry', reason: 'no answer in time', mayHaveArrived: true };
  }
  const word = typeof code === 'string' && CODE.test(code) ? code : 'unknown error';
  const reason = `not reached (${word})`;
  return { kind: 'retry', reason, ...(BROKEN.includes(word) && { mayHaveArrived: true }) };
};

/** One attempt: the call, and `judge` over its answer. */
export const attempt = async (
  url: string,
  call: HttpCall,
  judge: (answer: HttpAnswer) => Outcome,
): Promise<Outcome> => {
  try {
    return judge(await postGuarded(url, call));
  } catch (error) {
    return judgeError(error);
  }
};
