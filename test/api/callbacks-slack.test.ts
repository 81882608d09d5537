/** Buttons pressed in Slack: only what its signature covers is obeyed, once for a message of that very
 * receiver, and who pressed hears what came of it. */
import { createHmac } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { receiverConfig, type ReceiverConfig } from '#contracts/catalogue.ts';
import { isSignedBySlack, slackCallbackRoutes } from '#server/api/callbacks-slack.ts';
import { handleProblems } from '#server/problems.ts';
import { queueMessages } from '#server/store/messages.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { anAlert } from '../unit/receivers/bodies.ts';
import { openStandIn, type StandIn } from '../unit/receivers/row.ts';

const NOW = Date.UTC(2026, 2, 3, 3);
const SECRET = 'signing-secret-of-the-test';
const OTHER_SECRET = 'another-secret-of-the-test';

describe('the signature', () => {
  it("is that of the vendor's published example", () => {
    const sent = {
      timestamp: '1531420618',
      signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
      body:
        'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow' +
        '&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner' +
        '&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands' +
        '%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN' +
        '&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
    };
    const secret = '8f742231b10e8888abcd99yyyzzz85a5';
    const at = 1_531_420_618_000;
    expect(isSignedBySlack(secret, sent, at)).toBe(true);
    expect(isSignedBySlack(secret, sent, at + 301_000)).toBe(false);
    expect(isSignedBySlack(secret, { ...sent, body: `${sent.body}x` }, at)).toBe(false);
    expect(isSignedBySlack(`${secret}x`, sent, at)).toBe(false);
  });
});

describe('a press', () => {
  let database: TestDatabase;
  let app: FastifyInstance;
  let standIn: StandIn;
  let answers: unknown[] = [];

  const message = (id: string, receiver: string) => ({
    ...{ id, type: 'alert.step' as const, crisisId: null, chainId: null, step: 1, of: 1 },
    ...{ level: 'high' as const, scenario: null, brand: 'Marlo', person: 'ada', contact: 'Ada' },
    ...{ way: { kind: 'slack' as const, receiver, address: 'U012AB3CD' }, drill: false },
    ...{ body: anAlert(), dueAt: NOW, queuedAt: NOW },
  });

  beforeAll(async () => {
    database = await openTestDatabase();
    standIn = await openStandIn();
    const slack = (key: string, signingSecret: string): ReceiverConfig =>
      receiverConfig.parse({
        ...{ key, kind: 'slack', token: 'xoxb-of-the-test', apiUrl: `${standIn.url}/api` },
        ...{ signingSecret, allowPrivateAddress: true },
      });
    await queueMessages(database.db, [message('m-1', 'team'), message('m-2', 'others')]);
    app = Fastify();
    handleProblems(app);
    await app.register(slackCallbackRoutes, {
      db: database.db,
      clock: () => NOW,
      receivers: [slack('team', SECRET), slack('others', OTHER_SECRET)],
      answering: {
        answer: async (...given) => {
          answers.push(given);
          return given[1] === 'decline'
            ? { kind: 'stands', text: 'Cleo <!channel> has it already.' }
            : { kind: 'done', text: 'You have it.' };
        },
      },
    });
  });
  afterAll(async () => {
    await app.close();
    standIn.close();
    await database.drop();
  });
  beforeEach(() => {
    answers = [];
    standIn.caught.length = 0;
  });

  const pressOf = (action_id: string, value: string, more: object = {}) => ({
    ...{ type: 'block_actions', user: { id: 'U012AB3CD', username: 'ada\u0000' } },
    ...{ actions: [{ action_id, value }], response_url: `${standIn.url}/reply` },
    ...more,
  });
  const send = (payload: object, { secret = SECRET, at = NOW, tail = '' } = {}) => {
    const body = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
    const timestamp = String(at / 1000);
    const signed = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
    return app.inject({
      method: 'POST',
      url: '/callbacks/slack',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signed}`,
      },
      payload: body + tail,
    });
  };

  it('takes a crisis, and tells who pressed', async () => {
    expect((await send(pressOf('tocsin.acknowledge', 'm-1'))).statusCode).toBe(200);
    expect(answers).toEqual([
      ['m-1', 'acknowledge', { via: 'button', reason: 'declined in Slack', name: 'ada' }],
    ]);
    const [said] = standIn.caught;
    expect(JSON.parse(said!.text)).toEqual({
      ...{ response_type: 'in_channel', replace_original: false, text: 'ada has taken it.' },
    });
  });

  it('that changes nothing is told to who pressed alone', async () => {
    await send(pressOf('tocsin.decline', 'm-1'));
    expect(JSON.parse(standIn.caught[0]!.text)).toEqual({
      ...{ response_type: 'ephemeral', replace_original: false },
      text: 'Cleo &lt;!channel&gt; has it already.',
    });
  });

  it.each([
    ['another body', { tail: '&x=1' }],
    ['another secret', { secret: 'not-the-secret-of-it' }],
    ['an old request', { at: NOW - 301_000 }],
  ])('is refused with %s', async (_what, more) => {
    expect((await send(pressOf('tocsin.acknowledge', 'm-1'), more)).statusCode).toBe(400);
    expect(answers).toEqual([]);
  });

  it('does not answer a message of another receiver, or one that is not known', async () => {
    for (const id of ['m-2', 'm-9']) {
      expect((await send(pressOf('tocsin.acknowledge', id))).statusCode).toBe(200);
    }
    expect(answers).toEqual([]);
    expect(standIn.caught.map(({ text }) => text).join()).toContain('not known any more');
  });

  it('obeys nothing but its own buttons, and replies to Slack alone', async () => {
    for (const payload of [
      pressOf('tocsin.open', 'm-1'),
      pressOf('toString', 'm-1'),
      { type: 'view_submission' },
      {},
    ]) {
      expect((await send(payload)).statusCode).toBe(200);
    }
    expect(answers).toEqual([]);
    const elsewhere = await openStandIn();
    await send(pressOf('tocsin.decline', 'm-1', { response_url: `${elsewhere.url}/x` }));
    expect(answers).toHaveLength(1);
    expect(elsewhere.caught).toEqual([]);
    elsewhere.close();
  });
});
