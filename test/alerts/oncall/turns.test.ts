/** On-call by hand-made rosters: hand-overs across changes of the clock, layers over layers, what lies
 * over them, who is next, whose night it is. */
import { describe, expect, test } from 'vitest';
import { roster, type OncallState, type Override } from '#contracts/oncall.ts';
import { holderAt, nextHolder } from '#alerts/oncall/holder.ts';
import { isNightAt, localTimeOf } from '#alerts/oncall/night.ts';
import { changePoints, shiftsOf, shiftsOfPerson } from '#alerts/oncall/shifts.ts';

const at = (text: string): number => Date.parse(text);
const people = ['ada', 'ben', 'chi'].map((key) => ({ key, name: key }));
const stateOf = (rota: object, more: Partial<OncallState> = {}): OncallState => ({
  roster: roster.parse({ people, rotas: [{ key: 'on-call', ...rota }] }),
  overrides: [],
  calendars: [],
  confirmations: [],
  pushPeople: [],
  ...more,
});
const override = (from: string, to: string, person: string | null, createdAt = 1): Override => ({
  id: `o${createdAt}`,
  rota: 'on-call',
  from: at(from),
  to: at(to),
  person,
  createdAt,
  by: 'x',
  reason: '',
  swap: null,
});
const daily = { people: ['ada', 'ben'], every: { days: 1 }, startsOn: '2026-03-01' };
const who = (state: OncallState, when: string) => holderAt(state, 'on-call', at(when)).person;
const startsOf = (state: OncallState, from: string, to: string) =>
  changePoints(state, 'on-call', at(from), at(to)).map((point) => new Date(point).toISOString());

describe('turns', () => {
  test('a hand-over at 09:00 stays at 09:00 when the clock changes', () => {
    const state = stateOf({ timeZone: 'Europe/Berlin', layers: [daily] });
    expect(startsOf(state, '2026-03-28T00:00Z', '2026-03-31T00:00Z')).toEqual([
      '2026-03-28T08:00:00.000Z',
      '2026-03-29T07:00:00.000Z',
      '2026-03-30T07:00:00.000Z',
    ]);
  });

  test('a time that the clock skips is the first instant after, one that it shows twice the first', () => {
    const state = stateOf({
      timeZone: 'Europe/Berlin',
      layers: [{ ...daily, handoverAt: '02:30' }],
    });
    expect(startsOf(state, '2026-03-28T12:00Z', '2026-03-29T12:00Z')).toEqual([
      '2026-03-29T01:00:00.000Z',
    ]);
    expect(startsOf(state, '2026-10-24T12:00Z', '2026-10-25T12:00Z')).toEqual([
      '2026-10-25T00:30:00.000Z',
    ]);
  });

  test('a day that was left out passes in no time, and its turn with it', () => {
    const three = { ...daily, people: ['ada', 'ben', 'chi'], startsOn: '2011-12-28' };
    const state = stateOf({
      timeZone: 'Pacific/Apia',
      layers: [{ ...three, handoverAt: '00:00' }],
    });
    expect(shiftsOf(state, 'on-call', at('2011-12-28T10:00Z'), at('2012-01-01T10:00Z'))).toEqual(
      [
        ['ada', '2011-12-28T10:00Z', '2011-12-29T10:00Z'],
        ['ben', '2011-12-29T10:00Z', '2011-12-30T10:00Z'],
        ['ada', '2011-12-30T10:00Z', '2011-12-31T10:00Z'],
        ['ben', '2011-12-31T10:00Z', '2012-01-01T10:00Z'],
      ].map(([person, from, to]) => ({ person, from: at(from!), to: at(to!), source: 'layer' })),
    );
  });

  test('turns of hours go by elapsed hours', () => {
    const state = stateOf({
      timeZone: 'Europe/Berlin',
      layers: [{ ...daily, every: { hours: 12 }, startsOn: '2026-03-28', handoverAt: '20:00' }],
    });
    expect(startsOf(state, '2026-03-28T00:00Z', '2026-03-30T00:00Z')).toEqual([
      '2026-03-28T19:00:00.000Z',
      '2026-03-29T07:00:00.000Z',
      '2026-03-29T19:00:00.000Z',
    ]);
  });

  test('before the first turn and from the last day on the layer below holds, or nobody', () => {
    const upper = { ...daily, people: ['chi'], startsOn: '2026-04-01', until: '2026-04-03' };
    const state = stateOf({ layers: [{ ...daily, people: ['ada'] }, upper] });
    expect(who(state, '2026-03-01T08:59Z')).toBeNull();
    expect(who(state, '2026-04-01T08:59Z')).toBe('ada');
    expect(who(state, '2026-04-01T09:00Z')).toBe('chi');
    expect(who(state, '2026-04-03T00:00Z')).toBe('ada');
  });

  test('a window that ends before it begins reaches into the next day', () => {
    const night = { from: '22:00', to: '06:00' };
    const state = stateOf({
      layers: [
        { ...daily, people: ['ada'] },
        { ...daily, people: ['ben'], during: { fri: night } },
      ],
    });
    expect(startsOf(state, '2026-03-06T00:00Z', '2026-03-13T00:00Z')).toEqual([
      '2026-03-06T22:00:00.000Z',
      '2026-03-07T06:00:00.000Z',
    ]);
    expect(who(state, '2026-03-07T05:59Z')).toBe('ben');
  });

  test('overrides lie over calendars over peaks over layers', () => {
    const state = stateOf(
      {
        layers: [{ ...daily, people: ['ada'] }],
        peaks: [
          {
            name: 'sale',
            from: '2026-04-01',
            to: '2026-04-08',
            layers: [{ ...daily, people: ['ben'] }],
          },
        ],
      },
      {
        calendars: [
          {
            rota: 'on-call',
            shifts: [{ person: 'chi', from: at('2026-04-02T00:00Z'), to: at('2026-04-04T00:00Z') }],
            expandedFrom: 0,
            expandedTo: at('2027-01-01T00:00Z'),
          },
        ],
        overrides: [
          override('2026-04-03T00:00Z', '2026-04-03T12:00Z', 'ada', 1),
          override('2026-04-03T06:00Z', '2026-04-03T08:00Z', null, 2),
        ],
      },
    );
    const rows = shiftsOf(state, 'on-call', at('2026-03-31T00:00Z'), at('2026-04-09T00:00Z'));
    expect(
      rows.map(({ person, source, from }) => [
        person,
        source,
        new Date(from).toISOString().slice(5, 16),
      ]),
    ).toEqual([
      ['ada', 'layer', '03-31T00:00'],
      ['ben', 'peak', '04-01T00:00'],
      ['chi', 'calendar', '04-02T00:00'],
      ['ada', 'override', '04-03T00:00'],
      [null, 'override', '04-03T06:00'],
      ['ada', 'override', '04-03T08:00'],
      ['chi', 'calendar', '04-03T12:00'],
      ['ben', 'peak', '04-04T00:00'],
      ['ada', 'layer', '04-08T00:00'],
    ]);
  });

  test('a rota that does not exist and one without layers are held by nobody', () => {
    const nobody = { person: null, source: 'nobody', since: null, until: null };
    expect(holderAt(stateOf({}), 'on-call', at('2026-01-01T00:00Z'))).toEqual(nobody);
    expect(holderAt(stateOf({}), 'other', at('2026-01-01T00:00Z'))).toEqual(nobody);
    expect(nextHolder(stateOf({}), 'on-call', at('2026-01-01T00:00Z'))).toBeNull();
  });
});

