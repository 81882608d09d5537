/** What one brand is usually talked about, term by term: the past of each, and the voices of the last
 * hours. Each author counts once per term, and copies of one text count less and less. */
import type { Voice } from '#contracts/voice.ts';
import { EMERGING_LIMITS, HOUR_MS, LONGEST_MS } from './limits.ts';
import { Past } from './past.ts';
import { Track, type Heard } from './track.ts';

/** Earlier voices of one author that are looked through. */
const AUTHOR_VOICES_MAX = 20;

export type Term = {
  text: string;
  past: Past;
  recent: Track;
  /** Belongs to a burst that is known. */
  isNews: boolean;
};

const createTerm = (text: string, at: number): Term => ({
  text,
  past: new Past(at),
  recent: new Track(),
  isNews: false,
});

/** A tracked topic is remembered beside the terms, under a name that no term has. */
export const trackedTerm = (topic: string): string => `\0${topic}`;
export const isTracked = (text: string): boolean => text.startsWith('\0');

export class BrandMemory {
  readonly terms = new Map<string, Term>();
  readonly past: Past;
  readonly recent = new Track();
  /** Terms that were heard since somebody looked. */
  readonly touched = new Set<Term>();
  readonly firstAt: number;
  /** Up to and with this instant voices were let go before their time: a full memory looks back less
   * far, for the brand and for each term alike. */
  forgottenUntil = -Infinity;
  readonly #keys = new Set<string>();
  readonly #authors = new Map<string, Heard[]>();
  readonly #copies = new Map<string, { count: number; at: number }>();
  #sweptHour: number;

  constructor(at: number) {
    this.past = new Past(at);
    this.firstAt = at;
    this.#sweptHour = Math.floor(at / HOUR_MS);
  }

  /** The voice as it is kept, or null where it is known already. */
  hear(voice: Voice): Heard | null {
    const key = `${voice.channel}\0${voice.id}`;
    if (this.#keys.has(key)) return null;
    const author = voice.author === null ? key : `${voice.channel}\0${voice.author}`;
    const { at, channel, id, print, topics } = voice;
    const isNegative = voice.mood === 'negative';
    const terms = [...voice.terms, ...topics.map(trackedTerm)];
    const heard: Heard = { at, channel, id, author, print, isNegative, topics, terms };
    const weight = this.#weightOf(heard);
    this.past.add(at, weight, false);
    const isLate = at <= this.past.at - LONGEST_MS;
    if (!isLate) {
      this.#keys.add(key);
      this.recent.add(heard, weight);
    }
    const before = this.#authors.get(author) ?? [];
    for (const text of terms) this.#count(text, heard, isSaid(before, text) ? 0 : weight, isLate);
    before.push(heard);
    if (before.length > AUTHOR_VOICES_MAX) before.shift();
    this.#authors.set(author, before);
    this.#sweep();
    return isLate ? null : heard;
  }

  /** The n-th copy of a text counts 1/sqrt(n): a hundred reposts are news, not a hundred voices. */
  #weightOf({ print, at }: Heard): number {
    const known = this.#copies.get(print);
    const count = known && at - known.at < LONGEST_MS ? known.count + 1 : 1;
    this.#copies.set(print, { count, at: Math.max(at, known?.at ?? at) });
    return 1 / Math.sqrt(count);
  }

  #count(text: string, heard: Heard, weight: number, isLate: boolean): void {
    let term = this.terms.get(text);
    if (!term) this.terms.set(text, (term = createTerm(text, heard.at)));
    term.past.add(heard.at, weight, term.isNews);
    if (isLate) return;
    term.recent.add(heard, weight);
    if (weight > 0) this.touched.add(term);
  }

  /** Each hour, and whenever they are too many, lets go of voices that no window holds any more, with
   * all that stands on them; a full memory, of its rarest terms. */
  #sweep(): void {
    const hour = Math.floor(this.past.at / HOUR_MS);
    const isFull = this.recent.voices.length > EMERGING_LIMITS.voicesPerBrand;
    if (hour > this.#sweptHour || isFull) {
      this.#sweptHour = hour;
      this.#forget();
    }
    if (this.terms.size > EMERGING_LIMITS.termsPerBrand) this.#prune();
  }

  #forget(): void {
    const oldest = this.past.at - LONGEST_MS;
    const gone = this.recent.forget(oldest, EMERGING_LIMITS.voicesKept);
    this.forgottenUntil = Math.max(this.forgottenUntil, gone.at(-1)?.at ?? -Infinity);
    for (const { channel, id } of gone) this.#keys.delete(`${channel}\0${id}`);
    const at = Math.max(oldest, this.forgottenUntil);
    for (const term of this.terms.values()) term.recent.forget(at);
    for (const [print, copies] of this.#copies) if (copies.at <= at) this.#copies.delete(print);
    for (const [author, voices] of this.#authors) {
      if (voices.at(-1)!.at <= at) this.#authors.delete(author);
    }
  }

  /** Of equally rare terms the one that was heard first goes first. */
  #prune(): void {
    const worths = [...this.terms.values()].map((term) => ({
      term,
      worth: term.isNews ? Infinity : term.past.slowAt(this.past.at),
    }));
    worths.sort((a, b) => (a.worth === b.worth ? 0 : a.worth - b.worth));
    const kept = Math.floor(EMERGING_LIMITS.termsPerBrand * EMERGING_LIMITS.termsKept);
    for (const { term } of worths.slice(0, worths.length - kept)) {
      this.terms.delete(term.text);
      this.touched.delete(term);
    }
  }
}

const isSaid = (before: readonly Heard[], text: string): boolean =>
  before.some(({ terms }) => terms.includes(text));
