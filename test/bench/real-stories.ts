/** Which real posts make which crisis: rows by what their label or their words say, taken from other
 * brands or other days, with the handle of the brand at hand, and played faster than they came. What
 * is expected follows from how the rows were chosen, not from what the engine reads in them. */
import type { Mention } from '#contracts/mention.ts';
import type { Scenario } from '#contracts/crisis.ts';
import { chanceOf, seedOf, type Chance } from '../scenarios/recorded/chance.ts';

export type Real = Mention & { label?: { sentiment?: string; reason?: string } | undefined };
export type Plan = {
  name: string;
  /** Any of these is right; none: nobody is to be called. */
  expected: Scenario[];
  /** Five times the usual and more. */
  isLarge: boolean;
  usual: Real[];
  story: Real[];
  startAt: number;
  onsetAt: number;
  endAt: number;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** So many posts of a story come in so many hours; the largest are 5 to 20 times the usual. */
const SIZES = [
  { posts: 60, hours: 2 },
  { posts: 120, hours: 3 },
  { posts: 300, hours: 4 },
];
/** A large one adds so many times what the brand hears in the hours of a day. */
const LARGE_TIMES = 4;
const DAY_MS = 24 * HOUR_MS;
const HANDLES: Record<string, string> = {
  Delta: 'JetBlue',
  United: 'united',
  Southwest: 'SouthwestAir',
};
const OTHER_HANDLES =
  /@(united|southwestair|jetblue|usairways|virginamerica|americanair|delta)\b/gi;
const LEAVING =
  /never (fly|flying|use|again)|last time i|lost (a|my|me as a) (customer|business)|(switch|mov)(ed|ing) to|(done|through) with (you|u\b)|cancel(l?ed|l?ing)? my (sub|account|premium)|(not|never) flying|other airlines?|going to @?(delta|americanair)/i;

type Setting = {
  brand: string;
  handle: string;
  usual: Real[];
  pool: Real[];
  startAt: number;
  onsetAt: number;
};

type Draw = { setting: Setting; chance: Chance; posts: number; hours: number; rows: Real[] };

/** Posts in time: a rise of a few minutes, then even. */
const timesOf = ({ setting, chance, posts, hours }: Draw): number[] =>
  Array.from({ length: posts }, () => setting.onsetAt + chance.next() * hours * HOUR_MS).sort(
    (a, b) => a - b,
  );

const shuffled = <T>(list: readonly T[], chance: Chance): T[] => {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = chance.int(0, i);
    [copy[i], copy[j]] = [copy[j]!, copy[i]!];
  }
  return copy;
};

/** Real rows as posts about this brand, each once. */
const retold = (draw: Draw): Real[] => {
  const { setting, chance, rows } = draw;
  const picked = shuffled(rows, chance);
  return timesOf({ ...draw, posts: Math.min(draw.posts, picked.length) }).map((at, index) => {
    const row = picked[index]!;
    return {
      ...row,
      inReplyTo: undefined,
      conversation: undefined,
      id: `story-${row.id}`,
      brand: setting.brand,
      text: row.text.replace(OTHER_HANDLES, `@${setting.handle}`),
      at,
    };
  });
};

/** One real complaint, repeated by many, and answered by some in words of other real posts. */
const reposted = (draw: Draw): Real[] => {
  const { setting, chance } = draw;
  const [root, ...others] = retold(draw);
  const from = root!.author?.handle ?? 'somebody';
  const spread = others.map((row) => {
    const text = `RT @${from}: ${root!.text}`.slice(0, 140);
    if (chance.is(0.7)) return { ...row, text };
    return { ...row, inReplyTo: root!.id };
  });
  return [{ ...root!, at: setting.onsetAt }, ...spread];
};

/** A post of the brand, and what real customers answer. */
const answered = (draw: Draw): Real[] => {
  const { setting } = draw;
  const own: Real = {
    id: 'story-own',
    channel: 'twitter',
    brand: setting.brand,
    author: { id: setting.handle, handle: setting.handle },
    text: 'Tell us about your favourite moment with us this year! #MyFavouriteMoment',
    at: setting.onsetAt - 10 * MINUTE_MS,
    inbound: false,
  };
  const answers = retold(draw).map((row, index) =>
    index % 3 === 0
      ? { ...row, text: `${row.text} #MyFavouriteMoment` }
      : { ...row, inReplyTo: own.id },
  );
  return [own, ...answers];
};

