/**
 * The order of a library's backups, and the days on which they were made: by the number that each
 * carries and not by its date, since clocks jump. Backups of before there were numbers come first.
 */
import type { BackupManifest } from '../../../shared/backups.ts';

export const DAY_MS = 24 * 60 * 60 * 1000;

type Ordered = Pick<BackupManifest, 'id' | 'createdAt' | 'sequence' | 'day'>;

/** For sorting, newest first. */
export function newestFirst(one: Ordered, other: Ordered): number {
  const bySequence = (other.sequence ?? 0) - (one.sequence ?? 0);
  if (bySequence !== 0) return bySequence;
  // Two copies of a library may have given the same number.
  return other.createdAt.localeCompare(one.createdAt) || other.id.localeCompare(one.id);
}

/**
 * On which day each was made, counted in days on which backups were made: a pause of a year, or a
 * clock that jumps by a year, is one day further.
 *
 * @param backups of one library, newest first
 * @returns in the same order; what counts is the difference of two
 */
export function daysOf(backups: readonly Ordered[]): number[] {
  const oldestFirst = backups.toReversed();
  let day = 0;
  const days = oldestFirst.map((backup, index) => {
    const previous = oldestFirst[index - 1];
    if (previous !== undefined) day += daysBetween(previous, backup);
    return day;
  });
  // What one of them recorded holds, whichever older ones are gone by now.
  const known = oldestFirst.findIndex((backup) => backup.day !== undefined);
  const shift = known < 0 ? 1 : (oldestFirst[known]?.day ?? 0) - (days[known] ?? 0);
  return days.map((counted) => counted + shift).reverse();
}

/** The day of a backup that is made now. */
export function nextDay(backups: readonly Ordered[], now: Date): number {
  const [newest] = backups;
  const [day] = daysOf(backups);
  if (newest === undefined || day === undefined) return 1;
  return day + (isOfSameDay(newest.createdAt, now.toISOString()) ? 0 : 1);
}

/** From the rule of earlier versions: between two that it kept there are no more days. */
const LONGEST_GAP_DAYS = 13;

function daysBetween(earlier: Ordered, later: Ordered): number {
  const byDate = isOfSameDay(earlier.createdAt, later.createdAt) ? 0 : 1;
  if (later.sequence === undefined) {
    // Those of earlier versions have no more than their dates; a longer gap is a pause, or the clock's.
    const days = calendarDay(later.createdAt) - calendarDay(earlier.createdAt);
    return days > LONGEST_GAP_DAYS ? byDate : days;
  }
  if (earlier.day === undefined || later.day === undefined) return byDate;
  // It goes back where one of them was counted in another folder.
  const recorded = later.day - earlier.day;
  if (recorded < 0) return byDate;
  // Each of those that are gone was of one day at most.
  return Math.min(recorded, Math.max(later.sequence - (earlier.sequence ?? 0), 1));
}

/** A clock that goes back begins a day of its own. */
function isOfSameDay(earlier: string, later: string): boolean {
  const isLater = Date.parse(later) >= Date.parse(earlier);
  return isLater && calendarDay(earlier) === calendarDay(later);
}

/** Days since 1970, in UTC. */
function calendarDay(time: string): number {
  return Math.floor(Date.parse(time) / DAY_MS);
}
