/** Which rows of a batch are heard: live ones without noise, of each brand the newest, so that a bulk
 * replay costs no more than a flood. Pure but for the hearing. */
import { VOICE_LIMITS, type Voice } from '#contracts/voice.ts';
import type { Understood } from '#contracts/understood.ts';
import type { Hear } from './hear.ts';
import type { Thread } from './threads.ts';

type Row = { row: Understood; thread: Pick<Thread, 'parentKind'> };

/** A text that cannot be heard is stored and counted all the same: it must not cost the others. */
export const hearOne = (
  hear: Hear,
  row: Understood,
  parentKind: Voice['parentKind'],
): Voice | null => {
  try {
    return hear(row, parentKind);
  } catch {
    return null;
  }
};

/** Voices of the rows that were written at `oldestAt` or later, oldest first. */
export const hearBatch = (hear: Hear, rows: readonly Row[], oldestAt: number): Voice[] => {
  const live = rows.filter(({ row }) => row.at >= oldestAt && row.noise === null);
  const brands = Map.groupBy(live, ({ row }) => row.brand);
  const chosen = [...brands.values()].flatMap((all) =>
    all.sort((a, b) => a.row.at - b.row.at).slice(-VOICE_LIMITS.perBatchBrand),
  );
  return chosen
    .sort((a, b) => a.row.at - b.row.at)
    .flatMap(({ row, thread }) => hearOne(hear, row, thread.parentKind) ?? []);
};
