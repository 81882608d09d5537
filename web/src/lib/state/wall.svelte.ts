/** The live wall: the last snapshot with every delta since, and how far it can be trusted. */
import { connectWall, type Link, type WallSocket } from '#lib/socket.ts';
import { openCrises, overallOf, type Overall } from '#lib/overall.ts';
import type { WallDelta, WallState } from '#contracts/wall.ts';
import { clockTime } from '#lib/format.ts';
import { clock } from './clock.svelte.ts';

/** A link that is back within this time was never missed. */
const GRACE_MS = 3_000;

class Wall {
  state = $state.raw<WallState | null>(null);
  link = $state<Link>('connecting');
  detail = $state('');
  /** When the link was lost, epoch ms. */
  lostAt = $state<number | null>(null);
  /** When the queue's figures were true, epoch ms: waiting times run on from here. */
  queueAt = $state(0);
  #socket: WallSocket | null = null;

  /** Why the picture cannot be trusted, or null. */
  staleWhy = $derived.by((): string | null => {
    const { state, lostAt } = this;
    if (lostAt !== null && clock.now - lostAt > GRACE_MS)
      return `no connection since ${clockTime(lostAt)}`;
    if (state?.health.stale) {
      const freshAt = Date.parse(state.at) - state.health.lagSeconds * 1000;
      return `no fresh figures since ${clockTime(freshAt)}`;
    }
    return null;
  });
  overall = $derived.by((): Overall | null =>
    this.state ? overallOf(this.state, this.staleWhy) : null,
  );
  crises = $derived(this.state ? openCrises(this.state.crises) : []);
  oldestSeconds = $derived.by((): number | null => {
    const oldest = this.state?.queue.oldestSeconds ?? null;
    if (oldest === null || this.staleWhy !== null) return oldest;
    return oldest + Math.max(0, (clock.now - this.queueAt) / 1000);
  });

  /** The name people know a brand by. */
  nameOf(brand: string): string {
    return this.state?.brands.find((row) => row.brand === brand)?.name ?? brand;
  }

  load(snapshot: WallState): void {
    clock.correct(snapshot.at);
    this.queueAt = Date.parse(snapshot.at);
    this.state = snapshot;
  }

  apply(delta: WallDelta): void {
    if (!this.state) return;
    if (delta.queue) this.queueAt = Date.parse(delta.at);
    this.state = { ...this.state, ...delta };
  }

  /** Returns what closes this very link: the page that leaves may be told after the next has opened. */
  open(token: string | null, brand: string | null): () => void {
    this.close();
    const socket = connectWall({
      token,
      brand,
      onSnapshot: (state) => this.load(state),
      onDelta: (delta) => this.apply(delta),
      onLink: (link, detail) => this.#setLink(link, detail ?? ''),
    });
    this.#socket = socket;
    // The last picture stays until the new one is here, and is distrusted if that takes long.
    if (this.state) this.lostAt = clock.now;
    return () => {
      if (this.#socket === socket) this.close();
    };
  }

  close(): void {
    this.#socket?.close();
    this.#socket = null;
    this.#setLink('connecting', '');
  }

  #setLink(link: Link, detail: string): void {
    this.link = link;
    this.detail = detail;
    if (link === 'lost') this.lostAt ??= clock.now;
    else this.lostAt = null;
  }
}

export const wall = new Wall();
