/** Who is asked to take a shift hears of it, and who asked hears the answer: by the ways that do not
 * ring, since no crisis waits for it. Whoever did it themselves need not be told. */
import type { OncallState, Person, Swap } from '#contracts/oncall.ts';
import { instantOut } from '#contracts/text.ts';
import { quietWays } from '#alerts/flowchart/handover-calls.ts';
import { wayId } from '#alerts/ids.ts';
import { nameOfTarget, reachOf } from '#alerts/oncall/reach.ts';
import { wayKeyOf } from '#alerts/oncall/ways.ts';
import type { NewMessage } from '#server/store/messages.ts';
import type { OncallHouse } from './change.ts';
import { noticeTo } from './confirm.ts';
import type { Actor } from './people.ts';

/** In the time of whoever reads it; a shift may be weeks ahead, so with its day. */
const momentIn = (timeZone: string, at: number): string =>
  new Intl.DateTimeFormat('en-GB', {
    ...{ weekday: 'short', day: 'numeric', month: 'short', timeZone },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' },
  })
    .format(at)
    .replaceAll(',', '');

const titlesOf = (giver: string, taker: string): Record<Swap['state'], string> => ({
  asked: `${giver} asks you to take a shift`,
  accepted: `${taker} takes your shift`,
  declined: `${taker} does not take your shift: it stays yours`,
  cancelled: `${giver} does not ask you any more to take a shift`,
  expired: 'Nobody answered: the shift stays yours',
});

const endingOf = ({ state, reason }: Swap): string =>
  state === 'asked' ? `Accept or decline on the on-call page. Reason given: ${reason}` : reason;

/** What a swap in its new state says, to the one whom it concerns. */
export const swapNotices = (
  { receivers }: Pick<OncallHouse, 'receivers'>,
  oncall: OncallState,
  swap: Swap,
  { actor, now }: { actor: Actor; now: number },
): NewMessage[] => {
  const { roster } = oncall;
  const nameOf = (key: string) => roster.people.find((row) => row.key === key)?.name ?? key;
  const isForTaker = swap.state === 'asked' || swap.state === 'cancelled';
  const key = isForTaker ? swap.taker : swap.giver;
  const person: Person | undefined = roster.people.find((row) => row.key === key);
  if (!person?.active || actor.person?.key === key) return [];
  const reached = reachOf(oncall, receivers, `person:${key}`, {
    ...{ at: now, brand: null, level: 'low' },
  });
  const zone = person.timeZone;
  const rota = nameOfTarget(roster, `rota:${swap.rota}`);
  const span = `${momentIn(zone, swap.from)} to ${momentIn(zone, swap.to)}`;
  const body = {
    type: 'notice.oncall' as const,
    at: instantOut(now),
    title: titlesOf(nameOf(swap.giver), nameOf(swap.taker))[swap.state],
    text: [`${rota}, ${span}.`, endingOf(swap)].filter(Boolean).join(' '),
  };
  const quiet = new Set(quietWays(reached).map(wayKeyOf));
  return reached.ways
    .filter((way) => !way.isTeam && quiet.has(wayKeyOf(way)))
    .map((way) => {
      const id = `swap:${swap.id}:${swap.state}:${wayId(`${key}|${way.key}`)}`;
      return noticeTo(person, way, { id, type: body.type, body }, now);
    });
};
