/** On-call from the house to the wire: names beside keys, masked addresses, RFC 3339 times. */
import type { Override, OncallState, Person, Roster, Swap } from '#contracts/oncall.ts';
import type { OverrideOut, PersonOut, ReserveOut, SwapOut } from '#contracts/oncall-wire.ts';
import { instantOut } from '#contracts/text.ts';
import { isNightAt, localTimeOf } from '#alerts/oncall/night.ts';
import { confirmedUntil, wayKeyOf } from '#alerts/oncall/ways.ts';
import type { ReserveAsk } from '../store/oncall-reserve.ts';
import { maskWay } from './people.ts';

type Ref = { key: string; name: string };

/** Somebody who has left the roster is called by their key. */
const namedRef = (roster: Roster, key: string): Ref => ({
  key,
  name: roster.people.find((person) => person.key === key)?.name ?? key,
});
export const refOf = (roster: Roster, key: string | null): Ref | null =>
  key === null ? null : namedRef(roster, key);

const clockOf = ({ timeZone }: Person, now: number) => ({
  localTime: localTimeOf(timeZone, now),
  isNight: isNightAt(timeZone, now),
});

export const personToOut = (
  state: OncallState,
  person: Person,
  now: number,
): Omit<PersonOut, 'isMe' | 'browsers'> => {
  const { key, name, timeZone, active, roles, reserve } = person;
  const ways = person.ways.map((way) => {
    const until = confirmedUntil(state, key, way, now);
    const wayKey = wayKeyOf(way);
    const row = state.confirmations.find((one) => one.person === key && one.way === wayKey);
    return {
      ...{ way: wayKey, via: way.via, label: maskWay(way) },
      ...(row && { confirmedAt: instantOut(row.confirmedAt) }),
      ...(until !== null && { dueAt: instantOut(until) }),
      isDue: until === null || until <= now,
    };
  });
  return {
    ...{ key, name, timeZone, active, roles, ways, ...clockOf(person, now) },
    ...(reserve && { reserve }),
  };
};

export const overrideToOut = (roster: Roster, override: Override): OverrideOut => {
  const { id, rota, person, from, to, createdAt, by, reason, swap } = override;
  return {
    ...{ id, rota, person: refOf(roster, person), by, reason },
    ...{ from: instantOut(from), to: instantOut(to), createdAt: instantOut(createdAt) },
    ...(swap !== null && { swap }),
  };
};

export const swapToOut = (roster: Roster, swap: Swap): SwapOut => {
  const { id, rota, giver, taker, from, to, state, askedAt, answeredAt, reason } = swap;
  return {
    ...{ id, rota, giver: namedRef(roster, giver), taker: namedRef(roster, taker), state, reason },
    ...{ from: instantOut(from), to: instantOut(to), askedAt: instantOut(askedAt) },
    ...(answeredAt !== null && { answeredAt: instantOut(answeredAt) }),
  };
};

/** Null for who does not stand on the reserve roster. */
export const reserveToOut = (
  person: Person,
  ask: ReserveAsk | undefined,
  now: number,
): ReserveOut | null => {
  if (person.reserve === undefined) return null;
  const { key, name, active, reserve } = person;
  return {
    ...{ person: { key, name }, active, ...reserve, ...clockOf(person, now) },
    ...(ask && { askedAt: instantOut(ask.askedAt), askedBy: ask.by }),
    ...(ask && ask.answer !== null && { answer: ask.answer }),
    ...(ask && ask.answeredAt !== null && { answeredAt: instantOut(ask.answeredAt) }),
    ...(ask && ask.minutes !== null && { minutes: ask.minutes }),
  };
};
