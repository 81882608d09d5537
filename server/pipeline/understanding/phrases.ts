/** Phrases of the catalogue and of the lexicons, found in one pass over the tokens whatever their
 * number: a trie over word numbers, entered by a flag of the word. A trailing `*` on a word matches
 * any ending. Each node is visited at most once per start, so the work is bounded by tokens times
 * the longest phrase. */
import { MARK, READ_LIMITS } from './reading.ts';
import { Tokens } from './tokens.ts';
import { HASH_SEED, hashStep, Vocabulary } from './vocabulary.ts';

/** Shortest stem that a wildcard may have; a shorter one is taken as a whole word. */
const STEM_MIN = 3;
const STEM_MAX = 24;
/** Letters that tell whether a stem can begin a word at all. */
const GATE_LETTERS = 4;
const GATE_SLOTS = 1 << 13;

const BEGINS = { never: 0, inPair: 1, anyhow: 2 } as const;
const PAIR_SLOTS = 1 << 14;
const pairOf = (first: number, second: number): number =>
  (Math.imul(first, 0x9e3779b1) + second * 31) & (PAIR_SLOTS - 1);

type Node = {
  next: Map<number, number> | null;
  meanings: number[];
  hasStems: boolean;
  /** Nodes whose followers may follow here too: what many beginnings share stands once. */
  links: number[] | null;
};
const emptyNode = (): Node => ({ next: null, meanings: [], hasStems: false, links: null });

/** Slot by the first three letters for the shortest stems, by the first four for the others. */
const gateOf = (chars: Uint16Array, start: number, length: number): number => {
  const fourth = length >= GATE_LETTERS ? chars[start + 3]! : 0;
  const mixed = chars[start]! * 31 + chars[start + 1]! * 961 + chars[start + 2]! * 29_791;
  return (mixed + fourth * 923_521) & (GATE_SLOTS - 1);
};

export class Phrases {
  readonly vocabulary = new Vocabulary();
  readonly #stems = new Vocabulary();
  /** Lengths of the stems behind a word's first letters, as bits: most words stop here. */
  readonly #gate = new Int32Array(GATE_SLOTS);
  readonly #reader = new Tokens(this.vocabulary);
  readonly #nodes: Node[] = [emptyNode()];
  /** First node of a phrase by word number; 0 where none begins. */
  #entries = new Int32Array(0);
  #stemEntries = new Int32Array(0);
  /** What a phrase needs to begin with this word: BEGINS by word number. */
  #begins = new Uint8Array(0);
  /** Two words that may begin a phrase: "i", "not" and "you" begin many and end here mostly. */
  readonly #pairs = new Uint8Array(PAIR_SLOTS);
  /** Words that can stand second or later in a phrase. */
  #continues = new Uint8Array(0);
  #isSealed = false;

