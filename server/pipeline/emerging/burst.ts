/** One burst: the terms that rose together, the voices that carry them, and what it is called. It keeps
 * its key from the first look to the last, whatever joins it. */
import { EMERGING_LIMITS, LONGEST_MS } from './limits.ts';
import { isTracked, type Term } from './memory.ts';
import { Track, type Heard } from './track.ts';

/** A name must stand in this share of the mentions that the most frequent term has. */
const NAME_COVERAGE = 0.55;
/** The second of two words that make a name. */
const BESIDE_COVERAGE = 0.3;
const SLUG_MAX = 80;

/** Longer phrases say more; a hashtag was made to be a name. */
const sayingOf = (text: string): number => (text.startsWith('#') ? 2.5 : text.split(' ').length);

/** Distinct words only: "glass" beside "piece of glass" adds nothing. */
const adds = (name: string, text: string): boolean => {
  const words = new Set(name.replaceAll('#', '').split(' '));
  return text.split(' ').every((word) => !words.has(word.replace('#', '')));
};

/** The phrase or hashtag that says best what the voices have in common; a word alone says little, so
 * the next one is told with it. */
export const nameOf = (terms: readonly Term[], voices: readonly Heard[]): string => {
  const counts = terms
    .filter(({ text }) => !isTracked(text))
    .map(({ text }) => ({ text, count: voices.filter((v) => v.terms.includes(text)).length }))
    .sort((a, b) => b.count - a.count);
  const most = counts[0]?.count ?? 0;
  const [best] = counts
    .filter(({ count }) => count >= NAME_COVERAGE * most)
    .sort((a, b) => sayingOf(b.text) - sayingOf(a.text) || b.count - a.count);
  if (!best || sayingOf(best.text) > 1) return best?.text ?? '';
  const next = counts.find(
    ({ text, count }) => count >= BESIDE_COVERAGE * most && adds(best.text, text),
  );
  return next ? `${best.text}, ${next.text}` : best.text;
};

export const slugOf = (name: string): string =>
  name
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, SLUG_MAX);

export class Burst {
  readonly key: string;
  name: string;
  readonly detectedAt: number;
  /** Those that say which voices belong to it. */
  readonly core = new Set<Term>();
  /** All that joined, strongest first. */
  readonly terms: Term[] = [];
  readonly recent = new Track();
  firstAt: number;
  isOpen = true;
  calmSince: number | null = null;
  closedAt: number | null = null;
  /** Greatest strength so far. */
  peak = -Infinity;
  readonly #heard = new Set<Heard>();
  /** Mentions when it was last named. */
  #namedAt = 0;

  constructor(key: string, name: string, now: number) {
    this.key = key;
    this.name = name;
    this.detectedAt = now;
    this.firstAt = now;
  }

  join(term: Term, isCore: boolean): void {
    term.isNews = true;
    this.terms.push(term);
    if (!isCore || this.core.size >= EMERGING_LIMITS.termsPerTopic) return;
    this.core.add(term);
    for (const voice of term.recent.voices) this.hear(voice);
  }

  hear(voice: Heard): void {
    if (this.#heard.has(voice)) return;
    this.#heard.add(voice);
    this.recent.add(voice, 1);
  }

  has(voice: Heard): boolean {
    return this.#heard.has(voice);
  }

  forget(now: number): void {
    const { voicesPerBrand, voicesKept } = EMERGING_LIMITS;
    const most = this.recent.voices.length > voicesPerBrand ? voicesKept : Infinity;
    for (const voice of this.recent.forget(now - LONGEST_MS, most)) this.#heard.delete(voice);
  }

  /** A better name is taken while the burst grows: the first mentions are few. */
  rename(now: number): void {
    const count = this.recent.count(now - LONGEST_MS, now);
    if (count < 2 * this.#namedAt) return;
    this.#namedAt = count;
    this.name = nameOf([...this.core], this.recent.slice(now - LONGEST_MS, now)) || this.name;
  }
}
