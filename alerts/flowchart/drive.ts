/** What is to be done about one crisis now: which chain runs for it, whether that is held back, whom it
 * calls, and which waiting messages have lost their point. The live server, a back-test and a scripted
 * scenario drive their crises by this one function. */
import type { SuppressedBy } from '#contracts/alert.ts';
import type { Chain } from '#contracts/calling.ts';
import type { Crisis, Level } from '#contracts/crisis.ts';
import type { Flowchart } from '#contracts/flowchart.ts';
import { figureOf } from '#alerts/crisis/figure.ts';
import { isAbove } from '#alerts/crisis/level.ts';
import { chainId } from '#alerts/ids.ts';
import {
  endChain,
  holdChain,
  isAlive,
  keepFigures,
  noteFigure,
  releaseChain,
  repairChain,
  resumeChain,
  riseAgain,
  takeChain,
} from './chain-life.ts';
import {
  advanceChain,
  startChain,
  type ChainCall,
  type ChainNote,
  type ChainWorld,
} from './chain.ts';
import { resolveCell } from './resolve.ts';

/** Why a crisis calls nobody. `by`: a silence's id, or the number of the other crisis. */
export type Hold = {
  kind: 'silenced' | 'inhibited';
  suppressedBy: Extract<SuppressedBy, 'silenced' | 'inhibited' | 'drill'>;
  by: string;
  text: string;
};
export type Situation = {
  now: number;
  chart: Flowchart;
  chartVersion: number;
  hold: Hold | null;
  reach: ChainWorld['reach'];
  nameOf: (target: string) => string;
  fates: ChainWorld['fates'];
  /** Declines of this crisis, oldest first. */
  declined: ChainWorld['declined'];
  /** Who was told of this crisis, by `toldKey`, and of which level at most. */
  told: ReadonlyMap<string, Level>;
};
export type Suppression = { by: SuppressedBy; for: string | null };
/** A call that is kept and not sent where `suppressed` says why. */
export type DrivenCall = { chain: Chain; call: ChainCall; suppressed: Suppression | null };
export type Driven = {
  /** Those that changed. */
  chains: Chain[];
  calls: DrivenCall[];
  notes: ChainNote[];
  /** Messages of these chains that still wait go no more. */
  suppress: (Suppression & { chainId: string })[];
  /** It ended just now: who was told is told so. */
  hasEnded: boolean;
};

const empty = (): Driven => ({ chains: [], calls: [], notes: [], suppress: [], hasEnded: false });

const change = (driven: Driven, chain: Chain): Chain => {
  driven.chains = [...driven.chains.filter(({ id }) => id !== chain.id), chain];
  return chain;
};

/** Somebody has it at the level that it has now. */
export const isTaken = ({ state, level, acknowledgedLevel }: Crisis): boolean =>
  (state === 'acknowledged' || state === 'contained') &&
  acknowledgedLevel !== null &&
  !isAbove(level, acknowledgedLevel);

const end = (driven: Driven, chains: readonly Chain[], now: number): void => {
  for (const chain of chains.filter(({ state }) => state !== 'over')) {
    driven.hasEnded = true;
    driven.suppress.push({ chainId: chain.id, by: 'over', for: null });
    change(driven, endChain(chain, now));
  }
};

const take = (driven: Driven, chains: readonly Chain[], now: number): void => {
  for (const chain of chains.filter(isAlive)) {
    driven.suppress.push({ chainId: chain.id, by: 'answered', for: null });
    change(driven, takeChain(chain, now));
  }
};

const highest = (chains: readonly Chain[]): Chain | null =>
  chains.reduce<Chain | null>((a, b) => (a && !isAbove(b.level, a.level) ? a : b), null);

const note = (driven: Driven, kind: ChainNote['kind'], at: number, text: string, data: object) =>
  void driven.notes.push({ at, kind, text, data });

/** A chain for the level of the crisis; one for a lower level goes on in it. */
const start = (driven: Driven, crisis: Crisis, chains: readonly Chain[], given: Situation) => {
  const { now, chart, chartVersion, hold } = given;
  const { id: crisisId, scenario, level, brand } = crisis;
  for (const lower of chains.filter(isAlive)) {
    driven.suppress.push({ chainId: lower.id, by: 'superseded', for: null });
    change(driven, endChain(lower, now));
  }
  const resolved = resolveCell(chart, { scenario, level, brand, at: now });
  const targets = resolved.steps.flatMap(({ contact, deputy }) => [contact, deputy ?? contact]);
  const names = Object.fromEntries(targets.map((target) => [target, given.nameOf(target)]));
  const cell = { ...resolved, names };
  const id = chainId(crisisId, level);
  const figure = figureOf(crisis);
  const fresh = startChain({ id, crisisId, level, cell, chartVersion, now, figure });
  const chain = keepFigures(fresh, highest(chains));
  if (hold) return chain;
  const of = cell.steps.length;
  const text = `The flowchart begins for level ${level}: ${of} step${of === 1 ? '' : 's'}`;
  note(driven, 'chain-started', now, text, { level, of, chartVersion });
  return chain;
};