  /** Adds a phrase; equal phrases may carry several meanings. Nothing is added by a text without
   * words. Returns its length in tokens. */
  add(phrase: string, meaning: number): number {
    if (this.#isSealed) throw new Error('phrases are added before the first match');
    const symbols = this.symbolsOf(phrase);
    if (symbols.length === 0) return 0;
    let node = 0;
    for (const symbol of symbols) node = this.#step(node, symbol);
    this.#nodes[node]!.meanings.push(meaning);
    return symbols.length;
  }

  /** Adds every phrase that takes one part of each list in turn ("cant" + "log in"): the lists are
   * kept once each, not multiplied. */
  addJoined(lists: readonly (readonly string[])[], meaning: number) {
    if (this.#isSealed) throw new Error('phrases are added before the first match');
    let root = 0;
    lists.forEach((parts, i) => {
      const isLast = i === lists.length - 1;
      const link = isLast ? 0 : this.#newNode();
      for (const part of parts) {
        let node = root;
        for (const symbol of this.symbolsOf(part)) node = this.#step(node, symbol);
        const end = this.#nodes[node]!;
        if (isLast) end.meanings.push(meaning);
        else (end.links ??= []).push(link);
      }
      root = link;
    });
  }

  /** The word numbers of a text, read as a mention is read; a stem's number is negative. */
  symbolsOf(phrase: string): number[] {
    const symbols: number[] = [];
    for (const part of phrase.trim().split(/\s+/)) {
      const tokens = this.#reader.read(part);
      const isStem = part.endsWith('*');
      for (let i = 0; i < tokens.count; i += 1) {
        const from = tokens.starts[i]!;
        const length = tokens.lengths[i]!;
        const hash = tokens.hashes[i]!;
        if (isStem && i === tokens.count - 1 && length >= STEM_MIN && length <= STEM_MAX) {
          symbols.push(-this.#stems.intern(tokens.chars, from, length, hash));
          this.#gate[gateOf(tokens.chars, from, length)]! |= 1 << length;
        } else symbols.push(this.vocabulary.intern(tokens.chars, from, length, hash));
      }
    }
    return symbols;
  }

  seal() {
    this.#isSealed = true;
    this.#entries = new Int32Array(this.vocabulary.size);
    this.#stemEntries = new Int32Array(this.#stems.size);
    this.#continues = new Uint8Array(this.vocabulary.size);
    for (const node of this.#nodes.slice(1)) {
      for (const symbol of node.next?.keys() ?? []) if (symbol > 0) this.#continues[symbol] = 1;
    }
    for (const [symbol, node] of this.#nodes[0]!.next ?? []) {
      if (symbol > 0) this.#entries[symbol] = node;
      else this.#stemEntries[-symbol] = node;
    }
    this.#begins = Uint8Array.from({ length: this.vocabulary.size }, (_, id) => this.#beginOf(id));
  }

  /** An unknown word (0) may still begin with a stem. */
  #beginOf(id: number): number {
    const node = this.#nodes[this.#entries[id]!]!;
    if (id === 0 || this.#hasStem(this.vocabulary.wordOf(id))) return BEGINS.anyhow;
    if (this.#entries[id] === 0) return BEGINS.never;
    if (node.meanings.length > 0) return BEGINS.anyhow;
    for (const link of [node, ...(node.links ?? []).map((one) => this.#nodes[one]!)]) {
      if (link.hasStems) return BEGINS.anyhow;
      for (const second of link.next?.keys() ?? []) this.#pairs[pairOf(id, second)] = 1;
    }
    return BEGINS.inPair;
  }

  #hasStem(word: Uint16Array): boolean {
    let hash = HASH_SEED;
    return word.some((unit, i) => {
      hash = hashStep(hash, unit);
      return this.#stemEntries[this.#stems.find(word, 0, i + 1, hash)] !== 0;
    });
  }

  /** Writes what was found into the tokens' hits, by first token, shorter phrases first. */
  match(tokens: Tokens) {
    const entries = this.#entries;
    const ids = tokens.ids;
    const begins = this.#begins;
    const pairs = this.#pairs;
    const count = tokens.count;
    for (let i = 0; i < count; i += 1) {
      const id = ids[i]!;
      const begin = begins[id]!;
      if (begin === BEGINS.never) continue;
      // Behind the last word stands a stale one: `#follow` knows.
      if (begin === BEGINS.inPair && pairs[pairOf(id, ids[i + 1]!)] === 0) continue;
      const entry = entries[id]!;
      if (entry !== 0) this.#follow(tokens, entry, i, i);
      const lengths = this.#stemLengths(tokens, i);
      if (lengths !== 0) this.#followStems(tokens, lengths, null, i, i);
    }
  }

  #follow(tokens: Tokens, nodeId: number, from: number, at: number) {
    const node = this.#nodes[nodeId]!;
    for (const meaning of node.meanings) this.#hit(tokens, meaning, from, at);
    if (at + 1 >= tokens.count) return;
    this.#continue(tokens, node, from, at + 1);
    if (node.links === null) return;
    for (const link of node.links) this.#continue(tokens, this.#nodes[link]!, from, at + 1);
  }

  #continue(tokens: Tokens, node: Node, from: number, following: number) {
    const next = node.next;
    if (next === null) return;
    const id = tokens.ids[following]!;
    const exact = this.#continues[id] === 1 ? next.get(id) : undefined;
    if (exact !== undefined) this.#follow(tokens, exact, from, following);
    const lengths = node.hasStems ? this.#stemLengths(tokens, following) : 0;
    if (lengths !== 0) this.#followStems(tokens, lengths, next, from, following);
  }

  /** Lengths that a stem of this word may have, as bits; 0 for most words. */
  #stemLengths(tokens: Tokens, i: number): number {
    const length = tokens.lengths[i]!;
    if (length < STEM_MIN) return 0;
    const start = tokens.starts[i]!;
    const chars = tokens.chars;
    let lengths = this.#gate[gateOf(chars, start, STEM_MIN)]!;
    if (length >= GATE_LETTERS) lengths |= this.#gate[gateOf(chars, start, length)]!;
    if (lengths === 0 || (tokens.marks[i]! & (MARK.word | MARK.hashtag)) === 0) return 0;
    return lengths;
  }

  /** `next` null: stems that begin a phrase. */
  #followStems(tokens: Tokens, lengths: number, next: Node['next'], from: number, at: number) {
    const start = tokens.starts[at]!;
    const longest = Math.min(tokens.lengths[at]!, STEM_MAX);
    const chars = tokens.chars;
    let hash = HASH_SEED;
    for (let length = 1; length <= longest; length += 1) {
      hash = hashStep(hash, chars[start + length - 1]!);
      if ((lengths & (1 << length)) === 0) continue;
      const stem = this.#stems.find(chars, start, length, hash);
      if (stem === 0) continue;
      const node = next === null ? this.#stemEntries[stem]! : (next.get(-stem) ?? 0);
      if (node !== 0) this.#follow(tokens, node, from, at);
    }
  }

  #hit(tokens: Tokens, meaning: number, from: number, to: number) {
    const i = tokens.hitCount;
    if (i >= READ_LIMITS.hits) return;
    tokens.hitMeaning[i] = meaning;
    tokens.hitFrom[i] = from;
    tokens.hitTo[i] = to;
    tokens.hitCount = i + 1;
  }

  #step(from: number, symbol: number): number {
    const node = this.#nodes[from]!;
    node.next ??= new Map();
    if (symbol < 0) node.hasStems = true;
    const known = node.next.get(symbol);
    if (known !== undefined) return known;
    const id = this.#newNode();
    node.next.set(symbol, id);
    return id;
  }

  #newNode(): number {
    this.#nodes.push(emptyNode());
    return this.#nodes.length - 1;
  }
}
