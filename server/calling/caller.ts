/** One server's part in calling: the lease, and the memory and the sender that belong to it. The loop
 * that drives it is in calling.ts. */
import { isAlive, isReadable } from '#alerts/flowchart/chain-life.ts';
import { chainToOut, topChains } from '#alerts/flowchart/chain-out.ts';
import type { LookDesk } from '#alerts/flowchart/look.ts';
import { handoverEndsAt } from '#alerts/crisis/handover.ts';
import type { ReceiverConfig } from '#contracts/catalogue.ts';
import type { ChainOut } from '#contracts/calling.ts';
import { LEVELS, type TimelineEntry } from '#contracts/crisis.ts';
import type { Flowchart } from '#contracts/flowchart.ts';
import type { OncallState } from '#contracts/oncall.ts';
import type { Clock } from '#server/clock.ts';
import { RUNTIME } from '#server/config.ts';
import { describeError } from '#server/describe-error.ts';
import type { Bus } from '#server/live/bus.ts';
import type { Logger } from '#server/logger.ts';
import type { Metrics } from '#server/metrics.ts';
import { chainsOfCrises } from '#server/store/chains.ts';
import { getCrisis } from '#server/store/crises.ts';
import { resign, tryLead } from '#server/store/lease.ts';
import { listWorkingSilences } from '#server/store/silences.ts';
import type { Db } from '#server/store/sql.ts';
import { readMemory, refreshMemory, type Memory } from './memory.ts';
import { LEASE, runPass, type Passed } from './pass.ts';

/** What the leader's sender must give; `beat`: a beat of the house is handed on. */
export type CallingSender = { wake(): void; beat?(at: number): void; stop(): Promise<void> };
export type CallingDeps = {
  db: Db;
  bus: Bus;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
  documents: { current(name: 'flowchart'): Promise<{ version: number; value: Flowchart }> };
  oncall: { state(): Promise<OncallState> };
  receivers: readonly ReceiverConfig[];
  publicUrl: string;
  /** The same after a restart, so that the server need not wait for its own lease to end. */
  holder: string;
  /** `onFate`: something came of messages of these crises. */
  openSender(epoch: number, onFate: (crisisIds: readonly string[]) => void): CallingSender;
};
/** Somebody is to be looked at whom nothing keeps from it. */
const isWaiting = ({ dirty, skipped }: Memory): boolean =>
  [...dirty].some((id) => !skipped.has(id));

const nextAtOf = ({ crises, chains, skipped }: Memory): number => {
  let next = Infinity;
  for (const [id, own] of chains) {
    const from = skipped.get(id) ?? -Infinity;
    for (const { nextAt } of own) next = Math.min(next, Math.max(from, nextAt ?? Infinity));
  }
  for (const crisis of crises.values()) next = Math.min(next, handoverEndsAt(crisis) ?? Infinity);
  return next;
};

/** The chains of one crisis that are not over, the highest level first. */
export const chainsOutOf = async (db: Db, crisisId: string): Promise<ChainOut[]> => {
  const crisis = await getCrisis(db, crisisId);
  const chains = (await chainsOfCrises(db, [crisisId])).filter(
    (chain) => chain.state !== 'over' && isReadable(chain),
  );
  return chains
    .sort((a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level))
    .map((chain) => chainToOut(chain, crisis));
};

/** Tells walls and pages what a pass has changed. */
const createAnnouncing = ({ bus, clock }: CallingDeps) => {
  let told = { at: -Infinity, text: '' };
  return (memory: Memory, passed: Passed | null): void => {
    const now = clock();
    const { entries = [], crises = [] } = passed ?? {};
    if (entries.length > 0) bus.publish({ kind: 'timeline', entries });
    if (crises.length > 0) bus.publish({ kind: 'watch', at: now, bands: [], signals: [], crises });
    if (now - told.at < RUNTIME.chainsToldMs) return;
    const all = [...memory.chains.values()].flat();
    const chains = topChains(all, memory.crises, RUNTIME.chainsShown);
    const text = JSON.stringify(chains);
    if (text === told.text) return;
    told = { at: now, text };
    bus.publish({ kind: 'chains', chains });
  };
};

