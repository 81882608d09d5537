/** Topics that nobody defined: terms that burst together against the brand's own past. Fed with voices
 * in event time, asked at each tick; history only teaches. Pure and bounded: see `limits.ts`. */
import { SLOT_MS, WINDOW_SLOTS, type CountWindow, type TopicInput } from '#alerts/contract.ts';
import type { EmergingTopic, Voice } from '#contracts/voice.ts';
import { Bursts, type Seen } from './bursts.ts';
import { EMERGING_LIMITS } from './limits.ts';
import { BrandMemory } from './memory.ts';

/** `coveredBy`: a tracked topic that carries the same voices and shows the same rise. */
export type Emerged = EmergingTopic & { coveredBy: string | null };

export type Emerging = {
  /** Voices come once each, in any order within the longest window. */
  apply(voices: readonly Voice[]): void;
  /** Topics that are open at `now` (epoch ms), oldest first, without those that a tracked topic covers:
   * what the detectors are given. */
  topics(brand: string, now: number): TopicInput[];
  /** All that are open at `now`. */
  open(brand: string, now: number): Emerged[];
  brands(): string[];
};

type Look = { now: number; topics: TopicInput[]; open: Emerged[] };
type Room = { bursts: Bursts; look: Look | null };

const windowOf = (seen: Seen, now: number, isCounted: (v: { isNegative: boolean }) => boolean) => {
  const last = Math.floor(now / SLOT_MS);
  const startAt = (last - WINDOW_SLOTS + 1) * SLOT_MS;
  const counts = new Float64Array(WINDOW_SLOTS);
  for (const voice of seen.burst.recent.slice(startAt - 1, now)) {
    if (isCounted(voice)) counts[Math.floor((voice.at - startAt) / SLOT_MS)]! += 1;
  }
  return { startAt, counts } satisfies CountWindow;
};

const emergedOf = ({ burst, surprise, voices, coveredBy }: Seen, now: number): Emerged => ({
  topic: burst.key,
  name: burst.name,
  terms: burst.terms.slice(0, EMERGING_LIMITS.termsTold).map(({ text }) => text),
  firstAt: burst.firstAt,
  detectedAt: burst.detectedAt,
  mentions: burst.recent.count(now - surprise.windowMs, now),
  expected: Number(surprise.expected.toFixed(3)),
  windowSeconds: surprise.windowMs / 1000,
  voices: new Set(voices.map(({ author }) => author)).size,
  roots: new Set(voices.map(({ print }) => print)).size,
  strength: surprise.strength,
  coveredBy,
});

const inputOf = (seen: Seen, emerging: EmergingTopic, now: number): TopicInput => ({
  topic: emerging.topic,
  name: emerging.name,
  volume: windowOf(seen, now, () => true),
  negative: windowOf(seen, now, ({ isNegative }) => isNegative),
  emerging,
});

const lookAt = (bursts: Bursts, now: number): Look => {
  const look: Look = { now, topics: [], open: [] };
  for (const seen of bursts.look(now)) {
    const emerged = emergedOf(seen, now);
    look.open.push(emerged);
    const { coveredBy, ...emerging } = emerged;
    if (coveredBy === null) look.topics.push(inputOf(seen, emerging, now));
  }
  return look;
};

export const createEmerging = (): Emerging => {
  const rooms = new Map<string, Room>();

  const roomOf = (brand: string, at: number): Room | null => {
    const known = rooms.get(brand);
    if (known) return known;
    if (rooms.size >= EMERGING_LIMITS.brands) return null;
    const room: Room = { bursts: new Bursts(new BrandMemory(at)), look: null };
    rooms.set(brand, room);
    return room;
  };
  const look = (brand: string, now: number): Look => {
    const room = rooms.get(brand);
    if (!room) return { now, topics: [], open: [] };
    if (room.look?.now !== now) room.look = lookAt(room.bursts, now);
    return room.look;
  };

  return {
    apply: (voices) => {
      for (const voice of voices) {
        if (!voice.inbound || voice.intent === 'noise') continue;
        const room = roomOf(voice.brand, voice.at);
        const heard = room?.bursts.memory.hear(voice);
        if (room && heard) room.bursts.hear(heard);
      }
    },
    topics: (brand, now) => look(brand, now).topics,
    open: (brand, now) => look(brand, now).open,
    brands: () => [...rooms.keys()],
  };
};
