/** What is at a path or below it, in paths of this system and of others: libraries travel. */
import { sep } from 'node:path';

/** The separator that a path is written with. */
export function separatorOf(path: string): string {
  return /^(?:[A-Za-z]:(?:\\|$)|\\\\)/.test(path) ? '\\' : path.startsWith('/') ? '/' : sep;
}

/** A folder without the separator at its end: empty for the root of a system, `D:` for a drive. */
export function trimmed(folder: string): string {
  const separator = separatorOf(folder);
  return folder.endsWith(separator) ? folder.slice(0, -1) : folder;
}

/** The same with the separator that the root of a system, or a drive, has at its end. */
export function untrimmed(folder: string): string {
  return /^(?:[A-Za-z]:)?$/.test(folder) ? `${folder}${separatorOf(folder)}` : folder;
}

/** Bounds between which everything below a folder sorts, for an index of paths. */
export function boundsBelow(folder: string): { readonly after: string; readonly before: string } {
  const separator = separatorOf(folder);
  const begin = trimmed(folder);
  return {
    after: `${begin}${separator}`,
    before: `${begin}${String.fromCharCode(separator.charCodeAt(0) + 1)}`,
  };
}

/** A path at or below one place as it is at another one: with `/` and `\` where systems differ. */
export function movedPath(path: string, from: string, to: string): string {
  return `${to}${path.slice(from.length).replaceAll(separatorOf(from), separatorOf(to))}`;
}

/** Whether a path is a folder or below it. */
export function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(boundsBelow(folder).after);
}
