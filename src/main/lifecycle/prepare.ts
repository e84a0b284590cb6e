/**
 * The heart of Fermata: brings a library to the schema version of this app, or leaves it as it was.
 * Every host calls it before it opens the library. It reads like design.md section 2.
 */
import { reportError, toFermataError } from '../../shared/errors.ts';
import type { OnLifecycleEvent } from '../../shared/lifecycle-events.ts';
import { backUpLibrary, removePartialBackups } from './backups/backup.ts';
import { listBackups } from './backups/catalog.ts';
import { tidyBackups } from './backups/tidy-backups.ts';
import { publishNewFile, removeDatabase } from './files/durable-files.ts';
import { isOnNetworkFileSystem } from './files/file-system.ts';
import { checkRoom } from './files/room.ts';
import { storageError } from './files/storage-errors.ts';
import { type Inspection, inspectLibrary, refusal, resolveLibraryFile } from './jobs/inspect.ts';
import { readLedgerOf, showsMigrations } from './migrations/ledger.ts';
import {
  checkLedger,
  checkStatements,
  type LedgerEntry,
  loadMigrationSet,
  type MigrationSet,
} from './migrations/migration-set.ts';
import { hasContent } from './sqlite/connection.ts';
import { type LifecycleThreads, withThreads } from './thread/lifecycle-thread.ts';
import { throwIfInterrupted, underLock } from './thread/locked-work.ts';
import { type LifecycleOptions, lockRequest } from './thread/options.ts';

export interface PrepareOptions<Library> extends LifecycleOptions {
  /** Opens the library, prepared for a schema version: the last step. */
  readonly open: (
    libraryFile: string,
    schemaVersion: number,
    lockDir: string | undefined,
  ) => Promise<Library>;
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
  readonly options: LifecycleOptions;
  readonly libraryFile: string;
  readonly set: MigrationSet;
  readonly onEvent: OnLifecycleEvent;
  readonly threads: LifecycleThreads;
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
  try {
    onEvent({ event: 'phase', phase: 'inspect' });
    const set = loadMigrationSet(options.migrationsDir);
    const libraryFile = resolveLibraryFile(options.libraryFile);
    tellAboutNetworkShare(libraryFile, onEvent);
    const upgrade = await withThreads(
      onEvent,
      (threads) => bringUpToDate({ options, libraryFile, set, onEvent, threads }),
      options.signal,
    );

    onEvent({ event: 'phase', phase: 'open' });
    const library = await options.open(libraryFile, set.latest, options.lockDir);
    const durationMs = performance.now() - startedAt;
    const { fromVersion } = upgrade;
    onEvent({ event: 'ready', fromVersion, toVersion: set.latest, durationMs });
    return { library, libraryFile, ...upgrade, toVersion: set.latest, durationMs };
  } catch (error) {
    onEvent({ event: 'failed', error: reportError(error) });
    throw toFermataError(error);
  }
}

async function bringUpToDate(run: Run): Promise<Upgrade> {
  const found = await inspect(run);
  // Whoever keeps readers out holds the lock: waiting for that tells who it is.
  if (found.state !== 'busy') requireUsable(run, found);
  if (found.state === 'current') {
    await requireRecorded(run);
    return { fromVersion: found.version, migratedBy: 'none', backup: null };
  }
  checkStatements(run.set);

  const request = lockRequest(run.options, run.libraryFile, 'is upgrading the library');
  const upgrade = await underLock(request, run.threads, run.onEvent, () => upgradeUnderLock(run));
  if (upgrade.backup !== null) await tidyBackups(run.options, run.set.latest, run.onEvent);
  return found.state === 'busy' ? upgrade : { ...upgrade, fromVersion: versionOf(found) };
}

