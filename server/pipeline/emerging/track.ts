/** Voices of the longest window in order of event time, with running sums of their weights: the weight
 * of any window is two look-ups, however many voices it holds. */

export type Heard = {
  at: number;
  channel: string;
  id: string;
  /** Told apart within the brand; a voice without author stands for itself. */
  author: string;
  print: string;
  isNegative: boolean;
  /** Keys of the tracked topics. */
  topics: readonly string[];
  terms: readonly string[];
};

export class Track {
  /** Oldest first. */
  readonly voices: Heard[] = [];
  /** Sum up to and with the voice of the same index. */
  readonly #sums: number[] = [];
  /** Sum of all that was forgotten. */
  #base = 0;

  add(voice: Heard, weight: number): void {
    const index = this.indexAfter(voice.at);
    if (index === this.voices.length) {
      this.voices.push(voice);
      this.#sums.push(this.#sumBefore(index) + weight);
      return;
    }
    this.voices.splice(index, 0, voice);
    this.#sums.splice(index, 0, this.#sumBefore(index));
    for (let i = index; i < this.#sums.length; i += 1) this.#sums[i]! += weight;
  }

  /** Weight of the voices after `from`, up to and with `to`. */
  weight(from: number, to: number): number {
    return this.#sumBefore(this.indexAfter(to)) - this.#sumBefore(this.indexAfter(from));
  }

  count(from: number, to: number): number {
    return this.indexAfter(to) - this.indexAfter(from);
  }

  slice(from: number, to: number): Heard[] {
    return this.voices.slice(this.indexAfter(from), this.indexAfter(to));
  }

  /** Lets go of what is not after `at`, and of the oldest beyond `most`. */
  forget(at: number, most = Infinity): Heard[] {
    const count = Math.max(this.indexAfter(at), this.voices.length - most);
    if (count <= 0) return [];
    this.#base = this.#sumBefore(count);
    this.#sums.splice(0, count);
    return this.voices.splice(0, count);
  }

  #sumBefore(index: number): number {
    return index === 0 ? this.#base : this.#sums[index - 1]!;
  }

  /** Index of the first voice after `at`. */
  indexAfter(at: number): number {
    const newest = this.voices.at(-1);
    if (!newest || newest.at <= at) return this.voices.length;
    let low = 0;
    let high = this.voices.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.voices[middle]!.at > at) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
