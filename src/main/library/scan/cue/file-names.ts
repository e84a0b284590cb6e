/** Names of files as cue sheets write them, compared with those in a folder. */
import { extname } from 'node:path';

/** Whether a sheet means this file, whatever the case and the Unicode form. */
export function sameName(written: string, name: string): boolean {
  return alike(lastName(written)) === alike(name);
}

/** The same whatever the ending: the file was converted after the sheet was written. */
export function sameStem(written: string, name: string): boolean {
  return stemOf(lastName(written)) === stemOf(name);
}

/** A name without its ending, in the form in which names are compared. */
export function stemOf(name: string): string {
  return alike(name.slice(0, name.length - extname(name).length));
}

/** The name at the end of a path, of whichever system. */
export function lastName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

function alike(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
