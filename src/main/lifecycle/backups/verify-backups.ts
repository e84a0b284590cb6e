/**
 * Verifies several backups and their copies in the second folder: on somebody's word, or in idle time.
 * What is found damaged in one folder is copied there again from the other, where it is good.
 */
import { existsSync } from 'node:fs';
import type { BackupManifest } from '../../../shared/backups.ts';
import { FermataError, type Sentence, toFermataError } from '../../../shared/errors.ts';
import { formatTime } from '../../../shared/formats.ts';
import { notice, type OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import type { LibraryLocation } from '../lock/own-files.ts';
import { loadMigrationSet, type MigrationSet } from '../migrations/migration-set.ts';
import { hasContent } from '../sqlite/connection.ts';
import { type LifecycleThreads, readerOf, withThreads } from '../thread/lifecycle-thread.ts';
import { throwIfInterrupted } from '../thread/locked-work.ts';
import { findStrangers, requireOwnTables, tellOfStrangers } from './backup-schema.ts';
import {
  type AwayBackup,
  type BackupsFolder,
  type CatalogedBackup,
  readCatalog,
} from './catalog.ts';
import { copyBetweenFolders } from './copy-between-folders.ts';
import { readSettingsOrDefaults } from './settings.ts';
import { findBackup } from './source.ts';
import { verifyBackup } from './verify-backup.ts';

export interface VerifyOptions extends BackupsFolder {
  /** Which ones, by id or file; all of both folders by default. */
  readonly named?: readonly string[] | undefined;
  /** What the schemas of backups are compared with. */
  readonly migrationsDir: string;
  /** The library's present schema version: what is copied again is kept by the rule for it. */
  readonly schemaVersion: number;
  readonly signal?: AbortSignal | undefined;
  /** Whether it can wait for whoever else wants the processor. */
  readonly inBackground?: boolean;
}

interface BadBackup {
  readonly id: string;
  /** ISO 8601: what a person knows the backup by. */
  readonly createdAt: string;
  readonly error: FermataError;
}

/** What a verification found in one folder. */
interface FolderVerification {
  readonly folder: string;
  readonly good: readonly BackupManifest[];
  /** One for each that is damaged (`BACKUP_INVALID`) or that cannot be read. */
  readonly bad: readonly BadBackup[];
  /** Those whose files are not here now: nothing can be said of them, and nothing is wrong. */
  readonly away: readonly AwayBackup[];
}

/** What a verification found. */
export interface Verification extends FolderVerification {
  /** Of the copies; null where there is no second folder, or where it is out of reach. */
  readonly second: FolderVerification | null;
}

interface Folder {
  readonly folder: string;
  readonly backups: readonly CatalogedBackup[];
  readonly away: readonly AwayBackup[];
}

/**
 * Verifies backups one after the other, newest first; a damaged one does not stop it, and one that
 * was pruned meanwhile is passed over.
 *
 * @throws FermataError `INTERRUPTED`; `USAGE` or `BACKUP_INVALID` if a named one is not in a catalog
 */
export async function verifyBackups(
  options: VerifyOptions,
  listener: OnLifecycleEvent,
): Promise<Verification> {
  const onEvent = withoutRepeatedNotices(listener);
  const { backupsDir, named, schemaVersion, signal, inBackground } = options;
  const set = loadMigrationSet(options.migrationsDir);
  const copies = await readSecondFolder(options, onEvent);
  const first = {
    folder: backupsDir,
    ...(named === undefined
      ? await readCatalog(options)
      : { backups: await find(options, named, copies?.backups ?? []), away: [] }),
  };
  const second =
    copies === null
      ? null
      : { ...copies, backups: chosen(copies.backups, named), away: chosen(copies.away, named) };

  const verify = async (threads: LifecycleThreads): Promise<Verification> => {
    const inFirst = await verifyFolder(first, { library: options, set, threads, onEvent, signal });
    if (second === null) return { ...inFirst, second: null };
    const found = await verifyFolder(second, { library: options, set, threads, onEvent, signal });
    const inSecond = { ...found, bad: found.bad.map((bad) => asCopy(bad, second.folder)) };
    if (inFirst.bad.length + inSecond.bad.length > 0) {
      await copyBetweenFolders({ folder: options, schemaVersion, threads, onEvent, signal });
    }
    return {
      ...inFirst,
      bad: inFirst.bad.map((bad) => notLost(bad, found.good)),
      second: inSecond,
    };
  };
  return withThreads(onEvent, verify, signal, inBackground);
}

/** What is true of a whole folder is told once, and not for each of its backups. */
function withoutRepeatedNotices(listener: OnLifecycleEvent): OnLifecycleEvent {
  const told = new Set<string>();
  return (event) => {
    if (event.event === 'notice' && told.has(event.message)) return;
    if (event.event === 'notice') told.add(event.message);
    listener(event);
  };
}

/** What lies in the second folder; null if there is none, or if it is out of reach, which is told. */
async function readSecondFolder(
  first: BackupsFolder,
  onEvent: OnLifecycleEvent,
): Promise<Folder | null> {
  const { secondDir } = (await readSettingsOrDefaults(first.backupsDir, first)).settings;
  if (secondDir === null) return null;
  try {
    if (existsSync(secondDir)) {
      const { backups, away } = await readCatalog({ ...first, backupsDir: secondDir });
      return { folder: secondDir, backups, away };
    }
  } catch {
    // Whatever the reason, nothing can be said of what is in it.
  }
  onEvent(notice(words('notices.copiesOutOfReach', { folder: secondDir })));
  return null;
}

interface Verifying {
  readonly library: LibraryLocation;
  readonly set: MigrationSet;
  readonly threads: LifecycleThreads;
  readonly onEvent: OnLifecycleEvent;
  readonly signal: AbortSignal | undefined;
}

async function verifyFolder(
  { folder, backups, away }: Folder,
  { library, set, threads, onEvent, signal }: Verifying,
): Promise<FolderVerification> {
  const good: BackupManifest[] = [];
  const bad: BadBackup[] = [];
  for (const backup of backups) {
    throwIfInterrupted(signal);
    try {
      const manifest = await verifyBackup(backup, 'sections', threads, onEvent);
      const comparing = { set, thread: readerOf(manifest.bytes, threads) };
      const parts = await requireOwnTables(backup.file, comparing);
      tellOfStrangers(manifest.id, await findStrangers(parts, library, comparing), onEvent);
      good.push(manifest);
    } catch (thrown) {
      const error = toFermataError(thrown);
      if (error.code === 'INTERRUPTED') throw error;
      const isPruned = error.code !== 'BACKUP_INVALID' && !hasContent(backup.file);
      const { id, createdAt } = backup.manifest;
      if (!isPruned) bad.push({ id, createdAt, error });
    }
  }
  return { folder, good, bad, away };
}

/** One whose copy alone is left in the second folder is looked at there. */
async function find(
  folder: BackupsFolder,
  named: readonly string[],
  copies: readonly CatalogedBackup[],
): Promise<CatalogedBackup[]> {
  const hasCopy = (id: string) => copies.some(({ manifest }) => manifest.id === id);
  const found = await Promise.all(
    named.map((name) =>
      findBackup(folder, name).catch((error: unknown) => {
        if (hasCopy(name)) return null;
        throw error;
      }),
    ),
  );
  return found.flatMap((source) => {
    if (source === null) return [];
    if (source.manifest !== null) return [source];
    throw new FermataError('USAGE', words('backupErrors.noManifest', { file: source.file }), {
      advice: words('backupErrors.restoringChecks'),
    });
  });
}

function chosen<Copy extends CatalogedBackup>(
  copies: readonly Copy[],
  named: readonly string[] | undefined,
): readonly Copy[] {
  return named === undefined
    ? copies
    : copies.filter(({ manifest }) => named.includes(manifest.id));
}

/** Which folder is meant goes without saying for the first one only. */
function asCopy(bad: BadBackup, folder: string): BadBackup {
  const { createdAt, error } = bad;
  if (error.code !== 'BACKUP_INVALID') return bad;
  const time = formatTime(createdAt);
  return { ...bad, error: damaged(words('backupErrors.copyDamaged', { time, folder }), error) };
}

/** A damaged backup need not be given up where its copy is good. */
function notLost(bad: BadBackup, copies: readonly BackupManifest[]): BadBackup {
  const { id, error } = bad;
  const isLost = error.code !== 'BACKUP_INVALID' || !copies.some((copy) => copy.id === id);
  return isLost ? bad : { ...bad, error: damaged(error.sentence, error) };
}

function damaged(message: Sentence, cause: FermataError): FermataError {
  return new FermataError('BACKUP_INVALID', message, {
    advice: words('backupErrors.otherFolderHasIt'),
    cause,
  });
}
