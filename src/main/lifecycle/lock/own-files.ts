/**
 * The files of a library that SQLite keeps locks on. Opening and closing one with `fs`, in a process
 * that has it open, drops these locks (connection.ts): whatever path a person names, or a scan finds,
 * or lies among the backups, is checked here before it is opened. A hard link has a name of its own, so
 * files are told by what they are.
 */
import type { BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { databaseFiles, lockLocation } from '../files/file-names.ts';
import type { LibraryPaths } from '../files/library-paths.ts';

/** Which library, and where its lock lies. */
export type LibraryLocation = Pick<LibraryPaths, 'libraryFile' | 'lockDir'>;

/** Whether a file is one of the library's database, or its lock's, by whatever name. */
export async function isOwnFile(stats: BigIntStats, library: LibraryLocation): Promise<boolean> {
  const { libraryFile, lockDir } = library;
  const files = databaseFiles(libraryFile);
  files.push(lockLocation(libraryFile, lockDir).mutexFile);
  const ownFiles = await Promise.all(files.map(look));
  return ownFiles.some((own) => own !== null && isSameFile(own, stats));
}

/** The same of what a path leads to; what is not there, or not to be seen, is none. */
export async function leadsToOwnFile(path: string, library: LibraryLocation): Promise<boolean> {
  const stats = await look(path);
  return stats !== null && (await isOwnFile(stats, library));
}

/** Whether two looks saw one file. */
export function isSameFile(one: BigIntStats, other: BigIntStats): boolean {
  return one.dev === other.dev && one.ino === other.ino;
}

/** File numbers of NTFS do not fit into a double. */
function look(path: string): Promise<BigIntStats | null> {
  return stat(path, { bigint: true }).catch(() => null);
}
