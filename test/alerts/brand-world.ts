/** A simulated brand, tick by tick, into the engine's own code for a brand: mentions with a rhythm, a
 * mood that wanders, topics, reports of faults, people who leave, and a desk whose figures drift, and
 * an outage on demand. For the budget of all indicators together and for how soon an outage shows. */
import {
  QUIET_DESK,
  SLOT_MS,
  TICK_MS,
  WINDOW_SLOTS,
  type Baseline,
  type BrandInput,
  type CountWindow,
  type DeskGauge,
  type HourPoint,
} from '#alerts/contract.ts';
import { learnBaseline } from '#alerts/baseline/learn.ts';
import { HOUR_MS, WEEK_MS } from '#alerts/baseline/level.ts';
import type { BrandState, TickContext, Watched } from '#alerts/engine-state.ts';
import { watchBrand } from '#alerts/watch-brand.ts';
import type { Voice } from '#contracts/voice.ts';
import { chanceOf, negativeBinomialOf, rhythmOf } from './simulated.ts';

const BRAND = 'northwind';
const CLUMPING = 1.6;
const COUNTERS = ['volume', 'negative', 'leaving', 'reach', 'outage', 'billing'] as const;
type CounterName = (typeof COUNTERS)[number];
const USUAL = { negative: 0.25, report: 0.1, leaving: 0.01, outage: 0.045, billing: 0.1 };
const FAULT = { negative: 0.85, report: 0.7 };
const BUFFER_SLOTS = 4 * WINDOW_SLOTS;
const HISTORY_WEEKS = 4;

/** Mean-reverting noise with a memory, standard deviation 1. */
const wander = (random: () => number, memoryMs: number, stepMs: number) => {
  const keep = Math.exp(-stepMs / memoryMs);
  let value = 0;
  return () => {
    let normal = -6;
    for (let i = 0; i < 12; i += 1) normal += random();
    value = keep * value + Math.sqrt(1 - keep * keep) * normal;
    return value;
  };
};

/** Figures of a desk on an ordinary day, which move slowly and partly together. */
const deskOf = (random: () => number, stepMs: number) => {
  const load = wander(random, 2 * HOUR_MS, stepMs);
  const own = Array.from({ length: 5 }, () => wander(random, HOUR_MS, stepMs));
  return (): DeskGauge => {
    const busy = load();
    const [a, b, c, d, e] = own.map((next) => 0.5 * busy + 0.85 * next());
    const whole = (value: number) => Math.max(0, Math.round(value));
    const unansweredOf = 120;
    return {
      ...QUIET_DESK,
      waiting: whole(8 * Math.exp(0.35 * a!)),
      oldestSeconds: 900 * Math.exp(0.5 * b!),
      unansweredOf,
      unanswered: Math.min(unansweredOf, whole(unansweredOf * 0.15 * Math.exp(0.25 * c!))),
      questionsWaiting: whole(4 * Math.exp(0.4 * d!)),
      handleSeconds: 240 * Math.exp(0.2 * e!),
      handled: 25,
      slaBreached: whole(1.5 * Math.exp(0.5 * c!)),
    };
  };
};

export type Fault = { from: number; times: number; rampMs: number };
type Settings = {
  perMinute: number;
  seed: number;
  start: number;
  tickMs?: number;
  /** The same at every hour. */
  isFlat?: boolean;
};

