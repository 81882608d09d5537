/** Who of the roster somebody is, and how people and their addresses are shown to others. */
import type { OncallState, Person, PersonWay, Roster } from '#contracts/oncall.ts';
import type { Principal } from '#contracts/who.ts';
import { hasRole } from '#contracts/who.ts';
import { AppError } from '#server/errors.ts';
import { readYaml } from '#server/yaml-lines.ts';

/** The person whose `email` is the account's. A machine's key is nobody. */
export const personOfAccount = (roster: Roster, principal: Principal | null): Person | null => {
  if (principal?.kind !== 'user') return null;
  const email = principal.email.toLowerCase();
  return roster.people.find((person) => person.email?.toLowerCase() === email) ?? null;
};

export const personByKey = (roster: Roster, key: string): Person | null =>
  roster.people.find((person) => person.key === key) ?? null;

/** Throws AppError not-found for who is not in the roster. */
export const needPerson = ({ roster }: OncallState, key: string): Person => {
  const person = personByKey(roster, key);
  if (person === null) throw new AppError('not-found', 'The roster has no such person');
  return person;
};

/** Throws AppError not-found for what is no rota of the roster. */
export const needRota = ({ roster }: OncallState, key: string): Roster['rotas'][number] => {
  const rota = roster.rotas.find((row) => row.key === key);
  if (rota === undefined) throw new AppError('not-found', 'The roster has no such rota');
  return rota;
};

export type Actor = { name: string; person: Person | null; isLeader: boolean };

/** Who does something to on-call. The guard let in people and keys with a role only. */
export const actorOf = (roster: Roster, principal: Principal | null): Actor => {
  if (principal?.kind !== 'user' && principal?.kind !== 'api') throw new AppError('unauthorized');
  const person = personOfAccount(roster, principal);
  const isLeader = hasRole(principal.role, 'leader');
  return { name: person?.name ?? principal.name, person, isLeader };
};

/** A leader acts for anybody, everybody else for themselves. */
export const mayActFor = (actor: Actor, person: string): boolean =>
  actor.isLeader || actor.person?.key === person;

const HIDDEN = '***';

/** Enough to know one's own again, too little to call: `a***@x.org`, `+49***12`. */
export const maskAddress = (address: string): string => {
  const at = address.lastIndexOf('@');
  if (at > 0) return `${address.slice(0, 1)}${HIDDEN}${address.slice(at)}`;
  if (address.startsWith('+')) return `${address.slice(0, 3)}${HIDDEN}${address.slice(-2)}`;
  return `${address.slice(0, 1)}${HIDDEN}`;
};

export const maskWay = ({ via, address, receiver }: PersonWay): string =>
  [address === undefined ? 'this person’s browsers' : maskAddress(address), receiver]
    .filter((part) => part !== undefined && part !== via)
    .join(' · ');

/** What looks like a mail address or a number, also in a remark that nobody meant to publish. */
const ADDRESS = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|\+\d(?:[ ()/.-]{0,2}\d){6,14}/g;

/** The roster's text for those who may not read addresses: each stands masked in its place. Null where
 * one stands there in another spelling, such as an escape of YAML. */
export const maskRoster = (text: string, roster: Roster): string | null => {
  const addresses = roster.people.flatMap(({ email, ways }) => [
    ...(email === undefined ? [] : [email]),
    ...ways.flatMap(({ address }) => (address === undefined ? [] : [address])),
  ]);
  const longestFirst = [...new Set(addresses)].sort((a, b) => b.length - a.length);
  const masked = longestFirst
    .reduce((said, address) => said.replaceAll(address, maskAddress(address)), text)
    .replace(ADDRESS, maskAddress);
  const read = readYaml(masked);
  const said = read.ok ? JSON.stringify(read.raw) : '';
  const isHidden = read.ok && longestFirst.every((address) => !said.includes(address));
  return isHidden ? masked : null;
};
