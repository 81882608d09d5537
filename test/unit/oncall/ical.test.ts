/** Calendars out and in: what goes out comes in again, recurrences keep their local hour, and no file
 * from outside brings the reader down. */
import { describe, expect, test } from 'vitest';
import { person, type Person } from '#contracts/oncall.ts';
import { CALENDAR, readCalendar } from '#server/oncall/ical-in.ts';
import { calendarOf } from '#server/oncall/ical-out.ts';

const at = (text: string): number => Date.parse(text);
const people: Person[] = [
  { key: 'ada', name: 'Ada Okafor', email: 'ada@example.test' },
  { key: 'ben', name: 'Ben Ito', ways: [{ via: 'mail' as const, address: 'Ben@example.test' }] },
].map((row) => person.parse(row));
const range = { people, from: at('2026-03-01T00:00Z'), to: at('2026-05-01T00:00Z') };

const file = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) =>
  ['BEGIN:VEVENT', 'UID:a', ...lines, 'END:VEVENT'].join('\r\n');
const spans = (text: string, more = {}) =>
  readCalendar(text, { ...range, ...more }).shifts.map(
    ({ person: key, from, to }) =>
      `${key} ${new Date(from).toISOString().slice(0, 16)} ${new Date(to).toISOString().slice(0, 16)}`,
  );
const NEW_YORK = [
  'BEGIN:VTIMEZONE',
  'TZID:Head office',
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:-0500',
  'TZOFFSETTO:-0400',
  'DTSTART:20070311T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:-0400',
  'TZOFFSETTO:-0500',
  'DTSTART:20071104T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
];

describe('a calendar that goes out', () => {
  const shifts = [
    {
      rota: 'on call',
      person: 'ada',
      source: 'layer' as const,
      from: at('2026-03-28T08:00Z'),
      to: at('2026-03-29T07:00Z'),
    },
    {
      rota: 'lead',
      person: 'ada',
      source: 'override' as const,
      from: at('2026-04-01T08:00Z'),
      to: at('2026-04-02T08:00Z'),
    },
  ];
  const rotas = [{ key: 'lead', name: 'Lead; of, all', timeZone: 'UTC', layers: [], peaks: [] }];
  const made = (now: number) => calendarOf({ person: people[0]!, shifts, rotas, now });

  test('comes in again, by whose it is', () => {
    const renamed = made(0).replaceAll(/SUMMARY:.*/g, 'SUMMARY:Ada Okafor');
    expect(spans(renamed)).toEqual([
      'ada 2026-03-28T08:00 2026-03-29T07:00',
      'ada 2026-04-01T08:00 2026-04-02T08:00',
    ]);
  });

  test('names a shift the same each time, escapes its words and holds no address', () => {
    const first = made(1_000);
    const uids = (text: string) => text.match(/^UID:.*$/gm);
    expect(uids(first)).toEqual(uids(made(9_000_000)));
    expect(new Set(uids(first)).size).toBe(2);
    expect(first).toContain('SUMMARY:Lead\\; of\\, all (standing in)');
    expect(first).toContain('DTSTAMP:19700101T000001Z');
    expect(first).not.toMatch(/example\.test|ATTENDEE|ORGANIZER/);
  });
});

