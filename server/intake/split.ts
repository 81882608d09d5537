/** Cuts a body into the bytes of its rows before anything is parsed, so that each row is limited,
 * decoded and refused on its own, for a JSON array as for NDJSON. */
import { LIMITS } from '#contracts/limits.ts';
import { AppError } from '#server/errors.ts';
import type { BodyFormat } from './body.ts';

/** First byte and the byte after the last one. */
export type Span = { start: number; end: number };

const NEWLINE = 10;
const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;
const ARRAY_OPEN = 91;
const ARRAY_CLOSE = 93;
const OBJECT_OPEN = 123;
const OBJECT_CLOSE = 125;
const BOM = [0xef, 0xbb, 0xbf];

const isSpace = (byte: number | undefined): boolean =>
  byte === 32 || byte === NEWLINE || byte === 13 || byte === 9;

const trim = (body: Buffer, start: number, end: number): Span => {
  while (start < end && isSpace(body[start])) start += 1;
  while (end > start && isSpace(body[end - 1])) end -= 1;
  return { start, end };
};

const collectSpans = () => {
  const spans: Span[] = [];
  return {
    spans,
    add: (span: Span) => {
      if (spans.length >= LIMITS.rowsPerRequest) {
        throw new AppError('body-too-large', `A body has at most ${LIMITS.rowsPerRequest} rows`);
      }
      spans.push(span);
    },
  };
};

/** One row a line; blank lines are no rows. */
const splitLines = (body: Buffer, from: number): Span[] => {
  const { spans, add } = collectSpans();
  for (let start = from; start < body.length;) {
    const newline = body.indexOf(NEWLINE, start);
    const end = newline === -1 ? body.length : newline;
    const span = trim(body, start, end);
    if (span.start < span.end) add(span);
    start = end + 1;
  }
  return spans;
};

/** The elements of an array, by brackets and commas outside of strings. What stands between them is
 * left to the parser. */
const splitArray = (body: Buffer, { start, end }: Span): Span[] => {
  const { spans, add } = collectSpans();
  const inner = trim(body, start + 1, end - 1);
  if (inner.start === inner.end) return spans;
  let rowStart = inner.start;
  let depth = 0;
  for (let i = inner.start; i < inner.end; i += 1) {
    const byte = body[i];
    if (byte === QUOTE) {
      for (i += 1; i < inner.end && body[i] !== QUOTE; i += 1) if (body[i] === BACKSLASH) i += 1;
    } else if (byte === OBJECT_OPEN || byte === ARRAY_OPEN) depth += 1;
    else if (byte === OBJECT_CLOSE || byte === ARRAY_CLOSE) depth -= 1;
    else if (byte === COMMA && depth === 0) {
      add(trim(body, rowStart, i));
      rowStart = i + 1;
    }
  }
  add(trim(body, rowStart, inner.end));
  return spans;
};

/** The rows of a body, in order. Throws 413 when there are too many. */
export const splitRows = (body: Buffer, format: BodyFormat): Span[] => {
  const from = BOM.every((byte, i) => body[i] === byte) ? BOM.length : 0;
  if (format === 'ndjson') return splitLines(body, from);
  const whole = trim(body, from, body.length);
  if (whole.start === whole.end) return [];
  const isArray = body[whole.start] === ARRAY_OPEN && body[whole.end - 1] === ARRAY_CLOSE;
  return isArray && whole.end - whole.start > 1 ? splitArray(body, whole) : [whole];
};

/** Whether brackets nest deeper than `maxDepth`, without recursion and without parsing. */
export const isDeeperThan = (text: string, maxDepth: number): boolean => {
  let openers = 0;
  for (const opener of '{[') {
    for (let i = text.indexOf(opener); i !== -1 && openers <= maxDepth;) {
      openers += 1;
      i = text.indexOf(opener, i + 1);
    }
  }
  // Few openers cannot nest deep: the common case needs no closer look.
  if (openers <= maxDepth) return false;
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      for (i += 1; i < text.length && text.charCodeAt(i) !== QUOTE; i += 1) {
        if (text.charCodeAt(i) === BACKSLASH) i += 1;
      }
    } else if (code === OBJECT_OPEN || code === ARRAY_OPEN) {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (code === OBJECT_CLOSE || code === ARRAY_CLOSE) depth -= 1;
  }
  return false;
};
