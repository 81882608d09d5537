/** Recordings of the exam: seven more brands, other sentences and other courses than those of
 * record.ts, so that they stand apart. A brand has its rate, its kind of recording and its desk; stories begin at any hour of the day, rise
 * over 5 to 40 minutes, to three times the usual or thirty. */
import type { Mention } from '#contracts/mention.ts';
import { chanceOf, seedOf } from './chance.ts';
import type { Course } from './course.ts';
import { answersTo, everydayOf, restartIds, type DeskMood, type Voicing } from './everyday.ts';
import { EXAM_WORLDS, type ExamBrand } from './exam-worlds.ts';
import * as calm from './look-alikes.ts';
import { exam } from './phrases/exam/set.ts';
import { isCrisis, ofHistory, postsFor, type Kind, type Recording, type Size } from './record.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** A Thursday, and the Monday of its week. */
const THURSDAY = Date.UTC(2026, 4, 14);
const MONDAY = Date.UTC(2026, 4, 11);
const MONDAY_HOUR = 6;
const BEFORE_MS = 70 * MINUTE_MS;
const AFTER_MS = 75 * MINUTE_MS;
const STORY_MIN = 120;
const RAMPS_MIN = [5, 10, 20, 40];
const HOURS = [6, 9, 12, 15, 18];
/** Times the usual within the first hour; a queue grows by fewer. */
const TIMES: Record<Size, number> = { small: 3, middle: 10, large: 30 };
const QUEUE_TIMES: Record<Size, number> = { small: 3, middle: 6, large: 12 };
const POSTS_MAX = 3_000;
const USUAL_DESK: DeskMood = () => ({ share: 0.7, slow: 0.8 });
const STORM_DESK: DeskMood = () => ({ share: 0.25, slow: 2.5 });
const FLOODED_DESK: DeskMood = () => ({ share: 0.12, slow: 7 });

export type ExamPlan = { kind: Kind; brand: ExamBrand; size: Size; seed: number };

const voicingOf = (brand: ExamBrand, part: string): Voicing => {
  const world = EXAM_WORLDS[brand];
  const { style, hasDesk, isMixed } = world;
  const chance = chanceOf(seedOf('exam', brand, part));
  for (let i = 0; i < 50; i += 1) chance.next();
  return { world, phrases: exam[brand], style, hasDesk, isMixed, chance };
};

/** Rows that do not say whose they are, where the brand's recordings are such. */
const asRecorded = (brand: ExamBrand, rows: Mention[]): Mention[] =>
  EXAM_WORLDS[brand].isUnnamed ? rows.map(({ brand: _brand, ...row }) => row) : rows;

const inOrder = (rows: Mention[], until: number): Mention[] =>
  rows.filter(({ at }) => at < until).sort((a, b) => a.at - b.at);

/** Weeks that only teach, up to the end of the Thursday: what is not before a recording is left out
 * by who plays it. */
export const examHistory = (brand: ExamBrand, weeks: number): Mention[] => {
  restartIds();
  const { perMinute } = EXAM_WORLDS[brand];
  const to = THURSDAY + DAY_MS;
  const span = { from: to - weeks * 7 * DAY_MS, to, perMinute };
  const rows = everydayOf(voicingOf(brand, 'history'), span, undefined, USUAL_DESK);
  return asRecorded(brand, inOrder(rows, to).map(ofHistory));
};

/** Days from the Thursday on in which nothing happens. */
export const examCalm = (brand: ExamBrand, days: number): Recording => {
  restartIds();
  const { perMinute, key } = EXAM_WORLDS[brand];
  const [startAt, to] = [THURSDAY, THURSDAY + days * DAY_MS];
  const span = { from: startAt, to, perMinute };
  const rows = everydayOf(voicingOf(brand, 'calm'), span, undefined, USUAL_DESK);
  const mentions = asRecorded(brand, inOrder(rows, to));
  return { brand: key, startAt, onsetAt: to, scenario: null, mentions };
};

const courseOf = ({ kind, brand, size, seed }: ExamPlan, start: number, { chance }: Voicing) => {
  const times = (kind === 'queue-flood' ? QUEUE_TIMES : TIMES)[size];
  const course: Course = {
    at: start + BEFORE_MS + chance.next() * 10 * MINUTE_MS,
    posts: Math.min(POSTS_MAX, (times - 1) * 60 * EXAM_WORLDS[brand].perMinute),
    rampMin: chance.pick(RAMPS_MIN),
    minutes: STORY_MIN,
    isOwnPostMissing: seed % 2 === 1,
    reposts: 0.5 + 0.3 * chance.next(),
  };
  return course;
};

const startOf = (kind: Kind, { chance }: Voicing): number =>
  kind === 'monday'
    ? MONDAY + MONDAY_HOUR * HOUR_MS
    : THURSDAY + chance.pick(HOURS) * HOUR_MS + chance.int(0, 50) * MINUTE_MS;

export const examRecord = (plan: ExamPlan): Recording => {
  const { kind, brand, size, seed } = plan;
  restartIds();
  const voicing = voicingOf(brand, `${kind} ${size} ${seed}`);
  const { perMinute, key } = EXAM_WORLDS[brand];
  const startAt = startOf(kind, voicing);
  const course = courseOf(plan, startAt, voicing);
  const isFlood = kind === 'queue-flood';
  const mood: DeskMood = (at) => (isFlood && at >= course.at ? FLOODED_DESK : USUAL_DESK)(at);
  const factor = kind === 'monday' ? calm.mondayRush : kind === 'holiday' ? calm.holiday : null;
  const until = course.at + AFTER_MS;
  const span = { from: startAt, to: until, perMinute };
  const usual = everydayOf(voicing, span, factor?.(course), mood);
  const story = postsFor(kind, voicing, course);
  const asked = story.filter(({ inbound, repostOf }) => inbound && repostOf === undefined);
  const storm = isFlood ? FLOODED_DESK : isCrisis(kind) ? STORM_DESK : USUAL_DESK;
  const answers = asked.flatMap((post) => answersTo(voicing, post, storm));
  const rows = inOrder([...usual, ...story, ...answers], until);
  const arrived = kind === 'feed-outage' ? calm.feedOutage(rows, course, 1) : rows;
  return {
    brand: key,
    startAt,
    onsetAt: course.at,
    scenario: isCrisis(kind) ? kind : null,
    mentions: asRecorded(brand, arrived),
  };
};
