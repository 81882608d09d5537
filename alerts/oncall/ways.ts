/** The ways of a person: what they are called where nobody may read their address, and whether the
 * person proved lately that they are reached by them. */
import type { OncallState, PersonWay } from '#contracts/oncall.ts';
import type { Way } from '#contracts/way.ts';
import { DAY_MS } from './civil.ts';

/** 32-bit FNV-1a (Fowler, Noll, Vo), brought down to four digits: enough to tell the ways of one
 * person apart and to notice another address, too little to find a number by trying all. */
const mark = (text: string): string => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return ((hash >>> 0) % 36 ** 4).toString(36).padStart(4, '0');
};

/** Names a way among those of one person: `sms-k3f9`. Another address is another way. The same for
 * the way of the roster and the one that a message takes, where the way has an address or is push. */
export const wayKeyOf = (way: PersonWay | Way): string => {
  const kind = 'via' in way ? way.via : way.kind;
  if (kind === 'push') return 'push';
  const place = way.address ?? way.receiver ?? '';
  return `${kind}-${mark(place)}`;
};

/** Until when a way counts as confirmed, epoch ms; null: it was not confirmed by then. */
export const confirmedUntil = (
  state: OncallState,
  person: string,
  way: PersonWay,
  at: number,
): number | null => {
  const key = wayKeyOf(way);
  const row = state.confirmations.find((one) => one.person === person && one.way === key);
  if (!row || row.confirmedAt > at) return null;
  return row.confirmedAt + state.roster.confirmEveryDays * DAY_MS;
};

export const isConfirmed = (
  state: OncallState,
  person: string,
  way: PersonWay,
  at: number,
): boolean => at < (confirmedUntil(state, person, way, at) ?? -Infinity);
