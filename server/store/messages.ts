/** Messages to people and machines: one row each, from the moment it is decided to the last proof of
 * its delivery. Written before anything is sent; what the sender does to them is in `outbox.ts`, what
 * providers and people say of them in `message-proof.ts`. */
import { randomBytes } from 'node:crypto';
import { CALL_TYPES, type MessageState, type SuppressedBy } from '#contracts/alert.ts';
import type { Message, MessageFate } from '#contracts/calling.ts';
import { decodeCursor, INSTANT, type Page, startWhere, toPage } from './page.ts';
import type { Sql } from './sql.ts';
import { describeTable } from './table.ts';

export { noteAnswered, noteDelivered, noteOpened, noteUndelivered } from './message-proof.ts';

/** `nonce`: what the secret link to a message is made from. */
export type StoredMessage = Message & { nonce: string };
/** With what a list shows of its crisis. */
export type ListedMessage = Message & { crisis: { number: number; title: string } | null };

/** What has happened to a message is not for whoever queues it to say. `suppressed` needs its reason. */
type Happened =
  | 'sentAt'
  | 'acceptedAt'
  | 'deliveredAt'
  | 'openedAt'
  | 'answeredAt'
  | 'answer'
  | 'failedAt'
  | 'attempts'
  | 'nextAttemptAt'
  | 'reason'
  | 'bundledInto'
  | 'providerId';
type Optional = 'state' | 'suppressedBy' | 'suppressedFor';
export type NewMessage = Omit<Message, Happened | Optional> &
  (
    | { state?: 'queued' }
    | { state: 'suppressed'; suppressedBy: SuppressedBy; suppressedFor?: string | null }
  );

/** 104 bits: nobody guesses the link to a message. */
const NONCE_BYTES = 13;

const table = describeTable<StoredMessage>({
  id: 'text',
  nonce: 'text',
  type: 'text',
  crisisId: 'text',
  chainId: 'text',
  step: 'int',
  of: 'int',
  level: 'text',
  scenario: 'text',
  brand: 'text',
  person: 'text',
  contact: 'text',
  way: 'json',
  drill: 'bool',
  body: 'json',
  state: 'text',
  dueAt: 'time',
  queuedAt: 'time',
  sentAt: 'time',
  acceptedAt: 'time',
  deliveredAt: 'time',
  openedAt: 'time',
  answeredAt: 'time',
  answer: 'text',
  failedAt: 'time',
  attempts: 'int',
  nextAttemptAt: 'time',
  reason: 'text',
  suppressedBy: 'text',
  suppressedFor: 'text',
  bundledInto: 'text',
  providerId: 'text',
});
export const MESSAGE_FIELDS = table.fields;

const nothingHappened = {
  sentAt: null,
  acceptedAt: null,
  deliveredAt: null,
  openedAt: null,
  answeredAt: null,
  answer: null,
  failedAt: null,
  attempts: 0,
  nextAttemptAt: null,
  reason: null,
  bundledInto: null,
  providerId: null,
};
const toStored = (message: NewMessage): StoredMessage => ({
  ...{ state: 'queued', suppressedBy: null, suppressedFor: null, ...nothingHappened },
  ...message,
  nonce: randomBytes(NONCE_BYTES).toString('base64url').slice(0, 18),
});

/** A newer message of one crisis to one person by one way says all that an older one would: what of
 * the older ones still waits is not sent any more. Asks (handover, reserve) only end with the crisis. */
const supersede = async (sql: Sql, ids: readonly string[]): Promise<void> => {
  await sql.query(
    `update messages as older
        set state = case when older.state = 'sending' then 'sending' else 'suppressed' end,
            suppressed_by = 'superseded', suppressed_for = newer.id, next_attempt_at = null
       from messages as newer
      where newer.id = any($1) and newer.state = 'queued'
        and newer.type in ('alert.step', 'alert.repeat', 'alert.level', 'alert.resolved')
        and older.crisis_id = newer.crisis_id and older.id <> newer.id and older.id <> all($1)
        and older.person is not distinct from newer.person
        and older.way::jsonb = newer.way::jsonb
        and older.state in ('queued', 'sending', 'bundled') and older.accepted_at is null
        and older.suppressed_by is null
        and (older.type in ('alert.step', 'alert.repeat', 'alert.level')
          or newer.type = 'alert.resolved')`,
    [ids],
  );
  await releaseBundles(sql);
};

/** Messages whose leader will not be sent any more go out by themselves. */
export const releaseBundles = async (sql: Sql): Promise<void> => {
  await sql.query(
    `update messages as follower set state = 'queued', bundled_into = null
       from messages as leader
      where follower.state = 'bundled' and follower.accepted_at is null
        and leader.id = follower.bundled_into and leader.state = 'suppressed'`,
  );
};

/** Stores messages that wait to be sent (or are kept with the reason why they are not). Gives the ids
 * of those that are new: one that was queued before stays as it is. */
