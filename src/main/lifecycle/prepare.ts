/**
 * The heart of Fermata: brings a library to the schema version of this app, or leaves it as it was.
 * Every host calls it before it opens the library. It reads like design.md section 2.
 */
import { FermataError, reportError, toFermataError } from '../../shared/errors.ts';
import { notice, type OnLifecycleEvent } from '../../shared/lifecycle-events.ts';
import type { Receipt } from '../../shared/receipts.ts';
import { words } from '../../shared/words/words.ts';
import { backUpBeforeMigration } from './backups/backup.ts';
import { findSameBackup } from './backups/same-backup.ts';
import { tidyBackups } from './backups/tidy-backups.ts';
import { announceBackupsOfMissing } from './backups/way-back.ts';
import { announceNetworkShare } from './files/file-system.ts';
import { resolveLibraryFile } from './files/library-file.ts';
import { requireShortNames } from './files/path-lengths.ts';
import { isOnReadOnlyDisk, unwritablePart } from './files/rights.ts';
import { checkRoom } from './files/room.ts';
import { requireOneName } from './lock/one-name.ts';
import { requireRememberedDisk } from './lock/remembered-disk.ts';
import { rememberLibrary } from './lock/remembered-library.ts';
import { checkLedger, checkStatements, loadMigrationSet } from './migrations/migration-set.ts';
import { mendBeforeUpgrade } from './restore/repair.ts';
import { giveReceipt } from './thread/give-receipt.ts';
import { inspect, inspectUnderLock } from './thread/inspect-in-thread.ts';
import type { LibraryRun } from './thread/library-run.ts';
import { withThreads } from './thread/lifecycle-thread.ts';
import { throwIfInterrupted, underLock } from './thread/locked-work.ts';
import { migrateAndVerify } from './thread/migrate-in-thread.ts';
import { type LifecycleOptions, lockRequest } from './thread/options.ts';
import { checkLater, hasLog, settleLog } from './thread/settle-log.ts';

export interface PrepareOptions<Library> extends LifecycleOptions {
  /** Opens the library, prepared for a schema version: the last step. */
  readonly open: (
    libraryFile: string,
    schemaVersion: number,
    lockDir: string | undefined,
  ) => Promise<Library>;
}

/** A backup of these kinds serves the next attempt, too: retention does not take it. */
const REUSED = ['before-migration', 'manual'] as const;
const NOTHING_KNOWN = { same: null, open: [] };

interface Upgrade {
  /** 0 where there was no library. */
  readonly fromVersion: number;
  readonly migratedBy: 'this-process' | 'another-process' | 'none';
  /** The backup made before migrating, or null. */
  readonly backup: string | null;
  /** What was counted before and after it; null where nothing was upgraded here. */
  readonly receipt: Receipt | null;
}

export interface PreparedLibrary<Library> extends Upgrade {
  readonly library: Library;
  /** The library's real path. */
  readonly libraryFile: string;
  readonly toVersion: number;
  readonly durationMs: number;
  /** Fulfilled once the check of a large library after an unclean end is over; at once for any other. */
  readonly checked: Promise<void>;
}

