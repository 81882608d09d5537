/** The desk of a back-test: conversations, answers and agents from recorded mentions and replies, by the
 * very reducer of the pipeline, with the ledger in memory. */
import type { DeskGauge } from '#alerts/contract.ts';
import type { Agent, Conversation } from '#contracts/conversation.ts';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { Understood } from '#contracts/understood.ts';
import { deskGauge } from '../desk-gauge.ts';
import { agentIds, deskMessage } from '../desk-rows.ts';
import { reduceDesk } from '../desk.ts';
import { createHours } from '../hours.ts';
import { createMedians } from '../medians.ts';
import { changedOpenings, createOpenings } from '../openings.ts';
import { createQueues, isOpen, WAITING_MAX_MS } from '../queue.ts';
import { createAgentOf } from '../sign-off.ts';
import { assignThreads, parentKeys, type KnownRow, type Thread } from '../threads.ts';

type Ledger = Map<string, KnownRow & { source: string }>;

/** Which conversation each row is in; what the rows are is entered in the ledger. */
const createThreads = () => {
  const ledger: Ledger = new Map();
  return (rows: readonly Understood[]): Thread[] => {
    const keys = parentKeys(rows).map(({ source, id }) => `${source}\0${id}`);
    const threads = assignThreads(
      rows,
      keys.flatMap((key) => ledger.get(key) ?? []),
    );
    rows.forEach(({ id, at, channel, inbound }, index) => {
      const source = `m:${channel}`;
      const { conversation } = threads[index]!;
      ledger.set(`${source}\0${id}`, { source, id, at, conversation, inbound });
    });
    return threads;
  };
};

/** All conversations, and the queues of those that are open. */
const createConversations = () => {
  const all = new Map<string, Conversation>();
  const queues = createQueues();
  const keyOf = (channel: string, id: string) => `${channel}\0${id}`;
  const openOrNull = (conversation: Conversation | undefined) =>
    conversation && isOpen(conversation) ? conversation : null;
  return {
    queues,
    find: (channel: string, id: string): Conversation | undefined => all.get(keyOf(channel, id)),
    set: (conversation: Conversation): void => {
      const key = keyOf(conversation.channel, conversation.id);
      queues.change(openOrNull(all.get(key)), openOrNull(conversation));
      all.set(key, conversation);
    },
  };
};

export type Desk = {
  /** Rows in order of time. Gives back in which thread each is. */
  apply(rows: readonly Understood[]): Thread[];
  gauge(brand: string, now: number): DeskGauge;
};

export const createDesk = (catalogue: Catalogue): Desk => {
  const agentOf = createAgentOf(catalogue);
  const threadsOf = createThreads();
  const conversations = createConversations();
  const agents = new Map<string, Agent>();
  const openings = createOpenings();
  const medians = createMedians();
  const sla = new Map(catalogue.channels.map(({ key, slaMinutes }) => [key, slaMinutes]));
  const rules = {
    hours: createHours(catalogue, WAITING_MAX_MS),
    slaMinutes: (channel: string) => sla.get(channel),
  };

  return {
    apply: (rows) => {
      const threads = threadsOf(rows);
      const messages = rows.map((row, index) => deskMessage(row, threads[index]!, agentOf));
      const found = messages.flatMap(
        (row) => conversations.find(row.channel, row.conversation) ?? [],
      );
      const touched = [...new Set(found)];
      const named = agentIds(
        messages,
        touched.map(({ agent }) => agent),
      );
      const known = named.flatMap((id) => agents.get(id) ?? []);
      const change = reduceDesk({ conversations: touched, agents: known }, messages, '');
      openings.apply(changedOpenings(touched, change.conversations));
      change.conversations.forEach(conversations.set);
      for (const agent of change.agents) agents.set(agent.id, agent);
      medians.apply(change.responses, rows.at(-1)?.at ?? 0);
      return threads;
    },
    gauge: (brand, now) =>
      deskGauge({ queues: conversations.queues, openings, medians, rules }, brand, now),
  };
};
