/** Plays recorded mentions through understanding, aggregation, rings, desk, baselines and engine on a
 * simulated clock: the live server's code without its database. Stretches in which nothing can
 * happen are stepped over, so that months of sparse data take seconds. */
import { TICK_MS, type BrandInput, type Transition } from '#alerts/contract.ts';
import { emptyEngine, tick } from '#alerts/engine.ts';
import type { Draft } from '#alerts/flowchart/body.ts';
import type { BucketIncrement } from '#contracts/bucket.ts';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { Crisis } from '#contracts/crisis.ts';
import type { Mention } from '#contracts/mention.ts';
import type { Understood } from '#contracts/understood.ts';
import { VOICE_LIMITS } from '#contracts/voice.ts';
import { aggregate } from '../aggregate.ts';
import { brandWindows, topicNames } from '../brand-windows.ts';
import { portions } from '../batch.ts';
import { hearBatch } from '../hear-batch.ts';
import { createHear } from '../hear.ts';
import { createHours, type Hours } from '../hours.ts';
import { WAITING_MAX_MS } from '../queue.ts';
import { applyRecent, createRecent, hearVoices } from '../recent.ts';
import { createUnderstand } from '../understand.ts';
import { createCalls, type CallingRules } from './calls.ts';
import { createDesk } from './desk.ts';
import { createTeacher } from './teacher.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WEEK_MS = 168 * HOUR_MS;
/** A brand is looked at on every tick while rows came within this time; each minute otherwise. */
const CLOSE_LOOK_MS = 15_000;
/** After this long without a row the windows are empty: from then on looks are rarer, */
const ASLEEP_MS = HOUR_MS + MINUTE_MS;
const BUSY_STEP_MS = 10 * MINUTE_MS;
const SILENT_STEP_MS = 30 * MINUTE_MS;
/** and after a day of it the clock leaps to the next row, unless something is open. */
const SILENT_MS = 24 * HOUR_MS;
/** History passes in such steps. */
const TAUGHT_STEP_MS = 10 * MINUTE_MS;
/** What is open is looked at for so long after the last row of all. */
const END_MS = 48 * HOUR_MS;

const ceilTo = (stepMs: number, at: number): number => Math.ceil(at / stepMs) * stepMs;
const ceilTick = (at: number): number => ceilTo(TICK_MS, at);

export type Told =
  | { kind: 'transition'; at: number; transition: Transition }
  | { kind: 'alert'; at: number; call: Draft };
type Summary = { mentions: number; weeks: number; signals: number; crises: number };
/** Rows that are understood already, as stored ones are, are not understood again. */
type Row = Mention | Understood;
type SimulateInput = {
  mentions: readonly Row[];
  history: readonly Row[];
  /** Counts by the hour from before `history`: they teach the baselines and nothing else. */
  taught?: readonly BucketIncrement[];
  catalogue: Catalogue;
  /** Whom the flowchart would have called; absent: nobody asks. */
  calling?: CallingRules;
  /** Only this brand. */
  brand?: string | undefined;
  tell(told: Told): void;
  /** How many of the mentions have been played. */
  onProgress?(done: number, of: number): void;
};

/** Nothing is heard after the end of a recording: that is no silence. */
const recordedHours = ({ catalogue, mentions }: SimulateInput): Hours => {
  const hours = createHours(catalogue, WAITING_MAX_MS);
  const endAt = mentions.at(-1)?.at ?? 0;
  return {
    ...hours,
    isOpen: (brand, channel, at) => at <= endAt && hours.isOpen(brand, channel, at),
  };
};

const createWorld = (input: SimulateInput) => {
  const understand = createUnderstand(input.catalogue);
  const hear = createHear(input.catalogue);
  const recent = createRecent(input.catalogue);
  const desk = createDesk(input.catalogue);
  const teacher = createTeacher(input.catalogue.detection.plannedEvents ?? []);
  const lastAt = new Map<string, number>();

  const read = (mentions: readonly Row[]): Understood[] =>
    mentions
      .map((row) => ('sentiment' in row ? row : understand(row)))
      .filter(({ brand }) => input.brand === undefined || brand === input.brand);

  const arrive = (rows: readonly Understood[]): void => {
    if (rows.length === 0) return;
    const increments = aggregate(rows);
    applyRecent(recent, increments);
    teacher.count(increments);
    const threads = desk.apply(rows);
    const threaded = rows.map((row, index) => ({ row, thread: threads[index]! }));
    hearVoices(recent, hearBatch(hear, threaded, -Infinity));
    for (const { brand, at } of rows) lastAt.set(brand, at);
  };

  const naming = { topicNames: topicNames(input.catalogue), hours: recordedHours(input) };
  const inputOf = (brand: string, now: number): BrandInput => ({
    ...brandWindows(recent, naming, brand, now),
    desk: desk.gauge(brand, now),
  });
  return { read, arrive, inputOf, deskOf: desk.gauge, teacher, lastAt };
};

type World = ReturnType<typeof createWorld>;

/** Lets the history pass in steps, with a look at every desk after each, so that it teaches all that
 * the rows to come will be measured by. */
const teachHistory = (world: World, rows: readonly Understood[]): void => {
  const last = rows.at(-1);
  let next = 0;
  for (let at = ceilTo(TAUGHT_STEP_MS, rows[0]?.at ?? 0); last; at += TAUGHT_STEP_MS) {
    const from = next;
    while (next < rows.length && rows[next]!.at < at) next += 1;
    for (const some of portions(rows.slice(from, next), VOICE_LIMITS.perBatchBrand)) {
      world.arrive(some);
    }
    for (const brand of world.lastAt.keys()) {
      world.teacher.sample(brand, at, world.deskOf(brand, at));
    }
    const upcoming = rows[next]?.at;
    if (upcoming === undefined) break;
    // A pause of days is no evidence of a desk at rest.
    if (upcoming - at > SILENT_MS) at = ceilTo(TAUGHT_STEP_MS, upcoming) - TAUGHT_STEP_MS;
  }
};

