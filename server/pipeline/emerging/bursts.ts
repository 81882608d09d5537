/** The bursts of one brand over time: which terms rise, which of them are one story, when it is over.
 * Looked at once per tick; the cost goes by the voices since the last look, not by those in memory. */
import { Burst, nameOf, slugOf } from './burst.ts';
import { EMERGING_LIMITS, HOUR_MS, LONGEST_MS } from './limits.ts';
import { isTracked, trackedTerm, type BrandMemory, type Term } from './memory.ts';
import { Usual, type Surprise } from './surprise.ts';
import type { Heard } from './track.ts';

/** Once in a week for the brand, all its terms considered. */
const OPEN_STRENGTH = 0;
/** A burst lasts until it has been below this for CALM_MS. */
const HOLD_STRENGTH = -1;
const CALM_MS = HOUR_MS;
/** Terms of a burst that is over wake it again instead of making another. */
const REMEMBERED_MS = 24 * HOUR_MS;
/** A weak one is forgotten sooner: a real story must not be taken for its return. */
const WEAK_STRENGTH = 1;
const WEAK_REMEMBERED_MS = 6 * HOUR_MS;
const AUTHORS_LEAST = 4;
const ROOTS_LEAST = 3;
/** One text alone is a topic when so many others repeat it. */
const REPEATERS_LEAST = 12;
/** A term that rises beside a burst joins it from here on, if most of its mentions are the burst's and
 * it stands at so many times what is usual. */
const JOIN_STRENGTH = -1.5;
const JOIN_TIMES = 3;
const MOSTLY = 0.5;
/** One that rises by itself joins with this share: people word one fault in many ways. */
const TOGETHER = 0.3;
const TOGETHER_LEAST = 2;
/** Share of the mentions that one tracked topic must carry to stand for all. */
const COVERED = 0.8;

/** A tracked topic joins two of which it carries this share each. */
const SAME_TOPIC = 0.6;

/** While a burst is young its words are still coming together: a second one must be surer. */
const YOUNG_MS = 30 * 60_000;
const BESIDE_YOUNG_STRENGTH = 1;
/** In a flood every phrase is new: beside an open burst another must explain this share of the voices
 * that are beyond the usual and in no burst yet. A flood: so many voices more, and twice the usual. */
const EXPLAINED = 1 / 3;
const FLOOD_LEAST = 20;
/** Open bursts that explain less of it are not its story. */
const STORY = 0.2;

/** `coveredBy`: the tracked topic that carries the burst and shows it in its own series, or null. */
export type Seen = { burst: Burst; surprise: Surprise; voices: Heard[]; coveredBy: string | null };
type Rising = { term: Term; surprise: Surprise; voices: Heard[] };

const isBroad = (voices: readonly Heard[]): boolean => {
  const authors = new Set(voices.map(({ author }) => author)).size;
  const roots = new Set(voices.map(({ print }) => print)).size;
  return authors >= AUTHORS_LEAST && (roots >= ROOTS_LEAST || authors >= REPEATERS_LEAST);
};

export class Bursts {
  readonly memory: BrandMemory;
  #bursts: Burst[] = [];

  constructor(memory: BrandMemory) {
    this.memory = memory;
  }

  /** Voices that the memory has just taken in. */
  hear(voice: Heard): void {
    for (const burst of this.#bursts) {
      if (voice.terms.some((text) => burst.core.has(this.memory.terms.get(text)!))) {
        burst.hear(voice);
      }
    }
  }

