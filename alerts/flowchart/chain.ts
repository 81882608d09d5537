/** The chain of a crisis at one level as a pure state machine: who is called when, while nobody has
 * taken it. State, time and what came of the calls come in; the next state, the calls that are due and
 * notes for the timeline come out. Time is only looked at when it is asked: called late, it does what
 * was missed at once and nothing twice. */
import type { Figure } from '#contracts/alert.ts';
import type { Chain } from '#contracts/calling.ts';
import type { Level } from '#contracts/crisis.ts';
import type { ResolvedCell } from '#contracts/flowchart.ts';
import {
  AGAIN_MS,
  againOf,
  begunOf,
  dueAtOf,
  freshRun,
  leave,
  runOf,
  type ChainCall,
  type ChainNote,
  type ChainWorld,
  type StepRun,
  type TurnRun,
} from './chain-run.ts';
import { beginTurn, isGone, moveTurn, noteFates, repeatTurn, turnDueAt } from './chain-turn.ts';
import type { Work } from './chain-turn.ts';

export type { ChainCall, ChainNote, ChainWorld } from './chain-run.ts';

const MINUTE_MS = 60_000;

export const startChain = (given: {
  id: string;
  crisisId: string;
  level: Level;
  cell: ResolvedCell;
  chartVersion: number;
  now: number;
  figure: Figure | null;
}): Chain => {
  const { now, figure, ...rest } = given;
  return {
    ...rest,
    state: 'running',
    startedAt: now,
    endedAt: null,
    nextAt: now,
    figureAtStart: figure,
    heldBy: null,
    run: freshRun(now),
  };
};

/** A repeat of a step counts from its begin. */
const repeatDueAt = (work: Work, step: StepRun): number | null => {
  const { index, at, repeated, isAgain, contact } = step;
  const { repeat } = work.steps[index]!;
  if (!repeat || isAgain || contact.out === 'left' || repeated >= repeat.times) return null;
  return at + (repeated + 1) * repeat.everyMinutes * MINUTE_MS;
};

const deputyDueAt = (work: Work, { index, contact, deputy }: StepRun): number | null => {
  const step = work.steps[index]!;
  if (step.deputy === undefined || deputy !== null) return null;
  if (contact.out === 'left') return null;
  if (contact.out !== null) return work.world.now;
  return contact.at + step.deputyAfterMinutes * MINUTE_MS;
};

const isDue = (at: number | null, now: number): boolean => at !== null && at <= now;

const begin = (work: Work, index: number, isAgain: boolean): void => {
  const { run, steps, world } = work;
  const step: StepRun = {
    ...{ index, turn: run.turn, at: world.now, deputy: null, repeated: 0, isAgain },
    isPassed: false,
    contact: null as unknown as TurnRun,
  };
  step.contact = beginTurn(work, step, 'contact', steps[index]!.contact);
  run.steps.push(step);
};

/** Turns, deputy and repeats of one step, as far as they are due. */
const moveStep = (work: Work, step: StepRun): void => {
  const { run, steps, world } = work;
  moveTurn(work, step, step.contact);
  if (isDue(deputyDueAt(work, step), world.now)) {
    step.deputy = beginTurn(work, step, 'deputy', steps[step.index]!.deputy!);
  }
  if (step.deputy) moveTurn(work, step, step.deputy);
  if (!isDue(repeatDueAt(work, step), world.now)) return;
  run.repeats += 1;
  // After a pause the ones that were missed are one.
  while (isDue(repeatDueAt(work, step), world.now)) step.repeated += 1;
  repeatTurn(work, step, step.contact);
  if (step.deputy) repeatTurn(work, step, step.deputy);
};

/** Nobody of the step is left: the next one begins at once. */
const isExhausted = (work: Work, step: StepRun): boolean => {
  const { contact, deputy, isPassed, index } = step;
  if (isPassed || deputy?.out === 'declined') return true;
  if (!isGone(contact)) return false;
  return work.steps[index]!.deputy === undefined || (deputy !== null && isGone(deputy));
};

/** Begins what is due. A step that is pulled forward takes the later ones with it, which keep their
 * distance: the chart's distances are how long one waits for a person. */
const beginSteps = (work: Work): boolean => {
  const { run, steps, world } = work;
  const last = run.steps.at(-1);
  const index = begunOf(run);
  const next = steps[index];
  if (!next) return false;
  const dueAt = dueAtOf(run, next);
  if (dueAt > world.now) {
    if (!last || !isExhausted(work, last)) return false;
    run.pulledMs += dueAt - world.now;
  }
  begin(work, index, false);
  return true;
};

