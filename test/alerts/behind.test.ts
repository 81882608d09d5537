/** What stands behind a signal: whose posts count, how often, and in which order they are told. */
import { expect, it } from 'vitest';
import { LIMITS } from '#contracts/limits.ts';
import { behindOf } from '#alerts/behind.ts';
import type { Source } from '#alerts/indicators.ts';
import { NONE, NOW, voice } from './given.ts';

const ALL: Source = { kind: 'count', indicator: 'volume', topic: '', window: NONE };
const OUTAGE: Source = { ...ALL, topic: 'outage' };

it('counts the posts of the series within its window, and nothing else', () => {
  const voices = [
    voice({ id: 'early', at: NOW - 200_000, topics: ['outage'] }),
    voice({ id: 'own', inbound: false, topics: ['outage'] }),
    voice({ id: 'noise', intent: 'noise', topics: ['outage'] }),
    voice({ id: 'other', topics: ['billing'] }),
    voice({ id: 'ahead', at: NOW + 1, topics: ['outage'] }),
    voice({ id: 'a', topics: ['outage'] }),
    voice({ id: 'b', topics: ['outage', 'billing'] }),
  ];
  const behind = behindOf(OUTAGE, voices, NOW - 120_000, NOW)!;
  expect(behind).toMatchObject({ mentions: 2, authors: 2, roots: 2 });
  expect(behind.topTopics).toEqual([
    { name: 'outage', mentions: 2 },
    { name: 'billing', mentions: 1 },
  ]);
  expect(behindOf(OUTAGE, [], NOW - 120_000, NOW)).toBeNull();
});

it('leads with the post that was copied most, by its first', () => {
  const copies = ['c1', 'c2', 'c3'].map((id) => voice({ id, print: 'same' }));
  const repost = voice({ id: 'r', print: 'cut', repostOf: 'c1' });
  const behind = behindOf(ALL, [voice({ id: 'own' }), ...copies, repost], NOW - 60_000, NOW)!;
  expect(behind).toMatchObject({ mentions: 5, authors: 5, roots: 2 });
  expect(behind.topPosts[0]).toEqual({ channel: 'x', id: 'c1', mentions: 4 });
});

it('tells authors apart by channel, and takes who has no name for somebody', () => {
  const voices = [
    voice({ id: '1', author: '7' }),
    voice({ id: '2', author: '7' }),
    voice({ id: '3', author: '7', channel: 'y' }),
    voice({ id: '4', author: null }),
    voice({ id: '5', author: null }),
  ];
  const behind = behindOf(ALL, voices, NOW - 60_000, NOW)!;
  expect(behind.authors).toBe(4);
  expect(behind.topAuthors).toEqual([
    { name: '7', mentions: 2 },
    { name: '7', mentions: 1 },
  ]);
});

it('tells no more than its rows', () => {
  const voices = Array.from({ length: 50 }, (_, i) => voice({ id: `v${i}`, channel: `c${i}` }));
  const behind = behindOf(ALL, voices, NOW - 60_000, NOW)!;
  for (const rows of [behind.topAuthors, behind.topChannels, behind.topPosts])
    expect(rows).toHaveLength(LIMITS.behindRows);
});
