/** How a library is, put together from what each part of it tells, without changing anything. */
import { existsSync, statSync } from 'node:fs';
import { hostname, release } from 'node:os';
import { dirname } from 'node:path';
import { newestOfThePast } from '../../../shared/backup-dates.ts';
import { cleanLine } from '../../../shared/clean-text.ts';
import { type ErrorReport, toFermataError } from '../../../shared/errors.ts';
import type {
  BackupHealth,
  CheckRecord,
  HistoryRecord,
  LibraryFacts,
  LibraryHealth,
  LockRecord,
} from '../../../shared/health.ts';
import { type KnownPlace, redactPaths, withoutNames } from '../../../shared/redaction.ts';
import { APP_VERSION } from '../../app-version.ts';
import {
  type BackupsFolder,
  type CatalogedBackup,
  readCatalog,
} from '../../lifecycle/backups/catalog.ts';
import { readBackupSettings } from '../../lifecycle/backups/settings.ts';
import { lockLocation } from '../../lifecycle/files/file-names.ts';
import { freeBytes } from '../../lifecycle/files/file-system.ts';
import type { LibraryPaths } from '../../lifecycle/files/library-paths.ts';
import {
  type Inspection,
  inspectLibrary,
  inspectOpenLibrary,
  isUsableAhead,
} from '../../lifecycle/jobs/inspect.ts';
import { readHistory } from '../../lifecycle/lock/library-history.ts';
import { readLockStatus } from '../../lifecycle/lock/lock-status.ts';
import { loadMigrationSet } from '../../lifecycle/migrations/migration-set.ts';
import { openScratch } from '../../lifecycle/sqlite/connection.ts';
import { LifecycleThread } from '../../lifecycle/thread/lifecycle-thread.ts';
import { runsWithoutSandbox } from '../../sandbox.ts';

const HOUR_MS = 60 * 60 * 1000;

/** How many holdings of the lock are shown. */
const SHOWN_LOCKS = 20;

/** What the host knows of the library. */
export interface HostView {
  /** Whether anything in this process may have it open: it is then read through SQLite alone. */
  readonly isOpen: boolean;
  /** Why it cannot be used now, or null. */
  readonly failure: ErrorReport | null;
}

/**
 * Reads a library's health, whatever state it is in.
 *
 * @throws FermataError `MIGRATION_SET_INVALID` if what is up to date cannot be known
 */
export async function readHealth(
  places: LibraryPaths,
  { isOpen, failure }: HostView,
): Promise<LibraryHealth> {
  const { libraryFile, migrationsDir, lockDir } = places;
  const { latest } = loadMigrationSet(migrationsDir);
  const inspection = isOpen
    ? inspectOpenLibrary(libraryFile, latest)
    : inspectLibrary(libraryFile, latest);
  const isUsable = isUsableAhead(inspection, latest);
  const history = readHistory(lockLocation(libraryFile, lockDir));
  const [facts, lock, backups, free] = await Promise.all([
    readFacts(libraryFile, inspection),
    readLockStatus(libraryFile, lockDir),
    unlessUnreadable(readBackups(places)),
    unlessUnreadable(freeBytes(dirname(libraryFile))),
  ]);
  return {
    appVersion: APP_VERSION,
    runtime: runtimeVersions(),
    system: `${process.platform} ${release()} ${process.arch}`,
    file: libraryFile,
    state: facts.damage !== null ? 'damaged' : isUsable ? 'current' : inspection.state,
    failure,
    reason: facts.damage ?? ('reason' in inspection ? inspection.reason : null),
    schemaVersion: 'version' in inspection ? inspection.version : null,
    latestSchemaVersion: latest,
    bytes: sizeOf(libraryFile) + sizeOf(`${libraryFile}-wal`),
    freeBytes: free,
    facts: facts.read,
    lastCheck: history.findLast(isCheck) ?? null,
    backups,
    lock: { state: lock.state, holder: 'holder' in lock ? lock.holder : null },
    lockHistory: history.filter(isLock).slice(-SHOWN_LOCKS).reverse(),
  };
}