/** Whoever was told of less is told that it has grown worse; where somebody took it at less, all. */
const worldOf = (
  { told, ...given }: Situation,
  { acknowledgedLevel }: Crisis,
  { level, startedAt }: Chain,
): ChainWorld => {
  const isOutgrown = acknowledgedLevel !== null && isAbove(level, acknowledgedLevel);
  const worse = [...told].filter(([, at]) => isOutgrown || isAbove(level, at));
  return {
    ...given,
    declined: given.declined.filter(({ at }) => at >= startedAt),
    told: new Set(worse.map(([key]) => key)),
  };
};

/** Held back: what waits is kept with the reason, and so are the calls that would have been first. */
const hold = (
  driven: Driven,
  crisis: Crisis,
  chain: Chain,
  reason: Hold,
  given: Situation,
): void => {
  const { kind, by, suppressedBy } = reason;
  const held = holdChain(chain, { kind, by });
  if (chain.state === 'held') {
    if (chain.heldBy?.by !== by) change(driven, held);
    return;
  }
  const suppressed = { by: suppressedBy, for: by };
  const isNew = chain.nextAt === chain.startedAt && chain.startedAt === given.now;
  const { calls } = isNew ? advanceChain(chain, worldOf(given, crisis, chain)) : { calls: [] };
  driven.calls.push(...calls.map((call) => ({ chain: held, call, suppressed })));
  driven.suppress.push({ chainId: chain.id, ...suppressed });
  const text = `Nobody is called: ${reason.text}`;
  note(driven, 'alert-suppressed', given.now, text, { by: suppressedBy, for: by });
  change(driven, held);
};

/** The chain that is in force: started, taken up again, or as it was. */
const chainInForce = (
  driven: Driven,
  crisis: Crisis,
  chains: readonly Chain[],
  given: Situation,
): Chain | null => {
  const found = highest(chains);
  const top = found && repairChain(found);
  if (!top || isAbove(crisis.level, top.level)) return start(driven, crisis, chains, given);
  if (top.state === 'over') return null;
  if (top.state !== 'taken') return top;
  const { level } = top;
  const { acknowledgedLevel } = crisis;
  if (acknowledgedLevel !== null) {
    const text = `Level ${level} again, taken only at level ${acknowledgedLevel}: the flowchart begins`;
    if (!given.hold) note(driven, 'chain-started', given.now, text, { level });
    return riseAgain(top, given.now);
  }
  const text = 'Nobody has it any more: the flowchart goes on';
  if (!given.hold) note(driven, 'chain-started', given.now, text, { level, isResumed: true });
  return resumeChain(top, worldOf(given, crisis, top).declined, given.now);
};

/** `chains`: all of this crisis. Nothing that is given is changed. */
export const driveCrisis = (crisis: Crisis, chains: readonly Chain[], given: Situation): Driven => {
  const driven = empty();
  const { now } = given;
  if (crisis.state === 'resolved' || crisis.state === 'false-alarm') end(driven, chains, now);
  else if (isTaken(crisis)) take(driven, chains, now);
  else if (crisis.state !== 'watching') {
    let chain = chainInForce(driven, crisis, chains, given);
    if (chain === null) return driven;
    if (given.hold) {
      hold(driven, crisis, chain, given.hold, given);
      return driven;
    }
    if (chain.state === 'held') {
      chain = releaseChain(chain, now);
      const text = 'Nothing keeps it quiet any more: the flowchart begins';
      note(driven, 'chain-started', now, text, { level: chain.level, isReleased: true });
    }
    const before = noteFigure(chain, figureOf(crisis), now);
    const isDue = before.nextAt !== null && before.nextAt <= now;
    const outcome = advanceChain(before, worldOf(given, crisis, before));
    driven.calls.push(
      ...outcome.calls.map((call) => ({ chain: outcome.chain, call, suppressed: null })),
    );
    driven.notes.push(...outcome.notes);
    if (isDue || JSON.stringify(outcome.chain) !== JSON.stringify(chain)) {
      change(driven, outcome.chain);
    }
  }
  return driven;
};
