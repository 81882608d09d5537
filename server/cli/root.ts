/** Where the project lies, and which command was started. */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Whether the file is what was started, directly or by the launcher, and not imported by another. */
export const isCommand = (file: string): boolean =>
  process.argv[1] !== undefined && realpathSync(process.argv[1]) === file;