describe('a calendar that comes in', () => {
  test('says who by attendee, by name or by key', () => {
    const one = (day: number, ...lines: string[]) =>
      event(`DTSTART:202603${day}T090000Z`, `DTEND:202603${day}T170000Z`, ...lines);
    const text = file(
      one(10, 'SUMMARY:Ada Okafor', 'ATTENDEE;CN=x:MAILTO:ben@example.test'),
      one(11, 'SUMMARY: ada okafor'),
      one(12, 'SUMMARY:BEN'),
      one(13, 'SUMMARY:Somebody else'),
      one(14, 'SUMMARY:Ada Okafor', 'ATTENDEE:mailto:guest@elsewhere.test'),
      one(15, 'SUMMARY:Ada Okafor', 'STATUS:CANCELLED'),
    );
    const { shifts, problems } = readCalendar(text, range);
    expect(shifts.map((row) => row.person)).toEqual(['ben', 'ada', 'ben', 'ada']);
    expect(problems).toEqual(['event 4 names nobody of the roster']);
  });

  test('weekly shifts keep their hour when the clock changes, by name and by the rules of the file', () => {
    const weekly = (zone: string) =>
      event(
        'SUMMARY:ada',
        `DTSTART;TZID=${zone}:20260301T090000`,
        `DTEND;TZID=${zone}:20260301T170000`,
        'RRULE:FREQ=WEEKLY;COUNT=3',
      );
    const expected = [
      'ada 2026-03-01T14:00 2026-03-01T22:00',
      'ada 2026-03-08T13:00 2026-03-08T21:00',
      'ada 2026-03-15T13:00 2026-03-15T21:00',
    ];
    expect(spans(file(weekly('America/New_York')))).toEqual(expected);
    expect(spans(file(...NEW_YORK, weekly('Head office')))).toEqual(expected);
  });

  test('left-out, cancelled and moved occurrences', () => {
    const text = file(
      event(
        'SUMMARY:ada',
        'DTSTART:20260302T090000Z',
        'DTEND:20260303T090000Z',
        'RRULE:FREQ=WEEKLY;UNTIL=20260401T000000Z',
        'EXDATE:20260309T090000Z',
      ),
      event(
        'RECURRENCE-ID:20260316T090000Z',
        'SUMMARY:ben',
        'DTSTART:20260317T090000Z',
        'DTEND:20260318T090000Z',
      ),
      event(
        'RECURRENCE-ID:20260323T090000Z',
        'STATUS:CANCELLED',
        'DTSTART:20260323T090000Z',
        'DTEND:20260324T090000Z',
      ),
      event('SUMMARY:ben', 'DTSTART:20260410T090000Z', 'DTEND:20260411T090000Z').replace(
        'UID:a',
        'UID:b',
      ),
    );
    expect(readCalendar(text, range).problems).toEqual([]);
    expect(spans(text)).toEqual([
      'ada 2026-03-02T09:00 2026-03-03T09:00',
      'ben 2026-03-17T09:00 2026-03-18T09:00',
      'ada 2026-03-30T09:00 2026-03-31T09:00',
      'ben 2026-04-10T09:00 2026-04-11T09:00',
    ]);
  });

  test('whole days and hours without a zone are on the clock of the file, or of the rota', () => {
    const days = event('SUMMARY:ada', 'DTSTART;VALUE=DATE:20260329', 'DTEND;VALUE=DATE:20260330');
    const hours = event('SUMMARY:ben', 'DTSTART:20260410T090000', 'DTEND:20260410T100000');
    expect(spans(file('X-WR-TIMEZONE:Europe/Berlin', days, hours))).toEqual([
      'ada 2026-03-28T23:00 2026-03-29T22:00',
      'ben 2026-04-10T07:00 2026-04-10T08:00',
    ]);
    expect(spans(file(hours), { timeZone: 'Asia/Tokyo' })).toEqual([
      'ben 2026-04-10T00:00 2026-04-10T01:00',
    ]);
  });

  test('only what touches the time asked for', () => {
    const daily = event(
      'SUMMARY:ada',
      'DTSTART:20200101T000000Z',
      'DTEND:20200102T000000Z',
      'RRULE:FREQ=DAILY',
    );
    const days = spans(file(daily), { from: at('2026-03-05T12:00Z'), to: at('2026-03-07T00:00Z') });
    expect(days).toEqual([
      'ada 2026-03-05T00:00 2026-03-06T00:00',
      'ada 2026-03-06T00:00 2026-03-07T00:00',
    ]);
  });
});