  /** Those that are open at `now`, oldest first. */
  look(now: number): Seen[] {
    const usual = new Usual(this.memory, now);
    this.#place(this.#rising(usual, now), usual, now);
    this.#merge();
    this.memory.touched.clear();
    for (const burst of this.#bursts) burst.forget(now);
    const seen: Seen[] = [];
    for (const burst of this.#bursts.filter(({ isOpen }) => isOpen)) {
      const surprise = surpriseOf(burst, usual);
      this.#calm(burst, surprise, now);
      if (!burst.isOpen) continue;
      const from = Math.max(
        burst.recent.voices.length - EMERGING_LIMITS.voicesLookedAt,
        burst.recent.indexAfter(now - surprise.windowMs),
      );
      const voices = burst.recent.voices.slice(from, burst.recent.indexAfter(now));
      seen.push({ burst, surprise, voices, coveredBy: this.#coverOf(voices, usual) });
    }
    this.#bursts = this.#bursts.filter((burst) => !this.#isForgotten(burst, now));
    return seen;
  }

  #coverOf(voices: readonly Heard[], usual: Usual): string | null {
    for (const topic of topicsOf(voices, COVERED)) {
      const term = this.memory.terms.get(trackedTerm(topic));
      if (term && usual.of(term).strength >= OPEN_STRENGTH) return topic;
    }
    return null;
  }

  /** Terms that depart from what is usual, strongest first. */
  #rising(usual: Usual, now: number): Rising[] {
    const rising: Rising[] = [];
    for (const term of this.memory.touched) {
      if (isTracked(term.text) || term.recent.voices.length < AUTHORS_LEAST) continue;
      if (this.#bursts.some((burst) => burst.isOpen && burst.terms.includes(term))) continue;
      const surprise = usual.of(term);
      if (surprise.strength < JOIN_STRENGTH) continue;
      const voices = term.recent.slice(now - Math.max(surprise.windowMs, HOUR_MS), now);
      if (isBroad(voices)) rising.push({ term, surprise, voices });
    }
    return rising.sort((a, b) => b.surprise.strength - a.surprise.strength);
  }

  #place(rising: readonly Rising[], usual: Usual, now: number): void {
    const waiting: Rising[] = [];
    for (const one of rising) {
      const dormant = this.#bursts.find(({ terms }) => terms.includes(one.term));
      if (dormant) {
        if (one.surprise.strength >= OPEN_STRENGTH) wake(dormant, now);
      } else if (!this.#join(one, now)) {
        if (one.surprise.strength >= this.#opensAt(now) && this.#explains(one, usual, now)) {
          this.#open(one, rising, now);
        } else waiting.push(one);
      }
    }
    for (const one of waiting) this.#join(one, now);
  }

  /** Joins the burst whose voices it shares: as its core, or, where it only reaches further, beside. */
  #join(one: Rising, now: number): boolean {
    const { term, surprise, voices } = one;
    const isSure = surprise.strength >= OPEN_STRENGTH;
    for (const burst of this.#bursts) {
      if (!burst.isOpen && !isSure) continue;
      const shared = voices.filter((voice) => burst.has(voice)).length;
      const isMost = shared >= MOSTLY * voices.length && timesOf(one, now) >= JOIN_TIMES;
      const isPart = isSure && shared >= Math.max(TOGETHER_LEAST, TOGETHER * voices.length);
      const size = burst.recent.count(now - LONGEST_MS, now);
      const isWider = isSure && shared >= Math.max(AUTHORS_LEAST, MOSTLY * size);
      const isSame = isSure && burst.isOpen && isOneTopic(burst.recent.voices, voices);
      if (!isMost && !isPart && !isWider && !isSame) continue;
      if (!burst.isOpen) wake(burst, now);
      burst.join(term, isMost || isPart || isSame);
      return true;
    }
    return false;
  }

