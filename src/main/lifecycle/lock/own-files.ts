/**
 * The files of a library that SQLite keeps locks on. Opening and closing one with `fs`, in a process
 * that has it open, drops these locks (connection.ts): whatever path a person names, or a scan finds,
 * or lies among the backups, is checked here before it is opened. A hard link has a name of its own, so
 * files are told by what they are.
 */
import { type BigIntStats, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { databaseFiles, type LockLocation, lockLocation } from '../files/file-names.ts';
import type { LibraryPaths } from '../files/library-paths.ts';
import { systemPath } from '../files/path-bytes.ts';

/** Which library, and where its lock lies. */
export type LibraryLocation = Pick<LibraryPaths, 'libraryFile' | 'lockDir'>;

/** Whether a file is one of the library's database, or its lock's, by whatever name. */
export async function isOwnFile(stats: BigIntStats, library: LibraryLocation): Promise<boolean> {
  const ownFiles = await lookAtOwnFiles(library);
  return ownFiles.some((own) => isSameFile(own, stats));
}

/**
 * Which of some paths lead to one of the library's files, in the same order. What is not there, or not to
 * be seen, does not.
 */
export async function leadToOwnFiles(
  paths: readonly string[],
  library: LibraryLocation,
): Promise<boolean[]> {
  const [ownFiles, ...looks] = await Promise.all([lookAtOwnFiles(library), ...paths.map(look)]);
  return looks.map((stats) => stats !== null && ownFiles.some((own) => isSameFile(own, stats)));
}

/** The same of one path. */
export async function leadsToOwnFile(path: string, library: LibraryLocation): Promise<boolean> {
  const [leads] = await leadToOwnFiles([path], library);
  return leads === true;
}

/**
 * The same as a question to each file that is about to be opened (files/door.ts). The library's files are
 * looked at when it is asked: they come and go.
 */
export function ownFiles(
  location: Pick<LockLocation, 'libraryFile' | 'mutexFile'>,
): (stats: BigIntStats) => boolean {
  return (stats) =>
    namesOfOwnFiles(location).some((path) => {
      const own = statSync(systemPath(path), { bigint: true, throwIfNoEntry: false });
      return own !== undefined && isSameFile(own, stats);
    });
}

/** Whether two looks saw one file. */
export function isSameFile(one: BigIntStats, other: BigIntStats): boolean {
  return one.dev === other.dev && one.ino === other.ino;
}

/** Those that are there. */
async function lookAtOwnFiles({ libraryFile, lockDir }: LibraryLocation): Promise<BigIntStats[]> {
  const looks = await Promise.all(namesOfOwnFiles(lockLocation(libraryFile, lockDir)).map(look));
  return looks.filter((stats) => stats !== null);
}

function namesOfOwnFiles({
  libraryFile,
  mutexFile,
}: Pick<LockLocation, 'libraryFile' | 'mutexFile'>): string[] {
  return [...databaseFiles(libraryFile), mutexFile];
}

/** File numbers of NTFS do not fit into a double. */
function look(path: string): Promise<BigIntStats | null> {
  return stat(systemPath(path), { bigint: true }).catch(() => null);
}
