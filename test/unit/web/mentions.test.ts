/** Which posts an address asks for, and where tiles and signals lead. */
import { expect, it } from 'vitest';
import type { MentionOut } from '#contracts/correction.ts';
import type { SignalOut } from '#contracts/signal.ts';
import { askedBy, linkOf, mentionsPath, newOf, postsOf, readQuery } from '#lib/mentions.ts';

const NOW = Date.UTC(2026, 4, 4, 9);
const read = (text: string) => readQuery(new URLSearchParams(text));

it('an address and a query are the same thing', () => {
  const queries = [
    {},
    { brand: 'kestrel', topic: 'baggage', sentiment: 'negative', channel: 'x', q: 'a & b' },
    { hours: 1 },
    { from: '2026-05-04T08:00:00.000Z', to: '2026-05-04T09:00:00.000Z' },
  ] as const;
  for (const query of queries) {
    const [path, text = ''] = mentionsPath(query).split('?');
    expect(path).toBe('/mentions');
    expect(read(text)).toEqual(query);
  }
});

it('what makes no sense in an address is left out', () => {
  expect(read('sentiment=angry&q=a&hours=-3&from=soon&topic=&page=7')).toEqual({});
  expect(read('hours=1&from=2026-05-04T08:00:00Z')).toEqual({ hours: 1 });
});

it('the last hours are asked for from now', () => {
  expect(askedBy({ hours: 2, topic: 'a' }, NOW)).toEqual({
    topic: 'a',
    from: '2026-05-04T07:00:00.000Z',
  });
  expect(askedBy({ topic: 'a' }, NOW)).toEqual({ topic: 'a' });
});

it('a signal leads to the posts that are behind it', () => {
  const signal = {
    ...{ id: 's', indicator: 'negativeShare', brand: 'kestrel', topic: 'baggage' },
    ...{ openedAt: '2026-05-04T08:30:00Z', since: '2026-05-04T08:20:00Z' },
    behind: { mentions: 3, authors: 3, roots: 3 },
  } as unknown as SignalOut;
  const names = new Map([['emerging-gate', 'gate queue']]);
  expect(postsOf(signal, names)).toEqual({
    ...{ brand: 'kestrel', topic: 'baggage', sentiment: 'negative' },
    from: '2026-05-04T07:20:00.000Z',
  });
  const emerging = { ...signal, indicator: 'emerging', topic: 'emerging-gate' } as const;
  const closed = { ...emerging, closedAt: '2026-05-04T08:50:00Z' };
  expect(postsOf(closed, names)).toEqual({
    ...{ brand: 'kestrel', q: 'gate queue' },
    ...{ from: '2026-05-04T07:20:00.000Z', to: '2026-05-04T08:50:00Z' },
  });
  const fromDesk: Partial<SignalOut> = { ...signal };
  delete fromDesk.behind;
  expect(postsOf(fromDesk as SignalOut, names)).toBeNull();
});

it('only addresses of the web are links, whatever a post claims', () => {
  const link = (url: string) => linkOf({ url } as MentionOut);
  expect(link('https://social.example/1')).toBe('https://social.example/1');
  for (const url of ['javascript:alert(1)', 'data:text/html,x', ' https://x', '//x', 'ftp://x']) {
    expect(link(url)).toBeNull();
  }
});

it('of posts read twice only the new ones are kept', () => {
  const row = (channel: string, id: string) => ({ channel, id });
  expect(newOf([row('x', '1'), row('y', '1'), row('x', '2')], [row('x', '1')])).toEqual([
    row('y', '1'),
    row('x', '2'),
  ]);
});
