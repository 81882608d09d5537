/** Text messages and voice calls against a stand-in of Twilio that refuses what its documentation
 * forbids, and its signature on the published example. */
import { afterEach, describe, expect, it } from 'vitest';
import type { AlertBody, MessageBody, NoticeBody } from '#contracts/alert.ts';
import type { Delivery } from '#alerts/receivers/contract.ts';
import { sms } from '#alerts/receivers/sms.ts';
import { isTwilioSignature, twilioSignature } from '#alerts/receivers/twilio.ts';
import { replyTwiml, twimlOf } from '#alerts/receivers/twiml.ts';
import { voice } from '#alerts/receivers/voice.ts';
import { anAlertBody } from '../../watch/samples.ts';
import { startVendor, type Vendor } from './vendors/stand-in.ts';
import { ACCOUNT, readTwiml, twilio } from './vendors/twilio.ts';

const AT = Date.UTC(2026, 2, 3, 10);
const NUMBER = '+491701234567';
const CALLBACK = 'https://tocsin.example/api/v1/callbacks/twilio/abc-DEF_123';
const TOOLS = { smtpUrl: null, vapid: null };

const base = {
  key: 'phone',
  contact: 'on-call',
  leastLevel: 'low',
  allowPrivateAddress: true,
  accountSid: ACCOUNT.sid,
  authToken: ACCOUNT.token,
  from: '+4930123456',
} as const;

const anAlert = (more: Partial<AlertBody> = {}): AlertBody => ({
  ...anAlertBody(),
  figure: { what: 'mentions an hour', value: 1240, expected: 40 },
  sayFirst: ['Post the holding line', 'Call the shift lead'],
  answerUrl: 'https://tocsin.example/a/abc-DEF_123',
  ...more,
});
const aNotice = (more: Partial<NoticeBody> = {}): NoticeBody => ({
  type: 'notice.confirm',
  at: anAlertBody().at,
  title: 'Confirm this number',
  text: 'Type in this code.',
  code: '482913',
  ...more,
});

let vendors: Awaited<ReturnType<typeof startVendor>>[] = [];
afterEach(async () => {
  await Promise.all(vendors.map(({ close }) => close()));
  vendors = [];
});
const start = async (vendor: Vendor = twilio) => {
  const started = await startVendor(vendor);
  vendors.push(started);
  return started;
};

const deliver = async (
  kind: 'sms' | 'voice',
  url: string,
  body: MessageBody,
  more: Partial<Delivery> = {},
) => {
  const delivery: Delivery = {
    id: 'message-1',
    at: AT,
    body,
    address: NUMBER,
    contact: 'Ada',
    callbackUrl: CALLBACK,
    ...more,
  };
  if (kind === 'sms') return sms.send({ ...base, kind, apiUrl: url }, delivery, TOOLS);
  return voice.send({ ...base, kind, apiUrl: url, language: 'en-GB' }, delivery, TOOLS);
};
const formOf = (body: Buffer) => new URLSearchParams(body.toString('utf8'));

describe.each(['sms', 'voice'] as const)('%s', (kind) => {
  it('is taken by the provider, which tells its name for it', async () => {
    const { url, asked } = await start();
    const outcome = await deliver(kind, url, anAlert());
    expect(outcome).toEqual({
      kind: 'accepted',
      providerId: expect.stringMatching(/^(SM|CA)[0-9a-f]{32}$/),
    });
    expect(asked).toHaveLength(1);
    expect(formOf(asked[0]!.body).get('StatusCallback')).toBe(CALLBACK);
  });

  it('asks for no callback where there is no public address', async () => {
    const { url, asked } = await start();
    expect(await deliver(kind, url, anAlert(), { callbackUrl: null })).toMatchObject({
      kind: 'accepted',
    });
    const fields = [...formOf(asked[0]!.body).keys()];
    expect(fields.filter((name) => /Callback|Amd|Machine/.test(name))).toEqual([]);
  });

  it.each([
    ['+491700000610', 'refused', 'the person has opted out of messages (code 21610)'],
    ['+491700000211', 'refused', 'not a valid phone number (code 21211)'],
    ['+491700000614', 'refused', 'not a mobile number (code 21614)'],
    ['+491700000429', 'retry', 'answered 429'],
    ['+491700000611', 'retry', 'refused with code 21611'],
    ['+491700000500', 'retry', 'answered 500'],
    ['0170 1234567', 'refused', 'refused with code 21200'],
  ])('%s: %s, %s', async (address, expected, reason) => {
    const { url } = await start();
    expect(await deliver(kind, url, anAlert(), { address })).toMatchObject({
      kind: expected,
      reason,
    });
  });

  it('is refused without a number, and for a wrong account, naming neither', async () => {
    const { url } = await start();
    expect(await deliver(kind, url, anAlert(), { address: null })).toMatchObject({
      kind: 'refused',
    });
    const wrong = { ...base, authToken: 'not-the-token', apiUrl: url };
    const delivery = {
      ...{ id: 'm', at: AT, body: anAlert(), address: NUMBER, contact: '', callbackUrl: null },
    };
    const outcome =
      kind === 'sms'
        ? await sms.send({ ...wrong, kind }, delivery, TOOLS)
        : await voice.send({ ...wrong, kind, language: 'en' }, delivery, TOOLS);
    expect(outcome).toEqual({
      kind: 'refused',
      reason: 'the account or its token is wrong (code 20003)',
    });
  });

  it('an answer that is no JSON is judged by its status', async () => {
    const { url } = await start(() => ({ status: 400, body: '<html>' }));
    expect(await deliver(kind, url, anAlert())).toEqual({
      kind: 'refused',
      reason: 'answered 400',
    });
  });
});