/** The same, fit to be sent to somebody: without paths, and without the names of computers. */
export function redactHealth(health: LibraryHealth, places: readonly KnownPlace[]): LibraryHealth {
  const redact = (text: string) => cleanLine(redactPaths(text, places));
  const { failure, lastCheck, reason, lock, lockHistory, facts } = health;
  return {
    ...health,
    file: redact(health.file),
    reason: reason === null ? null : redact(reason),
    // The names of disks are as much a person's as paths are.
    facts: facts?.missing ? { ...facts, missing: { ...facts.missing, places: [] } } : facts,
    failure: failure === null ? null : redactError(failure, redact),
    lastCheck:
      lastCheck === null
        ? null
        : {
            ...lastCheck,
            // Their words have paths among their values.
            findings: lastCheck.findings.map(({ message, advice, words: told, ...finding }) => ({
              ...finding,
              message: redact(withoutNames(message, { message: told?.message })),
              advice:
                advice === null ? null : redact(withoutNames(advice, { message: told?.advice })),
            })),
          },
    lock: { ...lock, holder: lock.holder === null ? null : withoutName(lock.holder) },
    lockHistory: lockHistory.map(withoutName),
  };
}

function redactError(error: ErrorReport, redact: (text: string) => string): ErrorReport {
  const { words: told, ...report } = error;
  const { message, libraryState, advice, causes } = report;
  return {
    ...report,
    message: redact(withoutNames(message, told ?? {})),
    libraryState: redact(libraryState),
    advice: redact(advice),
    causes: causes.map(redact),
  };
}

function withoutName<Holder extends { readonly host: string }>(holder: Holder): Holder {
  return { ...holder, host: holder.host === hostname() ? 'this computer' : 'another computer' };
}

/** A header can be whole and what follows not. */
async function readFacts(
  file: string,
  inspection: Inspection,
): Promise<{ readonly read: LibraryFacts | null; readonly damage: string | null }> {
  if (!('version' in inspection)) return { read: null, damage: null };
  const thread = new LifecycleThread(() => {});
  try {
    return { read: await thread.run('facts', { file }), damage: null };
  } catch (error) {
    const { code, message } = toFermataError(error);
    return { read: null, damage: code === 'LIBRARY_DAMAGED' ? message : null };
  } finally {
    await thread.close();
  }
}

async function readBackups(folder: BackupsFolder): Promise<BackupHealth> {
  const [{ backups, unusable }, { everyHours, secondDir }] = await Promise.all([
    readCatalog(folder),
    readBackupSettings(folder.backupsDir, folder),
  ]);
  const manifests = backups.map(({ manifest }) => manifest);
  const [newest] = manifests;
  const known = newestOfThePast(manifests, new Date());
  const dueAt = known === undefined ? 0 : Date.parse(known.createdAt) + everyHours * HOUR_MS;
  return {
    count: manifests.length,
    unusable: unusable.length,
    bytes: manifests.reduce((sum, { bytes }) => sum + bytes, 0),
    newest: newest === undefined ? null : { createdAt: newest.createdAt, kind: newest.kind },
    lastVerifiedAt:
      manifests
        .map(({ verifiedAt }) => verifiedAt)
        .sort()
        .at(-1) ?? null,
    secondFolder: await judgeSecondFolder(
      secondDir === null ? null : { ...folder, backupsDir: secondDir },
      backups,
    ),
    nextAt: dueAt > Date.now() ? new Date(dueAt).toISOString() : null,
  };
}

async function judgeSecondFolder(
  folder: BackupsFolder | null,
  backups: readonly CatalogedBackup[],
): Promise<BackupHealth['secondFolder']> {
  if (folder === null) return 'none';
  if (!existsSync(folder.backupsDir)) return 'out-of-reach';
  const copied = await unlessUnreadable(readCatalog(folder));
  if (copied === null) return 'out-of-reach';
  const ids = new Set([...copied.backups, ...copied.away].map(({ manifest }) => manifest.id));
  return backups.every(({ manifest }) => ids.has(manifest.id)) ? 'complete' : 'behind';
}

/** What cannot be read is shown as unknown: everything else is still worth telling. */
async function unlessUnreadable<Value>(reading: Promise<Value>): Promise<Value | null> {
  return reading.catch(() => null);
}

function runtimeVersions(): LibraryHealth['runtime'] {
  const { node, electron, chrome } = process.versions;
  // In the words of its switch, which are the same in each language.
  const withoutSandbox = runsWithoutSandbox() ? ' (--no-sandbox)' : '';
  const scratch = openScratch();
  try {
    const sqlite = String(scratch.prepare('SELECT sqlite_version()').pluck().get());
    return [
      { name: 'Node', version: node },
      { name: 'SQLite', version: sqlite },
      ...(electron === undefined ? [] : [{ name: 'Electron', version: electron }]),
      ...(chrome === undefined
        ? []
        : [{ name: 'Chromium', version: `${chrome}${withoutSandbox}` }]),
    ];
  } finally {
    scratch.close();
  }
}

function isCheck(record: HistoryRecord): record is CheckRecord {
  return record.kind === 'check';
}

function isLock(record: HistoryRecord): record is LockRecord {
  return record.kind === 'lock';
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
