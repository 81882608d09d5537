/** Posts that stand behind signals, read once each when somebody who may read them looks. */
import * as api from '#lib/api.ts';
import { instant } from '#lib/format.ts';

const HOUR_MS = 3_600_000;
/** What is behind a signal lies at most so long before its beginning. */
const BEFORE_MS = 24 * HOUR_MS;
/** Kept at most; a wall runs for weeks. */
const KEPT_MAX = 500;

const keyOf = (channel: string, id: string): string => `${channel} ${id}`;

class Posts {
  #found = $state.raw<ReadonlyMap<string, api.Post>>(new Map());
  #asked = new Set<string>();

  of(channel: string, id: string): api.Post | null {
    return this.#found.get(keyOf(channel, id)) ?? null;
  }

  /** `since`: when the signal began, epoch ms. A post that cannot be read stays a name. */
  async fetch(rows: readonly { channel: string; id: string }[], since: number): Promise<void> {
    const wanted = rows.filter(({ channel, id }) => !this.#asked.has(keyOf(channel, id)));
    for (const { channel, id } of wanted) this.#asked.add(keyOf(channel, id));
    const read = wanted.map(({ channel, id }) =>
      api.readPost(channel, id, instant(since - BEFORE_MS)).catch(() => null),
    );
    const posts = (await Promise.all(read)).filter((post) => post !== null);
    const all = [
      ...this.#found,
      ...posts.map((post) => [keyOf(post.channel, post.id), post] as const),
    ];
    this.#found = new Map(all.slice(-KEPT_MAX));
    if (this.#asked.size > 2 * KEPT_MAX) this.#asked.clear();
  }
}

export const posts = new Posts();
