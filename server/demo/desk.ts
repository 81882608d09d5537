/** The service desk of the demo: twelve agents on shifts who take the oldest conversation, work on it
 * and reply. Moves in steps of a second; what waits and how long follows from that alone. */
import type { AgentActivity } from '#contracts/desk-event.ts';
import type { Draft } from './posts.ts';
import { AGENT_FIRST_NAMES, writeReply } from './posts.ts';
import { localHour } from './rhythm.ts';
import { rngAt, type Rng } from './rng.ts';
import {
  agentStateRow,
  conversationRow,
  replyRow,
  type EventRow,
  type MentionRow,
} from './rows.ts';

/** Begin and end of the shifts in local hours, one per agent; the night ends after midnight. */
const SHIFTS = [
  ...[
    [6, 16],
    [6, 16],
    [6, 16],
    [8.5, 18.5],
    [8.5, 18.5],
    [8.5, 18.5],
  ],
  ...[
    [12, 22],
    [12, 22],
    [12, 22],
    [12, 22],
    [22, 30],
    [22, 30],
  ],
] as [number, number][];
/** Of each 100 minutes an agent is away for so many, not all at the same time. */
const CYCLE_MINUTES = 100;
const BREAK_MINUTES = 9;

/** Middle time to answer: a fault that all ask about is answered from a prepared text. */
const HANDLE_SECONDS = 62;
const OUTAGE_HANDLE_SECONDS = 20;
const HANDLE_SPREAD = 0.45;
/** With so many in the queue, agents take half as long for each. */
const HASTE_WAITING = 40;
/** What needs no answer is read and closed by a rule of the desk. */
const TRIAGE_SECONDS = 4;
/** Of the answered conversations, the share that is closed with the reply. */
const CLOSED_SHARE = 0.85;
const CLOSE_LATER_SECONDS = 240;

export type Ticket = { post: MentionRow & { conversation: string }; at: number; draft: Draft };
export type DeskRows = { mentions: MentionRow[]; events: EventRow[] };

type Agent = {
  id: string;
  name: string;
  number: number;
  state: AgentActivity;
  work: { ticket: Ticket; doneAt: number; isOutage: boolean } | null;
};
type Closing = { ticket: Ticket; at: number; agent: string | undefined };

const shiftState = (agent: Agent, at: number, offsetHours: number): AgentActivity => {
  const [from, to] = SHIFTS[agent.number]!;
  const hour = localHour(at, offsetHours);
  if ((hour < from || hour >= to) && hour + 24 >= to) return 'offline';
  const minute = Math.floor(at / 60_000) + agent.number * 37;
  return minute % CYCLE_MINUTES < BREAK_MINUTES ? 'away' : 'online';
};

const hireAgents = (): Agent[] =>
  AGENT_FIRST_NAMES.map((name, number) => ({
    id: `agent-${number + 1}`,
    name,
    number,
    state: 'offline',
    work: null,
  }));

export const createDesk = (seed: number, startAt: number, offsetHours: number) => {
  const rng: Rng = rngAt(seed, 4, Math.floor(startAt / 1000));
  const agents = hireAgents();
  const waiting: Ticket[] = [];
  let closings: Closing[] = [];
  let isFirstStep = true;

  const setState = (agent: Agent, state: AgentActivity, at: number, rows: DeskRows) => {
    if (agent.state === state && !isFirstStep) return;
    agent.state = state;
    rows.events.push(agentStateRow(agent, state, at));
  };

  const reply = (agent: Agent, at: number, rows: DeskRows) => {
    const { ticket, isOutage } = agent.work!;
    const text = writeReply(rng, ticket.draft.lang, agent.name, isOutage);
    rows.mentions.push(replyRow(ticket.post, agent.id, text, ticket.draft.lang, at));
    rows.events.push(conversationRow('replied', ticket.post, at, agent.id));
    const isClosedNow = rng.next() < CLOSED_SHARE;
    closings.push({
      ticket,
      at: at + 1000 * (isClosedNow ? 1 : CLOSE_LATER_SECONDS * (0.5 + rng.next())),
      agent: agent.id,
    });
    agent.work = null;
  };

  const assign = (agent: Agent, at: number, isOutage: boolean, rows: DeskRows) => {
    const ticket = waiting.shift()!;
    const middle = isOutage ? OUTAGE_HANDLE_SECONDS : HANDLE_SECONDS;
    const haste = 1 + waiting.length / HASTE_WAITING;
    const seconds = (middle / haste) * Math.exp(HANDLE_SPREAD * rng.normal());
    agent.work = { ticket, doneAt: at + 1000 * seconds, isOutage };
    rows.events.push(conversationRow('assigned', ticket.post, at, agent.id));
    setState(agent, 'busy', at, rows);
  };

  const closeDue = (at: number, rows: DeskRows) => {
    const due = closings.filter((closing) => closing.at <= at);
    if (due.length === 0) return;
    closings = closings.filter((closing) => closing.at > at);
    for (const { ticket, agent } of due) {
      rows.events.push(conversationRow('resolved', ticket.post, at, agent));
    }
  };

  return {
    /** A customer wrote. */
    take: (ticket: Ticket, rows: DeskRows) => {
      rows.events.push(conversationRow('opened', ticket.post, ticket.at));
      if (ticket.draft.needsAnswer) waiting.push(ticket);
      else {
        const at = ticket.at + 1000 * TRIAGE_SECONDS * (0.3 + rng.next());
        closings.push({ ticket, at, agent: undefined });
      }
    },
    /** What the desk does in the second that ends at `at`. */
    step: (at: number, isOutage: boolean): DeskRows => {
      const rows: DeskRows = { mentions: [], events: [] };
      closeDue(at, rows);
      for (const agent of agents) {
        if (agent.work && agent.work.doneAt <= at) reply(agent, at, rows);
        if (agent.work) continue;
        const state = shiftState(agent, at, offsetHours);
        if (state === 'online' && waiting.length > 0) assign(agent, at, isOutage, rows);
        else setState(agent, state, at, rows);
      }
      isFirstStep = false;
      return rows;
    },
    waiting: () => waiting.length,
    unanswered: () =>
      waiting.length +
      agents.filter(({ work }) => work).length +
      closings.filter(({ agent }) => agent === undefined).length,
  };
};
export type Desk = ReturnType<typeof createDesk>;
