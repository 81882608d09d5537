/** The one word that a wall says from 6 metres: calm, raised, crisis, or that it cannot know. Pure,
 * so that the rule is tested as a table. */
import type { CrisisOut } from '#contracts/crisis.ts';
import type { WallState } from '#contracts/wall.ts';
import { learnedOf, plural } from './format.ts';
import { INDICATOR_WORDS } from './indicators.ts';
import { isHint, isOpenSignal, namesOf, rankSignals, signalGlance } from './signals.ts';
import { isUntaken } from './taken.ts';
import { LEVEL_WORDS, type ShapeName, type Tone } from './words.ts';

export type Overall = {
  kind: 'calm' | 'learning' | 'raised' | 'crisis' | 'stale';
  word: string;
  tone: Tone;
  shape: ShapeName;
  /** Why, most important first; for calm one sentence. */
  reasons: string[];
};

const UNDER_WAY = new Set(['open', 'acknowledged', 'contained']);

/** Crises under way, the one that needs somebody most first: nobody has it, then the level, then age. */
export const openCrises = (crises: readonly CrisisOut[]): CrisisOut[] =>
  crises
    .filter((crisis) => UNDER_WAY.has(crisis.state))
    .sort(
      (a, b) =>
        Number(isUntaken(b)) - Number(isUntaken(a)) ||
        LEVEL_WORDS[b.level].pips - LEVEL_WORDS[a.level].pips ||
        a.openedAt.localeCompare(b.openedAt),
    );

/** The rarest signal by name, the others by number. A silent channel is a blind spot, told as such. */
const signalReasons = (state: WallState): string[] => {
  const open = rankSignals(state.signals.filter(isOpenSignal)).filter(
    (signal) => signal.indicator !== 'silence' && !isHint(signal),
  );
  const [first] = open;
  if (!first) return [];
  const rest = open.length - 1;
  const named = signalGlance(first, namesOf(state));
  return rest === 0 ? [named] : [named, `${plural(rest, 'more signal')}`];
};

const raisedReasons = (state: WallState): string[] => {
  const reasons: string[] = [];
  const { storage } = state.health;
  if (storage === 'behind') reasons.push('storage behind');
  if (storage === 'down') reasons.push('storage down');
  const signals = signalReasons(state);
  reasons.push(...signals);
  const silent = state.channels.filter((channel) => channel.state === 'silent');
  if (silent.length > 0)
    reasons.push(`blind spot: ${silent.map((channel) => channel.name).join(', ')}`);
  if (signals.length > 0) return reasons;
  if (isHigh(state.volume.state)) reasons.push('more mentions than normal');
  if (isHigh(state.queue.state)) reasons.push('the queue is longer than normal');
  if (isHigh(state.sentiment.state)) reasons.push('more negative than normal');
  const topics = state.topics.filter((topic) => isHigh(topic.state));
  if (topics.length > 0) reasons.push(`${plural(topics.length, 'topic')} above normal`);
  return reasons;
};

const isHigh = (state: WallState['volume']['state']) => state === 'raised' || state === 'signal';

const isKnown = ({ brand, brands }: WallState) => brands.some((row) => row.brand === brand);

/** An instrument that stands out is no signal, and still not as expected. */
const calmWords = ({ instruments }: WallState): string => {
  const high = instruments.filter((row) => isHigh(row.state)).map(({ indicator }) => indicator);
  if (high.length === 0) return 'Everything is as expected for this hour.';
  const words = [...new Set(high)].map((one) => INDICATOR_WORDS[one].word.toLowerCase());
  return `No signal. Not quite as expected: ${words.slice(0, 2).join(', ')}.`;
};

export const overallOf = (state: WallState, staleWhy: string | null): Overall => {
  const crises = openCrises(state.crises);
  if (staleWhy !== null) {
    const lastKnown = crises.map((crisis) => `last known crisis: ${crisis.title}`);
    const reasons = [staleWhy, ...lastKnown];
    return { kind: 'stale', word: 'Stale', tone: 'muted', shape: 'ring', reasons };
  }
  if (crises.length > 0) {
    const reasons = crises.map((crisis) => crisis.title);
    return { kind: 'crisis', word: 'Crisis', tone: 'crisis', shape: 'octagon', reasons };
  }
  const reasons = raisedReasons(state);
  if (reasons.length > 0)
    return { kind: 'raised', word: 'Raised', tone: 'raised', shape: 'triangle', reasons };
  if (state.brand !== null && state.brands.length > 0 && !isKnown(state)) {
    const why = `No brand "${state.brand}" has been heard of: look at the address of this wall.`;
    return { kind: 'learning', word: 'Unknown', tone: 'muted', shape: 'ring', reasons: [why] };
  }
  if (state.volume.state === 'learning') {
    const why =
      state.brands.length === 0
        ? 'No mention has arrived yet.'
        : `No crisis is open. What is normal is still being learned: ${learnedOf(state.volume.learnedHours)}.`;
    return { kind: 'learning', word: 'Learning', tone: 'muted', shape: 'ring', reasons: [why] };
  }
  return { kind: 'calm', word: 'Calm', tone: 'calm', shape: 'circle', reasons: [calmWords(state)] };
};
