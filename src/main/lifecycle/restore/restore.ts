/**
 * Brings a library back to what a backup holds, as safely as a migration: the backup is verified,
 * what is there is backed up first, and the content is replaced in one step. It reads like the
 * restore of design.md section 6.
 */
import type { Salvage } from '../../../shared/backups.ts';
import { FermataError, reportError, toFermataError } from '../../../shared/errors.ts';
import type { OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import { copyBetweenFolders } from '../backups/copy-between-folders.ts';
import { type BackupSource, findBackup, identifySource } from '../backups/source.ts';
import { tidyBackups } from '../backups/tidy-backups.ts';
import { resolveLibraryFile } from '../files/library-file.ts';
import { requireShortNames } from '../files/path-lengths.ts';
import { type LibraryLocation, leadsToOwnFile } from '../lock/own-files.ts';
import { checkStatements, loadMigrationSet } from '../migrations/migration-set.ts';
import { withThreads } from '../thread/lifecycle-thread.ts';
import { underLock } from '../thread/locked-work.ts';
import { lockRequest } from '../thread/options.ts';
import { type Replacement, replaceLibrary } from './replace-library.ts';
import type { RestoreOptions, UnverifiedRun } from './restore-run.ts';
import { findSalvage } from './salvage-damaged.ts';
import { verifyMeanwhile, withoutEarlierPhases } from './verify-meanwhile.ts';

export interface RestoredLibrary extends Replacement {
  /** The library's real path. */
  readonly libraryFile: string;
  /** The file that was restored. */
  readonly restoredFrom: string;
  /** What could be added from a damaged library (salvage-damaged.ts); null where none was damaged. */
  readonly salvage: Salvage | null;
  /** The schema version of the backup, and of the library now. */
  readonly fromVersion: number;
  readonly toVersion: number;
  readonly durationMs: number;
}

/**
 * Restores a backup. The library may be open, here and in other processes; a damaged or newer one
 * must be closed, since another file takes its name.
 *
 * @throws FermataError, emitted as a `failed` event too; the library is then what it was before
 */
export async function restoreLibrary(
  options: RestoreOptions,
  listener: OnLifecycleEvent,
): Promise<RestoredLibrary> {
  const startedAt = performance.now();
  const onEvent = withoutEarlierPhases(listener);
  try {
    const set = loadMigrationSet(options.migrationsDir);
    checkStatements(set);
    const libraryFile = resolveLibraryFile(options.libraryFile);
    requireShortNames(libraryFile, options, 'replace');
    const folder = { ...options, libraryFile };
    const source = await findBackup(folder, options.backup);
    await requireAnother(source, folder);
    const restored = await withThreads(
      onEvent,
      async (threads) => {
        const sourceVersion = await identifySource(source, set, threads);
        return bringBack({ options, libraryFile, source, sourceVersion, set, onEvent, threads });
      },
      options.signal,
    );
    return { ...restored, durationMs: performance.now() - startedAt };
  } catch (error) {
    onEvent({ event: 'failed', error: reportError(error) });
    throw toFermataError(error);
  }
}

/**
 * The source is verified while the lock is waited for and what is there is backed up; nothing changes
 * before all of that is done.
 */
async function bringBack(unverified: UnverifiedRun): Promise<Omit<RestoredLibrary, 'durationMs'>> {
  const { options, libraryFile, source, sourceVersion, set, onEvent, threads } = unverified;
  // Verify the backup, and meanwhile …
  const replacement = await verifyMeanwhile(unverified, (run) => {
    // … lock, back up what is there, stage the backup, replace the library's content, release.
    const request = lockRequest(run.options, libraryFile, 'inUse.restores');
    return underLock(request, threads, onEvent, () => replaceLibrary(run));
  });
  // Find what the damaged library had beyond the backup, prune, copy to the second folder.
  const salvage = await findSalvage(unverified, replacement);
  const folder = { ...options, libraryFile };
  const named = [replacement.undo, source.manifest?.id ?? null];
  await tidyBackups(folder, set.latest, named, onEvent);
  if (options.leavesCopying !== true) {
    const { signal } = options;
    await copyBetweenFolders({ folder, schemaVersion: set.latest, threads, onEvent, signal });
  }
  const versions = { fromVersion: sourceVersion, toVersion: Math.max(sourceVersion, set.latest) };
  return { libraryFile, restoredFrom: source.file, ...replacement, salvage, ...versions };
}

async function requireAnother({ file }: BackupSource, library: LibraryLocation): Promise<void> {
  if (!(await leadsToOwnFile(file, library))) return;
  throw new FermataError('USAGE', words('backupErrors.isLibraryItself', { file }), {
    advice: words('backupErrors.chooseBackupOfIt'),
  });
}
