/** Recorded mentions from files (NDJSON, gzip where the name ends in .gz), checked by the same row
 * contract as intake, in order of time and each one once. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { mentionIn, type Mention } from '#contracts/mention.ts';

type Recording = { mentions: Mention[]; rejected: number };

const parseLine = (line: string): Mention | null => {
  try {
    const parsed = mentionIn.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

const readFile = async (path: string, take: (mention: Mention | null) => void): Promise<void> => {
  const file = createReadStream(path);
  const input = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  // A missing file would otherwise only end the stream behind the gunzip.
  file.on('error', (error) => input.destroy(error));
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() !== '') take(parseLine(line));
  }
};

/** Rows that break the contract are counted and left out. Throws where a file cannot be read. */
export const readRecordings = async (paths: readonly string[]): Promise<Recording> => {
  const known = new Map<string, Mention>();
  let rejected = 0;
  for (const path of paths) {
    await readFile(path, (mention) => {
      if (mention === null) rejected += 1;
      else {
        const key = `${mention.channel}\0${mention.id}`;
        if (!known.has(key)) known.set(key, mention);
      }
    });
  }
  const mentions = [...known.values()].sort((a, b) => a.at - b.at);
  return { mentions, rejected };
};
