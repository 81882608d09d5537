import { expect, it } from 'vitest';
import type { Counts } from '#contracts/bucket.ts';
import type { Understood } from '#contracts/understood.ts';
import { aggregate, baseSlot } from '#server/pipeline/aggregate.ts';
import { mention, NOON } from './make.ts';

const only = (row: Partial<Understood>): Partial<Counts> => {
  const [increment] = aggregate([mention(row)]);
  return Object.fromEntries(
    Object.entries(increment?.counts ?? {}).filter(([, value]) => value !== 0),
  );
};

it.each<[string, Partial<Understood>, Partial<Counts>]>([
  ['an inbound row', {}, { mentions: 1, volume: 1 }],
  ['a reply of the brand', { inbound: false, reach: 9 }, { mentions: 1, outbound: 1 }],
  ['noise', { noise: 'giveaway', intent: 'noise', reach: 9 }, { mentions: 1, noise: 1 }],
  [
    'a negative complaint',
    {
      sentiment: { label: 'negative', score: -0.5, confidence: 1 },
      intent: 'complaint',
      reach: 12,
    },
    { mentions: 1, volume: 1, negative: 1, scoreSum: -0.5, complaint: 1, reach: 12 },
  ],
  [
    'positive thanks',
    { sentiment: { label: 'positive', score: 0.25, confidence: 1 }, intent: 'thanks' },
    { mentions: 1, volume: 1, positive: 1, scoreSum: 0.25, thanks: 1 },
  ],
  ['a question', { intent: 'question' }, { mentions: 1, volume: 1, question: 1 }],
  ['a request', { intent: 'request' }, { mentions: 1, volume: 1, request: 1 }],
  ['somebody leaving', { intent: 'leaving' }, { mentions: 1, volume: 1, leaving: 1 }],
  ['a repost', { repostOf: 'm0' }, { mentions: 1, volume: 1, reposts: 1 }],
])('counts %s', (_what, row, counts) => {
  expect(only(row)).toEqual(counts);
});

it('cuts time into slots of 10 s, also before the epoch of the day', () => {
  expect(baseSlot(NOON + 9_999)).toBe(NOON);
  expect(baseSlot(NOON + 10_000)).toBe(NOON + 10_000);
});

it('counts a row with two topics once in total and once under each', () => {
  const rows = [
    mention({ topics: ['billing', 'delivery'] }),
    mention({ topics: ['delivery'], at: NOON + 3_000 }),
    mention({ topics: [], at: NOON + 10_000 }),
    mention({ channel: 'mail' }),
  ];
  const found = aggregate(rows).map(({ at, channel, topic, counts }) => [
    (at - NOON) / 1000,
    channel,
    topic,
    counts.volume,
  ]);
  expect(found.sort()).toEqual(
    [
      [0, 'mail', '', 1],
      [0, 'x', '', 2],
      [0, 'x', 'billing', 1],
      [0, 'x', 'delivery', 2],
      [10, 'x', '', 1],
    ].sort(),
  );
});
