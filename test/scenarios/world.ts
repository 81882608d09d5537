/** The world of a scenario: what is posted and who waits at each moment, as the engine is given it, and
 * what four quiet weeks before taught. */
import type { RuleConfig } from '#contracts/catalogue.ts';
import {
  QUIET_DESK,
  SLOT_MS,
  TICK_MS,
  WINDOW_SLOTS,
  type Baseline,
  type BrandInput,
  type HourPoint,
  type RuleInput,
  type TopicInput,
} from '#alerts/contract.ts';
import { learnBaseline } from '#alerts/baseline/learn.ts';
import { sumLast } from '#alerts/window.ts';
import { poissonOf, randomOf } from './random.ts';
import { createSpeakers } from './speakers.ts';
import type { Event, Rhythm } from './traffic.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 168 * HOUR_MS;
const TOPICS = ['outage', 'billing'];

export type Happening = { at: number; event: Event };
type Slots = Map<number, number>;
const add = (slots: Slots, slot: number, value: number) =>
  slots.set(slot, (slots.get(slot) ?? 0) + value);

/** `rhythm` and `usualWaiting` are asked at each moment: a script may still set them. */
export const createWorld = (
  brand: string,
  seed: number,
  usual: { rhythm: Rhythm; busyness(): number; waiting(): number; rules: RuleConfig[] },
) => {
  const random = randomOf(seed);
  const speakers = createSpeakers(brand, seed);
  const series = new Map<string, Slots>();

  const slotsOf = (name: string): Slots => {
    const known = series.get(name) ?? new Map<number, number>();
    series.set(name, known);
    return known;
  };
  const isDuring = (at: number, start: number, { minutes }: Event) =>
    at >= start && at < start + minutes * 60_000;

  const post = (at: number, count: number, event: Event | null, isLate = false) => {
    const negative = event ? (event.negative ?? 0.25) : 0.25;
    const questions = event ? (event.questions ?? 0.2) : 0.2;
    add(slotsOf('volume'), at, count);
    add(slotsOf('reach'), at, count * 300);
    for (let i = 0; i < count; i += 1) {
      const isNegative = random() < negative;
      const isQuestion = random() < questions;
      if (isNegative) add(slotsOf('negative'), at, 1);
      if (isQuestion) add(slotsOf('question'), at, 1);
      const own = event?.topic ?? (random() < 0.1 ? 'billing' : random() < 0.05 ? 'outage' : null);
      if (!isLate) {
        const voice = speakers.speak({ at, isNegative, isQuestion, topic: own, event });
        if (voice.isLeaving) add(slotsOf('leaving'), at, 1);
      }
      for (const topic of [own, event?.emerging]) {
        if (!topic) continue;
        add(slotsOf(`volume ${topic}`), at, 1);
        if (isNegative) add(slotsOf(`negative ${topic}`), at, 1);
      }
    }
  };

  /** Half a slot of traffic: what arrived since the tick before. */
  const arrive = (events: readonly Happening[], tickAt: number) => {
    const slot = Math.floor(tickAt / SLOT_MS) * SLOT_MS;
    const minutes = TICK_MS / 60_000;
    post(slot, poissonOf(random, usual.rhythm(tickAt) * usual.busyness() * minutes), null);
    for (const { at, event } of events) {
      if (event.announces && at === tickAt) speakers.announce(at, event.announces, event.tag);
      if (event.late && at === tickAt) {
        const lateAt = slot - event.late.minutesAgo * 60_000;
        post(lateAt, event.late.rows, { minutes: 0, negative: 0.9, topic: 'outage' }, true);
      }
      if (!event.perMinute || !isDuring(tickAt, at, event)) continue;
      const ramp = Math.min(
        1,
        (tickAt - at + TICK_MS) / ((event.rampSeconds ?? 0) * 1000 + TICK_MS),
      );
      post(slot, poissonOf(random, event.perMinute * ramp * minutes), event);
    }
  };

  const windowOf = (name: string, now: number) => {
    const startAt = Math.floor(now / SLOT_MS) * SLOT_MS - (WINDOW_SLOTS - 1) * SLOT_MS;
    const slots = slotsOf(name);
    const counts = Array.from(
      { length: WINDOW_SLOTS },
      (_, i) => slots.get(startAt + i * SLOT_MS) ?? 0,
    );
    return { startAt, counts };
  };

  const waitingAt = (events: readonly Happening[], now: number) =>
    events.reduce(
      (sum, { at, event }) => (isDuring(now, at, event) ? sum + (event.waiting ?? 0) : sum),
      usual.waiting(),
    );

  /** Bursts as the finder of emerging topics would tell them, once ten people speak of one. */
  const emergingAt = (events: readonly Happening[], now: number): TopicInput[] =>
    events.flatMap(({ at, event: { emerging: topic } }) => {
      if (!topic || now < at) return [];
      const volume = windowOf(`volume ${topic}`, now);
      const mentions = sumLast(volume, 900, now);
      if (mentions < 10) return [];
      const burst = {
        ...{ topic, name: topic, terms: [topic], firstAt: at, detectedAt: now, mentions },
        ...{ expected: 0.2, windowSeconds: 900, voices: mentions, roots: mentions, strength: 4 },
      };
      return [{ topic, volume, negative: windowOf(`negative ${topic}`, now), emerging: burst }];
    });

  const rulesAt = (now: number): RuleInput[] =>
    usual.rules.map((rule) => {
      const slots = slotsOf(`volume ${rule.topic}`);
      const stepMs = (rule.hours * HOUR_MS) / 60;
      const from = Math.floor(now / SLOT_MS) * SLOT_MS - 60 * stepMs + SLOT_MS;
      const recent = new Array<number>(60).fill(0);
      for (let at = from; at <= now; at += SLOT_MS)
        recent[Math.min(59, Math.floor((at - from) / stepMs))]! += slots.get(at) ?? 0;
      return { rule, count: recent.reduce((sum, posts) => sum + posts, 0), recent };
    });

  const inputAt = (events: readonly Happening[], now: number): BrandInput => ({
    brand,
    volume: windowOf('volume', now),
    negative: windowOf('negative', now),
    question: windowOf('question', now),
    leaving: windowOf('leaving', now),
    reach: windowOf('reach', now),
    channels: [],
    rules: rulesAt(now),
    voices: speakers.window(now),
    topics: [
      ...TOPICS.map((topic) => ({
        topic,
        volume: windowOf(`volume ${topic}`, now),
        negative: windowOf(`negative ${topic}`, now),
      })),
      ...emergingAt(events, now),
    ],
    desk: {
      ...QUIET_DESK,
      waiting: waitingAt(events, now),
      oldestSeconds: 300,
      assigned: 3,
      slaAtRisk: 0,
      slaBreached: 0,
    },
  });

  /** Baselines of the usual alone. */
  const learn = (from: number, weeks: number): Map<string, Baseline> => {
    const hours = (value: (at: number) => number): HourPoint[] => {
      const points: HourPoint[] = [];
      for (let at = from - weeks * WEEK_MS; at < from; at += HOUR_MS)
        points.push({ at, value: value(at) });
      return points;
    };
    const counts = (times: number) =>
      hours((at) => poissonOf(random, usual.rhythm(at + HOUR_MS / 2) * 60 * times));
    const list: [string, HourPoint[]][] = [
      [`volume|${brand}|`, counts(1)],
      [`volume|${brand}|billing`, counts(0.1)],
      [`volume|${brand}|outage`, counts(0.045)],
      [`queue|${brand}|`, hours(() => usual.waiting() + random() * 2 - 1)],
      [`negativeShare|${brand}|`, counts(0.25)],
      [`churn|${brand}|`, counts(0.02)],
      [`reach|${brand}|`, counts(1).map(({ at, value }) => ({ at, value: value * 300 }))],
      [`oldest|${brand}|`, hours(() => 300)],
      ...['unanswered', 'questions', 'handling', 'breaches'].map((name): [string, HourPoint[]] => [
        `${name}|${brand}|`,
        hours(() => 0),
      ]),
    ];
    return new Map(list.map(([name, points]) => [name, learnBaseline(name, points, from)]));
  };

  return { arrive, inputAt, learn };
};
