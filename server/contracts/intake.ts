/** What intake answers, and the entry it puts on the durable log. */
import type { DeskEvent } from './desk-event.ts';
import type { Mention } from './mention.ts';

/** Why a row was refused. Part of the promise: codes may be added, not changed. */
export const ROW_CODES = [
  'invalid-json',
  'invalid-utf8',
  'invalid-text', // NUL or lone surrogate
  'invalid-row', // the shape; detail names the fields
  'too-deep',
  'too-large',
  'too-many-brands',
] as const;
export type RowCode = (typeof ROW_CODES)[number];
export type RowRejection = { index: number; code: RowCode; detail: string };
export type IntakeAnswer = { accepted: number; rejected: RowRejection[] };

/** One accepted request. Rows are validated, their times epoch ms. `receivedAt` epoch ms. */
export type LogEntry =
  | { kind: 'mentions'; receivedAt: number; rows: Mention[] }
  | { kind: 'events'; receivedAt: number; rows: DeskEvent[] };
