/** Every indicator in words: what it is called, how its figure is written, and the one sentence that
 * says what it watches. Pure. */
import type { Indicator } from '#contracts/signal.ts';
import { count, duration, figure, finePercent, percent, short } from './format.ts';

export type IndicatorWord = {
  word: string;
  write: (value: number) => string;
  /** Stands behind the figure. */
  unit: string;
  /** A gauge of it ends here at the least, so that small figures do not look like alarms. */
  leastMax: number;
  /** One sentence for who does not know it. */
  says: string;
};

const perMinute = { write: figure, unit: '/min', leastMax: 1 };
const whole = { write: count, unit: '', leastMax: 5 };
const share = { write: percent, unit: '', leastMax: 0.3 };
const time = { write: duration, unit: '', leastMax: 300 };

export const INDICATOR_WORDS: Record<Indicator, IndicatorWord> = {
  volume: {
    word: 'Mentions',
    ...perMinute,
    says: 'How many mentions by customers come in each minute, without noise.',
  },
  emerging: {
    word: 'New topic',
    ...perMinute,
    says: 'A theme that nobody defined and that bursts against its own past.',
  },
  negativeShare: {
    word: 'Negative share',
    ...share,
    says: 'How much of the talk is negative, with how sure that is.',
  },
  churn: {
    word: 'Talk of leaving',
    write: finePercent,
    unit: '',
    leastMax: 0.1,
    says: 'How much of the talk says that somebody leaves or cancels.',
  },
  reach: {
    word: 'Reach',
    write: short,
    unit: '',
    leastMax: 1_000,
    says: 'How many people may have seen what was said about the brand in the last minutes.',
  },
  queue: { word: 'Waiting', ...whole, says: 'How many customers wait for an answer.' },
  oldest: { word: 'Oldest waiting', ...time, says: 'How long the longest has been waiting.' },
  unanswered: {
    word: 'Unanswered',
    ...share,
    says: 'Of those who wrote 15 minutes to 2 hours ago, how many have no answer yet.',
  },
  questions: {
    word: 'Open questions',
    ...whole,
    says: 'Questions of the last 24 hours that nobody has answered.',
  },
  handling: {
    word: 'Handling time',
    ...time,
    says: 'How long an answer takes an agent, median of the last hour.',
  },
  breaches: {
    word: 'SLA breaches',
    ...whole,
    says: 'How many wait longer than the brand promises on their channel.',
  },
  silence: {
    word: 'Silent channel',
    ...whole,
    says: 'Nothing came from a channel that should have spoken: a blind spot.',
  },
  joint: {
    word: 'Drift together',
    ...whole,
    says: 'Several figures rise together though none is unusual alone.',
  },
  rule: {
    word: 'Rule',
    ...whole,
    says: 'So many posts on one topic in so many hours, as your team wrote it.',
  },
  external: {
    word: 'External alert',
    ...whole,
    says: 'An alert of another monitoring system that fires: evidence, never a crisis by itself.',
  },
};

/** A figure with its unit: `96/min`, `64%`, `3 min`. */
export const written = (indicator: Indicator, value: number): string => {
  const { write, unit } = INDICATOR_WORDS[indicator];
  return `${write(value)}${unit}`;
};
