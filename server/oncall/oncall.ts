/** Who is on call, as the store knows it: the roster in force and all that people did to it, read
 * together, remembered for a moment, and forgotten when somebody changes something. */
import { createHash } from 'node:crypto';
import type { DocumentName } from '#contracts/flowchart.ts';
import type { ImportedCalendar, OncallState, Roster } from '#contracts/oncall.ts';
import type { Clock } from '#server/clock.ts';
import { listCalendars, type StoredCalendar } from '#server/store/oncall-calendars.ts';
import { listConfirmations } from '#server/store/oncall-confirmations.ts';
import { listOverrides } from '#server/store/oncall-overrides.ts';
import { listPushPeople } from '#server/store/push.ts';
import type { Db, Sql } from '#server/store/sql.ts';
import { readCalendar } from './ical-in.ts';
import { ONCALL } from './limits.ts';

type RosterSource = {
  current(name: Extract<DocumentName, 'rota'>): Promise<{ version: number; value: Roster }>;
};
export type Oncall = {
  /** At most a second old. */
  state(): Promise<OncallState>;
  /** As it is now, read through this handle: inside a transaction that changes it. */
  read(sql: Sql): Promise<OncallState>;
  /** Something was changed: the next question reads anew. */
  forget(): void;
};

const DAY_MS = 86_400_000;

const zoneOf = ({ rotas }: Roster, rota: string): string =>
  rotas.find(({ key }) => key === rota)?.timeZone ?? 'UTC';

/** Unfolding a calendar costs: it is done once a day for each text and version of the roster. */
const createUnfolding = () => {
  let known = new Map<string, ImportedCalendar>();
  return (rows: readonly StoredCalendar[], version: number, roster: Roster, now: number) => {
    const today = Math.floor(now / DAY_MS) * DAY_MS;
    const range = { from: today - ONCALL.pastMs, to: today + ONCALL.aheadMs };
    const next = new Map<string, ImportedCalendar>();
    for (const { rota, text } of rows) {
      const hash = createHash('sha256').update(text).digest('base64');
      const key = `${rota} ${today} ${version} ${hash}`;
      const unfold = (): ImportedCalendar => ({
        rota,
        shifts: readCalendar(text, {
          people: roster.people,
          timeZone: zoneOf(roster, rota),
          ...range,
        }).shifts,
        expandedFrom: range.from,
        expandedTo: range.to,
      });
      next.set(key, known.get(key) ?? unfold());
    }
    known = next;
    return [...next.values()];
  };
};

export const createOncall = (deps: { db: Db; documents: RosterSource; clock: Clock }): Oncall => {
  const { db, documents, clock } = deps;
  const unfold = createUnfolding();
  let held: { at: number; state: Promise<OncallState> } | null = null;

  const read = async (sql: Sql): Promise<OncallState> => {
    const now = clock();
    const { version, value: roster } = await documents.current('rota');
    const endsAfter = now - ONCALL.pastMs;
    return {
      roster,
      overrides: await listOverrides(sql, { endsAfter }, ONCALL.overridesMax),
      calendars: unfold(await listCalendars(sql, ONCALL.calendarsMax), version, roster, now),
      confirmations: await listConfirmations(sql, ONCALL.confirmationsMax),
      pushPeople: await listPushPeople(sql, ONCALL.pushPeopleMax),
    };
  };

  const forget = () => {
    held = null;
  };
  return {
    read,
    forget,
    state: () => {
      const now = clock();
      if (held !== null && now - held.at < ONCALL.stateMs && now >= held.at) return held.state;
      const state = read(db);
      const mine = { at: now, state };
      held = mine;
      state.catch(() => {
        if (held === mine) held = null;
      });
      return state;
    },
  };
};
