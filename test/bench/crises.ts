/** How well crises are found in recordings of our own, and how often something else is taken for one:
 * six scenarios, their look-alikes and calm days, at brands of three sizes. `tuning` may be tuned on;
 * `judging` has other brands and other sentences, and is only for judging; `exam` was written by who
 * knew nothing of the detection. Each recording is told on standard error. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LEVELS, SCENARIOS } from '#contracts/crisis.ts';
import type { Understood } from '#contracts/understood.ts';
import { defaultCatalogue } from '#server/catalogue-defaults.ts';
import { createUnderstand } from '#server/pipeline/understand.ts';
import { EXAM_WORLDS } from '../scenarios/recorded/exam-worlds.ts';
import { EXAM_PLANS } from '../scenarios/recorded/exam-plans.ts';
import { examCalm, examHistory, examRecord } from '../scenarios/recorded/exam.ts';
import { judge, play, type Verdict } from '../scenarios/recorded/judge.ts';
import {
  calmDays,
  CRISES,
  historyKey,
  historyOf,
  LOOK_ALIKES,
  record,
  SIZES,
  type Plan,
} from '../scenarios/recorded/record.ts';
import type { SetName } from '../scenarios/recorded/worlds.ts';

type Row = { bench: string; value: number; unit: string };
/** `days`: how long nothing happens, where nothing happens. */
type Result = { plan: Omit<Plan, 'set'> & { brand?: string }; days: number; verdict: Verdict };

const HOUR_MIN = 60;
const EXAM_WEEKS = 2;
/** Brands by mentions a minute, with the seeds that are played; a seed is a brand, a style of
 * recording, with a desk or without. */
const BRANDS = [
  { perMinute: 2, seeds: [1, 2], sizes: SIZES, weeks: 2, calmDays: 4 },
  { perMinute: 0.5, seeds: [0, 3], sizes: SIZES, weeks: 2, calmDays: 7 },
  { perMinute: 20, seeds: [2], sizes: ['middle'] as const, weeks: 1, calmDays: 1 },
];

const mean = (values: number[]) =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : NaN;
const round = (value: number) => Math.round(value * 1000) / 1000;
const sumOf = (counts: Record<string, number>) =>
  Object.values(counts).reduce((sum, value) => sum + value, 0);

const plansOf = (set: SetName): Plan[] =>
  BRANDS.flatMap(({ perMinute, seeds, sizes }) =>
    seeds.flatMap((seed) => [
      ...CRISES.flatMap((kind) => sizes.map((size) => ({ set, kind, perMinute, size, seed }))),
      ...(seed === seeds.at(-1) ? LOOK_ALIKES : []).map((kind, i) => {
        const size = perMinute > 5 ? 'middle' : SIZES[1 + ((i + seed) % 2)]!;
        return { set, kind, perMinute, size, seed };
      }),
      { set, kind: 'calm' as const, perMinute, size: 'small' as const, seed },
    ]),
  );

const tell = ({ plan, verdict }: Result): void => {
  const { kind, perMinute, brand, size, seed } = plan;
  console.error(JSON.stringify({ kind, perMinute, brand, size, seed, ...verdict }));
};

const playAll = (set: SetName): Result[] => {
  const understand = createUnderstand(defaultCatalogue());
  let past: { key: string; rows: Understood[] } = { key: '', rows: [] };
  return plansOf(set).map((plan) => {
    const brand = BRANDS.find(({ perMinute }) => perMinute === plan.perMinute)!;
    const key = historyKey(plan);
    if (past.key !== key) {
      past = { key, rows: historyOf(plan, brand.weeks).map(understand) };
    }
    const recording = plan.kind === 'calm' ? calmDays(plan, brand.calmDays) : record(plan);
    const told = play(
      recording.mentions,
      past.rows.filter(({ at }) => at < recording.startAt),
    );
    const result = { plan, days: brand.calmDays, verdict: judge(recording, told) };
    tell(result);
    return result;
  });
};

/** Of the exam, where a run of the same commit stopped it goes on. */
const examFile = (): string => {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' });
  return join(tmpdir(), `crises-exam-${commit.trim()}.ndjson`);
};

