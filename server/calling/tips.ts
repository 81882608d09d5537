/** The tip sheet: what even a temporary helper must know, put together from the flowchart, the roster
 * and the catalogue, so that it is never older than they are. */
import type { Catalogue } from '#contracts/catalogue.ts';
import { LEVELS, type Crisis } from '#contracts/crisis.ts';
import type { Flowchart } from '#contracts/flowchart.ts';
import type { OncallState } from '#contracts/oncall.ts';
import type { WayKind } from '#contracts/way.ts';
import { DEFAULT_LEVELS } from '#alerts/crisis/level.ts';
import { reachOf, type ReachableWay } from '#alerts/oncall/reach.ts';
import type { OncallHouse } from '../oncall/change.ts';

/** Channels, hours and contacts that are shown. */
const ROWS_MAX = 20;

/** `href` null: text only. */
export type TipWay = { text: string; href: string | null };
export type Tips = {
  mission: string | null;
  priorities: string[];
  who: { can: string; who: string; ways: TipWay[] }[];
  hours: { name: string; text: string }[];
  channels: { name: string; text: string }[];
  levels: { level: string; because: string }[];
  emergency: string[];
};

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

type WeekHours = Flowchart['hours'][number]['week'];
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const DAY_NAMES = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
};

/** "Mon to Fri 09:00 to 17:00, Sat 10:00 to 14:00": neighbouring days of equal hours together. */
export const weekWords = (week: WeekHours): string => {
  const runs: { first: string; last: string; hours: string }[] = [];
  DAYS.forEach((day, index) => {
    const open = week[day];
    if (!open) return;
    const hours = `${open.from} to ${open.to}`;
    const run = runs.at(-1);
    const isNext = run !== undefined && run.last === DAYS[index - 1];
    if (run && isNext && run.hours === hours) run.last = day;
    else runs.push({ first: day, last: day, hours });
  });
  const name = (day: string) => DAY_NAMES[day as keyof typeof DAY_NAMES];
  const words = runs.map(({ first, last, hours }) =>
    first === last ? `${name(first)} ${hours}` : `${name(first)} to ${name(last)} ${hours}`,
  );
  return words.length > 0 ? words.join(', ') : 'closed';
};

const PHONES: readonly WayKind[] = ['voice', 'sms'];

/** A number is called, whatever it was noted for; a mailbox is written to. The rest needs a tool of
 * its own. */
const tipWaysOf = (ways: readonly ReachableWay[]): TipWay[] => {
  const found = new Map<string, TipWay>();
  for (const { kind, address } of ways) {
    if (address === null) continue;
    if (PHONES.includes(kind)) found.set(address, { text: address, href: `tel:${address}` });
    if (kind === 'mail') found.set(address, { text: address, href: null });
  }
  return [...found.values()];
};

type TipHouse = Pick<OncallHouse, 'receivers'> & { catalogue: Catalogue };

export const tipsFor = (
  { receivers, catalogue }: TipHouse,
  state: OncallState,
  chart: Flowchart,
  given: { crisis: Pick<Crisis, 'brand' | 'level'>; now: number },
): Tips => {
  const { tipSheet } = chart;
  const of = { at: given.now, ...given.crisis };
  const channels = catalogue.channels.slice(0, ROWS_MAX).map((channel) => {
    const { key, name, slaMinutes, hours, owner } = channel;
    const open = hours === undefined ? 'always open' : weekWords(hours);
    const keeper = owner === undefined ? '' : `; ${owner}`;
    return { name: name ?? key, text: `answer within ${slaMinutes} min; ${open}${keeper}` };
  });
  const criteria = catalogue.detection.levels ?? DEFAULT_LEVELS;
  return {
    mission: tipSheet.mission ?? null,
    priorities: tipSheet.priorities,
    who: tipSheet.who.slice(0, ROWS_MAX).map(({ can, contact }) => {
      const { label, ways } = reachOf(state, receivers, contact, of);
      return { can, who: label, ways: tipWaysOf(ways) };
    }),
    hours: chart.hours.slice(0, ROWS_MAX).map(({ key, name, week, timeZone }) => ({
      name: name ?? key,
      text: `${weekWords(week)} (${timeZone})`,
    })),
    channels,
    levels: LEVELS.toReversed().flatMap((level) => {
      const rows = criteria.filter((row) => row.level === level).map(({ because }) => because);
      return rows.length === 0 ? [] : [{ level: upper(level), because: rows.join('; or ') }];
    }),
    emergency: tipSheet.emergency,
  };
};
