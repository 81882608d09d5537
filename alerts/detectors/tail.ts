/** How unlikely a count is: the upper tail of the negative binomial distribution on a log scale, in
 * constant time and without overflow, and the ladder from there to "once in N weeks". */

const LN10 = Math.LN10;

/** log10 of P(Z >= z) for a standard normal. z > 5 by the asymptotic series (Abramowitz & Stegun
 * 26.2.12), below by their rational approximation 26.2.17, error under 1e-7. */
export const log10NormalTail = (z: number): number => {
  if (z < -5) return 0;
  if (z > 5) {
    const z2 = z * z;
    const series = 1 - 1 / z2 + 3 / (z2 * z2) - 15 / (z2 * z2 * z2);
    return (-z2 / 2 - Math.log(z * Math.sqrt(2 * Math.PI)) + Math.log(series)) / LN10;
  }
  const x = Math.abs(z);
  const t = 1 / (1 + 0.2316419 * x);
  const poly =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const upper = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * poly;
  return Math.log10(z >= 0 ? upper : 1 - upper);
};

/** How far a count lies above its mean, in deviations of a normal variable (0 below it): signed root
 * of the deviance with a continuity correction (McCullagh & Nelder, Generalized Linear Models, 1989;
 * good to 15 % of the exponent). */
export const countDeviations = (count: number, mean: number, variance: number): number => {
  const n = count - 0.5;
  if (n <= mean) return 0;
  const extra = variance - mean;
  const size = extra > 1e-9 * mean ? (mean * mean) / extra : Infinity;
  const half =
    size < 1e7 * mean
      ? n * Math.log(n / mean) - (n + size) * Math.log((n + size) / (mean + size))
      : n * Math.log(n / mean) - (n - mean);
  return Math.sqrt(Math.max(0, 2 * half));
};

/** log10 of P(N >= count) for a count with `mean` and `variance` >= mean: negative binomial, Poisson
 * where they are equal. */
export const log10CountTail = (count: number, mean: number, variance: number): number => {
  if (mean <= 0 && count - 0.5 > mean) return -Infinity;
  return count - 0.5 <= mean
    ? Math.log10(0.5)
    : log10NormalTail(countDeviations(count, mean, variance));
};

/** log10 of P(K >= part) for `part` of `whole` where `share` is usual and members of the whole are alike
 * by `correlation` (0..1): binomial on the effective number of independent ones (Kish 1965), signed
 * root of the deviance with a continuity correction. 3 of 4 is not 300 of 400. */
export const log10ShareTail = (
  part: number,
  whole: number,
  share: number,
  correlation: number,
): number => {
  if (whole <= 0) return 0;
  const effective = whole / (1 + (whole - 1) * correlation);
  const seen = Math.min(1, part / whole - 0.5 / effective);
  if (seen <= share) return Math.log10(0.5);
  const other = seen < 1 ? (1 - seen) * Math.log((1 - seen) / (1 - share)) : 0;
  const half = effective * (seen * Math.log(seen / share) + other);
  return log10NormalTail(Math.sqrt(Math.max(0, 2 * half)));
};

/** Strength is log10 of the return period in weeks. On the wire it is `everyWeeks`, bounded so that
 * it stays a readable number, and a score 0..1 that grows with it. */
export const MAX_STRENGTH = 12;
export const everyWeeksOf = (strength: number): number =>
  Number((10 ** Math.min(strength, MAX_STRENGTH)).toPrecision(6));

/** 0 for what happens all the time, 0.5 for once in 9 weeks, towards 1 for the unheard-of. */
export const scoreOf = (strength: number): number => {
  const decades = Math.log10(1 + 10 ** Math.min(strength, 300));
  return decades / (1 + decades);
};
