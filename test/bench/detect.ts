/** What detection costs: one tick of the engine over many series, busy and idle. */
import { QUIET_DESK, SLOT_MS, TICK_MS, WINDOW_SLOTS, type BrandInput } from '#alerts/contract.ts';
import { learnBaseline } from '#alerts/baseline/learn.ts';
import { HOUR_MS } from '#alerts/baseline/level.ts';
import { emptyEngine, tick } from '#alerts/engine.ts';
import { LEARNED, seriesName } from '#alerts/indicators.ts';
import { poissonOf, randomOf } from '../scenarios/random.ts';

type Row = { bench: string; value: number; unit: string; against?: string; ratio?: number };

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
    leaving: window(),
    reach: window(),
    channels: [],
    rules: [],
    voices: [],
    topics: Array.from({ length: TOPICS }, (_, topic) => ({
      topic: `topic-${topic}`,
      volume: window(),
      negative: window(),
    })),
    desk: { ...QUIET_DESK, waiting: 5, oldestSeconds: 60, assigned: 2 },
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
      [
        ...LEARNED.map(({ indicator }) => seriesName(indicator, brand, '')),
        ...topics.map(({ topic }) => seriesName('volume', brand, topic)),
      ].map((series) => [series, learnBaseline(series, hours, START)] as const),
    ),
  );
  const context = { baselines, openCrises: [], falseAlarmsPerWeek: 0.5, receivers: [] };
  let state = emptyEngine();
  let best = Infinity;
  let series = 0;
  for (let i = 1; i <= TICKS; i += 1) {
    const now = START + i * TICK_MS;
    const brands = brandInputs(perSlot, Math.ceil(now / SLOT_MS) * SLOT_MS);
    const begunAt = performance.now();
    const outcome = tick(state, { now, brands }, context);
    best = Math.min(best, performance.now() - begunAt);
    ({ state } = outcome);
    series = outcome.bands.size;
  }
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

export const benches: { name: string; run(): Promise<Row[]> }[] = [
  { name: 'detect.tick.busy', run: () => costOfTick('busy', 3) },
  { name: 'detect.tick.idle', run: () => costOfTick('idle', 0) },
];
