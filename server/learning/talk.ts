/** What the thread that learns is given, and what it gives back. */
import type { HeldOut } from '#contracts/correction.ts';
import type { SentimentLabel } from '#contracts/understood.ts';

export type Lesson = {
  /** Bytes of the model in force; null: the shipped one. */
  inForce: Uint8Array | null;
  corrections: { text: string; lang: string; label: SentimentLabel }[];
  /** Mentions that nobody corrected. */
  others: { text: string; lang: string }[];
};
/** `model`: null where nothing is left to learn from or to judge by. */
export type Learnt = { bytes: Uint8Array; rows: number; figures: HeldOut } | null;
