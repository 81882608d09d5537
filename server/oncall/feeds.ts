/** Calendar feeds: a secret link to one person's shifts for the calendar of their phone. The link is
 * shown once and can be revoked; only its hash is kept. */
import { randomBytes, randomUUID } from 'node:crypto';
import { shiftsOfPerson } from '#alerts/oncall/shifts.ts';
import { hashToken } from '#server/auth/tokens.ts';
import { AppError } from '#server/errors.ts';
import { findFeed, insertFeed, listFeeds, revokeFeed } from '#server/store/feeds.ts';
import { change, type OncallHouse } from './change.ts';
import { calendarOf } from './ical-out.ts';
import { ONCALL } from './limits.ts';
import { needPerson } from './people.ts';

const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;

/** Throws AppError not-found, conflict. */
export const makeFeed = async (
  house: OncallHouse,
  given: { person: string; by: string },
): Promise<{ id: string; token: string }> => {
  const { key } = needPerson(await house.oncall.state(), given.person);
  const count = (await listFeeds(house.db, key, ONCALL.feedsPerPerson)).length;
  if (count >= ONCALL.feedsPerPerson) {
    throw new AppError('conflict', 'This person has many links already: revoke one first');
  }
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const feed = { id: randomUUID(), person: key, by: given.by, createdAt: house.clock() };
  const record = { by: given.by, what: 'feed-made' as const, person: key, subject: feed.id };
  await change(house, record, (tx) => insertFeed(tx, { ...feed, tokenHash: hashToken(token) }));
  return { id: feed.id, token };
};

/** `person`: whose it must be; null: anybody's. Throws AppError not-found. */
export const endFeed = async (
  house: OncallHouse,
  given: { id: string; person: string | null; by: string },
): Promise<void> => {
  const record = { by: given.by, what: 'feed-revoked' as const, subject: given.id };
  await change(house, { ...record, person: given.person }, async (tx) => {
    const ended = await revokeFeed(tx, given.id, given.person, house.clock());
    if (ended === null) throw new AppError('not-found');
  });
};

/** The calendar behind a link; null for any token that opens none. */
export const readFeed = async (house: OncallHouse, token: string): Promise<string | null> => {
  const feed = await findFeed(house.db, hashToken(TOKEN.test(token) ? token : ''));
  if (feed === null) return null;
  const state = await house.oncall.state();
  const person = state.roster.people.find(({ key }) => key === feed.person);
  if (person === undefined) return null;
  const now = house.clock();
  const [from, to] = [now - ONCALL.feedPastMs, now + ONCALL.feedAheadMs];
  const shifts = shiftsOfPerson(state, person.key, from, to).slice(0, ONCALL.shiftsMax);
  return calendarOf({ person, shifts, rotas: state.roster.rotas, now });
};