  /** Two that turn out to be one story: the older goes on. */
  #merge(): void {
    const open = this.#bursts.filter(({ isOpen }) => isOpen);
    for (const [index, younger] of open.entries()) {
      const voices = younger.recent.voices.slice(-EMERGING_LIMITS.voicesCompared);
      const older = open.slice(0, index).find((burst) => {
        const shared = voices.filter((voice) => burst.has(voice)).length;
        return burst.isOpen && shared > MOSTLY * voices.length;
      });
      if (!older) continue;
      for (const term of younger.terms) older.join(term, younger.core.has(term));
      younger.isOpen = false;
      this.#bursts = this.#bursts.filter((burst) => burst !== younger);
    }
  }

  /** Whether it says enough of a flood to be a story of its own. */
  #explains({ voices }: Rising, usual: Usual, now: number): boolean {
    const usualVoices = usual.voices(HOUR_MS);
    const extra = this.memory.recent.count(now - HOUR_MS, now) - usualVoices;
    if (extra < Math.max(FLOOD_LEAST, usualVoices)) return true;
    const open = this.#bursts.filter(
      (burst) => burst.isOpen && surpriseOf(burst, usual).strengthNow >= OPEN_STRENGTH,
    );
    const isFree = (voice: Heard) => !open.some((burst) => burst.has(voice));
    const hour = this.memory.recent.slice(now - HOUR_MS, now);
    const free = hour.filter(isFree).length;
    if (hour.length - free < STORY * extra) return true;
    return voices.filter(isFree).length >= EXPLAINED * (free - usualVoices);
  }

  #opensAt(now: number): number {
    const isYoung = this.#bursts.some((b) => b.isOpen && now - b.detectedAt < YOUNG_MS);
    return isYoung ? BESIDE_YOUNG_STRENGTH : OPEN_STRENGTH;
  }

  #open({ term, voices }: Rising, rising: readonly Rising[], now: number): void {
    if (this.#bursts.length >= EMERGING_LIMITS.topicsPerBrand) return;
    const name = nameOf(
      rising.map((other) => other.term),
      voices,
    );
    const burst = new Burst(this.#keyOf(name || term.text), name || term.text, now);
    burst.join(term, true);
    burst.firstAt = voices[0]?.at ?? now;
    this.#bursts.push(burst);
  }

  /** No two bursts that are remembered share a key. */
  #keyOf(name: string): string {
    const slug = `emerging-${slugOf(name) || 'topic'}`;
    const isTaken = (key: string) => this.#bursts.some((burst) => burst.key === key);
    let key = slug;
    for (let number = 2; isTaken(key); number += 1) key = `${slug}-${number}`;
    return key;
  }

  #calm(burst: Burst, { strength, strengthNow }: Surprise, now: number): void {
    burst.rename(now);
    burst.peak = Math.max(burst.peak, strength);
    if (strengthNow >= HOLD_STRENGTH) burst.calmSince = null;
    else burst.calmSince ??= now;
    if (burst.calmSince === null || now - burst.calmSince < CALM_MS) return;
    burst.isOpen = false;
    burst.closedAt = now;
  }

  #isForgotten(burst: Burst, now: number): boolean {
    if (burst.closedAt === null) return false;
    const rememberedMs = burst.peak < WEAK_STRENGTH ? WEAK_REMEMBERED_MS : REMEMBERED_MS;
    if (now - burst.closedAt < rememberedMs) return false;
    for (const term of burst.terms) term.isNews = false;
    return true;
  }
}

/** How many times as often as usual. */
const timesOf = ({ term, surprise }: Rising, now: number): number =>
  term.recent.weight(now - surprise.windowMs, now) / Math.max(surprise.expected, 1e-9);

/** Tracked topics that carry at least this share of the voices. */
const topicsOf = (voices: readonly Heard[], share: number): string[] => {
  const counts = new Map<string, number>();
  for (const { topics } of voices) {
    for (const topic of topics) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  }
  return [...counts.keys()].filter((topic) => counts.get(topic)! >= share * voices.length);
};

/** One tracked topic carries most of both. */
const isOneTopic = (some: readonly Heard[], others: readonly Heard[]): boolean => {
  const topics = topicsOf(some.slice(-EMERGING_LIMITS.voicesLookedAt), SAME_TOPIC);
  return topics.length > 0 && topicsOf(others, SAME_TOPIC).some((one) => topics.includes(one));
};

const wake = (burst: Burst, now: number): void => {
  burst.isOpen = true;
  burst.calmSince = null;
  burst.closedAt = null;
  burst.forget(now);
};

/** The burst as its strongest term shows it. */
const surpriseOf = (burst: Burst, usual: Usual): Surprise => {
  const all = [...burst.core].map((term) => usual.of(term));
  const best = all.reduce((a, b) => (b.strength > a.strength ? b : a));
  return { ...best, strengthNow: Math.max(...all.map(({ strengthNow }) => strengthNow)) };
};
