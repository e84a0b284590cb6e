/** Which file a library is, whichever of its names was given. */
import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { FermataError, systemCode } from '../../../shared/errors.ts';
import { meaningOf, systemErrorKind } from '../../../shared/system-errors.ts';
import { words } from '../../../shared/words/words.ts';
import { whereMoved } from './move-note.ts';
import { requireShortName } from './path-lengths.ts';

/** What Node puts in the place of bytes that are not UTF-8. */
const REPLACEMENT = '\uFFFD';

/**
 * The real path of a library, symbolic links followed, so that every name of it means one library
 * and one lock. A library that was moved is found at its new place by its old name (move-note.ts). One
 * that does not exist yet gets the path it will have.
 *
 * @throws FermataError `USAGE` if its folder does not exist, if the links lead in a circle, if the path is
 *   too long or not UTF-8, `NO_PERMISSION` if it cannot be entered, `STORAGE_FAILED` if its disk fails
 */
export function resolveLibraryFile(path: string): string {
  requireShortName(path);
  const resolved = realPathOf(resolve(path));
  requireUtf8(resolved);
  return resolved;
}

/**
 * Node reads names as UTF-8, and what is none becomes a name that no file has.
 *
 * @throws FermataError `USAGE` if a path cannot be what was meant
 */
export function requireUtf8(path: string): void {
  if (!path.includes(REPLACEMENT)) return;
  // A file may be called so. What is not made yet must not be.
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return;
  throw new FermataError('USAGE', words('systemErrors.notUnicode', { file: path }), {
    advice: words('systemErrors.renameIt'),
    libraryState: words('errors.nothingCreated'),
  });
}

function realPathOf(absolute: string): string {
  try {
    return realpathSync(absolute);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw unreachable(absolute, error);
  }
  requireUtf8(absolute);
  const movedTo = whereMoved(absolute);
  if (movedTo !== null) return realPathOf(movedTo);
  return realPathToBe(absolute);
}

/**
 * The real path of a file that is about to be made, whatever was there before.
 *
 * @throws FermataError as {@link resolveLibraryFile}
 */
export function resolveNewFile(path: string): string {
  requireShortName(path);
  requireUtf8(path);
  return realPathToBe(resolve(path));
}

function realPathToBe(absolute: string): string {
  const entry = lstatSync(absolute, { throwIfNoEntry: false });
  if (entry?.isSymbolicLink() === true) {
    return realPathOf(resolve(dirname(absolute), readlinkSync(absolute)));
  }
  try {
    return join(realpathSync(dirname(absolute)), basename(absolute));
  } catch (error) {
    throw unreachable(absolute, error);
  }
}

function unreachable(path: string, cause: unknown): unknown {
  const libraryState = words('errors.nothingCreated');
  const code = systemCode(cause) ?? '';
  const kind = code === 'ENOENT' ? 'noSuchFolder' : systemErrorKind(code);
  if (kind === undefined) return cause;
  const { code: meaning, message, advice } = meaningOf(kind);
  if (meaning !== 'NO_PERMISSION') {
    return new FermataError(meaning, message(path), { advice, libraryState, cause });
  }
  return new FermataError('NO_PERMISSION', words('errors.cannotReach', { path }), {
    advice: words('errors.allowEnteringFolder'),
    cause,
  });
}
