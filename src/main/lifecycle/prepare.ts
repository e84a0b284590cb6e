/**
 * The heart of Fermata: brings a library to the schema version of this app, or leaves it as it was.
 * Every host calls it before it opens the library. It reads like design.md section 2.
 */
import { rm } from 'node:fs/promises';
import { FermataError, reportError } from '../../shared/errors.ts';
import type { OnLifecycleEvent } from '../../shared/lifecycle-events.ts';
import { backUpLibrary, removePartialBackups } from './backup.ts';
import { hasContent } from './connection.ts';
import { publishFile } from './durable-files.ts';
import { isOnNetworkFileSystem } from './file-system.ts';
import { type Inspection, inspectLibrary, refusal, resolveLibraryFile } from './inspect.ts';
import { readLedgerOf } from './ledger.ts';
import { LifecycleThread } from './lifecycle-thread.ts';
import { acquireLock, DEFAULT_LOCK_TIMEOUT_MS, type LibraryLock } from './lock.ts';
import {
  checkLedger,
  checkStatements,
  loadMigrationSet,
  type MigrationSet,
} from './migration-set.ts';
import { pruneBackups } from './retention.ts';
import { checkRoom } from './room.ts';

export interface PrepareOptions<Library> {
  readonly libraryFile: string;
  readonly backupsDir: string;
  readonly migrationsDir: string;
  /** Where the lock's files lie; beside the library by default. */
  readonly lockDir?: string | undefined;
  /** How long to wait for another process, in milliseconds; 30 000 by default. */
  readonly lockTimeoutMs?: number | undefined;
  readonly appVersion: string;
  /** Who asks, for the lock's holder record: "the desktop app". */
  readonly host: string;
  /** Opens the prepared library: the last step. */
  readonly open: (libraryFile: string) => Promise<Library>;
  /** Aborting rolls back what runs and rejects with `INTERRUPTED`. */
  readonly signal?: AbortSignal | undefined;
}

export interface PreparedLibrary<Library> {
  readonly library: Library;
  /** The library's real path. */
  readonly libraryFile: string;
  /** 0 where there was no library. */
  readonly fromVersion: number;
  readonly toVersion: number;
  readonly migratedBy: 'this-process' | 'another-process' | 'none';
  /** The backup made before migrating, or null. */
  readonly backup: string | null;
  readonly durationMs: number;
}

interface Upgrade {
  readonly fromVersion: number;
  readonly migratedBy: 'this-process' | 'another-process' | 'none';
  readonly backup: string | null;
}

/** What the steps of one preparation share. */
interface Run {
  readonly options: Omit<PrepareOptions<unknown>, 'open' | 'libraryFile'>;
  readonly libraryFile: string;
  readonly set: MigrationSet;
  readonly onEvent: OnLifecycleEvent;
  readonly threads: { readonly sqlite: LifecycleThread; readonly hashing: LifecycleThread };
}

/** Beyond this a WAL is read in the worker thread: recovering it takes longer than a frame. */
const SMALL_WAL_BYTES = 4 * 1024 * 1024;

/**
 * Prepares a library and opens it: inspect, lock, inspect again, check the room, back up, migrate,
 * verify, release, prune, open.
 *
 * @throws FermataError, told as a `failed` event too; the library is then what it was before
 */
export async function prepareLibrary<Library>(
  options: PrepareOptions<Library>,
  onEvent: OnLifecycleEvent,
): Promise<PreparedLibrary<Library>> {
  const startedAt = performance.now();
  const threads = { sqlite: new LifecycleThread(onEvent), hashing: new LifecycleThread(onEvent) };
  try {
    onEvent({ event: 'phase', phase: 'inspect' });
    const set = loadMigrationSet(options.migrationsDir);
    const libraryFile = resolveLibraryFile(options.libraryFile);
    tellAboutNetworkShare(libraryFile, onEvent);
    const upgrade = await bringUpToDate({ options, libraryFile, set, onEvent, threads });

    onEvent({ event: 'phase', phase: 'open' });
    const library = await options.open(libraryFile);
    const durationMs = performance.now() - startedAt;
    const { fromVersion } = upgrade;
    onEvent({ event: 'ready', fromVersion, toVersion: set.latest, durationMs });
    return { library, libraryFile, ...upgrade, toVersion: set.latest, durationMs };
  } catch (error) {
    onEvent({ event: 'failed', error: reportError(error) });
    throw error;
  } finally {
    await Promise.all([threads.sqlite.close(), threads.hashing.close()]);
  }
}

