/** A small team on call, a crisis and messages about it: what the tests of on-call and of the page
 * behind a link start from. Ada has the week that begins at START, Ben the next; Cem stands by. */
import type { AlertBody, AlertType } from '#contracts/alert.ts';
import { catalogue, receiverConfig } from '#contracts/catalogue.ts';
import type { Crisis } from '#contracts/crisis.ts';
import { instantOut } from '#contracts/text.ts';
import { crisisToOut } from '#contracts/wire.ts';
import type { AppDeps } from '#server/app.ts';
import { getCrisis, insertCrisis, updateCrisis } from '#server/store/crises.ts';
import { getMessage, queueMessages, type NewMessage } from '#server/store/messages.ts';
import { createCommands } from '#server/watch/commands.ts';
import { crisisRow } from './fixtures.ts';
import { cookieOf, openApp, START, type Harness } from './harness.ts';
import type { Role } from '#contracts/who.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const ADA_MAIL = 'ada.okafor@example.test';
export const ADA_PHONE = '+4915112345678';

export const ROSTER = `confirmEveryDays: 90
people:
  - key: ada
    name: Ada Okafor
    email: ${ADA_MAIL}
    timeZone: Europe/Berlin
    ways:
      - { via: mail, address: ${ADA_MAIL} }
      - { via: sms, address: '${ADA_PHONE}' }
      - { via: push }
  - key: ben
    name: Ben Lindqvist
    email: ben@example.test
    roles: [management]
    ways:
      - { via: mail, address: ben@example.test }
      - { via: sms, address: '+4915187654321' }
  - key: cem
    name: Cem Aydin
    email: cem@example.test
    timeZone: Asia/Tokyo
    ways: [{ via: mail, address: cem@example.test }]
    reserve: { minutesToArrive: 45, skills: [Turkish, press] }
  - key: dee
    name: Dee Gone
    active: false
rotas:
  - key: on-call
    name: On-call leader
    layers:
      - { people: [ada, ben], startsOn: '2026-05-04', handoverAt: '09:00' }
  - { key: lead, layers: [{ people: [ben], startsOn: '2026-05-04', handoverAt: '09:00' }] }
`;

export const RECEIVERS = [
  receiverConfig.parse({ key: 'mail', kind: 'mail', from: 'tocsin@example.test' }),
  receiverConfig.parse({
    ...{ key: 'sms', kind: 'sms', from: '+15550001111' },
    ...{ accountSid: 'AC00000001', authToken: 'canary-of-twilio' },
  }),
  receiverConfig.parse({ key: 'push', kind: 'push', subject: 'mailto:tocsin@example.test' }),
];

const CATALOGUE = catalogue.parse({
  brands: [{ key: 'Southwind', name: 'South Wind Lines' }],
});

type World = Harness & {
  who(email: string, role: Role): Promise<{ cookie: string }>;
  crisis(id: string, more?: Partial<Crisis>): Promise<Crisis>;
  send(crisis: Crisis | null, more?: Partial<NewMessage>): Promise<{ id: string; token: string }>;
  change(crisis: Crisis, more: Partial<Crisis>): Promise<void>;
};

export const bodyOf = (crisis: Crisis, type: AlertType, at: number): AlertBody => ({
  type,
  at: instantOut(at),
  crisis: { ...crisisToOut(crisis), url: `http://127.0.0.1/crises/${crisis.id}` },
  step: { index: 1, of: 3, contact: 'on-call leader Ada Okafor', via: 'mail', due: instantOut(at) },
  drill: crisis.drill,
  figure: { what: 'mentions an hour', value: 610, expected: 40 },
  trend: 'Open for 12 min, nobody has taken it; 610 an hour, rising.',
  sayFirst: ['Post the holding line on the status channel', 'Ask the desk to stop the campaign'],
  plan: { name: 'Overflow desk', text: 'Send new conversations to the second desk.' },
  askedBy: 'Ben Lindqvist',
});

/** Somebody who was called, unless `more` says otherwise. */
const messageOf = (
  crisis: Crisis | null,
  now: number,
  id: string,
  more: Partial<NewMessage>,
): NewMessage =>
  ({
    ...{ id, type: 'alert.step', crisisId: crisis?.id ?? null, chainId: null, step: 1, of: 3 },
    ...{ level: crisis?.level ?? 'low', scenario: crisis?.scenario ?? null },
    ...{ brand: crisis?.brand ?? null, person: 'ada', contact: 'on-call leader Ada Okafor' },
    way: { kind: 'mail', receiver: 'mail', address: ADA_MAIL },
    drill: crisis?.drill ?? false,
    body: crisis ? bodyOf(crisis, 'alert.step', now) : undefined,
    ...{ dueAt: now, queuedAt: now },
    ...more,
  }) as NewMessage;

export const openWorld = async (more: Partial<AppDeps> = {}): Promise<World> => {
  let obey: AppDeps['command'] | null = null;
  const command: AppDeps['command'] = (...given) => obey!(...given);
  const deps = { receivers: RECEIVERS, catalogue: CATALOGUE, command, ...more };
  const harness = await openApp({ deps });
  const { house, db, time, makeUser, signIn } = harness;
  obey = createCommands(house);
  time.now = START + HOUR;
  const { version } = await house.documents.current('rota');
  const written = { text: ROSTER, reason: 'test', basedOn: version, by: 'test' };
  await house.documents.save('rota', written);
  house.oncall.forget();
  let messages = 0;
  return {
    ...harness,
    who: async (email, role) => {
      await makeUser(email, role);
      return { cookie: cookieOf(await signIn(email)) };
    },
    crisis: (id, row = {}) => insertCrisis(db, { ...crisisRow(id, time.now), ...row }),
    send: async (crisis, row = {}) => {
      messages += 1;
      const [id] = await queueMessages(db, [messageOf(crisis, time.now, `m${messages}`, row)]);
      const stored = await getMessage(db, id!);
      return { id: id!, token: house.links.tokenOf(stored!.nonce) };
    },
    change: async (crisis, row) => {
      const now = await getCrisis(db, crisis.id);
      await updateCrisis(db, { ...now!, ...row });
    },
  };
};
