/** The routes of on-call: who holds what, who stands in for whom, how people are reached, calendars,
 * the reserve, and the roster as a document. */
import type { CrisisOut } from '#contracts/crisis.ts';
import type { HolderOut, ShiftOut } from '#contracts/oncall.ts';
import type {
  CalendarOut,
  FeedOut,
  MeOut,
  OverrideOut,
  PersonOut,
  ReserveOut,
  SwapOut,
} from '#contracts/oncall-wire.ts';
import { call, withQuery, type Page } from './api.ts';
import type { CheckOut, VersionOut } from './api-flowchart.ts';

/** Times in RFC 3339. `person` null: nobody, on purpose. */
export type OverrideIn = {
  rota: string;
  person: string | null;
  from: string;
  to: string;
  reason: string;
};
export type SwapIn = {
  rota: string;
  giver: string;
  taker: string;
  from: string;
  to: string;
  reason: string;
};
export type RosterOut = VersionOut & { text: string };

const of = (id: string): string => encodeURIComponent(id);

export const readMe = () => call<MeOut>('GET', '/me');
export const readHolders = () => call<{ at: string; items: HolderOut[] }>('GET', '/oncall');
export const readPeople = () => call<Page<PersonOut>>('GET', '/oncall/people');
export const readShifts = (rota: string, from: string, to: string) =>
  call<Page<ShiftOut>>('GET', withQuery('/oncall/shifts', { rota, from, to }));

export const readOverrides = () =>
  call<Page<OverrideOut>>('GET', withQuery('/oncall/overrides', { limit: 200 }));
export const makeOverride = (asked: OverrideIn) =>
  call<OverrideOut>('POST', '/oncall/overrides', asked);
export const cancelOverride = (id: string, reason: string) =>
  call<void>('DELETE', withQuery(`/oncall/overrides/${of(id)}`, { reason }));

export const readSwaps = () =>
  call<Page<SwapOut>>('GET', withQuery('/oncall/swaps', { limit: 200 }));
export const askSwap = (asked: SwapIn) => call<SwapOut>('POST', '/oncall/swaps', asked);
export const answerSwap = (id: string, answer: 'accept' | 'decline' | 'cancel') =>
  call<SwapOut>('POST', `/oncall/swaps/${of(id)}/${answer}`, {});

export const sendCode = (person: string, way: string) =>
  call<{ expiresAt: string }>('POST', '/oncall/confirmations', { person, way });
export const enterCode = (person: string, way: string, code: string) =>
  call<{ confirmedAt: string }>('POST', '/oncall/confirmations/confirm', { person, way, code });

export const readFeeds = () => call<Page<FeedOut>>('GET', '/oncall/feeds');
/** The address is told this once. */
export const makeFeed = (person: string) =>
  call<{ id: string; url: string }>('POST', '/oncall/feeds', { person });
export const endFeed = (id: string) => call<void>('DELETE', `/oncall/feeds/${of(id)}`);

export const importCalendar = (rota: string, text: string) =>
  call<CalendarOut>('PUT', `/oncall/rotas/${of(rota)}/calendar`, { text });
export const removeCalendar = (rota: string) =>
  call<void>('DELETE', `/oncall/rotas/${of(rota)}/calendar`);

export const readReserve = (crisis: string | null) =>
  call<Page<ReserveOut>>('GET', withQuery('/oncall/reserve', { crisis }));
export const askReserve = (crisis: string, people: string[]) =>
  call<Page<ReserveOut>>('POST', `/crises/${of(crisis)}/reserve`, { people });
export const readOpenCrises = () =>
  call<Page<CrisisOut>>('GET', withQuery('/crises', { limit: 50 }));

export const readRoster = () => call<RosterOut>('GET', '/oncall/roster');
export const saveRoster = (saved: { text: string; reason: string; basedOn: number }) =>
  call<RosterOut>('PUT', '/oncall/roster', saved);
export const checkRoster = (text: string) =>
  call<CheckOut>('POST', '/oncall/roster/check', { text });
export const listRosters = () =>
  call<Page<VersionOut>>('GET', withQuery('/oncall/roster/versions', { limit: 50 }));
export const readRosterVersion = (version: number) =>
  call<VersionOut & { text: string }>('GET', `/oncall/roster/versions/${version}`);
