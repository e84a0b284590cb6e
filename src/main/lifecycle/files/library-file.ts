/** Which file a library is, whichever of its names was given. */
import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { FermataError, systemCode } from '../../../shared/errors.ts';

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
    return new FermataError('USAGE', `The folder of ${path} does not exist.`, {
      advice: 'Create the folder, connect its disk, or choose another library.',
      libraryState: 'Nothing has been created.',
      cause,
    });
  }
  return new FermataError('NO_PERMISSION', `${path} cannot be reached.`, {
    advice: 'Give yourself permission to enter its folder.',
    cause,
  });
}
