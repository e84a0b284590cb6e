/**
 * Step 4 of the sequence: room and permission for what is about to be written, so that a lack of
 * either fails early and clearly.
 */
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FermataError } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import { accessBeside } from './access.ts';
import { makeBackupsFolder } from './backups-folder.ts';
import { freeBytes } from './file-system.ts';
import { storageError } from './storage-errors.ts';

/** For the lock's files, manifests and what a file system needs itself, in bytes. */
const RESERVE_BYTES = 8 * 1024 * 1024;

/** A new library with its first scan's beginnings fits. */
const NEW_LIBRARY_BYTES = 1024 * 1024;

/**
 * Checks that a library, its folder and the backups folder (made if missing) can be written, and
 * that there is room for a backup and for the work that follows.
 *
 * @param libraryFile the library's real path; a new library has no backup to make
 * @param backupsDir null where there is a backup already
 * @param copies how many times the library's size the work needs beside it: 1 for a transaction
 *   that rewrites every page
 * @throws FermataError `NO_SPACE`, `NO_PERMISSION`, `BACKUP_FAILED` if there can be no backups folder
 */
export async function checkRoom(
  libraryFile: string,
  backupsDir: string | null,
  copies: number,
): Promise<void> {
  const libraryDir = dirname(libraryFile);
  const libraryBytes = await sizeWithLog(libraryFile);
  await requireWritable(libraryDir);
  if (libraryBytes === 0) return requireFree(libraryDir, NEW_LIBRARY_BYTES);

  await requireWritable(libraryFile);
  if (backupsDir === null) return requireFree(libraryDir, copies * libraryBytes);
  await requireBackupsDir(backupsDir, libraryFile);
  await requireRoom(libraryFile, backupsDir, copies * libraryBytes);
}

/**
 * The same for a restore: room for a backup of what is there, for a staged copy of the backup beside
 * the library, and for the transaction that writes it. Of a damaged library some files may be missing.
 *
 * @param backupsDir null where there is nothing to back up: nothing needs to be written there then
 * @param source the file that is to be restored
 * @throws FermataError as {@link checkRoom}
 */
export async function checkRoomToRestore(
  libraryFile: string,
  backupsDir: string | null,
  source: string,
): Promise<void> {
  const libraryDir = dirname(libraryFile);
  const sourceBytes = await sizeWithLog(source);
  await requireWritable(libraryDir);
  if ((await sizeOf(libraryFile)) > 0) await requireWritable(libraryFile);
  if (backupsDir === null) return requireFree(libraryDir, 2 * sourceBytes);
  await requireBackupsDir(backupsDir, libraryFile);
  await requireRoom(libraryFile, backupsDir, 2 * sourceBytes);
}

/**
 * The same for a move: room at the new place for the library, and in its backups folder for a backup.
 *
 * @param folder where the library goes
 * @throws FermataError `NO_SPACE`, `NO_PERMISSION`
 */
export async function checkRoomToMove(
  libraryFile: string,
  folder: string,
  backupsDir: string,
): Promise<void> {
  await requireWritable(folder);
  await requireWritable(dirname(libraryFile));
  const bytes = await sizeWithLog(libraryFile);
  const isBesideIt = dirname(backupsDir) === folder;
  await requireFree(folder, isBesideIt ? 2 * bytes : bytes);
}

/** Beside the library for the work, and in the backups folder for a backup of the library. */
async function requireRoom(
  libraryFile: string,
  backupsDir: string,
  workBytes: number,
): Promise<void> {
  const libraryDir = dirname(libraryFile);
  const libraryBytes = await sizeWithLog(libraryFile);
  const sameDisk = (await stat(libraryDir)).dev === (await stat(backupsDir)).dev;
  await requireFree(libraryDir, sameDisk ? workBytes + libraryBytes : workBytes);
  if (!sameDisk) await requireFree(backupsDir, libraryBytes);
}

/**
 * Checks that backups can be written to a folder, which is made if only itself is missing.
 *
 * @throws FermataError `BACKUP_FAILED` if it is out of reach or cannot be made, `NO_PERMISSION`
 */
export async function requireBackupsDir(backupsDir: string, libraryFile: string): Promise<void> {
  await makeBackupsFolder(backupsDir, accessBeside(libraryFile));
  await requireWritable(backupsDir);
}

async function requireWritable(path: string): Promise<void> {
  try {
    await access(path, constants.R_OK | constants.W_OK);
  } catch (error) {
    throw storageError(error, path) ?? error;
  }
}

async function requireFree(dir: string, bytes: number): Promise<void> {
  const needed = bytes + RESERVE_BYTES;
  const free = await freeBytes(dir);
  // Where the size is not known, what does not fit is told when it is written.
  if (free === null || free >= needed) return;
  throw new FermataError(
    'NO_SPACE',
    words('libraryErrors.tooLittleSpace', {
      folder: dir,
      free: inMegabytes(free),
      needed: inMegabytes(needed),
    }),
    { advice: words('errors.freeSpace') },
  );
}

async function sizeWithLog(file: string): Promise<number> {
  return (await sizeOf(file)) + (await sizeOf(`${file}-wal`));
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.size ?? 0;
}

function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000)} MB`;
}
