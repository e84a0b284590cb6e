/**
 * Puts right what can be put right of a library without losing a row: indexes and what else follows from
 * its tables are made again, rows that refer to nothing are set aside, pages in no use are given back, and
 * a header that does not say any more what the file is says so again. As safe as a restore: what is there
 * is backed up, a copy is mended and checked, and its content takes the library's place in one commit.
 */
import { FermataError, reportError, toFermataError } from '../../../shared/errors.ts';
import type { LifecycleEvent, OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import type { Receipt } from '../../../shared/receipts.ts';
import { tellInEnglish, words } from '../../../shared/words/words.ts';
import { type Backup, backUpLibrary } from '../backups/backup.ts';
import { removePartialBackups } from '../backups/leftovers.ts';
import { tidyBackups } from '../backups/tidy-backups.ts';
import { flushFile, removeDatabase } from '../files/durable-files.ts';
import { stagedLibrary } from '../files/file-names.ts';
import { resolveLibraryFile } from '../files/library-file.ts';
import { checkRoomToRestore } from '../files/room.ts';
import { stillBusy } from '../files/storage-errors.ts';
import { Backoff } from '../lock/backoff.ts';
import { DEFAULT_LOCK_TIMEOUT_MS } from '../lock/lock.ts';
import { checkStatements, loadMigrationSet } from '../migrations/migration-set.ts';
import { giveReceipt } from '../thread/give-receipt.ts';
import type { ExamineResult } from '../thread/jobs.ts';
import type { LibraryRun } from '../thread/library-run.ts';
import { withThreads } from '../thread/lifecycle-thread.ts';
import { throwIfInterrupted, underLock } from '../thread/locked-work.ts';
import { type LifecycleOptions, lockRequest } from '../thread/options.ts';
import { refusal } from '../thread/refusal.ts';
import { hasLog, settleLogLocked } from '../thread/settle-log.ts';
import { waitUntilClosed } from '../thread/wait-until-closed.ts';
import { moveAside } from './quarantine.ts';

export interface RepairedLibrary {
  /** The library's real path. */
  readonly libraryFile: string;
  /** What was done; null where nothing had to be. */
  readonly receipt: Receipt | null;
  /** The backup made before it, or null. */
  readonly backup: string | null;
  /** Where the file as it was is kept, if another one took its place. */
  readonly quarantined: string | null;
  readonly durationMs: number;
}

type Repair = Omit<RepairedLibrary, 'libraryFile' | 'durationMs'> & {
  readonly backupId: string | null;
};

const NOTHING: Repair = { receipt: null, backup: null, backupId: null, quarantined: null };

/**
 * Repairs a library. It may be open, here and in other processes, but for one whose header is to be put
 * right, which another file replaces.
 *
 * @throws FermataError, emitted as a `failed` event too, the library is then what it was: `LIBRARY_DAMAGED`
 *   where rows are lost, which only a backup brings back, and what backing up and replacing throw
 */
export async function repairLibrary(
  options: LifecycleOptions,
  listener: OnLifecycleEvent,
): Promise<RepairedLibrary> {
  const startedAt = performance.now();
  const onEvent = inItsWords(listener);
  try {
    const set = loadMigrationSet(options.migrationsDir);
    checkStatements(set);
    const libraryFile = resolveLibraryFile(options.libraryFile);
    const request = lockRequest(options, libraryFile, 'inUse.repairs');
    const repaired = await withThreads(
      onEvent,
      (threads) => {
        const run = { options, libraryFile, set, onEvent, threads };
        return underLock(request, threads, onEvent, () => repairLocked(run));
      },
      options.signal,
    );
    const { backupId, ...told } = repaired;
    if (backupId !== null) {
      await tidyBackups({ ...options, libraryFile }, set.latest, [backupId], onEvent);
    }
    return { libraryFile, ...told, durationMs: performance.now() - startedAt };
  } catch (error) {
    onEvent({ event: 'failed', error: reportError(error) });
    throw toFermataError(error);
  }
}

async function repairLocked(run: LibraryRun): Promise<Repair> {
  const { libraryFile: file, options, set, threads } = run;
  if (hasLog(file)) await settleLogLocked(run);
  const found = await threads.sqlite.run('inspect-open', { file, latestVersion: set.latest });
  if (found.state === 'missing') throw noLibrary(file);
  const isUnmarked = found.state === 'damaged' && found.unmarkedVersion !== undefined;
  const refused = refusal(file, found, set.latest);
  if (refused !== null && !isUnmarked) throw refused;
  const examined = await examine(run, file);
  if (!isUnmarked && isSound(examined)) return NOTHING;
  await checkRoomToRestore(file, options.backupsDir, file);
  return isUnmarked ? replaceUnmarked(run) : mendInPlace(run);
}

/**
 * Mends what follows from a library's rows before it is upgraded. The caller holds its lock, and has the
 * backup that found it out.
 *
 * @throws FermataError what {@link repairLibrary} throws
 */
export async function mendBeforeUpgrade(run: LibraryRun, backup: Backup): Promise<void> {
  await mendInPlace({ ...run, onEvent: inItsWords(run.onEvent) }, backup);
}

/**
 * One commit that every process sees; writers wait from the backup until then.
 *
 * @param made the backup of what is there, where it is made already
 */
async function mendInPlace(run: LibraryRun, made: Backup | null = null): Promise<Repair> {
  const { libraryFile, threads, options } = run;
  const timeoutMs = options.lockTimeoutMs ?? DEFAULT_LOCK_TIMEOUT_MS;
  const giveUpAt = performance.now() + timeoutMs;
  const backoff = new Backoff();
  let leaveWal = true;
  try {
    for (;;) {
      await threads.sqlite.run('hold-writers', { libraryFile, timeoutMs });
      const { file: backup, manifest } = made ?? (await backUp(run));
      const { staged, receipt } = await stage(run, made === null ? libraryFile : null);
      const replaced = await threads.sqlite.run('replace-content', {
        libraryFile,
        source: staged,
        undo: manifest.id,
        backupSequence: manifest.sequence ?? 0,
      });
      if (replaced === 'replaced') {
        leaveWal = false;
        const told = giveReceipt(run, { ...receipt, libraryBefore: backup });
        return { receipt: told, backup, backupId: manifest.id, quarantined: null };
      }
      if (performance.now() >= giveUpAt) throw stillBusy(libraryFile);
      throwIfInterrupted(options.signal);
      await backoff.pause(undefined);
    }
  } finally {
    await threads.sqlite.run('release-writers', { leaveWal });
    await removeDatabase(stagedLibrary(libraryFile));
  }
}

/** No backup can be made of what does not say what it is: the file itself is kept. */
async function replaceUnmarked(run: LibraryRun): Promise<Repair> {
  const { libraryFile, options } = run;
  try {
    const { staged, receipt } = await stage(run, libraryFile);
    const timeoutMs = options.lockTimeoutMs ?? DEFAULT_LOCK_TIMEOUT_MS;
    await waitUntilClosed(libraryFile, timeoutMs, options.signal);
    const quarantined = await moveAside(libraryFile, staged);
    const told = giveReceipt(run, { ...receipt, libraryBefore: quarantined });
    return { receipt: told, backup: null, backupId: null, quarantined };
  } finally {
    await removeDatabase(stagedLibrary(libraryFile));
  }
}

/**
 * A mended copy of the library, checked and on the disk.
 *
 * @param settleBeside the library beside which rows are kept that refer to nothing; null to leave them
 */
async function stage(
  run: LibraryRun,
  settleBeside: string | null,
): Promise<{ staged: string; receipt: Receipt }> {
  const { libraryFile, set, threads, onEvent } = run;
  const staged = stagedLibrary(libraryFile);
  await removeDatabase(staged);
  onEvent({ event: 'phase', phase: 'mend' });
  await threads.sqlite.run('copy', { libraryFile, destination: staged, phase: 'stage' });
  const mend = { file: staged, set, format: null, settleBeside };
  const receipt = await threads.sqlite.run('mend-copy', mend);
  await examine(run, staged);
  await flushFile(staged);
  return { staged, receipt };
}

async function backUp({ libraryFile, options, threads, onEvent }: LibraryRun): Promise<Backup> {
  const { backupsDir, lockDir, appVersion } = options;
  await removePartialBackups(backupsDir);
  const note = tellInEnglish(words('receipts.beforeRepair'));
  const request = { libraryFile, backupsDir, lockDir, kind: 'manual', note, appVersion } as const;
  return backUpLibrary(request, threads, onEvent);
}

/** @throws FermataError `LIBRARY_DAMAGED` where rows are damaged or a table has lost something */
async function examine(run: LibraryRun, file: string): Promise<ExamineResult> {
  const { set, threads, libraryFile } = run;
  const request = { file, set, depth: 'full', phase: 'mend' } as const;
  const examined = await threads.sqlite.run('examine', request);
  const problem = examined.damage ?? examined.schemaDifferences[0];
  if (problem === undefined) return examined;
  throw new FermataError(
    'LIBRARY_DAMAGED',
    words('errors.damagedBecause', { file: libraryFile, reason: problem }),
    { advice: words('errors.restoreBackup'), libraryState: words('errors.damagedFileKept') },
  );
}

function isSound({ mendable, danglingReferences, unusedPages }: ExamineResult): boolean {
  return mendable.length + danglingReferences + unusedPages === 0;
}

/** What is staged and put in place is the library, and no backup. */
function inItsWords(listener: OnLifecycleEvent): OnLifecycleEvent {
  return (event: LifecycleEvent) => {
    const isReplacing = event.event === 'phase' && event.phase === 'replace';
    if (event.event === 'restored' || isReplacing) return;
    const isStaging =
      event.event === 'progress' && (event.phase === 'stage' || event.phase === 'replace');
    listener(isStaging ? { ...event, phase: 'mend' } : event);
  };
}

function noLibrary(file: string): FermataError {
  return new FermataError('USAGE', words('backupErrors.noLibraryYet', { file }), {
    advice: words('backupErrors.openItFirst'),
    libraryState: words('errors.nothingCreated'),
  });
}
