/** Who silenced something is told when it begins and when it ends: nobody forgets what they keep quiet. */
import { findPerson } from '#alerts/crisis/handover.ts';
import type { Draft } from '#alerts/flowchart/body.ts';
import { noticeDraft, quietWays } from '#alerts/flowchart/handover-calls.ts';
import type { LookDesk } from '#alerts/flowchart/look.ts';
import { wayId } from '#alerts/ids.ts';
import { reachOf } from '#alerts/oncall/reach.ts';
import type { Silence } from '#contracts/calling.ts';
import { instantOut } from '#contracts/text.ts';

export type Notices = { begun: string[]; ended: string[]; drafts: Draft[]; isEmpty: boolean };

const whatIt = ({ brand, scenario, topic, upToLevel }: Silence): string =>
  `${[brand, scenario, topic].filter(Boolean).join(', ')} up to level ${upToLevel}`;

const draftsOf = (silence: Silence, isEnd: boolean, desk: LookDesk): Draft[] => {
  const { oncall, receivers, now } = desk;
  const person = findPerson(oncall.roster.people, silence.owner);
  if (!person) return [];
  const of = { at: now, brand: null, level: silence.upToLevel };
  const reached = reachOf(oncall, receivers, `person:${person.key}`, of);
  const what = whatIt(silence);
  const by = silence.endedBy ? ` by ${silence.endedBy}` : '';
  const title = isEnd ? `Your silence has ended${by}: ${what}` : `Your silence begins: ${what}`;
  const text = isEnd
    ? `What it kept quiet calls again. Reason given: ${silence.reason}`
    : `Until ${instantOut(silence.endsAt)}. Reason given: ${silence.reason}`;
  return quietWays(reached).map((way) =>
    noticeDraft({
      id: `silence:${silence.id}:${isEnd ? 'end' : 'begin'}:${wayId(way.kind + way.address)}`,
      ...{ type: 'notice.silence', title, text, person: person.key, contact: reached.label },
      ...{ way, now },
    }),
  );
};

/** Of `desk.silences`: those whose begin or end nobody was told of. One that ended before it was told
 * at all is told of once. */
export const silenceNotices = (desk: LookDesk): Notices => {
  const { now, silences } = desk;
  const ended = silences.filter(({ endsAt, toldEnd }) => endsAt <= now && !toldEnd);
  const begun = silences.filter(
    ({ startsAt, endsAt, toldStart }) => startsAt <= now && now < endsAt && !toldStart,
  );
  const ids = (rows: readonly Silence[]) => rows.map(({ id }) => id);
  return {
    ...{ begun: ids(begun), ended: ids(ended) },
    drafts: [
      ...begun.flatMap((silence) => draftsOf(silence, false, desk)),
      ...ended.flatMap((silence) => draftsOf(silence, true, desk)),
    ],
    isEmpty: begun.length + ended.length === 0,
  };
};
