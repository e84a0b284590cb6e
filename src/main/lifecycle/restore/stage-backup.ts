/** Makes of a backup what can take a library's place: a copy beside it, of the present version. */

import { flushFile, removeDatabase } from '../files/durable-files.ts';
import { stagedLibrary } from '../files/file-names.ts';
import type { RestoreRun } from './restore-run.ts';

/**
 * Copies a backup beside the library, once it is verified, and migrates the copy forward.
 *
 * @returns the copy's path, flushed to the disk
 * @throws FermataError what verifying, copying and migrating throw; no copy stays behind
 */
export async function stageBackup(run: RestoreRun): Promise<string> {
  const { libraryFile, source, sourceVersion: fromVersion, set, threads, onEvent } = run;
  const { appVersion } = run.options;
  const staged = stagedLibrary(libraryFile);
  await run.verified;
  await removeDatabase(staged);
  onEvent({ event: 'phase', phase: 'stage' });
  try {
    const copy = { libraryFile: source.file, destination: staged, phase: 'stage' } as const;
    await threads.sqlite.run('copy', copy);
    if (fromVersion < set.latest) {
      await threads.sqlite.run('migrate', { file: staged, set, fromVersion, appVersion });
    }
    await flushFile(staged);
    return staged;
  } catch (error) {
    await removeDatabase(staged);
    throw error;
  }
}
