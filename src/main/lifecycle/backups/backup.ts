/**
 * Makes a backup that can be relied on: copied under a temporary name, checked, flushed, hashed,
 * and only then given its final name. A file with a final name is a good backup, always.
 */

import { randomBytes } from 'node:crypto';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import type { BackupKind, BackupManifest } from '../../../shared/backups.ts';
import { type ErrorCode, FermataError } from '../../../shared/errors.ts';
import { notice, type OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import { accessBeside } from '../files/access.ts';
import { makeBackupsFolder } from '../files/backups-folder.ts';
import { flushFile, publishFile, writeDurably } from '../files/durable-files.ts';
import {
  backupFile,
  databaseFiles,
  manifestFile,
  partialBackup,
  partialName,
  unpublishedBackup,
} from '../files/file-names.ts';
import { lastChange } from '../files/library-change.ts';
import { storageError } from '../files/storage-errors.ts';
import { rememberDisk } from '../lock/remembered-disk.ts';
import { rememberLibrary } from '../lock/remembered-library.ts';
import type { LibraryContent } from '../sqlite/library-content.ts';
import { UNKNOWN_LIBRARY } from '../sqlite/library-identity.ts';
import type { CheckedCopy, Fingerprint } from '../thread/jobs.ts';
import type { LibraryRun } from '../thread/library-run.ts';
import {
  type LifecycleThread,
  type LifecycleThreads,
  readerOf,
} from '../thread/lifecycle-thread.ts';
import { removePartialBackups } from './leftovers.ts';
import { freeBackupId } from './names.ts';
import { type BackupNumber, numberBackup } from './numbering.ts';
import { type Comparison, findSameAsCopy } from './same-backup.ts';

export interface BackupRequest {
  /** The library's real path. */
  readonly libraryFile: string;
  readonly backupsDir: string;
  readonly lockDir?: string | undefined;
  readonly kind: BackupKind;
  /** What the person who asks for it says about it. */
  readonly note?: string | null;
  readonly appVersion: string;
  /** What a copy of the library is compared with: one that holds the same is used instead. */
  readonly unlessSame?: readonly Backup[];
  /** The backup gets its name once this is fulfilled, and nothing stays behind if it is rejected. */
  readonly isNeeded?: Promise<unknown>;
  /**
   * Up to which schema version the library may be told the number of this backup before it is copied;
   * undefined where what comes next tells it.
   */
  readonly numbersUpTo?: number;
}

export interface Backup {
  readonly file: string;
  readonly manifest: BackupManifest;
}

/**
 * Backs up a library. The caller holds its lock.
 *
 * @param threads `sqlite` copies and checks; `hashing` reads a large copy at the same time
 * @throws FermataError `BACKUP_FAILED`, `NO_SPACE`, `NO_PERMISSION`, `LIBRARY_DAMAGED` if it is the
 *   source that is damaged, `INTERRUPTED`; nothing stays behind
 */
export async function backUpLibrary(
  request: BackupRequest,
  threads: LifecycleThreads,
  onEvent: OnLifecycleEvent,
): Promise<Backup> {
  const { libraryFile, backupsDir, kind, appVersion } = request;
  let partial = partialBackup(backupsDir, randomBytes(8).toString('hex'));
  let manifestWritten: string | null = null;
  try {
    onEvent({ event: 'phase', phase: 'backup' });
    const access = accessBeside(libraryFile);
    await makeBackupsFolder(backupsDir, access);
    const number = await giveNumber(request, threads.sqlite);
    // What is written from now on may not be in the copy: the schedule must see it as a change.
    const createdAt = new Date();
    const { seen: librarySeen } = await lastChange(libraryFile);
    const content = await threads.sqlite.run('copy', {
      libraryFile,
      destination: partial,
      phase: 'backup',
      access,
    });

    const same = await findSameAsCopy(partial, request.unlessSame ?? [], threads.sqlite);
    if (same !== null) {
      await removePartial(partial, null);
      return reuse(same, onEvent);
    }

    onEvent({ event: 'phase', phase: 'verify-backup' });
    const reader = readerOf((await stat(partial)).size, threads);
    const copy = { libraryFile, copy: partial };
    const { mended, ...fingerprint } = await makeGood(copy, content, threads, reader);
    if (mended.length > 0)
      onEvent(notice(words('receipts.backupMended', { names: mended.join(', ') })));
    const { size: bytes } = await stat(partial);

    const names = await readdir(backupsDir);
    const id = freeBackupId(kind, content.schemaVersion, createdAt, names);
    const manifest: BackupManifest = {
      id,
      kind,
      createdAt: createdAt.toISOString(),
      note: request.note ?? null,
      appVersion,
      ...number,
      librarySeen,
      ...content,
      bytes,
      ...fingerprint,
      ...(mended.length === 0 ? {} : { mended: [...mended] }),
      verifiedAt: new Date().toISOString(),
    };
    const file = backupFile(backupsDir, id);
    await request.isNeeded;
    // The backup's own rename is the last step: what is there by its final name is complete. The name
    // before tells a killed backup from one whose file is away (leftovers.ts).
    await rename(partial, unpublishedBackup(backupsDir, id));
    partial = unpublishedBackup(backupsDir, id);
    manifestWritten = manifestFile(backupsDir, id);
    await writeDurably(manifestWritten, JSON.stringify(manifest, null, 2), partial);
    await publishFile(partial, file);
    rememberLibrary(request, number.libraryId);
    rememberDisk(request);
    onEvent({ event: 'backup-made', path: file, bytes });
    return { file, manifest };
  } catch (error) {
    await removePartial(partial, manifestWritten);
    throw backupFailure(error, backupsDir);
  }
}

/** The copy carries its number, too, where the library can be written. */
async function giveNumber(request: BackupRequest, sqlite: LifecycleThread): Promise<BackupNumber> {
  const { libraryFile: file, numbersUpTo: latestVersion } = request;
  const identity = (await sqlite.run('identify', { file })) ?? UNKNOWN_LIBRARY;
  const number = await numberBackup(request, identity, new Date());
  const { sequence } = number;
  if (sequence !== undefined && latestVersion !== undefined) {
    await sqlite.run('raise-sequence', { file, sequence, latestVersion });
  }
  return number;
}

/**
 * Step 5 of the sequence: backs up a library before it is migrated, unless there is a verified backup
 * of what it holds. The caller holds its lock, and has checked the room.
 *
 * @param known what {@link findSameBackup} has found
 * @throws FermataError what {@link backUpLibrary} throws
 */
export async function backUpBeforeMigration(
  { options: { backupsDir, lockDir, appVersion }, libraryFile, threads, onEvent }: LibraryRun,
  { same, open }: Comparison,
): Promise<Backup> {
  if (same !== null) return reuse(same, onEvent);
  await removePartialBackups(backupsDir);
  const kind = 'before-migration';
  const places = { libraryFile, backupsDir, lockDir };
  return backUpLibrary({ ...places, kind, appVersion, unlessSame: open }, threads, onEvent);
}

/** Tells that a backup is used that was made before. */
export function reuse(backup: Backup, onEvent: OnLifecycleEvent): Backup {
  onEvent({ event: 'backup-reused', path: backup.file });
  return backup;
}

/**
 * Makes sure that a copy is good; what follows from its rows and is not sound is made again first: a
 * library that has lost no more than that is backed up, and its backup is a good one.
 *
 * @returns its checksums, and what was made again, by name
 */
async function makeGood(
  checked: CheckedCopy,
  content: LibraryContent,
  threads: LifecycleThreads,
  reader: LifecycleThread,
): Promise<Fingerprint & { readonly mended: readonly string[] }> {
  const first = await checkAndFlush(checked, content, threads.sqlite, reader);
  if (first.mendable.length === 0) return { ...(await first.fingerprint), mended: [] };
  const { mended } = await threads.sqlite.run('mend-copy', {
    file: checked.copy,
    set: null,
    format: null,
    settleBeside: null,
  });
  const second = await checkAndFlush(checked, content, threads.sqlite, reader);
  if (second.mendable.length === 0) return { ...(await second.fingerprint), mended };
  throw new FermataError(
    'BACKUP_FAILED',
    words('backupErrors.notMade', { reason: second.mendable.join(', ') }),
    { advice: words('backupErrors.checkBackupsDisk') },
  );
}

/**
 * Makes sure that a copy is good and on the disk, all at the same time: each of these reads or writes
 * all of it.
 *
 * @returns what has to be mended, and where nothing has, its checksums
 */
async function checkAndFlush(
  checked: CheckedCopy,
  expected: LibraryContent,
  sqlite: LifecycleThread,
  reader: LifecycleThread,
): Promise<{ readonly mendable: string[]; readonly fingerprint: Promise<Fingerprint> }> {
  const checkingContent = sqlite.run('check-content', { ...checked, expected });
  const hashing = reader.run('fingerprint', { file: checked.copy });
  const checkingPages = reader.run('check-pages', checked);
  const flushing = flushFile(checked.copy);
  // A thread that is still at the file would stand in the way of removing it.
  await Promise.allSettled([checkingContent, hashing, checkingPages, flushing]);
  // What the system says of a file that is gone or of a full disk is plainer than what SQLite makes of it.
  await flushing;
  const mendable = await checkingContent;
  // Pages of an index that cannot be read lead nowhere: where they led to seems to be in no use.
  if (mendable.length === 0) await checkingPages;
  return { mendable, fingerprint: hashing };
}

/** Never throws: the failure that led here is the one to tell, and the next backup tidies up. */
async function removePartial(partial: string, manifest: string | null): Promise<void> {
  // The manifest first: alone, it would be that of a backup that is away.
  const manifests = manifest === null ? [] : [manifest, partialName(manifest)];
  await Promise.allSettled(manifests.map((file) => rm(file, { force: true })));
  // The copy of a library in WAL mode has a WAL of its own until it is made a single file.
  await Promise.allSettled(databaseFiles(partial).map((file) => rm(file, { force: true })));
}

/** What says nothing of the folder that backups cannot be made in. */
const UNCLEAR: ReadonlySet<ErrorCode> = new Set(['INTERNAL', 'BACKUP_INVALID', 'USAGE']);

/** What nobody expected, in a thread or here, means that there is no backup. */
function backupFailure(cause: unknown, backupsDir: string): FermataError {
  const failure = storageError(cause, backupsDir);
  // That a fresh copy cannot be read says that no backup was made, not that one is bad.
  const isUnclear = UNCLEAR.has(failure?.code ?? 'INTERNAL');
  if (failure !== null && !isUnclear) return failure;
  return new FermataError(
    'BACKUP_FAILED',
    words('backupErrors.notMadeIn', { folder: backupsDir }),
    {
      advice: words('backupErrors.checkFolder'),
      cause,
    },
  );
}
