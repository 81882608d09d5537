/** How a story unfolds in time: so many posts within its first hour, after a step or a ramp, then
 * fading. */
import { poissonOf } from '../random.ts';
import type { Chance } from './chance.ts';

const MINUTE_MS = 60_000;
const STEPS_PER_MINUTE = 6;
const FADES_IN_MIN = 60;

export type Course = {
  /** When it begins, epoch ms. */
  at: number;
  /** Posts of the first hour, on average. */
  posts: number;
  /** Minutes until it is at its height; 0: at once. */
  rampMin: number;
  minutes: number;
  /** Of a blunder: the brand's own post is not in the recording. */
  isOwnPostMissing?: boolean;
  /** Of a viral complaint: share of reposts among the posts. */
  reposts?: number;
};

const heightAt = (minute: number, rampMin: number): number =>
  Math.min(1, (minute + 1 / STEPS_PER_MINUTE) / Math.max(rampMin, 1 / STEPS_PER_MINUTE)) *
  Math.exp(-Math.max(0, minute - 60) / FADES_IN_MIN);

/** Instants of the posts; one at least, at the beginning. */
export const firstHour = ({ at, posts, rampMin, minutes }: Course, chance: Chance): number[] => {
  let area = 0;
  for (let step = 0; step < 60 * STEPS_PER_MINUTE; step += 1)
    area += heightAt(step / STEPS_PER_MINUTE, rampMin);
  const times: number[] = [];
  for (let step = 0; step < minutes * STEPS_PER_MINUTE; step += 1) {
    const mean = (posts / area) * heightAt(step / STEPS_PER_MINUTE, rampMin);
    const count = poissonOf(chance.next, mean);
    for (let i = 0; i < count; i += 1)
      times.push(at + ((step + chance.next()) / STEPS_PER_MINUTE) * MINUTE_MS);
  }
  return times.length > 0 ? times.sort((a, b) => a - b) : [at];
};
