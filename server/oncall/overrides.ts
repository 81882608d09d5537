/** Overrides: made and cancelled by a leader for any rota, by others for what they hold themselves.
 * What is past is not rewritten: an override begins now at the earliest. */
import { randomUUID } from 'node:crypto';
import type { OncallState, Override } from '#contracts/oncall.ts';
import { AppError } from '#server/errors.ts';
import { cancelOverride, getOverride, insertOverride } from '#server/store/oncall-overrides.ts';
import { change, refuseHolesWithoutReason, type OncallHouse } from './change.ts';
import { ONCALL } from './limits.ts';
import { needPerson, needRota, type Actor } from './people.ts';
import { checkSpan, holdsThroughout, type Span } from './spans.ts';

export type OverrideIn = Span & { rota: string; person: string | null; reason: string };

/** What is more than is kept in mind would not hold, and nobody would see that it does not. Throws
 * AppError conflict. */
export const needRoom = ({ overrides }: OncallState): void => {
  if (overrides.length < ONCALL.overridesMax) return;
  throw new AppError('conflict', `There are ${overrides.length} overrides: put it into the roster`);
};

const isOwn = (state: OncallState, actor: Actor, rota: string, span: Span): boolean =>
  actor.person !== null && holdsThroughout(state, rota, span, actor.person.key);

/** Throws AppError not-found, invalid-request, forbidden, conflict, opens-hole. */
export const makeOverride = async (
  house: OncallHouse,
  actor: Actor,
  input: OverrideIn,
): Promise<Override> => {
  const now = house.clock();
  checkSpan(input, now);
  const span = { from: Math.max(input.from, now), to: input.to };
  const state = await house.oncall.state();
  const { rota, person, reason } = input;
  needRoom(state);
  needRota(state, rota);
  if (person !== null && !needPerson(state, person).active) {
    throw new AppError('conflict', 'This person is not active');
  }
  if (!actor.isLeader && !isOwn(state, actor, rota, span)) {
    throw new AppError('forbidden', 'You do not hold this rota all that time; a leader may do it');
  }
  const made = { id: randomUUID(), createdAt: now, by: actor.name, swap: null };
  const override: Override = { ...made, ...span, rota, person, reason };
  const after = { ...state, overrides: [override, ...state.overrides] };
  await refuseHolesWithoutReason(house, { before: state, after, ...span, reason });
  const record = { by: actor.name, what: 'override-made' as const, rota, person, reason };
  await change(house, { ...record, subject: override.id }, (tx) => insertOverride(tx, override));
  return override;
};

/** Whose shift it was without the override, or a leader. Throws as above. */
export const undoOverride = async (
  house: OncallHouse,
  actor: Actor,
  id: string,
  reason: string,
): Promise<void> => {
  const now = house.clock();
  const override = await getOverride(house.db, id);
  if (override === null || override.to <= now) throw new AppError('not-found');
  const state = await house.oncall.state();
  const after = { ...state, overrides: state.overrides.filter((row) => row.id !== id) };
  const span = { from: Math.max(override.from, now), to: override.to };
  if (!actor.isLeader && !isOwn(after, actor, override.rota, span)) {
    throw new AppError('forbidden', 'It is not your shift that it replaces; a leader may do it');
  }
  await refuseHolesWithoutReason(house, { before: state, after, ...span, reason });
  const { rota, person } = override;
  const record = { by: actor.name, what: 'override-cancelled' as const, subject: id, reason };
  await change(house, { ...record, rota, person }, async (tx) => {
    if (!(await cancelOverride(tx, id, now))) throw new AppError('not-found');
  });
};
