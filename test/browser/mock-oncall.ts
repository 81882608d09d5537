/** On-call as the stand-in plays it: a made-up team in memory, asked by the product's own functions, so
 * that who holds what on the page is what the product says. Answers are checked against the contract. */
import { holderOut, shiftOut } from '#contracts/oncall.ts';
import type { OncallState, Override, Swap } from '#contracts/oncall.ts';
import * as wire from '#contracts/oncall-wire.ts';
import type { z } from 'zod';
import { holderAt, nextHolder } from '#alerts/oncall/holder.ts';
import { isNightAt, localTimeOf } from '#alerts/oncall/night.ts';
import { shiftsOf } from '#alerts/oncall/shifts.ts';
import { overrideToOut, personToOut, refOf, reserveToOut, swapToOut } from '#server/oncall/wire.ts';
import { stateOf, TEXT, type OncallFace } from './team-oncall.ts';

type Answer = [status: number, body?: unknown];
/** What is sent is text, but for the people of the reserve. */
type Said = Record<string, string>;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const iso = (at: number): string => new Date(at).toISOString();
export const CODE = '402817';

/** `answer` gives the status and the body for a request of on-call's room; status 0: none. */
export const createOncall = (clock: () => number) => {
  const start = clock();
  const memory = {
    face: 'team' as OncallFace,
    swaps: [
      {
        ...{ id: 's1', rota: 'on-call', from: start + 6 * DAY, to: start + 7 * DAY },
        ...{ giver: 'ben', taker: 'nadia', state: 'asked', askedAt: start - HOUR },
        ...{ answeredAt: null, reason: 'My daughter starts school' },
      },
    ] as Swap[],
    overrides: [] as Override[],
    cancelled: new Set<string>(),
    confirmed: [] as { person: string; way: string; confirmedAt: number }[],
    feeds: [] as z.infer<typeof wire.feedOut>[],
    asked: new Map<string, { at: number; answer: 'accept' | 'refuse' | null }>(),
    versions: [{ text: TEXT, reason: 'As it was when we began', by: 'Ilse Vermeer' }],
    sent: [] as [string, unknown][],
  };
  const stateNow = (): OncallState => {
    const state = stateOf(memory.face, start);
    const all = [...state.overrides, ...memory.overrides];
    return {
      ...state,
      overrides: all.filter(({ id }) => !memory.cancelled.has(id)),
      confirmations: [
        ...memory.confirmed,
        ...state.confirmations.filter(
          (row) => !memory.confirmed.some((o) => o.person === row.person && o.way === row.way),
        ),
      ],
    };
  };

  const holders = () => {
    const [now, state] = [clock(), stateNow()];
    return state.roster.rotas.map((rota) => {
      const { person, source, since, until } = holderAt(state, rota.key, now);
      const next = nextHolder(state, rota.key, now);
      const zone = state.roster.people.find(({ key }) => key === person)?.timeZone;
      return holderOut.parse({
        ...{ rota: rota.key, name: rota.name, person: refOf(state.roster, person), source },
        since: since && iso(since),
        until: until && iso(until),
        next: next && { person: refOf(state.roster, next.person), from: iso(next.from) },
        ...(zone && {
          timeZone: zone,
          localTime: localTimeOf(zone, now),
          isNight: isNightAt(zone, now),
        }),
        ...(person === null && { problem: `nobody holds ${rota.name}` }),
        ...(memory.face === 'holes' && person && { problem: 'no browser takes push messages' }),
      });
    });
  };
  const shifts = (query: URLSearchParams) => {
    const state = stateNow();
    const [from, to] = [Date.parse(query.get('from') ?? ''), Date.parse(query.get('to') ?? '')];
    const rota = query.get('rota') ?? '';
    return shiftsOf(state, rota, from, to).map((row) =>
      shiftOut.parse({
        ...{ rota, source: row.source, person: refOf(state.roster, row.person) },
        ...{ from: iso(row.from), to: iso(row.to) },
      }),
    );
  };
  const people = () => {
    const state = stateNow();
    return state.roster.people.map((person) => {
      const isMe = person.key === 'nadia';
      return wire.personOut.parse({
        ...personToOut(state, person, clock()),
        isMe,
        ...(isMe && { browsers: 1 }),
      });
    });
  };
  const reserved = (isAsked: boolean) =>
    stateNow()
      .roster.people.map((person) => {
        const ask = memory.asked.get(person.key);
        const row = ask && {
          ...{ id: 'a', crisisId: 'c7', person: person.key, by: 'Nadia Haddad', askedAt: ask.at },
          ...{
            answer: ask.answer,
            answeredAt: ask.answer && clock(),
            minutes: ask.answer === 'accept' ? 25 : null,
          },
        };
        return reserveToOut(person, isAsked ? row : undefined, clock());
      })
      .filter((row) => row !== null)
      .map((row) => wire.reserveOut.parse(row));
  const version = (index: number) => ({
    ...{ version: index + 1, at: iso(start - (9 - index) * DAY), source: 'page' as const },
    ...memory.versions[index]!,
  });

  const put = (path: string, said: Said): Answer => {
    const { from = '', to = '', person = null } = said;
    const span = { rota: said.rota!, from: Date.parse(from), to: Date.parse(to) };
    const { roster: known } = stateNow();
    if (path === '/oncall/overrides') {
      const id = `o${memory.overrides.length + 20}`;
      const row = {
        ...span,
        id,
        person,
        createdAt: clock(),
        by: 'Nadia Haddad',
        reason: said.reason!,
        swap: null,
      };
      memory.overrides.push(row);
      return [201, wire.overrideOut.parse(overrideToOut(known, row))];
    }
    if (path === '/oncall/swaps') {
      const swap: Swap = {
        ...{ ...span, id: `s${memory.swaps.length + 1}`, giver: said.giver!, taker: said.taker! },
        ...{ state: 'asked', askedAt: clock(), answeredAt: null, reason: said.reason! },
      };
      memory.swaps.unshift(swap);
      return [201, wire.swapOut.parse(swapToOut(known, swap))];
    }
    if (path === '/oncall/confirmations') return [202, { expiresAt: iso(clock() + 600_000) }];
    if (path === '/oncall/confirmations/confirm') {
      if (said.code !== CODE) return [422, { title: 'That is not the code', status: 422 }];
      memory.confirmed.push({ person: person!, way: said.way!, confirmedAt: clock() });
      return [200, { confirmedAt: iso(clock()) }];
    }
    if (path === '/oncall/feeds') {
      memory.feeds.push({ id: 'f1', person: person!, createdAt: iso(clock()), by: 'Nadia Haddad' });
      return [201, { id: 'f1', url: 'https://tocsin.example.test/calendar/only-this-once.ics' }];
    }
    const [, , , id, action] = path.split('/');
    if (path.startsWith('/oncall/swaps/')) {
      const done = { accept: 'accepted', decline: 'declined', cancel: 'cancelled' } as const;
      const state = done[action as keyof typeof done];
      memory.swaps = memory.swaps.map((row) => (row.id === id ? { ...row, state } : row));
      return [
        200,
        swapToOut(
          known,
          memory.swaps.find((row) => row.id === id)!,
        ),
      ];
    }
    if (path.endsWith('/calendar'))
      return said.text?.includes('BEGIN:VCALENDAR')
        ? [200, { rota: 'on-call', shifts: 12, problems: ['event 3 names nobody of the roster'] }]
        : [422, { title: 'No event names a person of the roster', status: 422 }];
    if (path.endsWith('/reserve')) {
      for (const key of (said as unknown as { people: string[] }).people)
        memory.asked.set(key, { at: clock(), answer: key === 'rosa' ? 'accept' : null });
      return [200, { items: reserved(true) }];
    }
    if (path === '/oncall/roster/check') {
      const isBad = said.text!.includes('timeZone: Nowhere');
      const bad = { line: 5, where: 'people[0].timeZone', message: 'is not a time zone' };
      const hole = {
        ...{ from: iso(clock()), to: iso(clock() + DAY), scenario: 'backlash', level: 'high' },
        ...{ brand: null, step: 1, what: 'nobody', detail: 'Nobody holds on-call leader.' },
      };
      const opens = !said.text!.includes('On-call leader');
      return [200, { problems: isBad ? [bad] : [], opened: opens ? [hole] : [], closed: [] }];
    }
    return [404];
  };
  const answer = (
    method: string,
    path: string,
    body: Record<string, unknown>,
    query: URLSearchParams,
  ): Answer => {
    const said = body as Said;
    if (memory.face === 'loading') return [0];
    if (memory.face === 'broken') return [503];
    if (method !== 'GET') memory.sent.push([`${method} ${path}`, said]);
    const { roster: known } = stateNow();
    if (method === 'PUT' && path === '/oncall/roster') {
      memory.versions.push({ text: said.text!, reason: said.reason!, by: 'Nadia Haddad' });
      return [200, version(memory.versions.length - 1)];
    }
    if (method === 'DELETE') {
      const id = path.split('/')[3]!;
      memory.cancelled.add(id);
      memory.feeds = memory.feeds.filter((row) => row.id !== id);
      return [204];
    }
    if (method !== 'GET') return put(path, said);
    const lists: Record<string, () => unknown> = {
      '/oncall': () => ({ at: iso(clock()), items: holders() }),
      '/oncall/shifts': () => ({ items: shifts(query) }),
      '/oncall/people': () => ({ items: people() }),
      '/oncall/overrides': () => ({
        items: stateNow().overrides.map((row) => wire.overrideOut.parse(overrideToOut(known, row))),
      }),
      '/oncall/swaps': () => ({
        items: known.people.length === 0 ? [] : memory.swaps.map((row) => swapToOut(known, row)),
      }),
      '/oncall/feeds': () => ({ items: memory.feeds }),
      '/oncall/reserve': () => ({ items: reserved(query.get('crisis') !== null) }),
      '/oncall/roster': () => version(memory.versions.length - 1),
      '/oncall/roster/versions': () => ({
        items: memory.versions.map((_, i) => version(i)).reverse(),
      }),
      '/me': () =>
        wire.meOut.parse({
          person: { key: 'nadia', name: 'Nadia Haddad', timeZone: 'Europe/Berlin' },
        }),
    };
    const list = lists[path];
    if (list) return [200, list()];
    const asked = /^\/oncall\/roster\/versions\/(\d+)$/.exec(path);
    return asked ? [200, version(Number(asked[1]) - 1)] : [404];
  };
  return { memory, answer };
};
