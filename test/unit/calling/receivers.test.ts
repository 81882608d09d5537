/** Mail and push are ways out without a line of configuration, unless there is one. */
import { describe, expect, it } from 'vitest';
import { catalogue } from '#contracts/catalogue.ts';
import { pauseMs } from '#server/calling/outcome.ts';
import { receiversOf } from '#server/calling/receivers.ts';

const WALL = 'https://wall.example.org';
const NONE = { smtpUrl: null, admin: null };
const read = (receivers: object[]) => catalogue.parse({ receivers });
const kindsOf = (...given: Parameters<typeof receiversOf>) =>
  receiversOf(...given).map(({ key, kind }) => `${key}:${kind}`);

describe('receivers in force', () => {
  it('are push always, and mail where there is a mail server', () => {
    expect(kindsOf(read([]), NONE, WALL)).toEqual(['push:push']);
    const config = { ...NONE, smtpUrl: 'smtp://mail.example.org' };
    expect(kindsOf(read([]), config, WALL)).toEqual(['mail:mail', 'push:push']);
  });

  it('name who runs the house, or the house itself', () => {
    const config = { ...NONE, smtpUrl: 'smtp://mail.example.org' };
    const [mail, push] = receiversOf(read([]), config, `${WALL}:8443/x`);
    expect(mail).toMatchObject({ from: 'tocsin@wall.example.org' });
    expect(push).toMatchObject({ subject: 'mailto:tocsin@wall.example.org' });
    const admin = { email: 'ops@example.org', password: 'not used here' };
    expect(receiversOf(read([]), { ...config, admin }, WALL)[0]).toMatchObject({
      from: 'ops@example.org',
    });
  });

  it('are those of the catalogue where it has them', () => {
    const rows = [
      { key: 'post', kind: 'mail', from: 'duty@example.org' },
      { key: 'phones', kind: 'push', subject: 'mailto:duty@example.org' },
    ];
    const config = { ...NONE, smtpUrl: 'smtp://mail.example.org' };
    expect(kindsOf(read(rows), config, WALL)).toEqual(['post:mail', 'phones:push']);
  });
});

describe('pauses between attempts', () => {
  it('double up to a minute, and give way to what a provider asks for, up to five', () => {
    expect([1, 2, 3, 4, 5, 6, 50].map((n) => pauseMs(n) / 1000)).toEqual([2, 4, 8, 16, 32, 60, 60]);
    expect(pauseMs(1, 90_000)).toBe(90_000);
    expect(pauseMs(6, 10_000)).toBe(60_000);
    expect(pauseMs(1, 3_600_000)).toBe(300_000);
  });
});
