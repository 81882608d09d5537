/** The instruments of the wall: which series stand large because they depart from their band, and which
 * small because they are as expected. Pure. */
import type { Indicator } from '#contracts/signal.ts';
import type { WallInstrument, WallState, WatchState } from '#contracts/wall.ts';
import { isOpenSignal } from './signals.ts';

/** Those that have no tile of their own, in the order in which they are read. */
const ORDER: readonly Indicator[] = [
  'unanswered',
  'questions',
  'handling',
  'breaches',
  'churn',
  'reach',
];
const RANKS: Record<WatchState, number> = { signal: 3, raised: 2, learning: 1, normal: 0 };

const worse = (a: WallInstrument, b: WallInstrument): number =>
  RANKS[b.state] - RANKS[a.state] || (b.everyWeeks ?? 0) - (a.everyWeeks ?? 0);

/** One row for each indicator: of several brands the one that departs most. */
const worstOf = (rows: readonly WallInstrument[], indicator: Indicator): WallInstrument[] =>
  rows
    .filter((row) => row.indicator === indicator && row.subject === '')
    .sort(worse)
    .slice(0, 1);

/** A large row holds one, a small row two. */
export type InstrumentRow = { size: 'large' | 'small'; cells: WallInstrument[] };

const inPairs = (cells: WallInstrument[]): InstrumentRow[] =>
  Array.from({ length: Math.ceil(cells.length / 2) }, (_, i) => ({
    size: 'small',
    cells: cells.slice(2 * i, 2 * i + 2),
  }));

/** Large: what departs, the worst first, and what is still learned where most is known. On a first day
 * everything is learned, and nothing stands out by it. */
export const instrumentRows = (instruments: readonly WallInstrument[]): InstrumentRow[] => {
  const all = ORDER.flatMap((indicator) => worstOf(instruments, indicator));
  const learning = all.filter(({ state }) => state === 'learning').length;
  const isLarge = ({ state }: WallInstrument) =>
    state === 'learning' ? learning * 2 < all.length : state !== 'normal';
  const large = all.filter(isLarge).sort(worse);
  return [
    ...large.map((cell): InstrumentRow => ({ size: 'large', cells: [cell] })),
    ...inPairs(all.filter((cell) => !isLarge(cell))),
  ];
};

/** The band of an indicator that has a tile of its own; null where several brands each have another. */
export const bandOf = (
  { instruments }: Pick<WallState, 'instruments'>,
  indicator: Indicator,
): WallInstrument | null => {
  const rows = instruments.filter((row) => row.indicator === indicator && row.subject === '');
  return rows.length === 1 ? rows[0]! : null;
};

const openSignals = (signals: WallState['signals'], indicator: Indicator) =>
  signals.filter(
    (signal) => signal.indicator === indicator && !signal.topic && isOpenSignal(signal),
  );

export const hasSignal = ({ signals }: Pick<WallState, 'signals'>, indicator: Indicator): boolean =>
  openSignals(signals, indicator).length > 0;

/** How rare what an indicator of the whole brand shows is, once in so many weeks; null: not unusual. */
export const rareNow = (
  { instruments, signals }: Pick<WallState, 'instruments' | 'signals'>,
  indicator: Indicator,
): number | null => {
  const weeks = [
    ...openSignals(signals, indicator).map(({ everyWeeks }) => everyWeeks),
    ...instruments
      .filter((row) => row.indicator === indicator && row.subject === '')
      .map(({ everyWeeks }) => everyWeeks ?? 0),
  ];
  const rarest = Math.max(0, ...weeks);
  return rarest > 0 ? rarest : null;
};
