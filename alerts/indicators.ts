/** The list of what is watched: each indicator with its series in the input of a brand. A new
 * indicator is an entry here and, where its figures are of a new kind, a detector. */
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

export const sourcesOf = (input: BrandInput): Source[] =>
  INDICATOR_LIST.flatMap(({ sources }) => sources(input));

export const seriesName = (indicator: string, brand: string, topic: string): string =>
  `${indicator}|${brand}|${topic}`;
