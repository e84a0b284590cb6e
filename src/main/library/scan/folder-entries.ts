/** What is in a folder, by name, whatever bytes the names consist of. */
import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { mayLackBytes, pathOfBytes, systemPath } from '../../lifecycle/files/path-bytes.ts';

export interface FolderEntry {
  readonly name: string;
  readonly isFile: boolean;
  readonly isFolder: boolean;
  readonly isLink: boolean;
}

/** @throws the system error if the folder cannot be read */
export async function readEntries(folder: string): Promise<FolderEntry[]> {
  const path = systemPath(folder);
  if (typeof path === 'string') {
    const entries = await readdir(path, { withFileTypes: true });
    // Reading bytes takes twice as long, and nearly no folder has such names.
    if (!entries.some(({ name }) => mayLackBytes(name))) return entries.map(toEntry);
  }
  const entries = await readdir(Buffer.from(path), { encoding: 'buffer', withFileTypes: true });
  return entries.map((entry) => ({ ...kindOf(entry), name: pathOfBytes(entry.name) }));
}

function toEntry(entry: Dirent): FolderEntry {
  return { ...kindOf(entry), name: entry.name };
}

function kindOf(entry: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>) {
  return {
    isFile: entry.isFile(),
    isFolder: entry.isDirectory(),
    isLink: entry.isSymbolicLink(),
  };
}
