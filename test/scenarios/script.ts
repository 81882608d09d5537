/** Scripted time for promises about the engine: traffic from a seed, a fake clock, what happens when,
 * and what must (and must not) come of it. Times of day are UTC on the scenario's date. */
import { expect } from 'vitest';
import type { Alert } from '#contracts/alert.ts';
import type { Crisis, Level } from '#contracts/crisis.ts';
import type { Signal } from '#contracts/signal.ts';
import {
  QUIET_DESK,
  SLOT_MS,
  TICK_MS,
  WINDOW_SLOTS,
  type Band,
  type Baseline,
  type HourPoint,
  type PlannedEvent,
  type Transition,
} from '#alerts/contract.ts';
import { learnBaseline } from '#alerts/baseline/learn.ts';
import { applyCommand } from '#alerts/crisis/machine.ts';
import { emptyEngine, tick } from '#alerts/engine.ts';
import { poissonOf, randomOf } from './random.ts';
import { flat, type Event, type Rhythm } from './traffic.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 168 * HOUR_MS;
const BRAND = 'northwind';
const TOPICS = ['outage', 'billing'];

type Command = Parameters<typeof applyCommand>;
type Told = { at: number; transition: Transition };
type Range = { from: string; to: string };
export const between = (from: string, to: string): Range => ({ from, to });

type Slots = Map<number, number>;
const add = (slots: Slots, slot: number, value: number) =>
  slots.set(slot, (slots.get(slot) ?? 0) + value);

