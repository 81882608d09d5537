/** Whether somebody has silenced a crisis. A silence keeps it quiet up to its level and for its time;
 * it changes nothing about the crisis itself. */
import type { Silence } from '#contracts/calling.ts';
import type { Crisis } from '#contracts/crisis.ts';
import { isAbove } from '#alerts/crisis/level.ts';

export const isActive = ({ startsAt, endsAt }: Silence, now: number): boolean =>
  startsAt <= now && now < endsAt;

/** All that the silence names fits, and the crisis is not worse than it allows. */
export const isSilencedBy = (silence: Silence, crisis: Crisis): boolean => {
  const { brand, scenario, topic, upToLevel } = silence;
  if (brand !== null && brand !== crisis.brand) return false;
  if (scenario !== null && scenario !== crisis.scenario) return false;
  if (topic !== null && !(crisis.detail?.topics ?? []).includes(topic)) return false;
  return !isAbove(crisis.level, upToLevel);
};

/** Of several the one that lasts longest. A crisis that is a drill is silenced like any other. */
export const silenceOf = (
  silences: readonly Silence[],
  crisis: Crisis,
  now: number,
): Silence | null =>
  silences
    .filter((silence) => isActive(silence, now) && isSilencedBy(silence, crisis))
    .reduce<Silence | null>((a, b) => (a && a.endsAt >= b.endsAt ? a : b), null);
