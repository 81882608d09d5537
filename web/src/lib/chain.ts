/** A running chain as walls and pages say it: who is called now, by what, and what comes next. Pure. */
import type { ChainOut } from '#contracts/calling.ts';
import { wayWord } from './ways.ts';
import type { Word } from './words.ts';

/** Of several chains of a crisis the one of its highest level speaks; the server lists it first. */
export const chainFor = (
  chains: readonly ChainOut[] | undefined,
  crisis: string,
): ChainOut | null => chains?.find((chain) => chain.crisis === crisis) ?? null;

export const CHAIN_STATE_WORDS: Record<ChainOut['state'], Word> = {
  running: { word: 'Calling', tone: 'crisis', shape: 'octagon' },
  held: { word: 'Held back', tone: 'raised', shape: 'moon' },
  taken: { word: 'Taken', tone: 'calm', shape: 'circle' },
  spent: { word: 'Nobody took it', tone: 'crisis', shape: 'triangle' },
  over: { word: 'Over', tone: 'muted', shape: 'ring' },
};

const list = (words: readonly string[]): string => [...new Set(words)].join(', ');

/** The calls that went out together last, as one. */
export const latestOf = ({ now: calls }: ChainOut): { contact: string; by: string } | null => {
  const [newest] = calls;
  if (!newest) return null;
  const together = calls.filter(
    ({ at, contact }) => at === newest.at && contact === newest.contact,
  );
  return { contact: newest.contact, by: list(together.map(({ via }) => wayWord(via))) };
};

/** What stands beside the state's word. */
export const chainWords = (chain: ChainOut): string => {
  const latest = latestOf(chain);
  switch (chain.state) {
    case 'held':
      return chain.heldBy?.startsWith('inhibited')
        ? 'another crisis calls already'
        : 'silenced: nobody is called until the silence ends';
    case 'taken':
      return `${chain.takenBy ? `by ${chain.takenBy}, ` : ''}the calls have stopped`;
    case 'spent':
      return latest ? `last called ${latest.contact} by ${latest.by}` : 'nobody could be called';
    case 'over':
      return 'the calls have stopped';
    default:
      return latest ? `${latest.contact} by ${latest.by}` : 'the first call is on its way';
  }
};
export const stepWords = ({ step, of }: ChainOut): string =>
  of === 0 ? 'no step is written' : step === 0 ? plan(of) : `step ${step} of ${of}`;
const plan = (of: number): string => (of === 1 ? 'one step' : `${of} steps`);

export const nextWords = ({ next }: ChainOut): string | null =>
  next && `${next.contact}${next.via ? ` by ${wayWord(next.via)}` : ''}`;

const CALL_WORDS: Record<string, Word> = {
  queued: { word: 'on its way', tone: 'muted', shape: 'ring' },
  sending: { word: 'on its way', tone: 'muted', shape: 'half' },
  accepted: { word: 'sent', tone: 'calm', shape: 'circle' },
  bundled: { word: 'sent with others', tone: 'calm', shape: 'circle' },
  failed: { word: 'could not be sent', tone: 'crisis', shape: 'octagon' },
  suppressed: { word: 'not sent', tone: 'muted', shape: 'moon' },
};
export const callWord = (state: string): Word =>
  CALL_WORDS[state] ?? { word: state, tone: 'muted', shape: 'ring' };
