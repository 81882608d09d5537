/** Every receiver that speaks HTTP: the shared test runs over all of them. */
import type { Row } from './row.ts';
import { CHAT_ROWS } from './rows-chat.ts';
import { MACHINE_ROWS } from './rows-machines.ts';

export const ROWS: Row[] = [...CHAT_ROWS, ...MACHINE_ROWS];