const playExam = (): Result[] => {
  const file = examFile();
  const known = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  const results = known.filter(Boolean).map((line) => JSON.parse(line) as Result);
  const understand = createUnderstand(defaultCatalogue());
  let past: { brand: string; rows: Understood[] } = { brand: '', rows: [] };
  for (const plan of EXAM_PLANS.slice(results.length)) {
    const { brand, kind } = plan;
    const { perMinute } = EXAM_WORLDS[brand];
    const days = perMinute > 1 ? 2 : 7;
    if (past.brand !== brand) {
      past = { brand, rows: examHistory(brand, EXAM_WEEKS).map(understand) };
    }
    const recording = kind === 'calm' ? examCalm(brand, days) : examRecord(plan);
    const told = play(
      recording.mentions,
      past.rows.filter(({ at }) => at < recording.startAt),
    );
    const result = { plan: { ...plan, perMinute }, days, verdict: judge(recording, told) };
    appendFileSync(file, `${JSON.stringify(result)}\n`);
    results.push(result);
  }
  results.forEach(tell);
  rmSync(file);
  return results;
};

const isIn = (kinds: readonly string[]) => (result: Result) => kinds.includes(result.plan.kind);

const crisisRows = (results: Result[]): Row[] => {
  const found = results.filter(({ verdict }) => (verdict.calledMin ?? Infinity) <= HOUR_MIN);
  const right = found.filter(({ plan, verdict }) => verdict.scenarioAtHour === plan.kind);
  const delays = found.map(({ verdict }) => verdict.calledMin!);
  const rows: Row[] = [
    { bench: 'found', value: round(found.length / results.length), unit: 'within the hour' },
    { bench: 'right', value: round(right.length / results.length), unit: 'and named right' },
    { bench: 'delay', value: round(mean(delays)), unit: 'min, mean of those found' },
    {
      bench: 'others',
      value: round(mean(results.map(({ verdict }) => verdict.others.length))),
      unit: 'more crises beside the story, a recording',
    },
  ];
  for (const size of SIZES) {
    const of = results.filter(({ plan }) => plan.size === size);
    const seen = of.filter((result) => found.includes(result));
    rows.push({ bench: `found.${size}`, value: round(seen.length / of.length), unit: 'share' });
  }
  for (const kind of CRISES) {
    for (const scenario of [...SCENARIOS, null]) {
      const count = results.filter(
        ({ plan, verdict }) =>
          plan.kind === kind &&
          (found.some((f) => f.plan === plan) ? verdict.scenarioAtHour : null) === scenario,
      ).length;
      if (count > 0)
        rows.push({
          bench: `as.${kind}.${scenario ?? 'missed'}`,
          value: count,
          unit: 'recordings',
        });
    }
  }
  return rows;
};

const lookAlikeRows = (results: Result[]): Row[] => {
  const rows: Row[] = [];
  for (const kind of LOOK_ALIKES) {
    const of = results.filter(({ plan }) => plan.kind === kind);
    const called = of.filter(({ verdict }) => verdict.calledMin !== null);
    const levels = called.map(({ verdict }) => LEVELS.indexOf(verdict.top!));
    rows.push({
      bench: `calls.${kind}`,
      value: called.length,
      unit: `of ${of.length}; highest ${LEVELS[Math.max(...levels)] ?? 'none'}`,
    });
  }
  const called = results.filter(({ verdict }) => verdict.calledMin !== null);
  return [
    { bench: 'look-alikes', value: round(called.length / results.length), unit: 'called' },
    ...rows,
  ];
};

const calmRows = (results: Result[]): Row[] => {
  const weeks = results.reduce((sum, { days }) => sum + days / 7, 0);
  const perWeek = (bench: string, count: number): Row => {
    return { bench, value: round(count / weeks), unit: 'a brand and week' };
  };
  const early = results.reduce((sum, { verdict }) => sum + verdict.early, 0);
  const signals = results.map(({ verdict }) => verdict.signalsBefore);
  const indicators = [...new Set(signals.flatMap((counts) => Object.keys(counts)))];
  return [
    perWeek('calm.crises', early),
    perWeek(
      'calm.signals',
      signals.reduce((sum, counts) => sum + sumOf(counts), 0),
    ),
    ...indicators.map((indicator) =>
      perWeek(
        `calm.signals.${indicator}`,
        signals.reduce((sum, counts) => sum + (counts[indicator] ?? 0), 0),
      ),
    ),
  ];
};

const measure = (set: string, results: Result[]): Row[] =>
  [
    ...crisisRows(results.filter(isIn(CRISES))),
    ...lookAlikeRows(results.filter(isIn(LOOK_ALIKES))),
    ...calmRows(results.filter(isIn(['calm']))),
  ].map((row) => ({ ...row, bench: `crises.${set}.${row.bench}` }));

export const benches: { name: string; run(): Promise<Row[]> }[] = [
  { name: 'crises', run: async () => measure('tuning', playAll('tuning')) },
  { name: 'crises.judging', run: async () => measure('judging', playAll('judging')) },
  { name: 'crises.exam', run: async () => measure('exam', playExam()) },
];
