/** The words that anything here cares about, each with a small number. Looked up by a hash that the
 * tokeniser computes on its way, so that no string is built for a word of a mention; the letters
 * are compared too, so that a collision is never a hit. */

/** FNV-1a over UTF-16 units. */
export const HASH_SEED = 0x811c9dc5 | 0;
export const HASH_PRIME = 0x01000193;
export const hashStep = (hash: number, unit: number): number => Math.imul(hash ^ unit, HASH_PRIME);

const INITIAL_SLOTS = 1 << 12;
const LOAD_FACTOR = 4;

/** The same array, or a copy of at least double size when `least` entries do not fit. */
const fitted = <T extends Int32Array | Uint16Array>(array: T, least: number): T => {
  if (least <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => T)(least * 2);
  larger.set(array);
  return larger;
};

export class Vocabulary {
  #slots = new Int32Array(INITIAL_SLOTS);
  #hashes = new Int32Array(INITIAL_SLOTS);
  /** Letters of all words, one after the other; word `id` ends where the next begins. */
  #letters = new Uint16Array(INITIAL_SLOTS);
  #starts = new Int32Array(INITIAL_SLOTS);
  #count = 1;

  /** Ids run from 1; 0 means "unknown". */
  get size(): number {
    return this.#count;
  }

  /** The letters of a word. */
  wordOf(id: number): Uint16Array {
    return this.#letters.subarray(this.#starts[id]!, this.#starts[id + 1]!);
  }

  find(chars: Uint16Array, start: number, length: number, hash: number): number {
    const slots = this.#slots;
    const hashes = this.#hashes;
    const mask = slots.length - 1;
    for (let at = (hash ^ (hash >>> 15)) & mask; ; at = (at + 1) & mask) {
      const id = slots[at]!;
      if (id === 0) return 0;
      if (hashes[id] === hash && this.#equals(id, chars, start, length)) return id;
    }
  }

  intern(chars: Uint16Array, start: number, length: number, hash: number): number {
    const known = this.find(chars, start, length, hash);
    if (known > 0) return known;
    const id = this.#count;
    const from = this.#starts[id]!;
    this.#hashes = fitted(this.#hashes, id + 1);
    this.#starts = fitted(this.#starts, id + 2);
    this.#letters = fitted(this.#letters, from + length);
    this.#letters.set(chars.subarray(start, start + length), from);
    this.#hashes[id] = hash;
    this.#starts[id + 1] = from + length;
    this.#count = id + 1;
    if (id * LOAD_FACTOR > this.#slots.length) this.#grow();
    else this.#place(id);
    return id;
  }

  #equals(id: number, chars: Uint16Array, start: number, length: number): boolean {
    const letters = this.#letters;
    const from = this.#starts[id]!;
    if (this.#starts[id + 1]! - from !== length) return false;
    for (let i = 0; i < length; i += 1) {
      if (letters[from + i] !== chars[start + i]) return false;
    }
    return true;
  }

  #place(id: number) {
    const hash = this.#hashes[id]!;
    const mask = this.#slots.length - 1;
    let at = (hash ^ (hash >>> 15)) & mask;
    while (this.#slots[at] !== 0) at = (at + 1) & mask;
    this.#slots[at] = id;
  }

  #grow() {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let id = 1; id < this.#count; id += 1) this.#place(id);
  }
}
