/** The stage of the tests of calling: a leader whose passes a test makes by hand, and a sender that is a
 * stand-in. Ada holds the rota, Ben is next, Cleo leads. */
import { pino } from 'pino';
import type { MessageState } from '#contracts/alert.ts';
import { catalogue } from '#contracts/catalogue.ts';
import { flowchart } from '#contracts/flowchart.ts';
import { roster } from '#contracts/oncall.ts';
import { createCaller } from '#server/calling/caller.ts';
import { createLocalBus, type BusMessage } from '#server/live/bus.ts';
import { createMetrics } from '#server/metrics.ts';
import { listMessages } from '#server/store/messages.ts';
import type { Db } from '#server/store/sql.ts';
import { createCommands } from '#server/watch/commands.ts';
import { CHART, RECEIVERS, ROSTER } from '../scenarios/calling/people.ts';

const ONCALL = {
  ...{ roster: roster.parse(ROSTER), overrides: [], calendars: [], confirmations: [] },
  pushPeople: ['ada', 'ben', 'cleo', 'dan'],
};

/** Who is told what by which way. */
export const messagesIn = async (db: Db, state: MessageState = 'queued') =>
  (await listMessages(db, { limit: 200, state })).items.map(
    ({ person, contact, way, type }) => `${person ?? contact} ${way.kind} ${type}`,
  );

/** What the sender would write. */
export const settleQueued = async (db: Db, state: 'accepted' | 'failed', at: number) => {
  const column = state === 'accepted' ? 'accepted_at' : 'failed_at';
  await db.query(
    `update messages set state = $1, ${column} = to_timestamp($2::float8 / 1000.0)
      where state = 'queued'`,
    [state, at],
  );
};

/** `holder`: what the server calls itself when it takes the lease. */
export const openCaller = (
  db: Db,
  clock: { now: number },
  holder: string,
  receivers: readonly object[] = RECEIVERS,
) => {
  const bus = createLocalBus();
  const told: BusMessage[] = [];
  bus.subscribe((message) => void told.push(message));
  const oncall = { state: async () => ONCALL };
  const chart = flowchart.parse(CHART);
  const faults: string[] = [];
  const woken: number[] = [];
  const write = (line: string) => void faults.push(line);
  const logger = pino({ level: 'error' }, { write });
  let fates: (ids: readonly string[]) => void = () => {};
  const caller = createCaller(
    {
      ...{ db, bus, clock: () => clock.now, logger, oncall, holder },
      ...{ metrics: createMetrics(), publicUrl: 'http://wall.example' },
      documents: { current: async () => ({ version: 3, value: chart }) },
      receivers: catalogue.parse({ receivers }).receivers,
      openSender: (_epoch, onFate) => {
        fates = onFate;
        return { wake: () => void woken.push(clock.now), stop: async () => {} };
      },
    },
    () => {},
  );
  const command = createCommands({ db, bus, clock: () => clock.now, oncall });
  return { caller, told, command, faults, woken, onFate: (id: string) => fates([id]) };
};
