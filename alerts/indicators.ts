/** The list of what is watched: each indicator with its series in the input of a brand, and where its
 * history comes from. A new indicator is an entry here and, where its figures are of a new kind, a
 * detector. */
import type { Counter } from '#contracts/bucket.ts';
import type { Indicator } from '#contracts/signal.ts';
import type { EmergingTopic } from '#contracts/voice.ts';
import type { BrandInput, ChannelInput, CountWindow, DeskGauge, TopicInput } from './contract.ts';

/** One series as it is given to the detector of its kind. `topic` is the subject: a topic, a channel
 * of a silence, '' for the whole brand. */
export type Source =
  | { kind: 'count'; indicator: Indicator; topic: string; window: CountWindow }
  | { kind: 'reach'; indicator: 'reach'; topic: ''; window: CountWindow }
  | {
      kind: 'part';
      indicator: 'negativeShare' | 'churn';
      topic: '';
      window: CountWindow;
      whole: CountWindow;
    }
  | { kind: 'gauge'; indicator: GaugeIndicator; topic: ''; value: number | null; of?: number }
  | { kind: 'silence'; indicator: 'silence'; topic: string; window: CountWindow; isOpen: boolean }
  | {
      kind: 'emerging';
      indicator: 'emerging';
      topic: string;
      window: CountWindow;
      burst: EmergingTopic | null;
    };

/** Figures of the desk, each a reading of how things stand. */
export const GAUGE_INDICATORS = [
  'queue',
  'oldest',
  'unanswered',
  'questions',
  'handling',
  'breaches',
] as const satisfies readonly Indicator[];
export type GaugeIndicator = (typeof GAUGE_INDICATORS)[number];

/** What a gauge shows of the desk; `of`: what a share or a median stands on. */
const GAUGES: Record<GaugeIndicator, (desk: DeskGauge) => { value: number | null; of?: number }> = {
  queue: ({ waiting }) => ({ value: waiting }),
  oldest: ({ oldestSeconds }) => ({ value: oldestSeconds ?? 0 }),
  unanswered: ({ unanswered, unansweredOf }) => ({
    value: unansweredOf > 0 ? unanswered / unansweredOf : null,
    of: unansweredOf,
  }),
  questions: ({ questionsWaiting }) => ({ value: questionsWaiting }),
  handling: ({ handleSeconds, handled }) => ({ value: handleSeconds, of: handled }),
  breaches: ({ slaBreached }) => ({ value: slaBreached }),
};

/** Customers who speak of leaving and people reached are counted for the brand as a whole; a topic
 * that nobody defined has no history of its own and is judged where it was found. */
const topicSource = ({ topic, volume: window, emerging }: TopicInput): Source =>
  emerging
    ? { kind: 'emerging', indicator: 'emerging', topic, window, burst: emerging }
    : { kind: 'count', indicator: 'volume', topic, window };

const silenceSource = ({ channel, mentions: window, isOpen }: ChannelInput): Source => ({
  kind: 'silence',
  indicator: 'silence',
  topic: channel,
  window,
  isOpen,
});

export const sourcesOf = (input: BrandInput): Source[] => {
  const { volume, negative, leaving, reach, topics, channels, desk } = input;
  return [
    { kind: 'count', indicator: 'volume', topic: '', window: volume },
    ...topics.map(topicSource),
    { kind: 'part', indicator: 'negativeShare', topic: '', window: negative, whole: volume },
    { kind: 'part', indicator: 'churn', topic: '', window: leaving, whole: volume },
    { kind: 'reach', indicator: 'reach', topic: '', window: reach },
    ...GAUGE_INDICATORS.map((indicator): Source => {
      return { kind: 'gauge', indicator, topic: '', ...GAUGES[indicator](desk) };
    }),
    ...channels.map(silenceSource),
  ];
};

/** The source of a series that is no longer in the input: nothing is there. */
export const emptySource = (indicator: Indicator, topic: string, like: CountWindow): Source => {
  const window = { ...like, counts: new Float64Array(like.counts.length) };
  return indicator === 'emerging'
    ? { kind: 'emerging', indicator, topic, window, burst: null }
    : { kind: 'count', indicator, topic, window };
};

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

export const seriesName = (indicator: string, brand: string, topic: string): string =>
  `${indicator}|${brand}|${topic}`;

/** Whether the history of a series is of a figure that is, and not of counts that add up. */
export const isGaugeSeries = (series: string): boolean =>
  (GAUGE_INDICATORS as readonly string[]).includes(series.slice(0, series.indexOf('|')));
