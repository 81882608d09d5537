/** The voices of the last hour in memory, by brand and event time: what stands behind a signal and what
 * a story is made of is read from here. Rows may come twice and in any order. Pure and bounded. */
import { VOICE_LIMITS, type Voice } from '#contracts/voice.ts';
import { RUNTIME } from '#server/config.ts';

export type Voices = {
  /** Gives back those that were new. History comes in order of time, else its older part is late. */
  apply(voices: readonly Voice[]): Voice[];
  /** Of the hour up to `now` (epoch ms), oldest first. */
  window(brand: string, now: number): readonly Voice[];
  brands(): string[];
};

/** Rows may be ahead of the clock by so much, and must not push out what is still shown. */
const KEPT_MS = VOICE_LIMITS.windowMs + RUNTIME.futureMaxMs;

/** Oldest first. */
type Room = { voices: Voice[]; keys: Set<string> };

const keyOf = ({ channel, id }: Voice): string => `${channel}\0${id}`;

/** Index of the first voice after `at`. */
const firstAfter = (voices: readonly Voice[], at: number): number => {
  let low = 0;
  let high = voices.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (voices[middle]!.at > at) high = middle;
    else low = middle + 1;
  }
  return low;
};

const drop = (room: Room, count: number): void => {
  if (count <= 0) return;
  for (const voice of room.voices.splice(0, count)) room.keys.delete(keyOf(voice));
};

/** Full rooms let go of a tenth more than they must: not each voice moves all the others. */
const SLACK = VOICE_LIMITS.perBrand / 10;

const enter = (room: Room, voice: Voice): boolean => {
  const { voices, keys } = room;
  const newestAt = voices.at(-1)?.at ?? voice.at;
  if (voice.at <= newestAt - KEPT_MS || keys.has(keyOf(voice))) return false;
  keys.add(keyOf(voice));
  if (voice.at >= newestAt) voices.push(voice);
  else voices.splice(firstAfter(voices, voice.at), 0, voice);
  if (voices.length > VOICE_LIMITS.perBrand + SLACK) drop(room, SLACK);
  return true;
};

export const createVoices = (): Voices => {
  const rooms = new Map<string, Room>();

  const roomOf = (brand: string): Room | null => {
    const known = rooms.get(brand);
    if (known) return known;
    if (rooms.size >= RUNTIME.brandsMax) return null;
    const room = { voices: [], keys: new Set<string>() };
    rooms.set(brand, room);
    return room;
  };

  return {
    apply: (voices) => {
      const touched = new Set<Room>();
      const fresh = voices.filter((voice) => {
        const room = roomOf(voice.brand);
        if (!room || !enter(room, voice)) return false;
        touched.add(room);
        return true;
      });
      for (const room of touched) {
        drop(room, firstAfter(room.voices, (room.voices.at(-1)?.at ?? 0) - KEPT_MS));
      }
      return fresh;
    },
    window: (brand, now) => {
      const voices = rooms.get(brand)?.voices ?? [];
      const end = firstAfter(voices, now);
      const from = firstAfter(voices, now - VOICE_LIMITS.windowMs);
      return voices.slice(Math.max(from, end - VOICE_LIMITS.perBrand), end);
    },
    brands: () => [...rooms.keys()],
  };
};
