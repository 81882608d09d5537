/** What the leader of calling knows: every crisis that is not over, its chains, and the handovers it has
 * asked for. Read whole when it begins to lead, and then only what has changed. */
import type { Handover } from '#alerts/flowchart/handover-calls.ts';
import type { Chain } from '#contracts/calling.ts';
import type { Crisis } from '#contracts/crisis.ts';
import { RUNTIME } from '#server/config.ts';
import { askingCrises, chainsOfCrises, endedWithChains } from '#server/store/chains.ts';
import { getCrises, listOpenVersions } from '#server/store/crises.ts';
import type { Db } from '#server/store/sql.ts';

/** Stands for a handover whose messages were queued by a leader before. */
const UNKNOWN: Handover = { to: '', name: '', by: '', at: 0 };

export type Memory = {
  crises: Map<string, Crisis>;
  chains: Map<string, Chain[]>;
  asked: Map<string, Handover>;
  /** Whom the next pass looks at, whatever the clock says. */
  dirty: Set<string>;
  /** Crises that could not be looked at, and until when they are left alone: one that is broken must
   * not keep the others from being called. */
  skipped: Map<string, number>;
};

const noteChains = (memory: Memory, chains: readonly Chain[]): void => {
  for (const chain of chains) {
    const others = (memory.chains.get(chain.crisisId) ?? []).filter(({ id }) => id !== chain.id);
    memory.chains.set(chain.crisisId, [...others, chain]);
  }
};

/** What the leader before left. */
export const readMemory = async (db: Db): Promise<Memory> => {
  const open = await listOpenVersions(db, RUNTIME.callingCrisesMax);
  const ended = await endedWithChains(db, RUNTIME.callingCrisesMax);
  const ids = [...open.map(({ id }) => id), ...ended];
  const memory: Memory = {
    crises: new Map((await getCrises(db, ids)).map((crisis) => [crisis.id, crisis])),
    ...{ chains: new Map(), asked: new Map(), dirty: new Set(ids) },
    skipped: new Map(),
  };
  noteChains(memory, await chainsOfCrises(db, ids));
  for (const id of await askingCrises(db)) {
    memory.asked.set(id, memory.crises.get(id)?.detail?.handover ?? UNKNOWN);
  }
  return memory;
};

/** Reads again what people or the engine have changed since. */
export const refreshMemory = async (db: Db, memory: Memory): Promise<void> => {
  const open = await listOpenVersions(db, RUNTIME.callingCrisesMax);
  const known = new Set(open.map(({ id }) => id));
  const changed = open
    .filter(({ id, version }) => memory.crises.get(id)?.version !== version)
    .map(({ id }) => id);
  const gone = [...memory.crises.values()]
    .filter(({ id, resolvedAt }) => resolvedAt === null && !known.has(id))
    .map(({ id }) => id);
  for (const crisis of await getCrises(db, [...changed, ...gone])) {
    // One that is not listed is over, or one too many.
    if (memory.crises.get(crisis.id)?.version === crisis.version) continue;
    memory.crises.set(crisis.id, crisis);
    memory.dirty.add(crisis.id);
  }
};

/** After a pass: what it changed, and nothing of what is over. */
export const noteOutcome = (
  memory: Memory,
  outcome: { crisis: Crisis; chains: readonly Chain[]; asked: Handover | null },
): void => {
  const { crisis, chains, asked } = outcome;
  memory.crises.set(crisis.id, crisis);
  noteChains(memory, chains);
  if (asked) memory.asked.set(crisis.id, asked);
  else memory.asked.delete(crisis.id);
  if (crisis.resolvedAt === null) return;
  memory.crises.delete(crisis.id);
  memory.skipped.delete(crisis.id);
  memory.chains.delete(crisis.id);
};
