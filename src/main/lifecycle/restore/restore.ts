/**
 * Brings a library back to what a backup holds, as safely as a migration: the backup is verified,
 * what is there is backed up first, and the content is replaced in one step. It reads like the
 * restore of design.md section 6.
 */

import type { Salvage } from '../../../shared/backups.ts';
import { FermataError, reportError, toFermataError } from '../../../shared/errors.ts';
import type { OnLifecycleEvent, Phase } from '../../../shared/lifecycle-events.ts';
import { copyBetweenFolders } from '../backups/copy-between-folders.ts';
import { type BackupSource, findBackup, identifySource, verifySource } from '../backups/source.ts';
import { tidyBackups } from '../backups/tidy-backups.ts';
import { resolveLibraryFile } from '../jobs/inspect.ts';
import { type LibraryLocation, leadsToOwnFile } from '../lock/own-files.ts';
import { checkStatements, loadMigrationSet } from '../migrations/migration-set.ts';
import { type LifecycleThreads, stopThreads, withThreads } from '../thread/lifecycle-thread.ts';
import { underLock } from '../thread/locked-work.ts';
import { type LifecycleOptions, lockRequest } from '../thread/options.ts';
import { type Replacement, replaceLibrary } from './replace-library.ts';
import type { RestoreOptions, RestoreRun } from './restore-run.ts';

export interface RestoredLibrary {
  /** The library's real path. */
  readonly libraryFile: string;
  /** The file that was restored. */
  readonly restoredFrom: string;
  /** The id of the backup of what was there before, to undo the restore with; null if none could be made. */
  readonly undo: string | null;
  /** Where the library was moved that could not be written into, or null. */
  readonly quarantined: string | null;
  /** What could be added from a damaged library ({@link salvageFrom}); null where none was damaged. */
  readonly salvage: Salvage | null;
  /** The schema version of the backup, and of the library now. */
  readonly fromVersion: number;
  readonly toVersion: number;
  readonly durationMs: number;
}

/**
 * Restores a backup: verify it, lock, stage, migrate forward, back up what is there, replace,
 * release, prune. It is verified while the lock is waited for and what is there is backed up; nothing
 * changes before all of that is done. The library may be open, here and in other processes; a damaged
 * or newer one must be closed, since another file takes its name.
 *
 * @throws FermataError, told as a `failed` event too; the library is then what it was before
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
    const folder = { ...options, libraryFile };
    const source = await findBackup(folder, options.backup);
    await requireAnother(source, folder);
    const restore = async (threads: LifecycleThreads): Promise<RestoredLibrary> => {
      const sourceVersion = await identifySource(source, set, threads);
      const run = { options, libraryFile, source, sourceVersion, set, onEvent, threads };
      const replacement = await verifyAndReplace(run);

      const salvage = await lookForSalvage(run, replacement);
      await tidyBackups(folder, set.latest, onEvent);
      if (options.leavesCopying !== true) {
        const { signal } = options;
        await copyBetweenFolders({
          folder,
          schemaVersion: set.latest,
          threads,
          onEvent,
          signal,
        });
      }
      const versions = { fromVersion: sourceVersion, toVersion: set.latest };
      const durationMs = performance.now() - startedAt;
      return {
        libraryFile,
        restoredFrom: source.file,
        ...replacement,
        salvage,
        ...versions,
        durationMs,
      };
    };
    return await withThreads(onEvent, restore, options.signal);
  } catch (error) {
    onEvent({ event: 'failed', error: reportError(error) });
    throw toFermataError(error);
  }
}

/**
 * Adds what was salvaged from the damaged library that a restore replaced; what could not be read of
 * it is told as notices.
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
  const request = lockRequest(options, libraryFile, 'is salvaging from a damaged library');
  const damaged = { damagedFile: quarantined, backup: restoredFrom };
  const work = { libraryFile, schemaVersion, ...damaged, apply: true };
  const salvaged = await withThreads(
    onEvent,
    (threads) => underLock(request, threads, onEvent, () => threads.sqlite.run('salvage', work)),
    options.signal,
  );
  tellWhatIsLost(salvaged, onEvent);
  return salvaged;
}

type UnverifiedRun = Omit<RestoreRun, 'verified'>;

/** What is wrong with the source ends the work beside its verification, and is what is thrown. */
async function verifyAndReplace(unverified: UnverifiedRun): Promise<Replacement> {
  const { source, set, threads, onEvent } = unverified;
  const verified = verifySource(source, set, threads, onEvent);
  const refused = new AbortController();
  verified.catch(() => {
    refused.abort();
    stopThreads(threads);
  });
  const asked = unverified.options.signal;
  const signal = AbortSignal.any(asked === undefined ? [refused.signal] : [asked, refused.signal]);
  const options = { ...unverified.options, signal };
  const run = { ...unverified, options, verified };
  const request = lockRequest(options, run.libraryFile, 'is restoring a backup');
  try {
    return await underLock(request, threads, onEvent, () => replaceLibrary(run));
  } catch (error) {
    await verified.catch((problem: unknown) => {
      if (toFermataError(problem).code !== 'INTERRUPTED') throw problem;
    });
    throw error;
  }
}

/** What could be salvaged, once the library is restored; a failure is told and changes nothing. */
async function lookForSalvage(
  { libraryFile, set, source, threads, onEvent }: UnverifiedRun,
  { quarantined, undo }: Replacement,
): Promise<Salvage | null> {
  if (quarantined === null || undo !== null) return null;
  try {
    const request = {
      libraryFile,
      schemaVersion: set.latest,
      damagedFile: quarantined,
      backup: source.file,
      apply: false,
    };
    const salvage = await threads.sqlite.run('salvage', request);
    tellWhatIsLost(salvage, onEvent);
    return salvage;
  } catch (error) {
    onEvent({ event: 'notice', message: error instanceof Error ? error.message : String(error) });
    return null;
  }
}

function tellWhatIsLost({ unreadable }: Salvage, onEvent: OnLifecycleEvent): void {
  for (const sentence of unreadable) {
    onEvent({ event: 'notice', message: `Of the damaged library: ${sentence}` });
  }
}

/** Two things are done at the same time; only how far the one is that was told last is told. */
function withoutEarlierPhases(listener: OnLifecycleEvent): OnLifecycleEvent {
  let present: Phase | null = null;
  return (event) => {
    if (event.event === 'phase') present = event.phase;
    if (event.event !== 'progress' || event.phase === present) listener(event);
  };
}

async function requireAnother({ file }: BackupSource, library: LibraryLocation): Promise<void> {
  if (!(await leadsToOwnFile(file, library))) return;
  throw new FermataError('USAGE', `${file} is the library itself.`, {
    advice: 'Choose a backup of it.',
  });
}
