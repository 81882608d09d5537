/** What a batch does to the desk, in the database: locks it, loads what the rows touch, and writes what
 * the reducer makes of it. Nothing here is waited for that is not needed to go on. */
import type { Agent, Conversation, Opening } from '#contracts/conversation.ts';
import { loadAgents, saveAgents } from '#server/store/agents.ts';
import {
  addConversations,
  lockConversations,
  saveConversations,
} from '#server/store/conversations.ts';
import { lockDesk } from '#server/store/desk-lock.ts';
import { insertResponses } from '#server/store/responses.ts';
import type { Tx } from '#server/store/sql.ts';
import { agentIds, deskMessage } from './desk-rows.ts';
import { reduceDesk, type DeskChange, type DeskRow } from './desk.ts';
import type { Fresh } from './fresh.ts';
import { changedOpenings } from './openings.ts';
import type { AgentOf } from './sign-off.ts';

export const deskRows = (fresh: Fresh, agentOf: AgentOf): DeskRow[] => [
  ...fresh.mentions.map(({ row, thread }) => deskMessage(row, thread, agentOf)),
  ...fresh.events.map(({ row }): DeskRow =>
    row.type === 'agent.state'
      ? { kind: 'agent', at: row.at, event: row }
      : { kind: 'event', at: row.at, event: row },
  ),
];

type Key = { channel: string; id: string };

/** Conversations that the rows will touch: noise waits for nobody and touches none. */
const conversationKeys = (rows: readonly DeskRow[]): Key[] => {
  const keys = new Map<string, Key>();
  const add = (channel: string, id: string) => keys.set(`${channel}\0${id}`, { channel, id });
  for (const row of rows) {
    if (row.kind === 'event') add(row.event.channel, row.event.conversation);
    else if (row.kind === 'message' && (row.inbound ? !row.isNoise : row.isReply)) {
      add(row.channel, row.conversation);
    }
  }
  return [...keys.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key);
};

const byId = (a: Agent, b: Agent) => (a.id < b.id ? -1 : 1);

const write = async (tx: Tx, change: DeskChange, known: readonly Conversation[]): Promise<void> => {
  const keys = new Set(known.map(({ channel, id }) => `${channel}\0${id}`));
  const isKnown = ({ channel, id }: Key) => keys.has(`${channel}\0${id}`);
  await Promise.all([
    addConversations(
      tx,
      change.conversations.filter((row) => !isKnown(row)),
    ),
    saveConversations(tx, change.conversations.filter(isKnown)),
    insertResponses(tx, change.responses),
    saveAgents(tx, change.agents.sort(byId)),
  ]);
};

/** Conversations, answers and agents after the rows. The desk stays locked until the transaction ends;
 * `written` follows by itself, so that what comes after need not wait for it. */
export const storeDesk = async (
  tx: Tx,
  rows: readonly DeskRow[],
  fallbackBrand: string,
): Promise<{ change: DeskChange; openings: Opening[]; written: Promise<void> }> => {
  if (rows.length === 0) {
    const change = { conversations: [], agents: [], responses: [] };
    return { change, openings: [], written: Promise.resolve() };
  }
  const [, conversations] = await Promise.all([
    lockDesk(tx),
    lockConversations(tx, conversationKeys(rows)),
  ]);
  const ids = agentIds(
    rows,
    conversations.map(({ agent }) => agent),
  );
  const agents = await loadAgents(tx, ids);
  const change = reduceDesk({ conversations, agents }, rows, fallbackBrand);
  const openings = changedOpenings(conversations, change.conversations);
  return { change, openings, written: write(tx, change, conversations) };
};
