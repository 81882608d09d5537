/** The desk of a back-test: conversations and who waits, from recorded mentions and replies, by the
 * very reducer of the pipeline, with the ledger in memory. */
import { QUIET_DESK, type DeskGauge } from '#alerts/contract.ts';
import type { Conversation } from '#contracts/conversation.ts';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { Understood } from '#contracts/understood.ts';
import { RUNTIME } from '#server/config.ts';
import { reduceDesk, type DeskRow } from '../desk.ts';
import { createAgentOf } from '../sign-off.ts';
import { assignThreads, parentKeys, type KnownRow } from '../threads.ts';

const WAITING_MAX_MS = RUNTIME.waitingMaxHours * 3_600_000;

type Ledger = Map<string, KnownRow & { source: string }>;

export type Desk = {
  apply(rows: readonly Understood[]): void;
  gauge(brand: string, now: number): DeskGauge;
};

export const createDesk = (catalogue: Catalogue): Desk => {
  const agentOf = createAgentOf(catalogue);
  const ledger: Ledger = new Map();
  const conversations = new Map<string, Conversation>();
  /** Those in which somebody waits, by brand. */
  const waiting = new Map<string, Set<Conversation>>();

  const enlist = (conversation: Conversation): void => {
    const key = `${conversation.channel}\0${conversation.id}`;
    const before = conversations.get(key);
    if (before) waiting.get(before.brand)?.delete(before);
    conversations.set(key, conversation);
    if (conversation.waitingSince === null) return;
    const those = waiting.get(conversation.brand) ?? new Set<Conversation>();
    waiting.set(conversation.brand, those.add(conversation));
  };

  return {
    apply: (rows) => {
      const keys = parentKeys(rows).map(({ source, id }) => `${source}\0${id}`);
      const known = keys.flatMap((key) => ledger.get(key) ?? []);
      const threads = assignThreads(rows, known);
      const messages = rows.map((row, index): DeskRow => {
        const { conversation, inboundParentAt } = threads[index]!;
        const { at, channel, brand, inbound, id } = row;
        const source = `m:${channel}`;
        ledger.set(`${source}\0${id}`, { source, id, at, conversation, inbound });
        return {
          kind: 'message',
          at,
          channel,
          brand,
          conversation,
          inbound,
          isNoise: row.noise !== null,
          isReply: row.inReplyTo !== undefined || row.conversation !== undefined,
          agent: agentOf(row),
          inboundParentAt,
        };
      });
      const touched = messages.flatMap((row) => {
        const key = row.kind === 'message' ? `${row.channel}\0${row.conversation}` : '';
        return conversations.get(key) ?? [];
      });
      const state = { conversations: [...new Set(touched)], agents: [] };
      reduceDesk(state, messages, '').conversations.forEach(enlist);
    },
    gauge: (brand, now) => {
      const gauge: DeskGauge = { ...QUIET_DESK };
      for (const conversation of waiting.get(brand) ?? []) {
        const waited = Math.max(0, now - (conversation.waitingSince ?? now));
        if (waited > WAITING_MAX_MS) {
          waiting.get(brand)?.delete(conversation);
          continue;
        }
        gauge.waiting += 1;
        gauge.oldestSeconds = Math.max(gauge.oldestSeconds ?? 0, waited / 1000);
      }
      return gauge;
    },
  };
};
