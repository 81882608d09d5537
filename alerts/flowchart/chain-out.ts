/** A chain as walls and pages show it: the latest calls and the next one with its time. Targets stand in
 * words and not by name: a wall hangs where everybody passes. */
import type { Chain, ChainOut } from '#contracts/calling.ts';
import { LEVELS, type Crisis } from '#contracts/crisis.ts';
import { instantOut } from '#contracts/text.ts';
import { isReadable, nextCallOf } from './chain-life.ts';
import { begunOf, runOf, targetWords } from './chain-run.ts';
import { roundsOf } from './chain-turn.ts';

/** Of the calls of a chain the latest are shown. */
const SHOWN_MAX = 6;

const latestCalls = (chain: Chain): ChainOut['now'] => {
  const wordsOf = (target: string) => targetWords(target, chain.cell.names);
  const turns = runOf(chain).steps.flatMap(({ contact, deputy }) =>
    deputy ? [contact, deputy] : [contact],
  );
  return turns
    .flatMap((turn) =>
      roundsOf(turn).flatMap(({ at, calls }) =>
        calls.map(({ via, state }) => ({ contact: wordsOf(turn.target), via, state, at })),
      ),
    )
    .sort((a, b) => b.at - a.at)
    .slice(0, SHOWN_MAX)
    .map((call) => ({ ...call, at: instantOut(call.at) }));
};

export const chainToOut = (
  chain: Chain,
  crisis: Pick<Crisis, 'acknowledgedBy'> | null,
): ChainOut => {
  const next = nextCallOf(chain);
  const { id, level, state, heldBy, startedAt } = chain;
  return {
    ...{ id, crisis: chain.crisisId, level, state, of: chain.cell.steps.length },
    step: begunOf(runOf(chain)),
    now: latestCalls(chain),
    next: next && {
      at: instantOut(next.at),
      contact: targetWords(next.target, chain.cell.names),
      // Of several that go out together none stands for all.
      via: next.via?.length === 1 ? next.via[0]! : null,
      step: next.step,
    },
    heldBy: heldBy && `${heldBy.kind} by ${heldBy.by}`,
    takenBy: state === 'taken' ? (crisis?.acknowledgedBy ?? null) : null,
    startedAt: instantOut(startedAt),
  };
};

const rank = ({ level }: Pick<Chain, 'level'>): number => LEVELS.indexOf(level);

/** Of each crisis the chain in force, the most severe first. */
export const topChains = (
  chains: Iterable<Chain>,
  crises: ReadonlyMap<string, Pick<Crisis, 'acknowledgedBy'>>,
  limit: number,
): ChainOut[] => {
  const tops = new Map<string, Chain>();
  for (const chain of chains) {
    if (!isReadable(chain)) continue;
    const known = tops.get(chain.crisisId);
    if (chain.state !== 'over' && (!known || rank(chain) > rank(known)))
      tops.set(chain.crisisId, chain);
  }
  return [...tops.values()]
    .sort((a, b) => rank(b) - rank(a) || b.startedAt - a.startedAt)
    .slice(0, limit)
    .map((chain) => chainToOut(chain, crises.get(chain.crisisId) ?? null));
};
