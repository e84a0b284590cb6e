/**
 * The second folder (another disk, a network share): backups are copied to it and verified there,
 * and what the backups folder itself no longer keeps goes by the same rule.
 */
import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FermataError, toFermataError } from '../../../shared/errors.ts';
import { formatTime } from '../../../shared/formats.ts';
import { notice, type OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import { accessBeside, accessOf, createFile } from '../files/access.ts';
import { makeBackupsFolder } from '../files/backups-folder.ts';
import { flushFile, publishFile, writeDurably } from '../files/durable-files.ts';
import {
  DAMAGED_ENDING,
  isPartialBackup,
  manifestFile,
  manifestOf,
  partialBackup,
  unpublishedBackup,
} from '../files/file-names.ts';
import type { LibraryLocation } from '../lock/own-files.ts';
import { type LifecycleThreads, readerOf } from '../thread/lifecycle-thread.ts';
import { type BackupCatalog, type CatalogedBackup, readCatalog } from './catalog.ts';
import { removeLeftovers } from './leftovers.ts';
import { readManifestText } from './manifest-text.ts';
import { DAY_MS } from './order.ts';
import { pruneBackups, type RetentionRule } from './retention.ts';
import { verifyBackup } from './verify-backup.ts';

/** What was not finished in this time was given up, in milliseconds. */
const UNFINISHED_MS = DAY_MS;

/** What copying to the second folder is given besides the backups. */
export interface SecondFolderWork {
  readonly secondDir: string;
  readonly library: LibraryLocation;
  readonly rule: RetentionRule;
  readonly threads: LifecycleThreads;
  readonly onEvent: OnLifecycleEvent;
  readonly signal: AbortSignal | undefined;
}

/**
 * Copies each backup that the second folder lacks, newest first, and removes from it what the rule
 * lets go and the backups folder does not have either, telling each. A backup that turns out to be
 * damaged is a notice and is passed over.
 *
 * @throws FermataError `BACKUP_FAILED` at the first copy that could not be made; the rest can be
 *   tried again later
 */
export async function updateSecondFolder(
  { backups, away }: Pick<BackupCatalog, 'backups' | 'away'>,
  work: SecondFolderWork,
): Promise<void> {
  const { secondDir, library, rule, onEvent } = work;
  const folder = { ...library, backupsDir: secondDir };
  try {
    await makeBackupsFolder(secondDir, accessBeside(library.libraryFile));
    await removeUnfinished(secondDir, new Date());
    // Neither is copied again, nor is its copy removed, because its file is away for a while.
    const there = await readCatalog(folder);
    const copied = new Set(idsOf([...there.backups, ...there.away]));
    for (const backup of backups) {
      if (!copied.has(backup.manifest.id)) await copyBackup(backup, secondDir, work);
    }
    const kept = new Set([...idsOf([...backups, ...away]), ...(rule.kept ?? [])]);
    for (const pruned of await pruneBackups(folder, { ...rule, kept })) {
      onEvent({ event: 'backup-pruned', folder: secondDir, ...pruned });
    }
  } catch (cause) {
    throw new FermataError(
      'BACKUP_FAILED',
      words('backupErrors.notCopied', { folder: secondDir }),
      {
        advice: words('backupErrors.connectOrOther'),
        cause,
      },
    );
  }
}

function idsOf(backups: readonly CatalogedBackup[]): string[] {
  return backups.map(({ manifest }) => manifest.id);
}

/** Another process may be copying now: its file is young. */
async function removeUnfinished(secondDir: string, now: Date): Promise<void> {
  const names = await readdir(secondDir);
  const unfinished: string[] = [];
  for (const name of names.filter(isPartialBackup)) {
    const { mtimeMs } = await stat(join(secondDir, name));
    if (now.getTime() - mtimeMs > UNFINISHED_MS) unfinished.push(name);
  }
  await removeLeftovers(secondDir, unfinished, names);
}

/**
 * Copies a backup into the other folder and verifies it there. It takes the place of one that was
 * found damaged there, which is told; one that turns out to be damaged itself is a notice.
 *
 * @throws the system error if it cannot be copied
 */
export async function copyBackup(
  backup: CatalogedBackup,
  folder: string,
  { threads, onEvent, signal }: Pick<SecondFolderWork, 'threads' | 'onEvent' | 'signal'>,
): Promise<void> {
  const { file, manifest } = backup;
  let partial = partialBackup(folder, randomBytes(8).toString('hex'));
  try {
    // Slow disks are copied to as well: closing the app must not wait for one.
    await pipeline(
      createReadStream(file),
      createWriteStream('', { fd: createFile(partial, accessOf(file)) }),
      { signal },
    );
    await flushFile(partial);
    const reader = readerOf(manifest.bytes, threads);
    if ((await reader.run('hash', { file: partial })) !== manifest.sha256) {
      if (!(await isGood(backup, threads, onEvent))) return;
      throw new Error(`${manifest.id} was not copied correctly`);
    }
    const copy = join(folder, basename(file));
    const marked = join(folder, `${manifest.id}${DAMAGED_ENDING}`);
    const wasDamaged = existsSync(copy) || existsSync(marked);
    await rename(partial, unpublishedBackup(folder, manifest.id));
    partial = unpublishedBackup(folder, manifest.id);
    // As it is: what a newer version of Fermata wrote in it goes with it.
    const written = await readManifestText(manifestOf(file));
    const copiedManifest = manifestFile(folder, manifest.id);
    try {
      await writeDurably(copiedManifest, written, partial);
      await publishFile(partial, copy);
    } catch (error) {
      // Alone, it would be that of a copy that is away.
      if (!wasDamaged) await rm(copiedManifest, { force: true });
      throw error;
    }
    await rm(marked, { force: true });
    if (wasDamaged) {
      const time = formatTime(manifest.createdAt);
      onEvent(notice(words('notices.copiedAgain', { time, folder })));
    }
  } finally {
    await rm(partial, { force: true });
  }
}

/** Whether it is the copy that went wrong: a backup that has rotted is told and offered no more. */
async function isGood(
  backup: CatalogedBackup,
  threads: LifecycleThreads,
  onEvent: OnLifecycleEvent,
): Promise<boolean> {
  try {
    await verifyBackup(backup, 'sha256', threads, onEvent);
    return true;
  } catch (error) {
    if (toFermataError(error).code !== 'BACKUP_INVALID') throw error;
    const { message } = toFermataError(error);
    onEvent(notice(words('notices.liesIn', { problem: message, folder: dirname(backup.file) })));
    return false;
  }
}
