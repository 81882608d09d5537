/** Scripted time for promises about the engine: traffic from a seed, a fake clock, what happens when,
 * and what must (and must not) come of it. Times of day are UTC on the scenario's date. */
import { expect } from 'vitest';
import type { LevelCriterion, RuleConfig } from '#contracts/catalogue.ts';
import type { Crisis } from '#contracts/crisis.ts';
import type { Signal } from '#contracts/signal.ts';
import {
  TICK_MS,
  type Band,
  type Baseline,
  type PlannedEvent,
  type Transition,
} from '#alerts/contract.ts';
import { applyCommand } from '#alerts/crisis/machine.ts';
import { emptyEngine, tick } from '#alerts/engine.ts';
import type { Draft } from '#alerts/flowchart/body.ts';
import { catalogue } from '#contracts/catalogue.ts';
import { flowchart } from '#contracts/flowchart.ts';
import { roster } from '#contracts/oncall.ts';
import { createCalls } from '#server/pipeline/backtest/calls.ts';
import { flat, type Event, type Rhythm } from './traffic.ts';
import { createWorld, type Happening } from './world.ts';

const HOUR_MS = 3_600_000;
const BRAND = 'northwind';

type Command = Parameters<typeof applyCommand>;
type Told = { at: number; transition: Transition };
type Alert = Pick<Draft, 'id' | 'type' | 'crisisId'> & { at: number; receiver: string };
type Range = { from: string; to: string };
export const between = (from: string, to: string): Range => ({ from, to });

export const scenario = (date: string, seed = 7) => {
  const day = Date.parse(`${date}T00:00:00Z`);
  const clock = (time: string) => Date.parse(`${date}T${time.padEnd(8, ':00')}Z`);
  const events: Happening[] = [];
  const commands: { at: number; command: Command[1]; input: Command[2] }[] = [];
  const plannedEvents: PlannedEvent[] = [];
  const restarts = new Set<number>();
  const told: Told[] = [];
  const alerts: Alert[] = [];
  const crises = new Map<string, Crisis>();
  const bands = new Map<number, Map<string, Band>>();
  let weeks = 4;
  let rhythm: Rhythm = flat(20);
  let usualWaiting = 5;
  let busyness = 1;
  let levels: LevelCriterion[] | undefined;
  const rules: RuleConfig[] = [];
  const world = createWorld(BRAND, seed, {
    rhythm: (at) => rhythm(at),
    busyness: () => busyness,
    waiting: () => usualWaiting,
    rules,
  });
  let [from, until] = [clock('09:00'), clock('12:00')];
  const expected = new Set<string>();
  let hasRun = false;

  /** Two places of the team on call: one hears of everything, one only of what is high. */
  const place = { kind: 'webhook', url: 'https://hooks.example', secret: 'a secret of the tests' };
  const receivers = [
    { key: 'anyone', ...place },
    { key: 'director', leastLevel: 'high', ...place },
  ];
  const oncall = { overrides: [], calendars: [], confirmations: [], pushPeople: [] };
  const calls = createCalls(
    {
      chart: flowchart.parse({ cells: [{ steps: [{ contact: 'on-call' }] }] }),
      oncall: { roster: roster.parse({}), ...oncall },
      receivers: catalogue.parse({ receivers }).receivers,
    },
    (at, { id, type, crisisId, way }) =>
      alerts.push({ at, id, type, crisisId, receiver: way.receiver }),
  );

  /** Gives what people have changed. */
  const obey = (now: number): Crisis[] => {
    const changed: Crisis[] = [];
    for (const { at, command, input } of commands) {
      if (at !== now) continue;
      for (const crisis of crises.values()) {
        const outcome = applyCommand(crisis, command, input, { name: 'Ada', person: null }, now);
        if (!outcome.ok) throw new Error(outcome.detail);
        crises.set(crisis.id, outcome.crisis);
        changed.push(outcome.crisis);
      }
    }
    return changed;
  };

  const run = () => {
    if (hasRun) return;
    hasRun = true;
    let state = emptyEngine();
    const baselines = weeks > 0 ? world.learn(from, weeks) : new Map<string, Baseline>();
    for (let at = from - HOUR_MS; at < from; at += TICK_MS) world.arrive(events, at);
    for (let now = from + TICK_MS; now <= until; now += TICK_MS) {
      world.arrive(events, now - TICK_MS);
      const obeyed = obey(now);
      if (restarts.has(now)) state = JSON.parse(JSON.stringify(state));
      const openCrises = [...crises.values()].filter(
        (crisis) => crisis.state !== 'resolved' && crisis.state !== 'false-alarm',
      );
      const context = { baselines, openCrises, falseAlarmsPerWeek: 0.5, plannedEvents, levels };
      const outcome = tick(state, { now, brands: [world.inputAt(events, now)] }, context);
      ({ state } = outcome);
      bands.set(now, outcome.bands);
      const changed = outcome.transitions.flatMap((one) => ('crisis' in one ? [one.crisis] : []));
      calls.look([...obeyed, ...changed], now);
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
    /** The day itself is so many times as busy as the history says. */
    quietDay(factor: number) {
      busyness = factor;
      return script;
    },
    levels(criteria: LevelCriterion[]) {
      levels = criteria;
      return script;
    },
    rule(given: Pick<RuleConfig, 'key' | 'topic' | 'posts' | 'hours' | 'level'>) {
      rules.push({ ...given, negativeOnly: false });
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
