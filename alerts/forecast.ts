/** When a rising count will reach its rule. Assumed: posts go on to come at the rate of the recent part
 * of the window, and those in it leave as they grow too old. The range holds nine in ten of the
 * crossings of such a stream: the rate is only as sure as the posts it stands on, and arrivals are by
 * chance. */

/** The recent part: an eighth of the window, or more where fewer than so many posts lie in it. */
const RECENT_SHARE = 1 / 8;
const LEAST_POSTS = 3;
const MOST_SHARE = 1 / 2;
/** Deviations at the edges of nine in ten. */
const EDGE = 1.645;
const HORIZON_MS = 24 * 3_600_000;

type Forecast = { inMs: number; earliestMs: number; latestMs: number | null };

/** The time until `count` reaches `posts` when `perStep` come in each step, or null beyond the
 * horizon. */
const reachMs = (
  recent: readonly number[],
  posts: number,
  perStep: number,
  stepMs: number,
): number | null => {
  const steps = Math.ceil(HORIZON_MS / stepMs);
  let left = recent.reduce((sum, one) => sum + one, 0);
  for (let step = 1; step <= steps; step += 1) {
    left -= recent[step - 1] ?? 0;
    const inside = left + perStep * Math.min(step, recent.length);
    if (inside >= posts) {
      const over = perStep > 0 ? Math.min(1, (inside - posts) / perStep) : 0;
      return (step - over) * stepMs;
    }
    if (step > recent.length) return null;
  }
  return null;
};

/** The newest steps that say how quickly posts come now. */
const recentRate = (recent: readonly number[]): { posts: number; steps: number } => {
  const least = Math.max(1, Math.round(recent.length * RECENT_SHARE));
  const most = Math.max(least, Math.round(recent.length * MOST_SHARE));
  let posts = 0;
  let steps = 0;
  while (steps < most && (steps < least || posts < LEAST_POSTS)) {
    steps += 1;
    posts += recent[recent.length - steps] ?? 0;
  }
  return { posts, steps };
};

/** `recent`: the window of the rule in equal steps, oldest first, which add up to `count`. Null where it
 * does not rise, has crossed, or would not within a day. */
export const forecastOf = (
  recent: readonly number[],
  count: number,
  posts: number,
  windowMs: number,
): Forecast | null => {
  if (count >= posts || recent.length === 0) return null;
  const rate = recentRate(recent);
  const isRising = rate.posts / rate.steps > count / recent.length || isFilling(recent);
  if (rate.posts < 2 || !isRising) return null;
  const stepMs = windowMs / recent.length;
  const perStep = rate.posts / rate.steps;
  const inMs = reachMs(recent, posts, perStep, stepMs);
  if (inMs === null || inMs > HORIZON_MS) return null;
  const missing = Math.max(1, posts - count);
  const factor = Math.exp(EDGE * Math.sqrt(1 / rate.posts + 1 / missing));
  const earliestMs = reachMs(recent, posts, perStep * factor, stepMs) ?? inMs;
  const latestMs = reachMs(recent, posts, perStep / factor, stepMs);
  return { inMs, earliestMs, latestMs };
};

/** A window whose older half is empty only begins to fill. */
const isFilling = (recent: readonly number[]): boolean =>
  recent.slice(0, Math.floor(recent.length / 2)).every((posts) => posts === 0);
