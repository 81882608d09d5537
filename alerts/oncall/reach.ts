/** Whom a target of the flowchart means at an instant, and by which ways they are reached: the
 * person's own, joined with the receivers that lead there, and the places of their team. */
import type { ReceiverConfig } from '#contracts/catalogue.ts';
import { LEVELS, type Level } from '#contracts/crisis.ts';
import type { OncallState, Person, PersonWay, Roster } from '#contracts/oncall.ts';
import { WAY_NAMES, type Way } from '#contracts/way.ts';
import { nextHolder } from './holder.ts';
import { pieceAt } from './piece.ts';
import { isConfirmed, wayKeyOf } from './ways.ts';

/** `key`: wayKeyOf. `isTeam`: a place of several people, such as a channel. Nobody can confirm such a
 * place for one person: it is never confirmed. */
export type ReachableWay = Way & { key: string; isConfirmed: boolean; isTeam: boolean };
/** `label`: in words, as a timeline says it. `problem`: why not all ways can be used, without any
 * address. */
export type Reached = {
  target: string;
  label: string;
  person: Person | null;
  ways: ReachableWay[];
  problem: string | null;
};
export type ReachOf = { at: number; brand: string | null; level: Level };

const ownName = (name: string): string =>
  /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;

/** Whether a receiver is there for this brand and level. */
const serves = (receiver: ReceiverConfig, { brand, level }: ReachOf): boolean =>
  LEVELS.indexOf(level) >= LEVELS.indexOf(receiver.leastLevel) &&
  (receiver.brands === undefined || brand === null || receiver.brands.includes(brand));

/** A webhook of a chat leads to one channel; only with a token can a member be written to. */
const takesAddress = (receiver: ReceiverConfig): boolean =>
  receiver.kind !== 'slack' || receiver.token !== undefined;
const isPlace = (receiver: ReceiverConfig): boolean => {
  if (receiver.kind === 'mail') return receiver.to !== undefined;
  if (receiver.kind === 'slack')
    return receiver.url !== undefined || receiver.channel !== undefined;
  return ['webhook', 'teams', 'pagerduty', 'alertmanager'].includes(receiver.kind);
};

/** What a target is called where no person is named: `next on-call leader`. */
export const nameOfTarget = ({ rotas }: Roster, target: string): string => {
  const colon = target.indexOf(':');
  const [kind, key] = [target.slice(0, colon), target.slice(colon + 1)];
  if (kind === 'person') return 'a named person';
  if (kind === 'role') return key;
  const name = ownName(rotas.find((row) => row.key === key)?.name ?? key);
  return kind === 'next' ? `next ${name}` : name;
};

type Named = { name: string; key: string | null; problem: string | null; isNext: boolean };

/** The person that a target means: key and the words before the name. */
const whoIs = (state: OncallState, target: string, at: number): Named => {
  const colon = target.indexOf(':');
  const kind = target.slice(0, colon);
  const key = target.slice(colon + 1);
  if (kind === 'person') return { name: '', key, problem: null, isNext: false };
  if (kind === 'role') {
    const found = state.roster.people.find(({ active, roles }) => active && roles.includes(key));
    const problem = found ? null : `nobody active has the role ${key}`;
    return { name: key, key: found?.key ?? null, problem, isNext: false };
  }
  const rota = state.roster.rotas.find((row) => row.key === key);
  const name = ownName(rota?.name ?? key);
  const isNext = kind === 'next';
  if (!rota) return { name, key: null, problem: `there is no rota ${key}`, isNext };
  const held = isNext ? nextHolder(state, key, at) : pieceAt(state, key, at);
  const nobody = isNext ? `nobody else holds ${name} next` : `nobody holds ${name}`;
  return { name, key: held?.person ?? null, problem: held?.person ? null : nobody, isNext };
};

const joined = (
  state: OncallState,
  person: Person,
  way: PersonWay,
  receivers: readonly ReceiverConfig[],
  of: ReachOf,
): ReachableWay | string => {
  const { via, address = null } = way;
  const named = receivers.filter(
    ({ kind, key }) => kind === via && (way.receiver === undefined || key === way.receiver),
  );
  if (named.length === 0) return `no receiver for ${way.receiver ?? WAY_NAMES[via]} is set up`;
  const able = named.filter((row) => address === null || takesAddress(row));
  if (able.length === 0) return `${WAY_NAMES[via]} cannot write to one person without a token`;
  const receiver = able.find((row) => serves(row, of));
  if (!receiver) return `${WAY_NAMES[via]} is not used for this brand and level`;
  if (via === 'push' && !state.pushPeople.includes(person.key))
    return 'no browser takes push messages';
  return {
    kind: via,
    receiver: receiver.key,
    address,
    key: wayKeyOf(way),
    isConfirmed: isConfirmed(state, person.key, way, of.at),
    isTeam: false,
  };
};

const teamWays = (
  target: string,
  receivers: readonly ReceiverConfig[],
  of: ReachOf,
): ReachableWay[] => {
  if (target.startsWith('next:')) return [];
  const contact = target.slice(target.indexOf(':') + 1);
  return receivers
    .filter((row) => row.contact === contact && isPlace(row) && serves(row, of))
    .map(({ kind, key }) => {
      const way: Way = { kind, receiver: key, address: null };
      return { ...way, key: wayKeyOf(way), isConfirmed: false, isTeam: true };
    });
};

const labelOf = ({ name, key, isNext }: Named, person: Person | undefined): string => {
  const words = [isNext ? 'next' : '', name, person?.name ?? key ?? '(nobody)'];
  return words.filter(Boolean).join(' ');
};

/** `target`: as the flowchart's schema gives it, always with its kind. */
export const reachOf = (
  state: OncallState,
  receivers: readonly ReceiverConfig[],
  target: string,
  of: ReachOf,
): Reached => {
  const who = whoIs(state, target, of.at);
  const found = state.roster.people.find(({ key }) => key === who.key);
  const problems = who.problem === null ? [] : [who.problem];
  if (who.key !== null && !found) problems.push(`${who.key} is not on the roster`);
  if (found && !found.active) problems.push(`${found.name} is not active`);
  const person = found?.active ? found : null;
  const ways: ReachableWay[] = [];
  for (const way of person?.ways ?? []) {
    const made = joined(state, person!, way, receivers, of);
    if (typeof made === 'string') problems.push(made);
    else if (!ways.some(({ key, receiver }) => key === made.key && receiver === made.receiver))
      ways.push(made);
  }
  if (person && ways.length === 0) problems.push(`no way leads to ${person.name}`);
  return {
    target,
    label: labelOf(who, found),
    person,
    ways: [...ways, ...teamWays(target, receivers, of)],
    problem: problems.length > 0 ? [...new Set(problems)].join('; ') : null,
  };
};
