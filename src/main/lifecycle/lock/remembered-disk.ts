/**
 * Whether the backups folder was on a disk of its own, in the library's history: the folder that a disk
 * is mounted over is there without the disk, too, and empty.
 */
import { readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { FermataError } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import { lockLocation } from '../files/file-names.ts';
import { addToHistory, readHistory } from './library-history.ts';
import type { LibraryLocation } from './own-files.ts';

type Places = LibraryLocation & { readonly backupsDir: string };

/** Notes where a backup was made, if that is another disk than the library's, or was at some time. */
export function rememberDisk(places: Places): void {
  const isOther = !isOnLibraryDisk(places);
  if (isOther === (remembered(places) ?? false)) return;
  try {
    const { libraryFile, lockDir, backupsDir: folder } = places;
    addToHistory(lockLocation(libraryFile, lockDir), { kind: 'backups', folder, isOther });
  } catch {
    // A folder that cannot be written says nothing of the backup that was just made.
  }
}

/**
 * Checks that a backups folder which was on a disk of its own is not the empty folder that the disk left.
 *
 * @throws FermataError `BACKUP_FAILED`
 */
export function requireRememberedDisk(places: Places): void {
  const { backupsDir: folder } = places;
  if (!isOnLibraryDisk(places) || !isEmpty(folder) || remembered(places) !== true) return;
  throw new FermataError('BACKUP_FAILED', words('backupErrors.diskIsGone', { folder }), {
    advice: words('backupErrors.connectOrOtherFolder'),
  });
}

function remembered({ libraryFile, lockDir, backupsDir }: Places): boolean | null {
  try {
    const ofFolder = readHistory(lockLocation(libraryFile, lockDir)).flatMap((record) =>
      record.kind === 'backups' && record.folder === backupsDir ? [record.isOther] : [],
    );
    return ofFolder.at(-1) ?? null;
  } catch {
    return null;
  }
}

function isOnLibraryDisk({ libraryFile, backupsDir }: Places): boolean {
  return diskOf(backupsDir) === diskOf(dirname(libraryFile));
}

/** Of the folder that is there and that it lies, or would lie, in. */
function diskOf(path: string): number | null {
  try {
    return statSync(path).dev;
  } catch {
    // It is not there, or a part of its path is a file: the folder above tells.
    return dirname(path) === path ? null : diskOf(dirname(path));
  }
}

function isEmpty(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0;
  } catch {
    return true;
  }
}