export const createBrand = (settings: Settings) => {
  const { perMinute, seed, start, tickMs = TICK_MS, isFlat = false } = settings;
  const random = chanceOf(seed);
  const rhythm = isFlat ? () => perMinute : rhythmOf(perMinute);
  const mood = wander(random, 2 * HOUR_MS, tickMs);
  const desk = deskOf(random, tickMs);
  const rings = new Map(COUNTERS.map((name) => [name, new Float64Array(BUFFER_SLOTS)] as const));
  let firstSlot = Math.floor(start / SLOT_MS) - WINDOW_SLOTS;
  let voices: Voice[] = [];
  let authors = 0;
  let figures = desk();

  const count = (name: CounterName, slot: number, value: number) => {
    rings.get(name)![slot - firstSlot]! += value;
  };
  const speak = (at: number, isFault: boolean, negative: number): void => {
    const slot = Math.floor(at / SLOT_MS);
    const isNegative = random() < (isFault ? FAULT.negative : negative);
    const isReport = random() < (isFault ? FAULT.report : USUAL.report);
    const isLeaving = random() < USUAL.leaving;
    const topic = isFault || random() < USUAL.outage ? 'outage' : null;
    const topics = topic ? [topic] : random() < USUAL.billing ? ['billing'] : [];
    count('volume', slot, 1);
    if (isNegative) count('negative', slot, 1);
    if (isLeaving) count('leaving', slot, 1);
    count('reach', slot, Math.floor(300 * Math.exp(2 * (random() + random() - 1))));
    for (const one of topics) count(one as CounterName, slot, 1);
    authors += 1;
    voices.push({
      ...{ at, brand: BRAND, channel: 'x', id: `v${authors}`, inbound: true },
      ...{ author: `a${authors}`, topics, terms: [], print: `p${authors}` },
      ...{ repostOf: null, parent: null, parentKind: null },
      ...{ mood: isNegative ? 'negative' : 'neutral', score: 0, intent: 'complaint' },
      ...{ isQuestion: false, isFirstHand: isReport, isShared: false, isHarm: false, isLeaving },
      ...{ importance: 0, reach: 0 },
    } as Voice);
  };

  const makeRoom = (slot: number): void => {
    if (slot - firstSlot < BUFFER_SLOTS) return;
    const shift = slot - firstSlot - WINDOW_SLOTS;
    for (const ring of rings.values()) ring.copyWithin(0, shift).fill(0, BUFFER_SLOTS - shift);
    firstSlot += shift;
  };

  const baselines = new Map<string, Baseline>();
  const learn = (): void => {
    const names = ['volume', 'negativeShare', 'churn', 'reach', 'outage', 'billing', 'silence'];
    const hours = new Map<string, HourPoint[]>(names.map((name) => [name, []]));
    const figuresOf = new Map<string, HourPoint[]>();
    const hourly = deskOf(random, HOUR_MS);
    const hourlyMood = wander(random, 2 * HOUR_MS, HOUR_MS);
    for (let at = start - HISTORY_WEEKS * WEEK_MS; at < start; at += HOUR_MS) {
      let value = 0;
      for (let minute = 0.5; minute < 60; minute += 1)
        value += negativeBinomialOf(random, rhythm(at + minute * 60_000), CLUMPING);
      const share = USUAL.negative * Math.exp(0.15 * hourlyMood());
      const of = (part: number) => negativeBinomialOf(random, Math.max(1e-9, value * part), 1.2);
      const add = (name: string, one: number) => hours.get(name)!.push({ at, value: one });
      add('volume', value);
      add('silence', value);
      add('negativeShare', of(share));
      add('churn', of(USUAL.leaving));
      add('outage', of(USUAL.outage));
      add('billing', of(USUAL.billing));
      add('reach', value * 400);
      const now = hourly();
      const shown = {
        queue: now.waiting,
        oldest: now.oldestSeconds!,
        unanswered: now.unanswered / now.unansweredOf,
        questions: now.questionsWaiting,
        handling: now.handleSeconds!,
        breaches: now.slaBreached,
      };
      for (const [name, one] of Object.entries(shown))
        figuresOf.set(name, [...(figuresOf.get(name) ?? []), { at, value: one }]);
    }
    const keep = (series: string, points: HourPoint[]) =>
      baselines.set(series, learnBaseline(series, points, start));
    for (const [name, points] of hours) {
      const isTopic = name === 'outage' || name === 'billing';
      const subject = isTopic ? name : name === 'silence' ? 'x' : '';
      keep(`${isTopic ? 'volume' : name}|${BRAND}|${subject}`, points);
    }
    for (const [name, points] of figuresOf) keep(`${name}|${BRAND}|`, points);
  };
  learn();

  const windowOf = (name: CounterName, now: number): CountWindow => {
    const last = Math.ceil(now / SLOT_MS) - 1;
    const from = last - WINDOW_SLOTS + 1 - firstSlot;
    const counts = rings.get(name)!.subarray(from, from + WINDOW_SLOTS);
    return { startAt: (last - WINDOW_SLOTS + 1) * SLOT_MS, counts };
  };
  const topicOf = (topic: 'outage' | 'billing', now: number) => ({
    ...{ topic, volume: windowOf(topic, now), negative: windowOf(topic, now) },
  });

  let now = start;
  let negative = USUAL.negative;
  return {
    baselines,
    now: () => now,
    /** What comes in the tick before `now`. `fault` adds posts about an outage. Gives how many of
     * these there were. */
    advance(fault: Fault | null = null): number {
      const minutes = tickMs / 60_000;
      makeRoom(Math.floor((now + tickMs) / SLOT_MS) + 1);
      negative = Math.min(0.9, USUAL.negative * Math.exp(0.15 * mood()));
      const usual = rhythm(now + tickMs / 2) * minutes;
      const ramp = fault
        ? Math.min(1, Math.max(0, now + tickMs / 2 - fault.from) / fault.rampMs)
        : 0;
      const extra = fault
        ? negativeBinomialOf(random, usual * (fault.times - 1) * ramp + 1e-9, 1.2)
        : 0;
      const ordinary = negativeBinomialOf(random, usual, CLUMPING);
      const times = Array.from({ length: ordinary + extra }, () => random()).sort((a, b) => a - b);
      times.forEach((share) => {
        const isFault = random() < extra / (ordinary + extra);
        speak(now + share * tickMs * 0.999, isFault, negative);
      });
      now += tickMs;
      if (now % 60_000 === 0) {
        figures = desk();
        const from = voices.findIndex(({ at }) => at > now - HOUR_MS);
        voices = from < 0 ? [] : voices.slice(from);
      }
      return extra;
    },
    input(): BrandInput {
      const volume = windowOf('volume', now);
      return {
        brand: BRAND,
        volume,
        ...{ negative: windowOf('negative', now), leaving: windowOf('leaving', now) },
        ...{ question: windowOf('leaving', now), reach: windowOf('reach', now) },
        topics: [topicOf('outage', now), topicOf('billing', now)],
        channels: [{ channel: 'x', mentions: volume, isOpen: true }],
        rules: [],
        desk: figures,
        voices,
      };
    },
  };
};

/** One look at the brand; the state that it leaves. */
export const look = (
  input: BrandInput,
  before: BrandState | undefined,
  context: TickContext,
  now: number,
): { watched: Watched; state: BrandState } => {
  const watched = watchBrand(input, before, context, now);
  const share = { negative: 0, question: 0, mentions: 0 };
  const series = { ...before?.series, ...watched.series };
  return { watched, state: { series, share, stories: [] } };
};
