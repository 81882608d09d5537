/** What shares of a brand's mentions are usually negative and usually questions, learned as they come,
 * and the band that so few mentions allow: 3 of 4 is not 300 of 400. */
import type { Band, BrandInput, CountWindow } from '#alerts/contract.ts';
import { SLOT_MS } from '#alerts/contract.ts';
import { sumLast } from '#alerts/window.ts';

export type ShareMemory = { negative: number; question: number; mentions: number };

/** Before anything is known: three in ten and a quarter, as if from twenty mentions. */
const PRIOR = { negative: 6, question: 5, mentions: 20 };
/** Half of what was learned is forgotten in two days. */
const KEEP = 0.5 ** (SLOT_MS / (2 * 86_400_000));
/** Below this the share is still being learned. */
const STANDING_MENTIONS = 200;
const WINDOW_SECONDS = 900;
const BAND_DEVIATIONS = 2;

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

/** The negative share of the last 15 minutes may lie here (normal approximation with the prior's
 * mentions added: Agresti & Coull 1998). */
export const shareBand = (memory: ShareMemory, input: BrandInput, now: number): Band => {
  const expected = usualShare(memory, 'negative');
  const mentions = sumLast(input.volume, WINDOW_SECONDS, now);
  const negative = sumLast(input.negative, WINDOW_SECONDS, now);
  const reach = BAND_DEVIATIONS * Math.sqrt((expected * (1 - expected)) / (mentions + 4));
  const high = Math.min(1, expected + reach);
  const isRaised = mentions > 0 && negative / mentions > high;
  const isLearning = memory.mentions < STANDING_MENTIONS;
  return {
    expected,
    low: Math.max(0, expected - reach),
    high,
    score: 0,
    state: isLearning ? 'learning' : isRaised ? 'raised' : 'normal',
    learnedHours: 0,
  };
};
