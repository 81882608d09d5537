/** Who silenced something is told when it begins and when it ends: nobody forgets what they keep quiet.
 * Whoever stands on no roster is told at the address of their account; where there is none, or no mail
 * goes out, the one on call is told in their place. */
import { findPerson } from '#alerts/crisis/handover.ts';
import type { Draft } from '#alerts/flowchart/body.ts';
import { noticeDraft, quietWays } from '#alerts/flowchart/handover-calls.ts';
import type { LookDesk } from '#alerts/flowchart/look.ts';
import { wayId } from '#alerts/ids.ts';
import { reachOf } from '#alerts/oncall/reach.ts';
import type { Silence } from '#contracts/calling.ts';
import { instantOut } from '#contracts/text.ts';
import type { Way } from '#contracts/way.ts';

/** Who is told for those who cannot be: whoever holds it, else the first rota there is. */
const MAIN_ROTA = 'on-call';

export type Notices = { begun: string[]; ended: string[]; drafts: Draft[]; isEmpty: boolean };

const whatIt = ({ brand, scenario, topic, upToLevel }: Silence): string =>
  `${[brand, scenario, topic].filter(Boolean).join(', ')} up to level ${upToLevel}`;

/** Addresses of accounts by the name that their owner goes by. */
type Accounts = ReadonlyMap<string, string>;
type Told = { person: string | null; contact: string; ways: Way[]; isOwner: boolean };

const reach = (target: string, { upToLevel }: Silence, { oncall, receivers, now }: LookDesk) =>
  reachOf(oncall, receivers, target, { at: now, brand: null, level: upToLevel });

const ownerOf = ({ owner }: Silence, { oncall }: LookDesk, accounts: Accounts) => {
  const { people } = oncall.roster;
  return findPerson(people, owner) ?? findPerson(people, accounts.get(owner));
};

/** Whom the notice goes to. */
const toldOf = (silence: Silence, desk: LookDesk, accounts: Accounts): Told | null => {
  const { oncall, receivers } = desk;
  const { owner } = silence;
  const person = ownerOf(silence, desk, accounts);
  const reached = person && reach(`person:${person.key}`, silence, desk);
  const own = reached ? quietWays(reached) : [];
  if (person && reached && own.length > 0)
    return { person: person.key, contact: reached.label, ways: own, isOwner: true };
  const address = accounts.get(owner);
  const mail = receivers.find(({ kind }) => kind === 'mail');
  if (mail && address !== undefined) {
    const ways: Way[] = [{ kind: 'mail', receiver: mail.key, address }];
    return { person: null, contact: owner, ways, isOwner: true };
  }
  const { rotas } = oncall.roster;
  const rota = rotas.find(({ key }) => key === MAIN_ROTA) ?? rotas[0];
  if (rota === undefined) return null;
  const holder = reach(`rota:${rota.key}`, silence, desk);
  const ways = quietWays(holder);
  return { person: holder.person?.key ?? null, contact: holder.label, ways, isOwner: false };
};

const draftsOf = (
  silence: Silence,
  isEnd: boolean,
  desk: LookDesk,
  accounts: Accounts,
): Draft[] => {
  const told = toldOf(silence, desk, accounts);
  if (told === null) return [];
  const { now } = desk;
  const what = whatIt(silence);
  const whose = told.isOwner ? 'Your silence' : `A silence of ${silence.owner}`;
  const by = silence.endedBy ? ` by ${silence.endedBy}` : '';
  const title = isEnd ? `${whose} has ended${by}: ${what}` : `${whose} begins: ${what}`;
  const text = isEnd
    ? `What it kept quiet calls again. Reason given: ${silence.reason}`
    : `Until ${instantOut(silence.endsAt)}. Reason given: ${silence.reason}`;
  return told.ways.map((way) =>
    noticeDraft({
      id: `silence:${silence.id}:${isEnd ? 'end' : 'begin'}:${wayId(way.kind + way.address)}`,
      ...{ type: 'notice.silence', title, text, person: told.person, contact: told.contact },
      ...{ way, now },
    }),
  );
};

/** Those whose begin or end nobody was told of. One that ended before it was told at all is told of
 * once. */
const untold = ({ now, silences }: LookDesk) => ({
  ended: silences.filter(({ endsAt, toldEnd }) => endsAt <= now && !toldEnd),
  begun: silences.filter(
    ({ startsAt, endsAt, toldStart }) => startsAt <= now && now < endsAt && !toldStart,
  ),
});

/** Names of owners to be told who stand on no roster: their accounts are to be looked up. */
export const strangersOf = (desk: LookDesk): string[] => {
  const { begun, ended } = untold(desk);
  const owners = [...begun, ...ended].map(({ owner }) => owner);
  return [...new Set(owners)].filter((name) => !findPerson(desk.oncall.roster.people, name));
};

/** `accounts`: of those whom strangersOf names. */
export const silenceNotices = (desk: LookDesk, accounts: Accounts): Notices => {
  const { begun, ended } = untold(desk);
  const ids = (rows: readonly Silence[]) => rows.map(({ id }) => id);
  return {
    ...{ begun: ids(begun), ended: ids(ended) },
    drafts: [
      ...begun.flatMap((silence) => draftsOf(silence, false, desk, accounts)),
      ...ended.flatMap((silence) => draftsOf(silence, true, desk, accounts)),
    ],
    isEmpty: begun.length + ended.length === 0,
  };
};
