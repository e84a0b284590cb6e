/** What this user may do with a library's file. */
import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';

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

function may(path: string, right: number): boolean {
  try {
    accessSync(path, right);
    return true;
  } catch {
    return false;
  }
}
