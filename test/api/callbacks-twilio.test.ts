/** Callbacks of the phone's provider: only what it signed for the very message is obeyed, a key counts
 * as an answer, and what reached nobody is known to the chain at once. */
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { twilioSignature } from '#alerts/receivers/twilio.ts';
import { receiverConfig, type ReceiverConfig } from '#contracts/catalogue.ts';
import { twilioCallbackRoutes } from '#server/api/callbacks-twilio.ts';
import { createLinks } from '#server/calling/links.ts';
import { createLocalBus } from '#server/live/bus.ts';
import { handleProblems } from '#server/problems.ts';
import { insertCrisis } from '#server/store/crises.ts';
import { getMessage, queueMessages, type StoredMessage } from '#server/store/messages.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { aNotice, anAlert } from '../unit/receivers/bodies.ts';
import { readTwiml } from '../unit/receivers/vendors/twilio.ts';
import { aCrisis } from '../watch/samples.ts';

const NOW = Date.UTC(2026, 2, 3, 3);
const PUBLIC_URL = 'https://tocsin.example';
const AUTH_TOKEN = 'auth-token-of-the-test';
const OTHER_TOKEN = 'auth-token-of-another';
const roster = { people: [{ key: 'ada', timeZone: 'Asia/Tokyo' }] };

