/**
 * Brings a library back to what a backup holds, as safely as a migration: the backup is verified,
 * what is there is backed up first, and the content is replaced in one step. It reads like the
 * restore of design.md section 6.
 */

import type { Salvage } from '../../shared/backups.ts';
import { FermataError, reportError, toFermataError } from '../../shared/errors.ts';
import type { OnLifecycleEvent } from '../../shared/lifecycle-events.ts';
import { backUpLibrary, removePartialBackups } from './backup.ts';
import { type BackupSource, findBackup, verifySource } from './backup-source.ts';
import { flushFile, publishFile, removeDatabase } from './durable-files.ts';
import { refusal, resolveLibraryFile } from './inspect.ts';
import { type LifecycleThreads, withThreads } from './lifecycle-thread.ts';
import { DEFAULT_LOCK_TIMEOUT_MS } from './lock.ts';
import { underLock } from './locked-work.ts';
import { checkStatements, loadMigrationSet, type MigrationSet } from './migration-set.ts';
import { type LifecycleOptions, lockRequest } from './options.ts';
import { replaceByRename } from './quarantine.ts';
import { checkRoom } from './room.ts';
import { copyToSecondFolder } from './take-backup.ts';
import { tidyBackups } from './tidy-backups.ts';

export interface RestoreOptions extends LifecycleOptions {
  /** A backup's id, or a file that holds a library. */
  readonly backup: string;
  /** Closes the library in this process; asked for where another file must take its name. */
  readonly closeLibrary?: (() => Promise<void>) | undefined;
}

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

interface Run {
  readonly options: RestoreOptions;
  readonly libraryFile: string;
  readonly source: BackupSource;
  readonly sourceVersion: number;
  readonly set: MigrationSet;
  readonly onEvent: OnLifecycleEvent;
  readonly threads: LifecycleThreads;
}

/** What was there before, and what was done with it. */
interface Replacement {
  readonly undo: string | null;
  readonly quarantined: string | null;
}

/**
 * Restores a backup: verify it, lock, back up what is there, stage, migrate forward, replace,
 * release, prune. The library may be open, here and in other processes; a damaged or newer one must
 * be closed, since another file takes its name.
 *
 * @throws FermataError, told as a `failed` event too; the library is then what it was before
 */
export async function restoreLibrary(
  options: RestoreOptions,
  onEvent: OnLifecycleEvent,
): Promise<RestoredLibrary> {
  const startedAt = performance.now();
  try {
    const set = loadMigrationSet(options.migrationsDir);
    checkStatements(set);
    const libraryFile = resolveLibraryFile(options.libraryFile);
    const source = await findBackup(options.backupsDir, options.backup);
    requireAnother(source, libraryFile);
    const restore = async (threads: LifecycleThreads): Promise<RestoredLibrary> => {
      const sourceVersion = await verifySource(source, set, threads, onEvent);
      const run = { options, libraryFile, source, sourceVersion, set, onEvent, threads };
      const request = lockRequest(options, libraryFile, 'is restoring a backup');
      const replacement = await underLock(request, threads, onEvent, () => replaceUnderLock(run));

      const salvage = await lookForSalvage(run, replacement);
      await copyToSecondFolder(options.backupsDir, threads, onEvent);
      await tidyBackups(options.backupsDir, set.latest, onEvent);
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
    throw error;
  }
}

/**
 * Adds what was salvaged from the damaged library that a restore replaced.
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
  return withThreads(
    onEvent,
    (threads) => underLock(request, threads, onEvent, () => threads.sqlite.run('salvage', work)),
    options.signal,
  );
}

/** What could be salvaged, once the library is restored; a failure is told and changes nothing. */
async function lookForSalvage(
  { libraryFile, set, source, threads, onEvent }: Run,
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
    return await threads.sqlite.run('salvage', request);
  } catch (error) {
    onEvent({ event: 'notice', message: error instanceof Error ? error.message : String(error) });
    return null;
  }
}

