/** What a damaged library has beyond the backup that replaced it: found, and added if it is wanted. */

import type { Salvage } from '../../../shared/backups.ts';
import { toFermataError } from '../../../shared/errors.ts';
import { notice, type OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import { resolveLibraryFile } from '../files/library-file.ts';
import { loadMigrationSet } from '../migrations/migration-set.ts';
import { withThreads } from '../thread/lifecycle-thread.ts';
import { underLock } from '../thread/locked-work.ts';
import { type LifecycleOptions, lockRequest } from '../thread/options.ts';
import type { Replacement } from './replace-library.ts';
import type { UnverifiedRun } from './restore-run.ts';

/**
 * Adds what was salvaged from the damaged library that a restore replaced; a notice is emitted for
 * what could not be read of it.
 *
 * @throws FermataError what taking the lock and the salvage throw; the library is then what it was
 */
export async function salvageFrom(
  options: LifecycleOptions,
  { quarantined, restoredFrom }: { readonly quarantined: string; readonly restoredFrom: string },
  onEvent: OnLifecycleEvent,
): Promise<Salvage> {
  const libraryFile = resolveLibraryFile(options.libraryFile);
  const { latest: schemaVersion } = loadMigrationSet(options.migrationsDir);
  const request = lockRequest(options, libraryFile, 'inUse.salvages');
  const damaged = { damagedFile: quarantined, backup: restoredFrom };
  const work = { libraryFile, schemaVersion, ...damaged, apply: true };
  const salvaged = await withThreads(
    onEvent,
    (threads) => underLock(request, threads, onEvent, () => threads.sqlite.run('salvage', work)),
    options.signal,
  );
  announceLosses(salvaged, onEvent);
  return salvaged;
}

/**
 * What could be salvaged, once the library is restored; a failure is a notice and changes nothing.
 *
 * @returns null where no damaged library was replaced, or nothing could be found out
 */
export async function findSalvage(
  { libraryFile, set, source, threads, onEvent }: UnverifiedRun,
  { quarantined, undo }: Replacement,
): Promise<Salvage | null> {
  if (quarantined === null || undo !== null) return null;
  try {
    const salvage = await threads.sqlite.run('salvage', {
      libraryFile,
      schemaVersion: set.latest,
      damagedFile: quarantined,
      backup: source.file,
      apply: false,
    });
    announceLosses(salvage, onEvent);
    return salvage;
  } catch (error) {
    onEvent(notice(toFermataError(error).sentence));
    return null;
  }
}

function announceLosses({ unreadable }: Salvage, onEvent: OnLifecycleEvent): void {
  for (const sentence of unreadable) {
    onEvent(notice(words('notices.ofDamaged', { problem: sentence })));
  }
}
