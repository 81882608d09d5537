/** What shares of a brand's mentions are usually negative and usually questions, learned as they come. */
import type { BrandInput, CountWindow } from '#alerts/contract.ts';
import { SLOT_MS } from '#alerts/contract.ts';
import { sumLast } from '#alerts/window.ts';

export type ShareMemory = { negative: number; question: number; mentions: number };

/** Before anything is known: three in ten and a quarter, as if from twenty mentions. */
const PRIOR = { negative: 6, question: 5, mentions: 20 };
/** Half of what was learned is forgotten in two days. */
const KEEP = 0.5 ** (SLOT_MS / (2 * 86_400_000));

export const emptyShare = (): ShareMemory => ({ negative: 0, question: 0, mentions: 0 });

export const usualShare = (memory: ShareMemory, of: 'negative' | 'question'): number =>
  (memory[of] + PRIOR[of]) / (memory.mentions + PRIOR.mentions);

/** Takes in the newest whole slot; not while a signal is open, so that a crisis teaches nothing. */
export const learnShare = (memory: ShareMemory, input: BrandInput, now: number): ShareMemory => {
  if (now % SLOT_MS !== 0) return memory;
  const mentions = sumLast(input.volume, SLOT_MS / 1000, now);
  if (mentions === 0 && memory.mentions === 0) return memory;
  const newest = (window: CountWindow) => sumLast(window, SLOT_MS / 1000, now);
  return {
    negative: memory.negative * KEEP + newest(input.negative),
    question: memory.question * KEEP + newest(input.question),
    mentions: memory.mentions * KEEP + mentions,
  };
};
