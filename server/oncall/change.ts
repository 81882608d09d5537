/** What every change of on-call has in common: it is judged by the holes that it opens, kept on
 * record in the same transaction, and told to all who remember who is on call. */
import type { ReceiverConfig } from '#contracts/catalogue.ts';
import type { Flowchart, Hole } from '#contracts/flowchart.ts';
import type { OncallState, Roster } from '#contracts/oncall.ts';
import { holesOpened } from '#alerts/flowchart/coverage.ts';
import type { Clock } from '#server/clock.ts';
import { proveInTurns } from '#server/documents/prove.ts';
import { AppError } from '#server/errors.ts';
import type { Bus } from '#server/live/bus.ts';
import { addOncallChange, type OncallChange } from '#server/store/oncall-changes.ts';
import type { Db, Tx } from '#server/store/sql.ts';
import { ONCALL } from './limits.ts';
import type { Oncall } from './oncall.ts';

export type InForce = {
  current(name: 'flowchart'): Promise<{ version: number; value: Flowchart }>;
  current(name: 'rota'): Promise<{ version: number; value: Roster }>;
};
export type OncallHouse = {
  db: Db;
  clock: Clock;
  bus: Pick<Bus, 'publish'>;
  oncall: Oncall;
  documents: InForce;
  /** The ways out, implicit ones too. */
  receivers: readonly ReceiverConfig[];
};

type Record = Omit<OncallChange, 'at' | 'rota' | 'person' | 'subject' | 'reason'> &
  Partial<Pick<OncallChange, 'rota' | 'person' | 'subject' | 'reason'>>;

/** One transaction with its record; afterwards everybody reads anew. */
export const change = async <T>(
  house: Pick<OncallHouse, 'db' | 'clock' | 'bus' | 'oncall'>,
  record: Record,
  work: (tx: Tx) => Promise<T>,
): Promise<T> => {
  const outcome = await house.db.transaction(async (tx) => {
    const done = await work(tx);
    const nothing = { rota: null, person: null, subject: null, reason: '' };
    await addOncallChange(tx, { ...nothing, ...record, at: house.clock() });
    return done;
  });
  house.oncall.forget();
  house.bus.publish({ kind: 'oncall' });
  return outcome;
};

/** Holes that are there after the change and were not before, within `[from, to)`. */
const findOpened = async (
  { documents, receivers }: OncallHouse,
  before: OncallState,
  after: OncallState,
  [from, to]: readonly [number, number],
): Promise<Hole[]> => {
  const { version, value: chart } = await documents.current('flowchart');
  const shared = { chart, version, receivers, from, to };
  return holesOpened(
    await proveInTurns({ ...shared, oncall: before }),
    await proveInTurns({ ...shared, oncall: after }),
  );
};

/** Throws AppError opens-hole, with the holes, where a change opens some and gives no reason. */
export const refuseHolesWithoutReason = async (
  house: OncallHouse,
  given: {
    before: OncallState;
    after: OncallState;
    from: number;
    to: number;
    reason: string;
  },
): Promise<void> => {
  if (given.reason.trim() !== '') return;
  const from = Math.max(given.from, house.clock());
  const to = Math.min(given.to, from + ONCALL.coverageMaxMs);
  if (from >= to) return;
  const errors = await findOpened(house, given.before, given.after, [from, to]);
  if (errors.length === 0) return;
  const detail = 'With this change a call would not reach two people; give a reason to do it still';
  throw new AppError('opens-hole', detail, { errors });
};