describe('next, and for how long', () => {
  const state = stateOf(
    { layers: [{ ...daily, people: ['ada', 'ada', 'ben'] }] },
    { overrides: [override('2026-03-02T12:00Z', '2026-03-02T13:00Z', 'ada')] },
  );

  test('turns of one person in a row are one stretch', () => {
    expect(holderAt(state, 'on-call', at('2026-03-02T12:30Z'))).toEqual({
      person: 'ada',
      source: 'override',
      since: at('2026-03-01T09:00Z'),
      until: at('2026-03-03T09:00Z'),
    });
  });

  test('the next holder is another person', () => {
    expect(nextHolder(state, 'on-call', at('2026-03-01T10:00Z'))).toEqual({
      person: 'ben',
      from: at('2026-03-03T09:00Z'),
    });
    expect(nextHolder(state, 'on-call', at('2026-02-01T10:00Z'))?.person).toBe('ada');
  });

  test('who is alone has nobody after them, and holds it for longer than a year', () => {
    const alone = stateOf({ layers: [{ ...daily, people: ['ada'] }] });
    expect(nextHolder(alone, 'on-call', at('2028-03-01T00:00Z'))).toBeNull();
    expect(holderAt(alone, 'on-call', at('2028-06-01T00:00Z'))).toMatchObject({
      since: null,
      until: null,
    });
  });

  test('between two change points the next holder stays the same, far overrides included', () => {
    const far = stateOf(
      { layers: [{ ...daily, people: ['ada'] }] },
      { overrides: [override('2028-06-01T00:00Z', '2028-06-02T00:00Z', 'ben')] },
    );
    const [from, to] = [at('2026-06-01T00:00Z'), at('2028-12-01T00:00Z')];
    const points = [from, ...changePoints(far, 'on-call', from, to), to];
    const kinds = points.slice(0, -1).map((point, index) => {
      const first = nextHolder(far, 'on-call', point);
      expect(nextHolder(far, 'on-call', points[index + 1]! - 1)).toEqual(first);
      return first?.person ?? null;
    });
    expect(kinds).toEqual([null, 'ben', 'ben', 'ada', null]);
  });

  test("a person's shifts are not cut at the edges of what is asked for", () => {
    const rows = shiftsOfPerson(state, 'ben', at('2026-03-03T12:00Z'), at('2026-03-06T12:00Z'));
    expect(rows).toMatchObject([
      { rota: 'on-call', from: at('2026-03-03T09:00Z'), to: at('2026-03-04T09:00Z') },
      { from: at('2026-03-06T09:00Z'), to: at('2026-03-07T09:00Z') },
    ]);
  });
});

test('night is from 22:00 to 07:00 on the own clock', () => {
  expect(localTimeOf('Asia/Kathmandu', at('2026-01-01T00:00Z'))).toBe('05:45');
  expect(isNightAt('Asia/Kathmandu', at('2026-01-01T00:00Z'))).toBe(true);
  expect(isNightAt('Asia/Kathmandu', at('2026-01-01T01:15Z'))).toBe(false);
  expect(isNightAt('Asia/Kathmandu', at('2026-01-01T16:14:59Z'))).toBe(false);
  expect(isNightAt('Asia/Kathmandu', at('2026-01-01T16:15Z'))).toBe(true);
  expect(localTimeOf('No/Where', at('2026-01-01T12:00Z'))).toBe('12:00');
});
