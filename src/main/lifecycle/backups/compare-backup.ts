/** What restoring one backup of the catalog would change, without changing anything. */
import type { LibraryDifference } from '../../../shared/backups.ts';
import { resolveLibraryFile } from '../files/library-file.ts';
import type { LibraryPaths } from '../files/library-paths.ts';
import { withThreads } from '../thread/lifecycle-thread.ts';
import type { LifecycleOptions } from '../thread/options.ts';
import { type BackupName, findBackup } from './source.ts';

/** Nobody is asked to wait, and nothing is written: no lock, no name. */
export type ComparisonOptions = LibraryPaths & Pick<LifecycleOptions, 'signal'>;

/**
 * Compares the library with a backup.
 *
 * @param backup its id, or a file
 * @throws FermataError `USAGE` if there is no such backup, `BACKUP_INVALID`, `LIBRARY_DAMAGED` if the
 *   library cannot be read
 */
export async function compareBackup(
  options: ComparisonOptions,
  backup: BackupName,
): Promise<LibraryDifference> {
  const libraryFile = resolveLibraryFile(options.libraryFile);
  const { file } = await findBackup({ ...options, libraryFile }, backup);
  const tellNobody = () => {};
  return withThreads(
    tellNobody,
    ({ sqlite }) => sqlite.run('compare', { libraryFile, backup: file }),
    options.signal,
  );
}
