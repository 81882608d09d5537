/** One feed per brand that somebody watches: the wall is computed once and sent to all its clients,
 * changed parts only. Knows nothing of sockets: a client is a way to send and a backlog, so that a
 * slow one can be passed over and given a fresh snapshot when it has caught up. */
import { instantOut } from '#contracts/text.ts';
import type { WallParts } from '#contracts/wall.ts';

export type WallClient = {
  send(event: 'snapshot' | 'delta', payload: object): void;
  /** Messages that were sent and have not left the machine. */
  backlog(): number;
};
export type Feeds = {
  /** Moves the client to the brand's feed and sends the snapshot. */
  join(client: WallClient, brand: string | null): void;
  leave(client: WallClient): void;
  /** Sends a snapshot, as when the client missed something. */
  resync(client: WallClient): void;
  /** Computes every feed and sends what changed. */
  flush(): void;
};

type Member = { seq: number; isBehind: boolean };
type Feed = {
  brand: string | null;
  members: Map<WallClient, Member>;
  /** What all members hold, and each part as text, to tell whether it changed. */
  parts: WallParts;
  texts: Map<string, string>;
};

const textsOf = (parts: WallParts): Map<string, string> =>
  new Map(Object.entries(parts).map(([key, value]) => [key, JSON.stringify(value)]));

/** The parts of `next` whose text differs; null when none does. */
const changedParts = (feed: Feed, next: WallParts): Partial<WallParts> | null => {
  const texts = textsOf(next);
  const changed = Object.entries(next).filter(([key]) => texts.get(key) !== feed.texts.get(key));
  feed.parts = next;
  feed.texts = texts;
  return changed.length === 0 ? null : (Object.fromEntries(changed) as Partial<WallParts>);
};

const send = (
  client: WallClient,
  member: Member,
  event: 'snapshot' | 'delta',
  body: object,
  at: string,
): void => {
  member.seq += 1;
  client.send(event, { seq: member.seq, at, schema: 1, ...body });
};

export const createFeeds = (options: {
  parts: (brand: string | null, now: number) => WallParts;
  /** A feed of a brand that nobody knows waits until somebody does. */
  isKnown?: (brand: string) => boolean;
  clock: () => number;
  backlogMax: number;
  /** Told when a client is given a snapshot because it fell behind or asked for one. */
  onResync: () => void;
}): Feeds => {
  const feeds = new Map<string | null, Feed>();
  const feedOf = new Map<WallClient, Feed>();

  const create = (brand: string | null): Feed => {
    const parts = options.parts(brand, options.clock());
    const feed = { brand, members: new Map(), parts, texts: textsOf(parts) };
    feeds.set(brand, feed);
    return feed;
  };

  const leave = (client: WallClient): Member | undefined => {
    const feed = feedOf.get(client);
    const member = feed?.members.get(client);
    feedOf.delete(client);
    feed?.members.delete(client);
    if (feed?.members.size === 0) feeds.delete(feed.brand);
    return member;
  };

  const flushFeed = (feed: Feed): void => {
    if (feed.brand !== null && options.isKnown?.(feed.brand) === false) return;
    const now = options.clock();
    const at = instantOut(now);
    const changed = changedParts(feed, options.parts(feed.brand, now));
    for (const [client, member] of feed.members) {
      const backlog = client.backlog();
      if (member.isBehind && backlog === 0) {
        member.isBehind = false;
        options.onResync();
        send(client, member, 'snapshot', feed.parts, at);
      } else if (member.isBehind || backlog >= options.backlogMax) {
        member.isBehind = true;
      } else if (changed) {
        send(client, member, 'delta', changed, at);
      }
    }
  };

  return {
    join: (client, brand) => {
      const known = leave(client);
      const feed = feeds.get(brand) ?? create(brand);
      const member = { seq: known?.seq ?? 0, isBehind: false };
      feed.members.set(client, member);
      feedOf.set(client, feed);
      send(client, member, 'snapshot', feed.parts, instantOut(options.clock()));
    },
    leave: (client) => void leave(client),
    resync: (client) => {
      const feed = feedOf.get(client);
      const member = feed?.members.get(client);
      if (!feed || !member || member.isBehind) return;
      options.onResync();
      send(client, member, 'snapshot', feed.parts, instantOut(options.clock()));
    },
    flush: () => feeds.forEach(flushFeed),
  };
};
