/** A thousand hostile texts by mail, to a small server that counts what it is given: one recipient and
 * one mail each time, two parts, every header once, no markup and no link that is not ours. */
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeMail, mail } from '#alerts/receivers/mail.ts';
import type { ReceiverConfigOf } from '#contracts/catalogue.ts';
import { aHostileAlert, AT } from './bodies.ts';
import { HOSTILE_TEXTS } from './hostile.ts';
import { readMail } from './mime.ts';

const CONFIG: ReceiverConfigOf<'mail'> = {
  ...{ key: 'mail', kind: 'mail', from: 'tocsin@example.test', contact: 'on-call' },
  ...{ leastLevel: 'low', allowPrivateAddress: false },
};
const AT_ONCE = 8;

const got: { commands: string[]; mails: Buffer[] } = { commands: [], mails: [] };
const server = createServer((socket) => serve(socket));
let url = '';

/** The least of SMTP that takes a mail. */
const serve = (socket: Socket): void => {
  let waiting = Buffer.alloc(0);
  let isData = false;
  socket.write('220 test\r\n');
  socket.on('error', () => undefined);
  const obey = (line: string) => {
    got.commands.push(line.split(/[ :]/)[0]!.toUpperCase() + (/^RCPT/i.test(line) ? line : ''));
    isData = /^DATA/i.test(line);
    if (/^QUIT/i.test(line)) return void socket.end('221 bye\r\n');
    if (/^STARTTLS/i.test(line)) return void socket.write('454 not here\r\n');
    if (/^EHLO/i.test(line)) return void socket.write('250-test\r\n250 AUTH PLAIN\r\n');
    if (/^AUTH/i.test(line)) return void socket.write('235 ok\r\n');
    socket.write(isData ? '354 go on\r\n' : '250 ok\r\n');
  };
  socket.on('data', (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    for (;;) {
      const end = waiting.indexOf(isData ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const piece = waiting.subarray(0, end);
      waiting = waiting.subarray(end + (isData ? 5 : 2));
      if (!isData) obey(piece.toString('latin1'));
      else {
        isData = false;
        got.mails.push(Buffer.from(piece));
        socket.write('250 taken\r\n');
      }
    }
  });
};

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  closeMail();
  server.close();
});

/** Tags of the HTML with the names of their attributes: all that text could add by escaping from it. */
const tagsOf = (html: string): Set<string> =>
  new Set(
    [...html.matchAll(/<[^>]*>/g)].map(([tag]) =>
      tag.replace(/"[^"]*"/g, '""').replace(/\s+/g, ' '),
    ),
  );
const linksOf = (html: string): string[] =>
  [...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1]!);

describe('mail', () => {
  const send = (index: number, texts = HOSTILE_TEXTS, smtpUrl = url) =>
    mail.send(
      CONFIG,
      {
        ...{ id: `m-${index}`, at: AT, body: aHostileAlert(texts, index), contact: 'Ada' },
        ...{ address: 'ada@example.test', callbackUrl: null },
      },
      { smtpUrl, vapid: null },
    );

  it('tells its password in the clear to this machine alone', async () => {
    const login = (host: string) => url.replace('//127.0.0.1', `//user:word@${host}`);
    expect(await send(0, ['harmless'], login('127.0.0.1'))).toEqual({ kind: 'accepted' });
    expect(got.commands).toContain('AUTH');
    got.commands.length = 0;
    const outcome = await send(0, ['harmless'], login('0.0.0.0'));
    expect(outcome).toEqual({ kind: 'retry', reason: 'the mail server offers no encryption' });
    expect(got.commands).not.toContain('AUTH');
    const anyhow = `${login('0.0.0.0')}?requireTLS=false`;
    expect(await send(0, ['harmless'], anyhow)).toEqual({ kind: 'accepted' });
    got.commands.length = 0;
    got.mails.length = 0;
  });

  it('sends hostile texts as texts', async () => {
    expect(await send(0, ['harmless'])).toEqual({ kind: 'accepted' });
    const plain = readMail(got.mails[0]!);
    const headers = [...plain.headers.keys()];
    const tags = tagsOf(plain.html);
    got.mails.length = 0;
    for (let from = 0; from < HOSTILE_TEXTS.length; from += AT_ONCE) {
      await Promise.all(Array.from({ length: AT_ONCE }, (_, step) => send(from + step)));
    }
    expect(got.mails).toHaveLength(HOSTILE_TEXTS.length);
    const recipients = got.commands.filter((line) => line.startsWith('RCPT'));
    expect(new Set(recipients)).toEqual(new Set(['RCPTRCPT TO:<ada@example.test>']));
    expect(recipients).toHaveLength(HOSTILE_TEXTS.length + 1);
    for (const bytes of got.mails) {
      const mime = readMail(bytes);
      expect([...mime.headers.keys()]).toEqual(headers);
      expect(mime.headers.get('subject')).toMatch(/^▲ HIGH: .+\(crisis 12\)$|…$/u);
      expect([...tagsOf(mime.html)].filter((tag) => !tags.has(tag))).toEqual([]);
      const foreign = linksOf(mime.html).filter(
        (link) => !/^https:\/\/tocsin\.example\//.test(link),
      );
      expect(foreign).toEqual([]);
      expect(Math.max(...mime.raw.split('\r\n').map((line) => line.length))).toBeLessThan(999);
    }
  });
});
