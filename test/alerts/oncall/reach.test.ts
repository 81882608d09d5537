/** Whom a target means, and by which ways they are reached. */
import { describe, expect, test } from 'vitest';
import { receiverConfig, type ReceiverConfig } from '#contracts/catalogue.ts';
import { roster, type OncallState } from '#contracts/oncall.ts';
import { nameOfTarget, reachOf } from '#alerts/oncall/reach.ts';
import { confirmedUntil, isConfirmed, wayKeyOf } from '#alerts/oncall/ways.ts';

const NOW = Date.parse('2026-03-04T12:00Z');
const DAY = 86_400_000;
const mail = { via: 'mail' as const, address: 'ada@example.test' };
const sms = { via: 'sms' as const, address: '+4915100000001' };

const stateOf = (more: Partial<OncallState> = {}): OncallState => ({
  roster: roster.parse({
    confirmEveryDays: 30,
    people: [
      {
        key: 'ada',
        name: 'Ada Okafor',
        ways: [{ via: 'push' }, mail, sms, { via: 'voice', address: '+4915100000001' }],
      },
      { key: 'ben', name: 'Ben Ito', roles: ['pr'], active: false, ways: [mail] },
      { key: 'chi', name: 'Chi Roy', roles: ['pr'], ways: [{ via: 'slack', address: 'U12345' }] },
    ],
    rotas: [
      {
        key: 'on-call',
        name: 'On-call leader',
        layers: [{ people: ['ada', 'chi'], startsOn: '2026-03-02' }],
      },
      { key: 'lead', layers: [{ people: ['gone'], startsOn: '2026-03-02' }] },
      { key: 'off', layers: [{ people: ['ben'], startsOn: '2026-03-02' }] },
    ],
  }),
  overrides: [],
  calendars: [],
  confirmations: [{ person: 'ada', way: wayKeyOf(mail), confirmedAt: NOW - 29 * DAY }],
  pushPeople: ['ada'],
  ...more,
});
const twilio = { accountSid: 'AC00000000', authToken: 'x'.repeat(16), from: '+1555' };
const receivers = [
  { key: 'push', kind: 'push', subject: 'mailto:x@example.test' },
  { key: 'mail', kind: 'mail', from: 'tocsin@example.test' },
  { key: 'list', kind: 'mail', from: 'tocsin@example.test', to: 'all@example.test' },
  { key: 'sms', kind: 'sms', ...twilio, leastLevel: 'high' },
  { key: 'room', kind: 'slack', url: 'https://hooks.example.test/x', contact: 'pr' },
  {
    key: 'hook',
    kind: 'webhook',
    url: 'https://example.test/',
    secret: 's'.repeat(20),
    brands: ['kestrel'],
  },
].map((row) => receiverConfig.parse(row));
const of = { at: NOW, brand: 'kestrel', level: 'high' as const };
const reach = (target: string, more = {}, list: ReceiverConfig[] = receivers, state = stateOf()) =>
  reachOf(state, list, target, { ...of, ...more });
const keys = (reached: ReturnType<typeof reach>) => reached.ways.map(({ receiver }) => receiver);

