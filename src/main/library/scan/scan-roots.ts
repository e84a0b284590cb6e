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

/** A folder of scans. */
export interface ScanRoot {
  /** Its real path: what it leads to, whatever it is called by. */
  readonly path: string;
  /** As a person named it; the same as its path where no link leads there. */
  readonly name: string;
}

const RootsSchema = z.array(z.object({ path: z.string(), name: z.string() }));

/** The folders that a library's scans are of, by their paths. */
export function musicFolders(db: ReadableDb): ScanRoot[] {
  const rows = db
    .prepare('SELECT path, ifnull(given_path, path) AS name FROM scan_roots ORDER BY path')
    .all();
  return RootsSchema.parse(rows);
}

/**
 * The music folders where they are now: one whose path leads nowhere any more, while the link that it was named
 * by leads to a folder, is that folder.
 */
export async function followLinks(folders: readonly ScanRoot[]): Promise<ScanRoot[]> {
  return Promise.all(
    folders.map(async ({ path, name }) => {
      if (name === path || (await isFolder(path))) return { path, name };
      const now = await realpath(name).catch(() => path);
      return { path: (await isFolder(now)) ? now : path, name };
    }),
  );
}

/** Whether a path leads to a folder now. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

/**
 * Folders by their real paths, each once; a folder inside another is left to that one. A leading `~` is
 * the home folder: a page has no shell that would say so.
 *
 * @throws FermataError `USAGE` if one is missing or is no folder, `NO_PERMISSION` if it cannot be
 *   read
 */
export async function resolveScanRoots(folders: readonly string[]): Promise<ScanRoot[]> {
  const roots = await Promise.all(folders.map(resolveRoot));
  const distinct = new Map(roots.map((root) => [root.path, root]));
  return [...distinct.values()].filter(
    ({ path }) => ![...distinct.keys()].some((other) => isInside(path, other)),
  );
}

async function resolveRoot(folder: string): Promise<ScanRoot> {
  try {
    const name = resolve(fromHome(folder));
    const path = await realpath(name);
    if (!(await stat(path)).isDirectory()) throw notAFolder(folder);
    await access(path, constants.R_OK | constants.X_OK);
    return { path, name };
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
