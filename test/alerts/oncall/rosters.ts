/** Random rotas for the property tests: layers of every kind, windows over midnight, peaks, imported
 * shifts and overrides on top of each other, in zones whose clocks do odd things. */
import fc from 'fast-check';
import { roster, type Layer, type OncallState } from '#contracts/oncall.ts';

/** Half an hour of summer time, quarters of an hour, a day that was left out, winter time below the
 * standard, two changes for one month, changes that ceased or came back, two hours of summer time,
 * changes at midnight and at a minute past it. */
export const ZONES = [
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'Africa/Casablanca',
  'Europe/Dublin',
  'Antarctica/Troll',
  'Africa/Cairo',
  'America/Santiago',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Asia/Tehran',
  'Asia/Gaza',
  'America/Havana',
  'Asia/Beirut',
  'Europe/Istanbul',
  'Asia/Pyongyang',
  'UTC',
] as const;

const DAY = 86_400_000;
const YEAR = 365 * DAY;
export const YEARS = 10;
export const FIRST = Date.UTC(2010, 5, 1);
export const LAST = Date.UTC(2010 + YEARS, 5, 1);
const PEOPLE = ['ada', 'ben', 'chi', 'dov', 'eli'];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const date = (min: number, max: number) =>
  fc
    .integer({ min: Math.floor(min / DAY), max: Math.floor(max / DAY) })
    .map((day) => new Date(day * DAY).toISOString().slice(0, 10));
/** Often where clocks change. */
const time = fc.oneof(
  fc.constantFrom('00:00', '00:30', '01:30', '02:00', '02:15', '02:30', '03:00', '09:00', '23:30'),
  fc
    .integer({ min: 0, max: 1439 })
    .map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16)),
);
const hours = fc.record({ from: time, to: fc.oneof(time, fc.constant('24:00')) });
const week = fc.dictionary(fc.constantFrom(...WEEKDAYS), hours, { minKeys: 1, maxKeys: 7 });
const people = fc.shuffledSubarray(PEOPLE, { minLength: 1 });
const every = fc.oneof(
  fc.record({ hours: fc.integer({ min: 5, max: 168 }) }),
  fc.record({ days: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ weeks: fc.integer({ min: 1, max: 5 }) }),
);
const layer: fc.Arbitrary<Layer> = fc.record(
  {
    people,
    every,
    startsOn: date(FIRST - 400 * DAY, FIRST + 900 * DAY),
    handoverAt: time,
    until: date(FIRST + 100 * DAY, LAST),
    during: week,
  },
  { requiredKeys: ['people', 'every', 'startsOn', 'handoverAt'] },
);
/** Close together, so that they lie over each other, and most of the years are left to turns. */
const stretch = (first: number, years: number, most: number) =>
  fc
    .tuple(
      fc.integer({ min: FIRST + first * YEAR, max: FIRST + (first + years) * YEAR }),
      fc.oneof(fc.integer({ min: 1, max: DAY }), fc.integer({ min: DAY, max: most })),
    )
    .map(([from, length]) => ({ from, to: from + length }));
const peak = fc
  .tuple(
    date(FIRST + 2 * YEAR, FIRST + 4 * YEAR),
    fc.integer({ min: 1, max: 400 }),
    fc.array(layer, { minLength: 1, maxLength: 2 }),
  )
  .map(([from, days, layers]) => ({
    name: 'sale',
    from,
    to: new Date(Date.parse(from) + days * DAY).toISOString().slice(0, 10),
    layers,
  }));

/** One rota, `on-call`, in the zone, with all that may lie over it. */
export const stateIn = (timeZone: string): fc.Arbitrary<OncallState> =>
  fc
    .record({
      layers: fc.array(layer, { maxLength: 3 }),
      peaks: fc.array(peak, { maxLength: 4 }),
      shifts: fc.array(stretch(1, 2, 120 * DAY), {
        maxLength: 20,
      }),
      overrides: fc.array(
        fc.record({
          at: stretch(0, 2, 120 * DAY),
          person: fc.option(fc.constantFrom(...PEOPLE)),
          createdAt: fc.integer({ min: 0, max: 4 }),
        }),
        { maxLength: 20 },
      ),
    })
    .map(({ layers, peaks, shifts, overrides }) => ({
      roster: roster.parse({
        people: PEOPLE.map((key) => ({ key, name: key })),
        rotas: [{ key: 'on-call', timeZone, layers, peaks }],
      }),
      overrides: overrides.map(({ at, person, createdAt }, index) => ({
        ...at,
        id: `o${String(index).padStart(2, '0')}`,
        rota: 'on-call',
        person,
        createdAt,
        by: 'x',
        reason: '',
        swap: null,
      })),
      calendars: [
        {
          rota: 'on-call',
          shifts: shifts.map((one, index) => ({ ...one, person: PEOPLE[index % 5]! })),
          expandedFrom: FIRST,
          expandedTo: LAST,
        },
      ],
      confirmations: [],
      pushPeople: [],
    }));
