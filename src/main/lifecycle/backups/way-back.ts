/** For a library that this app cannot open, or that is not there: the newest backup that it can. */
import { doubtfulDates } from '../../../shared/backup-dates.ts';
import { isUnderstood, type LibraryDifference, type WayBack } from '../../../shared/backups.ts';
import { toFermataError } from '../../../shared/errors.ts';
import { notice, type OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import { loadMigrationSet } from '../migrations/migration-set.ts';
import { UNKNOWN_LIBRARY } from '../sqlite/library-identity.ts';
import { type BackupsFolder, listBackups } from './catalog.ts';
import { type ComparisonOptions, compareBackup } from './compare-backup.ts';

/**
 * Finds the newest backup of a schema version that this app knows, without changing anything.
 *
 * @returns null if there is none
 * @throws the system error if the backups folder is there and cannot be read
 */
export async function findWayBack(options: ComparisonOptions): Promise<WayBack | null> {
  const { latest } = loadMigrationSet(options.migrationsDir);
  const backups = await listBackups(options);
  const manifest = backups.find((backup) => isUnderstood(backup.manifest, latest))?.manifest;
  if (manifest === undefined) return null;
  const doubtful = doubtfulDates(
    backups.map((backup) => backup.manifest),
    new Date(),
  );
  const isDateDoubtful = doubtful.has(manifest.id);
  return { manifest, isDateDoubtful, difference: await differenceOf(options, manifest.id) };
}

/**
 * Emits a notice if there are backups of the library in whose place a new one was just made: where there
 * are backups there was a library, and a person who expects it must not wonder.
 */
export async function announceBackupsOfMissing(
  folder: BackupsFolder,
  libraryFile: string,
  onEvent: OnLifecycleEvent,
): Promise<void> {
  // A backups folder that cannot be read does not keep the new library from being made.
  const [newest] = await listBackups(folder, UNKNOWN_LIBRARY).catch(() => []);
  if (newest === undefined) return;
  const { id } = newest.manifest;
  onEvent(notice(words('notices.backupsOfMissing', { file: libraryFile, id })));
}

async function differenceOf(
  options: ComparisonOptions,
  id: string,
): Promise<LibraryDifference | null> {
  try {
    return await compareBackup(options, id);
  } catch (error) {
    if (toFermataError(error).code === 'INTERRUPTED') throw error;
    return null;
  }
}
