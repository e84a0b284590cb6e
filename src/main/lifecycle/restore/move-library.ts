/**
 * Moves a library to another folder or disk: backed up and copied there, verified, and only then is the file
 * at the old place renamed, so that there is one library at every instant. Nothing is deleted.
 */
import { existsSync, lstatSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FermataError, reportError, toFermataError } from '../../../shared/errors.ts';
import { notice, type OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import { backUpLibrary } from '../backups/backup.ts';
import { readSettingsOrDefaults, writeBackupSettings } from '../backups/settings.ts';
import { accessBeside, accessOf, makeFolder } from '../files/access.ts';
import { flushFile, flushFolder, publishNewFile, removeDatabase } from '../files/durable-files.ts';
import {
  DATABASE_ENDINGS,
  databaseFiles,
  lockLocation,
  partialName,
  quarantineFolder,
} from '../files/file-names.ts';
import { resolveLibraryFile, resolveNewFile } from '../files/library-file.ts';
import { forgetMove, notedPlace, noteMove } from '../files/move-note.ts';
import { requireShortNames } from '../files/path-lengths.ts';
import { checkRoomToMove } from '../files/room.ts';
import type { Inspection } from '../jobs/inspect.ts';
import { takeHistoryAlong } from '../lock/library-history.ts';
import { DEFAULT_LOCK_TIMEOUT_MS } from '../lock/lock.ts';
import { loadMigrationSet } from '../migrations/migration-set.ts';
import { type LifecycleThreads, withThreads } from '../thread/lifecycle-thread.ts';
import { throwIfInterrupted, underLock } from '../thread/locked-work.ts';
import { type LifecycleOptions, lockRequest } from '../thread/options.ts';
import { refusal } from '../thread/refusal.ts';
import { waitUntilClosed } from '../thread/wait-until-closed.ts';

export interface MoveOptions extends LifecycleOptions {
  /** The file that the library becomes; nothing may be there. */
  readonly newFile: string;
  /** Where its backups lie from then on; the same folder as before where it was named. */
  readonly newBackupsDir: string;
}

export interface MovedLibrary {
  readonly movedFrom: string;
  readonly libraryFile: string;
  readonly backupsDir: string;
  /** The id of the backup that was made of it on the way. */
  readonly backup: string;
  /** Where the file from before is kept. */
  readonly keptAs: string;
}

interface Move extends MoveOptions {
  readonly threads: LifecycleThreads;
  readonly onEvent: OnLifecycleEvent;
}

/**
 * Moves a library that no process has open.
 *
 * @throws FermataError, emitted as a `failed` event too; the library is then where it was. `USAGE` if
 *   something is at the new place, `LOCK_TIMEOUT` if a process keeps the library open
 */
export async function moveLibrary(
  options: MoveOptions,
  onEvent: OnLifecycleEvent,
): Promise<MovedLibrary> {
  try {
    const libraryFile = resolveLibraryFile(options.libraryFile);
    const newFile = resolveNewFile(options.newFile);
    requireFreePlace(libraryFile, newFile);
    requireShortNames(newFile, { ...options, backupsDir: options.newBackupsDir }, 'replace');
    return await withThreads(
      onEvent,
      (threads) => {
        const request = lockRequest(options, libraryFile, 'inUse.moves');
        const move = { ...options, libraryFile, newFile, threads, onEvent };
        return underLock(request, threads, onEvent, () => moveLocked(move));
      },
      options.signal,
    );
  } catch (error) {
    onEvent({ event: 'failed', error: reportError(error) });
    throw toFermataError(error);
  }
}

async function moveLocked(move: Move): Promise<MovedLibrary> {
  const { libraryFile, newFile, newBackupsDir, lockDir, appVersion, signal } = move;
  const { threads, onEvent } = move;
  const timeoutMs = move.lockTimeoutMs ?? DEFAULT_LOCK_TIMEOUT_MS;
  await requireWhole(move);
  await waitUntilClosed(libraryFile, timeoutMs, signal);
  // What a move left there that was killed: nothing is deleted that may have been opened since.
  if (existsSync(newFile)) await setAside(newFile, placeOfOldFile(newFile).keptAs);
  await checkRoomToMove(libraryFile, dirname(newFile), newBackupsDir);
  let published = false;
  try {
    // Whoever opens it from now on can read, and nothing that is written gets lost.
    await threads.sqlite.run('hold-writers', { libraryFile, timeoutMs });
    const places = { libraryFile, backupsDir: newBackupsDir, lockDir };
    const backup = await backUpLibrary({ ...places, kind: 'manual', appVersion }, threads, onEvent);
    await copyTo(move, backup.file);
    throwIfInterrupted(signal);
    await waitUntilClosed(libraryFile, timeoutMs, signal);
    const { keptAs, movedAt } = placeOfOldFile(libraryFile);
    // Read only where there is no library: killed here, the old one goes on.
    await noteMove(libraryFile, { movedTo: newFile, movedAt, keptAs });
    if (!(await publishNewFile(partialName(newFile), newFile))) throw isThere(newFile);
    published = true;
    await leaveOldPlace(move, keptAs);
    await takeAlong(move);
    const { id } = backup.manifest;
    return {
      movedFrom: libraryFile,
      libraryFile: newFile,
      backupsDir: newBackupsDir,
      backup: id,
      keptAs,
    };
  } catch (error) {
    await removeDatabase(partialName(newFile));
    // Where the old file could not be renamed, it goes on being the one library.
    if (published && existsSync(libraryFile)) {
      await removeDatabase(newFile);
      await forgetMove(libraryFile);
    }
    throw error;
  } finally {
    await threads.sqlite.run('release-writers', { leaveWal: false });
  }
}

/** A verified copy, flushed, under a name that nothing opens. */
async function copyTo(
  { libraryFile, newFile, threads, onEvent }: Move,
  backup: string,
): Promise<void> {
  const copy = partialName(newFile);
  await removeDatabase(copy);
  onEvent({ event: 'phase', phase: 'stage' });
  const expected = await threads.sqlite.run('copy', {
    libraryFile: backup,
    destination: copy,
    phase: 'stage',
    access: accessOf(libraryFile),
  });
  onEvent({ event: 'phase', phase: 'verify' });
  await threads.sqlite.run('check-content', { libraryFile: backup, copy, expected });
  await threads.sqlite.run('check-pages', { libraryFile: backup, copy });
  await flushFile(copy);
}

function placeOfOldFile(file: string) {
  const time = new Date();
  const keptAs = join(quarantineFolder(file, time), basename(file));
  return { keptAs, movedAt: time.toISOString() };
}

async function leaveOldPlace(
  { libraryFile, newFile, threads }: Move,
  keptAs: string,
): Promise<void> {
  // Windows renames no file that is open.
  if (process.platform === 'win32') {
    await threads.sqlite.run('release-writers', { leaveWal: false });
  }
  await setAside(libraryFile, keptAs);
  await forgetMove(newFile);
}

async function setAside(file: string, keptAs: string): Promise<void> {
  makeFolder(dirname(keptAs), accessBeside(file));
  await rename(file, keptAs);
  await flushFolder(dirname(file));
}

/** What was noted of it, and what was decided about its backups; a failure is a notice. */
async function takeAlong(move: Move): Promise<void> {
  const { libraryFile, newFile, backupsDir, newBackupsDir, lockDir, onEvent } = move;
  try {
    for (const ending of DATABASE_ENDINGS.slice(1))
      await rm(`${libraryFile}${ending}`, { force: true });
    takeHistoryAlong(lockLocation(libraryFile, lockDir), lockLocation(newFile, lockDir));
    if (newBackupsDir === backupsDir) return;
    const location = { libraryFile: newFile, lockDir };
    const { settings } = await readSettingsOrDefaults(backupsDir, location);
    // The backups stay where they are, and new ones go there, too.
    const isUsed = settings.secondDir === null && existsSync(backupsDir);
    const secondDir = isUsed ? backupsDir : settings.secondDir;
    await writeBackupSettings(newBackupsDir, { ...settings, secondDir }, newFile);
  } catch (error) {
    onEvent(notice(toFermataError(error).sentence));
  }
}

/** What cannot be read whole is restored first: a move is no way to mend it. */
async function requireWhole({ libraryFile: file, migrationsDir, threads }: Move): Promise<void> {
  const { latest } = loadMigrationSet(migrationsDir);
  const found: Inspection = await threads.sqlite.run('inspect-open', {
    file,
    latestVersion: latest,
  });
  if (found.state === 'missing') {
    throw new FermataError('USAGE', words('systemErrors.notThere', { file }), {
      advice: words('systemErrors.checkPath'),
      libraryState: words('places.nothingMoved'),
    });
  }
  const error = found.state === 'ahead' ? null : refusal(file, found, latest);
  if (error !== null) throw error;
}

function requireFreePlace(libraryFile: string, newFile: string): void {
  if (newFile === libraryFile) {
    throw new FermataError('USAGE', words('places.sameFile', { file: newFile }), {
      advice: words('places.otherName'),
    });
  }
  const taken = databaseFiles(newFile).find(
    (file) => lstatSync(file, { throwIfNoEntry: false }) !== undefined,
  );
  const isOfEarlierTry = notedPlace(libraryFile) === newFile && taken === newFile;
  if (taken !== undefined && !isOfEarlierTry) throw isThere(taken);
}

function isThere(file: string): FermataError {
  return new FermataError('USAGE', words('places.isThere', { file }), {
    advice: words('places.otherName'),
    libraryState: words('places.nothingMoved'),
  });
}
