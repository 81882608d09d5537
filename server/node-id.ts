/** The name of this node among many: made once and kept in the data directory, so that a node that
 * was killed is recognised when it comes back and goes on with what it had in hand. */
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FILE = 'node-id';

/** Call it under the lock of the data directory. */
export const readNodeId = async (dataDir: string): Promise<string> => {
  const file = join(dataDir, FILE);
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known.trim() !== '') return known.trim();
  const id = randomUUID();
  await writeFile(file, `${id}\n`);
  return id;
};
