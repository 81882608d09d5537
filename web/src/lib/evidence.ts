/** The evidence of the three tests as people read it: the server sends figures with a short name, and
 * what a figure is measured in follows from that name. Pure. */
import type { Scorecard } from '#contracts/crisis.ts';
import { duration, figure, percent, howRare, round } from './format.ts';

type Evidence = Scorecard['damage']['evidence'][number];
export type EvidenceRow = { what: string; value: string; expected: string };

/** Names that do not read well as they come, with the way their figure is written. */
const KNOWN: Record<string, { what: string; write: (value: number) => string }> = {
  'once in weeks': { what: 'how rare', write: howRare },
  'oldest waiting, seconds': { what: 'oldest waiting', write: duration },
  reach: { what: 'people reached', write: round },
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
