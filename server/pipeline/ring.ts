/** One ring of 10 s slots of one series: a fixed window of the newest counts by event time. What
 * came late is kept beside the counts, so that a reload from the database, which knows no difference,
 * can leave it out again. */
import type { CountWindow } from '#alerts/contract.ts';
import { BASE_MS } from './aggregate.ts';

/** Slots a ring holds: the hour that the detectors look at, the five minutes that a row may lie
 * ahead of the clock, and five more. */
export const RING_SLOTS = 420;

export type Ring = {
  /** Newest slot that was written, in slots since the epoch. */
  newest: number;
  live: Float64Array;
  /** Made when the first late count comes. */
  late: Float64Array | null;
};

export const createRing = (): Ring => ({
  newest: -1,
  live: new Float64Array(RING_SLOTS),
  late: null,
});

/** Moves the window on so that `slot` is inside; slots that are passed over become zero. */
const advance = (ring: Ring, slot: number): void => {
  const from = ring.newest < 0 ? slot - RING_SLOTS : ring.newest;
  for (let next = Math.max(from + 1, slot - RING_SLOTS + 1); next <= slot; next += 1) {
    ring.live[next % RING_SLOTS] = 0;
    if (ring.late) ring.late[next % RING_SLOTS] = 0;
  }
  ring.newest = slot;
};

const isInside = (ring: Ring, slot: number): boolean =>
  slot >= 0 && slot > ring.newest - RING_SLOTS;

/** Adds to the slot that begins at `at`; older than the ring is history and not kept here. */
export const addLive = (ring: Ring, at: number, value: number): void => {
  if (value === 0) return;
  const slot = Math.floor(at / BASE_MS);
  if (slot > ring.newest) advance(ring, slot);
  if (!isInside(ring, slot)) return;
  const index = slot % RING_SLOTS;
  ring.live[index] = (ring.live[index] ?? 0) + value;
};

/** Remembers a late count without showing it. */
const addLate = (ring: Ring, at: number, value: number): void => {
  const slot = Math.floor(at / BASE_MS);
  if (slot > ring.newest) advance(ring, slot);
  if (!isInside(ring, slot)) return;
  ring.late ??= new Float64Array(RING_SLOTS);
  const index = slot % RING_SLOTS;
  ring.late[index] = (ring.late[index] ?? 0) + value;
};

/** Forgets the counts before they are loaded anew; what was late stays known and is owed. */
export const emptyRing = (ring: Ring): void => {
  for (let index = 0; index < RING_SLOTS; index += 1) {
    ring.live[index] = ring.late ? -(ring.late[index] ?? 0) : 0;
  }
};

/** Most series are silent most of the time: their windows are one and the same. */
const SILENT = new Map<number, ArrayLike<number>>();
const silent = (slots: number): ArrayLike<number> => {
  const known = SILENT.get(slots) ?? new Float64Array(slots);
  SILENT.set(slots, known);
  return known;
};

/** The `slots` newest slots up to the one that `now` lies in, oldest first. */
const readRing = (ring: Ring | undefined, now: number, slots: number): ArrayLike<number> => {
  const first = Math.floor(now / BASE_MS) - slots + 1;
  if (!ring || ring.newest < first) return silent(slots);
  const counts = new Float64Array(slots);
  const from = Math.max(first, ring.newest - RING_SLOTS + 1);
  const to = Math.min(first + slots - 1, ring.newest);
  // The ring lies in at most two pieces.
  for (let slot = from; slot <= to;) {
    const begin = slot % RING_SLOTS;
    const length = Math.min(RING_SLOTS - begin, to - slot + 1);
    counts.set(ring.live.subarray(begin, begin + length), slot - first);
    slot += length;
  }
  return counts;
};

/** The same with the time at which it begins. */
export const windowOf = (ring: Ring | undefined, now: number, slots: number): CountWindow => ({
  startAt: (Math.floor(now / BASE_MS) - slots + 1) * BASE_MS,
  counts: readRing(ring, now, slots),
});

type Adding = (ring: Ring, at: number, value: number) => void;

/** What rows older than the live window do to rings. `isLoaded`: the last load has brought them in
 * already, so they are taken out again. `each` adds every count of the increments. */
export const addAllLate = (each: (add: Adding) => void, isLoaded: boolean): void => {
  each(addLate);
  if (isLoaded) each((ring, at, value) => addLive(ring, at, -value));
};
