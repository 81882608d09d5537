import { describe, expect, it } from 'vitest';
import type { Conversation } from '#contracts/conversation.ts';
import type { DeskEvent } from '#contracts/desk-event.ts';
import {
  reduceDesk,
  type DeskChange,
  type DeskMessage,
  type DeskRow,
  type DeskState,
} from '#server/pipeline/desk.ts';
import { NOON } from './make.ts';

/** Seconds after noon -> epoch ms. */
const at = (seconds: number) => NOON + seconds * 1000;
const message = (seconds: number, over: Partial<DeskMessage>): DeskRow => ({
  kind: 'message',
  at: at(seconds),
  channel: 'x',
  brand: 'northline',
  conversation: 'c',
  inbound: true,
  isNoise: false,
  isQuestion: false,
  isReply: false,
  agent: null,
  inboundParentAt: null,
  ...over,
});
const asks = (seconds: number, over: Partial<DeskMessage> = {}) => message(seconds, over);
const replies = (seconds: number, over: Partial<DeskMessage> = {}) =>
  message(seconds, { inbound: false, isReply: true, ...over });
const event = (
  seconds: number,
  type: Exclude<DeskEvent['type'], 'agent.state'>,
  over: { agent?: string; priority?: string } = {},
): DeskRow => ({
  kind: 'event',
  at: at(seconds),
  event: { id: 'e', type, conversation: 'c', channel: 'x', at: at(seconds), ...over },
});

const EMPTY: DeskState = { conversations: [], agents: [] };
const reduce = (rows: DeskRow[], state = EMPTY) => reduceDesk(state, rows, 'northline');
const only = (change: DeskChange): Conversation => change.conversations[0] as Conversation;
const merge = <T>(known: T[], changed: T[], keyOf: (row: T) => string): T[] => [
  ...new Map([...known, ...changed].map((row) => [keyOf(row), row])).values(),
];
/** Batch after batch, as the pipeline does it. */
const reduceAll = (batches: DeskRow[][]): DeskChange => {
  let state = EMPTY;
  const responses: DeskChange['responses'] = [];
  for (const rows of batches) {
    const change = reduce(rows, state);
    responses.push(...change.responses);
    state = {
      conversations: merge(state.conversations, change.conversations, (row) => row.id),
      agents: merge(state.agents, change.agents, (row) => row.id),
    };
  }
  return { ...state, responses };
};
const seconds = (ms: number | null | undefined) =>
  ms === null || ms === undefined ? null : (ms - NOON) / 1000;

describe('who waits since when', () => {
  it.each<[string, DeskRow[][], number | null]>([
    ['the first message that no reply has followed', [[asks(0), asks(60)]], 0],
    ['nobody after a reply', [[asks(0), asks(60), replies(90)]], null],
    ['the message after the reply', [[asks(0), replies(90), asks(120)]], 120],
    ['rows out of order in one batch', [[replies(90), asks(120), asks(0)]], 120],
    ['a reply older than the message ends nothing', [[asks(100)], [replies(50)]], 100],
    ['an older message moves the wait back', [[asks(100)], [asks(40)]], 40],
    [
      'a late message that was answered waits for nothing',
      [[asks(0)], [replies(90)], [asks(30)]],
      null,
    ],
    [
      'a late reply between two messages leaves the second',
      [[asks(0)], [asks(60)], [replies(30)]],
      60,
    ],
    ['noise never waits', [[asks(0, { isNoise: true })]], null],
    ['opened by the desk', [[event(0, 'conversation.opened')]], 0],
    ['resolved without a reply', [[asks(0)], [event(60, 'conversation.resolved')]], null],
    [
      'resolved before the message came',
      [[event(0, 'conversation.opened')], [asks(90)], [event(60, 'conversation.resolved')]],
      90,
    ],
    [
      'reopened',
      [[event(0, 'conversation.opened'), event(10, 'conversation.resolved')], [asks(50)]],
      50,
    ],
    [
      'reopened by the desk',
      [
        [event(0, 'conversation.opened')],
        [event(10, 'conversation.resolved')],
        [event(70, 'conversation.reopened')],
      ],
      70,
    ],
  ])('%s', (_what, batches, since) => {
    const [conversation] = reduceAll(batches).conversations;
    expect(seconds(conversation?.waitingSince)).toBe(since);
  });
});

describe('answers', () => {
  it('measure from the message that waited longest, first reply first', () => {
    const change = reduce([
      asks(0),
      asks(60),
      replies(90, { agent: 'ada' }),
      asks(200),
      replies(260),
    ]);
    expect(change.responses).toEqual([
      expect.objectContaining({ isFirst: true, responseSeconds: 90, agent: 'ada' }),
      expect.objectContaining({ isFirst: false, responseSeconds: 60, agent: null }),
    ]);
    expect(only(change)).toMatchObject({ inboundCount: 3, replyCount: 2, waitingSince: null });
  });

  it('measure from the parent where it is known, also when nobody waits any more', () => {
    const parent = { inboundParentAt: at(60) };
    const change = reduce([asks(0), asks(60), replies(90, parent), replies(100, parent)]);
    expect(change.responses.map(({ responseSeconds }) => responseSeconds)).toEqual([30, 40]);
  });

  it('give no sample where nobody is known to have waited', () => {
    expect(reduce([replies(10)]).responses).toEqual([]);
    expect(reduceAll([[asks(100)], [replies(50)]]).responses).toEqual([]);
  });

  it('never give a negative time for a parent that is younger than its reply', () => {
    const change = reduce([asks(0), replies(10, { inboundParentAt: at(30) })]);
    expect(change.responses.map(({ responseSeconds }) => responseSeconds)).toEqual([10]);
  });

  it('ignore a post of the brand that replies to nobody', () => {
    expect(reduce([replies(10, { isReply: false })]).conversations).toEqual([]);
  });
});