export const queueMessages = async (sql: Sql, rows: readonly NewMessage[]): Promise<string[]> => {
  if (rows.length === 0) return [];
  const { rows: stored } = await sql.query<{ id: string }>(
    `insert into messages (${table.columns}) ${table.input}
     on conflict (id) do nothing returning id`,
    table.values(rows.map(toStored)),
  );
  const ids = stored.map(({ id }) => id);
  if (ids.length > 0) await supersede(sql, ids);
  return ids;
};

const getOne = async (db: Sql, condition: string, value: string): Promise<StoredMessage | null> => {
  const { rows } = await db.query<StoredMessage>(
    `select ${table.fields} from messages where ${condition}`,
    [value],
  );
  return rows[0] ?? null;
};
export const getMessage = (db: Sql, id: string): Promise<StoredMessage | null> =>
  getOne(db, 'id = $1', id);
export const messageByNonce = (db: Sql, nonce: string): Promise<StoredMessage | null> =>
  getOne(db, 'nonce = $1', nonce);

export type MessageFilter = {
  crisisId?: string | undefined;
  person?: string | undefined;
  state?: MessageState | undefined;
  /** By queueing: `from` inclusive, `to` exclusive, epoch ms. */
  from?: number | undefined;
  to?: number | undefined;
  limit: number;
  cursor?: string | undefined;
};

const CRISIS = `(select json_build_object('number', number, 'title', title) from crises
  where crises.id = messages.crisis_id) as crisis`;

/** Newest first. */
export const listMessages = async (
  db: Sql,
  filter: MessageFilter,
): Promise<Page<ListedMessage>> => {
  const where = startWhere();
  where.add('crisis_id = ?', filter.crisisId);
  where.add('person = ?', filter.person);
  where.add('state = ?', filter.state);
  where.add(`queued_at >= ${INSTANT}`, filter.from);
  where.add(`queued_at < ${INSTANT}`, filter.to);
  if (filter.cursor !== undefined) {
    const [at, id] = decodeCursor(filter.cursor, 1);
    const time = INSTANT.replace('?', where.bind(at));
    where.addPlain(`(queued_at, id) < (${time}, ${where.bind(id)})`);
  }
  const { rows } = await db.query<StoredMessage & ListedMessage>(
    `select ${table.fields}, ${CRISIS} from messages ${where.text()}
      order by queued_at desc, id desc limit ${where.bind(filter.limit + 1)}`,
    where.values,
  );
  return toPage(rows, filter.limit, (row) => [row.queuedAt, row.id]);
};

export const getListedMessage = async (db: Sql, id: string): Promise<ListedMessage | null> => {
  const { rows } = await db.query<ListedMessage>(
    `select ${table.fields}, ${CRISIS} from messages where id = $1`,
    [id],
  );
  return rows[0] ?? null;
};

/** What became of every message of these chains, by message id. One in a bundle has the times of its
 * bundle: whatever its state, `acceptedAt` says that the provider has it. */
export const fatesOf = async (
  db: Sql,
  chainIds: readonly string[],
): Promise<Map<string, MessageFate>> => {
  if (chainIds.length === 0) return new Map();
  const { rows } = await db.query<MessageFate>(
    `select id, state, due_at as "dueAt", accepted_at as "acceptedAt", failed_at as "failedAt",
            attempts, answer
       from messages
      where crisis_id in (select crisis_id from chains where id = any($1)) and chain_id = any($1)`,
    [chainIds],
  );
  return new Map(rows.map((fate) => [fate.id, fate]));
};

/** They go with the crisis, or with the chain that they are of; the all-clear always arrives. */
const ASKS = ['alert.handover', 'alert.reserve'] as const;

export type Suppressed = Pick<Message, 'id' | 'crisisId' | 'type' | 'contact' | 'way'>;

/** Keeps what of a crisis or chain still waits from being sent: its calls, and of a chain or where it is
 * over the asks as well. `for` says what stands behind it. One whose attempt is under way is not tried again. */
export const suppressWaiting = async (
  sql: Sql,
  given: ({ crisisId: string } | { chainId: string }) & {
    by: SuppressedBy;
    for: string | null;
    at: number;
  },
): Promise<Suppressed[]> => {
  const [column, value] =
    'chainId' in given ? ['chain_id', given.chainId] : ['crisis_id', given.crisisId];
  const types = given.by === 'over' || 'chainId' in given ? [...CALL_TYPES, ...ASKS] : CALL_TYPES;
  const { rows } = await sql.query<Suppressed>(
    `update messages
        set state = case when state = 'sending' then 'sending' else 'suppressed' end,
            suppressed_by = $2, suppressed_for = $3, next_attempt_at = null
      where ${column} = $1 and type = any($4)
        and state in ('queued', 'sending', 'bundled') and accepted_at is null
        and suppressed_by is null and queued_at <= to_timestamp($5::float8 / 1000.0)
     returning id, crisis_id as "crisisId", type, contact, way`,
    [value, given.by, given.for, types, given.at],
  );
  if (rows.length > 0) await releaseBundles(sql);
  return rows;
};
