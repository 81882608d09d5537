/** Reports of faults among the voices: first-hand complaints, "anyone else?", and angry questions. They
 * are a rarer thing than a negative mention, so that a handful by different people within a minute
 * already tells. What share of a brand's mentions they usually are is learned as they come. */
import type { Voice } from '#contracts/voice.ts';

/** Counted over the last so many seconds. */
const WINDOWS_SECONDS = [30, 60, 120, 300];
/** Before anything is known: three in twenty. It is used from so many mentions on. */
const PRIOR = { reports: 3, mentions: 20 };
const STANDING_MENTIONS = 150;
/** Half of what was learned is forgotten in two days. */
const HALF_LIFE_MS = 2 * 86_400_000;
/** Voices of a minute may come this late and are still learned. */
const SETTLE_MS = 60_000;
/** One person's report makes another's a little likelier. */
const CLUMPING = 1.15;
/** Slow scatter of the usual share itself, squared: some hours are more about faults than others. */
const SCATTER = 0.2 ** 2;

export type ReportShare = { reports: number; mentions: number; learnedTo: number };
export type ReportCounts = {
  windows: { seconds: number; authors: number }[];
  usualShare: number;
  /** Squared scatter of that share, relative to it. */
  unsure: number;
  clumping: number;
};

export const isReport = ({ inbound, isFirstHand, isShared, isQuestion, mood }: Voice): boolean =>
  inbound &&
  mood !== 'positive' &&
  (isFirstHand || isShared || (isQuestion && mood === 'negative'));

/** Takes in the voices of the minutes that have settled. A minute in which a signal was open teaches
 * nothing. Gives back what it was given where nothing is to be learned. */
export const learnReports = (
  before: ReportShare | undefined,
  voices: readonly Voice[],
  now: number,
  isOpen: boolean,
): ReportShare | undefined => {
  const to = Math.floor((now - SETTLE_MS) / 60_000) * 60_000;
  const from = before?.learnedTo ?? to;
  if ((to <= from && before) || (!before && voices.length === 0)) return before;
  const keep = 0.5 ** ((to - from) / HALF_LIFE_MS);
  const next = {
    reports: (before?.reports ?? 0) * keep,
    mentions: (before?.mentions ?? 0) * keep,
    learnedTo: to,
  };
  if (isOpen) return { ...(before ?? next), learnedTo: to };
  for (let i = voices.length - 1; i >= 0; i -= 1) {
    const voice = voices[i]!;
    if (voice.at < from) break;
    if (voice.at >= to || !voice.inbound) continue;
    next.mentions += 1;
    if (isReport(voice)) next.reports += 1;
  }
  return next;
};

/** Distinct authors of reports in the newest stretches; null while the usual share is not known. */
export const countReports = (
  usual: ReportShare | undefined,
  voices: readonly Voice[],
  now: number,
): ReportCounts | null => {
  if (!usual || usual.mentions < STANDING_MENTIONS) return null;
  const reports = usual.reports + PRIOR.reports;
  const usualShare = reports / (usual.mentions + PRIOR.mentions);
  const seen = new Set<string>();
  const windows: ReportCounts['windows'] = [];
  let next = 0;
  for (let i = voices.length - 1; i >= 0; i -= 1) {
    const voice = voices[i]!;
    while (next < WINDOWS_SECONDS.length && voice.at < now - WINDOWS_SECONDS[next]! * 1000) {
      windows.push({ seconds: WINDOWS_SECONDS[next]!, authors: seen.size });
      next += 1;
    }
    if (next === WINDOWS_SECONDS.length) break;
    if (voice.at <= now && isReport(voice))
      seen.add(voice.author === null ? voice.id : `${voice.channel}\0${voice.author}`);
  }
  for (; next < WINDOWS_SECONDS.length; next += 1)
    windows.push({ seconds: WINDOWS_SECONDS[next]!, authors: seen.size });
  return { windows, usualShare, unsure: 1 / reports + SCATTER, clumping: CLUMPING };
};