describe('handling time', () => {
  const handles = (batches: DeskRow[][]) =>
    reduceAll(batches).responses.map(({ handleSeconds }) => handleSeconds);

  it('begins with the message', () => {
    expect(handles([[asks(0), replies(50, { agent: 'ada' })]])).toEqual([50]);
  });
  it("begins with the agent's previous reply anywhere", () => {
    const other = { conversation: 'd', agent: 'ada' };
    expect(
      handles([
        [asks(0), asks(0, { conversation: 'd' }), replies(30, other)],
        [replies(50, { agent: 'ada' })],
      ]),
    ).toEqual([30, 20]);
  });
  it('begins with the assignment to this agent', () => {
    const rows = [
      event(0, 'conversation.opened'),
      event(40, 'conversation.assigned', { agent: 'ada' }),
    ];
    expect(handles([[...rows, event(60, 'conversation.replied', { agent: 'ada' })]])).toEqual([20]);
    expect(handles([[...rows, event(60, 'conversation.replied', { agent: 'bo' })]])).toEqual([60]);
  });
  it('is unknown without an agent', () => {
    expect(handles([[asks(0), replies(50)]])).toEqual([null]);
  });
  it('is not negative for a reply that arrives after a newer one of the same agent', () => {
    const late = [asks(0), asks(0, { conversation: 'd' })];
    const newer = [replies(90, { conversation: 'd', agent: 'ada' })];
    expect(handles([late, newer, [replies(50, { agent: 'ada' })]])).toEqual([90, 50]);
  });
});

describe('a conversation of the desk', () => {
  it('takes its replies from the desk alone', () => {
    const change = reduce([
      asks(0),
      event(1, 'conversation.opened'),
      replies(60, { agent: 'ada' }),
      event(61, 'conversation.replied', { agent: 'ada' }),
    ]);
    expect(only(change)).toMatchObject({ source: 'desk', replyCount: 1, waitingSince: null });
    expect(change.responses).toHaveLength(1);
    expect(change.responses[0]).toMatchObject({ responseSeconds: 61, agent: 'ada' });
  });

  it('stays one for good, over batches', () => {
    const change = reduceAll([[event(0, 'conversation.opened')], [replies(60)]]);
    expect(only(change)).toMatchObject({ source: 'desk', replyCount: 0 });
    expect(seconds(only(change).waitingSince)).toBe(0);
  });

  it('keeps agent, assignment, priority and how often it was reopened', () => {
    const change = reduceAll([
      [event(0, 'conversation.opened', { priority: 'high' })],
      [event(20, 'conversation.assigned', { agent: 'ada' })],
      [event(10, 'conversation.assigned', { agent: 'bo' })],
      [event(30, 'conversation.resolved')],
      [asks(40), event(41, 'conversation.reopened')],
    ]);
    expect(only(change)).toMatchObject({
      agent: 'ada',
      assignedAt: at(20),
      priority: 'high',
      reopenedCount: 1,
      resolvedAt: null,
      brand: 'northline',
    });
  });

  it('answers on behalf of the one it is assigned to', () => {
    const change = reduce([
      event(0, 'conversation.opened'),
      event(5, 'conversation.assigned', { agent: 'ada' }),
      event(9, 'conversation.replied'),
    ]);
    expect(change.responses[0]).toMatchObject({ agent: 'ada', handleSeconds: 4 });
  });
});

describe('agents', () => {
  const says = (when: number, state: 'online' | 'away', name?: string): DeskRow => ({
    kind: 'agent',
    at: at(when),
    event: {
      id: 'e',
      type: 'agent.state',
      agent: 'ada',
      state,
      at: at(when),
      ...(name ? { name } : {}),
    },
  });

  it('are what the desk said last, by its own time', () => {
    const change = reduceAll([
      [says(10, 'online', 'Ada')],
      [says(50, 'away')],
      [says(30, 'online')],
    ]);
    expect(change.agents).toEqual([
      { id: 'ada', name: 'Ada', activity: 'away', since: at(50), lastReplyAt: null },
    ]);
  });

  it('are known from replies alone', () => {
    const [agent] = reduce([asks(0), replies(30, { agent: 'bo' })]).agents;
    expect(agent).toEqual({
      id: 'bo',
      name: 'bo',
      activity: null,
      since: null,
      lastReplyAt: at(30),
    });
  });
});

it('does not change what it was given', () => {
  const before = reduce([asks(0), replies(5, { agent: 'ada' })]);
  const copy = structuredClone(before);
  reduce([asks(60), replies(90, { agent: 'ada' })], before);
  expect(before).toEqual(copy);
});
