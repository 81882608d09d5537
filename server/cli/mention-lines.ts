/** Recorded mentions line by line, NDJSON or `.gz`, for the commands that read files of them. Streams: a
 * file may be larger than the memory. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { z } from 'zod';

export class UsageError extends Error {}

export const needFiles = async (files: readonly string[]): Promise<void> => {
  for (const file of files) {
    const isFile = await stat(file).then(
      (found) => found.isFile(),
      () => false,
    );
    if (!isFile) throw new UsageError(`${file} is not a file that can be read`);
  }
};

/** The row of one line, or why there is none. */
export const readLine = <T>(
  schema: z.ZodType<T>,
  line: string,
): { row: T } | { problem: string } => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { problem: 'is not JSON' };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { row: parsed.data };
  const named = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'row'}: ${message}`,
  );
  return { problem: named.join('; ') };
};

/** Every line of a file that is not blank, with its number. Fails where the file is cut off. */
export async function* linesOf(file: string): AsyncGenerator<[line: string, number: number]> {
  const raw = createReadStream(file);
  const input = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  const lines = createInterface({ input, crlfDelay: Infinity });
  // readline swallows errors of its input; without this a cut-off file would end quietly.
  const failed = new Promise<never>((_, reject) => {
    for (const stream of [raw, input]) stream.on('error', reject);
  });
  failed.catch(() => lines.close());
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() !== '') yield [line, number];
  }
  await Promise.race([failed, Promise.resolve()]);
}

/** Each row of the files; a broken line is named on standard error and counted. */
export const eachRow = async <T>(
  files: readonly string[],
  schema: z.ZodType<T>,
  use: (row: T) => void | Promise<void>,
): Promise<number> => {
  let broken = 0;
  for (const file of files) {
    for await (const [line, number] of linesOf(file)) {
      const read = readLine(schema, line);
      if ('row' in read) await use(read.row);
      else {
        broken += 1;
        console.error(`${file}:${number}: ${read.problem}`);
      }
    }
  }
  return broken;
};
