/** Spans of time and days of the calendar, as the library writes times: ISO 8601 in UTC. */
import type { LastRule } from '../../../shared/rules/rule.ts';

/** When a span of time began that ends now; to the minute, so that one list stays the same meanwhile. */
export function timeBefore(now: Date, { last, unit }: Pick<LastRule, 'last' | 'unit'>): string {
  const time = new Date(now);
  time.setSeconds(0, 0);
  switch (unit) {
    case 'hours':
      time.setHours(time.getHours() - last);
      break;
    case 'days':
      time.setDate(time.getDate() - last);
      break;
    case 'weeks':
      time.setDate(time.getDate() - 7 * last);
      break;
    case 'months':
      time.setMonth(time.getMonth() - last);
      break;
    case 'years':
      time.setFullYear(time.getFullYear() - last);
      break;
  }
  return written(time);
}

/** When a day of the calendar begins here. */
export function startOfDay(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return written(new Date(year, month - 1, date));
}

/** The day after one. */
export function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

/** Nothing in a library is from before the year 0, which would be written in another form. */
function written(time: Date): string {
  return Number.isNaN(time.getTime()) || time.getUTCFullYear() < 0 ? '' : time.toISOString();
}