type Kind = {
  name: string;
  expected: Scenario[];
  fits(row: Real): boolean;
  tell(draw: Draw): Real[];
};
const byReason = (reason: string, ...expected: Scenario[]): Kind => ({
  name: reason.toLowerCase().replaceAll(' ', '-'),
  expected,
  fits: ({ label }) => label?.reason === reason,
  tell: retold,
});
const isNegative = ({ label }: Real): boolean => label?.sentiment === 'negative';
const FAULT =
  /(not|n't|nt) (work|play|load|open|connect|let)|crash|(keeps|stopped) |down|error|glitch/i;

const AIRLINE: Kind[] = [
  byReason('Cancelled Flight', 'service-failure'),
  byReason('Late Flight', 'service-failure'),
  byReason('Lost Luggage', 'service-failure'),
  byReason('Customer Service Issue', 'queue-flood', 'service-failure'),
  { name: 'reposts', expected: ['viral-complaint'], fits: isNegative, tell: reposted },
  {
    name: 'leaving',
    expected: ['churn-wave'],
    fits: ({ text, inbound }) => inbound && LEAVING.test(text),
    tell: retold,
  },
  { name: 'own-post', expected: ['campaign-blunder'], fits: isNegative, tell: answered },
  {
    name: 'thanks',
    expected: [],
    fits: ({ label }) => label?.sentiment === 'positive',
    tell: retold,
  },
  {
    name: 'questions',
    expected: [],
    fits: ({ label }) => label?.sentiment === 'neutral',
    tell: retold,
  },
];
const MUSIC: Kind[] = [
  {
    name: 'app-fault',
    expected: ['service-failure'],
    fits: ({ text, inbound }) => inbound && FAULT.test(text),
    tell: retold,
  },
];

const plansOf = (setting: Setting, kinds: readonly Kind[], variant = ''): Plan[] =>
  kinds.flatMap(({ name, expected, fits, tell }) =>
    SIZES.map(({ posts, hours }) => {
      const rows = setting.pool.filter(fits);
      const chance = chanceOf(seedOf(setting.brand, name, posts));
      const story = tell({ setting, chance, posts, hours, rows });
      const { usual, startAt, onsetAt } = setting;
      const perHour = usual.filter(({ at }) => Math.abs(startAt - at) < DAY_MS / 2).length / 24;
      return {
        name: `${setting.brand}${variant} ${name} ${story.length}/${hours}h`,
        expected,
        isLarge: story.length / hours >= LARGE_TIMES * perHour,
        ...{ usual, story, startAt, onsetAt, endAt: onsetAt + 2.5 * HOUR_MS },
      };
    }),
  );

export const crisesOf = (data: { airline: Real[]; music: Real[] }): Plan[] => {
  const settings = Object.entries(HANDLES).map(([brand, handle], index): Setting => {
    const startAt = Date.UTC(2015, 1, 22 + (index % 2), 13);
    return {
      ...{ brand, handle, startAt, onsetAt: startAt + 90 * MINUTE_MS },
      usual: data.airline.filter((row) => row.brand === brand),
      pool: data.airline.filter((row) => row.brand !== brand),
    };
  });
  const startAt = Date.UTC(2017, 10, 1, 12);
  const music: Setting = {
    ...{ brand: 'SpotifyCares', handle: 'SpotifyCares', startAt },
    onsetAt: startAt + 90 * MINUTE_MS,
    usual: data.music.filter(({ at }) => at >= startAt - 21 * 24 * HOUR_MS && at < startAt + 1e8),
    pool: data.music.filter(({ at }) => at < startAt - 21 * 24 * HOUR_MS || at > startAt + 1e8),
  };
  const [first] = settings;
  const unnamed = (row: Real): Real => ({ ...row, brand: undefined });
  const nameless = plansOf(first!, AIRLINE, ' unnamed').map((plan) => ({
    ...plan,
    usual: plan.usual.map(unnamed),
    story: plan.story.map(unnamed),
  }));
  const bare = plansOf(first!, AIRLINE, ' bare').map((plan) => ({
    ...plan,
    usual: plan.usual.filter(({ at }) => at >= plan.startAt),
  }));
  return [
    ...settings.flatMap((setting) => plansOf(setting, AIRLINE)),
    ...plansOf(music, MUSIC),
    ...[...nameless, ...bare].filter(({ isLarge }) => isLarge),
  ];
};
