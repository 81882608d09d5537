/** How sure a count is: the exact interval of a Poisson mean (Garwood). Three false alarms in a week
 * of data say little, and the page says how little. */

/** P(X <= count) where `mean` are expected. Sums in logarithms: a mean of thousands must not become 0. */
const atMost = (count: number, mean: number): number => {
  let term = -mean;
  let sum = Math.exp(term);
  for (let k = 1; k <= count; k += 1) {
    term += Math.log(mean / k);
    sum += Math.exp(term);
  }
  return Math.min(1, sum);
};

const STEPS = 80;

/** The mean in [from, to] at which the rising `isBeyond` turns true. */
const bisect = (from: number, to: number, isBeyond: (mean: number) => boolean): number => {
  let [low, high] = [from, to];
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (low + high) / 2;
    if (isBeyond(middle)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
};

/** Means that go with `count`: outside lies the truth in a share of `1 - sure` of all cases. */
export const poissonInterval = (count: number, sure = 0.9): { low: number; high: number } => {
  const tail = (1 - sure) / 2;
  const most = count + 10 * Math.sqrt(count + 1) + 10;
  const low = count === 0 ? 0 : bisect(0, count, (mean) => 1 - atMost(count - 1, mean) > tail);
  return { low, high: bisect(count, most, (mean) => atMost(count, mean) < tail) };
};
