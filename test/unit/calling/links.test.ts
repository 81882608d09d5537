/** Links, masked addresses and hours in words: small things that must not be nearly right. */
import { expect, it } from 'vitest';
import { createLinks } from '#server/calling/links.ts';
import { weekWords } from '#server/calling/tips.ts';
import { maskAddress, maskRoster } from '#server/oncall/people.ts';
import { roster } from '#contracts/oncall.ts';

const NONCE = 'AbCdEfGhIjKlMnOpQr';
const links = createLinks(Buffer.alloc(32, 7), 'https://tocsin.example');

it('a link leads back to its nonce, and no other text does', () => {
  const url = links.answerUrl(NONCE);
  expect(url).toMatch(/^https:\/\/tocsin\.example\/a\/[\w-]{38}$/);
  const token = url.split('/').at(-1)!;
  expect(links.readToken(token)).toBe(NONCE);
  for (let place = 0; place < token.length; place += 1) {
    const other = token[place] === 'x' ? 'y' : 'x';
    expect(links.readToken(token.slice(0, place) + other + token.slice(place + 1))).toBeNull();
  }
  for (const wrong of ['', NONCE, `${token}x`, token.slice(1), `${token.slice(0, -1)}\n`]) {
    expect(links.readToken(wrong)).toBeNull();
  }
});

it('a link of another house opens nothing', () => {
  const other = createLinks(Buffer.alloc(32, 8), 'https://tocsin.example');
  expect(links.readToken(other.tokenOf(NONCE))).toBeNull();
});

it.each([
  ['ada.okafor@example.test', 'a***@example.test'],
  ['"odd @ name"@example.test', '"***@example.test'],
  ['+4915112345678', '+49***78'],
  ['U0123456', 'U***'],
])('%s is shown as %s', (address, masked) => {
  expect(maskAddress(address)).toBe(masked);
});

it('no address is left in a roster, also where one is part of another', () => {
  const ways = ['ada@example.test', 'grand.ada@example.test'].map((address) => ({
    via: 'mail' as const,
    address,
  }));
  const value = roster.parse({ people: [{ key: 'ada', name: 'Ada', ways }] });
  const text = ways.map(({ address }) => `- ${address}`).join('\n');
  expect(maskRoster(text, value)).toBe('- a***@example.test\n- g***@example.test');
});

it('no address is left in a remark, and none behind an escape', () => {
  const ways = [{ via: 'sms' as const, address: '+4915112345678' }];
  const value = roster.parse({ people: [{ key: 'ada', name: 'Ada', ways }] });
  const remark = '# at home +49 (30) 123-4567, or ada@home.example; since 2026-05-04T09:00+02:00';
  expect(maskRoster(`- "+4915112345678" ${remark}`, value)).toBe(
    '- "+49***78" # at home +49***67, or a***@home.example; since 2026-05-04T09:00+02:00',
  );
  expect(maskRoster('- "+49151\\x312345678"', value)).toBeNull();
});

it.each([
  [{}, 'closed'],
  [{ mon: { from: '08:00', to: '18:00' } }, 'Mon 08:00 to 18:00'],
  [
    {
      mon: { from: '08:00', to: '18:00' },
      tue: { from: '08:00', to: '18:00' },
      wed: { from: '08:00', to: '12:00' },
      fri: { from: '08:00', to: '12:00' },
    },
    'Mon to Tue 08:00 to 18:00, Wed 08:00 to 12:00, Fri 08:00 to 12:00',
  ],
])('hours read as people say them', (week, words) => {
  expect(weekWords(week)).toBe(words);
});
