/** The nightly look at confirmations: whoever has a way that falls due within a week is told of it
 * once, so that no hole opens unseen; and codes that came too late are forgotten. */
import type { OncallState, Person, PersonWay } from '#contracts/oncall.ts';
import { instantOut } from '#contracts/text.ts';
import { wayId } from '#alerts/ids.ts';
import { reachOf } from '#alerts/oncall/reach.ts';
import { confirmedUntil, wayKeyOf } from '#alerts/oncall/ways.ts';
import { forgetCodes } from '#server/store/oncall-confirmations.ts';
import { queueMessages, type NewMessage } from '#server/store/messages.ts';
import type { OncallHouse } from './change.ts';
import { noticeTo } from './confirm.ts';
import { ONCALL } from './limits.ts';
import { maskWay } from './people.ts';

type DueWay = { way: PersonWay; until: number };

const dueWaysOf = (state: OncallState, person: Person, now: number): DueWay[] =>
  person.ways.flatMap((way) => {
    const until = confirmedUntil(state, person.key, way, now);
    const isDue = until !== null && until > now && until - now <= ONCALL.dueSoonMs;
    return isDue ? [{ way, until }] : [];
  });

const reminder = (
  { receivers }: Pick<OncallHouse, 'receivers'>,
  state: OncallState,
  person: Person,
  { way, until }: DueWay,
  now: number,
): NewMessage[] => {
  const of = { at: now, brand: null, level: 'low' as const };
  const { ways } = reachOf(state, receivers, `person:${person.key}`, of);
  const [quietest] = ways.filter(({ isTeam, kind }) => !isTeam && kind !== 'voice');
  if (quietest === undefined) return [];
  const day = instantOut(until).slice(0, 10);
  const message = {
    id: `due:${wayId(`${person.key}|${wayKeyOf(way)}`)}:${until.toString(36)}`,
    type: 'notice.oncall' as const,
    body: {
      type: 'notice.oncall' as const,
      at: instantOut(now),
      title: 'One of your ways must be confirmed again',
      text: `${way.via} ${maskWay(way)} counts as confirmed until ${day}. Confirm it on the on-call page.`,
    },
  };
  return [noticeTo(person, quietest, message, now)];
};

/** Gives how many reminders are new. */
export const remindOfConfirmations = async (
  house: Pick<OncallHouse, 'db' | 'clock' | 'oncall' | 'receivers' | 'bus'>,
): Promise<number> => {
  const now = house.clock();
  const state = await house.oncall.state();
  const rows = state.roster.people
    .filter(({ active }) => active)
    .flatMap((person) =>
      dueWaysOf(state, person, now).flatMap((due) => reminder(house, state, person, due, now)),
    );
  await forgetCodes(house.db, now - ONCALL.codeMs);
  const queued = await queueMessages(house.db, rows);
  if (queued.length > 0) house.bus.publish({ kind: 'oncall' });
  return queued.length;
};
