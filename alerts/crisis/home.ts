/** Which story a signal belongs to: the one about the same topic, or by the same voices; for what is
 * not about a topic, the talk that explains it. A signal that none explains begins a story. */
import type { Scenario } from '#contracts/crisis.ts';
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
  /** What it is taken for. */
  kind: Scenario | null;
};

/** Half of the smaller talk stands in the larger one: one story. */
const SAME_TALK = 0.5;
/** What began so long before or after has another cause. */
const JOIN_MS = 60 * 60_000;
/** The look-back of talk that is compared. */
const RECENT_MS = 60 * 60_000;
/** Posts of a story's slot that came before its first mention was told. */
const EARLY_MS = 30_000;

/** The voices of a story: those about its topics with their threads; all that speak where it has no
 * topic, or where its topics tell less than half of what is more than usual. `usualPerMinute`: of a
 * topic, or of the brand (''). `usual`: how many of the voices were to be expected anyway. */
export const voicesOf = (
  circle: Circle,
  others: readonly Circle[],
  said: readonly Said[],
  usualPerMinute: (topic: string) => number,
  now: number,
): { said: Said[]; usual: number } => {
  const from = Math.max(circle.beginAt - EARLY_MS, now - RECENT_MS);
  const foreign = others.flatMap(({ subjects }) => subjects);
  const recent = since(said, from);
  const elsewhere = new Set(foreign.length > 0 ? about(recent, foreign) : []);
  const all = elsewhere.size > 0 ? recent.filter((one) => !elsewhere.has(one)) : recent;
  const minutes = (now - from) / 60_000;
  const usual = usualPerMinute('') * minutes;
  if (circle.subjects.length === 0) return { said: all, usual };
  const topical = withThreads(all, about(recent, circle.subjects));
  const isEnough = topical.length >= SAME_TALK * (all.length - usual);
  if (!isEnough && circle.isWhole) return { said: all, usual };
  const usualTopics = circle.subjects.map(({ topic }) => usualPerMinute(topic));
  return { said: topical, usual: Math.max(...usualTopics) * minutes };
};

const isNear = (circle: Circle, beginAt: number): boolean =>
  Math.abs(beginAt - circle.beginAt) <= JOIN_MS;

/** What the voices of a topic look like by themselves, for what is told apart from other talk. */
export type Own = { kind: Scenario; confidence: number };

/** Kinds that gather around one post, one hashtag or one wish: they are told apart from any other. */
const GATHERED: readonly Scenario[] = ['viral-complaint', 'campaign-blunder', 'churn-wave'];
const SURE = 0.6;
/** A burst that nobody defined and that shares so little with the talk is another matter. */
const STRANGE = 0.2;

/** Whether this talk is another story than the one it may join. `share`: how far the same voices. */
const isApart = (own: Own, circle: Circle, subject: Subject, share: number): boolean => {
  if (own.confidence < SURE || own.kind === circle.kind) return false;
  if (GATHERED.includes(own.kind)) return true;
  const isNamed = circle.kind !== null && circle.subjects.length > 0;
  return isNamed && subject.terms !== null && share < STRANGE;
};

/** The story of a topic: of the same one, of the same voices, or the talk that goes on meanwhile,
 * unless this is plainly another matter. What only the desk shows is explained by the talk. */
const homeOfTopic = <T extends Circle>(
  subject: Subject,
  ownOf: () => Own,
  circles: readonly T[],
  said: readonly Said[],
  now: number,
): T | null => {
  const isSame = ({ subjects }: T) => subjects.some(({ topic }) => topic === subject.topic);
  const same = circles.find(isSame);
  if (same) return same;
  const recent = since(said, now - RECENT_MS);
  const voices = about(recent, [subject]);
  const shared = circles.map((circle) => {
    const from = circle.beginAt - EARLY_MS;
    const talk = withThreads(recent, about(recent, circle.subjects));
    return { circle, share: overlap(since(voices, from), since(talk, from)) };
  });
  shared.sort((a, b) => b.share - a.share);
  const [nearest] = shared;
  if (!nearest) return null;
  if (nearest.share >= SAME_TALK) return nearest.circle;
  const own = ownOf();
  const fits = shared.find(({ circle, share }) => !isApart(own, circle, subject, share));
  return fits?.circle ?? null;
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
  ownOf: () => Own,
  circles: readonly T[],
  said: readonly Said[],
  now: number,
): T | null => {
  if (subject) return homeOfTopic(subject, ownOf, circles, said, now);
  if (signal.indicator === 'churn') return homeOfLeaving(circles, said, now);
  const talking = latest(circles.filter(({ isTalk }) => isTalk));
  if (talking) return talking;
  if (isDesk(signal)) return latest(circles);
  return latest(circles.filter((circle) => isNear(circle, beginAt)));
};
