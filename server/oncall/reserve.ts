/** The reserve: people who stand by for a crisis are asked to come, and say whether and in how many
 * minutes. Both stand on the timeline. */
import { randomUUID } from 'node:crypto';
import type { AlertBody } from '#contracts/alert.ts';
import type { Crisis, TimelineEntry } from '#contracts/crisis.ts';
import type { OncallState, Person } from '#contracts/oncall.ts';
import { instantOut } from '#contracts/text.ts';
import { crisisToOut } from '#contracts/wire.ts';
import { figureOf } from '#alerts/crisis/figure.ts';
import { wayId } from '#alerts/ids.ts';
import { reachOf, type ReachableWay } from '#alerts/oncall/reach.ts';
import { AppError } from '#server/errors.ts';
import { addTimeline, getCrisis } from '#server/store/crises.ts';
import { queueMessages, type NewMessage } from '#server/store/messages.ts';
import {
  answerReserveAsk,
  insertReserveAsk,
  type ReserveAnswer,
  type ReserveAsk,
} from '#server/store/oncall-reserve.ts';
import type { Tx } from '#server/store/sql.ts';
import { change, type OncallHouse } from './change.ts';
import { needPerson, type Actor } from './people.ts';

type ReserveHouse = OncallHouse & { publicUrl: string };

/** Nobody of the reserve is woken by a call of voice while a quieter way is there. */
const waysOf = (
  { receivers }: OncallHouse,
  state: OncallState,
  person: Person,
  crisis: Crisis,
  now: number,
): ReachableWay[] => {
  const of = { at: now, brand: crisis.brand, level: crisis.level };
  const { ways } = reachOf(state, receivers, `person:${person.key}`, of);
  const own = ways.filter(({ isTeam }) => !isTeam);
  const quiet = own.filter(({ kind }) => kind !== 'voice');
  return quiet.length > 0 ? quiet : own;
};

const bodyOf = (
  crisis: Crisis,
  given: { person: Person; via: ReachableWay['kind']; by: string; now: number; publicUrl: string },
): AlertBody => ({
  type: 'alert.reserve',
  at: instantOut(given.now),
  crisis: { ...crisisToOut(crisis), url: `${given.publicUrl}/crises/${crisis.id}` },
  step: {
    ...{ index: 0, of: 0, contact: given.person.name, via: given.via },
    due: instantOut(given.now),
  },
  drill: crisis.drill,
  figure: figureOf(crisis),
  askedBy: given.by,
});

const messagesTo = (
  house: ReserveHouse,
  state: OncallState,
  crisis: Crisis,
  { person, by, now }: { person: Person; by: string; now: number },
): NewMessage[] =>
  waysOf(house, state, person, crisis, now).map(({ kind, receiver, address, key }) => ({
    id: `reserve:${crisis.id}:${wayId(`${person.key}|${key}`)}`,
    type: 'alert.reserve',
    ...{ crisisId: crisis.id, chainId: null, step: 0, of: 0 },
    ...{ level: crisis.level, scenario: crisis.scenario, brand: crisis.brand },
    ...{ person: person.key, contact: person.name, drill: crisis.drill },
    way: { kind, receiver, address },
    body: bodyOf(crisis, { person, via: kind, by, now, publicUrl: house.publicUrl }),
    dueAt: now,
    queuedAt: now,
  }));

const needReserve = (state: OncallState, key: string): Person => {
  const person = needPerson(state, key);
  if (person.reserve === undefined) {
    throw new AppError('conflict', `${person.name} does not stand on the reserve roster`);
  }
  return person;
};

/** One person; false when they were asked before. */
const askOne = async (
  tx: Tx,
  house: ReserveHouse,
  state: OncallState,
  crisis: Crisis,
  asked: { person: Person; by: string; now: number },
): Promise<boolean> => {
  const { person, by, now } = asked;
  const ask = { id: randomUUID(), crisisId: crisis.id, person: person.key, askedAt: now, by };
  if (!(await insertReserveAsk(tx, ask))) return false;
  await queueMessages(tx, messagesTo(house, state, crisis, asked));
  return true;
};

/** Asks those who were not asked before. Throws AppError not-found, conflict, wrong-transition. */
export const askReserve = async (
  house: ReserveHouse,
  actor: Actor,
  given: { crisisId: string; people: readonly string[] },
): Promise<void> => {
  const now = house.clock();
  const crisis = await getCrisis(house.db, given.crisisId);
  if (crisis === null) throw new AppError('not-found', 'There is no such crisis');
  if (crisis.resolvedAt !== null) throw new AppError('wrong-transition', 'The crisis is over');
  const state = await house.oncall.state();
  const people = [...new Set(given.people)].map((key) => needReserve(state, key));
  const by = actor.name;
  const record = { by, what: 'reserve-asked' as const, subject: crisis.id };
  const entries = await change(house, record, async (tx) => {
    const asked: Person[] = [];
    for (const person of people) {
      if (await askOne(tx, house, state, crisis, { person, by, now })) asked.push(person);
    }
    if (asked.length === 0) return [];
    const names = asked.map(({ name }) => name).join(', ');
    const entry: TimelineEntry = {
      ...{ crisisId: crisis.id, at: now, kind: 'reserve-asked', by },
      text: `${by} asked the reserve to come: ${names}`,
      data: { people: asked.map(({ key }) => key) },
    };
    return addTimeline(tx, [entry]);
  });
  if (entries.length > 0) house.bus.publish({ kind: 'timeline', entries });
};

/** What somebody of the reserve says; what they say last counts. Null when they were not asked, or
 * said the same before. */
export const answerReserve = async (
  house: OncallHouse,
  given: { crisisId: string; person: Person; answer: ReserveAnswer; minutes: number | null },
): Promise<ReserveAsk | null> => {
  const at = house.clock();
  const { crisisId, person, answer } = given;
  const minutes =
    answer === 'accept' ? (given.minutes ?? person.reserve?.minutesToArrive ?? 0) : null;
  const said = answer === 'accept' ? `comes in ${minutes} min` : 'cannot come';
  const { stored, entries } = await house.db.transaction(async (tx) => {
    const row = await answerReserveAsk(tx, { crisisId, person: person.key, answer, minutes, at });
    if (row === null) return { stored: null, entries: [] };
    const entry: TimelineEntry = {
      ...{ crisisId, at, kind: 'reserve-answered', by: person.name },
      text: `${person.name} of the reserve ${said}`,
      data: { person: person.key, answer, ...(minutes === null ? {} : { minutes }) },
    };
    return { stored: row, entries: await addTimeline(tx, [entry]) };
  });
  if (entries.length > 0) house.bus.publish({ kind: 'timeline', entries });
  return stored;
};
