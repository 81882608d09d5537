/** The model that comes with Tocsin, read once a thread. Fitted to UMSAB of XLM-T (Apache-2.0) alone:
 * see the README of this folder. */
import { fileURLToPath } from 'node:url';
import { readSentimentModel } from './file.ts';
import type { SentimentModel } from './model.ts';

const SHIPPED_PATH = fileURLToPath(new URL('./shipped.bin', import.meta.url));

let shipped: SentimentModel | undefined;
export const shippedSentimentModel = (): SentimentModel =>
  (shipped ??= readSentimentModel(SHIPPED_PATH));
