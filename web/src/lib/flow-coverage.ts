/** Coverage as people read it: each hour of the viewer's own days, holes that are the same said once, the
 * state of a cell. Pure. */
import type { Level, Scenario } from '#contracts/crisis.ts';
import type { CoverageOut, Hole } from '#contracts/flowchart.ts';
import { LEVELS, SCENARIOS } from './flowchart.ts';
import { LEVEL_WORDS, SCENARIO_WORDS, type Word } from './words.ts';

export const HOLE_WORDS: Record<Hole['what'], { word: string; says: string }> = {
  'no-steps': { word: 'no steps', says: 'The chart says nobody to call.' },
  nobody: { word: 'nobody', says: 'Nobody holds it.' },
  inactive: { word: 'not active', says: 'The person is not active.' },
  unconfirmed: { word: 'unconfirmed', says: 'A way was not confirmed lately.' },
  'one-way': { word: 'one way only', says: 'The person can be reached by one kind of way only.' },
  'no-deputy': { word: 'no deputy', says: 'Nobody deputises.' },
  'same-person': { word: 'same person', says: 'The deputy is the same person.' },
};

export const COVER_WORDS = {
  covered: { word: 'covered', tone: 'calm', shape: 'circle' },
  partly: { word: 'partly', tone: 'raised', shape: 'half' },
  hole: { word: 'hole', tone: 'crisis', shape: 'octagon' },
  unknown: { word: 'not known', tone: 'muted', shape: 'ring' },
} as const satisfies Record<string, Word>;

/** Never rounded up to all or down to nothing. */
export const coveredWords = (share: number): string => {
  if (share >= 1) return '100%';
  if (share <= 0) return '0%';
  return `${Math.min(99.9, Math.max(0.1, Math.round(share * 1000) / 10))}%`;
};

export const coverWord = (share: number | null): Word =>
  share === null
    ? COVER_WORDS.unknown
    : share >= 1
      ? COVER_WORDS.covered
      : share <= 0
        ? COVER_WORDS.hole
        : { ...COVER_WORDS.partly, word: `${coveredWords(share)} covered` };

/** Of a brand without cells of its own: what holds for every brand. */
export const shareOf = (
  coverage: CoverageOut | null,
  scenario: Scenario,
  level: Level,
  brand: string | null,
): number | null => {
  const rows = coverage?.cells.filter((row) => row.scenario === scenario && row.level === level);
  const found = rows?.find((row) => row.brand === brand) ?? rows?.find((row) => row.brand === null);
  return found?.coveredShare ?? null;
};

export type HourCell = { at: string; holes: number; label: string };
export type DayRow = { key: string; label: string; hours: (HourCell | null)[] };

/** Rows of 24 hours of the viewer's zone. An hour that the clock leaves out stays empty; of one that it
 * shows twice, the worse stands. */
export const dayRows = (hours: CoverageOut['hours'], timeZone?: string): DayRow[] => {
  const zone = timeZone === undefined ? {} : { timeZone };
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...{ ...zone, year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', hourCycle: 'h23' },
  });
  const day = new Intl.DateTimeFormat(undefined, {
    ...{ ...zone, weekday: 'short', day: 'numeric', month: 'short' },
  });
  const rows = new Map<string, DayRow>();
  for (const { at, holes } of hours) {
    const read = Object.fromEntries(
      parts.formatToParts(new Date(at)).map(({ type, value }) => [type, value]),
    );
    const key = `${read.year}-${read.month}-${read.day}`;
    const label = day.format(new Date(at));
    const row = rows.get(key) ?? { key, label, hours: Array.from({ length: 24 }, () => null) };
    rows.set(key, row);
    const hour = Number(read.hour);
    const was = row.hours[hour];
    const two = (value: number) => String(value % 24).padStart(2, '0');
    const clock = `${two(hour)}:00 to ${two(hour + 1)}:00`;
    if (!was || was.holes < holes) row.hours[hour] = { at, holes, label: `${label}, ${clock}` };
  }
  return [...rows.values()];
};

/** 0: none. 1 to 3: some, in thirds of all cells; 3 is not reached before every cell has one. */
export const heatOf = (holes: number, cells: number): 0 | 1 | 2 | 3 => {
  if (holes === 0) return 0;
  if (holes >= cells) return 3;
  return holes * 2 < cells ? 1 : 2;
};

export type HoleGroup = Pick<Hole, 'what' | 'detail' | 'brand'> & {
  cells: Pick<Hole, 'scenario' | 'level'>[];
  /** When it is there, in the order of time. */
  times: Pick<Hole, 'from' | 'to'>[];
};

/** The cells that a hole is in at one stretch of time, for each stretch and hole. */
const byStretch = (holes: readonly Hole[]): HoleGroup[] => {
  const groups = new Map<string, HoleGroup>();
  for (const { from, to, what, detail, brand, scenario, level } of holes) {
    const key = JSON.stringify([from, to, what, detail, brand]);
    const fresh = { what, detail, brand, cells: [], times: [{ from, to }] };
    const group = groups.get(key) ?? fresh;
    if (!group.cells.some((cell) => cell.scenario === scenario && cell.level === level))
      group.cells.push({ scenario, level });
    groups.set(key, group);
  }
  return [...groups.values()];
};

/** The same hole is said once, with the cells that it is in and the times when it is there. */
export const holeGroups = (holes: readonly Hole[]): HoleGroup[] => {
  const groups = new Map<string, HoleGroup>();
  for (const part of byStretch(holes)) {
    const key = JSON.stringify([part.what, part.detail, part.brand, cellsWords(part.cells)]);
    const group = groups.get(key);
    if (group) group.times.push(...part.times);
    else groups.set(key, part);
  }
  const beginOf = ({ times }: HoleGroup) => Date.parse(times[0]?.from ?? '');
  for (const { times } of groups.values())
    times.sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
  return [...groups.values()].sort(
    (a, b) => beginOf(a) - beginOf(b) || b.cells.length - a.cells.length,
  );
};

/** `every cell`; `every scenario: high, critical`; `Backlash: high; Queue flood: every level`. */
export const cellsWords = (cells: HoleGroup['cells']): string => {
  const bySet = new Map<string, Scenario[]>();
  for (const scenario of SCENARIOS) {
    const levels = LEVELS.filter((level) =>
      cells.some((cell) => cell.scenario === scenario && cell.level === level),
    );
    if (levels.length === 0) continue;
    const key = levels.join();
    bySet.set(key, [...(bySet.get(key) ?? []), scenario]);
  }
  const parts = [...bySet].map(([key, scenarios]) => {
    const levels = key.split(',') as Level[];
    const isAll = levels.length === LEVELS.length;
    const who =
      scenarios.length === SCENARIOS.length
        ? 'every scenario'
        : scenarios.map((scenario) => SCENARIO_WORDS[scenario]).join(', ');
    const words = levels.map((level) => LEVEL_WORDS[level].word.toLowerCase()).join(', ');
    return { who, words: isAll ? 'every level' : words, isAll };
  });
  const [only] = parts;
  if (parts.length === 1 && only?.isAll && only.who === 'every scenario') return 'every cell';
  return parts.map(({ who, words }) => `${who}: ${words}`).join('; ');
};
