/**
 * The part of a restore that runs under the lock: what is there is backed up and replaced, in one
 * commit where it can be written into, by a rename where it cannot.
 */
import { dirname } from 'node:path';
import { FermataError, toFermataError } from '../../../shared/errors.ts';
import { notice } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import { backUpLibrary, reuse } from '../backups/backup.ts';
import { rememberAdditions } from '../backups/backup-schema.ts';
import { removePartialBackups } from '../backups/leftovers.ts';
import { highestNumber } from '../backups/numbering.ts';
import { findSameBackup } from '../backups/same-backup.ts';
import { publishFile, removeDatabase } from '../files/durable-files.ts';
import { locksOn } from '../files/open-files.ts';
import { checkRoomToRestore, requireBackupsDir } from '../files/room.ts';
import { stillBusy } from '../files/storage-errors.ts';
import type { Inspection } from '../jobs/inspect.ts';
import { Backoff } from '../lock/backoff.ts';
import { DEFAULT_LOCK_TIMEOUT_MS } from '../lock/lock.ts';
import { requireOneName } from '../lock/one-name.ts';
import { requireRememberedDisk } from '../lock/remembered-disk.ts';
import { rememberLibrary } from '../lock/remembered-library.ts';
import { type LibraryIdentity, UNKNOWN_LIBRARY } from '../sqlite/library-identity.ts';
import { throwIfInterrupted } from '../thread/locked-work.ts';
import { refusal } from '../thread/refusal.ts';
import { hasLog, settleLogLocked } from '../thread/settle-log.ts';
import { waitUntilClosed } from '../thread/wait-until-closed.ts';
import { moveAside } from './quarantine.ts';
import type { RestoreRun } from './restore-run.ts';
import { isReady, stageBackup } from './stage-backup.ts';

/** What was there before, and what was done with it. */
export interface Replacement {
  /** The id of its backup; null if none could be made. */
  readonly undo: string | null;
  /** Where it was moved if it could not be written into, or null. */
  readonly quarantined: string | null;
}

/**
 * Replaces a library by a backup. The caller holds the library's lock.
 *
 * @throws FermataError; the library is then what it was
 */
export async function replaceLibrary(run: RestoreRun): Promise<Replacement> {
  const { libraryFile, options, source, threads } = run;
  const identity = (await threads.sqlite.run('identify', { file: source.file })) ?? UNKNOWN_LIBRARY;
  await rememberAdditions({ ...options, libraryFile }, { set: run.set, thread: threads.sqlite });
  const replacement = await replace(run, identity);
  // The content of another library is that library, whatever its file is called.
  rememberLibrary({ ...options, libraryFile }, identity.id);
  return replacement;
}

async function replace(run: RestoreRun, identity: LibraryIdentity): Promise<Replacement> {
  const { libraryFile, source } = run;
  await requireOneName(libraryFile);
  if (hasLog(libraryFile)) await settle(run);
  const found = await inspect(run);
  const undoDir = await folderForUndo(run, found);
  await checkRoomToRestore(libraryFile, undoDir, source.file);
  if (found.state === 'missing') {
    await publishFile(await stageNumbered(run, identity), libraryFile);
    return { undo: null, quarantined: null };
  }
  if (undoDir !== null && (found.state === 'current' || found.state === 'behind')) {
    const undo = await replaceInPlace(run, identity);
    if (undo !== null) return { undo, quarantined: null };
  }
  // Processes that have a newer library open belong to a newer app: they must never see an older
  // schema. What is damaged or no library cannot be written into.
  const undo = found.state === 'ahead' ? await backUp(run) : null;
  return { undo, quarantined: await replaceFile(run, identity, undo !== null) };
}

/** What this process has open is a library; reading it past SQLite would drop the locks on it. */
async function isOpenHere(file: string): Promise<boolean> {
  return (await locksOn(file)).some(({ pid }) => pid === process.pid);
}

/** A library that is damaged with its log and without it is restored for that very reason. */
async function settle(run: RestoreRun): Promise<void> {
  try {
    await settleLogLocked(run);
  } catch (error) {
    if (toFermataError(error).code !== 'LIBRARY_DAMAGED') throw error;
  }
}

/**
 * Where what is there is backed up before it is replaced; null where that cannot be: it is not there,
 * damaged, or no library.
 *
 * @throws FermataError that of a folder that cannot be written, while the library is whole
 */
async function folderForUndo(run: RestoreRun, found: Inspection): Promise<string | null> {
  const { backupsDir } = run.options;
  if (!('version' in found)) return null;
  try {
    requireRememberedDisk({ ...run.options, libraryFile: run.libraryFile });
    await requireBackupsDir(backupsDir, run.libraryFile);
    return backupsDir;
  } catch (thrown) {
    // Its header does not tell of damage further on.
    if (found.state !== 'ahead' && (await isDamaged(run))) return null;
    const error = toFermataError(thrown);
    throw new FermataError(error.code, error.sentence, {
      advice: words('backupErrors.undoElsewhere', { file: run.source.file }),
      cause: error,
    });
  }
}

async function isDamaged({ libraryFile: file, set, threads }: RestoreRun): Promise<boolean> {
  const request = { file, set, depth: 'quick', phase: 'inspect' } as const;
  try {
    return (await threads.sqlite.run('examine', request)).damage !== null;
  } catch (error) {
    if (toFermataError(error).code !== 'LIBRARY_DAMAGED') throw error;
    return true;
  }
}

