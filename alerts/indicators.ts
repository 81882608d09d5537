/** The list of what is watched: each indicator with its series in the input of a brand. A new
 * indicator is an entry here and, where its figures are of a new kind, a detector. */
import type { Counter } from '#contracts/bucket.ts';
import type { Indicator } from '#contracts/signal.ts';
import type { BrandInput, CountWindow } from './contract.ts';

export type Source =
  | { kind: 'count'; indicator: Indicator; topic: string; window: CountWindow }
  | { kind: 'gauge'; indicator: Indicator; topic: string; value: number };

type IndicatorDefinition = { indicator: Indicator; sources(input: BrandInput): Source[] };

const INDICATOR_LIST: IndicatorDefinition[] = [
  {
    indicator: 'volume',
    sources: ({ volume, topics }) => [
      { kind: 'count', indicator: 'volume', topic: '', window: volume },
      ...topics.map(({ topic, volume: window }): Source => {
        return { kind: 'count', indicator: 'volume', topic, window };
      }),
    ],
  },
  {
    indicator: 'queue',
    sources: ({ desk }) => [{ kind: 'gauge', indicator: 'queue', topic: '', value: desk.waiting }],
  },
];

/** Where the history of an indicator comes from, for who learns its baselines. `counts`: hourly sums of
 * a counter, of the brand and, where told, of each topic; `channels`: hourly sums of `mentions` by
 * channel; `desk`: hourly means of a figure of the desk. */
export type Learned =
  | { indicator: Indicator; from: 'counts'; counter: Counter; perTopic: boolean }
  | { indicator: Indicator; from: 'channels' }
  | { indicator: Indicator; from: 'desk'; figure: DeskFigure };
/** What is sampled of the desk; `unansweredShare` is null where nobody wrote. */
export const DESK_FIGURES = [
  'waiting',
  'oldestSeconds',
  'unansweredShare',
  'questionsWaiting',
  'handleSeconds',
  'slaBreached',
] as const;
export type DeskFigure = (typeof DESK_FIGURES)[number];

export const LEARNED: Learned[] = [
  { indicator: 'volume', from: 'counts', counter: 'volume', perTopic: true },
  { indicator: 'negativeShare', from: 'counts', counter: 'negative', perTopic: false },
  { indicator: 'churn', from: 'counts', counter: 'leaving', perTopic: false },
  { indicator: 'reach', from: 'counts', counter: 'reach', perTopic: false },
  { indicator: 'silence', from: 'channels' },
  { indicator: 'queue', from: 'desk', figure: 'waiting' },
  { indicator: 'oldest', from: 'desk', figure: 'oldestSeconds' },
  { indicator: 'unanswered', from: 'desk', figure: 'unansweredShare' },
  { indicator: 'questions', from: 'desk', figure: 'questionsWaiting' },
  { indicator: 'handling', from: 'desk', figure: 'handleSeconds' },
  { indicator: 'breaches', from: 'desk', figure: 'slaBreached' },
];

export const sourcesOf = (input: BrandInput): Source[] =>
  INDICATOR_LIST.flatMap(({ sources }) => sources(input));

export const seriesName = (indicator: string, brand: string, topic: string): string =>
  `${indicator}|${brand}|${topic}`;
