/** What every detector gives back about one series at one tick. */

export type Reading = {
  /** What the reading stands on: per minute for counts, the figure itself for gauges, 0..1 for
   * shares, how many people for reach. */
  observed: number;
  expected: number;
  /** Band of one minute (counts) or of the figure now (all others). */
  now: { observed?: number | null; expected: number; low: number; high: number };
  low: number;
  high: number;
  /** Length of the deciding window. */
  windowSeconds: number;
  /** log10 of the return period in weeks: "once in N weeks for this series". */
  strength: number;
  /** The last minutes still depart from normal: a signal may not calm down. */
  isHighNow: boolean;
  /** For so long it must be calm before its signal closes; missing: as long as the window, in bounds. */
  calmSeconds?: number;
  /** Of a share: so many of so many. */
  of?: { part: number; whole: number };
};
