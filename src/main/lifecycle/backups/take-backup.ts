/**
 * A backup asked for by a person or by the schedule, while the library is in use: under the lock,
 * so that only one process makes one at a time, and consistent although others write.
 */
import type { BackupKind } from '../../../shared/backups.ts';
import { FermataError } from '../../../shared/errors.ts';
import type { OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import { removeDatabase } from '../files/durable-files.ts';
import { stagedLibrary } from '../files/file-names.ts';
import { resolveLibraryFile } from '../files/library-file.ts';
import { requireShortNames } from '../files/path-lengths.ts';
import { checkRoom } from '../files/room.ts';
import { requireOneName } from '../lock/one-name.ts';
import { requireRememberedDisk } from '../lock/remembered-disk.ts';
import { loadMigrationSet } from '../migrations/migration-set.ts';
import { type LifecycleThreads, withThreads } from '../thread/lifecycle-thread.ts';
import { underLock } from '../thread/locked-work.ts';
import { type LifecycleOptions, lockRequest } from '../thread/options.ts';
import { refusal } from '../thread/refusal.ts';
import { hasLog, settleLogLocked } from '../thread/settle-log.ts';
import { type Backup, backUpLibrary } from './backup.ts';
import { copyBetweenFolders } from './copy-between-folders.ts';
import { removePartialBackups } from './leftovers.ts';
import { tidyBackups } from './tidy-backups.ts';

export interface TakeBackupOptions extends LifecycleOptions {
  readonly kind: BackupKind;
  readonly note?: string | null;
  /** Whether it can wait for whoever else wants the processor. */
  readonly inBackground?: boolean;
}

/**
 * Backs up a library: lock, check the room, back up, release, prune, copy to the second folder.
 * A second folder that cannot be reached is a notice: the backup is made all the same.
 *
 * @throws FermataError what taking the lock and {@link backUpLibrary} throw; nothing stays behind
 */
export async function takeBackup(
  options: TakeBackupOptions,
  onEvent: OnLifecycleEvent,
): Promise<Backup> {
  const { backupsDir, kind, note, appVersion } = options;
  const libraryFile = resolveLibraryFile(options.libraryFile);
  requireShortNames(libraryFile, options, 'back-up');
  const work = async (threads: LifecycleThreads): Promise<Backup> => {
    const request = lockRequest(options, libraryFile, 'inUse.backsUp');
    const backup = await underLock(request, threads, onEvent, async () => {
      const run = { options, libraryFile, onEvent, threads };
      await requireOneName(libraryFile);
      if (hasLog(libraryFile)) await settleLogLocked(run);
      await requireLibrary(libraryFile, threads);
      requireRememberedDisk({ ...options, libraryFile });
      await checkRoom(libraryFile, backupsDir, 0);
      await removePartialBackups(backupsDir);
      await removeDatabase(stagedLibrary(libraryFile));
      const numbersUpTo = loadMigrationSet(options.migrationsDir).latest;
      const { lockDir } = options;
      const places = { libraryFile, backupsDir, lockDir };
      const backupRequest = { ...places, kind, note: note ?? null, appVersion, numbersUpTo };
      return backUpLibrary(backupRequest, threads, onEvent);
    });
    const { schemaVersion } = backup.manifest;
    const folder = { ...options, libraryFile };
    await tidyBackups(folder, schemaVersion, [backup.manifest.id], onEvent);
    const { signal } = options;
    await copyBetweenFolders({ folder, schemaVersion, threads, onEvent, signal });
    return backup;
  };
  return withThreads(onEvent, work, options.signal, options.inBackground);
}

async function requireLibrary(file: string, threads: LifecycleThreads): Promise<void> {
  // Of which version it is does not matter: a backup of it is good.
  const found = await threads.sqlite.run('inspect-open', { file, latestVersion: 0 });
  if (found.state === 'ahead') return;
  throw (
    refusal(file, found, 0) ??
    new FermataError('USAGE', words('backupErrors.noLibraryYet', { file }), {
      advice: words('backupErrors.openItFirst'),
      libraryState: words('errors.nothingCreated'),
    })
  );
}
