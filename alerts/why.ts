/** Why a signal stands, in one plain sentence: what is seen, what is normal, and how rare that is. */
import type { Reading } from './detectors/contract.ts';
import type { Source } from './indicators.ts';

const YEAR_WEEKS = 52.18;
const MONTH_WEEKS = YEAR_WEEKS / 12;
/** From so many weeks on they are counted in months, and in years. */
const MONTHS_FROM = 26;
const YEARS_FROM = 104;
/** Beyond a century a number of years says nothing more. */
const CENTURY_WEEKS = 100 * YEAR_WEEKS;
export const howRare = (weeks: number): string => {
  if (weeks >= CENTURY_WEEKS) return 'rarer than once in a century';
  if (weeks < 1) return 'more often than once a week';
  if (weeks < 1.5) return 'once a week';
  if (weeks < MONTHS_FROM) return `once in ${Math.round(weeks)} weeks`;
  if (weeks < YEARS_FROM) return `once in ${Math.round(weeks / MONTH_WEEKS)} months`;
  return `once in ${Math.round(weeks / YEAR_WEEKS)} years`;
};

/** A figure in a sentence: one digit below ten, none above, thousands apart. */
export const told = (value: number): string =>
  value < 9.95 ? String(Number(value.toFixed(1))) : Math.round(value).toLocaleString('en');

export const span = (seconds: number): string => {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${told(seconds / 3600)} h`;
};

const percent = (share: number): string =>
  `${Number((share * 100).toFixed(share < 0.05 ? 1 : 0))}%`;
const times = (observed: number, expected: number, floor = 0.01): string =>
  `(${told(observed / Math.max(expected, floor))}x)`;
const over = ({ windowSeconds }: Reading): string => ` over the last ${span(windowSeconds)}`;
const countText = (reading: Reading, one: string): string => {
  const { observed, expected } = reading;
  const usual = `${told(expected)} are normal ${times(observed, expected)}`;
  return `${told(observed)} ${one}${over(reading)} where ${usual}`;
};

const PARTS = { negativeShare: 'mentions negative', churn: 'mentions speak of leaving' } as const;

const partText = (source: Source & { kind: 'part' }, reading: Reading): string => {
  const { observed, expected, of } = reading;
  const seen = `${of?.part ?? 0} of ${of?.whole ?? 0} ${PARTS[source.indicator]}`;
  return `${seen}${over(reading)} where ${percent(expected)} are normal ${times(observed, expected)}`;
};

const gaugeText = (source: Source & { kind: 'gauge' }, reading: Reading): string => {
  const { observed, expected, of } = reading;
  const usual = `where ${told(expected)} are normal ${times(observed, expected)}`;
  switch (source.indicator) {
    case 'queue':
      return `${told(observed)} waiting ${usual}`;
    case 'oldest':
      return `The oldest waits ${span(observed)} where ${span(expected)} is normal`;
    case 'unanswered':
      return (
        `${of?.part ?? 0} of ${of?.whole ?? 0} conversations are without an answer ` +
        `where ${percent(expected)} are normal`
      );
    case 'questions':
      return `${told(observed)} questions are without an answer ${usual}`;
    case 'handling':
      return `An answer takes ${span(observed)} where ${span(expected)} is normal`;
    case 'breaches':
      return `${told(observed)} conversations are past their time ${usual}`;
  }
};

const textOf = (source: Source, reading: Reading): string => {
  const { observed, expected } = reading;
  switch (source.kind) {
    case 'count':
      return countText(reading, 'a minute');
    case 'part':
      return partText(source, reading);
    case 'reach': {
      const usual = `${told(expected)} are normal ${times(observed, expected)}`;
      return `${told(observed)} people reached${over(reading)} where ${usual}`;
    }
    case 'emerging': {
      const { mentions = 0, voices = 0, expected: usual = 0 } = source.burst ?? {};
      return `${mentions} mentions by ${voices}${over(reading)} where ${told(usual)} are normal`;
    }
    case 'silence':
      return (
        `Nothing has come for ${span(reading.windowSeconds)} ` +
        `where ${told(expected)} mentions were to be expected`
      );
    case 'gauge':
      return gaugeText(source, reading);
  }
};

export const whyOf = (source: Source, reading: Reading, weeks: number): string =>
  `${textOf(source, reading)}: ${howRare(weeks)}.`;
