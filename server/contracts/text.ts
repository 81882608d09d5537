/** Checks shared by every text that crosses the boundary: what PostgreSQL or a browser would choke
 * on later (NUL, lone surrogates) is refused here, where the row can still be named. */
import { z } from 'zod';

export const isStorable = (value: string): boolean => !value.includes('\0') && value.isWellFormed();

/** What a refusal of such a text says: intake tells it from the other refusals by this. */
export const UNSTORABLE = 'holds NUL or a lone surrogate';

/** Free text of at most `maxChars` UTF-16 units. */
export const tidyText = (maxChars: number) =>
  z.string().max(maxChars).refine(isStorable, UNSTORABLE);

/** Text that serves as a key: not empty, storable. */
export const keyText = (maxChars: number) => tidyText(maxChars).min(1);

/** A name or an address: one line that no header, log or list can be broken with. */
export const lineText = (maxChars: number) =>
  tidyText(maxChars)
    .trim()
    .min(1)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'is not one line of text');

const RFC3339 = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(?::(\d\d)(\.\d{1,9})?)?([Zz]|[+-]\d\d:?\d\d)$/;
const RFC3339_CHARS = 40;

/** NaN unless the day is in the calendar and the hour on the clock: `Date.parse` alone would take
 * 30 February for 2 March. A leap second is the instant after it, as every clock of a computer has. */
const parseInstant = (value: string): number => {
  const [, day = '', time = '', second = '00', fraction = '', zone = ''] =
    (value.length <= RFC3339_CHARS && RFC3339.exec(value)) || [];
  const dayMs = Date.parse(`${day}T00:00:00Z`);
  const isDay = !Number.isNaN(dayMs) && new Date(dayMs).toISOString().startsWith(day);
  if (!isDay || time.startsWith('24')) return Number.NaN;
  if (second !== '60') return Date.parse(`${day}T${time}:${second}${fraction}${zone}`);
  return time.endsWith(':59') ? Date.parse(`${day}T${time}:59${zone}`) + 1000 : Number.NaN;
};

/** Earliest instant that is taken for a real time: before it a value is a unit mistake. */
const EARLIEST_MS = Date.UTC(2000, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

/** RFC 3339 text with an offset -> epoch milliseconds. */
export const instantIn = z.string().transform((value, ctx) => {
  const ms = parseInstant(value);
  if (Number.isNaN(ms) || ms < EARLIEST_MS || ms > LATEST_MS) {
    ctx.addIssue({ code: 'custom', message: 'is not an RFC 3339 time between 2000 and 2100' });
    return z.NEVER;
  }
  return ms;
});

/** Epoch milliseconds -> RFC 3339 in UTC with Z. */
export const instantOut = (ms: number): string => new Date(ms).toISOString();
