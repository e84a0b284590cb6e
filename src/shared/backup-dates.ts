/**
 * What can be made of the dates of backups: clocks are set wrong, run down, and jump. Nothing is
 * decided by a date that cannot be right, and it is shown as such.
 */
import type { BackupManifest } from './backups.ts';

type Dated = Pick<BackupManifest, 'id' | 'createdAt'>;

/** There was no Fermata before. */
const FIRST_POSSIBLE = Date.parse('2020-01-01T00:00:00Z');

/** Clocks of two computers, and of one that is set right, differ by less, in milliseconds. */
const TOLERANCE_MS = 60 * 60 * 1000;

/**
 * The ids of the backups whose dates cannot be right: in the future, of before there were any, or
 * before that of a backup that was made earlier.
 *
 * @param backups of one library, newest first
 */
export function doubtfulDates(backups: readonly Dated[], now: Date): ReadonlySet<string> {
  const doubtful = new Set<string>();
  let latest = FIRST_POSSIBLE;
  for (const { id, createdAt } of backups.toReversed()) {
    const time = Date.parse(createdAt);
    const isPossible = time >= latest - TOLERANCE_MS && time <= now.getTime() + TOLERANCE_MS;
    if (isPossible) latest = Math.max(latest, time);
    else doubtful.add(id);
  }
  return doubtful;
}

/**
 * The backup that tells best how long ago the last one was made: the newest whose date is not in the
 * future.
 *
 * @param backups newest first
 */
export function newestOfThePast<Backup extends Dated>(
  backups: readonly Backup[],
  now: Date,
): Backup | undefined {
  return backups.find(({ createdAt }) => Date.parse(createdAt) <= now.getTime());
}
