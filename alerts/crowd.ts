/** Mentions are weighed by who makes them: what one author says again and again is one voice. Counts
 * that come close to a signal are looked at once more without the surplus. */
import type { Voice } from '#contracts/voice.ts';
import { SLOT_MS, type CountWindow } from './contract.ts';
import type { Source } from './indicators.ts';

/** Posts of one author within the hour beyond so many add nothing. */
const AUTHOR_MAX = 3;

type Matches = (voice: Voice) => boolean;
const isHeard: Matches = ({ inbound, intent }) => inbound && intent !== 'noise';

/** Which voices a series counts. */
export const voicesOf = (source: Source): Matches | null => {
  if (source.indicator === 'negativeShare')
    return (voice) => isHeard(voice) && voice.mood === 'negative';
  if (source.indicator === 'churn') return (voice) => isHeard(voice) && voice.isLeaving;
  if (source.kind === 'emerging') {
    const terms = new Set(source.burst?.terms);
    return (voice) => isHeard(voice) && voice.terms.some((term) => terms.has(term));
  }
  if (source.kind === 'silence' || source.kind === 'gauge') return null;
  const { topic } = source;
  return topic === '' ? isHeard : (voice) => isHeard(voice) && voice.topics.includes(topic);
};

/** The window without what its authors repeat; the window itself where nobody does. */
const thinWindow = (
  window: CountWindow,
  voices: readonly Voice[],
  matches: Matches,
): CountWindow => {
  const { startAt, counts } = window;
  const posts = new Map<string, number>();
  let thinned: Float64Array | null = null;
  for (const voice of voices) {
    const slot = Math.floor((voice.at - startAt) / SLOT_MS);
    if (slot < 0 || slot >= counts.length || voice.author === null || !matches(voice)) continue;
    const author = `${voice.channel}\0${voice.author}`;
    const count = (posts.get(author) ?? 0) + 1;
    posts.set(author, count);
    if (count <= AUTHOR_MAX) continue;
    thinned ??= Float64Array.from(counts);
    thinned[slot] = Math.max(0, thinned[slot]! - 1);
  }
  return thinned ? { startAt, counts: thinned } : window;
};

/** The source as distinct people make it; null where that is what it is already. */
export const thinned = (source: Source, voices: readonly Voice[]): Source | null => {
  const matches = voicesOf(source);
  if (!matches || voices.length === 0) return null;
  if (source.kind !== 'count' && source.kind !== 'part') return null;
  const window = thinWindow(source.window, voices, matches);
  if (source.kind === 'count') return window === source.window ? null : { ...source, window };
  const whole = thinWindow(source.whole, voices, isHeard);
  return window === source.window && whole === source.whole ? null : { ...source, window, whole };
};
