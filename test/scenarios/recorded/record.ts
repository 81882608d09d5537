/** A whole recording from a plan: weeks in which nothing happened, a few hours around one story, and
 * what is to be found in it. */
import type { Mention } from '#contracts/mention.ts';
import type { Scenario } from '#contracts/crisis.ts';
import { chanceOf, seedOf } from './chance.ts';
import type { Course } from './course.ts';
import * as crises from './crises.ts';
import {
  answersTo,
  everydayOf,
  restartIds,
  type DeskMood,
  type Factor,
  type Voicing,
} from './everyday.ts';
import * as calm from './look-alikes.ts';
import { judging } from './phrases/judging/set.ts';
import { tuning } from './phrases/tuning/set.ts';
import { WORLDS, type SetName } from './worlds.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WEEK_MS = 168 * HOUR_MS;
/** A Wednesday, and the Monday before. */
const WEDNESDAY = Date.UTC(2026, 2, 11, 10);
const MONDAY = Date.UTC(2026, 2, 9, 6);
const BEFORE_MS = 60 * MINUTE_MS;
const AFTER_MS = 85 * MINUTE_MS;
/** A desk in trouble answers one in ten, and late. */
const FLOODED: DeskMood = () => ({ share: 0.08, slow: 6 });
const CALM: DeskMood = () => ({ share: 0.6, slow: 1 });
/** In a storm it answers whom it can. */
const BUSY: DeskMood = () => ({ share: 0.15, slow: 2 });

export const CRISES = [
  'viral-complaint',
  'campaign-blunder',
  'backlash',
  'service-failure',
  'queue-flood',
  'churn-wave',
] as const satisfies Scenario[];
export const LOOK_ALIKES = [
  ...(['sale', 'launch', 'joke', 'monday', 'holiday', 'feed-outage'] as const),
  ...(['angry-author', 'spam', 'giveaway', 'gratitude', 'news'] as const),
];
/** `calm`: days without any story. */
export type Kind = (typeof CRISES)[number] | (typeof LOOK_ALIKES)[number] | 'calm';
export const SIZES = ['small', 'middle', 'large'] as const;
export type Size = (typeof SIZES)[number];

export type Plan = { set: SetName; kind: Kind; perMinute: number; size: Size; seed: number };
export type Recording = {
  brand: string;
  /** What is older than this may teach. */
  startAt: number;
  /** When the story begins, epoch ms. */
  onsetAt: number;
  scenario: Scenario | null;
  /** In order of arrival. */
  mentions: Mention[];
};

/** Posts of the first hour on top of the usual. */
const postsOf = ({ perMinute, size }: Plan): number => {
  const usual = perMinute * 60;
  if (size === 'small') return Math.max(30, usual * 0.6);
  return size === 'middle' ? usual * 4 : Math.max(usual * 8, Math.min(usual * 50, 2_000));
};

const hasDesk = ({ seed, kind }: Pick<Plan, 'seed' | 'kind'>): boolean =>
  seed % 4 > 1 || kind === 'queue-flood';

/** A brand, its sentences, a style of recording, with a desk or without: all of it from the seed. */
export const voicingOf = (
  { set, seed, kind }: Pick<Plan, 'set' | 'seed' | 'kind'>,
  part: string,
): Voicing => ({
  world: WORLDS[set][seed % 3]!,
  phrases: set === 'tuning' ? tuning : judging,
  style: seed % 2 === 0 ? 'tweets' : 'feeds',
  hasDesk: hasDesk({ seed, kind }),
  isMixed: seed % 3 === 2,
  chance: chanceOf(seedOf(set, seed, part)),
});

const CRISIS_POSTS = {
  'viral-complaint': crises.viralComplaint,
  'campaign-blunder': crises.campaignBlunder,
  backlash: crises.backlash,
  'service-failure': crises.serviceFailure,
  'queue-flood': crises.queueFlood,
  'churn-wave': crises.churnWave,
};
const CALM_POSTS = {
  sale: calm.sale,
  launch: calm.launch,
  joke: calm.joke,
  'angry-author': calm.angryAuthor,
  spam: calm.spam,
  giveaway: calm.giveaway,
  gratitude: calm.gratitude,
  news: calm.news,
};
export const postsFor = (kind: Kind, voicing: Voicing, course: Course): Mention[] =>
  ({ ...CRISIS_POSTS, ...CALM_POSTS })[kind as keyof typeof CRISIS_POSTS]?.(voicing, course) ?? [];

