/** How surprising a term is: its count in each window against what the rest of the brand's talk makes
 * expect, as log10 of the return period in weeks. A tail of the negative binomial distribution, as
 * in the volume detectors, with three sources of scatter: chance, how little is known of the term,
 * and how much its rate swings by itself. */
import { log10CountTail } from '#alerts/detectors/tail.ts';
import { HOUR_MS, SLOW_HALF_LIFE_MS, WINDOWS_MS } from './limits.ts';
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
/** A word in every mention is news by no count. */
const SHARE_MAX = 0.95;
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

/** A window, and the time before now that its past leaves out: an hour at least, so that what rises
 * within the hour does not hide itself. */
const VIEWS = WINDOWS_MS.map((windowMs) => ({
  windowMs,
  hiddenMs: Math.max(windowMs, HOUR_MS),
}));

/** What is the same for all terms at one instant. */
export class Usual {
  readonly #memory: BrandMemory;
  readonly #now: number;
  readonly #views: { windowMs: number; from: number; hiddenFrom: number; volume: number }[];
  /** Voices per ms. */
  readonly #rate: number;
  /** log10 of looks a week, and of what is not yet learned. */
  readonly #allowance: number;

  constructor(memory: BrandMemory, now: number) {
    this.#memory = memory;
    this.#now = now;
    memory.past.advance(now, false);
    const since = (ms: number) => Math.max(now - ms, memory.forgottenUntil);
    this.#views = VIEWS.map(({ windowMs, hiddenMs }) => ({
      windowMs,
      from: since(windowMs),
      hiddenFrom: since(hiddenMs),
      volume: memory.recent.weight(since(windowMs), now),
    }));
    const ageMs = Math.max(HOUR_MS, now - memory.firstAt);
    const life = SLOW_HALF_LIFE_MS / Math.LN2;
    this.#rate = memory.past.slow / (life * (1 - Math.exp(-ageMs / life)));
    const looks = Math.max(1, this.#rate * 168 * HOUR_MS * TESTS_PER_VOICE);
    const voices = memory.past.slow - memory.recent.weight(since(HOUR_MS), Infinity);
    const learned =
      Math.min(1, voices / LEARNED_VOICES) *
      Math.min(1, (ageMs - HOUR_MS) / (LEARNED_HOURS * HOUR_MS));
    this.#allowance = Math.log10(looks) + UNLEARNED_DECADES * (1 - Math.max(0, learned));
  }

  /** Voices that usually come in so many ms. */
  voices(ms: number): number {
    return this.#rate * ms;
  }

  of(term: Term): Surprise {
    term.past.advance(this.#now, term.isNews);
    const best: Surprise = {
      strength: -Infinity,
      strengthNow: -Infinity,
      windowMs: WINDOWS_MS[0]!,
      expected: 0,
    };
    for (const { windowMs, from, hiddenFrom, volume } of this.#views) {
      const count = term.recent.weight(from, this.#now);
      const { share, swing } = this.#usualOf(term, hiddenFrom);
      const quiet = QUIET_SHARE * this.#rate * windowMs;
      const mean = (Math.max(volume - count, quiet, 1) * share) / (1 - share);
      const variance = mean * CLUSTERING + mean * mean * swing;
      const any = log10CountTail(1, mean, variance);
      const strength = any - log10CountTail(count, mean, variance) - this.#allowance;
      if (windowMs <= HOUR_MS) best.strengthNow = Math.max(best.strengthNow, strength);
      if (strength <= best.strength) continue;
      best.strength = strength;
      best.windowMs = windowMs;
      best.expected = mean;
    }
    return best;
  }

  /** Share of the voices that carry the term, by what is older than `hiddenFrom`, and the squared
   * scatter of that share. */
  #usualOf(term: Term, hiddenFrom: number): { share: number; swing: number } {
    const all = this.#memory.past;
    const hiddenAll = this.#memory.recent.weight(hiddenFrom, Infinity);
    const hidden = term.recent.weight(hiddenFrom, Infinity);
    const slow = Math.max(0, term.past.slow - hidden);
    const fast = Math.max(0, term.past.fast - hidden);
    const slowShare = (slow + UNHEARD) / (Math.max(0, all.slow - hiddenAll) + UNHEARD_OF);
    const fastShare = fast / (Math.max(0, all.fast - hiddenAll) + FAST_LEAST);
    const even = slowShare * slowShare * all.squares;
    const excess = (term.past.squares - slow - even) / (even + SWING_PRIOR);
    return {
      share: Math.min(SHARE_MAX, Math.max(slowShare, fastShare)),
      swing: Math.min(SWING_MAX, Math.max(0, excess)) + 1 / (slow + UNHEARD),
    };
  }
}
