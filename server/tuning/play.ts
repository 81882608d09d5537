/** One back-test: reads stored mentions, plays them under the budget in force and under the other one
 * through `simulate`, the same code as `npm run backtest` and the live server, and compares. Counts by
 * the hour from before teach what was normal, as they teach the live server. */
import type { BucketIncrement } from '#contracts/bucket.ts';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { Signal } from '#contracts/signal.ts';
import { instantOut } from '#contracts/text.ts';
import type { BacktestResult } from '#contracts/tuning.ts';
import type { Understood } from '#contracts/understood.ts';
import { RUNTIME } from '#server/config.ts';
import { simulate, type Told } from '#server/pipeline/backtest/simulate.ts';
import { listBuckets } from '#server/store/buckets.ts';
import { listCalledCrises } from '#server/store/crises.ts';
import type { StoredMention } from '#server/store/mentions.ts';
import type { Sql } from '#server/store/sql.ts';
import {
  countStoredMentions,
  oldestThatFits,
  readStoredMentions,
  type Stretch,
} from '#server/store/stored-mentions.ts';
import { compare, type Called, type Play } from './compare.ts';
import type { Asked, FromThread } from './talk.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOTHING = 'No mention is stored for this brand in this time';
/** Rows between two reports of progress. */
const REPORT_ROWS = 250;

type Progress = Extract<FromThread, { kind: 'progress' }>;
export type PlayDeps = {
  db: Sql;
  catalogue: Catalogue;
  tell(progress: Omit<Progress, 'kind'>): void;
  /** The most mentions that are read. */
  mentionsMax?: number;
};
/** An outcome that is to be expected, in words for people. */
export type Refused = { problem: string };

const floorHour = (at: number): number => Math.floor(at / HOUR_MS) * HOUR_MS;

/** As it was before it was stored: a conversation that the house itself gave it says nothing that its
 * parent does not say. */
const asWritten = ({ receivedAt: _, conversation, ...row }: StoredMention): Understood =>
  row.inReplyTo === undefined && conversation === row.id ? row : { ...row, conversation };

const readAll = async (
  { db, tell }: PlayDeps,
  stretch: Stretch,
  of: number,
): Promise<Understood[]> => {
  const rows: Understood[] = [];
  let after: StoredMention | undefined;
  tell({ state: 'reading', done: 0, of });
  for (;;) {
    const limit = Math.min(RUNTIME.tuningPageRows, of - rows.length);
    const page = limit > 0 ? await readStoredMentions(db, stretch, { after, limit }) : [];
    for (const row of page) rows.push(asWritten(row));
    after = page.at(-1);
    tell({ state: 'reading', done: rows.length, of });
    if (!after || page.length < limit) return rows;
  }
};

/** Where reading begins: a day before what is played, later where not all of it fits. */
const planReading = async (deps: PlayDeps, { brand, from, to }: Asked) => {
  const most = deps.mentionsMax ?? RUNTIME.tuningMentionsMax;
  const lead = floorHour(from) - RUNTIME.tuningLeadHours * HOUR_MS;
  const cutAt = await oldestThatFits(deps.db, { brand, from: lead, to }, most);
  const readFrom = cutAt === null ? lead : Math.max(lead, floorHour(cutAt) + HOUR_MS);
  const stretch = { brand, from: readFrom, to };
  return { stretch, of: await countStoredMentions(deps.db, stretch, most) };
};

type Material = {
  history: Understood[];
  mentions: Understood[];
  taught: BucketIncrement[];
};

const playOnce = (
  { catalogue }: PlayDeps,
  { history, mentions, taught }: Material,
  falseAlarmsPerWeek: number,
  onProgress: (done: number) => void,
): Play => {
  const signals = new Map<string, Signal>();
  const crises = new Map<string, Called>();
  const tell = (told: Told): void => {
    if (told.kind === 'alert') return;
    const { transition, at } = told;
    if ('signal' in transition) {
      const { signal } = transition;
      if (signal.suppressed === null || signals.has(signal.id)) signals.set(signal.id, signal);
      return;
    }
    const { crisis } = transition;
    const known = crises.get(crisis.id);
    if (known) crises.set(crisis.id, { ...known, crisis });
    else if (crisis.state === 'open') crises.set(crisis.id, { crisis, calledAt: at });
  };
  const detection = { ...catalogue.detection, falseAlarmsPerWeek };
  simulate({
    ...{ history, mentions, taught, tell, onProgress },
    catalogue: { ...catalogue, detection },
  });
  return { falseAlarmsPerWeek, signals: [...signals.values()], crises: [...crises.values()] };
};

/** Reports at most once in REPORT_ROWS rows. */
const sparing = (report: (done: number) => void) => {
  let last = 0;
  return (done: number): void => {
    if (done - last < REPORT_ROWS) return;
    last = done;
    report(done);
  };
};

const hoursOf = (taught: readonly BucketIncrement[], readFrom: number, from: number): number => {
  const hours = new Set(taught.map(({ at }) => at));
  return hours.size + Math.max(0, Math.round((from - readFrom) / HOUR_MS));
};

/** Time before the first mention that was ever stored is not time in which nothing happened. */
const beginOf = async (db: Sql, { brand, from }: Asked, firstAt: number): Promise<number> => {
  if (firstAt <= from) return from;
  const before = await countStoredMentions(db, { brand, from: 0, to: from }, 1);
  return before > 0 ? from : firstAt;
};

export const playBacktest = async (
  deps: PlayDeps,
  asked: Asked,
): Promise<BacktestResult | Refused> => {
  const { db } = deps;
  const { brand, to } = asked;
  const { stretch, of } = await planReading(deps, asked);
  const rows = await readAll(deps, stretch, of);
  const first = rows[0];
  if (!first) return { problem: NOTHING };
  const from = Math.max(stretch.from, await beginOf(db, asked, first.at));
  const mentions = rows.filter(({ at }) => at >= from);
  if (mentions.length === 0) return { problem: NOTHING };
  const readFrom = Math.max(stretch.from, floorHour(first.at));
  const taught = await listBuckets(db, {
    step: 3600,
    fromMs: readFrom - RUNTIME.baselineDays * DAY_MS,
    toMs: readFrom,
    brand,
    limit: RUNTIME.tuningHourRowsMax,
  });
  const material = { history: rows.filter(({ at }) => at < from), mentions, taught };
  const total = 2 * mentions.length;
  const run = (budget: number, before: number): Play => {
    const report = (done: number) =>
      deps.tell({ state: 'running', done: before + done, of: total });
    report(0);
    return playOnce(deps, material, budget, sparing(report));
  };
  const present = run(asked.present, 0);
  const other = run(asked.other, mentions.length);
  const record = await listCalledCrises(db, { brand, from, to, limit: RUNTIME.crisesOpenMax });
  const brands = new Set(mentions.map((row) => row.brand)).size;
  const rowsMax = RUNTIME.tuningRowsShown;
  return {
    from: instantOut(from),
    to: instantOut(to),
    readFrom: instantOut(readFrom),
    learnedHours: hoursOf(taught, readFrom, from),
    isCut: stretch.from > asked.from,
    mentions: mentions.length,
    brands,
    ...compare(present, other, { record, span: { from, to }, brands, rowsMax }),
  };
};
