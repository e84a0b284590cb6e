/** What stands behind the colon of an operator: numbers, spans of time, days, and ranges of them. */
import type { DaysRule, LastRule, NumberRule, TIME_UNITS } from './rule.ts';

type Range<Rule extends { readonly from: unknown; readonly to: unknown }> = Pick<
  Rule,
  'from' | 'to'
>;

const NUMBER = /^\d{1,9}$/;
const COMPARISON = /^(?<sign>[<>]=?|=)?(?<value>.+)$/;
const RANGE = /^(?<from>[^.]*)\.\.(?<to>[^.]*)$/;

/** `1990`, `1990..1999`, `1990..`, `..1999`, `>3`, `>=3`, `<3`, `<=3`; null for anything else. */
export function readNumbers(text: string): Range<NumberRule> | null {
  const range = RANGE.exec(text)?.groups;
  if (range !== undefined) {
    const [from = '', to = ''] = [range.from, range.to];
    const isRange = [from, to].every((each) => each === '' || NUMBER.test(each));
    if (!isRange || (from === '' && to === '')) return null;
    return ordered(from === '' ? null : Number(from), to === '' ? null : Number(to));
  }
  const { sign = '=', value = '' } = COMPARISON.exec(text)?.groups ?? {};
  if (!NUMBER.test(value)) return null;
  const number = Number(value);
  switch (sign) {
    case '>':
      return { from: number + 1, to: null };
    case '>=':
      return { from: number, to: null };
    case '<':
      // Nothing is less than 0: a range without a number in it.
      return number === 0 ? { from: 1, to: 0 } : { from: null, to: number - 1 };
    case '<=':
      return { from: null, to: number };
    default:
      return { from: number, to: number };
  }
}

const UNITS: Readonly<Record<string, (typeof TIME_UNITS)[number]>> = {
  h: 'hours',
  d: 'days',
  w: 'weeks',
  m: 'months',
  y: 'years',
};
const SPAN = /^(?<sign>[<>]=?)?(?<last>[1-9]\d{0,4})(?<unit>[hdwmy])$/i;

/** `<30d` and `30d`: in the last 30 days; `>30d`: not in these; null for anything else. */
export function readLast(text: string): Omit<LastRule, 'field'> | null {
  const { sign = '<', last, unit } = SPAN.exec(text)?.groups ?? {};
  const named = UNITS[unit?.toLowerCase() ?? ''];
  if (named === undefined) return null;
  return { last: Number(last), unit: named, ...(sign.startsWith('>') && { not: true }) };
}

/** `2024`, `2024-05`, `2024-05-17`, ranges of them, and what is before or after; null for anything else. */
export function readDays(text: string): Range<DaysRule> | null {
  const range = RANGE.exec(text)?.groups;
  if (range !== undefined) {
    const [from, to] = [daysOf(range.from ?? ''), daysOf(range.to ?? '')];
    const isRange = (from ?? range.from) !== '' || (to ?? range.to) !== '';
    if (!isRange || (from === null && range.from !== '') || (to === null && range.to !== '')) {
      return null;
    }
    return { from: from?.first ?? null, to: to?.last ?? null };
  }
  const { sign = '=', value = '' } = COMPARISON.exec(text)?.groups ?? {};
  const days = daysOf(value);
  if (days === null) return null;
  switch (sign) {
    case '>':
      return { from: dayAfter(days.last, 1), to: null };
    case '>=':
      return { from: days.first, to: null };
    case '<':
      return { from: null, to: dayAfter(days.first, -1) };
    case '<=':
      return { from: null, to: days.last };
    default:
      return { from: days.first, to: days.last };
  }
}

const DATE = /^(?<year>[12]\d{3})(?:-(?<month>0[1-9]|1[0-2])(?:-(?<day>0[1-9]|[12]\d|3[01]))?)?$/;

/** The days of a year, of a month, or one. */
function daysOf(text: string): { readonly first: string; readonly last: string } | null {
  const { year, month, day } = DATE.exec(text)?.groups ?? {};
  if (year === undefined) return null;
  if (month === undefined) return { first: `${year}-01-01`, last: `${year}-12-31` };
  if (day !== undefined) return isDay(text) ? { first: text, last: text } : null;
  const last = new Date(Date.UTC(Number(year), Number(month), 0));
  return { first: `${year}-${month}-01`, last: isoDay(last) };
}

function isDay(text: string): boolean {
  return isoDay(new Date(`${text}T00:00:00Z`)) === text;
}

function dayAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return isoDay(date);
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** A range that was typed the wrong way round means the same. */
function ordered(from: number | null, to: number | null): Range<NumberRule> {
  return from !== null && to !== null && from > to ? { from: to, to: from } : { from, to };
}