describe('a hostile calendar', () => {
  const when = ['SUMMARY:ada', 'DTSTART:20260302T090000Z', 'DTEND:20260302T100000Z'];
  const RULES = [
    'FREQ=SECONDLY',
    'FREQ=MINUTELY;COUNT=9999999',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;INTERVAL=7;BYDAY=TU',
    'FREQ=DAILY;INTERVAL=999999999',
    'FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=WEEKLY;BYSETPOS=40;BYDAY=MO',
  ];
  test.for(RULES)('%s is not followed', (rule) => {
    const read = readCalendar(file(event(...when, `RRULE:${rule}`)), range);
    expect(read).toEqual({
      shifts: [],
      problems: ['event 1 repeats by a rule that is not followed'],
    });
  });

  test('a zone whose rule names no date is not followed, and the rest is read', () => {
    const wild = NEW_YORK.map((line) =>
      line.replace(/RRULE:.*/, 'RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU'),
    );
    const zoned = event('SUMMARY:ada', 'DTSTART;TZID=Head office:20260302T090000', 'DURATION:PT1H');
    const read = readCalendar(file(...wild, zoned), range);
    expect(read.problems).toEqual(['a time zone of the file has a rule that is not followed']);
    expect(read.shifts).toHaveLength(1);
  });

  test('recurrences end at the limit, alone and together', () => {
    const daily = event(
      'SUMMARY:ada',
      'DTSTART:19010101T000000Z',
      'DTEND:19010101T010000Z',
      'RRULE:FREQ=DAILY',
    );
    const read = readCalendar(file(...Array.from({ length: 50 }, () => daily)), range);
    expect(read.shifts).toEqual([]);
    expect(read.problems).toHaveLength(50);
    expect(read.problems[0]).toBe('event 1 repeats too often to be followed to its end');
  });

  test('whoever is named is looked up once, however often an event repeats', () => {
    const crowd = Array.from({ length: 2_000 }, (_, index) =>
      person.parse({ key: `p${index}`, name: `Person ${index}`, email: `p${index}@x.org` }),
    );
    const strangers = Array.from({ length: 1_500 }, () => 'ATTENDEE:mailto:who@x.org');
    const lines = ['DTSTART:20260301T090000Z', 'DTEND:20260301T100000Z', 'RRULE:FREQ=DAILY'];
    const events = Array.from({ length: 10 }, () => event(...strangers, ...lines));
    const known = event(...strangers, 'ATTENDEE:mailto:P1999@x.org', ...lines);
    const read = readCalendar(file(...events, known), { ...range, people: crowd });
    expect(read.problems).toHaveLength(10);
    expect(new Set(read.shifts.map((shift) => shift.person))).toEqual(new Set(['p1999']));
  });

  test.for<[string, string]>([
    ['nothing', ''],
    ['no calendar', 'BEGIN:VCARD\r\nFN:x\r\nEND:VCARD'],
    ['prose', 'We meet on Monday.\n'],
    ['an open end', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:2026'],
    ['binary', '\u0000\u0001\ufffd'.repeat(1_000)],
    ['deep nesting', `BEGIN:VCALENDAR\r\n${'BEGIN:X\r\n'.repeat(20_000)}`],
    ['one long line', `BEGIN:VCALENDAR\r\nX-A:${'a'.repeat(500_000)}\r\nEND:VCALENDAR`],
    ['a line folded often', `BEGIN:VCALENDAR\r\nX-A:${'a\r\n '.repeat(100_000)}\r\nEND:VCALENDAR`],
    ['too large', 'x'.repeat(CALENDAR.bytesMax + 1)],
    ['an event without times', file(event('SUMMARY:ada'))],
    ['times that are none', file(event('SUMMARY:ada', 'DTSTART:99999999T999999Z', 'DTEND:x'))],
    [
      'an end before the beginning',
      file(event('SUMMARY:ada', 'DTSTART:20260302T090000Z', 'DTEND:20260301T090000Z')),
    ],
    ['a rule that is none', file(event(...when, 'RRULE:x'))],
    [
      'a stand-in of a wrong time',
      file(event(...when, 'RRULE:FREQ=DAILY'), event('RECURRENCE-ID:x', ...when)),
    ],
    [
      'names of the language',
      file(event('SUMMARY:__proto__', 'UID:__proto__', 'DTSTART;TZID=__proto__:20260302T090000')),
    ],
  ])('%s gives no shift and an answer', ([, text]) => {
    expect(readCalendar(text, range).shifts).toEqual([]);
  });

  test('no text of the file stands in a problem', () => {
    const told = readCalendar(
      file(event('SUMMARY:Secret Person', 'DTSTART:20260302T090000Z', 'DTEND:20260302T100000Z')),
      range,
    );
    expect(told.problems.join()).not.toContain('Secret');
  });
});