async function bringUpToDate(run: Run): Promise<Upgrade> {
  const found = await inspect(run);
  const fromVersion = versionOf(found);
  if (found.state === 'current') {
    checkLedger(run.set, readLedgerOf(run.libraryFile));
    return { fromVersion, migratedBy: 'none', backup: null };
  }
  checkStatements(run.set);

  const lock = await lockLibrary(run);
  const stopThreads = () => run.threads.sqlite.stop();
  lock.compromised.addEventListener('abort', stopThreads);
  run.options.signal?.addEventListener('abort', stopThreads);
  let upgrade: Upgrade;
  try {
    upgrade = { ...(await upgradeUnderLock(run)), fromVersion };
  } catch (error) {
    throw lock.compromised.aborted ? lockLost(lock.compromised.reason) : error;
  } finally {
    run.options.signal?.removeEventListener('abort', stopThreads);
    await lock.release();
  }
  if (upgrade.backup !== null) await prune(run);
  return upgrade;
}

async function upgradeUnderLock(run: Run): Promise<Omit<Upgrade, 'fromVersion'>> {
  for (;;) {
    const found = await inspect(run);
    if (found.state === 'current') {
      run.onEvent({ event: 'done-by-another-process', version: found.version });
      return { migratedBy: 'another-process', backup: null };
    }
    throwIfInterrupted(run);
    await checkRoom(run.libraryFile, run.options.backupsDir);
    if (found.state === 'missing') {
      await createLibrary(run);
      return { migratedBy: 'this-process', backup: null };
    }
    checkLedger(run.set, await run.threads.sqlite.run('ledger', { file: run.libraryFile }));
    const backup = await backUp(run);
    throwIfInterrupted(run);
    const result = await migrate(run, run.libraryFile, versionOf(found));
    if (result === 'migrated') return { migratedBy: 'this-process', backup };
  }
}

async function inspect(run: Run): Promise<Inspection> {
  const { libraryFile: file, set } = run;
  const found = hasContent(`${file}-wal`, SMALL_WAL_BYTES)
    ? await run.threads.sqlite.run('inspect', { file, latestVersion: set.latest })
    : inspectLibrary(file, set.latest);
  const error = refusal(file, found, set.latest);
  if (error !== null) throw error;
  return found;
}

function lockLibrary(run: Run): Promise<LibraryLock> {
  const { lockDir, lockTimeoutMs, appVersion, host, signal } = run.options;
  return acquireLock(
    {
      libraryFile: run.libraryFile,
      lockDir,
      timeoutMs: lockTimeoutMs ?? DEFAULT_LOCK_TIMEOUT_MS,
      appVersion,
      purpose: `${host} is upgrading the library`,
      signal,
    },
    run.onEvent,
  );
}

async function backUp(run: Run): Promise<string> {
  const { backupsDir, appVersion } = run.options;
  await removePartialBackups(backupsDir);
  const { file } = await backUpLibrary(
    { libraryFile: run.libraryFile, backupsDir, kind: 'before-migration', appVersion },
    run.threads,
    run.onEvent,
  );
  return file;
}

/** Makes a new library beside its final name, so that it is there whole or not at all. */
async function createLibrary(run: Run): Promise<void> {
  const unfinished = `${run.libraryFile}.creating`;
  await removeDatabase(unfinished);
  try {
    await migrate(run, unfinished, 0);
    await publishFile(unfinished, run.libraryFile);
  } catch (error) {
    await removeDatabase(unfinished);
    throw error;
  }
}

function migrate(run: Run, file: string, fromVersion: number) {
  const { set, options, threads } = run;
  return threads.sqlite.run('migrate', { file, set, fromVersion, appVersion: options.appVersion });
}

async function prune(run: Run): Promise<void> {
  try {
    for (const { id, reason } of await pruneBackups(run.options.backupsDir, run.set.latest)) {
      run.onEvent({ event: 'backup-pruned', id, reason });
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    run.onEvent({ event: 'notice', message: `Old backups could not be removed: ${reason}` });
  }
}

async function removeDatabase(file: string): Promise<void> {
  for (const ending of ['', '-journal', '-wal', '-shm']) {
    await rm(`${file}${ending}`, { force: true });
  }
}

function versionOf(found: Inspection): number {
  return 'version' in found ? found.version : 0;
}

function tellAboutNetworkShare(libraryFile: string, onEvent: OnLifecycleEvent): void {
  if (!isOnNetworkFileSystem(libraryFile)) return;
  onEvent({
    event: 'notice',
    message:
      'Your library is on a network share: Fermata writes it more slowly there, to be safe. Open it on one computer at a time.',
  });
}

function throwIfInterrupted(run: Run): void {
  if (run.options.signal?.aborted !== true) return;
  throw new FermataError('INTERRUPTED', 'Stopped before it was finished.', {
    advice: 'Start again when you like.',
    cause: run.options.signal.reason,
  });
}

function lockLost(cause: unknown): FermataError {
  return new FermataError(
    'LOCK_TIMEOUT',
    'Another computer took over the library while it was being upgraded; this upgrade was rolled back.',
    { advice: 'Wait until it is finished there and try again.', cause },
  );
}
