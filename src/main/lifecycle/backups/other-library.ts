/** Whether what is to be restored is of another library: a person is told so before it takes the place. */
import { basename } from 'node:path';
import { readIdentityOf } from '../sqlite/library-identity.ts';
import { type BackupsFolder, readCatalog } from './catalog.ts';
import type { BackupSource } from './source.ts';

export interface NamedLibrary {
  /** What its file was called when it was backed up; null where that is not known. */
  readonly name: string | null;
}

/**
 * The library that a backup or a file is of, if that is another one than is in place.
 *
 * @returns null where it is the same, or nothing says so
 */
export async function otherLibraryOf(
  folder: BackupsFolder,
  { file, manifest }: BackupSource,
): Promise<NamedLibrary | null> {
  // A file can be restored while the folder is out of reach.
  const { others } = await readCatalog(folder).catch(() => ({ others: [] }));
  const listed = others.find(({ backups }) => backups.some((backup) => backup.file === file));
  if (listed !== undefined) return { name: listed.name };
  const own = readIdentityOf(folder.libraryFile)?.id ?? null;
  const id = manifest?.libraryId ?? readIdentityOf(file)?.id ?? null;
  if (own === null || id === null || id === own) return null;
  const { libraryFile } = manifest ?? {};
  return { name: libraryFile === undefined ? null : basename(libraryFile) };
}
