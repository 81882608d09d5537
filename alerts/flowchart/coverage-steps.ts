/** The flaws of one step over time: whether its contact and its deputy are two people, active, each
 * reached by two confirmed ways of different kinds that the step uses. Looked at once for each stretch
 * between two instants at which the answer may change: never sampled. */
import type { Level } from '#contracts/crisis.ts';
import type { ReceiverConfig } from '#contracts/catalogue.ts';
import type { Hole, Step } from '#contracts/flowchart.ts';
import type { OncallState } from '#contracts/oncall.ts';
import { WAY_NAMES, type WayKind } from '#contracts/way.ts';
import { DAY_MS } from '#alerts/oncall/civil.ts';
import { holderAt, nextHolder } from '#alerts/oncall/holder.ts';
import { reachOf, type Reached } from '#alerts/oncall/reach.ts';
import { changePoints } from '#alerts/oncall/shifts.ts';

/** Why two people would not be reached, without any address. */
export type Flaw = Pick<Hole, 'what' | 'detail'>;
/** Holds from `from` to the next piece. */
type Piece<T> = { from: number; value: T };
export type Timeline<T> = readonly Piece<T>[];
/** Which crises are asked about, as far as receivers tell them apart. */
export type Scope = { brand: string; level: Level };
export type World = {
  oncall: OncallState;
  receivers: readonly ReceiverConfig[];
  from: number;
  to: number;
};

/** Two confirmed kinds of ways: one may be down, or the telephone on silent. */
const KINDS_NEEDED = 2;

const keyOf = (target: string): string => target.slice(target.indexOf(':') + 1);
const isOfRota = (target: string): boolean => /^(rota|next):/.test(target);

/** The person behind a target, active or not. */
const candidateOf = ({ oncall }: World, target: string, at: number): string | null => {
  const key = keyOf(target);
  if (target.startsWith('person:')) return key;
  if (target.startsWith('rota:')) return holderAt(oncall, key, at).person;
  return target.startsWith('next:') ? (nextHolder(oncall, key, at)?.person ?? null) : null;
};

const isInactive = (world: World, target: string, at: number): boolean => {
  const candidate = candidateOf(world, target, at);
  return world.oncall.roster.people.some(({ key, active }) => key === candidate && !active);
};

type Asked = Reached & { isInactive: boolean };

/** When ways of a person begin and cease to count as confirmed. */
const confirmationPoints = ({ oncall, from, to }: World, person: string): number[] =>
  oncall.confirmations
    .filter((row) => row.person === person)
    .flatMap(({ confirmedAt: at }) => [at, at + oncall.roster.confirmEveryDays * DAY_MS])
    .filter((at) => at > from && at < to);

/** Whom a target reaches, piece by piece. */
const reachOver = (world: World, target: string, scope: Scope): Timeline<Asked> => {
  const { oncall, receivers, from, to } = world;
  const ask = (at: number): Asked => {
    const reached = reachOf(oncall, receivers, target, { ...scope, at });
    const isGone = reached.person === null && isInactive(world, target, at);
    return { ...reached, isInactive: isGone };
  };
  const changes = isOfRota(target) ? changePoints(oncall, keyOf(target), from, to) : [];
  const starts = [from, ...changes.filter((at) => at > from)];
  return starts.flatMap((start, index) => {
    const end = starts[index + 1] ?? to;
    const first = ask(start);
    if (first.person === null) return [{ from: start, value: first }];
    const inside = confirmationPoints({ ...world, from: start, to: end }, first.person.key);
    const points = [...new Set(inside)].sort((a, b) => a - b);
    return [{ from: start, value: first }, ...points.map((at) => ({ from: at, value: ask(at) }))];
  });
};

const named = (kind: WayKind): string => WAY_NAMES[kind];

