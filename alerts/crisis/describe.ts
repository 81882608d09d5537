/** The words of a crisis: its scenario, only where the structure supports one, and its title. */
import type { Scenario } from '#contracts/crisis.ts';
import type { Facts } from './facts.ts';

/** A service failure: one topic departs, most of it negative, and people ask whether it is them. */
const FAILURE = { negativeShare: 0.5, questionShare: 0.15 };

export const scenarioOf = (facts: Facts): Scenario => {
  if (facts.hasQueue && !facts.hasVolume) return 'queue-flood';
  const isFault =
    facts.topTopic !== null &&
    facts.negativeShare >= FAILURE.negativeShare &&
    facts.questionShare >= FAILURE.questionShare;
  return isFault ? 'service-failure' : 'unclassified';
};

const times = (value: number): string =>
  value >= 10 ? `${Math.round(value)}x` : `${Math.round(value * 10) / 10}x`;

const mood = (share: number): string =>
  share >= 0.6 ? 'mostly negative' : share >= 0.35 ? 'mixed mood' : 'hardly negative';

/** "Volume 6x normal, mostly negative, top topic outage". */
export const titleOf = (facts: Facts): string => {
  const parts: string[] = [];
  if (facts.hasVolume) {
    if (facts.volumeTimes >= 1.2) parts.push(`Volume ${times(facts.volumeTimes)} normal`);
    else parts.push('Topic departs from normal');
    parts.push(mood(facts.negativeShare));
    if (facts.topTopic) parts.push(`top topic ${facts.topTopic}`);
  }
  if (facts.hasQueue)
    parts.push(`${parts.length ? 'queue' : 'Queue'} ${times(facts.queueTimes)} normal`);
  return parts.join(', ') || 'Departure from normal';
};
