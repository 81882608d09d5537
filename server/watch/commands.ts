/** What people do to a crisis. The rules are the brain's (alerts/crisis/machine.ts); here a command
 * is stored against the version it was decided on, so that two people and the engine never overwrite
 * each other. What follows for the calls that are out is decided by the next pass of calling. */
import { applyCommand, type Actor } from '#alerts/crisis/machine.ts';
import type { CommandIn, CommandName, Crisis } from '#contracts/crisis.ts';
import type { OncallState } from '#contracts/oncall.ts';
import type { Clock } from '#server/clock.ts';
import { RUNTIME } from '#server/config.ts';
import { AppError } from '#server/errors.ts';
import type { Bus } from '#server/live/bus.ts';
import { addTimeline, getCrisis, updateCrisis } from '#server/store/crises.ts';
import type { Db } from '#server/store/sql.ts';

export type CommandDeps = {
  db: Db;
  bus: Bus;
  clock: Clock;
  /** Whom a crisis can be handed over to. */
  oncall: { state(): Promise<OncallState> };
};
export type Command = (
  id: string,
  command: CommandName,
  input: CommandIn,
  actor: Actor,
) => Promise<Crisis>;

/** One attempt; null when somebody else was faster. Throws AppError not-found, wrong-transition. */
const attempt = async (
  { db, bus, clock, oncall }: CommandDeps,
  ...[id, command, input, actor]: Parameters<Command>
): Promise<Crisis | null> => {
  const crisis = await getCrisis(db, id);
  if (!crisis) throw new AppError('not-found', 'There is no such crisis');
  const now = clock();
  const people = command === 'handover' ? (await oncall.state()).roster.people : [];
  const outcome = applyCommand(crisis, command, input, actor, now, people);
  if (!outcome.ok) throw new AppError('wrong-transition', outcome.detail);
  const entries = await db.transaction(async (sql) =>
    (await updateCrisis(sql, outcome.crisis)) ? addTimeline(sql, outcome.entries) : null,
  );
  if (!entries) return null;
  const after = { ...outcome.crisis, version: outcome.crisis.version + 1 };
  bus.publish({ kind: 'watch', at: now, bands: [], signals: [], crises: [after] });
  bus.publish({ kind: 'timeline', entries });
  return after;
};

export const createCommands =
  (deps: CommandDeps): Command =>
  async (...given) => {
    for (let count = 0; count < RUNTIME.commandAttempts; count += 1) {
      const after = await attempt(deps, ...given);
      if (after) return after;
    }
    throw new AppError('wrong-transition', 'The crisis changes too quickly; look again');
  };