/** What all crises of one pass share, as it is now. */
const deskOf = async (deps: CallingDeps, { crises }: Memory): Promise<LookDesk> => {
  const { db, clock, receivers, publicUrl } = deps;
  const [{ version, value: chart }, silences, oncall] = await Promise.all([
    deps.documents.current('flowchart'),
    listWorkingSilences(db, RUNTIME.silencesMax),
    deps.oncall.state(),
  ]);
  const open = [...crises.values()].filter(({ resolvedAt }) => resolvedAt === null);
  const now = clock();
  return { now, chart, chartVersion: version, silences, oncall, receivers, open, publicUrl };
};

/** `wake`: asks for a pass. One pass at a time. */
export const createCaller = (deps: CallingDeps, wake: () => void) => {
  const { db, clock, metrics, logger } = deps;
  const announce = createAnnouncing(deps);
  let sending: { epoch: number; sender: CallingSender } | null = null;
  let memory: Memory | null = null;

  const retire = async (): Promise<void> => {
    memory = null;
    const last = sending;
    sending = null;
    await last?.sender.stop();
  };
  const onFate = (crisisIds: readonly string[]): void => {
    for (const id of crisisIds) if (memory?.crises.has(id)) memory.dirty.add(id);
    wake();
  };
  const onFault = (crisis: string, error: unknown): void =>
    logger.error({ crisis, error: describeError(error) }, 'a crisis could not be looked at');
  const lead = async (epoch: number): Promise<Memory> => {
    if (sending?.epoch !== epoch) {
      await retire();
      sending = { epoch, sender: deps.openSender(epoch, onFate) };
      logger.info({ epoch }, 'this server leads calling');
    }
    memory ??= await readMemory(db);
    return memory;
  };

  return {
    /** Gives when the next pass is due at the latest. Throws when the database is away. */
    pass: async (): Promise<number> => {
      const epoch = await tryLead(db, deps.holder, RUNTIME.leaseMs, LEASE);
      if (epoch === null) {
        await retire();
        return clock() + RUNTIME.callingPollMs;
      }
      const known = await lead(epoch);
      await refreshMemory(db, known);
      const stop = metrics.callingSeconds.startTimer();
      const passed = await runPass(db, known, await deskOf(deps, known), epoch, onFault);
      if (passed) stop();
      announce(known, passed);
      if (passed && passed.queued > 0) sending?.sender.wake();
      const alive = [...known.chains.values()].flat().filter(isAlive);
      metrics.chainsRunning.set(alive.length);
      if (passed?.isMore || isWaiting(known)) return clock();
      // Whatever has gone wrong, a pass that found nothing to do is not followed by another at once.
      const soonest = passed ? -Infinity : clock() + RUNTIME.callingRestMs;
      return Math.max(soonest, Math.min(nextAtOf(known), clock() + RUNTIME.callingPollMs));
    },
    /** A provider said later that what it had accepted did not arrive. */
    noteUndelivered: (entries: readonly Pick<TimelineEntry, 'kind' | 'crisisId'>[]): void => {
      const failed = entries.filter(({ kind }) => kind === 'alert-failed');
      if (failed.length > 0) onFate(failed.map(({ crisisId }) => crisisId));
    },
    isLeading: () => sending !== null,
    beat: (at: number) => sending?.sender.beat?.(at),
    wakeSender: () => sending?.sender.wake(),
    /** After a failed pass nothing in memory is trusted: the next one reads it again. */
    forget: () => {
      memory = null;
    },
    retire,
    stop: async () => {
      const isLeading = sending !== null;
      await retire();
      if (isLeading) await resign(db, deps.holder, LEASE).catch(() => undefined);
    },
  };
};
