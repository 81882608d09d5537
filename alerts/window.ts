/** Sums over the newest part of a window of counts, and where a departure in it began. */
import { SLOT_MS, type CountWindow } from './contract.ts';

/** Slots that have begun before `now`: a slot that begins at `now` holds nothing yet. */
export const begun = ({ counts, startAt }: CountWindow, slotMs: number, now: number): number =>
  Math.min(counts.length, Math.max(0, Math.ceil((now - startAt) / slotMs)));

/** Sum of the newest `seconds` (whole slots, the partial newest one included). */
export const sumLast = (window: CountWindow, seconds: number, now: number): number => {
  const { counts } = window;
  const end = begun(window, SLOT_MS, now);
  const slots = Math.min(end, Math.max(1, Math.round((seconds * 1000) / SLOT_MS)));
  let sum = 0;
  for (let i = end - slots; i < end; i += 1) sum += counts[i]!;
  return sum;
};

export const isEmpty = ({ counts }: CountWindow): boolean => {
  for (let i = counts.length - 1; i >= 0; i -= 1) if (counts[i] !== 0) return false;
  return true;
};

/** Start of the first slot, within the newest `seconds`, that holds more than `perMinute` explains;
 * the time of the story's first mention to a slot's width. */
export const onsetOf = (
  window: CountWindow,
  seconds: number,
  perMinute: number,
  now: number,
): number => {
  const { counts, startAt } = window;
  const end = begun(window, SLOT_MS, now);
  const slots = Math.min(end, Math.max(1, Math.ceil((seconds * 1000) / SLOT_MS)));
  const usual = (perMinute * SLOT_MS) / 60_000;
  for (let i = end - slots; i < end; i += 1)
    if (counts[i]! > usual + Math.sqrt(usual)) return startAt + i * SLOT_MS;
  return startAt + (end - slots) * SLOT_MS;
};
