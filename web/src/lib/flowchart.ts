/** The flowchart as the page reads it from its YAML: which cell speaks for a scenario, level, brand and
 * hours, and in which words. Pure and tolerant: a text under work is shown as far as it can be read;
 * what is wrong with it the server says. */
import type { Level, Scenario } from '#contracts/crisis.ts';
import type { Cell, Flowchart, Step } from '#contracts/flowchart.ts';
import type { WayKind } from '#contracts/way.ts';
import { parseDocument } from 'yaml';
import { LEVEL_WORDS, SCENARIO_WORDS } from './words.ts';

export const SCENARIOS = Object.keys(SCENARIO_WORDS) as Scenario[];
export const LEVELS = Object.keys(LEVEL_WORDS) as Level[];

/** What a step says that names no ways, as in the contract. */
export const DEFAULT_VIA: WayKind[][] = [
  ['push', 'slack', 'teams', 'mail', 'webhook', 'alertmanager', 'pagerduty'],
  ['sms'],
  ['voice'],
];
export const STEP_DEFAULTS = { afterMinutes: 0, roundMinutes: 1, deputyAfterMinutes: 3 } as const;

export type ChartCell = Cell & { index: number };
export type Chart = Pick<Flowchart, 'name' | 'hours' | 'plans'> & {
  owner: string | null;
  reviewDue: string | null;
  cells: ChartCell[];
};
export type ReadChart = { chart: Chart | null; fault: { line: number; message: string } | null };

type Raw = Record<string, unknown>;
const isRecord = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const records = (value: unknown): Raw[] => (Array.isArray(value) ? value.filter(isRecord) : []);
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
const lines = (value: unknown): string[] | undefined =>
  Array.isArray(value) ? value.flatMap((line) => text(line) ?? []) : undefined;
