/** Recorded mentions and events from NDJSON files, gzipped or not, as one time line. Files are read as
 * streams: memory does not grow with them. A line that makes no sense is passed on as it is, for the
 * server to judge. */
import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { LIMITS } from '#contracts/limits.ts';

export type RecordedLine = {
  file: string;
  line: number;
  bytes: Buffer;
  /** null: not a JSON object. */
  row: Record<string, unknown> | null;
  /** Epoch ms; null where the row has no time that can be read. */
  at: number | null;
};

const NEWLINE = 10;

async function* splitLines(file: string): AsyncGenerator<Buffer> {
  const raw = createReadStream(file);
  const source = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  raw.on('error', (error) => source.destroy(error));
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of source as AsyncIterable<Buffer>) {
    const text = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let start = 0;
    for (let end = text.indexOf(NEWLINE); end !== -1; end = text.indexOf(NEWLINE, start)) {
      yield text.subarray(start, end);
      start = end + 1;
    }
    rest = text.subarray(start);
    if (rest.length > LIMITS.bodyBytes) throw new Error('a line is longer than any request may be');
  }
  yield rest;
}

const parse = (bytes: Buffer): RecordedLine['row'] => {
  if (!isUtf8(bytes)) return null;
  try {
    const value: unknown = JSON.parse(bytes.toString());
    const isRow = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isRow ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
};

/** The lines of one file, in its order. Blank lines are left out, and counted in `line`. */
async function* readRecording(file: string): AsyncGenerator<RecordedLine> {
  let line = 0;
  try {
    for await (const whole of splitLines(file)) {
      line += 1;
      const bytes = whole.at(-1) === 13 ? whole.subarray(0, -1) : whole;
      if (bytes.length === 0) continue;
      const row = parse(bytes);
      const at = typeof row?.at === 'string' ? Date.parse(row.at) : Number.NaN;
      yield { file, line, bytes, row, at: Number.isNaN(at) ? null : at };
    }
  } catch (error) {
    throw new Error(`${file}, after line ${line}: ${(error as Error).message}`, { cause: error });
  }
}

/** All files as one time line. Each file is taken to be in order; a line without a time goes first. */
export async function* mergeByTime(files: readonly string[]): AsyncGenerator<RecordedLine> {
  const readers = files.map(readRecording);
  const firsts = await Promise.all(readers.map((reader) => reader.next()));
  const heads = firsts.flatMap(({ value, done }, i) => {
    const reader = readers[i];
    return done || !reader ? [] : [{ reader, head: value }];
  });
  while (heads.length > 0) {
    const next = heads.reduce((a, b) =>
      (b.head.at ?? Number.NEGATIVE_INFINITY) < (a.head.at ?? Number.NEGATIVE_INFINITY) ? b : a,
    );
    yield next.head;
    const { value, done } = await next.reader.next();
    if (done) heads.splice(heads.indexOf(next), 1);
    else next.head = value;
  }
}
