/**
 * Other files on this computer that are the same library: a copy is the same library, with one line of
 * backups, until a person says otherwise (separate-library.ts).
 */
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { lockLocation } from '../files/file-names.ts';
import { isSameFile } from '../lock/own-files.ts';
import { readIdentityOf } from '../sqlite/library-identity.ts';
import { type BackupsFolder, readCatalog } from './catalog.ts';
import { filesBeside } from './whose-backups.ts';

/**
 * The copies that are in use: backups were made of them, or they lie beside the library and have had a
 * lock. One that a person keeps and nothing more is no question.
 *
 * @returns their paths; none where the library cannot be read
 */
export async function findCopies(folder: BackupsFolder): Promise<string[]> {
  const { libraryFile } = folder;
  const own = await look(libraryFile);
  const id = readIdentityOf(libraryFile, 0)?.id ?? null;
  if (own === null || id === null) return [];
  const { backups } = await readCatalog(folder).catch(() => ({ backups: [] }));
  const files = new Set([
    ...filesBeside(libraryFile).filter((file) => wasLocked(file, folder)),
    ...backups.flatMap(({ manifest }) => manifest.libraryFile ?? []),
  ]);
  const copies: string[] = [];
  for (const file of files) {
    const found = await look(file);
    // By another name it is one library, and not two.
    if (found === null || isSameFile(found, own)) continue;
    if (readIdentityOf(file, 0)?.id === id) copies.push(file);
  }
  return copies;
}

function wasLocked(file: string, { lockDir }: BackupsFolder): boolean {
  return existsSync(lockLocation(file, lockDir).mutexFile);
}

function look(file: string) {
  return stat(file, { bigint: true }).catch(() => null);
}
