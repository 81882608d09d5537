/** One look of the leader: what the brain is given, and how what it decides becomes durable. State,
 * signals, crises and timeline are one transaction; when it fails nothing has happened, and the next
 * look decides again from the same state with fresh eyes. Who is called follows from the crises
 * (server/calling). */
import { emptyEngine, tick, type EngineState } from '#alerts/engine.ts';
import { withExternal } from '#alerts/external.ts';
import type { Baseline, TickInput, TickOutcome } from '#alerts/contract.ts';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { Crisis, TimelineEntry } from '#contracts/crisis.ts';
import type { Signal } from '#contracts/signal.ts';
import { RUNTIME } from '#server/config.ts';
import type { Bus } from '#server/live/bus.ts';
import type { Logger } from '#server/logger.ts';
import {
  addTimeline,
  insertCrisis,
  listCrises,
  updateCrisis,
  type StoredTimelineEntry,
} from '#server/store/crises.ts';
import { saveEngine, takeEngine } from '#server/store/engine.ts';
import { firingAlerts } from '#server/store/external-alerts.ts';
import { saveSignals } from '#server/store/signals.ts';
import type { Db, Sql } from '#server/store/sql.ts';
import { budgetNow } from '#server/tuning/budget.ts';

/** What is kept between two looks. */
export type Memory = { engine: EngineState };

export type LookDeps = {
  db: Db;
  bus: Bus;
  catalogue: Catalogue;
  logger: Logger;
  tickInput(now: number): TickInput;
};
type Outcome = TickOutcome<EngineState>;
type Stored = { signals: Signal[]; crises: Crisis[]; entries: StoredTimelineEntry[] };

/** A person changed the crisis while the engine thought about it. */
class CrisisMovedError extends Error {}
/** Another server leads by now: what this one decided is void. */
export class LeadLostError extends Error {}

/** What the leader before left. From here on nothing it still decides can be stored. */
export const takeMemory = async (db: Db, epoch: number): Promise<Memory> => {
  const taken = await takeEngine(db, epoch);
  if (taken === null) throw new LeadLostError();
  return (taken.state as Memory | null) ?? { engine: emptyEngine() };
};

/** Inside the transaction. The engine's state goes first: its row holds back every other leader. */
const store = async (sql: Sql, outcome: Outcome, epoch: number): Promise<Stored> => {
  const changed: Crisis[] = [];
  const signals: Signal[] = [];
  const entries: TimelineEntry[] = [];
  for (const transition of outcome.transitions) {
    if ('signal' in transition) {
      signals.push(transition.signal);
      continue;
    }
    let { crisis } = transition;
    if (transition.kind === 'crisis-opened') crisis = await insertCrisis(sql, crisis, epoch);
    else if (await updateCrisis(sql, crisis, epoch))
      crisis = { ...crisis, version: crisis.version + 1 };
    else throw new CrisisMovedError(crisis.id);
    changed.push(crisis);
    entries.push(...transition.entries);
  }
  if (signals.length > 0) await saveSignals(sql, signals);
  return { signals, crises: changed, entries: await addTimeline(sql, entries) };
};

/** Open crises after this look: those of before, with what the outcome makes of them. */
const openAfter = (openCrises: Crisis[], { transitions }: Outcome): Crisis[] => {
  const after = new Map(openCrises.map((crisis) => [crisis.id, crisis]));
  for (const transition of transitions) {
    if ('crisis' in transition) after.set(transition.crisis.id, transition.crisis);
  }
  return [...after.values()].filter(({ resolvedAt }) => resolvedAt === null);
};

const announce = (deps: LookDeps, outcome: Outcome, stored: Stored, now: number): void => {
  const { signals, crises, entries } = stored;
  const { bands, rules, beatAt } = outcome;
  const beat = beatAt === undefined ? {} : { beatAt };
  deps.bus.publish({ kind: 'watch', at: now, bands: [...bands], rules, signals, crises, ...beat });
  if (entries.length > 0) deps.bus.publish({ kind: 'timeline', entries });
  for (const { id, number, state, level, brand, scenario } of crises) {
    deps.logger.info({ crisis: id, number, state, level, brand, scenario }, 'crisis changed');
  }
  for (const { id, indicator, brand, topic: key, closedAt, suppressed } of signals) {
    const step = closedAt === null ? 'signal stands' : 'signal closed';
    // A theme that nobody defined is called by words of customers.
    const topic = indicator === 'emerging' ? null : key;
    deps.logger.info({ signal: id, indicator, brand, topic, suppressed }, step);
  }
};

export type Look = { memory: Memory; crisesOpen: number };

/** Looks once, as the leader of `epoch`. Gives the memory for the next look: the same one when the
 * change could not be stored because a crisis was moved meanwhile. Throws when the database fails or
 * another leads. */
export const look = async (
  deps: LookDeps,
  memory: Memory,
  baselines: Map<string, Baseline>,
  now: number,
  epoch: number,
): Promise<Look> => {
  const { db, catalogue } = deps;
  const page = await listCrises(db, { openOnly: true, limit: RUNTIME.crisesOpenMax });
  const openCrises = page.items;
  const heardAfter = now - RUNTIME.externalStaleMs;
  const firing = await firingAlerts(db, heardAfter, RUNTIME.externalAlertsMax);
  const outcome = tick(memory.engine, withExternal(deps.tickInput(now), firing), {
    baselines,
    openCrises,
    falseAlarmsPerWeek: await budgetNow(db, catalogue),
    plannedEvents: catalogue.detection.plannedEvents,
    levels: catalogue.detection.levels,
  });
  const stillOpen = openAfter(openCrises, outcome);
  const after: Memory = { engine: outcome.state };
  try {
    const stored = await db.transaction(async (sql) => {
      if (!(await saveEngine(sql, after, epoch))) throw new LeadLostError();
      return store(sql, outcome, epoch);
    });
    announce(deps, outcome, stored, now);
    return { memory: after, crisesOpen: stillOpen.length };
  } catch (error) {
    if (!(error instanceof CrisisMovedError)) throw error;
    return { memory, crisesOpen: openCrises.length };
  }
};
