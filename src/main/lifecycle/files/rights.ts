/** What this user may do with a library's file. */
import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { FermataError, systemCode } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';

/**
 * Whether a library can be read here and not written: its disk is mounted to be read, or the file or its
 * folder belongs to another user. A library whose folder cannot be written has no place for its log.
 */
export function canOnlyBeRead(file: string): boolean {
  return may(file, constants.R_OK) && unwritablePart(file) !== null;
}

/** The file, or else its folder, if it is what cannot be written. */
export function unwritablePart(file: string): string | null {
  if (!may(file, constants.W_OK)) return file;
  return canWriteInto(dirname(file)) ? null : dirname(file);
}

export function canWriteInto(folder: string): boolean {
  return may(folder, constants.W_OK);
}

/** What SQLite keeps beside a library: without any one of them the library cannot be opened. */
const BESIDE = /-(wal|shm|journal)$/;

/**
 * The file beside a library that another user made, root say, and that keeps this one from opening the
 * library; null if there is none.
 *
 * @param file the library, or a file that SQLite keeps beside it
 */
export function fileOfAnother(file: string): string | null {
  const library = file.replace(BESIDE, '');
  if (!may(library, constants.R_OK | constants.W_OK)) return null;
  const beside = ['-wal', '-shm', '-journal'].map((ending) => `${library}${ending}`);
  return beside.find(isOfAnother) ?? null;
}

/** Whether a file is there that is another user's, and that this one may not use. */
export function isOfAnother(file: string): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined || !stats.isFile() || stats.uid === process.geteuid?.()) return false;
  return !may(file, constants.R_OK | constants.W_OK);
}

/** The error of a file that {@link isOfAnother}. */
export function belongsToAnother(file: string, cause: unknown): FermataError {
  return new FermataError('NO_PERMISSION', words('access.ofAnother', { file }), {
    advice: words('access.giveBack', { file }),
    cause,
  });
}

/** Whether it is the disk, and no permission, that keeps a file from being written. */
export function isOnReadOnlyDisk(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return false;
  } catch (error) {
    return systemCode(error) === 'EROFS';
  }
}

function may(path: string, right: number): boolean {
  try {
    accessSync(path, right);
    return true;
  } catch {
    return false;
  }
}
