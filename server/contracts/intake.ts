/** What intake answers, and the entry it puts on the durable log. */
import { z } from 'zod';
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
  'unknown-brand', // of an external alert: names none that is known
  'too-many-open', // external alerts that fire at the same time
] as const;
export type RowCode = (typeof ROW_CODES)[number];
const rowRejection = z.object({ index: z.int(), code: z.enum(ROW_CODES), detail: z.string() });
export type RowRejection = z.infer<typeof rowRejection>;
export const intakeAnswer = z.object({ accepted: z.int(), rejected: z.array(rowRejection) });
export type IntakeAnswer = z.infer<typeof intakeAnswer>;

/** One accepted request. Rows are validated, their times epoch ms. `receivedAt` epoch ms. */
export type LogEntry =
  | { kind: 'mentions'; receivedAt: number; rows: Mention[] }
  | { kind: 'events'; receivedAt: number; rows: DeskEvent[] };
