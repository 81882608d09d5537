/** What is known of one text once it is read: its tokens side by side in buffers that are used again
 * for the next text, its counts, and the phrases found in it. Valid until the next reading. */
import { SCRIPT_COUNT } from './characters.ts';

export const READ_LIMITS = {
  /** Characters of a text that are read; what follows changes nothing. */
  chars: 4_000,
  tokens: 512,
  /** Phrase hits kept. */
  hits: 1_024,
} as const;

/** Bits of `marks`. */
export const MARK = {
  hashtag: 1,
  handle: 2,
  emoji: 4,
  /** A clause ended before this token. */
  afterStop: 8,
  capitals: 16,
  /** A letter was drawn out ("soooo"). */
  drawnOut: 32,
  word: 64,
} as const;

export class Reading {
  count = 0;
  /** One more, so that the next word of the last may be read. */
  readonly ids = new Int32Array(READ_LIMITS.tokens + 1);
  readonly hashes = new Int32Array(READ_LIMITS.tokens);
  readonly starts = new Int32Array(READ_LIMITS.tokens);
  readonly lengths = new Int32Array(READ_LIMITS.tokens);
  readonly marks = new Uint8Array(READ_LIMITS.tokens);
  /** Folded letters of all tokens, one after the other. */
  readonly chars = new Uint16Array(READ_LIMITS.chars + 2 * READ_LIMITS.tokens + 8);
  /** Words by script of their first letter. */
  readonly scripts = new Int32Array(SCRIPT_COUNT);
  words = 0;
  emoji = 0;
  links = 0;
  hashtags = 0;
  handles = 0;
  questions = 0;
  exclamations = 0;
  capitals = 0;
  /** Characters looked at: the measure of work. */
  steps = 0;
  /** Phrases found, by `phrases.ts`: what it means, first and last token. */
  hitCount = 0;
  readonly hitMeaning = new Int32Array(READ_LIMITS.hits);
  readonly hitFrom = new Int32Array(READ_LIMITS.hits);
  readonly hitTo = new Int32Array(READ_LIMITS.hits);

  protected clear() {
    this.count = 0;
    this.words = 0;
    this.emoji = 0;
    this.links = 0;
    this.hashtags = 0;
    this.handles = 0;
    this.questions = 0;
    this.exclamations = 0;
    this.capitals = 0;
    this.hitCount = 0;
    this.scripts.fill(0);
  }
}
