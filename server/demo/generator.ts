/** The demo's world, second by second: customers who write, an outage when there is one, and a desk
 * that answers. Posts follow from (seed, second) alone; the desk remembers since `startAt`. */
import { instantOut } from '#contracts/text.ts';
import { drawAuthor } from './authors.ts';
import { CHANNEL_SHARES, CHAT_HOURS, type DemoChannel } from './brand.ts';
import { createDesk, type Desk } from './desk.ts';
import { writeCalmPost, writeOutagePost, type Draft } from './posts.ts';
import {
  calmPerMinute,
  homeOffsetHours,
  isOutage,
  localHour,
  minuteFactor,
  outageFactor,
  type Outage,
} from './rhythm.ts';
import { rngAt, type Rng } from './rng.ts';
import { postRow, repostRow, type EventRow, type MentionRow } from './rows.ts';

const SECOND_MS = 1000;
/** Share of the posts that only repeat a recent one. */
const REPOST_SHARE = 0.04;
const OUTAGE_REPOST_SHARE = 0.16;
/** Recent posts that may be repeated. */
const RECENT_MAX = 30;

export type GeneratorInput = {
  seed: number;
  /** Epoch ms of the first second. */
  startAt: number;
  /** Where the brand is at home; by default where it is after noon at `startAt`. */
  offsetHours?: number;
  outage?: Outage | null;
};
/** Rows in the order of their time. */
export type Yield = { mentions: MentionRow[]; events: EventRow[] };
export type Generator = {
  /** All rows from where the last call ended up to `at` (epoch ms). */
  upTo(at: number): Yield;
  /** Conversations that wait for an agent. */
  waiting(): number;
  /** Customers without an answer: those who wait for an agent, and those an agent works on. */
  unanswered(): number;
};

const drawChannel = (rng: Rng, at: number, offsetHours: number): DemoChannel => {
  const hour = localHour(at, offsetHours);
  const isChatOpen = hour >= CHAT_HOURS.from && hour < CHAT_HOURS.to;
  return rng.weighted({ ...CHANNEL_SHARES, chat: isChatOpen ? CHANNEL_SHARES.chat : 0 });
};

type World = {
  seed: number;
  offsetHours: number;
  outage: Outage | null;
  desk: Desk;
  recent: MentionRow[];
  recentOutage: MentionRow[];
};

const writeOne = (world: World, rng: Rng, id: string, at: number, isAboutOutage: boolean) => {
  const recent = isAboutOutage ? world.recentOutage : world.recent;
  const author = drawAuthor(world.seed, rng);
  const share = isAboutOutage ? OUTAGE_REPOST_SHARE : REPOST_SHARE;
  const sinceMs = at - (world.outage?.startAt ?? at);
  const draft: Draft = isAboutOutage ? writeOutagePost(rng, sinceMs) : writeCalmPost(rng);
  const channel = drawChannel(rng, at, world.offsetHours);
  const isRepost = rng.next() < share;
  const original = recent[Math.floor(rng.next() * Math.min(recent.length, RECENT_MAX))];
  if (isRepost && original) {
    const repeat: Draft = { ...draft, isNoise: false, needsAnswer: false };
    return { post: repostRow(id, original, author, at), draft: repeat };
  }
  const post = postRow(id, channel, draft, author, at);
  const isPublic = channel !== 'chat' && !draft.isNoise;
  if (isPublic) recent.unshift(post);
  if (recent.length > RECENT_MAX * 2) recent.length = RECENT_MAX;
  return { post, draft };
};

/** Rows up to `at` in order, and the rest. */
const split = <Row extends { at: string }>(rows: Row[], at: number) => {
  const limit = instantOut(at);
  rows.sort(byTime);
  const later = rows.findIndex((row) => row.at > limit);
  return later < 0
    ? { due: rows, later: [] }
    : { due: rows.slice(0, later), later: rows.slice(later) };
};

const byTime = (a: { at: string }, b: { at: string }) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);

/** What is written in the second that begins at `from`. */
const writeSecond = (world: World, from: number, out: Yield): void => {
  const rng = rngAt(world.seed, 5, from / SECOND_MS);
  const perSecond = (calmPerMinute(from, world.offsetHours) / 60) * minuteFactor(world.seed, from);
  const calm = rng.poisson(perSecond);
  const added = rng.poisson(perSecond * outageFactor(from, world.outage));
  for (let index = 0; index < calm + added; index += 1) {
    const at = from + Math.floor(rng.next() * SECOND_MS);
    const id = `${from / SECOND_MS}-${index}`;
    const { post, draft } = writeOne(world, rng, id, at, index >= calm);
    out.mentions.push(post);
    if (!draft.isNoise) world.desk.take({ post, at, draft }, out);
  }
};

export const createGenerator = (input: GeneratorInput): Generator => {
  const offsetHours = input.offsetHours ?? homeOffsetHours(input.startAt);
  const world: World = {
    seed: input.seed,
    offsetHours,
    outage: input.outage ?? null,
    desk: createDesk(input.seed, input.startAt, offsetHours),
    recent: [],
    recentOutage: [],
  };
  let nextAt = Math.ceil(input.startAt / SECOND_MS) * SECOND_MS;
  let pending: Yield = { mentions: [], events: [] };
  return {
    upTo: (at) => {
      for (; nextAt <= at; nextAt += SECOND_MS) {
        writeSecond(world, nextAt, pending);
        const desk = world.desk.step(nextAt + SECOND_MS, isOutage(nextAt, world.outage));
        pending.mentions.push(...desk.mentions);
        pending.events.push(...desk.events);
      }
      const mentions = split(pending.mentions, at);
      const events = split(pending.events, at);
      pending = { mentions: mentions.later, events: events.later };
      return { mentions: mentions.due, events: events.due };
    },
    waiting: () => world.desk.waiting(),
    unanswered: () => world.desk.unanswered(),
  };
};
