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
  const days: number[] = [];
  let previous: Ordered | undefined;
  let day = 0;
  for (const backup of backups.toReversed()) {
    day = previous === undefined ? (backup.day ?? 1) : day + daysBetween(previous, backup);
    days.unshift(day);
    previous = backup;
  }
  return days;
}

/** The day of a backup that is made now. */
export function nextDay(backups: readonly Ordered[], now: Date): number {
  const [newest] = backups;
  const [day] = daysOf(backups);
  if (newest === undefined || day === undefined) return 1;
  return day + daysByDate(newest.createdAt, now.toISOString());
}

/**
 * What both record counts days whose backups are gone by now, too: at most one for each backup between
 * them. It goes back where one of them was counted in another folder.
 */
function daysBetween(earlier: Ordered, later: Ordered): number {
  const recorded = (later.day ?? Number.NaN) - (earlier.day ?? Number.NaN);
  if (!(recorded >= 0)) return daysByDate(earlier.createdAt, later.createdAt);
  return Math.min(recorded, Math.max((later.sequence ?? 0) - (earlier.sequence ?? 0), 1));
}

function daysByDate(earlier: string, later: string): number {
  const [before, after] = [Date.parse(earlier), Date.parse(later)];
  return Math.floor(before / DAY_MS) === Math.floor(after / DAY_MS) ? 0 : 1;
}
