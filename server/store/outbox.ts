/** What the sender does to messages: finds those that are due, takes them before anything leaves the
 * house, and writes down what came of it. A message is taken once, whoever looks, and only while the
 * lead of `epoch` lasts. */
import { CALL_TYPES } from '#contracts/alert.ts';
import { LEVELS } from '#contracts/crisis.ts';
import type { Waiting } from '#alerts/flowchart/pacing.ts';
import { holdLead } from './lease.ts';
import { MESSAGE_FIELDS, releaseBundles, type StoredMessage } from './messages.ts';
import type { Db, Sql } from './sql.ts';
import { describeTable } from './table.ts';

/** The lease that the sender works under. */
export const CALLING = 'calling';

export type Due = Waiting & { queuedAt: number };
const { fields: DUE_FIELDS } = describeTable<Due>({
  id: 'text',
  type: 'text',
  level: 'text',
  person: 'text',
  way: 'json',
  drill: 'bool',
  dueAt: 'time',
  attempts: 'int',
  queuedAt: 'time',
});

const AT = (parameter: number) => `to_timestamp($${parameter}::float8 / 1000.0)`;
const rank = (column: string) =>
  `array_position(array[${LEVELS.map((level) => `'${level}'`).join(', ')}], ${column})`;
const quoted = (types: readonly string[]) => types.map((type) => `'${type}'`).join(', ');
const CALLS = quoted(CALL_TYPES);
const ASKS = quoted(['alert.handover', 'alert.reserve']);
const LEADS = (parameter: number) =>
  `exists (select 1 from leases where name = '${CALLING}' and epoch = $${parameter}::bigint)`;

/** What waits and may go at `now`, the most severe first. */
export const dueMessages = async (db: Sql, now: number, limit: number): Promise<Due[]> => {
  const { rows } = await db.query<Due>(
    `select ${DUE_FIELDS} from messages
      where state = 'queued' and due_at <= ${AT(1)}
        and (next_attempt_at is null or next_attempt_at <= ${AT(1)})
      order by ${rank('level')} desc, messages.due_at limit $2`,
    [now, limit],
  );
  return rows;
};

/** When the next of those that are not due yet will be; null: there is none. */
export const nextDueAt = async (db: Sql, now: number): Promise<number | null> => {
  const { rows } = await db.query<{ at: number | null }>(
    `select min(greatest(due_at, next_attempt_at)) as at from messages
      where state = 'queued' and (due_at > ${AT(1)} or next_attempt_at > ${AT(1)})`,
    [now],
  );
  return rows[0]?.at ?? null;
};

export type SentRow = Pick<StoredMessage, 'person' | 'way'> & { at: number };

/** What went out since then and may have arrived, for the pace after a restart: what was refused did
 * not, and of what is tried again the last attempt counts. */
export const sentSince = async (db: Sql, since: number, limit: number): Promise<SentRow[]> => {
  const { rows } = await db.query<SentRow>(
    `select person, way, sent_at as at from messages
      where sent_at > ${AT(1)} and queued_at > ${AT(1)} - interval '1 day'
        and state in ('accepted', 'sending', 'queued')
      order by sent_at desc limit $2`,
    [since, limit],
  );
  return rows;
};

/** Attempts that a server did not live to see the end of: nobody knows whether they arrived. They are
 * made again under the same id, and a provider that knows ids drops the second one. To those that do
 * not (SMS, voice, chat) it may come twice: better than a call that nobody gets. */
export const takeOverSending = async (db: Sql, epoch: number): Promise<number> => {
  const { rowCount } = await db.query(
    `update messages
        set state = case when suppressed_by is null then 'queued' else 'suppressed' end,
            next_attempt_at = null
      where state = 'sending' and ${LEADS(1)}`,
    [epoch],
  );
  await releaseBundles(db);
  return rowCount;
};

/** One that rides in another's message: what that one says of it. */
export type Rider = Pick<
  StoredMessage,
  'id' | 'type' | 'crisisId' | 'level' | 'contact' | 'way' | 'scenario'
> & { bundledInto: string; crisis: { number: number; title: string; brand: string; url: string } };
export type Taken = { message: StoredMessage; riders: Rider[] };
export type Bundle = { leader: string; riders: readonly string[] };

/** Nobody is called any more for what is over, or taken at this level: also where whoever decides that
 * has not said so yet. */
const dropNeedless = async (sql: Sql, ids: readonly string[]): Promise<void> => {
  await sql.query(
    `update messages as message
        set state = 'suppressed', next_attempt_at = null, suppressed_for = crises.number::text,
            suppressed_by = case when crises.resolved_at is null then 'answered' else 'over' end
       from crises
      where message.id = any($1) and message.state = 'queued' and crises.id = message.crisis_id
        and case when crises.resolved_at is not null
                 then message.type in (${CALLS}, ${ASKS})
                 else message.type in (${CALLS})
                  and crises.state in ('acknowledged', 'contained')
                  and ${rank('coalesce(crises.acknowledged_level, crises.level)')}
                   >= ${rank('message.level')} end`,
    [ids],
  );
};

const bundle = async (sql: Sql, bundles: readonly Bundle[], taken: Set<string>): Promise<void> => {
  const pairs = bundles
    .filter(({ leader }) => taken.has(leader))
    .flatMap(({ leader, riders }) => riders.map((rider) => [rider, leader] as const));
  if (pairs.length === 0) return;
  await sql.query(
    `update messages set state = 'bundled', bundled_into = pair.leader
       from unnest($1::text[], $2::text[]) as pair(rider, leader)
      where messages.id = pair.rider and messages.state = 'queued'`,
    [pairs.map(([rider]) => rider), pairs.map(([, leader]) => leader)],
  );
};

