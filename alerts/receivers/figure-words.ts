/** Times, rates and evidence of an alert in words. Times are the receiver's own where the zone is
 * known, else UTC and said to be. */
import type { Figure } from '#contracts/alert.ts';
import type { Scorecard } from '#contracts/crisis.ts';
import { oneLine } from './one-line.ts';

const WHAT_CHARS = 80;
const DAY_MS = 86_400_000;

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
/** A rate or count: one digit below 10, none above. */
export const amount = (value: number): string =>
  Math.abs(value) < 9.95 ? fine.format(value) : number.format(value);

const clocks = new Map<string, { time: Intl.DateTimeFormat; day: Intl.DateTimeFormat } | null>();
/** Formats of a zone; null for one that does not exist. */
const clockOf = (timeZone: string) => {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  let made: ReturnType<typeof clocks.get> = null;
  try {
    made = {
      time: new Intl.DateTimeFormat('en-GB', { ...time, timeZone }),
      day: new Intl.DateTimeFormat('en-GB', { weekday: 'short', ...time, timeZone }),
    };
  } catch {
    // A zone of a roster that this machine does not know: UTC it is.
  }
  clocks.set(timeZone, made);
  return made;
};

/** "02:47", with its day where it is not within 20 hours of `now`, and "UTC" where no zone is known. */
export const timeWord = (at: string, now: string, timeZone?: string): string => {
  const zone = timeZone ? clockOf(timeZone) : null;
  const clock = zone ?? clockOf('UTC')!;
  const ms = Date.parse(at);
  if (!Number.isFinite(ms)) return '';
  const isNear = Math.abs(Date.parse(now) - ms) < DAY_MS * (20 / 24);
  const text = (isNear ? clock.time : clock.day).format(ms).replace(',', '');
  return zone ? text : `${text} UTC`;
};

/** "8 s", "4 min", "2 h 05 min", "3 d". */
export const durationWord = (seconds: number): string => {
  const total = Math.max(0, Math.round(seconds));
  if (total < 90) return `${total} s`;
  if (total < 90 * 60) return `${Math.round(total / 60)} min`;
  if (total >= 2 * 86_400) return `${Math.round(total / 86_400)} d`;
  return `${Math.floor(total / 3600)} h ${String(Math.floor((total % 3600) / 60)).padStart(2, '0')} min`;
};

const PER = /^(.*?)\s*(?:an|per) (hour|minute)$/;
const UNITS: Record<string, string> = { hour: 'h', minute: 'min' };

/** "610/h (usual 40)": for a lock screen. */
export const figureShort = ({ what, value, expected }: Figure): string => {
  const per = PER.exec(what);
  const shown = per
    ? `${amount(value)}/${UNITS[per[2]!]}`
    : `${amount(value)} ${oneLine(what, 24)}`;
  return expected === null ? shown : `${shown} (usual ${amount(expected)})`;
};

/** "610 mentions an hour, usually 40". */
export const figureLong = ({ what, value, expected }: Figure): string =>
  `${amount(value)} ${oneLine(what, WHAT_CHARS)}` +
  (expected === null ? '' : `, usually ${amount(expected)}`);

type Evidence = Scorecard['damage']['evidence'][number];

const WEEKS_PER_YEAR = 52.18;
const CENTURY_YEARS = 100;

/** A figure beyond anything that was ever counted is no number to read. */
const rarity = (weeks: number): string => {
  if (weeks < 1.5) return 'about once a week';
  if (weeks < 104) return `once in ${number.format(weeks)} weeks`;
  const years = Math.round(weeks / WEEKS_PER_YEAR);
  return years >= CENTURY_YEARS ? 'rarer than once in a century' : `once in ${years} years`;
};

/** The way a figure is written follows from its name. */
const writerOf = ({ what, value }: Evidence): ((value: number) => string) => {
  if (what === 'once in weeks') return rarity;
  if (/\bseconds\b/.test(what)) return durationWord;
  if (/\bminutes\b/.test(what)) return (minutes) => durationWord(minutes * 60);
  if (/\bshare\b/.test(what) && value <= 1) return (share) => `${Math.round(share * 100)}%`;
  return amount;
};

const NAMES: Record<string, string> = {
  'once in weeks': 'how rare:',
  'oldest waiting, seconds': 'oldest waiting',
  'minutes without a statement': 'without a statement by the brand',
};

/** "negative share 62% (usual 12%)". */
export const evidenceWord = (evidence: Evidence): string => {
  const write = writerOf(evidence);
  const name = NAMES[evidence.what] ?? oneLine(evidence.what, WHAT_CHARS);
  const usual = evidence.expected === undefined ? '' : ` (usual ${write(evidence.expected)})`;
  return `${name} ${write(evidence.value)}${usual}`;
};
