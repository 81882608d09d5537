/** Whether another crisis keeps this one quiet: pairs that the chart declares, and a drill while a real
 * crisis needs the same people. */
import type { Crisis, Level, Scenario } from '#contracts/crisis.ts';
import type { Flowchart } from '#contracts/flowchart.ts';

/** A drill makes way for what is really going on from this level. */
const PREEMPTS: readonly Level[] = ['high', 'critical'];

type Pattern = Flowchart['inhibit'][number]['source'];

const names = <T>(given: '*' | T | readonly T[], value: T): boolean =>
  given === '*' || (Array.isArray(given) ? given.includes(value) : given === value);
const isLike = ({ scenario, level }: Pattern, crisis: Crisis): boolean =>
  names<Scenario>(scenario, crisis.scenario) && names<Level>(level, crisis.level);
const isOpen = ({ state }: Crisis): boolean =>
  state === 'open' || state === 'acknowledged' || state === 'contained';

export type Inhibition = { by: Crisis; because: string; isDrill: boolean };

/** `crises`: those that are not over. Two that are like each other do not silence both: only an older
 * one inhibits. */
export const inhibitionOf = (
  { inhibit }: Pick<Flowchart, 'inhibit'>,
  crisis: Crisis,
  crises: Iterable<Crisis>,
): Inhibition | null => {
  for (const source of crises) {
    if (source.id === crisis.id || source.drill || !isOpen(source)) continue;
    if (crisis.drill && PREEMPTS.includes(source.level))
      return { by: source, because: 'a real crisis comes before a drill', isDrill: true };
    for (const rule of inhibit) {
      if (rule.sameBrand && source.brand !== crisis.brand) continue;
      if (!isLike(rule.source, source) || !isLike(rule.target, crisis)) continue;
      const isMutual = isLike(rule.source, crisis) && isLike(rule.target, source);
      if (isMutual && source.number > crisis.number) continue;
      return { by: source, because: rule.because, isDrill: false };
    }
  }
  return null;
};
