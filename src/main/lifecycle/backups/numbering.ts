/**
 * Gives backups their numbers. A number is greater than all that the library, its backups in the folder
 * and their copies in the second folder have: whichever of them is lost, the order stays.
 */
import type { BackupManifest } from '../../../shared/backups.ts';
import type { LibraryIdentity } from '../sqlite/library-identity.ts';
import { type BackupsFolder, type CatalogedBackup, readCatalog } from './catalog.ts';
import { newestFirst, nextDay } from './order.ts';
import { readSettingsOrDefaults } from './settings.ts';

/** What a manifest says of whose backup it is, and of its place among the others. */
export type BackupNumber = Pick<BackupManifest, 'libraryId' | 'libraryFile' | 'sequence' | 'day'>;

/**
 * The number of a backup that is made now. The caller holds the library's lock.
 *
 * @param identity of the library that is backed up
 * @throws the system error if the backups folder is there and cannot be read
 */
export async function numberBackup(
  folder: BackupsFolder,
  identity: LibraryIdentity,
  now: Date,
): Promise<BackupNumber> {
  const backups = (await backupsOf(folder, identity)).map(({ manifest }) => manifest);
  return {
    libraryId: identity.id ?? undefined,
    libraryFile: folder.libraryFile,
    sequence: Math.max(identity.sequence, backups[0]?.sequence ?? 0) + 1,
    day: nextDay(backups, now),
  };
}

/**
 * The highest number that a library with this identity has given, as far as can be known: its backups
 * may be out of reach while a file from elsewhere is restored.
 */
export async function highestNumber(
  folder: BackupsFolder,
  identity: LibraryIdentity,
): Promise<number> {
  const [newest] = await backupsOf(folder, identity).catch(() => []);
  return Math.max(identity.sequence, newest?.manifest.sequence ?? 0);
}

/** Those in both folders, and those whose files are away, newest first. */
async function backupsOf(
  folder: BackupsFolder,
  identity: LibraryIdentity,
): Promise<CatalogedBackup[]> {
  const here = await readCatalog(folder, identity);
  const { secondDir } = (await readSettingsOrDefaults(folder.backupsDir, folder)).settings;
  // Out of reach: what it has was numbered here, or is known to the library.
  const second =
    secondDir === null
      ? null
      : await readCatalog({ ...folder, backupsDir: secondDir }, identity).catch(() => null);
  const all = [second, here].flatMap((catalog) =>
    catalog === null ? [] : [...catalog.backups, ...catalog.away],
  );
  const byId = new Map(all.map((backup) => [backup.manifest.id, backup]));
  return [...byId.values()].sort((a, b) => newestFirst(a.manifest, b.manifest));
}
