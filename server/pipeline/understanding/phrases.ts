/** Phrases of the catalogue and of the lexicons, found in one pass over the tokens whatever their
 * number: a trie over word numbers, entered by a flag of the word. A trailing `*` on a word matches
 * any ending. Each node is visited at most once per start, so the work is bounded by tokens times
 * the longest phrase. */
import { MARK, READ_LIMITS, Tokens } from './tokens.ts';
import { HASH_SEED, hashStep, Vocabulary } from './vocabulary.ts';

/** Shortest stem that a wildcard may have; a shorter one is taken as a whole word. */
const STEM_MIN = 3;
const STEM_MAX = 24;
const STEM_GATE = 1 << 14;

type Node = { next: Map<number, number> | null; meanings: number[] };

export class Phrases {
  readonly vocabulary = new Vocabulary();
  readonly #stems = new Vocabulary();
  readonly #gate = new Uint8Array(STEM_GATE);
  readonly #reader = new Tokens(this.vocabulary);
  readonly #nodes: Node[] = [{ next: null, meanings: [] }];
  /** First node of a phrase by word number; 0 where none begins. */
  #entries = new Int32Array(0);
  #stemEntries = new Int32Array(0);
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
          this.#gate[this.#gateOf(tokens.chars, from)] = 1;
        } else symbols.push(this.vocabulary.intern(tokens.chars, from, length, hash));
      }
    }
    return symbols;
  }

  seal() {
    this.#isSealed = true;
    this.#entries = new Int32Array(this.vocabulary.size);
    this.#stemEntries = new Int32Array(this.#stems.size);
    for (const [symbol, node] of this.#nodes[0]!.next ?? []) {
      if (symbol > 0) this.#entries[symbol] = node;
      else this.#stemEntries[-symbol] = node;
    }
  }

  /** Writes what was found into the tokens' hits, by first token, shorter phrases first. */
  match(tokens: Tokens) {
    const entries = this.#entries;
    const ids = tokens.ids;
    for (let i = 0; i < tokens.count; i += 1) {
      const entry = entries[ids[i]!]!;
      if (entry !== 0) this.#follow(tokens, entry, i, i);
      const marks = tokens.marks[i]! & (MARK.word | MARK.hashtag);
      if (marks === 0 || tokens.lengths[i]! < STEM_MIN) continue;
      if (this.#gate[this.#gateOf(tokens.chars, tokens.starts[i]!)] === 0) continue;
      this.#eachStem(tokens, i, (stem) => {
        const from = this.#stemEntries[stem]!;
        if (from !== 0) this.#follow(tokens, from, i, i);
      });
    }
  }

  #follow(tokens: Tokens, nodeId: number, from: number, at: number) {
    const node = this.#nodes[nodeId]!;
    for (const meaning of node.meanings) this.#hit(tokens, meaning, from, at);
    const next = node.next;
    const following = at + 1;
    if (next === null || following >= tokens.count) return;
    const exact = next.get(tokens.ids[following]!);
    if (exact !== undefined) this.#follow(tokens, exact, from, following);
    const marks = tokens.marks[following]! & (MARK.word | MARK.hashtag);
    if (marks === 0 || tokens.lengths[following]! < STEM_MIN) return;
    if (this.#gate[this.#gateOf(tokens.chars, tokens.starts[following]!)] === 0) return;
    this.#eachStem(tokens, following, (stem) => {
      const child = next.get(-stem);
      if (child !== undefined) this.#follow(tokens, child, from, following);
    });
  }

  #hit(tokens: Tokens, meaning: number, from: number, to: number) {
    const i = tokens.hitCount;
    if (i >= READ_LIMITS.hits) return;
    tokens.hitMeaning[i] = meaning;
    tokens.hitFrom[i] = from;
    tokens.hitTo[i] = to;
    tokens.hitCount = i + 1;
  }

  #eachStem(tokens: Tokens, i: number, visit: (stem: number) => void) {
    const start = tokens.starts[i]!;
    const longest = Math.min(tokens.lengths[i]!, STEM_MAX);
    let hash = HASH_SEED;
    for (let length = 1; length <= longest; length += 1) {
      hash = hashStep(hash, tokens.chars[start + length - 1]!);
      if (length < STEM_MIN) continue;
      const stem = this.#stems.find(tokens.chars, start, length, hash);
      if (stem > 0) visit(stem);
    }
  }

  #gateOf(chars: Uint16Array, start: number): number {
    const mixed = chars[start]! + chars[start + 1]! * 31 + chars[start + 2]! * 961;
    return mixed & (STEM_GATE - 1);
  }

  #step(from: number, symbol: number): number {
    const node = this.#nodes[from]!;
    node.next ??= new Map();
    const known = node.next.get(symbol);
    if (known !== undefined) return known;
    this.#nodes.push({ next: null, meanings: [] });
    const id = this.#nodes.length - 1;
    node.next.set(symbol, id);
    return id;
  }
}
