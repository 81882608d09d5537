/** One pass over the crises that have something to do: all that follows from it is one transaction,
 * which only happens while this server leads. */
import { handoverEndsAt } from '#alerts/crisis/handover.ts';
import { isAlive } from '#alerts/flowchart/chain-life.ts';
import { holdOf } from '#alerts/flowchart/hold.ts';
import { lookAt, type LookDesk, type LookOutcome } from '#alerts/flowchart/look.ts';
import type { Chain } from '#contracts/calling.ts';
import { LEVELS, type Crisis, type TimelineEntry } from '#contracts/crisis.ts';
import { RUNTIME } from '#server/config.ts';
import { declinesOf, saveChains, toldOf } from '#server/store/chains.ts';
import { addTimeline, updateCrisis, type StoredTimelineEntry } from '#server/store/crises.ts';
import { holdLead } from '#server/store/lease.ts';
import {
  fatesOf,
  queueMessages,
  suppressWaiting,
  type NewMessage,
} from '#server/store/messages.ts';
import { noteSilencesTold } from '#server/store/silences.ts';
import type { Db, Sql, Tx } from '#server/store/sql.ts';
import { addressesOf } from '#server/store/users.ts';
import { noteOutcome, type Memory } from './memory.ts';
import { silenceNotices, strangersOf, type Notices } from './silence-notices.ts';

export const LEASE = 'calling';
/** Another server leads by now: what this one decided is void. */
export class CallingLeadLostError extends Error {}
/** A person changed the crisis meanwhile: the next pass reads it again. */
class CrisisMovedError extends Error {}

/** The look at one crisis failed: the others are called all the same. */
export type OnFault = (crisisId: string, error: unknown) => void;
type Looked = LookOutcome & { before: Crisis };
export type Passed = {
  entries: StoredTimelineEntry[];
  /** Changed by the pass itself. */
  crises: Crisis[];
  chains: Chain[];
  queued: number;
  /** More is due than one pass takes. */
  isMore: boolean;
};

const chainsOf = (memory: Memory, id: string): Chain[] => memory.chains.get(id) ?? [];

const group = <Row extends { crisisId: string }>(rows: readonly Row[]): Map<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const known = groups.get(row.crisisId);
    if (known) known.push(row);
    else groups.set(row.crisisId, [row]);
  }
  return groups;
};

/** Whether what keeps it quiet has begun or ended since. */
const isHoldNew = (crisis: Crisis, chains: readonly Chain[], desk: LookDesk): boolean => {
  const alive = chains.find(isAlive);
  if (!alive) return false;
  return (holdOf(crisis, desk)?.by ?? null) !== (alive.heldBy?.by ?? null);
};

/** Others can only keep a crisis quiet where the chart says so or a drill runs. */
const mayHold = (desk: LookDesk): boolean =>
  desk.silences.length > 0 || desk.chart.inhibit.length > 0 || desk.open.some(({ drill }) => drill);

/** Whom this pass looks at, the most severe first. */
export const dueCrises = (memory: Memory, desk: LookDesk): Crisis[] => {
  const { now } = desk;
  const isHeldSomewhere = [...memory.chains.values()].some((chains) =>
    chains.some(({ state }) => state === 'held'),
  );
  const looksAtHolds = isHeldSomewhere || mayHold(desk);
  const isDue = (crisis: Crisis): boolean => {
    if ((memory.skipped.get(crisis.id) ?? 0) > now) return false;
    if (memory.dirty.has(crisis.id)) return true;
    const chains = chainsOf(memory, crisis.id);
    if (chains.some(({ nextAt }) => nextAt !== null && nextAt <= now)) return true;
    if ((handoverEndsAt(crisis) ?? Infinity) <= now) return true;
    return looksAtHolds && isHoldNew(crisis, chains, desk);
  };
  const rank = ({ level }: Crisis) => LEVELS.indexOf(level);
  return [...memory.crises.values()]
    .filter(isDue)
    .sort((a, b) => rank(b) - rank(a) || a.openedAt - b.openedAt);
};