describe('a callback of the phone', () => {
  let database: TestDatabase;
  let app: FastifyInstance;
  let answers: unknown[] = [];
  let heard: string[][] = [];
  const links = createLinks(Buffer.alloc(32, 7), PUBLIC_URL);
  const bus = createLocalBus();

  const phone = (key: string, kind: 'sms' | 'voice', authToken: string): ReceiverConfig =>
    receiverConfig.parse({
      ...{ key, kind, authToken, accountSid: `AC${'1'.repeat(32)}`, from: '+4930123456' },
    });

  beforeAll(async () => {
    database = await openTestDatabase();
    app = Fastify({ routerOptions: { maxParamLength: 4_000 } });
    handleProblems(app);
    await app.register(twilioCallbackRoutes, {
      ...{ db: database.db, clock: () => NOW, bus, links, publicUrl: PUBLIC_URL },
      receivers: [phone('sms', 'sms', AUTH_TOKEN), phone('voice', 'voice', OTHER_TOKEN)],
      oncall: { state: async () => ({ roster }) as never },
      answering: {
        answer: async (...given) => {
          answers.push(given);
          return { kind: 'done', text: 'You have it.' };
        },
      },
    });
    bus.subscribe((message) => {
      const told = message.kind === 'timeline' ? message.entries : [];
      heard.push([message.kind, ...told.map(({ kind }) => kind)]);
    });
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  let count = 0;
  let crisisId = '';
  beforeEach(async () => {
    answers = [];
    heard = [];
    count += 1;
    crisisId = `crisis-${count}`;
    await insertCrisis(database.db, aCrisis({ id: crisisId, number: count }), 1);
  });
  afterEach(() => database.db.query('delete from messages'));

  /** A message that the provider has taken. */
  const accepted = async (
    kind: 'sms' | 'voice' | 'slack' = 'voice',
    body: StoredMessage['body'] = anAlert(),
  ): Promise<StoredMessage> => {
    const id = `m-${count}-${kind}`;
    await queueMessages(database.db, [
      {
        ...{ id, type: body.type, crisisId, chainId: null, step: 1, of: 1, level: 'high' },
        ...{ scenario: null, brand: 'Marlo', person: 'ada', contact: 'Ada', drill: false, body },
        ...{ way: { kind, receiver: kind, address: '+491701234567' }, dueAt: NOW, queuedAt: NOW },
      },
    ]);
    await database.db.query(
      `update messages set state = 'accepted', accepted_at = now(), provider_id = 'CA1'`,
    );
    return (await getMessage(database.db, id))!;
  };
  type Spelling = { token?: string; secret?: string; signedUrl?: string };
  const tell = async (
    { nonce, way }: StoredMessage,
    params: Record<string, string>,
    spelling: Spelling = {},
  ) => {
    const token = spelling.token ?? links.tokenOf(nonce);
    const secret = spelling.secret ?? (way.kind === 'sms' ? AUTH_TOKEN : OTHER_TOKEN);
    const url = spelling.signedUrl ?? `${PUBLIC_URL}/api/v1/callbacks/twilio/${token}`;
    return app.inject({
      method: 'POST',
      url: `/callbacks/twilio/${token}`,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': twilioSignature(secret, url, params),
      },
      payload: new URLSearchParams(params).toString(),
    });
  };

  it.each([
    ['1', 'acknowledge'],
    ['2', 'decline'],
  ])('key %s is the answer %s, and hears what came of it', async (Digits, answer) => {
    const message = await accepted();
    const reply = await tell(message, { Digits, CallSid: 'CA1', CallStatus: 'in-progress' });
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-type']).toMatch(/^text\/xml/);
    expect(readTwiml(reply.body).said).toEqual(['You have it. Goodbye.']);
    const how = { via: 'keypress', reason: 'declined by keypress' };
    expect(answers).toEqual([[message.id, answer, how]]);
    expect((await getMessage(database.db, message.id))?.deliveredAt).toBe(NOW);
  });

  it.each(['9', '7', ''])('key %j hears it again, in the time of the person', async (Digits) => {
    const reply = await tell(await accepted(), { Digits });
    const { said, action } = readTwiml(reply.body);
    expect(said[0]).toContain('Since 11:47.');
    expect(action).toMatch(/^https:\/\/tocsin\.example\/api\/v1\/callbacks\/twilio\/[\w-]{38}$/);
    expect(answers).toEqual([]);
  });

  it('one key confirms a way; a second has no meaning there', async () => {
    const message = await accepted('voice', aNotice());
    await tell(message, { Digits: '2' });
    expect(answers).toEqual([]);
    await tell(message, { Digits: '1' });
    expect(answers).toMatchObject([[message.id, 'accept', {}]]);
  });

  it.each([
    ['sms', { MessageStatus: 'delivered' }],
    ['sms', { MessageStatus: 'read' }],
    ['voice', { CallStatus: 'in-progress', AnsweredBy: 'human' }],
  ] as const)('%s %j is delivered, once', async (kind, params) => {
    const message = await accepted(kind);
    expect((await tell(message, params)).statusCode).toBe(204);
    expect((await tell(message, params)).statusCode).toBe(204);
    expect(await getMessage(database.db, message.id)).toMatchObject({
      ...{ state: 'accepted', deliveredAt: NOW },
    });
    expect(heard).toEqual([['timeline', 'alert-delivered']]);
  });

  it.each([
    ['sms', { MessageStatus: 'undelivered', ErrorCode: '30003' }, 'the phone cannot be reached'],
    ['sms', { MessageStatus: 'failed', ErrorCode: '1' }, 'the network did not deliver it'],
    ['voice', { CallStatus: 'busy' }, 'the line was busy'],
    ['voice', { CallStatus: 'no-answer' }, 'nobody picked up'],
    ['voice', { AnsweredBy: 'machine_start' }, 'an answering machine took the call'],
    ['voice', { AnsweredBy: 'fax' }, 'an answering machine took the call'],
  ] as const)('%s %j wakes the chain', async (kind, params, reason) => {
    const message = await accepted(kind);
    expect((await tell(message, params)).statusCode).toBe(204);
    expect(await getMessage(database.db, message.id)).toMatchObject({ state: 'failed', reason });
    expect(heard).toEqual([['timeline', 'alert-failed']]);
  });

  it.each([
    ['sms', { MessageStatus: 'sent' }],
    ['sms', { MessageStatus: 'queued' }],
    ['voice', { CallStatus: 'completed', AnsweredBy: 'unknown' }],
    ['voice', { CallStatus: 'ringing' }],
    ['voice', {}],
  ] as const)('%s %j says nothing yet', async (kind, params) => {
    const message = await accepted(kind);
    expect((await tell(message, params)).statusCode).toBe(204);
    expect(await getMessage(database.db, message.id)).toEqual(message);
    expect(heard).toEqual([]);
  });

  it('a machine that answers late takes nothing back from who pressed a key', async () => {
    const message = await accepted();
    await tell(message, { Digits: '1' });
    await tell(message, { CallStatus: 'completed', AnsweredBy: 'machine_end_beep' });
    expect(await getMessage(database.db, message.id)).toMatchObject({ state: 'accepted' });
  });

  it('a signature over the address with its port holds as well', async () => {
    const message = await accepted();
    const signedUrl = `https://tocsin.example:443/api/v1/callbacks/twilio/${links.tokenOf(message.nonce)}`;
    expect((await tell(message, { CallStatus: 'ringing' }, { signedUrl })).statusCode).toBe(204);
  });

  it.each([
    ['the token of another account', () => ({ secret: AUTH_TOKEN }), 403],
    ['the signature of another address', () => ({ signedUrl: `${PUBLIC_URL}/x` }), 403],
    ['a token that the house did not sign', () => ({ token: 'A'.repeat(38) }), 404],
    ['a token that is far too long', () => ({ token: 'A'.repeat(2_000) }), 404],
  ] as const)('is refused with %s', async (_, spelling, status) => {
    const message = await accepted();
    const reply = await tell(message, { Digits: '1' }, spelling());
    expect(reply.statusCode).toBe(status);
    expect(answers).toEqual([]);
    expect((await getMessage(database.db, message.id))?.deliveredAt).toBeNull();
  });

  it('is not for a message that went another way', async () => {
    const reply = await tell(await accepted('slack'), { Digits: '1' });
    expect([reply.statusCode, answers]).toEqual([404, []]);
  });
});
