/** The flowchart in a play: the calls that the live server would have made, with nobody answering and
 * every message delivered at once. Chains move at their own times, between the looks of the engine. */
import type { Draft } from '#alerts/flowchart/body.ts';
import { isAlive } from '#alerts/flowchart/chain-life.ts';
import { lookAt, type LookDesk, type ToldRow } from '#alerts/flowchart/look.ts';
import type { Chain, MessageFate } from '#contracts/calling.ts';
import type { ReceiverConfig } from '#contracts/catalogue.ts';
import type { Crisis } from '#contracts/crisis.ts';
import type { Flowchart } from '#contracts/flowchart.ts';
import type { OncallState } from '#contracts/oncall.ts';

export type CallingRules = {
  chart: Flowchart;
  oncall: OncallState;
  receivers: readonly ReceiverConfig[];
};
type Case = {
  crisis: Crisis;
  chains: Chain[];
  fates: Map<string, MessageFate>;
  told: ToldRow[];
};

/** A chain whose steps were all called is not repeated: nobody is there to answer. */
const isMoving = (chain: Chain): boolean => isAlive(chain) && chain.state !== 'spent';
const isOver = ({ resolvedAt }: Crisis): boolean => resolvedAt !== null;

export const createCalls = (rules: CallingRules, tell: (at: number, call: Draft) => void) => {
  const cases = new Map<string, Case>();

  const look = (one: Case, now: number): void => {
    const desk: LookDesk = {
      ...{ ...rules, now, chartVersion: 1, silences: [], publicUrl: '' },
      open: [...cases.values()].map(({ crisis }) => crisis).filter((crisis) => !isOver(crisis)),
    };
    const outcome = lookAt({ ...one, declined: [], asked: null }, desk);
    const changed = new Set(outcome.chains.map(({ id }) => id));
    one.chains = [...one.chains.filter(({ id }) => !changed.has(id)), ...outcome.chains];
    for (const { draft, suppressed } of outcome.drafts) {
      if (suppressed || one.fates.has(draft.id)) continue;
      const done = { acceptedAt: now, failedAt: null, attempts: 1, answer: null };
      one.fates.set(draft.id, { id: draft.id, state: 'accepted', dueAt: draft.dueAt, ...done });
      one.told.push(draft);
      tell(now, draft);
    }
  };
  /** When a chain of the case moves by itself next. */
  const nextAt = ({ chains }: Case): number =>
    Math.min(...chains.filter(isMoving).map((chain) => chain.nextAt ?? Infinity), Infinity);

  return {
    /** Moves every chain on to `now`, and then sees what the engine has just said of crises. */
    look: (crises: readonly Crisis[], now: number): void => {
      for (const one of cases.values()) {
        for (let at = nextAt(one); at < now; at = nextAt(one)) look(one, at);
      }
      for (const crisis of crises) {
        const known = cases.get(crisis.id);
        if (known) known.crisis = crisis;
        else cases.set(crisis.id, { crisis, chains: [], fates: new Map(), told: [] });
      }
      const changed = new Set(crises.map(({ id }) => id));
      for (const [id, one] of cases) {
        if (changed.has(id) || nextAt(one) <= now) look(one, now);
        if (isOver(one.crisis)) cases.delete(id);
      }
    },
  };
};