/** What the engine knows and has said so far. */
const createWatch = (input: SimulateInput, world: World) => {
  const { detection } = input.catalogue;
  const calls =
    input.calling &&
    createCalls(input.calling, (at, call) => input.tell({ kind: 'alert', at, call }));
  const crises = new Map<string, Crisis>();
  const called = new Set<string>();
  const openSignals = new Map<string, string>();
  let state = emptyEngine();
  let signals = 0;

  const note = (transition: Transition): void => {
    if ('crisis' in transition) {
      const number = crises.get(transition.crisis.id)?.number ?? crises.size + 1;
      transition.crisis = { ...transition.crisis, number };
      crises.set(transition.crisis.id, transition.crisis);
      if (transition.crisis.state === 'open') called.add(transition.crisis.id);
      return;
    }
    const { signal } = transition;
    if (transition.kind === 'signal-opened' && signal.suppressed === null) signals += 1;
    if (transition.kind === 'signal-closed') openSignals.delete(signal.id);
    else openSignals.set(signal.id, signal.brand);
  };

  const isOpen = (crisis: Crisis) => crisis.resolvedAt === null;
  return {
    look: (now: number): void => {
      const openCrises = [...crises.values()].filter(isOpen);
      const busy = new Set([...openSignals.values(), ...openCrises.map(({ brand }) => brand)]);
      const isMinute = now % MINUTE_MS === 0;
      const isSilentStep = now % SILENT_STEP_MS === 0;
      const isDue = (brand: string, at: number) =>
        now - at <= CLOSE_LOOK_MS ||
        (isMinute && (now - at <= ASLEEP_MS || busy.has(brand))) ||
        (isSilentStep && now - at <= SILENT_MS);
      const due = [...world.lastAt].filter(([brand, at]) => isDue(brand, at));
      const names = due.map(([brand]) => brand);
      const brands = names.map((brand) => world.inputOf(brand, now));
      const baselines = world.teacher.learned(names, now, crises.values());
      if (isMinute) for (const { brand, desk } of brands) world.teacher.sample(brand, now, desk);
      const { falseAlarmsPerWeek, plannedEvents, levels } = detection;
      const context = {
        ...{ baselines, openCrises, falseAlarmsPerWeek, levels },
        ...(plannedEvents && { plannedEvents }),
      };
      const outcome = tick(state, { now, brands }, context);
      ({ state } = outcome);
      for (const transition of outcome.transitions) {
        note(transition);
        input.tell({ kind: 'transition', at: now, transition });
      }
      const changed = outcome.transitions.flatMap((one) => ('crisis' in one ? [one.crisis] : []));
      calls?.look(changed, now);
    },
    isBusy: () => openSignals.size > 0 || [...crises.values()].some(isOpen),
    counts: () => ({ signals, crises: called.size }),
  };
};

/** When to look again: each tick by default, in steps while nothing comes, and not before the next row
 * once nothing is open. */
const nextTick = (
  now: number,
  { lastAt, upcoming, isBusy }: { lastAt: number; upcoming: number | undefined; isBusy: boolean },
): number => {
  const silentMs = now - lastAt;
  if (silentMs <= ASLEEP_MS) {
    const isClose = silentMs <= CLOSE_LOOK_MS || upcoming === undefined;
    const minute = (Math.floor(now / MINUTE_MS) + 1) * MINUTE_MS;
    return isClose ? now + TICK_MS : Math.max(now + TICK_MS, Math.min(minute, ceilTick(upcoming)));
  }
  const mayLeap = !isBusy && silentMs > SILENT_MS;
  const stepMs = isBusy ? BUSY_STEP_MS : SILENT_STEP_MS;
  const step = mayLeap ? Infinity : (Math.floor(now / stepMs) + 1) * stepMs;
  return Math.max(now + TICK_MS, Math.min(step, ceilTick(upcoming ?? Infinity)));
};

/** `crises` of the summary: those that somebody was called for; `signals`: those not suppressed. */
export const simulate = (input: SimulateInput): Summary => {
  const world = createWorld(input);
  world.teacher.count(input.taught ?? []);
  teachHistory(world, world.read(input.history));
  const rows = world.read(input.mentions);
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return { mentions: 0, weeks: 0, signals: 0, crises: 0 };
  world.lastAt.clear();
  const watch = createWatch(input, world);
  let next = 0;
  let now = ceilTick(first.at);
  let lastAt = first.at;
  while (next < rows.length || (watch.isBusy() && now <= last.at + END_MS)) {
    const from = next;
    while (next < rows.length && rows[next]!.at < now) next += 1;
    if (next > from) {
      world.arrive(rows.slice(from, next));
      lastAt = rows[next - 1]!.at;
      input.onProgress?.(next, rows.length);
    }
    if (now - lastAt <= CLOSE_LOOK_MS || now % MINUTE_MS === 0) watch.look(now);
    const upcoming = rows[next]?.at;
    now = nextTick(now, { lastAt, upcoming, isBusy: watch.isBusy() });
  }
  const weeks = Math.round(((last.at - first.at) / WEEK_MS) * 1000) / 1000;
  return { mentions: rows.length, weeks, ...watch.counts() };
};