const startOf = (kind: Kind): number => (kind === 'monday' ? MONDAY : WEDNESDAY);

export const isCrisis = (kind: Kind): kind is (typeof CRISES)[number] =>
  (CRISES as readonly string[]).includes(kind);

/** Plans of the same key have the same history. */
export const historyKey = ({ set, perMinute, seed, kind }: Plan): string =>
  [set, perMinute, seed, hasDesk({ seed, kind })].join(' ');

/** Ids of the history are not those of the story. */
export const ofHistory = (row: Mention): Mention => ({
  ...row,
  id: `h${row.id}`,
  ...(row.inReplyTo === undefined ? {} : { inReplyTo: `h${row.inReplyTo}` }),
});

/** Weeks that only teach, up to the Wednesday on which most recordings begin. */
export const historyOf = (plan: Plan, weeks: number): Mention[] => {
  const { perMinute } = plan;
  restartIds();
  const voicing = voicingOf(plan, `history ${perMinute}`);
  const rows = everydayOf(voicing, { from: WEDNESDAY - weeks * WEEK_MS, to: WEDNESDAY, perMinute });
  return rows
    .filter(({ at }) => at < WEDNESDAY)
    .map(ofHistory)
    .sort((a, b) => a.at - b.at);
};

/** Days in which nothing happens: whatever is called is a false alarm. */
export const calmDays = (plan: Plan, days: number): Recording => {
  restartIds();
  const voicing = voicingOf(plan, `calm ${plan.perMinute}`);
  const span = { from: WEDNESDAY, to: WEDNESDAY + days * 24 * HOUR_MS };
  const mentions = everydayOf(voicing, { ...span, perMinute: plan.perMinute })
    .filter(({ at }) => at < span.to)
    .sort((a, b) => a.at - b.at);
  return {
    brand: voicing.world.key,
    startAt: WEDNESDAY,
    onsetAt: span.to,
    scenario: null,
    mentions,
  };
};

export const record = (plan: Plan): Recording => {
  const { kind, perMinute, seed, size } = plan;
  restartIds();
  const voicing = voicingOf(plan, `${kind} ${perMinute} ${size}`);
  const { chance } = voicing;
  const start = startOf(kind);
  const course: Course = {
    at: start + BEFORE_MS + chance.next() * 20 * MINUTE_MS,
    posts: postsOf(plan),
    rampMin: chance.pick([0, 3, 10, 25]),
    minutes: 120,
    isOwnPostMissing: seed % 2 === 1,
  };
  const factors: Partial<Record<Kind, Factor>> = {
    monday: calm.mondayRush(course),
    holiday: calm.holiday(course),
  };
  const mood: DeskMood = (at) => (kind === 'queue-flood' && at >= course.at ? FLOODED : CALM)(at);
  const span = { from: start, to: start + BEFORE_MS + AFTER_MS, perMinute };
  const usual = everydayOf(voicing, span, factors[kind], mood);
  const story = postsFor(kind, voicing, course);
  const asked = story.filter(({ inbound, repostOf }) => inbound && repostOf === undefined);
  // What is no crisis is no surprise either: the desk copes.
  const storm = kind === 'queue-flood' ? FLOODED : isCrisis(kind) ? BUSY : CALM;
  const answers = asked.flatMap((post) => answersTo(voicing, post, storm));
  const rows = [...usual, ...story, ...answers]
    .filter(({ at }) => at < span.to)
    .sort((a, b) => a.at - b.at);
  return {
    brand: voicing.world.key,
    startAt: start,
    onsetAt: course.at,
    scenario: isCrisis(kind) ? kind : null,
    mentions: kind === 'feed-outage' ? calm.feedOutage(rows, course, 1) : rows,
  };
};
