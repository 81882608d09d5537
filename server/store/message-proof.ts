/** What providers and people say of a message after it was sent: delivered, not delivered after all,
 * opened, answered. The first word of each kind counts and is one line of the timeline; what repeats
 * it changes nothing. */
import type { Message, MessageAnswer } from '#contracts/calling.ts';
import type { TimelineEntry, TimelineKind } from '#contracts/crisis.ts';
import { WAY_NAMES } from '#contracts/way.ts';
import type { Sql } from './sql.ts';
import { addTimeline, type StoredTimelineEntry } from './timeline.ts';

type Told = Pick<Message, 'id' | 'type' | 'crisisId' | 'contact' | 'way'>;
const TOLD = 'id, type, crisis_id as "crisisId", contact, way';
const AT = 'to_timestamp($2::float8 / 1000.0)';

/** A message by our name for it, or by the provider's. */
export type Which = { id: string } | { providerId: string };
const columnOf = (which: Which): [column: 'id' | 'provider_id', value: string] =>
  'id' in which ? ['id', which.id] : ['provider_id', which.providerId];
/** The message that $1 names, and what rode in it. */
const withBundle = (column: string): string =>
  `(${column} = $1 or bundled_into in (select id from messages where ${column} = $1))`;

const entriesOf = (
  told: Told[],
  kind: TimelineKind,
  at: number,
  text: (message: Told) => string,
  data: object = {},
): TimelineEntry[] =>
  told.flatMap((message) =>
    message.crisisId === null
      ? []
      : [
          {
            crisisId: message.crisisId,
            at,
            kind,
            by: 'tocsin',
            text: text(message),
            data: { message: message.id, type: message.type, via: message.way.kind, ...data },
          },
        ],
  );

/** The provider says that it reached the phone. Those in its bundle came with it. Gives the new lines
 * of the timeline, for the bus. */
export const noteDelivered = async (
  sql: Sql,
  which: Which,
  at: number,
): Promise<StoredTimelineEntry[]> => {
  const [column, value] = columnOf(which);
  const { rows } = await sql.query<Told>(
    `update messages set delivered_at = ${AT}
      where delivered_at is null and accepted_at is not null and ${withBundle(column)}
     returning ${TOLD}`,
    [value, at],
  );
  const text = ({ contact, way }: Told) => `Delivered to ${contact} by ${WAY_NAMES[way.kind]}`;
  return addTimeline(sql, entriesOf(rows, 'alert-delivered', at, text));
};

/** The provider took it and could not bring it: for the chain it has failed. Gives the crises whose
 * chains must know, and the new lines. What was delivered, opened or answered
 * stays as it is. */
export const noteUndelivered = async (
  sql: Sql,
  which: Which,
  reason: string,
  at: number,
): Promise<{ crisisIds: string[]; entries: StoredTimelineEntry[] }> => {
  const [column, value] = columnOf(which);
  const { rows } = await sql.query<Told>(
    `update messages
        set state = 'failed', failed_at = ${AT}, accepted_at = null, reason = $3
      where state in ('accepted', 'bundled') and accepted_at is not null
        and delivered_at is null and opened_at is null and answered_at is null
        and ${withBundle(column)}
     returning ${TOLD}`,
    [value, at, reason],
  );
  const text = ({ contact, way }: Told) =>
    `Could not reach ${contact} by ${WAY_NAMES[way.kind]}: ${reason}`;
  const entries = entriesOf(rows, 'alert-failed', at, text, { reason, final: true });
  return {
    crisisIds: [...new Set(entries.map(({ crisisId }) => crisisId))],
    entries: await addTimeline(sql, entries),
  };
};

/** Somebody looked at the page behind it, for the first time. Gives the new line, for the bus. */
export const noteOpened = async (
  sql: Sql,
  id: string,
  at: number,
): Promise<StoredTimelineEntry[]> => {
  const { rows } = await sql.query<Told>(
    `update messages set opened_at = ${AT} where id = $1 and opened_at is null returning ${TOLD}`,
    [id, at],
  );
  const text = ({ contact, way }: Told) =>
    `The page sent to ${contact} by ${WAY_NAMES[way.kind]} was opened`;
  return addTimeline(sql, entriesOf(rows, 'alert-opened', at, text));
};

/** The first answer stands: false when there was one. What it does to the crisis has a line of its
 * own. */
export const noteAnswered = async (
  sql: Sql,
  id: string,
  answer: MessageAnswer,
  at: number,
): Promise<boolean> => {
  const { rowCount } = await sql.query(
    `update messages set answered_at = ${AT}, answer = $3, opened_at = coalesce(opened_at, ${AT})
      where id = $1 and answered_at is null`,
    [id, at, answer],
  );
  return rowCount === 1;
};
