/** From the bytes of one row to a row of the house, or to the reason why not. Reasons name fields and
 * rules, never what stood in them. */
import { isUtf8 } from 'node:buffer';
import type { z } from 'zod';
import { deskEventIn, type DeskEvent } from '#contracts/desk-event.ts';
import { isBeat } from '#contracts/heartbeat.ts';
import type { RowCode } from '#contracts/intake.ts';
import { LIMITS } from '#contracts/limits.ts';
import { mentionIn, type Mention } from '#contracts/mention.ts';
import { UNSTORABLE } from '#contracts/text.ts';
import { quickMention } from './quick-mention.ts';
import { isDeeperThan, type Span } from './split.ts';

export type Refusal = { ok: false; code: RowCode; detail: string };
export type RowResult<Row> = { ok: true; row: Row } | Refusal;

const ISSUES_NAMED = 5;

const refuse = (code: RowCode, detail: string): Refusal => ({ ok: false, code, detail });

const fromIssues = (issues: z.core.$ZodIssue[]): Refusal => {
  const named = issues
    .slice(0, ISSUES_NAMED)
    .map(({ path, message }) => `${path.join('.') || 'row'}: ${message}`);
  if (issues.length > ISSUES_NAMED) named.push(`and ${issues.length - ISSUES_NAMED} more`);
  const isText = issues.some(({ message }) => message === UNSTORABLE);
  return refuse(isText ? 'invalid-text' : 'invalid-row', named.join('; '));
};

type Members = Record<string, unknown>;
const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Many senders write null for what they do not know: such a member counts as left out. */
const withoutNulls = (value: unknown): unknown => {
  if (!isMembers(value)) return value;
  const author = isMembers(value.author) ? { author: withoutNulls(value.author) } : {};
  const known = Object.entries(value).filter(([, member]) => member !== null);
  return { ...Object.fromEntries(known), ...author };
};

/** Checks a parsed value against the shape of a mention. */
export const readMention = (value: unknown): RowResult<Mention> => {
  const quick = quickMention(value);
  if (quick) return { ok: true, row: quick };
  const parsed = mentionIn.safeParse(withoutNulls(value));
  return parsed.success ? { ok: true, row: parsed.data } : fromIssues(parsed.error.issues);
};

/** For what comes from outside: the channel of the house's own beat is not for others to use. */
export const forOthers =
  <Row extends object>(read: (value: unknown) => RowResult<Row>) =>
  (value: unknown): RowResult<Row> => {
    const result = read(value);
    if (!result.ok || !isBeat(result.row)) return result;
    return refuse('invalid-row', 'channel: is reserved');
  };

export const readEvent = (value: unknown): RowResult<DeskEvent> => {
  const parsed = deskEventIn.safeParse(withoutNulls(value));
  return parsed.success ? { ok: true, row: parsed.data } : fromIssues(parsed.error.issues);
};

/** Parses the row that lies at `span`. `isTrusted`: the whole body is known to be UTF-8. */
export const parseRow = (
  body: Buffer,
  { start, end }: Span,
  isTrusted: boolean,
): { ok: true; row: unknown } | Refusal => {
  if (end - start > LIMITS.rowBytes) {
    return refuse('too-large', `A row has at most ${LIMITS.rowBytes} bytes`);
  }
  if (!isTrusted && !isUtf8(body.subarray(start, end))) {
    return refuse('invalid-utf8', 'The row is not UTF-8');
  }
  const text = body.toString('utf8', start, end);
  if (isDeeperThan(text, LIMITS.jsonDepth)) {
    return refuse('too-deep', `A row nests at most ${LIMITS.jsonDepth} levels`);
  }
  try {
    return { ok: true, row: JSON.parse(text) as unknown };
  } catch {
    return refuse('invalid-json', 'The row is not JSON');
  }
};
