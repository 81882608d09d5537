import { describe, expect, it } from 'vitest';
import type { Understood } from '#contracts/understood.ts';
import { assignThreads, parentKeys } from '#server/pipeline/threads.ts';
import { mention, NOON } from './make.ts';

const known = (id: string, inbound: boolean, conversation: string | null) => ({
  source: 'm:x',
  id,
  at: NOON - 60_000,
  inbound,
  conversation,
});
type Known = ReturnType<typeof known>;

const threadsOf = (rows: Partial<Understood>[], ledger: Known[] = []) =>
  assignThreads(
    rows.map((row) => mention(row)),
    ledger,
  );
const reply = { inbound: false } as const;

describe('the conversation of a mention', () => {
  it.each<[string, Partial<Understood>[], Known[], string[]]>([
    ['its own id when it begins one', [{ id: 'a' }], [], ['a']],
    ['the one it names', [{ id: 'a', conversation: 'c', inReplyTo: 'p' }], [], ['c']],
    ['the id of a parent that nobody knows', [{ id: 'a', inReplyTo: 'p' }], [], ['p']],
    [
      'that of a parent in the ledger',
      [{ id: 'a', inReplyTo: 'p' }],
      [known('p', true, 'root')],
      ['root'],
    ],
    [
      'that of a parent in the batch, whatever the order',
      [{ id: 'c', inReplyTo: 'b' }, { id: 'b', inReplyTo: 'a', ...reply }, { id: 'a' }],
      [],
      ['a', 'a', 'a'],
    ],
    [
      "a customer's own, when it answers a post of the brand",
      [
        { id: 'post', ...reply },
        { id: 'a', inReplyTo: 'post' },
        { id: 'b', inReplyTo: 'old' },
      ],
      [known('old', false, 'old')],
      ['post', 'a', 'b'],
    ],
    [
      'cut where rows reply to each other in a circle',
      [
        { id: 'a', inReplyTo: 'b' },
        { id: 'b', inReplyTo: 'a' },
      ],
      [],
      ['a', 'b'],
    ],
    ['its own id when it replies to itself', [{ id: 'a', inReplyTo: 'a' }], [], ['a']],
  ])('is %s', (_what, rows, ledger, conversations) => {
    expect(threadsOf(rows, ledger).map(({ conversation }) => conversation)).toEqual(conversations);
  });

  it('does not cross channels', () => {
    const threads = threadsOf([
      { id: 'a', channel: 'mail', conversation: 'there' },
      { id: 'b', inReplyTo: 'a' },
    ]);
    expect(threads[1]?.conversation).toBe('a');
  });
});

it("knows when the customer's message was written that a reply names", () => {
  const rows = [
    { id: 'a', at: NOON },
    { id: 'r', at: NOON + 5_000, inReplyTo: 'a', ...reply },
    { id: 's', at: NOON + 6_000, inReplyTo: 'r', ...reply },
    { id: 't', at: NOON + 7_000, inReplyTo: 'stored', ...reply },
    { id: 'u', at: NOON + 7_000, inReplyTo: 'nobody', ...reply },
  ];
  const found = threadsOf(rows, [known('stored', true, 'stored')]);
  expect(found.map(({ inboundParentAt }) => inboundParentAt)).toEqual([
    null,
    NOON,
    null,
    NOON - 60_000,
    null,
  ]);
});

it('asks the ledger for each parent once', () => {
  const rows = ['p', 'p', 'q'].map((inReplyTo) => mention({ inReplyTo }));
  expect(parentKeys([...rows, mention()])).toEqual([
    { source: 'm:x', id: 'p' },
    { source: 'm:x', id: 'q' },
  ]);
});
