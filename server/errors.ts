/** The catalogue of errors that reach a client: code, HTTP status, title. Thrown as
 * `new AppError(code, detail)`; the app turns it into RFC 9457. Details of 5xx stay inside. */

export const ERRORS = {
  'invalid-request': { status: 400, title: 'The request is not valid' },
  unauthorized: { status: 401, title: 'Sign in or send a valid key' },
  forbidden: { status: 403, title: 'Your role does not allow this' },
  'bad-origin': { status: 403, title: 'The request came from another site' },
  'not-found': { status: 404, title: 'Not found' },
  'wrong-transition': { status: 409, title: 'The crisis is not in a state that allows this' },
  conflict: { status: 409, title: 'This does not go with what is there' },
  'opens-hole': { status: 409, title: 'The change opens a hole: it needs a reason' },
  gone: { status: 410, title: 'This is over' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The media type is not supported' },
  'bad-document': { status: 422, title: 'The document has problems' },
  'no-row-accepted': { status: 422, title: 'No row was accepted' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  'log-full': { status: 503, title: 'The log is full, try again later' },
  'not-ready': { status: 503, title: 'Not ready' },
  'storage-down': { status: 503, title: 'The database does not answer, try again later' },
} as const;
export type ErrorCode = keyof typeof ERRORS;

/** `errors` names single faults of a body with many; `retryAfterSeconds` becomes Retry-After. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly errors: readonly unknown[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    detail?: string,
    more: { errors?: readonly unknown[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(detail ?? ERRORS[code].title, { cause: more.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = ERRORS[code].status;
    this.errors = more.errors;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }

  /** The body of RFC 9457 (`application/problem+json`). */
  toProblem(instance: string) {
    return {
      type: `urn:tocsin:error:${this.code}`,
      title: ERRORS[this.code].title,
      status: this.status,
      ...(this.status < 500 || this.status === 503 ? { detail: this.message } : {}),
      instance,
      ...(this.errors ? { errors: this.errors } : {}),
    };
  }
}