async function upgradeUnderLock(run: Run): Promise<Upgrade> {
  for (;;) {
    const found = await inspectPatiently(run);
    requireUsable(run, found);
    const fromVersion = versionOf(found);
    if (found.state === 'current') {
      run.onEvent({ event: 'done-by-another-process', version: found.version });
      return { fromVersion, migratedBy: 'another-process', backup: null };
    }
    throwIfInterrupted(run.options.signal);
    await checkRoom(run.libraryFile, run.options.backupsDir, 1);
    if (found.state === 'missing') {
      if (await createLibrary(run)) {
        await tellAboutBackups(run);
        return { fromVersion, migratedBy: 'this-process', backup: null };
      }
      continue;
    }
    checkLedger(run.set, await run.threads.sqlite.run('ledger', { file: run.libraryFile }));
    const backup = await backUp(run);
    throwIfInterrupted(run.options.signal);
    const result = await migrate(run, run.libraryFile, fromVersion);
    if (result === 'migrated') return { fromVersion, migratedBy: 'this-process', backup };
  }
}

async function inspect({ libraryFile: file, set, threads }: Run): Promise<Inspection> {
  return hasLargeWal(file)
    ? threads.sqlite.run('inspect', { file, latestVersion: set.latest })
    : inspectLibrary(file, set.latest);
}

/** An app that has the library open may keep readers out for the moment of a commit. */
async function inspectPatiently(run: Run): Promise<Inspection> {
  const found = await inspect(run);
  if (found.state !== 'busy') return found;
  const { libraryFile: file, set, threads } = run;
  return threads.sqlite.run('inspect-open', { file, latestVersion: set.latest });
}

function requireUsable({ libraryFile, set }: Run, found: Inspection): void {
  const error = refusal(libraryFile, found, set.latest);
  if (error !== null) throw error;
}

/** Reading the first pages of a library at rest costs a tenth of opening it. */
async function requireRecorded(run: Run): Promise<void> {
  const { libraryFile: file, set } = run;
  const isAtRest = !hasContent(`${file}-wal`) && !hasContent(`${file}-journal`);
  if (isAtRest && showsMigrations(file, set)) return;
  checkLedger(set, await readLedger(run));
}

async function readLedger({ libraryFile: file, threads }: Run): Promise<LedgerEntry[]> {
  return hasLargeWal(file) ? threads.sqlite.run('ledger', { file }) : readLedgerOf(file);
}

function hasLargeWal(file: string): boolean {
  return hasContent(`${file}-wal`, SMALL_WAL_BYTES);
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

/**
 * Makes a new library beside its final name, so that it is there whole or not at all.
 *
 * @returns whether it got the name: a library that somebody else has made meanwhile stays
 */
async function createLibrary(run: Run): Promise<boolean> {
  const unfinished = `${run.libraryFile}.creating`;
  await removeDatabase(unfinished);
  try {
    await migrate(run, unfinished, 0);
    const isPublished = await publishNewFile(unfinished, run.libraryFile);
    await removeDatabase(unfinished);
    return isPublished;
  } catch (error) {
    // The failure that led here is the one to tell; the next start removes what stays.
    await removeDatabase(unfinished).catch(() => {});
    throw storageError(error, run.libraryFile) ?? error;
  }
}

function migrate(run: Run, file: string, fromVersion: number) {
  const { set, options, threads } = run;
  return threads.sqlite.run('migrate', { file, set, fromVersion, appVersion: options.appVersion });
}

function versionOf(found: Inspection): number {
  return 'version' in found ? found.version : 0;
}

/** Where there are backups there was a library: whoever expects it is not to wonder. */
async function tellAboutBackups({ libraryFile, options, onEvent }: Run): Promise<void> {
  // The new library is made all the same where the folder cannot be read.
  const [newest] = await listBackups(options).catch(() => []);
  if (newest === undefined) return;
  const message = `There was no library at ${libraryFile}, but there are backups of one: restore ${newest.manifest.id} to get it back.`;
  onEvent({ event: 'notice', message });
}

function tellAboutNetworkShare(libraryFile: string, onEvent: OnLifecycleEvent): void {
  if (!isOnNetworkFileSystem(libraryFile)) return;
  onEvent({
    event: 'notice',
    message:
      'Your library is on a network share: Fermata writes it more slowly there, to be safe. Open it on one computer at a time.',
  });
}
