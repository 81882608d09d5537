/** Confirming a way: a code goes out by the very way, and whoever types it in, or taps the link that
 * came with it, proves that it reaches the person. */
import { createHmac, randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Message } from '#contracts/calling.ts';
import type { OncallState, Person, PersonWay } from '#contracts/oncall.ts';
import { instantOut } from '#contracts/text.ts';
import { reachOf, type ReachableWay } from '#alerts/oncall/reach.ts';
import { wayKeyOf } from '#alerts/oncall/ways.ts';
import { AppError } from '#server/errors.ts';
import { queueMessages, type NewMessage } from '#server/store/messages.ts';
import {
  addTry,
  confirmWay,
  countCodes,
  lockWay,
  setCode,
  type WaitingCode,
} from '#server/store/oncall-confirmations.ts';
import { change, type OncallHouse } from './change.ts';
import { ONCALL } from './limits.ts';
import { needPerson } from './people.ts';

const HOUR_MS = 3_600_000;
const CODE_DIGITS = 6;

/** Keyed, so that six digits are not found by trying all against what is stored of them. */
const hashCode = (secret: Buffer, person: string, way: string, code: string): Buffer =>
  createHmac('sha256', secret).update(`code:${person}|${way}|${code}`).digest();

const needWay = (person: Person, key: string): PersonWay => {
  const way = person.ways.find((row) => wayKeyOf(row) === key);
  if (way === undefined) throw new AppError('not-found', 'This person has no such way');
  return way;
};

/** The way as it can be used now. */
const needReachable = (
  { receivers, clock }: OncallHouse,
  state: OncallState,
  person: Person,
  key: string,
): ReachableWay => {
  const of = { at: clock(), brand: null, level: 'critical' as const };
  const { ways, problem } = reachOf(state, receivers, `person:${person.key}`, of);
  const way = ways.find((row) => row.key === key && !row.isTeam);
  if (way === undefined) {
    throw new AppError('conflict', `This way cannot be used: ${problem ?? 'nothing leads there'}`);
  }
  return way;
};

/** A message of on-call itself: behind it stands no crisis and no chain. */
export const noticeTo = (
  person: Person,
  { kind, receiver, address }: ReachableWay,
  message: Pick<NewMessage, 'id' | 'type' | 'body'>,
  now: number,
): NewMessage => ({
  ...message,
  ...{ crisisId: null, chainId: null, step: 0, of: 0, level: 'low', scenario: null, brand: null },
  person: person.key,
  contact: person.name,
  way: { kind, receiver, address },
  ...{ drill: false, dueAt: now, queuedAt: now },
});

const codeMessage = (person: Person, way: ReachableWay, code: string, now: number): NewMessage =>
  noticeTo(
    person,
    way,
    {
      id: `confirm:${randomUUID()}`,
      type: 'notice.confirm',
      body: {
        type: 'notice.confirm',
        at: instantOut(now),
        title: 'Confirm that Tocsin reaches you here',
        text: `Type this code into the on-call page within ${ONCALL.codeMs / 60_000} minutes, or open the link and tap once.`,
        code,
      },
    },
    now,
  );

/** Sends a code. Throws AppError not-found, conflict, too-many-requests. */
export const askConfirmation = async (
  house: OncallHouse & { secret: Buffer },
  given: { person: string; way: string },
): Promise<{ expiresAt: number }> => {
  const now = house.clock();
  const state = await house.oncall.state();
  const person = needPerson(state, given.person);
  needWay(person, given.way);
  const way = needReachable(house, state, person, given.way);
  const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
  await house.db.transaction(async (tx) => {
    await lockWay(tx, person.key, given.way);
    const { kind, address } = way;
    const sent = await countCodes(tx, { person: person.key, kind, address }, now - HOUR_MS);
    if (sent >= ONCALL.codesPerHour) {
      const detail = `At most ${ONCALL.codesPerHour} codes an hour go out by one way`;
      throw new AppError('too-many-requests', detail, { retryAfterSeconds: HOUR_MS / 1000 });
    }
    const codeHash = hashCode(house.secret, person.key, given.way, code);
    await setCode(tx, { person: person.key, way: given.way, codeHash, at: now });
    await queueMessages(tx, [codeMessage(person, way, code, now)]);
  });
  house.bus.publish({ kind: 'oncall' });
  return { expiresAt: now + ONCALL.codeMs };
};

type Refusal = { code: 'conflict' | 'too-many-requests'; detail: string };

/** Why the code does not count; null when it does. */
const refusalOf = (waiting: WaitingCode, given: Buffer, now: number): Refusal | null => {
  const { codeHash, askedAt, tries } = waiting;
  if (codeHash === null || askedAt === null || now - askedAt >= ONCALL.codeMs) {
    return { code: 'conflict', detail: 'No code waits here, or it is too old: send another' };
  }
  if (tries >= ONCALL.codeTries) {
    return { code: 'too-many-requests', detail: 'Too many tries with this code: send another' };
  }
  if (timingSafeEqual(codeHash, given)) return null;
  const left = ONCALL.codeTries - tries - 1;
  return { code: 'conflict', detail: `The code is wrong; ${left} tries are left` };
};

/** Throws AppError not-found, conflict, too-many-requests. A wrong try is counted also when others
 * are made at the same time. */
export const confirmByCode = async (
  house: OncallHouse & { secret: Buffer },
  given: { person: string; way: string; code: string; by: string },
): Promise<{ confirmedAt: number }> => {
  const now = house.clock();
  const person = needPerson(await house.oncall.state(), given.person);
  needWay(person, given.way);
  const { key } = person;
  const refusal = await house.db.transaction(async (tx) => {
    const waiting = await lockWay(tx, key, given.way);
    const refused = refusalOf(waiting, hashCode(house.secret, key, given.way, given.code), now);
    if (refused) await addTry(tx, key, given.way);
    return refused;
  });
  if (refusal) throw new AppError(refusal.code, refusal.detail);
  const record = { by: given.by, what: 'way-confirmed' as const, person: key, subject: given.way };
  await change(house, record, (tx) =>
    confirmWay(tx, { person: key, way: given.way, confirmedAt: now }),
  );
  return { confirmedAt: now };
};

/** Whoever opened the link of the message and tapped has it in hand. False when the way is no longer
 * the person's. */
export const confirmByTap = async (
  house: OncallHouse,
  message: Pick<Message, 'person' | 'way'>,
): Promise<boolean> => {
  const { roster } = await house.oncall.state();
  const person = roster.people.find(({ key }) => key === message.person);
  const way = wayKeyOf(message.way);
  if (!person?.ways.some((row) => wayKeyOf(row) === way)) return false;
  const confirmedAt = house.clock();
  const record = { by: person.name, what: 'way-confirmed' as const, person: person.key };
  await change(house, { ...record, subject: way }, (tx) =>
    confirmWay(tx, { person: person.key, way, confirmedAt }),
  );
  return true;
};
