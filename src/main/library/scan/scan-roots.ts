/**
 * The folders that a scan was asked for, by the names that people gave them, through links; they are told
 * apart by where those lead.
 */
import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { z } from 'zod';
import { FermataError, systemCode } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import { requireUtf8 } from '../../lifecycle/files/library-file.ts';
import { storageError } from '../../lifecycle/files/storage-errors.ts';
import { homeFolder } from '../../locations.ts';
import type { ReadableDb } from '../handlers.ts';

/** The music folders of a library, by name. */
export function musicFolders(db: ReadableDb): string[] {
  return z
    .array(z.string())
    .parse(db.prepare('SELECT path FROM scan_roots ORDER BY path').pluck().all());
}

export interface ScanRoots {
  /** None leads into another. */
  readonly folders: readonly string[];
  /** Folders below them that the library knows by another name, and that name. */
  readonly names: ReadonlyMap<string, string>;
}

interface Root {
  readonly path: string;
  /** Where it leads to. */
  readonly real: string;
}

/**
 * The folders to be scanned, each once; a folder inside another is left to that one. A leading `~` is
 * the home folder: a page has no shell that would say so.
 *
 * @param known the music folders of the library: one of them, or what is in it, has the name that it has there
 * @throws FermataError `USAGE` if one is missing or is no folder, `NO_PERMISSION` if it cannot be
 *   read
 */
export async function resolveScanRoots(
  folders: readonly string[],
  known: readonly string[] = [],
): Promise<ScanRoots> {
  const knownRoots = (await Promise.all(known.map(whereItLeads))).filter((root) => root !== null);
  const asked = await Promise.all(folders.map(resolveRoot));
  const named = asked.map((root) => asKnown(root, knownRoots));
  const distinct = named.filter(
    ({ real }, at) => named.findIndex((root) => root.real === real) === at,
  );
  const roots = distinct.filter(
    ({ real }) => !distinct.some((other) => isInside(real, other.real)),
  );
  const inside = roots.flatMap((root) => renamedInside(root, knownRoots));
  return {
    folders: [...new Set([...roots.map(({ path }) => path), ...inside.map(([, path]) => path)])],
    names: new Map(inside),
  };
}

async function resolveRoot(folder: string): Promise<Root> {
  try {
    const path = resolve(fromHome(folder));
    if (!(await stat(path)).isDirectory()) throw notAFolder(folder);
    await access(path, constants.R_OK | constants.X_OK);
    return { path, real: await realpath(path) };
  } catch (error) {
    throw refusal(folder, error);
  }
}

/** Null where it leads nowhere now, as on a disk that is not connected. */
async function whereItLeads(path: string): Promise<Root | null> {
  try {
    return { path, real: await realpath(path) };
  } catch {
    return null;
  }
}

/** A folder by the name that it has in the library: the files in it have that name there, too. */
function asKnown(root: Root, known: readonly Root[]): Root {
  if (known.some(({ path }) => path === root.path)) return root;
  const holders = known.filter(({ real }) => real === root.real || isInside(root.real, real));
  const nearest = holders.toSorted((a, b) => b.real.length - a.real.length)[0];
  if (nearest === undefined) return root;
  return { path: join(nearest.path, relative(nearest.real, root.real)), real: root.real };
}

/** The known folders inside another one that would meet them under another name, and their own. */
function renamedInside(root: Root, known: readonly Root[]): [string, string][] {
  return known
    .filter(({ real }) => isInside(real, root.real))
    .map(({ path, real }): [string, string] => [join(root.path, relative(root.real, real)), path])
    .filter(([met, path]) => met !== path);
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
