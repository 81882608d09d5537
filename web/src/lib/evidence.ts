/** The evidence of the three tests as people read it: the server sends figures with a short name, and
 * what a figure is measured in follows from that name. Pure. */
import type { Scorecard } from '#contracts/crisis.ts';
import { duration, figure, percent, howRare, round } from './format.ts';

type Evidence = Scorecard['damage']['evidence'][number];
export type EvidenceRow = { what: string; value: string; expected: string };

type Known = { what: string; write?: (value: number) => string };
const minutes = (value: number): string => duration(value * 60);

/** Names that do not read well as they come, and where it matters the way their figure is written. */
const KNOWN: Record<string, Known> = {
  'once in weeks': { what: 'how rare', write: howRare },
  'oldest waiting, seconds': { what: 'oldest waiting', write: duration },
  'minutes without a statement': { what: 'without a statement by the brand', write: minutes },
  reach: { what: 'people reached', write: round },
  waiting: { what: 'customers who wait' },
  'negative share': { what: 'share that is negative' },
  'share of questions': { what: 'share that asks something' },
  'unanswered share': { what: 'share without an answer' },
  'share who say others have it too': { what: 'share that says others have it too' },
  'people with words of harm': { what: 'people who speak of harm, lawyers or press' },
};

const writerOf = ({ what, value }: Evidence) =>
  /\bshare\b/.test(what) && value <= 1 ? percent : figure;

export const evidenceRow = (evidence: Evidence): EvidenceRow => {
  const known = KNOWN[evidence.what];
  const write = known?.write ?? writerOf(evidence);
  return {
    what: known?.what ?? evidence.what,
    value: write(evidence.value),
    expected: evidence.expected === undefined ? '' : `expected ${write(evidence.expected)}`,
  };
};