async function replaceUnderLock(run: Run): Promise<Replacement> {
  const { options, libraryFile, set, threads } = run;
  const found = await threads.sqlite.run('inspect-open', {
    file: libraryFile,
    latestVersion: set.latest,
  });
  // What cannot be read now may well be whole: only what is known to be damaged is moved aside.
  if (found.state === 'busy' || found.state === 'unreadable') {
    throw refusal(libraryFile, found, set.latest);
  }
  // Beside the library: the staged copy, and the transaction that writes it.
  await checkRoom(libraryFile, options.backupsDir, 2);
  if (found.state === 'missing') {
    await publishFile(await stage(run), libraryFile);
    return { undo: null, quarantined: null };
  }
  if (found.state === 'current' || found.state === 'behind') {
    const undo = await backUp(run);
    if (undo !== null) {
      await replaceInPlace(run);
      return { undo, quarantined: null };
    }
  }
  if (found.state !== 'ahead') return { undo: null, quarantined: await replaceFile(run) };
  // Processes that have it open belong to a newer app: they must never see an older schema.
  const undo = await backUp(run);
  await threads.sqlite.run('checkpoint', { file: libraryFile });
  return { undo, quarantined: await replaceFile(run) };
}

/**
 * Backs up what is there.
 *
 * @returns the backup's id, or null if the library turns out to be damaged: it goes to quarantine
 */
async function backUp(run: Run): Promise<string | null> {
  const { libraryFile, options, threads, onEvent } = run;
  const { backupsDir, appVersion } = options;
  await removePartialBackups(backupsDir);
  try {
    const { manifest } = await backUpLibrary(
      { libraryFile, backupsDir, kind: 'before-restore', appVersion },
      threads,
      onEvent,
    );
    return manifest.id;
  } catch (error) {
    if (toFermataError(error).code !== 'LIBRARY_DAMAGED') throw error;
    onEvent({
      event: 'notice',
      message: 'The library is damaged: it is moved aside, whole, and not written into.',
    });
    return null;
  }
}

/** One commit that everybody who has the library open sees. */
async function replaceInPlace(run: Run): Promise<void> {
  // A verified backup of the present schema version is as good as a staged copy of it.
  const isPresent = run.sourceVersion === run.set.latest;
  const source = isPresent ? run.source.file : await stage(run);
  try {
    const { libraryFile, options, threads } = run;
    const timeoutMs = options.lockTimeoutMs ?? DEFAULT_LOCK_TIMEOUT_MS;
    await threads.sqlite.run('replace-content', { libraryFile, source, timeoutMs });
  } finally {
    if (!isPresent) await removeDatabase(source);
  }
}

async function replaceFile(run: Run): Promise<string> {
  const { options, libraryFile, onEvent } = run;
  const staged = await stage(run);
  try {
    onEvent({ event: 'phase', phase: 'replace' });
    await options.closeLibrary?.();
    const timeoutMs = options.lockTimeoutMs ?? DEFAULT_LOCK_TIMEOUT_MS;
    return await replaceByRename(libraryFile, staged, { timeoutMs, signal: options.signal });
  } finally {
    await removeDatabase(staged);
  }
}

/** Copies the backup beside the library and migrates the copy to the present schema version. */
async function stage(run: Run): Promise<string> {
  const { libraryFile, source, sourceVersion, set, threads, onEvent, options } = run;
  const staged = `${libraryFile}.restoring`;
  await removeDatabase(staged);
  onEvent({ event: 'phase', phase: 'stage' });
  try {
    await threads.sqlite.run('copy', {
      libraryFile: source.file,
      destination: staged,
      phase: 'stage',
    });
    if (sourceVersion < set.latest) {
      const { appVersion } = options;
      await threads.sqlite.run('migrate', {
        file: staged,
        set,
        fromVersion: sourceVersion,
        appVersion,
      });
    }
    await flushFile(staged);
    return staged;
  } catch (error) {
    await removeDatabase(staged);
    throw error;
  }
}

function requireAnother(source: BackupSource, libraryFile: string): void {
  if (resolveLibraryFile(source.file) !== libraryFile) return;
  throw new FermataError('USAGE', `${libraryFile} is the library itself.`, {
    advice: 'Choose a backup of it.',
  });
}
