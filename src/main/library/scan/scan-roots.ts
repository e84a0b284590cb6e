/** The folders that a scan was asked for, as it walks them: real, readable, none inside another. */
import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { z } from 'zod';
import { FermataError, systemCode } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import { requireUtf8 } from '../../lifecycle/files/library-file.ts';
import { storageError } from '../../lifecycle/files/storage-errors.ts';
import { homeFolder } from '../../locations.ts';
import type { ReadableDb } from '../handlers.ts';

/** The folders that a library's scans are of, by their paths. */
export function musicFolders(db: ReadableDb): string[] {
  const paths = db.prepare('SELECT path FROM scan_roots ORDER BY path').pluck().all();
  return z.array(z.string()).parse(paths);
}

/**
 * The real paths of folders, each once; a folder inside another is left to that one. A leading `~` is
 * the home folder: a page has no shell that would say so.
 *
 * @throws FermataError `USAGE` if one is missing or is no folder, `NO_PERMISSION` if it cannot be
 *   read
 */
export async function resolveScanRoots(folders: readonly string[]): Promise<string[]> {
  const roots = await Promise.all(folders.map(resolveRoot));
  const distinct = [...new Set(roots)];
  return distinct.filter((root) => !distinct.some((other) => isInside(root, other)));
}

async function resolveRoot(folder: string): Promise<string> {
  try {
    const root = await realpath(resolve(fromHome(folder)));
    if (!(await stat(root)).isDirectory()) throw notAFolder(folder);
    await access(root, constants.R_OK | constants.X_OK);
    return root;
  } catch (error) {
    throw refusal(folder, error);
  }
}

function fromHome(folder: string): string {
  const home = homeFolder();
  return home !== null && /^~(?=$|[\\/])/.test(folder) ? join(home, folder.slice(1)) : folder;
}

function isInside(path: string, folder: string): boolean {
  return path !== folder && path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

function refusal(folder: string, error: unknown): unknown {
  switch (systemCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      requireUtf8(resolve(folder));
      return new FermataError('USAGE', words('errors.noSuchFolder', { folder }), {
        advice: words('errors.checkNameAndDisk'),
        cause: error,
      });
    case 'EACCES':
    case 'EPERM':
      return new FermataError('NO_PERMISSION', words('errors.cannotReadFolder', { folder }), {
        advice: words('errors.allowReadingFolder'),
        cause: error,
      });
    default:
      return storageError(error, folder) ?? error;
  }
}

function notAFolder(path: string): FermataError {
  return new FermataError('USAGE', words('libraryErrors.notAFolder', { path }), {
    advice: words('libraryErrors.chooseItsFolder'),
  });
}
