/** What detection costs, and how good it is on the public benchmark of labelled mention counts (where
 * the files are at hand). */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SLOT_MS, TICK_MS, WINDOW_SLOTS, type BrandInput } from '#alerts/contract.ts';
import { learnBaseline } from '#alerts/baseline/learn.ts';
import { HOUR_MS } from '#alerts/baseline/level.ts';
import { emptyEngine, tick } from '#alerts/engine.ts';
import { detect, inferStep, readRows } from '#server/cli/detect.ts';
import { poissonOf, randomOf } from '../scenarios/random.ts';

type Row = { bench: string; value: number; unit: string; against?: string; ratio?: number };

const NAB = join(import.meta.dirname, '..', '..', '..', 'shared', 'bench', 'nab');
const START = Date.UTC(2026, 2, 2);
const BRANDS = 100;
const TOPICS = 9;
const TICKS = 60;

const brandInputs = (perSlot: number, now: number): BrandInput[] => {
  const random = randomOf(1);
  const window = () => ({
    startAt: now - WINDOW_SLOTS * SLOT_MS,
    counts: Float64Array.from({ length: WINDOW_SLOTS }, () => poissonOf(random, perSlot)),
  });
  return Array.from({ length: BRANDS }, (_, brand) => ({
    brand: `brand-${brand}`,
    volume: window(),
    negative: window(),
    question: window(),
    reach: window(),
    topics: Array.from({ length: TOPICS }, (_, topic) => ({
      topic: `topic-${topic}`,
      volume: window(),
      negative: window(),
    })),
    desk: { waiting: 5, oldestSeconds: 60, assigned: 2, slaAtRisk: 0, slaBreached: 0 },
  }));
};

/** Microseconds per series of one tick, and milliseconds per tick of 10,000 series. */
const costOfTick = async (name: string, perSlot: number): Promise<Row[]> => {
  const hours = Array.from({ length: 672 }, (_, i) => ({
    at: START - (672 - i) * HOUR_MS,
    value: perSlot * 360,
  }));
  const baselines = new Map(
    brandInputs(0, START).flatMap(({ brand, topics }) =>
      ['', ...topics.map(({ topic }) => topic)].map((topic) => {
        const series = `volume|${brand}|${topic}`;
        return [series, learnBaseline(series, hours, START)] as const;
      }),
    ),
  );
  const context = { baselines, openCrises: [], falseAlarmsPerWeek: 0.5, receivers: [] };
  let state = emptyEngine();
  let best = Infinity;
  for (let i = 1; i <= TICKS; i += 1) {
    const now = START + i * TICK_MS;
    const brands = brandInputs(perSlot, Math.ceil(now / SLOT_MS) * SLOT_MS);
    const begunAt = performance.now();
    ({ state } = tick(state, { now, brands }, context));
    best = Math.min(best, performance.now() - begunAt);
  }
  const series = BRANDS * (TOPICS + 2);
  const micros = (best * 1000) / series;
  return [
    { bench: `detect.tick.${name}`, value: Number(micros.toFixed(3)), unit: 'us/series' },
    {
      bench: `detect.tick.${name}.10k`,
      value: Number(((micros * 10_000) / 1000).toFixed(1)),
      unit: 'ms',
    },
  ];
};

type Scored = { total: { normalised: number; falseEventsPerWeek: number; windowsFound: number } };

const scoreBenchmark = async (): Promise<Row[]> => {
  if (!existsSync(NAB)) return [];
  const scorer = await import(pathToFileURL(join(NAB, 'score.mjs')).href);
  const results = await mkdtemp(join(tmpdir(), 'tocsin-nab-'));
  const data = join(NAB, 'data');
  let threshold = 0;
  for (const file of readdirSync(data).filter((name) => name.endsWith('.csv'))) {
    const rows = readRows(readFileSync(join(data, file), 'utf8'));
    const found = detect(rows, inferStep(rows));
    threshold = found.threshold;
    const lines = found.scored.map((row) => `${row.timestamp},${row.anomaly_score}`);
    await writeFile(
      join(results, `tocsin_${file}`),
      ['timestamp,anomaly_score', ...lines].join('\n'),
    );
  }
  const read = (name: string) => JSON.parse(readFileSync(join(data, name), 'utf8'));
  const windows = read('windows.json');
  const series = scorer.loadSeries({
    files: Object.keys(windows),
    dataDir: data,
    resultsDir: results,
    windows,
    labels: read('labels.json'),
  });
  const { total }: Scored = scorer.scoreDetector(series, { profile: 'standard', threshold });
  await rm(results, { recursive: true });
  return [
    { bench: 'detect.nab.standard', value: Number(total.normalised.toFixed(2)), unit: 'score' },
    {
      bench: 'detect.nab.falseAlarms',
      value: Number(total.falseEventsPerWeek.toFixed(3)),
      unit: 'events/series-week',
    },
  ];
};

export const benches: { name: string; run(): Promise<Row[]> }[] = [
  { name: 'detect.tick.busy', run: () => costOfTick('busy', 3) },
  { name: 'detect.tick.idle', run: () => costOfTick('idle', 0) },
  { name: 'detect.nab', run: scoreBenchmark },
];