/**
 * Prepares a library and opens it.
 *
 * @throws FermataError, emitted as a `failed` event too; the library is then what it was before
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
    announceNetworkShare(libraryFile, onEvent);
    const run = { options, libraryFile, set, onEvent };
    const inThreads = <Result>(
      work: (whole: LibraryRun) => Promise<Result>,
      inBackground = false,
    ) => withThreads(onEvent, (threads) => work({ ...run, threads }), options.signal, inBackground);
    const { isUnchecked, ...upgrade } = await inThreads(bringUpToDate);
    onEvent({ event: 'phase', phase: 'open' });
    const library = await options.open(libraryFile, set.latest, options.lockDir); // 8. … and open
    const durationMs = performance.now() - startedAt;
    const { fromVersion } = upgrade;
    const toVersion = Math.max(fromVersion, set.latest);
    onEvent({ event: 'ready', fromVersion, toVersion, durationMs });
    const checked = isUnchecked ? inThreads(checkLater, true) : Promise.resolve();
    return { library, libraryFile, ...upgrade, toVersion, durationMs, checked };
  } catch (error) {
    onEvent({ event: 'failed', error: reportError(error) });
    throw toFermataError(error);
  }
}

async function bringUpToDate(run: LibraryRun): Promise<Upgrade & { isUnchecked: boolean }> {
  const { options, libraryFile, set, onEvent, threads } = run;
  const isUnchecked = hasLog(libraryFile) && (await settleLog(run)) === 'later'; // After an unclean end
  const found = await inspect(run); // 1. Inspect
  if (found.state === 'current') {
    if (found.version > set.latest) onEvent(notice(words('notices.newerButUsable')));
    return {
      fromVersion: found.version,
      migratedBy: 'none',
      backup: null,
      receipt: null,
      isUnchecked,
    };
  }
  const isOld = found.state === 'behind' && found.version > 0;
  const unwritable = isOld ? unwritablePart(libraryFile) : null;
  if (unwritable !== null) throw mustBeUpgraded(unwritable);
  checkStatements(set);
  requireShortNames(libraryFile, options, found.version === 0 ? 'replace' : 'back-up');
  const request = lockRequest(options, libraryFile, 'inUse.upgrades');
  const made: string[] = [];
  const tidy = async (schemaVersion: number) => {
    if (made.length > 0) await tidyBackups(options, schemaVersion, made, onEvent);
  };
  const upgrade = await underLock(request, threads, onEvent, () => upgradeLocked(run, made)) // 2. Lock
    .catch(async (error: unknown) => {
      // Attempts that fail again and again leave no more than the rule allows.
      await tidy(found.version ?? set.latest);
      throw error;
    });
  await tidy(set.latest); // 8. Release, prune …
  return { ...upgrade, fromVersion: found.version ?? upgrade.fromVersion, isUnchecked };
}

/** @param path what cannot be written of it */
function mustBeUpgraded(path: string): FermataError {
  const message = isOnReadOnlyDisk(path) ? 'access.needsUpgradeOnDisk' : 'access.needsUpgrade';
  return new FermataError('NO_PERMISSION', words(message, { path }), {
    advice: words('access.upgradeElsewhere'),
    libraryState: words('errors.unchanged'),
  });
}

/** @param made gets the ids of the backups that the attempt has made, or uses */
async function upgradeLocked(run: LibraryRun, made: string[]): Promise<Upgrade> {
  const { options, libraryFile, set, onEvent, threads } = run;
  const folder = { ...options, libraryFile };
  await requireOneName(libraryFile);
  for (;;) {
    const { state, version } = await inspectUnderLock(run); // 3. Inspect again
    if (state === 'current') {
      onEvent({ event: 'done-by-another-process', version });
      return { fromVersion: version, migratedBy: 'another-process', backup: null, receipt: null };
    }
    throwIfInterrupted(options.signal);
    const isNew = version === 0;
    const withoutBackup = options.withoutBackup === true && !isNew;
    if (withoutBackup) onEvent(notice(words('waysOn.wentWithout')));
    const known =
      isNew || withoutBackup ? NOTHING_KNOWN : await findSameBackup(folder, REUSED, threads.sqlite);
    const backupsDir = known.same === null && !withoutBackup ? options.backupsDir : null;
    if (backupsDir !== null && !isNew) requireRememberedDisk(folder);
    await checkRoom(libraryFile, backupsDir, 1); // 4. Check the room
    if (!isNew) checkLedger(set, await threads.sqlite.run('ledger', { file: libraryFile }));
    const backup = isNew || withoutBackup ? null : await backUpBeforeMigration(run, known); // 5. Back up
    made.push(...(backup === null ? [] : [backup.manifest.id]));
    // What was made again in the backup is made again here, too: migrations rely on it.
    if (backup?.manifest.mended !== undefined) await mendBeforeUpgrade(run, backup);
    throwIfInterrupted(options.signal);
    const sequence = backup?.manifest.sequence ?? 0;
    const counted = await migrateAndVerify(run, version, sequence); // 6. Migrate, and 7. Verify before the commit
    if (counted === null) continue;
    if (isNew) await welcomeNew(run);
    const file = backup?.file ?? null;
    const receipt = isNew ? null : giveReceipt(run, { ...counted, libraryBefore: file });
    return { fromVersion: version, migratedBy: 'this-process', backup: file, receipt };
  }
}

async function welcomeNew({ options, libraryFile, threads, onEvent }: LibraryRun): Promise<void> {
  await announceBackupsOfMissing(options, libraryFile, onEvent);
  const identity = await threads.sqlite.run('identify', { file: libraryFile });
  rememberLibrary({ ...options, libraryFile }, identity?.id);
}