/** What keeps one of the two from being reached; null: nothing. */
const flawOf = (asked: Asked, step: Step, role: 'contact' | 'deputy'): Flaw | null => {
  const { label, problem, person } = asked;
  if (person === null) {
    if (asked.isInactive) return { what: 'inactive', detail: `${label} is not active` };
    const what = role === 'contact' ? 'nobody' : 'no-deputy';
    return { what, detail: `The ${role} is nobody: ${problem ?? label}` };
  }
  const via = step.via.flat();
  const ways = asked.ways.filter(({ kind, isTeam }) => !isTeam && via.includes(kind));
  const kinds = [...new Set(ways.map(({ kind }) => kind))];
  const confirmed = kinds.filter((each) =>
    ways.some(({ kind, isConfirmed }) => kind === each && isConfirmed),
  );
  if (confirmed.length >= KINDS_NEEDED) return null;
  if (kinds.length >= KINDS_NEEDED) {
    const rest = kinds
      .filter((kind) => !confirmed.includes(kind))
      .map(named)
      .join(' and ');
    return { what: 'unconfirmed', detail: `${label} has not confirmed ${rest} lately` };
  }
  const only = kinds[0];
  const by = only === undefined ? 'by no way of this step' : `by ${named(only)} alone`;
  const lately = only === undefined || confirmed.length > 0 ? '' : ', which is not confirmed';
  return { what: 'one-way', detail: `${label} is reached ${by}${lately}` };
};

const flawsOf = (step: Step, contact: Asked, deputy: Asked | null): Flaw[] => {
  const flaws = [flawOf(contact, step, 'contact')];
  if (deputy === null) flaws.push({ what: 'no-deputy', detail: 'The step names no deputy' });
  else if (contact.person !== null && contact.person.key === deputy.person?.key) {
    flaws.push({ what: 'same-person', detail: `${contact.label} would deputise for themselves` });
  } else flaws.push(flawOf(deputy, step, 'deputy'));
  return flaws.filter((flaw) => flaw !== null);
};

const sameFlaws = (a: readonly Flaw[], b: readonly Flaw[]): boolean =>
  a.length === b.length &&
  a.every(({ what, detail }, index) => b[index]?.what === what && b[index].detail === detail);

/** Both timelines walked together; neighbours that say the same are one piece. */
const joinFlaws = (step: Step, contacts: Timeline<Asked>, deputies: Timeline<Asked> | null) => {
  const pieces: Piece<Flaw[]>[] = [];
  let [at, beside] = [0, 0];
  while (at < contacts.length) {
    const contact = contacts[at]!;
    const deputy = deputies?.[beside] ?? null;
    const value = flawsOf(step, contact.value, deputy && deputy.value);
    const from = Math.max(contact.from, deputy?.from ?? -Infinity);
    const last = pieces.at(-1);
    if (last === undefined || !sameFlaws(last.value, value)) pieces.push({ from, value });
    const nextContact = contacts[at + 1]?.from ?? Infinity;
    const nextDeputy = deputies?.[beside + 1]?.from ?? Infinity;
    if (nextContact === Infinity && nextDeputy === Infinity) break;
    if (nextContact <= nextDeputy) at += 1;
    if (nextDeputy <= nextContact) beside += 1;
  }
  return pieces;
};

/** Answers for any step of a chart; each target, and each step, is worked out once. */
export const createStepFlaws = (world: World) => {
  const isLimited = world.receivers.some(
    ({ leastLevel, brands }) => leastLevel !== 'low' || brands !== undefined,
  );
  const scopeKey = ({ brand, level }: Scope) => (isLimited ? `${level}|${brand}` : '');
  const reached = new Map<string, Timeline<Asked>>();
  const known = new Map<Step, Map<string, Timeline<readonly Flaw[]>>>();
  const reach = (target: string, scope: Scope): Timeline<Asked> => {
    const key = `${target}|${scopeKey(scope)}`;
    const found = reached.get(key) ?? reachOver(world, target, scope);
    reached.set(key, found);
    return found;
  };
  return (step: Step, scope: Scope): Timeline<readonly Flaw[]> => {
    const byScope = known.get(step) ?? new Map<string, Timeline<readonly Flaw[]>>();
    known.set(step, byScope);
    const key = scopeKey(scope);
    const deputies = step.deputy === undefined ? null : reach(step.deputy, scope);
    const found = byScope.get(key) ?? joinFlaws(step, reach(step.contact, scope), deputies);
    byScope.set(key, found);
    return found;
  };
};