export const scenario = (date: string, seed = 7) => {
  const day = Date.parse(`${date}T00:00:00Z`);
  const clock = (time: string) => Date.parse(`${date}T${time.padEnd(8, ':00')}Z`);
  const random = randomOf(seed);
  const events: { at: number; event: Event }[] = [];
  const commands: { at: number; command: Command[1]; input: Command[2] }[] = [];
  const plannedEvents: PlannedEvent[] = [];
  const restarts = new Set<number>();
  const series = new Map<string, Slots>();
  const told: Told[] = [];
  const alerts: Alert[] = [];
  const crises = new Map<string, Crisis>();
  const bands = new Map<number, Map<string, Band>>();
  let weeks = 4;
  let rhythm: Rhythm = flat(20);
  let usualWaiting = 5;
  let [from, until] = [clock('09:00'), clock('12:00')];
  const expected = new Set<string>();
  let hasRun = false;

  const slotsOf = (name: string): Slots => {
    const known = series.get(name) ?? new Map<number, number>();
    series.set(name, known);
    return known;
  };
  const isDuring = (at: number, start: number, { minutes }: Event) =>
    at >= start && at < start + minutes * 60_000;

  const post = (at: number, count: number, negative: number, questions: number, topic?: string) => {
    add(slotsOf('volume'), at, count);
    add(slotsOf('reach'), at, count * 300);
    for (let i = 0; i < count; i += 1) {
      const isNegative = random() < negative;
      if (isNegative) add(slotsOf('negative'), at, 1);
      if (random() < questions) add(slotsOf('question'), at, 1);
      const own = topic ?? (random() < 0.1 ? 'billing' : random() < 0.05 ? 'outage' : null);
      if (!own) continue;
      add(slotsOf(`volume ${own}`), at, 1);
      if (isNegative) add(slotsOf(`negative ${own}`), at, 1);
    }
  };

  /** Half a slot of traffic: what arrived since the tick before. */
  const arrive = (tickAt: number) => {
    const slot = Math.floor(tickAt / SLOT_MS) * SLOT_MS;
    const minutes = TICK_MS / 60_000;
    post(slot, poissonOf(random, rhythm(tickAt) * minutes), 0.25, 0.2);
    for (const { at, event } of events) {
      if (event.late && at === tickAt)
        post(slot - event.late.minutesAgo * 60_000, event.late.rows, 0.9, 0, 'outage');
      if (!event.perMinute || !isDuring(tickAt, at, event)) continue;
      const ramp = Math.min(
        1,
        (tickAt - at + TICK_MS) / ((event.rampSeconds ?? 0) * 1000 + TICK_MS),
      );
      const count = poissonOf(random, event.perMinute * ramp * minutes);
      post(slot, count, event.negative ?? 0.25, event.questions ?? 0.2, event.topic);
    }
  };

  const windowOf = (name: string, now: number) => {
    const startAt = Math.floor(now / SLOT_MS) * SLOT_MS - (WINDOW_SLOTS - 1) * SLOT_MS;
    const slots = slotsOf(name);
    const counts = Array.from(
      { length: WINDOW_SLOTS },
      (_, i) => slots.get(startAt + i * SLOT_MS) ?? 0,
    );
    return { startAt, counts };
  };

  const waitingAt = (now: number) =>
    events.reduce(
      (sum, { at, event }) => (isDuring(now, at, event) ? sum + (event.waiting ?? 0) : sum),
      usualWaiting,
    );

  const inputAt = (now: number) => ({
    brand: BRAND,
    volume: windowOf('volume', now),
    negative: windowOf('negative', now),
    question: windowOf('question', now),
    leaving: windowOf('leaving', now),
    reach: windowOf('reach', now),
    channels: [],
    rules: [],
    voices: [],
    topics: TOPICS.map((topic) => ({
      topic,
      volume: windowOf(`volume ${topic}`, now),
      negative: windowOf(`negative ${topic}`, now),
    })),
    desk: {
      ...QUIET_DESK,
      waiting: waitingAt(now),
      oldestSeconds: 300,
      assigned: 3,
      slaAtRisk: 0,
      slaBreached: 0,
    },
  });

  const learn = (): Map<string, Baseline> => {
    const hours = (value: (at: number) => number): HourPoint[] => {
      const points: HourPoint[] = [];
      for (let at = from - weeks * WEEK_MS; at < from; at += HOUR_MS)
        points.push({ at, value: value(at) });
      return points;
    };
    const share: Record<string, number> = { '': 1, billing: 0.1, outage: 0.045 };
    const list = Object.entries(share).map(([topic, part]) => {
      const counts = hours((at) => poissonOf(random, rhythm(at + HOUR_MS / 2) * 60 * part));
      return learnBaseline(`volume|${BRAND}|${topic}`, counts, from);
    });
    const waiting = hours(() => usualWaiting + random() * 2 - 1);
    list.push(learnBaseline(`queue|${BRAND}|`, waiting, from));
    return new Map(list.map((baseline) => [baseline.series, baseline]));
  };

  const obey = (now: number) => {
    for (const { at, command, input } of commands) {
      if (at !== now) continue;
      for (const crisis of crises.values()) {
        const outcome = applyCommand(crisis, command, input, 'Ada', now);
        if (!outcome.ok) throw new Error(outcome.detail);
        crises.set(crisis.id, outcome.crisis);
      }
    }
  };

  const run = () => {
    if (hasRun) return;
    hasRun = true;
    let state = emptyEngine();
    const baselines = weeks > 0 ? learn() : new Map<string, Baseline>();
    for (let at = from - HOUR_MS; at < from; at += TICK_MS) arrive(at);
    for (let now = from + TICK_MS; now <= until; now += TICK_MS) {
      arrive(now - TICK_MS);
      obey(now);
      if (restarts.has(now)) state = JSON.parse(JSON.stringify(state));
      const openCrises = [...crises.values()].filter(
        (crisis) => crisis.state !== 'resolved' && crisis.state !== 'false-alarm',
      );
      const context = {
        baselines,
        openCrises,
        falseAlarmsPerWeek: 0.5,
        plannedEvents,
        receivers: [
          { key: 'anyone', leastLevel: 'low' as Level },
          { key: 'director', leastLevel: 'high' as Level },
        ],
      };
      const outcome = tick(state, { now, brands: [inputAt(now)] }, context);
      ({ state } = outcome);
      alerts.push(...outcome.alerts);
      bands.set(now, outcome.bands);
      for (const transition of outcome.transitions) {
        told.push({ at: now, transition });
        if ('crisis' in transition) crises.set(transition.crisis.id, transition.crisis);
      }
    }
  };

  const crisisOpenings = () =>
    told.flatMap(({ at, transition }) =>
      transition.kind === 'crisis-opened' ? [{ at, crisis: transition.crisis }] : [],
    );
  const inRange = (at: number, { from: start, to }: Range) => at >= clock(start) && at <= clock(to);
  const readable = (at: number) => new Date(at).toISOString().slice(11, 19);

  const script = {
    history(perMinute: Rhythm | number, forWeeks = 4) {
      rhythm = typeof perMinute === 'number' ? flat(perMinute) : perMinute;
      weeks = forWeeks;
      return script;
    },
    /** `until` may lie on a later day: hours are added to the date's midnight. */
    play(start: string, hours: number) {
      from = clock(start);
      until = from + hours * HOUR_MS;
      return script;
    },
    waiting(usual: number) {
      usualWaiting = usual;
      return script;
    },
    planned(start: string, end: string, factor: number, topics?: string[]) {
      plannedEvents.push({ brand: BRAND, from: clock(start), to: clock(end), factor, topics });
      return script;
    },
    at(time: string, event: Event) {
      events.push({ at: clock(time), event });
      return script;
    },
    restartAt(time: string) {
      restarts.add(clock(time));
      return script;
    },
    commandAt(time: string, command: Command[1], input: Command[2] = {}) {
      commands.push({ at: clock(time), command, input });
      return script;
    },
    expectCrisis(range: Range, like: Partial<Crisis> = {}) {
      run();
      const found = crisisOpenings().find(({ at }) => inRange(at, range));
      const seen = crisisOpenings().map(({ at, crisis }) => `${readable(at)} ${crisis.title}`);
      expect(found, `a crisis ${range.from}-${range.to}; seen: ${seen.join('; ')}`).toBeDefined();
      expect(found!.crisis).toMatchObject(like);
      expected.add(found!.crisis.id);
      return script;
    },
    /** No crisis beside those expected. */
    expectNothingElse() {
      run();
      const others = crisisOpenings().filter(({ crisis }) => !expected.has(crisis.id));
      expect(others.map(({ at, crisis }) => `${readable(at)} ${crisis.title}`)).toEqual([]);
      return script;
    },
    expectNoSignal() {
      run();
      expect(script.signals().map(({ why }) => why)).toEqual([]);
      return script;
    },
    signals(): Signal[] {
      run();
      return told.flatMap(({ transition }) =>
        transition.kind === 'signal-opened' ? [transition.signal] : [],
      );
    },
    outcome() {
      run();
      return { told, alerts, crises: [...crises.values()], bands };
    },
    bandAt(time: string, name: string): Band {
      run();
      return bands.get(clock(time))!.get(name.replace('|', `|${BRAND}|`))!;
    },
    clock,
    day,
  };
  return script;
};
