/** Which recurrence rules are followed. The reader of calendars searches for the next date until it
 * finds one, and a rule that names no date keeps it searching for ever: only rules that cannot do
 * that are let through, which are those that rotas are made of. */
import type ICAL from 'ical.js';

type Rule = ICAL.Recur;
const INTERVAL_MAX: Partial<Record<Rule['freq'], number>> = {
  DAILY: 366,
  WEEKLY: 53,
  MONTHLY: 12,
  YEARLY: 10,
};

const only = (rule: Rule, ...names: string[]): boolean =>
  Object.keys(rule.parts).every((name) => names.includes(name));
const numbers = (rule: Rule, name: string): number[] =>
  ((rule.parts as Record<string, unknown[]>)[name] ?? []).map(Number);
/** `MO`, and with an ordinal from -4 to 4 where that is allowed. */
const days = (rule: Rule, hasOrdinal: boolean): boolean =>
  ((rule.parts as Record<string, unknown[]>).BYDAY ?? []).every((day) =>
    (hasOrdinal ? /^[+-]?[1-4]?[A-Z]{2}$/ : /^[A-Z]{2}$/).test(String(day)),
  );

/** Rules of events. */
export const isTame = (rule: Rule): boolean => {
  const most = INTERVAL_MAX[rule.freq];
  const { interval } = rule;
  if (most === undefined || !(interval >= 1 && interval <= most)) return false;
  if (rule.freq === 'DAILY')
    return only(rule) || (interval === 1 && only(rule, 'BYDAY') && days(rule, false));
  if (rule.freq === 'WEEKLY') return only(rule, 'BYDAY') && days(rule, false);
  if (rule.freq === 'YEARLY') return only(rule);
  if (only(rule, 'BYDAY')) return days(rule, true);
  const monthDays = numbers(rule, 'BYMONTHDAY');
  return only(rule, 'BYMONTHDAY') && monthDays.every((day) => Math.abs(day) <= 28 && day !== 0);
};

/** Rules of a time zone: once a year, in one month, on one day. */
export const isTameZoneRule = (rule: Rule): boolean => {
  const months = numbers(rule, 'BYMONTH');
  const monthDays = numbers(rule, 'BYMONTHDAY');
  return (
    rule.freq === 'YEARLY' &&
    rule.interval === 1 &&
    only(rule, 'BYMONTH', 'BYDAY', 'BYMONTHDAY') &&
    months.length === 1 &&
    months[0]! >= 1 &&
    months[0]! <= 12 &&
    (monthDays.length === 0
      ? numbers(rule, 'BYDAY').length === 1 && days(rule, true)
      : monthDays.every((day) => day >= 1 && day <= 28) && only(rule, 'BYMONTH', 'BYMONTHDAY'))
  );
};
