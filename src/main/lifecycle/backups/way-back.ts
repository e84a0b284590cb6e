/** For a library that this app cannot open: the newest backup that it can. */
import type { LibraryDifference, WayBack } from '../../../shared/backups.ts';
import { toFermataError } from '../../../shared/errors.ts';
import { loadMigrationSet } from '../migrations/migration-set.ts';
import { listBackups } from './catalog.ts';
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
  const manifest = backups.find((backup) => backup.manifest.schemaVersion <= latest)?.manifest;
  if (manifest === undefined) return null;
  return { manifest, difference: await differenceOf(options, manifest.id) };
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
