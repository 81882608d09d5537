/** How surprising a term is: its count in each window against what the rest of the brand's talk makes
 * expect, as log10 of the return period in weeks. A tail of the negative binomial distribution, as
 * in the volume detectors, with three sources of scatter: chance, how little is known of the term,
 * and how much its rate swings by itself. */
import { log10CountTail } from '#alerts/detectors/tail.ts';
import { HOUR_MS, LONGEST_MS, SLOW_HALF_LIFE_MS, WINDOWS_MS } from './limits.ts';
import type { BrandMemory, Term } from './memory.ts';

/** A term that was never heard: so many mentions of it in so many voices. */
const UNHEARD = 0.5;
const UNHEARD_OF = 50;
/** Voices that the last days must hold before they say something by themselves. */
const FAST_LEAST = 50;
/** Variance over mean of distinct authors' words: people answer each other. */
const CLUSTERING = 1.1;
/** Swings: what is known of them is held against so many squared counts, and they have an end. */
const SWING_PRIOR = 2;
const SWING_MAX = 16;
/** A quiet hour is taken for at least this share of the usual one: four voices at night are few. */
const QUIET_SHARE = 0.25;
/** Tests that do not repeat one another, per voice: its 8 terms and 4 windows overlap. Measured: on 15
 * weeks of recorded brands as many terms that meant nothing crossed each level as it promises. */
const TESTS_PER_VOICE = 1.5;
/** Voices and hours that teach what is usual; before that so many decades more are asked for. */
const LEARNED_VOICES = 200;
const LEARNED_HOURS = 24;
const UNLEARNED_DECADES = 4;

export type Surprise = {
  /** log10 of weeks. */
  strength: number;
  /** The same over the windows that end within the hour: what is going on now. */
  strengthNow: number;
  /** Window that decides. */
  windowMs: number;
  /** Mentions to be expected in it. */
  expected: number;
};

/** What is the same for all terms at one instant. */
export class Usual {
  readonly #memory: BrandMemory;
  readonly #now: number;
  /** Where the longest window begins. */
  readonly #since: number;
  readonly #volumes: number[];
  readonly #slow: number;
  readonly #fast: number;
  /** Voices per ms. */
  readonly #rate: number;
  /** log10 of looks a week, and of what is not yet learned. */
  readonly #allowance: number;

  constructor(memory: BrandMemory, now: number) {
    this.#memory = memory;
    this.#now = now;
    memory.past.advance(now, false);
    this.#since = Math.max(now - LONGEST_MS, memory.forgottenUntil);
    this.#volumes = WINDOWS_MS.map((windowMs) => memory.recent.weight(this.#from(windowMs), now));
    const recent = memory.recent.weight(this.#since, Infinity);
    this.#slow = Math.max(0, memory.past.slow - recent);
    this.#fast = Math.max(0, memory.past.fast - recent);
    const ageMs = Math.max(HOUR_MS, now - memory.firstAt);
    const life = SLOW_HALF_LIFE_MS / Math.LN2;
    this.#rate = memory.past.slow / (life * (1 - Math.exp(-ageMs / life)));
    const looks = Math.max(1, this.#rate * 168 * HOUR_MS * TESTS_PER_VOICE);
    const learned =
      Math.min(1, this.#slow / LEARNED_VOICES) *
      Math.min(1, (ageMs - LONGEST_MS) / (LEARNED_HOURS * HOUR_MS));
    this.#allowance = Math.log10(looks) + UNLEARNED_DECADES * (1 - Math.max(0, learned));
  }

  #from(windowMs: number): number {
    return Math.max(this.#now - windowMs, this.#since);
  }

  of(term: Term): Surprise {
    const now = this.#now;
    term.past.advance(now, term.isNews);
    const recent = term.recent.weight(this.#since, Infinity);
    const slow = Math.max(0, term.past.slow - recent);
    const fast = Math.max(0, term.past.fast - recent);
    const slowShare = (slow + UNHEARD) / (this.#slow + UNHEARD_OF);
    const share = Math.min(0.95, Math.max(slowShare, fast / (this.#fast + FAST_LEAST)));
    const even = slowShare * slowShare * this.#memory.past.squares;
    const excess = (term.past.squares - slow - even) / (even + SWING_PRIOR);
    const swing = Math.min(SWING_MAX, Math.max(0, excess)) + 1 / (slow + UNHEARD);
    const best: Surprise = {
      strength: -Infinity,
      strengthNow: -Infinity,
      windowMs: WINDOWS_MS[0]!,
      expected: 0,
    };
    WINDOWS_MS.forEach((windowMs, index) => {
      const count = term.recent.weight(this.#from(windowMs), now);
      const others = Math.max(
        this.#volumes[index]! - count,
        QUIET_SHARE * this.#rate * windowMs,
        1,
      );
      const mean = (others * share) / (1 - share);
      const variance = mean * CLUSTERING + mean * mean * swing;
      const any = log10CountTail(1, mean, variance);
      const strength = any - log10CountTail(count, mean, variance) - this.#allowance;
      if (windowMs <= HOUR_MS) best.strengthNow = Math.max(best.strengthNow, strength);
      if (strength <= best.strength) return;
      best.strength = strength;
      best.windowMs = windowMs;
      best.expected = mean;
    });
    return best;
  }
}
