/** Figures, times and durations as people read them. Pure: the instant "now" is an argument. Dates
 * are in the viewer's own zone and language; the clock has 24 hours, as the texts of alerts have it. */

const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

const fixedDigit = new Intl.NumberFormat(undefined, {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** A rate in a column: its digit stands even where it is 0, so that the points stand below each other. */
export const rate = (value: number): string =>
  Math.abs(value) < 9.95 ? fixedDigit.format(value) : whole.format(value);

/** A rate or count: one digit below 10, none above. */
export const figure = (value: number): string =>
  Math.abs(value) < 9.95 ? oneDigit.format(value) : whole.format(value);

export const count = (value: number): string => whole.format(value);

const compact = new Intl.NumberFormat('en', {
  notation: 'compact',
  compactDisplay: 'long',
  maximumSignificantDigits: 2,
});

/** A large count that is an estimate anyway: `35 thousand`, `1.4 million`. */
export const round = (value: number): string =>
  value < 10_000 ? whole.format(value) : compact.format(value);

const brief = new Intl.NumberFormat('en', {
  notation: 'compact',
  maximumSignificantDigits: 2,
});

/** The same where there is no room for the word: `35K`, `1.4M`. */
export const short = (value: number): string =>
  value < 1_000 ? figure(value) : brief.format(value);

export const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** A share that is small when all is well keeps a digit: `0.4%`. */
export const finePercent = (share: number): string =>
  share < 0.0495 ? `${oneDigit.format(share * 100)}%` : percent(share);

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** A duration for a tile: `8 s`, `4 min`, `2 h 05`, `3 d 4 h`. */
export const duration = (seconds: number): string => {
  const total = Math.max(0, Math.round(seconds));
  if (total < 90) return `${total} s`;
  if (total < 90 * MINUTE) return `${Math.round(total / MINUTE)} min`;
  if (total < DAY) {
    const minutes = Math.floor((total % HOUR) / MINUTE);
    return `${Math.floor(total / HOUR)} h ${String(minutes).padStart(2, '0')}`;
  }
  const hours = Math.floor((total % DAY) / HOUR);
  return `${Math.floor(total / DAY)} d${hours ? ` ${hours} h` : ''}`;
};

/** A running clock: `0:09`, `12:04`, `1:02:33`. */
export const stopwatch = (seconds: number): string => {
  const total = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor((total % HOUR) / MINUTE);
  const tail = `${two(total % MINUTE)}`;
  return total < HOUR
    ? `${minutes}:${tail}`
    : `${Math.floor(total / HOUR)}:${two(minutes)}:${tail}`;
};

export const ago = (at: string | number, now: number): string => {
  const seconds = (now - new Date(at).getTime()) / 1000;
  return seconds < 5 ? 'just now' : `${duration(seconds)} ago`;
};

const HOUR_MINUTE = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const timeOnly = new Intl.DateTimeFormat(undefined, HOUR_MINUTE);
const timeSeconds = new Intl.DateTimeFormat(undefined, { ...HOUR_MINUTE, second: '2-digit' });
const dayAndTime = new Intl.DateTimeFormat(undefined, {
  ...{ weekday: 'short', day: 'numeric', month: 'short' },
  ...HOUR_MINUTE,
});

const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'short' });

/** Whose clock the pages show: `Europe/Berlin`. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Epoch milliseconds as the server reads them. */
export const instant = (ms: number): string => new Date(ms).toISOString();

export const clockTime = (at: string | number): string => timeOnly.format(new Date(at));
export const exactTime = (at: string | number): string => timeSeconds.format(new Date(at));

/** The time alone where it lies within 12 h, else with its day. */
export const moment = (at: string | number, now: number): string =>
  Math.abs(now - new Date(at).getTime()) < 12 * HOUR * 1000
    ? clockTime(at)
    : dayAndTime.format(new Date(at));

/** The same where there is little room: of another day only its name. */
export const shortMoment = (at: string | number, now: number): string =>
  Math.abs(now - new Date(at).getTime()) < 12 * HOUR * 1000
    ? clockTime(at)
    : `${weekday.format(new Date(at))} ${clockTime(at)}`;

/** How rare, in words. `weeks`: once in this many weeks. Up to half a year in weeks, because a week is
 * what people remember; up to two years in months. */
export const howRare = (weeks: number): string => {
  if (weeks < 0.3) return 'several times a week';
  if (weeks < 1.5) return 'about once a week';
  if (weeks < 26) return `once in ${Math.round(weeks)} weeks`;
  if (weeks < 104) return `once in ${Math.round(weeks / 4.345)} months`;
  const years = Math.round(weeks / 52.18);
  return years >= 100 ? 'rarer than once in a century' : `once in ${years} years`;
};

const WEEK_HOURS = 168;

/** How far the learning of a first week has come: `3 of 7 days`. */
export const learnedOf = (hours: number): string =>
  hours < 24
    ? `${Math.floor(hours)} h of 7 days`
    : `${Math.floor(Math.min(hours, WEEK_HOURS) / 24)} of 7 days`;

/** `1 person`, `61 people`. */
export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${whole.format(n)} ${n === 1 ? one : many}`;

const signed = new Intl.NumberFormat(undefined, {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'exceptZero',
});

/** A mean of sentiment, -1..1, with its sign: `−0.24`. */
export const score = (mean: number): string => signed.format(mean).replace('-', '−');

/** How many times the expectation, or null where that says nothing. */
export const factor = (value: number, expected: number | null): string | null =>
  expected === null || expected < 0.05 ? null : `×${rate(value / expected)}`;
