/** Which rows of a batch may be stored: rows from the future are quarantined, rows of one brand or
 * channel too many are refused. */
import { isBeat } from '#contracts/heartbeat.ts';
import type { DeadLetter } from '#contracts/log.ts';
import type { BatchRow } from './batch.ts';
import { hasRoom, type Register } from './register.ts';

export type AdmitLimits = {
  futureMaxMs: number;
  lateAfterMs: number;
  brandsMax: number;
  channelsMax: number;
};
export type Admitted = {
  accepted: BatchRow[];
  quarantined: BatchRow[];
  refused: DeadLetter[];
  /** Accepted rows older than the live window. */
  late: number;
  /** The newest beat of the house, which is in none of the others. */
  beatAt: number | null;
};

const refusal = (row: BatchRow, register: Register, limits: AdmitLimits): string | null => {
  const { row: named } = row;
  if ('type' in named && named.type === 'agent.state') return null;
  if (!hasRoom(register.channels, named.channel, limits.channelsMax)) {
    return `more than ${limits.channelsMax} channels`;
  }
  if (!hasRoom(register.brands, named.brand, limits.brandsMax)) {
    return `more than ${limits.brandsMax} brands`;
  }
  return null;
};

/** Sorts the rows by what may become of them at `now`. New names enter `register`. */
export const admit = (
  rows: readonly BatchRow[],
  now: number,
  register: Register,
  limits: AdmitLimits,
): Admitted => {
  const admitted: Admitted = {
    ...{ accepted: [], quarantined: [], refused: [], late: 0, beatAt: null },
  };
  for (const row of rows) {
    if (isBeat(row.row)) {
      admitted.beatAt = Math.max(admitted.beatAt ?? 0, row.row.at);
      continue;
    }
    if (row.row.at > now + limits.futureMaxMs) {
      admitted.quarantined.push(row);
      continue;
    }
    const reason = refusal(row, register, limits);
    if (reason !== null) {
      admitted.refused.push({ kind: row.kind, row: row.row, reason, at: now });
      continue;
    }
    if (row.row.at < now - limits.lateAfterMs) admitted.late += 1;
    admitted.accepted.push(row);
  }
  return admitted;
};
