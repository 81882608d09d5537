/** Who would be called, when and by what, if a crisis opened at some moment: the machine of the live
 * chain on a simulated clock, with everything delivered and nobody answering. Calls nobody. */
import type { ReceiverConfig } from '#contracts/catalogue.ts';
import type { MessageFate } from '#contracts/calling.ts';
import type { DryRunOut, Flowchart, PlannedCall } from '#contracts/flowchart.ts';
import type { OncallState } from '#contracts/oncall.ts';
import { isNightAt, localTimeOf } from '#alerts/oncall/night.ts';
import { reachOf, type Reached } from '#alerts/oncall/reach.ts';
import { advanceChain, startChain, type ChainCall, type ChainNote } from './chain.ts';
import { resolveCell, type Case } from './resolve.ts';

/** Looks at one chain: 20 steps with 50 repeats each stay far below. */
const LOOKS_MAX = 5_000;

export type DryRunInput = Case & {
  chart: Flowchart;
  version: number;
  oncall: OncallState;
  receivers: readonly ReceiverConfig[];
  /** Epoch ms: when the crisis opens. */
  at: number;
};

const delivered = ({ id, at }: ChainCall): MessageFate => ({
  id,
  state: 'accepted',
  dueAt: at,
  acceptedAt: at,
  failedAt: null,
  attempts: 1,
  answer: null,
});

/** What the machine says of a turn in which nobody is called. */
type Unreached = { step: number; of: number; role: 'contact' | 'deputy'; target: string };
const isUnreached = ({ kind, data }: ChainNote): boolean =>
  kind === 'alert-failed' && 'target' in data && 'step' in data;

/** Rows of the answer. `seen`: what a target reached when it was last asked. */
const createRows = ({ oncall, at: start }: DryRunInput, seen: ReadonlyMap<string, Reached>) => {
  const rows: PlannedCall[] = [];
  const told = new Set<string>();
  const clockOf = (person: string | null, at: number) => {
    const zone = oncall.roster.people.find(({ key }) => key === person)?.timeZone;
    if (zone === undefined) return { localTime: null, isNight: false };
    return { localTime: localTimeOf(zone, at), isNight: isNightAt(zone, at) };
  };
  const timesOf = (at: number) => ({
    at: new Date(at).toISOString(),
    afterSeconds: (at - start) / 1000,
  });
  /** Ways that cannot be used are told once in each turn. */
  const problemOf = ({ step, role, target, person, isConfirmed }: ChainCall): string | null => {
    const turn = `${step}|${role}|${person}`;
    const reached = seen.get(`person:${person}`) ?? seen.get(target);
    const missing = told.has(turn) ? null : (reached?.problem ?? null);
    told.add(turn);
    const lapsed = person !== null && !isConfirmed ? 'not confirmed lately' : null;
    return [lapsed, missing].filter((text) => text !== null).join('; ') || null;
  };
  return {
    rows,
    addCall: (call: ChainCall) => {
      const { at, step, of, role, target, label, person, way, isConfirmed } = call;
      rows.push({
        ...timesOf(at),
        type: call.type === 'alert.repeat' ? 'alert.repeat' : 'alert.step',
        ...{ step, of, role, target, contact: label, person },
        ...{ via: way.kind, receiver: way.receiver, confirmed: isConfirmed },
        ...clockOf(person, at),
        problem: problemOf(call),
      });
    },
    addUnreached: ({ at, text, data }: ChainNote) => {
      const { step, of, role, target } = data as Unreached;
      const reached = seen.get(target);
      const person = reached?.person?.key ?? null;
      rows.push({
        ...timesOf(at),
        type: 'alert.step',
        ...{ step, of, role, target, contact: reached?.label ?? target },
        ...{ person, via: null, receiver: null, confirmed: false },
        ...clockOf(person, at),
        problem: text,
      });
    },
  };
};

export const dryRun = (input: DryRunInput): DryRunOut => {
  const { chart, version, oncall, receivers, scenario, level, brand, at } = input;
  const cell = resolveCell(chart, input);
  const seen = new Map<string, Reached>();
  const reach = (target: string, when: number): Reached => {
    const reached = reachOf(oncall, receivers, target, { at: when, brand, level });
    seen.set(target, reached);
    return reached;
  };
  const { rows, addCall, addUnreached } = createRows(input, seen);
  const fates = new Map<string, MessageFate>();
  const id = 'dry-run';
  const start = { id, crisisId: id, level, cell, chartVersion: version, now: at, figure: null };
  let chain = startChain(start);
  for (let look = 0; look < LOOKS_MAX && chain.nextAt !== null; look += 1) {
    const now = chain.nextAt;
    const world = { now, reach, fates, declined: [], told: new Set<string>() };
    const moved = advanceChain(chain, world);
    for (const call of moved.calls) {
      fates.set(call.id, delivered(call));
      addCall(call);
    }
    moved.notes.filter(isUnreached).forEach(addUnreached);
    chain = moved.chain;
    if (chain.state !== 'running') break;
  }
  return {
    ...{ scenario, level, brand, at: new Date(at).toISOString(), version },
    ...{ sayFirst: cell.sayFirst, plan: cell.plan, items: rows },
  };
};
