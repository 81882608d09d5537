/** The review of the flowchart: when it is due, and reminding whoever owns it once a week until
 * somebody has changed the date. */
import { reachOf } from '#alerts/oncall/reach.ts';
import type { Flowchart } from '#contracts/flowchart.ts';
import type { Person, Roster } from '#contracts/oncall.ts';
import { instantOut } from '#contracts/text.ts';
import type { OncallHouse } from '#server/oncall/change.ts';
import { noticeTo } from '#server/oncall/confirm.ts';
import { queueMessages } from '#server/store/messages.ts';

const WEEK_MS = 7 * 24 * 3_600_000;

export const isReviewDue = ({ reviewDue }: Flowchart, now: number): boolean =>
  reviewDue !== undefined && reviewDue <= instantOut(now).slice(0, 10);

/** The owner as the chart writes it: a key, a name or an e-mail address. */
const ownerOf = ({ owner }: Flowchart, { people }: Roster): Person | null => {
  const wanted = owner?.toLowerCase();
  const isOwner = ({ key, name, email }: Person) =>
    [key, name, email].some((word) => word?.toLowerCase() === wanted);
  return wanted ? (people.find((person) => person.active && isOwner(person)) ?? null) : null;
};

/** Gives whether a reminder is new. An owner who is no person of the roster sees it on the page. */
export const remindOfReview = async (
  house: Pick<OncallHouse, 'db' | 'clock' | 'oncall' | 'receivers' | 'bus' | 'documents'>,
): Promise<boolean> => {
  const now = house.clock();
  const { version, value: chart } = await house.documents.current('flowchart');
  const state = await house.oncall.state();
  const owner = ownerOf(chart, state.roster);
  if (owner === null || chart.reviewDue === undefined || !isReviewDue(chart, now)) return false;
  const of = { at: now, brand: null, level: 'low' as const };
  const { ways } = reachOf(state, house.receivers, `person:${owner.key}`, of);
  const quietest = ways.find(({ isTeam, kind }) => !isTeam && kind !== 'voice');
  if (quietest === undefined) return false;
  const weeks = Math.floor((now - Date.parse(chart.reviewDue)) / WEEK_MS);
  const message = {
    // The same on every node and at every look of that week: it goes out once.
    id: `review:flowchart:${version}:${chart.reviewDue}:${weeks}`,
    type: 'notice.oncall' as const,
    body: {
      type: 'notice.oncall' as const,
      at: instantOut(now),
      title: 'The crisis flowchart is due for review',
      text: `${chart.name} was to be reviewed by ${chart.reviewDue}. Read it on the flowchart page, change what has changed, and set the next date.`,
    },
  };
  const queued = await queueMessages(house.db, [noticeTo(owner, quietest, message, now)]);
  if (queued.length > 0) house.bus.publish({ kind: 'oncall' });
  return queued.length > 0;
};