/** Each decline counts once. The first step whose turn it is of who declined goes on to its deputy, or
 * to the next step; of somebody whom nobody called, the latest step is passed. */
const noteDeclines = (work: Work): void => {
  const { run, world } = work;
  for (const { person } of world.declined.slice(run.declinesSeen)) {
    const turns = run.steps.flatMap(({ contact, deputy }) =>
      deputy ? [contact, deputy] : contact,
    );
    const own = turns.filter((turn) => person !== null && turn.person === person);
    if (person !== null && !run.declined.includes(person)) run.declined.push(person);
    for (const turn of own) if (turn.out !== 'left') turn.out = 'declined';
    const last = run.steps.at(-1);
    if (own.length === 0 && last) last.isPassed = true;
  }
  run.declinesSeen = Math.max(run.declinesSeen, world.declined.length);
};

const begunAt = (work: Work, step: StepRun): (number | null)[] => [
  turnDueAt(work, step, step.contact),
  deputyDueAt(work, step),
  step.deputy && turnDueAt(work, step, step.deputy),
  repeatDueAt(work, step),
];

/** When something is due by itself; null when all was called. */
const nextOf = (work: Work): number | null => {
  const { run, steps } = work;
  const next = steps[begunOf(run)];
  const times = run.steps.flatMap((step) => begunAt(work, step));
  if (next) times.push(dueAtOf(run, next));
  const known = times.filter((at) => at !== null);
  return known.length > 0 ? Math.min(...known) : null;
};

/** The last step that called anybody, once more. Who declined is asked again where nobody else would
 * be. */
const beginAgain = (work: Work): void => {
  const { run, steps, world } = work;
  const index = againOf(run, steps);
  const { contact, deputy } = steps[index]!;
  const people = [contact, ...(deputy === undefined ? [] : [deputy])].map(
    (target) => world.reach(target, world.now).person?.key,
  );
  if (people.every((key) => key === undefined || run.declined.includes(key))) run.declined = [];
  run.turn += 1;
  for (const step of run.steps) leave(step);
  begin(work, index, true);
  run.againAt = world.now + AGAIN_MS;
};

const giveUp = (work: Work, text: string): void => {
  const data = { steps: work.steps.length };
  work.notes.push({ at: work.world.now, kind: 'chain-spent', text, data });
};

const sayGivenUp = (work: Work): void => {
  const { run, steps } = work;
  const last = run.steps.at(-1);
  if (run.isGivenUp || !last || begunOf(run) < steps.length || !isExhausted(work, last)) return;
  run.isGivenUp = true;
  giveUp(work, 'Nobody took it: the last of the flowchart cannot be reached or has declined');
};

/** All was called: from now on only its last step is called again. */
const spend = (work: Work): void => {
  const { run, steps, world } = work;
  if (steps.length === 0) return giveUp(work, 'The flowchart names nobody for this');
  run.againAt ??= world.now + AGAIN_MS;
  if (!run.isGivenUp) giveUp(work, 'Every step of the flowchart was called, nobody has taken it');
  run.isGivenUp = true;
};

const move = (work: Work): void => {
  const { run, world } = work;
  noteFates(work);
  noteDeclines(work);
  do {
    for (const step of run.steps) moveStep(work, step);
  } while (beginSteps(work));
  sayGivenUp(work);
  if (!isDue(run.againAt, world.now)) return;
  beginAgain(work);
  moveStep(work, run.steps.at(-1)!);
};

/** Looks at a chain at `world.now`. One that is held, taken or over does nothing. A spent one begins
 * its last step again each AGAIN_MS. The chain given is not changed. */
export const advanceChain = (
  chain: Chain,
  world: ChainWorld,
): { chain: Chain; calls: ChainCall[]; notes: ChainNote[] } => {
  if (chain.state !== 'running' && chain.state !== 'spent') return { chain, calls: [], notes: [] };
  const run = structuredClone(runOf(chain));
  const { steps } = chain.cell;
  const work: Work = { chainId: chain.id, steps, run, world, calls: [], notes: [] };
  const { calls, notes } = work;
  move(work);
  const nextAt = nextOf(work);
  const isSpent = chain.state === 'running' && nextAt === null;
  if (isSpent) spend(work);
  const state = isSpent ? 'spent' : chain.state;
  const due = [nextAt, run.againAt].filter((at) => at !== null);
  const after = { ...chain, state, nextAt: due.length > 0 ? Math.min(...due) : null, run };
  return { chain: after, calls, notes };
};
