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

/** log10 of P(N >= count) for a count with `mean` and `variance` >= mean: negative binomial, Poisson
 * where they are equal. Signed root of the deviance with a continuity correction (McCullagh &
 * Nelder, Generalized Linear Models, 1989; good to 15 % of the exponent). */
export const log10CountTail = (count: number, mean: number, variance: number): number => {
  const n = count - 0.5;
  if (n <= mean || mean <= 0) return n <= mean ? Math.log10(0.5) : -Infinity;
  const extra = variance - mean;
  const size = extra > 1e-9 * mean ? (mean * mean) / extra : Infinity;
  const half =
    size < 1e7 * mean
      ? n * Math.log(n / mean) - (n + size) * Math.log((n + size) / (mean + size))
      : n * Math.log(n / mean) - (n - mean);
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
