/** Crises made of real posts: rows of the development data that report one kind of trouble at other
 * brands and on other days are played over the ordinary traffic of a brand, whose own first days are
 * the history. Skipped where that data is absent; nothing of a text is told. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { mentionIn, type Mention } from '#contracts/mention.ts';
import { LEVELS, type Level } from '#contracts/crisis.ts';
import { judge, play, type Verdict } from '../scenarios/recorded/judge.ts';
import { crisesOf, type Plan, type Real } from './real-stories.ts';

type Row = { bench: string; value: number; unit: string };
type Result = { plan: Plan; verdict: Verdict };

const DATA = new URL('../../../shared/data/', import.meta.url);
const HOUR_MIN = 60;

const rowsOf = (name: string): Real[] =>
  gunzipSync(readFileSync(new URL(`${name}.ndjson.gz`, DATA)))
    .toString()
    .trim()
    .split('\n')
    .flatMap((line) => {
      const raw = JSON.parse(line) as { label?: Real['label'] };
      const parsed = mentionIn.safeParse(raw);
      return parsed.success ? [{ ...parsed.data, label: raw.label }] : [];
    });

const strip = ({ label: _label, ...row }: Real): Mention => row;

const playOne = (plan: Plan): Result => {
  const rows = [...plan.usual, ...plan.story]
    .filter(({ at }) => at >= plan.startAt && at < plan.endAt)
    .sort((a, b) => a.at - b.at);
  const history = plan.usual.filter(({ at }) => at < plan.startAt);
  const told = play(rows.map(strip), history.map(strip));
  return { plan, verdict: judge({ onsetAt: plan.onsetAt }, told) };
};

const isFound = ({ verdict }: Result): boolean =>
  verdict.calledMin !== null && verdict.calledMin <= HOUR_MIN;
const isAtLeast = (level: Level | null, least: Level): boolean =>
  level !== null && LEVELS.indexOf(level) >= LEVELS.indexOf(least);

const tell = ({ plan, verdict }: Result): void => {
  const { name, expected, story } = plan;
  const { calledMin, scenarioAtHour, levelAtHour, top, others, early, title } = verdict;
  console.error(
    JSON.stringify({
      ...{ name, expected: expected.join('|'), posts: story.length, calledMin, scenarioAtHour },
      ...{ levelAtHour, top, others: others.length, early, title },
    }),
  );
};

const share = (some: readonly Result[], all: readonly Result[]): number =>
  Math.round((1000 * some.length) / Math.max(1, all.length)) / 1000;

const measure = (): Row[] => {
  if (!existsSync(DATA)) return [];
  const plans = crisesOf({ airline: rowsOf('airline-2015'), music: rowsOf('spotifycares-2017') });
  const results = plans.map((plan) => {
    const result = playOne(plan);
    tell(result);
    return result;
  });
  const crises = results.filter(({ plan }) => plan.expected.length > 0);
  const quiet = results.filter(({ plan }) => plan.expected.length === 0);
  const found = crises.filter(isFound);
  const right = found.filter(({ plan, verdict }) =>
    plan.expected.some((scenario) => scenario === verdict.scenarioAtHour),
  );
  const large = crises.filter(({ plan }) => plan.isLarge);
  const called = large.filter(({ verdict }) => isAtLeast(verdict.top, 'medium'));
  const more = results.filter(({ verdict }) => verdict.others.length > 0);
  return [
    { bench: 'found', value: share(found, crises), unit: 'within the hour' },
    { bench: 'right', value: share(right, crises), unit: 'and named right' },
    { bench: 'level', value: share(called, large), unit: 'of x5 and more: medium or above' },
    { bench: 'others', value: share(more, results), unit: 'with a further crisis beside it' },
    {
      bench: 'look-alikes',
      value: share(
        quiet.filter(({ verdict }) => verdict.calledMin !== null),
        quiet,
      ),
      unit: 'called',
    },
    {
      bench: 'early',
      value: results.reduce((sum, { verdict }) => sum + verdict.early, 0),
      unit: `crises before the onset, in ${Math.round(results.length * 4)} h`,
    },
  ].map((row) => ({ ...row, bench: `crises.real.${row.bench}` }));
};

export const benches = [{ name: 'crises.real', run: async () => measure() }];
