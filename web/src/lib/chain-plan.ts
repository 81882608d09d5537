/** What the flowchart planned for a crisis beside the messages that went out, so that whoever looks back
 * sees whether it was followed. Pure. */
import type { MessageOut } from '#contracts/alert.ts';
import type { Level, TimelineEntryOut } from '#contracts/crisis.ts';
import type { PlannedCall } from '#contracts/flowchart.ts';
import { wordOfMessage } from './alerts.ts';
import { LEVELS } from './flowchart.ts';
import { plural } from './format.ts';
import type { Word } from './words.ts';

/** A call is missed when nothing went out for it so long after its time. */
const GRACE_MS = 30_000;
/** Of what is still to come the nearest calls are shown. */
const AHEAD_SHOWN = 4;

/** One run of the flowchart: from when it began for a level until somebody took it or it went on at
 * another level. Times in epoch ms. */
export type Stretch = { level: Level; version: number; from: number; to: number | null };

const isLevel = (value: unknown): value is Level => LEVELS.includes(value as Level);

/** Oldest first. `overAt`: taken, or over. */
export const stretchesOf = (
  timeline: readonly TimelineEntryOut[],
  overAt: number | null,
): Stretch[] => {
  const starts = timeline.flatMap(({ kind, at, data }) =>
    kind === 'chain-started' && isLevel(data.level)
      ? [{ level: data.level, version: Number(data.chartVersion), from: Date.parse(at) }]
      : [],
  );
  return starts.map((start, index) => {
    const next = starts[index + 1]?.from ?? null;
    const ends = [next, overAt].filter((at) => at !== null && at >= start.from) as number[];
    return { ...start, to: ends.length > 0 ? Math.min(...ends) : null };
  });
};

export type Beside = {
  key: string;
  at: number;
  contact: string;
  via: string | null;
  step: number;
  message: MessageOut | null;
  word: Word;
  /** How much later than planned it was queued. */
  lateSeconds: number;
};

const MISSED = { word: 'not called', tone: 'raised', shape: 'triangle' } as const;
/** In one line, over all stretches. */
export const verdictOf = (rows: readonly Beside[]): Word => {
  const missed = rows.filter(({ word }) => word === MISSED).length;
  if (missed > 0) return { ...MISSED, word: `${plural(missed, 'planned call')} did not happen` };
  return { word: 'every call that was due was made', tone: 'calm', shape: 'circle' };
};

const keyOf = (step: number | null, via: string | null, person: string | null): string =>
  JSON.stringify([step, via, person]);

const wordOf = (at: number, { to }: Stretch, now: number): Word => {
  if (to !== null && at > to) return { word: 'not needed', tone: 'muted', shape: 'ring' };
  if (at > now - GRACE_MS) return { word: 'to come', tone: 'muted', shape: 'ring' };
  return MISSED;
};

/** Each planned call with its message, in the order of their times; what the chain had no need of, or
 * has not come to yet, is counted. */
export const besideOf = (
  planned: readonly PlannedCall[],
  messages: readonly MessageOut[],
  stretch: Stretch,
  now: number,
): { rows: Beside[]; rest: number } => {
  const waiting = new Map<string, MessageOut[]>();
  const own = messages.filter(({ level, queuedAt }) => {
    const at = Date.parse(queuedAt);
    return level === stretch.level && at >= stretch.from && at <= (stretch.to ?? Infinity);
  });
  for (const message of own.toSorted((a, b) => a.queuedAt.localeCompare(b.queuedAt))) {
    const key = keyOf(message.step, message.via, message.person);
    waiting.set(key, [...(waiting.get(key) ?? []), message]);
  }
  const all = planned.map((call, index): Beside => {
    const { step, via, contact } = call;
    const at = Date.parse(call.at);
    const message = waiting.get(keyOf(step, via, call.person))?.shift() ?? null;
    const late = message === null ? 0 : (Date.parse(message.queuedAt) - at) / 1000;
    const word = message === null ? wordOf(at, stretch, now) : wordOfMessage(message);
    return { key: `${index}`, at, contact, via, step, message, word, lateSeconds: late };
  });
  const isDone = ({ message, word }: Beside) => message !== null || word === MISSED;
  const rest = all.filter((row) => !isDone(row));
  const shown = new Set(stretch.to === null ? rest.slice(0, AHEAD_SHOWN) : []);
  const rows = all.filter((row) => isDone(row) || shown.has(row));
  return { rows, rest: rest.length - shown.size };
};
