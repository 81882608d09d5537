/** The invented people behind the brand of the demo: who leads when, how each is reached, and when they
 * last confirmed it. Their phones and chat all end in the sink of the demo. */
import { stringify } from 'yaml';
import { wayKeyOf } from '#alerts/oncall/ways.ts';
import { roster, type Confirmation } from '#contracts/oncall.ts';
import { instantOut } from '#contracts/text.ts';
import { confirmWay } from '#server/store/oncall-confirmations.ts';
import type { Db } from '#server/store/sql.ts';

const DAY_MS = 24 * 3_600_000;
const CONFIRM_EVERY_DAYS = 90;
/** The rotas began on a Monday so long ago. */
const WEEKS_BACK = 6;

type Member = {
  key: string;
  name: string;
  timeZone: string;
  roles?: string[];
  reserve?: { minutesToArrive: number; skills: string[] };
  email?: string;
  /** Days since they confirmed chat, text messages and voice; null: never. */
  confirmedDaysAgo: [number | null, number | null, number | null];
};

/** Kira has only just joined: while she leads, coverage shows a hole. One way of Luc is due soon. */
const MEMBERS: Member[] = [
  {
    ...{ key: 'ada', name: 'Ada Okafor', timeZone: 'Europe/London', roles: ['management'] },
    confirmedDaysAgo: [12, 12, 12],
  },
  {
    ...{ key: 'amir', name: 'Amir Rossi', timeZone: 'Europe/Rome', roles: ['press'] },
    confirmedDaysAgo: [30, 31, 31],
  },
  {
    ...{ key: 'quinn', name: 'Quinn Ashby', timeZone: 'America/New_York' },
    confirmedDaysAgo: [44, 44, 20],
  },
  {
    ...{ key: 'jonas', name: 'Jonas Keller', timeZone: 'Europe/Berlin' },
    confirmedDaysAgo: [3, 3, 3],
  },
  {
    ...{ key: 'ines', name: 'Ines Costa', timeZone: 'Europe/Lisbon' },
    confirmedDaysAgo: [17, 18, 18],
  },
  {
    ...{ key: 'luc', name: 'Luc Duval', timeZone: 'Europe/Paris' },
    reserve: { minutesToArrive: 30, skills: ['French', 'telephone'] },
    confirmedDaysAgo: [9, 40, 86],
  },
  {
    ...{ key: 'maya', name: 'Maya Garcia', timeZone: 'America/Mexico_City' },
    reserve: { minutesToArrive: 60, skills: ['Spanish', 'chat'] },
    confirmedDaysAgo: [25, 25, 25],
  },
  {
    ...{ key: 'kira', name: 'Kira Novak', timeZone: 'Asia/Singapore' },
    reserve: { minutesToArrive: 90, skills: ['English', 'social media'] },
    confirmedDaysAgo: [2, null, null],
  },
];

const WEEKEND = ['sat', 'sun'];
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', ...WEEKEND];
const daily = (from: string, to: string, days = WEEK) =>
  Object.fromEntries(days.map((day) => [day, { from, to }]));

/** Numbers that belong to nobody: the range that is kept free for films. */
const phoneOf = (index: number) => `+4477009001${String(index).padStart(2, '0')}`;
const waysOf = (index: number) => [
  { via: 'slack', address: `U0MARLO${index}` },
  { via: 'sms', address: phoneOf(index) },
  { via: 'voice', address: phoneOf(index) },
];

/** The Monday on which all rotas began. */
const firstDay = (now: number): string => {
  const monday = now - ((new Date(now).getUTCDay() + 6) % 7) * DAY_MS;
  return instantOut(monday - WEEKS_BACK * 7 * DAY_MS).slice(0, 10);
};

const rotasOf = (startsOn: string) => {
  const weekly = (people: string[], more: object = {}) => ({ people, startsOn, ...more });
  return [
    {
      ...{ key: 'on-call', name: 'On-call leader', timeZone: 'Europe/Berlin' },
      layers: [
        weekly(['jonas', 'ines', 'luc'], { name: 'Europe' }),
        weekly(['maya'], { name: 'Americas', during: daily('19:00', '03:00') }),
        weekly(['quinn'], { name: 'Night of Europe', during: daily('03:00', '08:00') }),
        weekly(['kira'], { name: 'Weekends', during: daily('03:00', '08:00', WEEKEND) }),
      ],
    },
    {
      ...{ key: 'lead', name: 'Senior leader on call', timeZone: 'Europe/Berlin' },
      layers: [weekly(['amir', 'quinn'])],
    },
    {
      ...{ key: 'german', name: 'German desk', timeZone: 'Europe/Berlin' },
      layers: [weekly(['jonas', 'amir'], { every: { days: 3 } })],
    },
    {
      ...{ key: 'romance', name: 'French, Spanish and Portuguese desk', timeZone: 'Europe/Paris' },
      layers: [weekly(['luc', 'ines', 'maya'])],
    },
    {
      ...{ key: 'english', name: 'English desk', timeZone: 'Europe/London' },
      layers: [
        weekly(['ada', 'quinn'], { every: { days: 7 } }),
        weekly(['kira'], { name: 'Asia', during: daily('00:00', '08:00') }),
      ],
    },
  ];
};

/** `email`: of the demo's own login, which is Ada. */
const rowsOf = (now: number, email: string) => ({
  confirmEveryDays: CONFIRM_EVERY_DAYS,
  people: MEMBERS.map(({ confirmedDaysAgo: _, ...member }, index) => ({
    ...member,
    ...(member.key === 'ada' && { email }),
    ways: waysOf(index),
  })),
  rotas: rotasOf(firstDay(now)),
});

/** `rota.yaml` as an operator would write it. */
export const demoRoster = (now: number, email: string): string =>
  `# The team of the demo: everybody in it is invented.\n${stringify(rowsOf(now, email))}`;

/** Whose phone or chat an address is, for the sink. */
export const nameOfAddress = (address: string): string =>
  MEMBERS.find((_, index) => waysOf(index).some((way) => way.address === address))?.name ??
  'somebody';

/** What the team has confirmed by now. */
export const teamConfirmations = (now: number): Confirmation[] =>
  roster.parse(rowsOf(now, 'ada@marlo.example')).people.flatMap(({ key, ways }, index) =>
    ways.flatMap((way, number) => {
      const ago = MEMBERS[index]?.confirmedDaysAgo[number] ?? null;
      const confirmedAt = now - (ago ?? 0) * DAY_MS;
      return ago === null ? [] : [{ person: key, way: wayKeyOf(way), confirmedAt }];
    }),
  );

export const confirmTeam = async (db: Db, now: number): Promise<void> => {
  for (const row of teamConfirmations(now)) await confirmWay(db, row);
};
