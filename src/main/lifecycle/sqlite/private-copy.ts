/**
 * A copy of a library in a folder for temporary files, to read one that nothing can be written beside:
 * SQLite reads a log only where it may make files, or may finish what a process that died has begun.
 */
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FermataError } from '../../../shared/errors.ts';
import { meaningOf } from '../../../shared/system-errors.ts';
import { words } from '../../../shared/words/words.ts';
import { temporaryFolder } from '../files/file-system.ts';
import { storageError } from '../files/storage-errors.ts';

/** What SQLite makes a library's content of, its shared memory aside, which it makes anew. */
const COPIED_ENDINGS = ['', '-wal', '-journal'] as const;

/** How often a copy is begun again because another process wrote meanwhile. */
const ATTEMPTS = 3;

/**
 * Copies a library with its log.
 *
 * Only for a library that this process cannot have open in SQLite: it is read with `fs`
 * (see connection.ts).
 *
 * @returns the copy's path, in a folder of its own that the caller removes ({@link removePrivateCopy})
 * @throws FermataError `NO_SPACE`, `NO_PERMISSION` if the folder for temporary files cannot have it,
 *   `LOCK_TIMEOUT` if another process keeps writing; the system error if the library cannot be read
 */
export function makePrivateCopy(file: string): string {
  const folder = makeFolder(file);
  const copy = join(folder, 'library.db');
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const before = stateOfFiles(file);
      copyFiles(file, copy, folder);
      if (stateOfFiles(file) === before) return copy;
    }
    throw new FermataError('LOCK_TIMEOUT', words('errors.otherProgramWrites', { file }), {
      advice: words('errors.letItFinish'),
    });
  } catch (error) {
    removePrivateCopy(copy);
    throw error;
  }
}

/** Removes a copy; where the system keeps it while it is open, once the process ends. */
export function removePrivateCopy(copy: string): void {
  const folder = join(copy, '..');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  if (process.platform === 'win32') process.once('exit', remove);
  else remove();
}

/** Differs once a file of a library was written, by whatever process. */
export function stateOfFiles(file: string): string {
  return COPIED_ENDINGS.map((ending) => {
    const path = `${file}${ending}`;
    const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
    return stats === undefined ? '-' : `${stats.dev}/${stats.ino}/${stats.size}/${stats.mtimeNs}`;
  }).join(' ');
}

function copyFiles(file: string, copy: string, folder: string): void {
  for (const ending of COPIED_ENDINGS) {
    rmSync(`${copy}${ending}`, { force: true });
    // A pipe has nothing to copy, and would be waited for.
    if (statSync(`${file}${ending}`, { throwIfNoEntry: false })?.isFile() !== true) continue;
    try {
      copyFileSync(`${file}${ending}`, `${copy}${ending}`);
    } catch (error) {
      throw storageError(error, folder) ?? error;
    }
  }
}

/** The system's folder may be one that is not there: SQLite knows others. */
function makeFolder(file: string): string {
  const folder = temporaryFolder();
  if (folder === null) {
    const { code, message, advice } = meaningOf('noTemporaryFolder');
    throw new FermataError(code, message(file), { advice });
  }
  try {
    return mkdtempSync(join(resolve(folder), 'fermata-reading-'));
  } catch (error) {
    throw storageError(error, folder) ?? error;
  }
}
