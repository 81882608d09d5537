/** The messages of a handover: who is asked hears it by all rounds of ways while they have not
 * answered, and who asked hears when nobody took it. */
import type { NoticeBody } from '#contracts/alert.ts';
import type { Crisis, CrisisDetail } from '#contracts/crisis.ts';
import { DEFAULT_VIA } from '#contracts/flowchart.ts';
import { instantOut } from '#contracts/text.ts';
import { wayId } from '#alerts/ids.ts';
import type { Reached } from '#alerts/oncall/reach.ts';
import { bodyOf, draftOf, type Draft } from './body.ts';
import { toldKey } from './chain-run.ts';
import { takenTrend } from './trend.ts';

export type Handover = NonNullable<CrisisDetail['handover']>;

const ROUND_MS = 60_000;
/** Who asked is awake: nobody is rung up to hear that nothing has changed. */
const LOUD = ['voice'];

/** Their messages stand together, beside those of the chains. */
export const handoverChain = (crisisId: string): string => `${crisisId}:handover`;

const ownWays = ({ ways }: Reached) => ways.filter(({ isTeam }) => !isTeam);

/** All rounds at once, each due when its turn comes: an answer suppresses those that wait. */
export const handoverDrafts = (
  crisis: Crisis,
  handover: Handover,
  reached: Reached,
  publicUrl: string,
): Draft[] => {
  const ways = ownWays(reached);
  const rounds = DEFAULT_VIA.map((kinds) => ways.filter(({ kind }) => kinds.includes(kind)));
  const trend = takenTrend(crisis);
  return rounds
    .filter((round) => round.length > 0)
    .flatMap((round, index) =>
      round.map(({ kind, receiver, address }): Draft => {
        const way = { kind, receiver, address };
        const dueAt = handover.at + index * ROUND_MS;
        const place = { step: 0, of: 0, contact: reached.label, via: kind };
        const told = { type: 'alert.handover' as const, at: dueAt, ...place };
        const body = { ...bodyOf(crisis, told, publicUrl), askedBy: handover.by };
        const id = `${handoverChain(crisis.id)}:${handover.at}:${wayId(toldKey(handover.to, way))}`;
        return draftOf(crisis, trend === null ? body : { ...body, trend }, {
          ...{ id, chainId: handoverChain(crisis.id), person: handover.to, way },
          ...{ dueAt, queuedAt: handover.at },
        });
      }),
    );
};

export const noticeDraft = (given: {
  id: string;
  type: NoticeBody['type'];
  title: string;
  text: string;
  person: string | null;
  contact: string;
  way: Draft['way'];
  now: number;
  crisis?: Crisis | undefined;
}): Draft => {
  const { id, type, title, text, person, contact, way, now, crisis } = given;
  return {
    ...{ id, type, person, contact, way, dueAt: now, queuedAt: now, chainId: null },
    ...{ crisisId: crisis?.id ?? null, step: 0, of: 0, level: crisis?.level ?? 'low' },
    ...{ scenario: crisis?.scenario ?? null, brand: crisis?.brand ?? null },
    drill: crisis?.drill ?? false,
    body: { type, at: instantOut(now), title, text },
  };
};

/** By every way that does not ring; by all of them where there is no other. */
export const quietWays = (reached: Reached) => {
  const own = ownWays(reached);
  const quiet = own.filter(({ kind }) => !LOUD.includes(kind));
  return (quiet.length > 0 ? quiet : own).map(({ kind, receiver, address }) => ({
    ...{ kind, receiver, address },
  }));
};

/** Who asked keeps it, and is told. */
export const keptDrafts = (
  crisis: Crisis,
  handover: Handover,
  asker: Reached,
  now: number,
): Draft[] =>
  quietWays(asker).map((way) =>
    noticeDraft({
      id: `${handoverChain(crisis.id)}:${handover.at}:kept:${wayId(toldKey(handover.by, way))}`,
      type: 'notice.oncall',
      title: `${handover.name} has not taken over crisis ${crisis.number}`,
      text: `It is still yours: ${crisis.title}`,
      ...{ person: asker.person?.key ?? '', contact: asker.label, way, now, crisis },
    }),
  );
