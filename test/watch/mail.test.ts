/** Mail against a real mail server: both parts arrive whole, a crisis is one thread, a repeated attempt
 * is the same mail, what the server refuses is refused, and what it defers is tried again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeMail, mail } from '#alerts/receivers/mail.ts';
import type { MessageBody } from '#contracts/alert.ts';
import type { ReceiverConfigOf } from '#contracts/catalogue.ts';
import { hasMailServer, SMTP_LOGIN, startMailServer, type MailServer } from '../helpers/smtp.ts';
import { AT, ANSWER_URL, aNotice, anAlert } from '../unit/receivers/bodies.ts';
import { readMail } from '../unit/receivers/mime.ts';

const CONFIG: ReceiverConfigOf<'mail'> = {
  ...{ key: 'mail', kind: 'mail', from: 'Tocsin <tocsin@example.test>', contact: 'on-call' },
  ...{ leastLevel: 'low', allowPrivateAddress: false },
};

describe.runIf(hasMailServer())('mail', () => {
  let server: MailServer;
  let url: string;
  beforeAll(async () => {
    server = await startMailServer();
    const { user, password } = SMTP_LOGIN;
    url = `smtp://${user}:${password}@127.0.0.1:${server.port}?tls.rejectUnauthorized=false`;
  });
  afterAll(async () => {
    closeMail();
    await server.stop();
  });

  const send = (body: MessageBody, more: object = {}, smtpUrl: string | null = url) =>
    mail.send(
      CONFIG,
      {
        ...{ id: 'message-1', at: AT, body, address: 'ada@example.test', contact: 'Ada' },
        ...{ callbackUrl: null, timeZone: 'Europe/Berlin', ...more },
      },
      { smtpUrl, vapid: null },
    );
  const sent = async (body: MessageBody, more: object = {}) => {
    expect(await send(body, more)).toEqual({ kind: 'accepted' });
    return readMail(await server.nextMail());
  };

  it('arrives over TLS with both parts, the link and what to do first', async () => {
    const got = await sent(anAlert());
    expect(got.headers.get('received')).toMatch(/with esmtpsa/i);
    expect(got.headers.get('to')).toBe('ada@example.test');
    expect(got.headers.get('from')).toBe('Tocsin <tocsin@example.test>');
    expect(got.headers.get('subject')).toBe('▲ HIGH: Marlo, service failure (crisis 12)');
    expect(got.headers.get('auto-submitted')).toBe('auto-generated');
    expect(got.headers.get('importance')).toBe('High');
    for (const part of [got.text, got.html]) {
      expect(part).toContain(ANSWER_URL);
      expect(part).toContain('Post the holding line');
      expect(part).toContain('03:47, for 12 min');
      expect(part).toContain('610 mentions an hour, usually 40');
    }
    expect(got.html).not.toMatch(/<(?:img|script|link|iframe|form)\b|url\(|@import/i);
  });

  it('puts all mails of a crisis into one thread, each attempt under its own name', async () => {
    const first = await sent(anAlert());
    const again = await sent(anAlert());
    const other = await sent(anAlert({ type: 'alert.repeat' }), { id: 'message-2' });
    const id = (got: typeof first) => got.headers.get('message-id');
    expect(id(again)).toBe(id(first));
    expect(id(other)).not.toBe(id(first));
    expect(id(first)).toMatch(/^<[0-9a-f]{32}@example\.test>$/);
    expect(first.headers.get('references')).toMatch(/^<crisis\.[0-9a-f]{32}@example\.test>$/);
    expect(other.headers.get('in-reply-to')).toBe(first.headers.get('references'));
  });

  it('sends a code to confirm by', async () => {
    const got = await sent(aNotice());
    expect(got.text).toContain('482913');
    expect(got.html).toContain('482913');
    expect(got.headers.has('references')).toBe(false);
  });

  it.each([
    ['refused', 'nobody-here@example.test', 550],
    ['retry', 'later@example.test', 451],
  ])('is %s for %s', async (kind, address, status) => {
    expect(await send(anAlert(), { address })).toEqual({
      ...{ kind, reason: `the mail server answered ${status}` },
    });
  });

  it('is refused with a wrong password, and no reason tells it', async () => {
    const wrong = url.replace(SMTP_LOGIN.password, 'not-the-password');
    expect(await send(anAlert(), {}, wrong)).toEqual({
      ...{ kind: 'refused', reason: 'the mail server answered 535' },
    });
  });

  it('trusts no certificate that nobody signed, unless SMTP_URL says so', async () => {
    const strict = url.replace('?tls.rejectUnauthorized=false', '');
    const outcome = await send(anAlert(), {}, strict);
    expect(outcome.kind).toBe('retry');
    expect(JSON.stringify(outcome)).not.toMatch(/127\.0\.0\.1|pass-of-the-test|ada@/);
  });

  it('is tried again where no server answers, and refused where none is set', async () => {
    const lost = await send(anAlert(), {}, 'smtp://127.0.0.1:9');
    expect(lost.kind).toBe('retry');
    expect(JSON.stringify(lost)).not.toContain('127.0.0.1');
    expect((await send(anAlert(), {}, null)).kind).toBe('refused');
    expect((await send(anAlert(), { address: null })).kind).toBe('refused');
  });
});