async function inspect({ libraryFile: file, set, threads }: RestoreRun): Promise<Inspection> {
  const found = await threads.sqlite.run('inspect-open', { file, latestVersion: set.latest });
  // What cannot be read now may well be whole: only what is known to be damaged is moved aside.
  const mayBeWhole = found.state === 'busy' || found.state === 'unreadable';
  if (mayBeWhole || found.state === 'foreign') throw refusal(file, found, set.latest);
  if (found.state === 'damaged' && !(await isOpenHere(file))) {
    // SQLite calls every file damaged that is no database: only what was a library is replaced.
    const closer = await threads.sqlite.run('inspect', { file, latestVersion: set.latest });
    if (closer.state === 'foreign') throw refusal(file, closer, set.latest);
  }
  return found;
}

/**
 * One commit that everybody who has the library open sees. Writers wait from the backup until then,
 * so that what they write is in the backup, or in the restored library, and never in neither.
 *
 * @returns the id of the backup of what was there; null if that turns out to be damaged
 */
async function replaceInPlace(run: RestoreRun, identity: LibraryIdentity): Promise<string | null> {
  const { libraryFile, source, threads } = run;
  const isStaged = !(await isReady(run));
  const content = isStaged ? await stageBackup(run) : source.file;
  const backoff = new Backoff();
  const giveUpAt = performance.now() + waitMs(run);
  let undo: string | null = null;
  let leaveWal = true;
  try {
    for (;;) {
      undo = await holdAndBackUp(run, undo);
      if (undo === null) return null;
      await run.verified;
      const backupSequence = await highestOfSource(run, identity);
      const request = { libraryFile, source: content, undo, backupSequence };
      if ((await threads.sqlite.run('replace-content', request)) === 'replaced') {
        leaveWal = false;
        return undo;
      }
      if (performance.now() >= giveUpAt) throw await stillInUse(libraryFile);
      throwIfInterrupted(run.options.signal);
      await backoff.pause(undefined);
    }
  } finally {
    await threads.sqlite.run('release-writers', { leaveWal });
    if (isStaged) await removeDatabase(content);
  }
}

async function holdAndBackUp(run: RestoreRun, earlier: string | null): Promise<string | null> {
  const { libraryFile, threads, onEvent } = run;
  try {
    const request = { libraryFile, timeoutMs: waitMs(run) };
    const mayHaveChanged = await threads.sqlite.run('hold-writers', request);
    return earlier === null || mayHaveChanged ? await backUp(run) : earlier;
  } catch (error) {
    if (toFermataError(error).code !== 'LIBRARY_DAMAGED') throw error;
    onEvent(notice(words('notices.movedAside')));
    return null;
  }
}

/** @returns the backup's id */
async function backUp(run: RestoreRun): Promise<string> {
  const { libraryFile, options, source, verified, threads, onEvent } = run;
  const { backupsDir, lockDir, appVersion } = options;
  // What an attempt before this one has made, unless that is what is to be restored.
  const known = await findSameBackup(
    { ...options, libraryFile },
    ['before-restore'],
    threads.sqlite,
  );
  if (known.same !== null && known.same.file !== source.file) {
    return reuse(known.same, onEvent).manifest.id;
  }
  await removePartialBackups(backupsDir);
  const request = {
    libraryFile,
    backupsDir,
    lockDir,
    kind: 'before-restore',
    appVersion,
    isNeeded: verified,
    unlessSame: known.open.filter(({ file }) => file !== source.file),
  } as const;
  return (await backUpLibrary(request, threads, onEvent)).manifest.id;
}

/** Stages a backup that knows how many were made of its library: older ones know only those before. */
async function stageNumbered(run: RestoreRun, identity: LibraryIdentity): Promise<string> {
  const { set, threads } = run;
  const staged = await stageBackup(run);
  const sequence = await highestOfSource(run, identity);
  await threads.sqlite.run('raise-sequence', {
    file: staged,
    sequence,
    latestVersion: set.latest,
  });
  return staged;
}

/** The highest number of a backup of the library that the source is of. */
function highestOfSource(
  { source: { manifest }, libraryFile, options }: RestoreRun,
  identity: LibraryIdentity,
): Promise<number> {
  const sequence = Math.max(identity.sequence, manifest?.sequence ?? 0);
  return highestNumber({ ...options, libraryFile }, { ...identity, sequence });
}

/** @param isWhole whether SQLite can read what is there */
async function replaceFile(
  run: RestoreRun,
  identity: LibraryIdentity,
  isWhole: boolean,
): Promise<string> {
  const { options, libraryFile, threads, onEvent } = run;
  const staged = await stageNumbered(run, identity);
  try {
    onEvent({ event: 'phase', phase: 'replace' });
    await options.closeLibrary?.();
    await waitUntilClosed(libraryFile, waitMs(run), options.signal);
    // The file alone holds all of it then, whatever comes between moving its log and itself.
    if (isWhole) await threads.sqlite.run('checkpoint', { file: libraryFile });
    const quarantined = await moveAside(libraryFile, staged);
    onEvent(notice(words('notices.quarantined', { folder: dirname(quarantined) })));
    return quarantined;
  } finally {
    await removeDatabase(staged);
  }
}

/** Other processes write, or only read, which holds up the commit where the library is not in WAL mode. */
async function stillInUse(libraryFile: string): Promise<FermataError> {
  const locks = await Promise.all([locksOn(libraryFile), locksOn(`${libraryFile}-shm`)]);
  const others = locks.flat().filter(({ pid }) => pid !== process.pid);
  if (others.length === 0 || others.some(({ isExclusive }) => isExclusive)) {
    return stillBusy(libraryFile);
  }
  return new FermataError('LOCK_TIMEOUT', words('access.inTheWay', { file: libraryFile }), {
    advice: words('errors.letItFinish'),
  });
}

/** How long to wait for other processes, in milliseconds. */
function waitMs({ options }: RestoreRun): number {
  return options.lockTimeoutMs ?? DEFAULT_LOCK_TIMEOUT_MS;
}
