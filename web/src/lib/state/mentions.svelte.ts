/** Posts that fit a query, newest first: read page by page, looked at again for newer ones, and their
 * moods as people correct them. */
import * as api from '#lib/api.ts';
import type { MentionOut, TaughtOut } from '#contracts/correction.ts';
import type { SentimentLabel } from '#contracts/understood.ts';
import { askedBy, keyOf, newOf, type MentionQuery } from '#lib/mentions.ts';

const PAGE = 50;
/** How often newer posts are looked for. */
const LOOK_MS = 15_000;

type Undo = { mention: MentionOut; label: SentimentLabel };

export class Mentions {
  items = $state.raw<MentionOut[]>([]);
  next = $state<string | null>(null);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  why = $state('');
  taught = $state.raw<TaughtOut | null>(null);
  /** How many have come since, as far as one page tells. */
  newer = $state(0);
  /** Since when no answer came, epoch ms. */
  staleSince = $state<number | null>(null);
  isReadingOn = $state(false);
  /** Posts whose mood is on its way, by key. */
  busy = $state.raw<readonly string[]>([]);
  /** What was done last, to be said and undone. */
  done = $state('');
  problem = $state('');
  undoable = $state.raw<Undo | null>(null);
  #query: MentionQuery = {};
  /** An answer to a question that nobody asks any more is not shown. */
  #asked = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  async fetch(query: MentionQuery = this.#query): Promise<void> {
    this.#query = query;
    const asked = (this.#asked += 1);
    this.state = 'loading';
    this.newer = 0;
    this.done = '';
    this.problem = '';
    this.undoable = null;
    try {
      const page = await api.listMentions({ ...askedBy(query, Date.now()), limit: PAGE });
      if (asked !== this.#asked) return;
      this.items = page.items;
      this.next = page.next ?? null;
      this.taught = page.taught ?? null;
      this.staleSince = null;
      this.state = 'ready';
    } catch (error) {
      if (asked !== this.#asked) return;
      this.why = (error as Error).message;
      this.state = 'failed';
    }
  }

  async readOn(): Promise<void> {
    const asked = this.#asked;
    this.isReadingOn = true;
    this.problem = '';
    try {
      const query = { ...askedBy(this.#query, Date.now()), limit: PAGE, cursor: this.next };
      const page = await api.listMentions(query);
      if (asked !== this.#asked) return;
      this.items = [...this.items, ...newOf(page.items, this.items)];
      this.next = page.next ?? null;
    } catch (error) {
      this.problem = (error as Error).message;
    } finally {
      this.isReadingOn = false;
    }
  }

  /** Counts what is newer, and leaves it to the reader to show it: a list that moves cannot be read. */
  async #look(): Promise<void> {
    if (this.state !== 'ready' || this.#query.to !== undefined) return;
    const asked = this.#asked;
    try {
      const from = this.items[0]?.at;
      const query = { ...askedBy(this.#query, Date.now()), ...(from ? { from } : {}), limit: PAGE };
      const page = await api.listMentions(query);
      if (asked !== this.#asked) return;
      this.newer = newOf(page.items, this.items).length;
      this.taught = page.taught ?? null;
      this.staleSince = null;
    } catch {
      this.staleSince ??= Date.now();
    }
  }

  /** Looks for newer posts until the answer is called. */
  follow(): () => void {
    this.#timer = setInterval(() => void this.#look(), LOOK_MS);
    return () => clearInterval(this.#timer);
  }

  #replace(changed: MentionOut): void {
    const key = keyOf(changed);
    this.items = this.items.map((item) => (keyOf(item) === key ? changed : item));
  }

  async #change(mention: MentionOut, ask: () => Promise<MentionOut>): Promise<MentionOut | null> {
    const key = keyOf(mention);
    if (this.busy.includes(key)) return null;
    this.busy = [...this.busy, key];
    this.problem = '';
    try {
      const changed = await ask();
      this.#replace(changed);
      return changed;
    } catch (error) {
      this.problem = `Not changed: ${(error as Error).message}`;
      return null;
    } finally {
      this.busy = this.busy.filter((one) => one !== key);
    }
  }

  async correct(mention: MentionOut, label: SentimentLabel): Promise<void> {
    const { channel, id } = mention;
    if (mention.correctedBy !== undefined && mention.sentiment.label === label) return;
    const changed = await this.#change(mention, () => api.correctMood(channel, id, label));
    if (changed === null) return;
    this.undoable = { mention, label };
    const isSame = mention.sentiment.label === label;
    this.done = isSame
      ? `Confirmed as ${label}.`
      : `Corrected from ${mention.sentiment.label} to ${label}.`;
  }

  /** What stood before the last correction stands again: the model's word, or another person's. */
  async undo(): Promise<void> {
    if (this.undoable === null) return;
    const { mention } = this.undoable;
    const { channel, id, correctedBy, sentiment } = mention;
    const back = () =>
      correctedBy === undefined
        ? api.takeMoodBack(channel, id)
        : api.correctMood(channel, id, sentiment.label);
    if ((await this.#change(mention, back)) === null) return;
    this.undoable = null;
    this.done = `Undone: ${sentiment.label} again.`;
  }
}
