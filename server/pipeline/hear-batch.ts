/** Which rows of a batch are heard: live ones without noise, of each brand the newest, so that a bulk
 * replay costs no more than a flood. Pure but for the hearing. */
import { VOICE_LIMITS, type Voice } from '#contracts/voice.ts';
import type { Understood } from '#contracts/understood.ts';
import type { Hear } from './hear.ts';
import type { Thread } from './threads.ts';

type Row = { row: Understood; thread: Pick<Thread, 'parentKind'> };

/** A text that cannot be heard is stored and counted all the same: it must not cost the others.
 * `onDeaf` is told of it. */
export const hearOne = (
  hear: Hear,
  row: Understood,
  parentKind: Voice['parentKind'],
  onDeaf?: () => void,
): Voice | null => {
  try {
    return hear(row, parentKind);
  } catch {
    onDeaf?.();
    return null;
  }
};

/** How many of the `wanted` voices of a brand may still be heard at `now`, epoch ms. */
export type HearingPace = (brand: string, wanted: number, now: number) => number;

/** So many in each second of the clock: a live flood is heard whole, while of a replay or of a backlog,
 * which comes in at tens of thousands a second, a part is heard. Measured: hearing all of it took a
 * tenth of the server's CPU, for voices that the next ones push out within a second. */
export const createHearingPace = (): HearingPace => {
  const heard = new Map<string, number>();
  let second = -1;
  return (brand, wanted, now) => {
    if (Math.floor(now / 1000) !== second) heard.clear();
    second = Math.floor(now / 1000);
    const before = heard.get(brand) ?? 0;
    const granted = Math.min(wanted, VOICE_LIMITS.perSecondBrand - before);
    heard.set(brand, before + granted);
    return granted;
  };
};

/** Voices of the rows that were written at `oldestAt` or later, oldest first. */
export const hearBatch = (
  hear: Hear,
  rows: readonly Row[],
  oldestAt: number,
  grant = (_brand: string, wanted: number): number => wanted,
  onDeaf?: () => void,
): Voice[] => {
  const live = rows.filter(({ row }) => row.at >= oldestAt && row.noise === null);
  const brands = Map.groupBy(live, ({ row }) => row.brand);
  const chosen = [...brands].flatMap(([brand, all]) => {
    const most = grant(brand, Math.min(all.length, VOICE_LIMITS.perBatchBrand));
    return all.sort((a, b) => a.row.at - b.row.at).slice(all.length - most);
  });
  return chosen
    .sort((a, b) => a.row.at - b.row.at)
    .flatMap(({ row, thread }) => hearOne(hear, row, thread.parentKind, onDeaf) ?? []);
};