describe('a target', () => {
  test('a rota is who holds it, by their own ways in their order, then by the places of the team', () => {
    const reached = reach('rota:on-call');
    expect(reached.label).toBe('on-call leader Ada Okafor');
    expect(reached.person?.key).toBe('ada');
    expect(keys(reached)).toEqual(['push', 'mail', 'sms', 'list', 'hook']);
    expect(reached.ways.map(({ isTeam }) => isTeam)).toEqual([false, false, false, true, true]);
    expect(reached.ways.map((way) => way.isConfirmed)).toEqual([false, true, false, false, false]);
    expect(reached.problem).toBe('no receiver for phone call is set up');
  });

  test.for([
    ['rota:on-call', 'on-call leader'],
    ['next:on-call', 'next on-call leader'],
    ['rota:gone', 'gone'],
    ['role:pr', 'pr'],
    ['person:ada', 'a named person'],
  ])('%s is "%s" where no person may be named', ([target, words]) => {
    expect(nameOfTarget(stateOf().roster, target!)).toBe(words);
  });

  test('next is the person after that, without places of a team', () => {
    const reached = reach('next:on-call');
    expect(reached.label).toBe('next on-call leader Chi Roy');
    expect(keys(reached)).toEqual([]);
    expect(reached.problem).toContain('Slack cannot write to one person without a token');
  });

  test('a role is its first active person', () => {
    const reached = reach('role:pr');
    expect(reached.label).toBe('pr Chi Roy');
    expect(keys(reached)).toEqual(['room']);
  });

  test.for([
    ['rota:none', 'there is no rota none', 'none (nobody)'],
    ['rota:lead', 'gone is not on the roster', 'lead gone'],
    ['rota:off', 'Ben Ito is not active', 'off Ben Ito'],
    ['person:ben', 'Ben Ito is not active', 'Ben Ito'],
    ['person:zoe', 'zoe is not on the roster', 'zoe'],
    ['role:chef', 'nobody active has the role chef', 'chef (nobody)'],
    ['next:lead', 'nobody else holds lead next', 'next lead (nobody)'],
  ])('%s reaches nobody and says why', ([target, problem, label]) => {
    expect(reach(target!)).toMatchObject({ person: null, problem, label, ways: [] });
  });

  test('a receiver kept for a level or for brands is left out elsewhere', () => {
    expect(keys(reach('rota:on-call', { level: 'low', brand: 'other' }))).toEqual([
      'push',
      'mail',
      'list',
    ]);
    expect(reach('person:ada', { level: 'low' }).problem).toContain('SMS is not used for this');
    expect(keys(reach('rota:on-call', { brand: null }))).toContain('hook');
  });

  test('push needs a browser of that person, a named receiver is the one that is used', () => {
    expect(keys(reach('person:ada', {}, receivers, stateOf({ pushPeople: [] })))).toEqual([
      'mail',
      'sms',
    ]);
    const state = stateOf();
    const named = { ...state, roster: structuredClone(state.roster) };
    named.roster.people[0]!.ways = [
      { ...mail, receiver: 'list' },
      { ...sms, receiver: 'gone' },
    ];
    const reached = reach('person:ada', {}, receivers, named);
    expect(keys(reached)).toEqual(['list']);
    expect(reached.problem).toBe('no receiver for gone is set up');
  });

  test('no problem says an address', () => {
    for (const target of ['rota:on-call', 'next:on-call', 'person:ben', 'role:pr'])
      expect(reach(target, {}, []).problem).not.toMatch(/@|\+49|U12345/);
  });
});

describe('confirmation', () => {
  test('holds from when it was given for the days of the roster', () => {
    const state = stateOf();
    const until = NOW + DAY;
    expect(confirmedUntil(state, 'ada', mail, NOW)).toBe(until);
    expect(isConfirmed(state, 'ada', mail, until - 1)).toBe(true);
    expect(isConfirmed(state, 'ada', mail, until)).toBe(false);
    expect(isConfirmed(state, 'ada', mail, NOW - 30 * DAY)).toBe(false);
    expect(isConfirmed(state, 'chi', mail, NOW)).toBe(false);
  });

  test('another address is another way; the key shows none', () => {
    expect(wayKeyOf(mail)).not.toBe(wayKeyOf({ ...mail, address: 'ada@other.test' }));
    expect(wayKeyOf(mail)).toBe(
      wayKeyOf({ kind: 'mail', receiver: 'mail', address: mail.address }),
    );
    expect(wayKeyOf(sms)).toMatch(/^sms-[a-z0-9]{4}$/);
    expect(wayKeyOf({ via: 'push' })).toBe(
      wayKeyOf({ kind: 'push', receiver: 'p', address: null }),
    );
  });
});
