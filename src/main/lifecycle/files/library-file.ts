/** Which file a library is, whichever of its names was given. */
import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { FermataError, systemCode } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';

/**
 * The real path of a library, symbolic links followed, so that every name of it means one library
 * and one lock. A library that does not exist yet gets the path it will have.
 *
 * @throws FermataError `USAGE` if its folder does not exist, `NO_PERMISSION` if it cannot be entered
 */
export function resolveLibraryFile(path: string): string {
  const absolute = resolve(path);
  try {
    return realpathSync(absolute);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw unreachable(absolute, error);
  }
  const entry = lstatSync(absolute, { throwIfNoEntry: false });
  if (entry?.isSymbolicLink() === true) {
    return resolveLibraryFile(resolve(dirname(absolute), readlinkSync(absolute)));
  }
  try {
    return join(realpathSync(dirname(absolute)), basename(absolute));
  } catch (error) {
    throw unreachable(absolute, error);
  }
}

function unreachable(path: string, cause: unknown): FermataError {
  const code = systemCode(cause);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new FermataError('USAGE', words('errors.noSuchFolderOf', { path }), {
      advice: words('errors.createFolderOrChoose'),
      libraryState: words('errors.nothingCreated'),
      cause,
    });
  }
  return new FermataError('NO_PERMISSION', words('errors.cannotReach', { path }), {
    advice: words('errors.allowEnteringFolder'),
    cause,
  });
}
