/** A made-up team for the browser tests of on-call: people, rotas, who confirmed what, who stands in. */
import { roster, type OncallState, type Override, type Roster } from '#contracts/oncall.ts';
import { wayKeyOf } from '#alerts/oncall/ways.ts';

export type OncallFace = 'team' | 'holes' | 'empty' | 'broken' | 'loading';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const ways = (name: string, digit: number) => [
  { via: 'push' },
  { via: 'mail', address: `${name}@example.test` },
  { via: 'sms', address: `+49301234560${digit}` },
  { via: 'voice', address: `+49301234560${digit}` },
];
const reserve = (minutesToArrive: number, ...skills: string[]) => ({
  reserve: { minutesToArrive, skills },
});
const TEAM = roster.parse({
  people: [
    { key: 'ada', name: 'Ada Okafor', timeZone: 'Europe/Berlin', ways: ways('ada', 1) },
    { key: 'nadia', name: 'Nadia Haddad', timeZone: 'Europe/Berlin', ways: ways('nadia', 2) },
    { key: 'ben', name: 'Ben Castellano', timeZone: 'America/New_York', ways: ways('ben', 3) },
    { key: 'mei', name: 'Mei Tanaka', timeZone: 'Asia/Tokyo', ways: ways('mei', 4), roles: ['pr'] },
    { key: 'ilse', name: 'Ilse Vermeer', timeZone: 'Europe/Berlin', ways: ways('ilse', 5) },
    {
      key: 'kofi',
      name: 'Kofi Mensah',
      timeZone: 'Africa/Accra',
      ways: ways('kofi', 6).slice(0, 2),
    },
    {
      key: 'rosa',
      name: 'Rosa Delgado',
      timeZone: 'Europe/Madrid',
      ...reserve(30, 'Spanish', 'refunds'),
    },
    {
      key: 'jonas',
      name: 'Jonas Brandt',
      timeZone: 'Europe/Berlin',
      ...reserve(45, 'German, legal'),
    },
    { key: 'priya', name: 'Priya Nair', timeZone: 'Asia/Kolkata', ...reserve(120) },
    {
      key: 'sven',
      name: 'Sven Lund',
      timeZone: 'Europe/Oslo',
      active: false,
      ...reserve(20, 'press'),
    },
  ],
  rotas: [
    {
      ...{ key: 'on-call', name: 'On-call leader', timeZone: 'Europe/Berlin' },
      layers: [{ people: ['ada', 'ben', 'nadia'], every: { days: 2 }, startsOn: '2025-01-06' }],
    },
    {
      ...{ key: 'lead', name: 'Senior leader on call', timeZone: 'Europe/Berlin' },
      layers: [{ people: ['ilse', 'kofi'], startsOn: '2025-01-06' }],
    },
    {
      ...{ key: 'night', name: 'Night desk', timeZone: 'Asia/Tokyo' },
      layers: [
        {
          ...{ people: ['mei', 'ilse'], every: { days: 1 }, startsOn: '2025-01-06' },
          during: Object.fromEntries(
            ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, { from: '09:00', to: '21:00' }]),
          ),
        },
      ],
    },
  ],
});
export const TEXT = `confirmEveryDays: 90
people:
  - key: ada
    name: Ada Okafor
    timeZone: Europe/Berlin
    ways:
      - via: mail
        address: a***@example.test
rotas:
  - key: on-call
    name: On-call leader
`;

export const stateOf = (face: OncallFace, now: number): OncallState => {
  const people: Roster = face === 'empty' ? roster.parse({}) : TEAM;
  const isHoley = face === 'holes';
  const confirmations = people.people.flatMap((person, index) =>
    person.ways
      .filter((_, place) => (isHoley ? place === 1 : index !== 2 || place < 3))
      .map((way) => ({
        ...{ person: person.key, way: wayKeyOf(way) },
        confirmedAt: now - (isHoley && index === 0 ? 200 : 10 + index) * DAY,
      })),
  );
  const nobody: Override = {
    ...{ id: 'o9', rota: 'lead', person: null, from: now - HOUR, to: now + 5 * HOUR },
    ...{ createdAt: now - DAY, by: 'Ilse Vermeer', reason: 'Nobody stands in', swap: null },
  };
  const standIn: Override = {
    ...{ id: 'o1', rota: 'lead', person: 'ada', from: now + 3 * DAY, to: now + 4 * DAY },
    ...{ createdAt: now - DAY, by: 'Ilse Vermeer', reason: 'A wedding', swap: null },
  };
  return {
    roster: people,
    overrides: face === 'empty' ? [] : isHoley ? [nobody] : [standIn],
    calendars: [],
    confirmations,
    pushPeople: [],
  };
};