const ridersOf = async (sql: Sql, leaders: readonly string[]): Promise<Rider[]> => {
  const { rows } = await sql.query<Rider>(
    `select id, type, crisis_id as "crisisId", level, scenario, contact, way,
            bundled_into as "bundledInto",
            json_build_object('number', body->'crisis'->'number', 'title', body->'crisis'->'title',
              'brand', body->'crisis'->'brand', 'url', body->'crisis'->'url') as crisis
       from messages
      where state = 'bundled' and accepted_at is null and bundled_into = any($1)
      order by ${rank('level')} desc, due_at`,
    [leaders],
  );
  return rows;
};

/** Takes messages for an attempt at `now`, with what rides in them: written down before the request
 * leaves. What need not be sent any more is dropped, and what somebody else took is left out. */
export const takeMessages = (
  db: Db,
  bundles: readonly Bundle[],
  now: number,
  epoch: number,
): Promise<Taken[]> =>
  db.transaction(async (sql) => {
    // Until this is done nobody else begins to lead, and takes over what is about to be taken.
    if (!(await holdLead(sql, epoch, CALLING))) return [];
    await dropNeedless(
      sql,
      bundles.flatMap(({ leader, riders }) => [leader, ...riders]),
    );
    const leaders = bundles.map(({ leader }) => leader);
    const { rows } = await sql.query<StoredMessage>(
      `update messages set state = 'sending', sent_at = ${AT(2)}, attempts = attempts + 1,
              next_attempt_at = null
        where id = any($1) and state = 'queued'
       returning ${MESSAGE_FIELDS}`,
      [leaders, now],
    );
    const byId = new Map(rows.map((message) => [message.id, message]));
    await bundle(sql, bundles, new Set(byId.keys()));
    await releaseBundles(sql);
    const riders = Map.groupBy(await ridersOf(sql, [...byId.keys()]), (row) => row.bundledInto);
    return leaders.flatMap((id) => {
      const message = byId.get(id);
      return message ? [{ message, riders: riders.get(id) ?? [] }] : [];
    });
  });

/** Leaves them waiting until `at` without an attempt. Gives those to whom that happens for the first
 * time. */
export const postponeMessages = async (
  sql: Sql,
  ids: readonly string[],
  reason: string,
  at: number,
): Promise<Pick<StoredMessage, 'id' | 'type' | 'crisisId' | 'contact' | 'way'>[]> => {
  const { rows } = await sql.query<{ isFirst: boolean } & StoredMessage>(
    `update messages as now set next_attempt_at = ${AT(3)}, reason = $2
       from messages as before
      where now.id = any($1) and now.state = 'queued' and before.id = now.id
     returning now.id, now.type, now.crisis_id as "crisisId", now.contact, now.way,
               before.reason is null as "isFirst"`,
    [ids, reason, at],
  );
  return rows.filter(({ isFirst }) => isFirst);
};

export type Settled =
  | { kind: 'accepted'; at: number; providerId: string | null; isDelivered: boolean }
  | { kind: 'retry'; reason: string; nextAttemptAt: number }
  | { kind: 'failed'; at: number; reason: string };

/** Writes down what came of attempt number `attempt`, for those that rode along as well. False when the
 * message has moved on meanwhile. */
export const settleMessage = async (
  sql: Sql,
  id: string,
  attempt: number,
  outcome: Settled,
): Promise<boolean> => {
  const change = CHANGES[outcome.kind];
  const values =
    outcome.kind === 'accepted'
      ? [outcome.at, outcome.providerId, outcome.isDelivered]
      : outcome.kind === 'retry'
        ? [outcome.nextAttemptAt, outcome.reason]
        : [outcome.at, outcome.reason];
  const { rowCount } = await sql.query(
    `update messages set ${change.leader}
      where id = $1 and state = 'sending' and attempts = $2`,
    [id, attempt, ...values],
  );
  if (rowCount === 0) return false;
  if (change.rider === null) await releaseBundles(sql);
  else {
    await sql.query(
      `update messages set ${change.rider}
        where bundled_into = $1 and state = 'bundled' and accepted_at is null`,
      [id, ...values.slice(0, change.riderValues)],
    );
  }
  return true;
};

const CHANGES = {
  accepted: {
    leader: `state = 'accepted', accepted_at = ${AT(3)}, provider_id = $4, reason = null,
             delivered_at = case when $5 then ${AT(3)} end,
             suppressed_by = null, suppressed_for = null`,
    rider: `accepted_at = ${AT(2)}, reason = null,
            delivered_at = (select delivered_at from messages as leader where leader.id = $1)`,
    riderValues: 1,
  },
  retry: {
    leader: `state = case when suppressed_by is null then 'queued' else 'suppressed' end,
             next_attempt_at = case when suppressed_by is null then ${AT(3)} end, reason = $4`,
    rider: null,
    riderValues: 0,
  },
  failed: {
    leader: `state = 'failed', failed_at = ${AT(3)}, reason = $4`,
    rider: `state = 'failed', failed_at = ${AT(2)}, reason = $3`,
    riderValues: 2,
  },
} as const;

/** How many messages wait, and since when the oldest of those that are due does. */
export const countWaiting = async (
  db: Sql,
  now: number,
): Promise<{ waiting: number; oldestDueAt: number | null }> => {
  const { rows } = await db.query<{ waiting: number; oldestDueAt: number | null }>(
    `select count(*)::int as waiting,
            min(due_at) filter (where due_at <= ${AT(1)}) as "oldestDueAt"
       from messages where state in ('queued', 'sending')`,
    [now],
  );
  return rows[0] ?? { waiting: 0, oldestDueAt: null };
};