describe('a text message', () => {
  it('says what a lock screen must, with the link, from a number or a group of them', async () => {
    const { url, asked } = await start();
    await deliver('sms', url, anAlert());
    const form = formOf(asked[0]!.body);
    expect(form.get('From')).toBe(base.from);
    const text = form.get('Body') ?? '';
    for (const part of [
      'HIGH acme',
      'service failure',
      '1,240/h',
      'https://tocsin.example/a/abc',
    ]) {
      expect(text).toContain(part);
    }
    const group = `MG${'1f'.repeat(16)}`;
    await sms.send(
      { ...base, kind: 'sms', apiUrl: `${url}/`, from: group },
      { id: 'm', at: AT, body: anAlert(), address: NUMBER, contact: '', callbackUrl: null },
      TOOLS,
    );
    expect(asked[1]?.answer.status).toBe(201);
    expect(formOf(asked[1]!.body).get('MessagingServiceSid')).toBe(group);
  });
});

describe('what a call says', () => {
  const spoken = { language: 'en-GB', actionUrl: CALLBACK, timeZone: undefined };
  const read = (body: MessageBody, more: object = {}) =>
    readTwiml(twimlOf(body, { ...spoken, ...more }));

  it('reads the alert twice, numbers as they are spoken, then the keys', () => {
    const { said, action } = read(anAlert());
    expect(action).toBe(CALLBACK);
    expect(said[0]).toBe(
      'Tocsin alert. Level high. acme. service failure. Since 09:59 U T C. ' +
        '1240 mentions an hour, usual 40. First: Post the holding line.',
    );
    expect(said[1]).toBe(said[0]);
    expect(said[2]).toBe('Press 1 to take it. Press 2 to decline. Press 9 to hear it again.');
  });

  it("says the person's own time, drills first, and how many others there are", () => {
    const body = anAlert({ drill: true, othersMore: 3 });
    const [text] = read(body, { timeZone: 'Asia/Tokyo' }).said;
    expect(text).toMatch(/^Tocsin alert\. This is a drill\./);
    expect(text).toContain('Since 18:59.');
    expect(text).toContain('And 3 more crises.');
  });

  it.each([
    ['alert.repeat', 'Nobody has taken it yet.', 'Press 1 to take it.'],
    ['alert.level', 'It got worse.', 'Press 1 to take it.'],
    ['alert.handover', 'Ada asks you to take over.', 'Press 1 to accept. Press 2 to refuse.'],
    ['alert.reserve', 'Ada asks you to come in.', 'Press 1 to accept. Press 2 to refuse.'],
  ] as const)('%s', (type, opening, keys) => {
    const { said } = read(anAlert({ type, askedBy: 'Ada' }));
    expect(said[0]).toContain(opening);
    expect(said[2]).toContain(keys);
  });

  it('asks for no key where nothing is asked, or where a key would reach nobody', () => {
    const over = read(anAlert({ type: 'alert.resolved' }));
    expect(over.action).toBeNull();
    expect(over.said[0]).toContain('All clear.');
    const lonely = read(anAlert(), { actionUrl: null });
    expect(lonely.action).toBeNull();
    expect(lonely.said[2]).toBe('Open Tocsin to answer.');
  });

  it('spells a code, and takes a key for it', () => {
    const { said, action } = read(aNotice());
    expect(action).toBe(CALLBACK);
    expect(said.slice(2)).toEqual(['Press 1 to confirm. Press 9 to hear it again.', 'Goodbye.']);
    expect(said[0]).toBe('This is Tocsin. Confirm this number. Your code is: 4, 8, 2, 9, 1, 3.');
  });

  it.each([['&"<'], ['word '], ['\u{1f525}']])(
    'stays within what the provider takes: %s',
    (part) => {
      const long = part.repeat(2_000);
      const body = anAlert({ trend: long, type: 'alert.repeat', sayFirst: [long] });
      body.crisis = { ...body.crisis, brand: long };
      body.figure = { what: long, value: 1e21, expected: 1e21 };
      const text = twimlOf(body, { ...spoken, actionUrl: `${CALLBACK}?${'&'.repeat(90)}` });
      expect(text.length).toBeLessThanOrEqual(4_000);
      expect(readTwiml(text).said.at(-2)).toContain('Press 1 to take it.');
    },
  );

  it('what a customer wrote stays text', () => {
    const evil = '</Say></Gather><Dial>+4900</Dial><Say>\u0000\ud800\u202e"\'&amp;';
    const body = anAlert({ sayFirst: [evil] });
    body.crisis = { ...body.crisis, brand: evil };
    expect(read(body).said).toHaveLength(4);
    expect(read(body).said[0]).toContain('</Say></Gather><Dial>+4900');
    expect(readTwiml(replyTwiml(evil, 'en"><Dial/>')).said).toHaveLength(1);
  });
});

describe('the signature of a callback', () => {
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  const params = {
    Digits: '1234',
    To: '+18005551212',
    From: '+14158675309',
    Caller: '+14158675309',
    CallSid: 'CA1234567890ABCDE',
  };
  const published = 'RSOYDt4T1cUTdK1PDd93/VVr8B8=';

  it('is the one of the published example', () => {
    expect(twilioSignature('12345', url, params)).toBe(published);
    expect(isTwilioSignature(published, '12345', url, params)).toBe(true);
  });

  it.each([
    ['another token', '12346', url, params],
    ['another address', '12345', `${url}3`, params],
    ['another parameter', '12345', url, { ...params, Digits: '1' }],
    ['one more parameter', '12345', url, { ...params, More: '' }],
  ])('does not hold for %s', (_, token, address, given) => {
    const isGood = isTwilioSignature(published, token, address, given);
    expect(isGood).toBe(false);
  });

  it('of another length does not hold', () => {
    expect(isTwilioSignature('', '12345', url, params)).toBe(false);
  });
});
