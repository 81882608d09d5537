/** Swaps: the giver asks, the taker accepts, and only then is the shift another's. Whoever accepts is
 * looked at again then: the giver must hold each instant of it still. */
import { randomUUID } from 'node:crypto';
import type { Override, Swap, SwapAnswer } from '#contracts/oncall.ts';
import { AppError } from '#server/errors.ts';
import { queueMessages } from '#server/store/messages.ts';
import { insertOverride } from '#server/store/oncall-overrides.ts';
import {
  answerSwap,
  expireSwaps,
  getSwap,
  insertSwap,
  listSwaps,
  lockRota,
} from '#server/store/oncall-swaps.ts';
import { change, refuseHolesWithoutReason, type OncallHouse } from './change.ts';
import { ONCALL } from './limits.ts';
import { needRoom } from './overrides.ts';
import { mayActFor, needPerson, needRota, type Actor } from './people.ts';
import { checkSpan, holdsThroughout, type Span } from './spans.ts';
import { swapNotices } from './swap-notices.ts';

export type SwapIn = Span & {
  rota: string;
  giver?: string | undefined;
  taker: string;
  reason: string;
};

const NOT_HELD = 'Whoever gives the shift away must hold the rota at each instant of it';

const needFewAsked = async ({ db }: OncallHouse, person: string, now: number): Promise<void> => {
  const max = ONCALL.swapsAskedMax;
  const waiting = await listSwaps(db, { person, state: 'asked', endsAfter: now }, max * 2);
  if (waiting.filter(({ giver }) => giver === person).length < max) return;
  throw new AppError('conflict', `${max} swaps wait for an answer already`);
};

/** Throws AppError not-found, invalid-request, forbidden, conflict. */
export const askSwap = async (house: OncallHouse, actor: Actor, input: SwapIn): Promise<Swap> => {
  const now = house.clock();
  checkSpan(input, now);
  if (input.from <= now) throw new AppError('conflict', 'The shift has begun: make an override');
  const state = await house.oncall.state();
  needRota(state, input.rota);
  const giver = input.giver ?? actor.person?.key;
  if (giver === undefined) throw new AppError('invalid-request', 'Say whose shift it is');
  if (!mayActFor(actor, giver)) throw new AppError('forbidden', 'It is not your shift');
  needPerson(state, giver);
  if (!needPerson(state, input.taker).active) {
    throw new AppError('conflict', 'Who is to take it is not active');
  }
  if (giver === input.taker) throw new AppError('conflict', 'Both are the same person');
  if (!holdsThroughout(state, input.rota, input, giver)) throw new AppError('conflict', NOT_HELD);
  await needFewAsked(house, giver, now);
  const { rota, from, to, taker, reason } = input;
  const asked = { id: randomUUID(), state: 'asked' as const, askedAt: now, answeredAt: null };
  const swap: Swap = { ...asked, rota, from, to, giver, taker, reason };
  const record = { by: actor.name, what: 'swap-asked' as const, rota, person: taker, reason };
  const notices = swapNotices(house, state, swap, { actor, now });
  await change(house, { ...record, subject: swap.id }, async (tx) => {
    await insertSwap(tx, swap);
    await queueMessages(tx, notices);
  });
  return swap;
};

const STATE_AFTER = { accept: 'accepted', decline: 'declined', cancel: 'cancelled' } as const;

const overrideOf = (swap: Swap, by: string, now: number): Override => ({
  id: randomUUID(),
  rota: swap.rota,
  person: swap.taker,
  from: swap.from,
  to: swap.to,
  createdAt: now,
  by,
  reason: swap.reason,
  swap: swap.id,
});

/** A leader answers for anybody, but nobody gives a shift away and takes it for the other as well. */
const maySettle = (actor: Actor, swap: Swap, answer: SwapAnswer): boolean => {
  if (answer === 'cancel') return mayActFor(actor, swap.giver);
  return mayActFor(actor, swap.taker) && actor.person?.key !== swap.giver;
};

/** The taker accepts or declines, the giver cancels; a leader does any of them. Throws as above. */
export const settleSwap = async (
  house: OncallHouse,
  actor: Actor,
  id: string,
  { answer, reason: given }: { answer: SwapAnswer; reason: string },
): Promise<Swap> => {
  const now = house.clock();
  await expireSwaps(house.db, now);
  const swap = await getSwap(house.db, id);
  if (swap === null) throw new AppError('not-found');
  if (!maySettle(actor, swap, answer)) {
    throw new AppError('forbidden', `Only the ${answer === 'cancel' ? 'giver' : 'taker'} may`);
  }
  if (swap.state !== 'asked') throw new AppError('conflict', `It is ${swap.state} already`);
  const reason = given.trim() || swap.reason;
  const made = { ...overrideOf(swap, actor.name, now), reason };
  const override = answer === 'accept' ? made : null;
  if (override) {
    const before = await house.oncall.state();
    needRoom(before);
    const after = { ...before, overrides: [override, ...before.overrides] };
    await refuseHolesWithoutReason(house, { before, after, ...override });
  }
  const state = STATE_AFTER[answer];
  const record = { by: actor.name, what: `swap-${state}` as const, rota: swap.rota, subject: id };
  const settled: Swap = { ...swap, state, answeredAt: now };
  const told = { ...settled, reason: given.trim() };
  const notices = swapNotices(house, await house.oncall.state(), told, { actor, now });
  await change(house, { ...record, person: swap.taker, reason }, async (tx) => {
    await lockRota(tx, swap.rota);
    if (!(await answerSwap(tx, id, state, now))) throw new AppError('conflict', 'It was answered');
    await queueMessages(tx, notices);
    if (override === null) return;
    if (!holdsThroughout(await house.oncall.read(tx), swap.rota, swap, swap.giver)) {
      throw new AppError('conflict', NOT_HELD);
    }
    await insertOverride(tx, override);
  });
  return settled;
};
