/** What happens to a chain from outside: it is held back and let go, taken, taken up again, ended. The
 * machine itself (chain.ts) only knows who is called next. All give a new chain. */
import type { Figure } from '#contracts/alert.ts';
import type { Chain, ChainState } from '#contracts/calling.ts';
import type { Step } from '#contracts/flowchart.ts';
import {
  againOf,
  begunOf,
  dueAtOf,
  freshRun,
  leave,
  runOf,
  type ChainRun,
  type ChainWorld,
} from './chain-run.ts';

const MINUTE_MS = 60_000;
/** The way that a figure goes is told from so far back. */
export const TREND_MS = 10 * MINUTE_MS;

export const isAlive = ({ state }: Chain): boolean =>
  state === 'running' || state === 'held' || state === 'spent';

const hasSteps = (value: unknown): boolean =>
  Array.isArray((value as { steps?: unknown } | null)?.steps);
/** Another version of the machine may have written what this one cannot read. */
export const isReadable = ({ run, cell }: Chain): boolean => hasSteps(run) && hasSteps(cell);

/** A chain whose memory cannot be read is played again from its start: what was sent has the same ids
 * and does not go out twice. */
export const repairChain = (chain: Chain): Chain =>
  hasSteps(chain.run)
    ? chain
    : { ...chain, run: freshRun(chain.startedAt), nextAt: chain.startedAt };

const stop = (chain: Chain, state: ChainState, now: number): Chain => ({
  ...chain,
  ...{ state, endedAt: now, nextAt: null, heldBy: null },
});
export const takeChain = (chain: Chain, now: number): Chain => stop(chain, 'taken', now);
export const endChain = (chain: Chain, now: number): Chain => stop(chain, 'over', now);

export const holdChain = (chain: Chain, heldBy: NonNullable<Chain['heldBy']>): Chain => ({
  ...chain,
  ...{ state: 'held', heldBy, nextAt: null },
});

/** From the first step on, as if the crisis had opened now. */
export const releaseChain = (chain: Chain, now: number): Chain => {
  const before = runOf(chain);
  const { repeats, figures, declinesSeen, lastByWay, called } = before;
  const run: ChainRun = {
    ...freshRun(now),
    ...{ turn: before.turn + 1, repeats, figures, declinesSeen, lastByWay, called },
  };
  return { ...chain, state: 'running', heldBy: null, endedAt: null, nextAt: now, run };
};

/** It was taken at a lower level since, and is as bad as this again: from the first step on, and nobody
 * counts as called. */
export const riseAgain = (chain: Chain, now: number): Chain => {
  const { turn, repeats, figures, declinesSeen } = runOf(chain);
  const run: ChainRun = { ...freshRun(now), turn: turn + 1, repeats, figures, declinesSeen };
  return { ...chain, state: 'running', heldBy: null, endedAt: null, nextAt: now, run };
};

/** Who had taken it gave it back: whoever was called before is left alone, and as after any decline the
 * deputy of the latest step is called at once, or the next step begins; after the last one that step
 * again. What was still to come keeps its distances, as if the clock had stood still meanwhile.
 * `declined`: since the chain began. */
export const resumeChain = (chain: Chain, declined: ChainWorld['declined'], now: number): Chain => {
  const { steps } = chain.cell;
  const run = structuredClone(runOf(chain));
  const pausedMs = now - (chain.endedAt ?? now);
  const people = declined.flatMap(({ person }) => person ?? []);
  run.declined = [...new Set([...run.declined, ...people])];
  run.declinesSeen = declined.length;
  run.isGivenUp = false;
  run.steps.forEach(leave);
  const last = run.steps.at(-1);
  const next = steps[begunOf(run)];
  if (last && last.deputy === null && steps[last.index]!.deputy !== undefined) {
    last.contact.out = 'declined';
    last.at += pausedMs;
    run.pulledMs -= pausedMs;
    if (run.againAt !== null) run.againAt += pausedMs;
  } else if (next) run.pulledMs += dueAtOf(run, next) - now;
  else run.againAt = now;
  const state = run.againAt === null ? 'running' : 'spent';
  return { ...chain, state, endedAt: null, nextAt: now, run };
};

/** Keeps a sample a minute of the number that matters, as far back as the trend is told from, and the
 * last one before that. */
export const noteFigure = (chain: Chain, figure: Figure | null, now: number): Chain => {
  const run = runOf(chain);
  const last = run.figures.at(-1);
  if (!figure || (last && now - last.at < MINUTE_MS)) return chain;
  const oldest = run.figures.findLastIndex(({ at }) => at <= now - TREND_MS);
  const kept = run.figures.slice(Math.max(0, oldest));
  return { ...chain, run: { ...run, figures: [...kept, { at: now, value: figure.value }] } };
};

/** The chain of a higher level knows what the one before has seen. */
export const keepFigures = (chain: Chain, before: Chain | null): Chain =>
  before && isReadable(before)
    ? { ...chain, run: { ...runOf(chain), figures: runOf(before).figures } }
    : chain;

/** What the figure was TREND_MS ago, or at the start of a younger chain. */
export const figureBefore = (chain: Chain, now: number): number | null => {
  const past = runOf(chain).figures.filter(({ at }) => at < now);
  const old = past.findLast(({ at }) => at <= now - TREND_MS) ?? past[0];
  return old?.value ?? (chain.startedAt < now ? (chain.figureAtStart?.value ?? null) : null);
};

type NextCall = { at: number; target: string; via: Step['via'][number] | null; step: number };

/** What comes next by itself, while nobody answers and all is delivered. */
export const nextCallOf = (chain: Chain): NextCall | null => {
  if (chain.state !== 'running' && chain.state !== 'spent') return null;
  const run = runOf(chain);
  const { steps } = chain.cell;
  const found: NextCall[] = [];
  for (const { index, at, contact, deputy, repeated, isAgain } of run.steps) {
    const { via, roundMinutes, repeat, ...step } = steps[index]!;
    const place = { step: index + 1 };
    for (const turn of [contact, deputy]) {
      const last = turn?.rounds.at(-1);
      if (!turn || turn.out !== null || !last || turn.nextRound >= via.length) continue;
      const { target } = turn;
      const dueAt = last.at + roundMinutes * MINUTE_MS;
      found.push({ ...place, at: dueAt, target, via: via[turn.nextRound]! });
    }
    if (step.deputy !== undefined && deputy === null && contact.out === null) {
      const dueAt = contact.at + step.deputyAfterMinutes * MINUTE_MS;
      found.push({ ...place, at: dueAt, target: step.deputy, via: via[0]! });
    }
    if (repeat && !isAgain && contact.out !== 'left' && repeated < repeat.times) {
      const dueAt = at + (repeated + 1) * repeat.everyMinutes * MINUTE_MS;
      found.push({ ...place, at: dueAt, target: step.contact, via: null });
    }
  }
  const index = begunOf(run);
  const next = steps[index];
  if (next) {
    const { contact: target, via } = next;
    found.push({ at: dueAtOf(run, next), target, via: via[0]!, step: index + 1 });
  } else if (run.againAt !== null && steps.length > 0) {
    const again = againOf(run, steps);
    const { contact: target, via } = steps[again]!;
    found.push({ at: run.againAt, target, via: via[0]!, step: again + 1 });
  }
  return found.reduce<NextCall | null>((a, b) => (a && a.at <= b.at ? a : b), null);
};
