/** Planned events (a sale, a launch) raise what is expected of a brand: by how much over a stretch of
 * time, and how sure that is. */
import type { Baseline, PlannedEvent } from '#alerts/contract.ts';
import { DAY_MS, levelAt } from './level.ts';

/** A baseline with the events that raise it now; these are neither learned nor stored. */
export type RaisedBaseline = Baseline & { planned?: PlannedEvent[] };

/** Evidence may have gathered for so long, so that an event counts for as long after its end. */
const REACH_MS = 2 * DAY_MS;
/** A factor is somebody's guess: the rise may be off by half, either way. */
const DOUBT = 0.5;
/** The least a topic is taken to have, per minute, where the rise is put in proportion to it. */
const TOPIC_FLOOR = 1 / 120;

/** Those of a brand that may matter at `now`; null for none, which is the rule. */
export const plannedFor = (
  events: readonly PlannedEvent[] | undefined,
  brand: string,
  now: number,
): PlannedEvent[] | null => {
  const own = events?.filter(
    (event) => event.brand === brand && event.from < now && event.to > now - REACH_MS,
  );
  return own && own.length > 0 ? own : null;
};

/** The same for a topic: all that comes on top for the brand may be on one topic of the event, which
 * is many times what that topic usually has. Other topics rise with the brand. */
export const plannedForTopic = (
  events: PlannedEvent[] | null,
  topic: string,
  own: Baseline | undefined,
  brand: Baseline | undefined,
  now: number,
): PlannedEvent[] | null => {
  if (!events || topic === '' || !brand) return events;
  const usual = Math.max(TOPIC_FLOOR, own ? levelAt(own.level, now) : 0);
  const times = Math.max(1, levelAt(brand.level, now) / usual);
  return events.map((event) => {
    const isOfEvent = !event.topics || event.topics.includes(topic);
    return isOfEvent ? { ...event, factor: 1 + (event.factor - 1) * times } : event;
  });
};

/** Mean of the factors over a stretch of time (those of overlapping events multiply), and the squared
 * scatter that their doubt adds, as a share of the level. */
export const raiseOf = (
  events: readonly PlannedEvent[],
  fromAt: number,
  toAt: number,
): { factor: number; doubt: number } => {
  let factor = 1;
  let doubt = 0;
  for (const event of events) {
    const overlap = Math.min(toAt, event.to) - Math.max(fromAt, event.from);
    if (overlap <= 0) continue;
    const rise = (event.factor - 1) * Math.min(1, overlap / (toAt - fromAt));
    factor *= 1 + rise;
    doubt += ((DOUBT * rise) / (1 + rise)) ** 2;
  }
  return { factor, doubt };
};
