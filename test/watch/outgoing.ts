/** Messages for the tests of the sender, and a sender whose looks a test makes by hand. */
import { pino } from 'pino';
import type { Outcome } from '#alerts/receivers/contract.ts';
import type { Level } from '#contracts/crisis.ts';
import type { Way } from '#contracts/way.ts';
import { createLinks } from '#server/calling/links.ts';
import { openSending, type SendingDeps } from '#server/calling/sending.ts';
import { createLocalBus } from '#server/live/bus.ts';
import { createMetrics } from '#server/metrics.ts';
import { insertCrisis, listTimeline } from '#server/store/crises.ts';
import { tryLead } from '#server/store/lease.ts';
import { listMessages, type NewMessage } from '#server/store/messages.ts';
import type { Db } from '#server/store/sql.ts';
import { createTrouble } from '#server/watch/trouble.ts';
import { aCrisis, aReceiver, anAlertBody } from './samples.ts';

export const NIGHT = Date.UTC(2026, 2, 3, 3);
export const DUTY: Way = { kind: 'webhook', receiver: 'duty', address: null };
const LINKS = createLinks(Buffer.alloc(32, 7), 'http://wall.example');
const LEASE_MS = 60_000;

let serial = 0;
/** A call of Ada by the webhook for a crisis of its own level. */
export const aMessage = (more: Partial<NewMessage> & { level?: Level } = {}): NewMessage => {
  const id = `message-${(serial += 1)}`;
  const { crisisId = 'crisis-1', level = 'high' } = more;
  const { url, ...crisis } = anAlertBody().crisis;
  return {
    id,
    type: 'alert.step',
    crisisId,
    chainId: `${crisisId}:${level}`,
    step: 1,
    of: 2,
    level,
    scenario: 'service-failure',
    brand: 'acme',
    person: 'ada',
    contact: 'on-call leader Ada Okafor',
    way: DUTY,
    drill: false,
    body: { ...anAlertBody(), crisis: { ...crisis, id: crisisId ?? '', level, url } },
    dueAt: NIGHT,
    queuedAt: NIGHT,
    ...more,
  } as NewMessage;
};

export const addCrisis = async (db: Db, id = 'crisis-1', more: object = {}) =>
  insertCrisis(db, aCrisis({ id, openedAt: NIGHT, ...more }));

/** `sent`: what a receiver was given, in order; `outcomes`: what it answers, accepted when it is empty. */
export const openOutgoing = async (db: Db, given: Partial<SendingDeps> = {}) => {
  const clock = { now: NIGHT };
  const sent: { id: string; at: number; body: Record<string, unknown>; address: string | null }[] =
    [];
  const outcomes: (Outcome | Promise<Outcome>)[] = [];
  const logged: string[] = [];
  const fates: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) });
  const epoch = (await tryLead(db, 'one', LEASE_MS, 'calling')) as number;
  const standIn = {
    send: async (_config: unknown, delivery: (typeof sent)[number]): Promise<Outcome> => {
      sent.push(delivery);
      return outcomes.shift() ?? { kind: 'accepted' };
    },
  };
  const deps: SendingDeps = {
    ...{ db, logger, epoch },
    bus: createLocalBus(),
    clock: () => clock.now,
    metrics: createMetrics(),
    trouble: createTrouble(logger, 'the sender'),
    receivers: [aReceiver(), aReceiver({ key: 'other' })],
    links: LINKS,
    publicUrl: 'http://wall.example',
    toolsFor: async () => ({ smtpUrl: null, vapid: null }),
    timeZoneOf: async () => 'Europe/Berlin',
    kinds: { webhook: standIn },
    onFate: (ids) => void fates.push(...ids),
    ...given,
  };
  const sending = await openSending(deps, () => undefined);
  /** One look, and the attempts that it starts. */
  const look = async (now = clock.now): Promise<number | null> => {
    clock.now = now;
    const nextAt = await sending.look();
    await sending.settled();
    return nextAt;
  };
  return { deps, sending, look, clock, sent, outcomes, logged, fates };
};

export const rowsOf = async (db: Db) => {
  const { items } = await listMessages(db, { limit: 500 });
  return new Map(items.map((message) => [message.id, message]));
};
export const linesOf = async (db: Db, crisisId = 'crisis-1') =>
  (await listTimeline(db, crisisId, { limit: 500 })).items;
