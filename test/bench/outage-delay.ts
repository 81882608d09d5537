/** From the first mention of an outage to the open crisis: traffic of 20 a minute that rises to five
 * times as much within 3 min, all of it about one fault, in sentences of both sets. Begins at a random
 * phase of the clock. */
import type { BucketIncrement } from '#contracts/bucket.ts';
import type { Mention } from '#contracts/mention.ts';
import type { Understood } from '#contracts/understood.ts';
import { defaultCatalogue } from '#server/catalogue-defaults.ts';
import { aggregate } from '#server/pipeline/aggregate.ts';
import { simulate, type Told } from '#server/pipeline/backtest/simulate.ts';
import { createUnderstand } from '#server/pipeline/understand.ts';
import { chanceOf, seedOf } from '../scenarios/recorded/chance.ts';
import { serviceFailure } from '../scenarios/recorded/crises.ts';
import { everydayOf, restartIds, rhythmAt } from '../scenarios/recorded/everyday.ts';
import { voicingOf } from '../scenarios/recorded/record.ts';
import type { SetName } from '../scenarios/recorded/worlds.ts';

type Row = { bench: string; value: number; unit: string };

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const PER_MINUTE = 20;
const TIMES = 5;
const RAMP_MIN = 3;
const LASTS_MIN = 12;
/** A Wednesday morning; what is older than a day only teaches the baselines. */
const NEAR = Date.UTC(2026, 2, 11, 10);
const TAUGHT_DAYS = 7;
const SEEDS = 20;

const byTime = (rows: Mention[]) => rows.sort((a, b) => a.at - b.at);
const catalogue = defaultCatalogue();
const understand = createUnderstand(catalogue);
/** Mean of the week that makes 20 a minute at this hour. */
const MEAN_PER_MINUTE = PER_MINUTE / rhythmAt(NEAR);

type Past = { taught: BucketIncrement[]; history: Understood[] };
const pastOf = (set: SetName, seed: number): Past => {
  restartIds();
  const voicing = voicingOf({ set, seed, kind: 'calm' }, 'outage past');
  const from = NEAR - TAUGHT_DAYS * DAY_MS;
  const span = { from, to: NEAR, perMinute: MEAN_PER_MINUTE };
  const rows = byTime(everydayOf(voicing, span)).map((row) =>
    understand({ ...row, id: `h${row.id}` }),
  );
  return {
    taught: aggregate(rows.filter(({ at }) => at < NEAR - DAY_MS)),
    history: rows.filter(({ at }) => at >= NEAR - DAY_MS && at < NEAR),
  };
};

/** Seconds from the first post to the open crisis; null: none while it lasts. */
const delayOf = (set: SetName, seed: number, past: Past): number | null => {
  restartIds();
  const voicing = voicingOf({ set, seed: seed % 3, kind: 'service-failure' }, 'outage');
  voicing.chance = chanceOf(seedOf(set, seed, 'outage phase'));
  const onsetAt = NEAR + (20 + 10 * voicing.chance.next()) * MINUTE_MS;
  const to = onsetAt + LASTS_MIN * MINUTE_MS;
  const usual = everydayOf(voicing, { from: NEAR, to, perMinute: MEAN_PER_MINUTE });
  // A course is told by its first hour: at height but for half of the ramp.
  const posts = (TIMES - 1) * PER_MINUTE * (60 - RAMP_MIN / 2);
  const course = { at: onsetAt, posts, rampMin: RAMP_MIN, minutes: LASTS_MIN };
  const outage = serviceFailure(voicing, course);
  const mentions = byTime([...usual, ...outage].filter(({ at }) => at < to));
  const firstAt = Math.min(...outage.map(({ at }) => at));
  const told: Told[] = [];
  simulate({ mentions, ...past, catalogue, tell: (entry) => told.push(entry) });
  const opened = told.find(
    ({ at, ...entry }) =>
      at >= firstAt &&
      at <= to &&
      entry.kind === 'transition' &&
      'crisis' in entry.transition &&
      entry.transition.crisis.state === 'open',
  );
  return opened ? (opened.at - firstAt) / 1000 : null;
};

const measure = (): Row[] => {
  const delays: (number | null)[] = [];
  for (const set of ['tuning', 'judging'] as const) {
    for (let world = 0; world < 3; world += 1) {
      const past = pastOf(set, world);
      for (let seed = world; seed < SEEDS; seed += 3) {
        const delay = delayOf(set, seed, past);
        console.error(JSON.stringify({ set, seed, delay }));
        delays.push(delay);
      }
    }
  }
  const seen = delays.filter((delay) => delay !== null).sort((a, b) => a - b);
  const at = (share: number) => seen[Math.floor(share * (seen.length - 1))]!;
  const row = (bench: string, value: number, unit: string): Row => ({
    bench: `outage-delay.${bench}`,
    value: Math.round(value * 10) / 10,
    unit,
  });
  return [
    row('mean', seen.reduce((sum, delay) => sum + delay, 0) / seen.length, 's, to reach: 75'),
    row('median', at(0.5), 's'),
    row('p90', at(0.9), 's'),
    row('longest', at(1), 's'),
    row('missed', delays.length - seen.length, `of ${delays.length}`),
  ];
};

export const benches: { name: string; run(): Promise<Row[]> }[] = [
  { name: 'outage-delay', run: async () => measure() },
];
