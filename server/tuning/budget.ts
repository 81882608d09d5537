/** The alarm budget in force: the newest that somebody applied, else the configuration's. The leader
 * of the watch asks at each look, so that a change holds within seconds on whichever node leads. */
import type { Catalogue } from '#contracts/catalogue.ts';
import { instantOut } from '#contracts/text.ts';
import type { BudgetChangeOut, TuningOut } from '#contracts/tuning.ts';
import type { Principal } from '#contracts/who.ts';
import { RUNTIME } from '#server/config.ts';
import { AppError } from '#server/errors.ts';
import {
  addSettingChange,
  listSettingChanges,
  lockSettings,
  type SettingChange,
} from '#server/store/settings.ts';
import type { Db, Sql } from '#server/store/sql.ts';

const NAME = 'alarm-budget';

const configuredOf = ({ detection }: Catalogue): number => detection.falseAlarmsPerWeek;

/** False alarms per brand and week. */
export const budgetNow = async (db: Sql, catalogue: Catalogue): Promise<number> => {
  const [newest] = await listSettingChanges(db, NAME, 1);
  return newest?.after ?? configuredOf(catalogue);
};

type Change = { falseAlarmsPerWeek: number | null; reason: string };

/** Applies another budget, or with null the configuration's again. Throws AppError conflict when that
 * is what holds already. */
export const applyBudget = (
  { db, catalogue }: { db: Db; catalogue: Catalogue },
  { falseAlarmsPerWeek: after, reason }: Change,
  principal: Principal,
  now: number,
): Promise<SettingChange> =>
  db.transaction(async (tx) => {
    await lockSettings(tx);
    const [newest] = await listSettingChanges(tx, NAME, 1);
    if ((newest?.after ?? null) === after) {
      throw new AppError('conflict', 'This budget is in force already');
    }
    const before = newest?.after ?? configuredOf(catalogue);
    return addSettingChange(tx, NAME, { at: now, by: principal.name, before, after, reason });
  });

const changeOut = (change: SettingChange, configured: number): BudgetChangeOut => ({
  id: change.id,
  at: instantOut(change.at),
  by: change.by,
  from: change.before,
  to: change.after ?? configured,
  isConfigured: change.after === null,
  reason: change.reason,
});

/** What is in force, since when, by whom and why, and what was before. */
export const describeBudget = async (
  db: Sql,
  catalogue: Catalogue,
): Promise<Pick<TuningOut, 'budget' | 'configured' | 'history'>> => {
  const changes = await listSettingChanges(db, NAME, RUNTIME.tuningHistoryMax);
  const configured = configuredOf(catalogue);
  const history = changes.map((change) => changeOut(change, configured));
  const [newest] = history;
  const budget = newest
    ? {
        falseAlarmsPerWeek: newest.to,
        isConfigured: newest.isConfigured,
        since: newest.at,
        by: newest.by,
        reason: newest.reason,
      }
    : { falseAlarmsPerWeek: configured, isConfigured: true };
  return { budget, configured, history };
};