/** What a look needs to be told beside the crisis and its chains, for all of them at once. */
const lookAtAll = async (
  db: Db,
  memory: Memory,
  due: readonly Crisis[],
  desk: LookDesk,
  onFault: OnFault,
): Promise<Looked[]> => {
  const ids = due.map(({ id }) => id);
  const withChains = ids.filter((id) => chainsOf(memory, id).length > 0);
  const chainIds = withChains.flatMap((id) => chainsOf(memory, id).map((chain) => chain.id));
  const [fates, declined, told] = await Promise.all([
    fatesOf(db, chainIds),
    declinesOf(db, withChains),
    toldOf(db, withChains),
  ]);
  const declinedOf = group(declined);
  const toldBy = group(told);
  return due.flatMap((crisis): Looked[] => {
    const one = {
      ...{ crisis, chains: chainsOf(memory, crisis.id), fates },
      declined: declinedOf.get(crisis.id) ?? [],
      told: toldBy.get(crisis.id) ?? [],
      asked: memory.asked.get(crisis.id) ?? null,
    };
    try {
      const looked = { ...lookAt(one, desk), before: crisis };
      memory.skipped.delete(crisis.id);
      return [looked];
    } catch (error) {
      memory.skipped.set(crisis.id, desk.now + RUNTIME.callingSkipMs);
      memory.dirty.add(crisis.id);
      onFault(crisis.id, error);
      return [];
    }
  });
};

const toMessage = ({ draft, suppressed }: LookOutcome['drafts'][number]): NewMessage =>
  suppressed
    ? { ...draft, state: 'suppressed', suppressedBy: suppressed.by, suppressedFor: suppressed.for }
    : draft;

const suppress = async (sql: Sql, looked: readonly Looked[], now: number): Promise<void> => {
  for (const { suppress: rows } of looked) {
    for (const { chainId, by, for: what } of rows) {
      await suppressWaiting(sql, { chainId, by, for: what, at: now });
    }
  }
};

const store = async (
  tx: Tx,
  looked: readonly Looked[],
  notices: Notices,
  { now, epoch }: { now: number; epoch: number },
) => {
  if (!(await holdLead(tx, epoch, LEASE))) throw new CallingLeadLostError();
  const crises: Crisis[] = [];
  for (const { crisis } of looked) {
    if (!crisis) continue;
    if (!(await updateCrisis(tx, crisis))) throw new CrisisMovedError();
    crises.push({ ...crisis, version: crisis.version + 1 });
  }
  const chains = looked.flatMap((one) => one.chains);
  if (!(await saveChains(tx, chains, epoch))) throw new CallingLeadLostError();
  await suppress(tx, looked, now);
  const drafts = looked.flatMap((one) => one.drafts);
  const queued = await queueMessages(tx, [...drafts.map(toMessage), ...notices.drafts]);
  await noteSilencesTold(tx, notices);
  const entries: TimelineEntry[] = looked.flatMap((one) => one.entries);
  return { crises, chains, queued: queued.length, entries: await addTimeline(tx, entries) };
};

/** Looks at what is due at `desk.now`, at most RUNTIME.callingAtOnce crises. Null: nothing is. Throws
 * when the database is away or another leads. */
export const runPass = async (
  db: Db,
  memory: Memory,
  desk: LookDesk,
  epoch: number,
  onFault: OnFault,
): Promise<Passed | null> => {
  for (const id of memory.dirty) if (!memory.crises.has(id)) memory.dirty.delete(id);
  const all = dueCrises(memory, desk);
  const due = all.slice(0, RUNTIME.callingAtOnce);
  const notices = silenceNotices(desk, await addressesOf(db, strangersOf(desk)));
  if (due.length === 0 && notices.isEmpty) return null;
  // What wakes a crisis from here on is for the next pass.
  for (const { id } of due) memory.dirty.delete(id);
  try {
    const { now } = desk;
    const looked = await lookAtAll(db, memory, due, desk, onFault);
    const stored = await db.transaction((tx) => store(tx, looked, notices, { now, epoch }));
    const changed = new Map(stored.crises.map((crisis) => [crisis.id, crisis]));
    for (const { before, ...outcome } of looked) {
      noteOutcome(memory, { ...outcome, crisis: changed.get(before.id) ?? before });
    }
    return { ...stored, isMore: all.length > due.length };
  } catch (error) {
    for (const { id } of due) memory.dirty.add(id);
    if (!(error instanceof CrisisMovedError)) throw error;
    return { entries: [], crises: [], chains: [], queued: 0, isMore: true };
  }
};
