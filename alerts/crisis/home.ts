/** Which story a signal belongs to: the one about the same topic, or by the same voices; for what is
 * not about a topic, the talk that explains it. A signal that none explains begins a story. */
import type { Signal } from '#contracts/signal.ts';
import { isDesk } from './facts.ts';
import { about, overlap, since, withThreads, type Said, type Subject } from './heard.ts';

/** A story, or one that is only beginning, as far as it matters here. */
export type Circle = {
  beginAt: number;
  subjects: readonly Subject[];
  /** It is, or was, talk and not only a desk in trouble; and talk of the brand as a whole. */
  isTalk: boolean;
  isWhole: boolean;
};

/** Half of the smaller talk stands in the larger one: one story. */
const SAME_TALK = 0.5;
/** So much of talk that has no topic yet is about this one: it is what the talk is about. */
const EXPLAINS = 0.25;
/** What began so long before or after has another cause. */
const JOIN_MS = 60 * 60_000;
/** The look-back of talk that is compared. */
const RECENT_MS = 60 * 60_000;
/** Posts of a story's slot that came before its first mention was told. */
const EARLY_MS = 30_000;

/** The voices of a story: those about its topics with their threads; all that speak where it has no
 * topic, or where its topics tell less than half of what is more than usual. `usualPerMinute`: of
 * the brand. `usual`: how many of the given voices were to be expected anyway. */
export const voicesOf = (
  circle: Circle,
  others: readonly Circle[],
  said: readonly Said[],
  usualPerMinute: number,
  now: number,
): { said: Said[]; usual: number } => {
  const from = Math.max(circle.beginAt - EARLY_MS, now - RECENT_MS);
  const foreign = others.flatMap(({ subjects }) => subjects);
  const recent = since(said, from);
  const elsewhere = new Set(foreign.length > 0 ? about(recent, foreign) : []);
  const all = elsewhere.size > 0 ? recent.filter((one) => !elsewhere.has(one)) : recent;
  const usual = usualPerMinute * ((now - from) / 60_000);
  if (circle.subjects.length === 0) return { said: all, usual };
  const topical = withThreads(all, about(recent, circle.subjects));
  const isEnough = topical.length >= SAME_TALK * (all.length - usual);
  return isEnough || !circle.isWhole ? { said: topical, usual: 0 } : { said: all, usual };
};

const isNear = (circle: Circle, beginAt: number): boolean =>
  Math.abs(beginAt - circle.beginAt) <= JOIN_MS;

/** The story of a topic: of the same one, of the same voices, or talk whose topic it turns out to be. */
const homeOfTopic = <T extends Circle>(
  subject: Subject,
  beginAt: number,
  circles: readonly T[],
  said: readonly Said[],
  now: number,
): T | null => {
  const same = circles.find(({ subjects }) =>
    subjects.some(({ topic }) => topic === subject.topic),
  );
  if (same) return same;
  const recent = since(said, now - RECENT_MS);
  const own = about(recent, [subject]);
  let best: { circle: T; share: number } | null = null;
  for (const circle of circles) {
    if (circle.subjects.length === 0) continue;
    const talk = withThreads(recent, about(recent, circle.subjects));
    const share = overlap(own, since(talk, circle.beginAt - EARLY_MS));
    if (share >= SAME_TALK && share > (best?.share ?? 0)) best = { circle, share };
  }
  if (best) return best.circle;
  const open = circles.find((circle) => {
    if (circle.subjects.length > 0 || !isNear(circle, beginAt)) return false;
    const talk = since(recent, circle.beginAt - EARLY_MS);
    return (
      talk.length === 0 || since(own, circle.beginAt - EARLY_MS).length >= EXPLAINS * talk.length
    );
  });
  return open ?? null;
};

/** People who leave are a story of their own, unless it is the same people's other words. */
const homeOfLeaving = <T extends Circle>(
  circles: readonly T[],
  said: readonly Said[],
  now: number,
): T | null => {
  const recent = since(said, now - RECENT_MS);
  const leaving = recent.filter(({ voice }) => voice.isLeaving);
  const fits = (circle: T) => {
    if (circle.subjects.length === 0) return true;
    return overlap(leaving, withThreads(recent, about(recent, circle.subjects))) >= SAME_TALK;
  };
  return circles.filter(({ isTalk }) => isTalk).find(fits) ?? null;
};

const latest = <T extends Circle>(circles: readonly T[]): T | null =>
  circles.reduce<T | null>((best, one) => (best && best.beginAt >= one.beginAt ? best : one), null);

/** `subject`: what the signal is about, null where it is about no topic. */
export const homeOf = <T extends Circle>(
  signal: Signal,
  subject: Subject | null,
  beginAt: number,
  circles: readonly T[],
  said: readonly Said[],
  now: number,
): T | null => {
  if (subject) return homeOfTopic(subject, beginAt, circles, said, now);
  if (signal.indicator === 'churn') return homeOfLeaving(circles, said, now);
  const talking = latest(circles.filter(({ isTalk }) => isTalk));
  if (talking) return talking;
  if (isDesk(signal)) return latest(circles);
  return latest(circles.filter((circle) => isNear(circle, beginAt)));
};
