/** The constants of detection that were chosen by what they score on recorded counts, in one place, so
 * that a benchmark can choose them again on other recordings (test/bench/nab.ts). The other
 * constants of this folder follow from what a figure means, or from simulation. */

export type Tuning = {
  /** Half of what history taught about the level is forgotten after so many days. */
  halfLifeDays: number;
  /** An hour of the week stands on its day and its hour as if on so many hours of evidence. */
  shrinkHours: number;
  /** Hours of history beyond so many deviations are cut down to them. */
  cutDeviations: number;
  /** Half of what neighbouring counts taught about clumping is forgotten after so many of them. */
  clumpHalfLife: number;
  /** Extremes are taken from blocks of this length. */
  blockHours: number;
  /** Block maxima above this quantile of them are the tail that is fitted. */
  tailQuantile: number;
  /** The tail believed beforehand counts as so many own exceedances. */
  priorExceedances: number;
  /** It falls so many times slower than the parametric one: mentions of brands have heavy tails. */
  priorSlopes: number;
  /** One burst counts as an exceedance of at most so many slopes: a crisis teaches little. */
  excessMaxSlopes: number;
};

export const TUNING: Readonly<Tuning> = Object.freeze({
  halfLifeDays: 14,
  shrinkHours: 3,
  cutDeviations: 3,
  clumpHalfLife: 1440,
  blockHours: 6,
  tailQuantile: 0.5,
  priorExceedances: 1,
  priorSlopes: 2,
  excessMaxSlopes: 10,
});
