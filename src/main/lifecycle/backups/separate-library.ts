/** Makes of a copy a library of its own: the other one goes on under the id that both had. */
import { FermataError } from '../../../shared/errors.ts';
import type { OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import { resolveLibraryFile } from '../files/library-file.ts';
import { rememberLibrary } from '../lock/remembered-library.ts';
import { loadMigrationSet } from '../migrations/migration-set.ts';
import { withThreads } from '../thread/lifecycle-thread.ts';
import { underLock } from '../thread/locked-work.ts';
import { type LifecycleOptions, lockRequest } from '../thread/options.ts';
import { refusal } from '../thread/refusal.ts';

export interface SeparatedLibrary {
  /** The library's real path. */
  readonly libraryFile: string;
  /** Which library it was, and which one it is now. */
  readonly from: string;
  readonly id: string;
}

/**
 * Gives a library a new id. It may be open. Its earlier backups stay with the library that it was; they
 * are restored by their ids.
 *
 * @throws FermataError `USAGE` if there is no library, or one of before there were ids; the refusal of
 *   what is no library, damaged, or newer than this app; what taking the lock throws
 */
export async function separateLibrary(
  options: LifecycleOptions,
  onEvent: OnLifecycleEvent,
): Promise<SeparatedLibrary> {
  const libraryFile = resolveLibraryFile(options.libraryFile);
  const { latest: latestVersion } = loadMigrationSet(options.migrationsDir);
  return withThreads(
    onEvent,
    async (threads) => {
      const request = lockRequest(options, libraryFile, 'inUse.separates');
      const separated = await underLock(request, threads, onEvent, async () => {
        const file = libraryFile;
        const found = await threads.sqlite.run('inspect-open', { file, latestVersion });
        const refused = refusal(file, found, latestVersion);
        if (refused !== null) throw refused;
        const ids = await threads.sqlite.run('give-new-id', { file, latestVersion });
        if (ids === null) throw hasNoId(file);
        return ids;
      });
      rememberLibrary({ ...options, libraryFile }, separated.id);
      return { libraryFile, ...separated };
    },
    options.signal,
  );
}

function hasNoId(file: string): FermataError {
  return new FermataError('USAGE', words('backupErrors.hasNoId', { file }), {
    advice: words('backupErrors.upgradeFirst'),
  });
}
