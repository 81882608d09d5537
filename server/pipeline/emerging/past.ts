/** What is usual: fading sums of counts by event time, of a term or of the whole brand. Beside the mean
 * it keeps the squares of whole hours, from which follows how much the rate itself swings: a word
 * that comes every morning swings, and one morning more is no news. */
import { FAST_HALF_LIFE_MS, HOUR_MS, LONGEST_MS, SLOW_HALF_LIFE_MS } from './limits.ts';

/** Hours that wait before they teach: the longest window must not dull itself. */
const HOURS_WAITING = Math.ceil(LONGEST_MS / HOUR_MS) + 1;
/** What an hour of a burst teaches about swings at most: the next burst is news again. */
const NEWS_HOUR_MAX = 4;

const fadeOf = (ms: number, halfLifeMs: number): number => 2 ** (-ms / halfLifeMs);

export class Past {
  /** Newest event time, epoch ms. */
  at: number;
  slow = 0;
  fast = 0;
  /** Sum of the squares of hourly counts, fading as `slow` does. */
  squares = 0;
  #hour: number;
  /** Sums of the newest hours, the current one first. */
  readonly #waiting: number[] = Array.from({ length: HOURS_WAITING }, () => 0);

  constructor(at: number) {
    this.at = at;
    this.#hour = Math.floor(at / HOUR_MS);
  }

  /** `isNews`: it belongs to a burst that is known as one. */
  add(at: number, weight: number, isNews: boolean): void {
    this.advance(at, isNews);
    const lateMs = this.at - at;
    this.slow += weight * fadeOf(lateMs, SLOW_HALF_LIFE_MS);
    this.fast += weight * fadeOf(lateMs, FAST_HALF_LIFE_MS);
    const slot = this.#hour - Math.floor(at / HOUR_MS);
    if (slot < HOURS_WAITING) this.#waiting[slot]! += weight;
  }

  slowAt(at: number): number {
    return this.slow * fadeOf(Math.max(0, at - this.at), SLOW_HALF_LIFE_MS);
  }

  advance(at: number, isNews: boolean): void {
    if (at <= this.at) return;
    const fade = fadeOf(at - this.at, SLOW_HALF_LIFE_MS);
    this.slow *= fade;
    this.squares *= fade;
    this.fast *= fadeOf(at - this.at, FAST_HALF_LIFE_MS);
    this.at = at;
    const hour = Math.floor(at / HOUR_MS);
    const steps = Math.min(hour - this.#hour, HOURS_WAITING);
    this.#hour = hour;
    for (let step = 0; step < steps; step += 1) {
      const sum = this.#waiting.pop()!;
      this.squares += isNews ? Math.min(sum, NEWS_HOUR_MAX) ** 2 : sum ** 2;
      this.#waiting.unshift(0);
    }
  }
}
