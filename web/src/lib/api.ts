/** The only door to the server over HTTP. Answers are typed by the contracts; failures are ApiError
 * with the server's own problem (RFC 9457). */
import type { CommandIn, CommandName, CrisisOut, TimelineEntryOut } from '#contracts/crisis.ts';
import type { SeriesName } from '#contracts/bucket.ts';
import type { MentionOut, TaughtOut } from '#contracts/correction.ts';
import type { BacktestOut, TuningOut } from '#contracts/tuning.ts';
import type { SentimentLabel } from '#contracts/understood.ts';
import type { Role } from '#contracts/who.ts';

export type SessionUser = { name: string; email: string; role: Role };
export type SeriesPoint = {
  at: string;
  value: number | null;
  expected?: number | null;
  low?: number | null;
  high?: number | null;
};
export type Page<T> = { items: T[]; next?: string | null };

/** `status` 0: the server could not be reached. `code`: the last word of the problem's type. `errors`:
 * the single faults, where the problem has many. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly unknown[];

  constructor(status: number, message: string, code = '', errors: readonly unknown[] = []) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

const bearer: { token: string | null } = { token: null };

/** A wall without a session reads by its display token. */
export const useToken = (token: string | null): void => {
  bearer.token = token;
};

type Problem = { type?: string; title?: string; detail?: string; errors?: unknown[] };
const problemOf = async (response: Response): Promise<ApiError> => {
  const { status, statusText } = response;
  try {
    const { type, title, detail, errors } = (await response.json()) as Problem;
    const code = /[a-z-]+$/.exec(type ?? '')?.[0];
    return new ApiError(status, detail ?? title ?? statusText, code, errors);
  } catch {
    return new ApiError(status, statusText || `status ${status}`);
  }
};

/** For the other files of this door (`api-*.ts`), which hold the routes of one room each. */
export const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (bearer.token) headers.authorization = `Bearer ${bearer.token}`;
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError(0, 'The server cannot be reached.');
  }
  if (!response.ok) throw await problemOf(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
};

type Query = Record<string, string | number | null | undefined>;
export const withQuery = (path: string, query: Query): string => {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    if (value !== undefined && value !== null) params.set(key, String(value));
  return `${path}?${params}`;
};

export const whoAmI = () => call<SessionUser>('GET', '/session');
export const signIn = (email: string, password: string) =>
  call<unknown>('POST', '/session', { email, password });
export const signOut = () => call<unknown>('DELETE', '/session');

export const readSeries = (query: {
  name: SeriesName;
  brand?: string | null;
  from: string;
  to?: string;
  step: number;
}) => call<{ points: SeriesPoint[] }>('GET', withQuery('/series', query));

export const listCrises = (query: { limit?: number; cursor?: string | null }) =>
  call<Page<CrisisOut>>('GET', withQuery('/crises', query));
export const readCrisis = (id: string) =>
  call<CrisisOut>('GET', `/crises/${encodeURIComponent(id)}`);
export const readTimeline = (id: string, cursor?: string | null) =>
  call<Page<TimelineEntryOut>>(
    'GET',
    withQuery(`/crises/${encodeURIComponent(id)}/timeline`, { limit: 200, cursor }),
  );
export const sendCommand = (id: string, command: CommandName, input: CommandIn) =>
  call<CrisisOut>('POST', `/crises/${encodeURIComponent(id)}/${command}`, input);

export type Post = { channel: string; id: string; at: string; text: string; url?: string };
/** One mention of a channel, where it is stored and whoever asks may read it. */
export const readPost = async (channel: string, id: string, from: string): Promise<Post | null> => {
  const query = { channel, id, from, limit: 1 };
  const { items } = await call<Page<Post>>('GET', withQuery('/mentions', query));
  return items[0] ?? null;
};

export const readTuning = () => call<TuningOut>('GET', '/tuning');
export const askBacktest = (asked: {
  brand?: string;
  falseAlarmsPerWeek: number;
  from: string;
  to?: string;
}) => call<{ id: string }>('POST', '/tuning/backtests', asked);
export const readBacktest = (id: string) =>
  call<BacktestOut>('GET', `/tuning/backtests/${encodeURIComponent(id)}`);
export const cancelBacktest = (id: string) =>
  call<void>('DELETE', `/tuning/backtests/${encodeURIComponent(id)}`);
/** Null: back to the configuration's. */
export const applyBudget = (falseAlarmsPerWeek: number | null, reason: string) =>
  call<TuningOut>('PUT', '/tuning/budget', { falseAlarmsPerWeek, reason });

export const listMentions = (query: {
  brand?: string;
  topic?: string;
  sentiment?: SentimentLabel;
  channel?: string;
  q?: string;
  from?: string;
  to?: string;
  limit?: number;
  cursor?: string | null;
}) => call<Page<MentionOut> & { taught?: TaughtOut }>('GET', withQuery('/mentions', query));

const moodPath = (channel: string, id: string): string =>
  `/mentions/${encodeURIComponent(channel)}/${encodeURIComponent(id)}/sentiment`;
export const correctMood = (channel: string, id: string, label: SentimentLabel) =>
  call<MentionOut>('POST', moodPath(channel, id), { label });
/** What the model said stands again. */
export const takeMoodBack = (channel: string, id: string) =>
  call<MentionOut>('DELETE', moodPath(channel, id));
