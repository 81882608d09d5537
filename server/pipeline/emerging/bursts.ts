/** The bursts of one brand over time: which terms rise, which of them are one story, when it is over.
 * Looked at once per tick; the cost goes by the voices since the last look, not by those in memory. */
import { Burst, nameOf, slugOf } from './burst.ts';
import { EMERGING_LIMITS, HOUR_MS, LONGEST_MS } from './limits.ts';
import { BrandMemory, isTracked, type Term } from './memory.ts';
import { Usual, type Surprise } from './surprise.ts';
import type { Heard } from './track.ts';

/** Once in a week for the brand, all its terms considered. */
const OPEN_STRENGTH = 0;
/** A burst lasts until it has been below this for CALM_MS. */
const HOLD_STRENGTH = -1;
const CALM_MS = HOUR_MS;
/** Terms of a burst that is over wake it again instead of making another. */
const REMEMBERED_MS = 24 * HOUR_MS;
const AUTHORS_LEAST = 4;
const ROOTS_LEAST = 3;
/** One text alone is a topic when so many others repeat it. */
const REPEATERS_LEAST = 12;
/** Share of the mentions of one that must be mentions of the other. */
const TOGETHER = 0.5;
/** Share of the mentions that one tracked topic must carry to stand for all. */
const COVERED = 0.8;

export type Seen = { burst: Burst; surprise: Surprise; lead: Term };
type Rising = { term: Term; surprise: Surprise; voices: Heard[] };

const isBroad = (voices: readonly Heard[]): boolean => {
  const authors = new Set(voices.map(({ author }) => author)).size;
  const roots = new Set(voices.map(({ print }) => print)).size;
  return authors >= AUTHORS_LEAST && (roots >= ROOTS_LEAST || authors >= REPEATERS_LEAST);
};

export class Bursts {
  readonly memory: BrandMemory;
  #bursts: Burst[] = [];
  #seen: Seen[] = [];

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
    this.#place(this.#rising(usual, now), now);
    this.memory.touched.clear();
    for (const burst of this.#bursts) burst.forget(now);
    this.#seen = this.#bursts.filter(({ isOpen }) => isOpen).map((burst) => see(burst, usual));
    for (const { burst, surprise } of this.#seen) this.#calm(burst, surprise, now);
    this.#bursts = this.#bursts.filter((burst) => !this.#isForgotten(burst, now));
    return this.#seen.filter(({ burst }) => burst.isOpen);
  }

  /** The tracked topic that carries the burst and shows it in its own series; null where none does. */
  coverOf({ burst, surprise }: Seen, now: number): string | null {
    const voices = burst.recent.slice(now - surprise.windowMs, now);
    const counts = new Map<string, number>();
    for (const { topics } of voices) {
      for (const topic of topics) counts.set(topic, (counts.get(topic) ?? 0) + 1);
    }
    const usual = new Usual(this.memory, now);
    for (const [topic, count] of counts) {
      const term = this.memory.terms.get(`\0${topic}`);
      if (count < COVERED * voices.length || !term) continue;
      if (usual.of(term).strength >= OPEN_STRENGTH) return topic;
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
      if (surprise.strength < OPEN_STRENGTH) continue;
      const voices = term.recent.slice(now - surprise.windowMs, now);
      if (isBroad(voices)) rising.push({ term, surprise, voices });
    }
    return rising.sort((a, b) => b.surprise.strength - a.surprise.strength);
  }

  #place(rising: readonly Rising[], now: number): void {
    for (const one of rising) {
      const dormant = this.#bursts.find(({ terms }) => terms.includes(one.term));
      if (dormant) wake(dormant, now);
      else if (!this.#join(one, now)) this.#open(one, rising, now);
    }
  }

  /** Joins the burst whose voices it shares: as its core, or, where it only reaches further, beside. */
  #join({ term, voices }: Rising, now: number): boolean {
    for (const burst of this.#bursts) {
      const shared = voices.filter((voice) => burst.has(voice)).length;
      const size = burst.recent.count(now - LONGEST_MS, now);
      const isPart = shared >= TOGETHER * voices.length;
      if (!isPart && (shared < TOGETHER * size || shared < AUTHORS_LEAST)) continue;
      if (!burst.isOpen) wake(burst, now);
      burst.join(term, isPart);
      return true;
    }
    return false;
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

  #calm(burst: Burst, { strengthNow }: Surprise, now: number): void {
    burst.rename(now);
    if (strengthNow >= HOLD_STRENGTH) burst.calmSince = null;
    else burst.calmSince ??= now;
    if (burst.calmSince === null || now - burst.calmSince < CALM_MS) return;
    burst.isOpen = false;
    burst.closedAt = now;
  }

  #isForgotten(burst: Burst, now: number): boolean {
    if (burst.closedAt === null || now - burst.closedAt < REMEMBERED_MS) return false;
    for (const term of burst.terms) term.isNews = false;
    return true;
  }
}

const wake = (burst: Burst, now: number): void => {
  burst.isOpen = true;
  burst.calmSince = null;
  burst.closedAt = null;
  burst.forget(now);
};

/** The burst as its strongest term shows it. */
const see = (burst: Burst, usual: Usual): Seen => {
  let best: Seen | null = null;
  let strengthNow = -Infinity;
  for (const term of burst.core) {
    const surprise = usual.of(term);
    strengthNow = Math.max(strengthNow, surprise.strengthNow);
    if (!best || surprise.strength > best.surprise.strength) best = { burst, surprise, lead: term };
  }
  return { ...best!, surprise: { ...best!.surprise, strengthNow } };
};
