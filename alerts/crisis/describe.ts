/** The words of a crisis: its title, with the scenario where that is sure. */
import type { Scenario } from '#contracts/crisis.ts';
import type { Facts } from './facts.ts';
import type { Named } from './scenario.ts';

/** From here on the title says the scenario. */
const SURE = 0.4;
const WORDS: Record<Scenario, string> = {
  'viral-complaint': 'viral complaint',
  'campaign-blunder': 'campaign turned bad',
  backlash: 'backlash',
  'service-failure': 'service failure',
  'queue-flood': 'queue flood',
  'churn-wave': 'customers leaving',
  unclassified: '',
};

const times = (value: number): string =>
  value >= 10 ? `${Math.round(value)}x` : `${Math.round(value * 10) / 10}x`;

const mood = (share: number): string =>
  share >= 0.6 ? 'mostly negative' : share >= 0.35 ? 'mixed mood' : 'hardly negative';

/** "Volume 6x normal, mostly negative, top topic outage: service failure". */
export const titleOf = (facts: Facts, named: Named): string => {
  const parts: string[] = [];
  if (facts.hasTalk) {
    if (facts.volumeTimes >= 1.2) parts.push(`Volume ${times(facts.volumeTimes)} normal`);
    else parts.push('Talk departs from normal');
    parts.push(mood(facts.negativeShare));
    if (facts.topTopic) parts.push(`top topic ${facts.topTopic}`);
  }
  if (facts.hasQueue && facts.queueTimes >= 1.2)
    parts.push(`${parts.length ? 'queue' : 'Queue'} ${times(facts.queueTimes)} normal`);
  const title = parts.join(', ') || 'Departure from normal';
  return named.confidence >= SURE ? `${title}: ${WORDS[named.scenario]}` : title;
};