const minutes = (value: unknown, absent: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : absent;
/** Only what is there: a key with nothing behind it would differ from one that is absent. */
const given = <T extends Raw>(row: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as never;

export const fullTarget = (target: string): string =>
  target.includes(':') ? target : `rota:${target}`;
const targetOf = (value: unknown): string | undefined => {
  const said = text(value);
  return said === undefined ? undefined : fullTarget(said);
};

const toRounds = (value: unknown): WayKind[][] =>
  Array.isArray(value)
    ? value.map((round) => (Array.isArray(round) ? round : [round]) as WayKind[])
    : DEFAULT_VIA;

const toStep = (raw: Raw): Step => {
  const repeat = isRecord(raw.repeat)
    ? {
        everyMinutes: minutes(raw.repeat.everyMinutes, 5),
        times: minutes(raw.repeat.times, 1),
      }
    : undefined;
  return given({
    contact: targetOf(raw.contact) ?? '',
    deputy: targetOf(raw.deputy),
    via: toRounds(raw.via),
    afterMinutes: minutes(raw.afterMinutes, STEP_DEFAULTS.afterMinutes),
    roundMinutes: minutes(raw.roundMinutes, STEP_DEFAULTS.roundMinutes),
    deputyAfterMinutes: minutes(raw.deputyAfterMinutes, STEP_DEFAULTS.deputyAfterMinutes),
    repeat,
    sayFirst: lines(raw.sayFirst),
    plan: text(raw.plan),
  }) as Step;
};

const toCell = (raw: Raw, index: number): ChartCell =>
  given({
    index,
    scenario: raw.scenario ?? '*',
    level: raw.level ?? '*',
    brand: text(raw.brand),
    during: text(raw.during),
    steps: Array.isArray(raw.steps) ? records(raw.steps).map(toStep) : undefined,
    sayFirst: lines(raw.sayFirst),
    plan: text(raw.plan),
  }) as ChartCell;

/** Times of YAML's own kind do not exist in its core schema: a date stays the text that was written. */
export const readChart = (source: string): ReadChart => {
  const doc = parseDocument(source);
  const [error] = doc.errors;
  if (error) {
    const message = error.message.split('\n')[0]?.replace(/ at line \d+.*$/, '') ?? '';
    return { chart: null, fault: { line: error.linePos?.[0].line ?? 1, message } };
  }
  let raw: unknown;
  try {
    raw = doc.toJS({ maxAliasCount: 1_000 });
  } catch (problem) {
    return { chart: null, fault: { line: 1, message: (problem as Error).message } };
  }
  const root = isRecord(raw) && isRecord(raw.flowchart) ? raw.flowchart : raw;
  if (!isRecord(root)) return { chart: null, fault: { line: 1, message: 'is not a flowchart' } };
  return {
    chart: {
      name: text(root.name) ?? 'Crisis flowchart',
      owner: text(root.owner) ?? null,
      reviewDue: text(root.reviewDue) ?? null,
      hours: records(root.hours) as Chart['hours'],
      plans: records(root.plans) as Chart['plans'],
      cells: Array.isArray(root.cells)
        ? root.cells.flatMap((row, index) => (isRecord(row) ? [toCell(row, index)] : []))
        : [],
    },
    fault: null,
  };
};

/** Which brand and hours are looked at: null is every brand without cells of its own, and any hour.
 * `during` with a ! before it: outside of these hours. */
export type Scope = { brand: string | null; during: string | null };
export type Place = { scenario: Scenario; level: Level };

/** As an address names it: `viral-complaint.high`. */
export const placeOf = (text: string): Place | null => {
  const [scenario, level] = text.split('.');
  const found = {
    scenario: SCENARIOS.find((s) => s === scenario),
    level: LEVELS.find((l) => l === level),
  };
  return found.scenario && found.level ? { scenario: found.scenario, level: found.level } : null;
};

const names = (value: unknown, key: string): boolean =>
  value === '*' || value === key || (Array.isArray(value) && value.includes(key));
/** Compared from the left: what names more of what comes first is the more specific. */
const weightOf = ({ scenario, level, brand, during }: Cell): number =>
  (scenario === '*' ? 0 : 8) + (level === '*' ? 0 : 4) + (brand ? 2 : 0) + (during ? 1 : 0);

const appliesTo = (cell: Cell, { scenario, level }: Place, { brand, during }: Scope): boolean =>
  names(cell.scenario, scenario) &&
  names(cell.level, level) &&
  (cell.brand === undefined || cell.brand === brand) &&
  (cell.during === undefined || cell.during === during);

const isOnly = (value: unknown, key: string): boolean =>
  value === key || (Array.isArray(value) && value.length === 1 && value[0] === key);
/** Made for this very place and scope. */
export const isOwn = (cell: Cell, { scenario, level }: Place, { brand, during }: Scope): boolean =>
  isOnly(cell.scenario, scenario) &&
  isOnly(cell.level, level) &&
  (cell.brand ?? null) === brand &&
  (cell.during ?? null) === during;

export type Spoken = {
  steps: Step[];
  sayFirst: string[];
  plan: Chart['plans'][number] | null;
  /** The cell that each comes from; undefined: none says it. */
  from: Record<'steps' | 'sayFirst' | 'plan', ChartCell | undefined>;
  own: ChartCell | undefined;
};

/** Each part is taken from the most specific cell that applies and gives it; of equal ones from the one
 * that was written later. */
export const spokenFor = (chart: Chart, place: Place, scope: Scope): Spoken => {
  const applying = chart.cells
    .filter((cell) => appliesTo(cell, place, scope))
    .sort((a, b) => weightOf(b) - weightOf(a) || b.index - a.index);
  const steps = applying.find((cell) => cell.steps !== undefined);
  const sayFirst = applying.find((cell) => cell.sayFirst !== undefined);
  const plan = applying.find((cell) => cell.plan !== undefined);
  return {
    steps: steps?.steps ?? [],
    sayFirst: sayFirst?.sayFirst ?? [],
    plan: chart.plans.find(({ key }) => key === plan?.plan) ?? null,
    from: { steps, sayFirst, plan },
    own: applying.find((cell) => isOwn(cell, place, scope)),
  };
};

/** Whether two charts say the same for a place, wherever each takes it from. */
export const saysTheSame = (a: Chart, b: Chart, place: Place, scope: Scope): boolean => {
  const [one, other] = [a, b].map((chart) => {
    const { steps, sayFirst, plan } = spokenFor(chart, place, scope);
    return JSON.stringify([steps, sayFirst, plan]);
  });
  return one === other;
};

const listed = (value: unknown, words: (key: string) => string, all: string): string =>
  value === '*'
    ? all
    : [value]
        .flat()
        .map((key) => words(String(key)))
        .join(', ');

/** `Viral complaint, high; brand kestrel; outside of office`. */
export const cellWords = (cell: Cell): string => {
  const scenario = (key: string) => SCENARIO_WORDS[key as Scenario] ?? key;
  const level = (key: string) => LEVEL_WORDS[key as Level]?.word.toLowerCase() ?? key;
  const parts = [
    `${listed(cell.scenario, scenario, 'every scenario')}, ${listed(cell.level, level, 'every level')}`,
  ];
  if (cell.brand) parts.push(`brand ${cell.brand}`);
  if (cell.during) parts.push(duringWords(cell.during));
  return parts.join('; ');
};
export const duringWords = (during: string): string =>
  during.startsWith('!') ? `outside of ${during.slice(1)}` : `during ${during}`;

/** Cells as specific as one made for this very place and scope, most telling first: they name it among
 * others. */
export const rivalsOf = (chart: Chart, place: Place, scope: Scope): ChartCell[] => {
  const own = weightOf({
    ...place,
    ...(scope.brand === null ? {} : { brand: scope.brand }),
    ...(scope.during === null ? {} : { during: scope.during }),
  });
  return chart.cells
    .filter((cell) => appliesTo(cell, place, scope) && weightOf(cell) === own)
    .filter((cell) => !isOwn(cell, place, scope))
    .reverse();
};

/** What the scopes of a chart can be: those that cells name. */
export const brandsOf = (chart: Chart): string[] => [
  ...new Set(chart.cells.flatMap(({ brand }) => brand ?? [])),
];
export const duringsOf = (chart: Chart): string[] => {
  const keys = chart.cells.flatMap(({ during }) => (during ? [during.replace(/^!/, '')] : []));
  return [...new Set(keys)].flatMap((key) => [key, `!${key}`]);
};
