/** The demo's temporary folder: gone at the end, and what a killed demo left behind is cleared by
 * the next one, its database included. */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostmaster, isAlive, stopPostmaster } from '#server/store/postmaster.ts';

const PREFIX = 'tocsin-demo-';
const OWNER_FILE = 'owner.pid';

const ownerOf = (dir: string): number => {
  try {
    return Number(readFileSync(join(dir, OWNER_FILE), 'utf8'));
  } catch {
    return 0;
  }
};

const clearLeftovers = async (): Promise<void> => {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const dir = join(tmpdir(), name);
    const owner = ownerOf(dir);
    if (owner === 0 || isAlive(owner)) continue;
    const postmaster = findPostmaster(join(dir, 'postgres'));
    if (postmaster !== null) await stopPostmaster(postmaster);
    rmSync(dir, { recursive: true, force: true });
  }
};

export const openHome = async (): Promise<{ dir: string; remove(): void }> => {
  await clearLeftovers();
  const dir = mkdtempSync(join(tmpdir(), PREFIX));
  // The database runs as somebody else when the demo is root: it has to pass this folder.
  chmodSync(dir, 0o711);
  writeFileSync(join(dir, OWNER_FILE), String(process.pid));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
};
