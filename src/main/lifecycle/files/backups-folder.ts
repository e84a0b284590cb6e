/** The folder for backups: made where it is missing, unless the disk that it is to lie on is. */
import { mkdir, stat } from 'node:fs/promises';
import { FermataError, systemCode } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import { type Access, giveFolder } from './access.ts';
import { whyOutOfReach } from './missing-disk.ts';
import { storageError } from './storage-errors.ts';

/**
 * Makes a backups folder, in a folder that is there.
 *
 * @param access what it is given: what the library has
 * @throws FermataError `BACKUP_FAILED` if it is out of reach or cannot be made, `NO_PERMISSION`,
 *   `NO_SPACE`
 */
export async function makeBackupsFolder(folder: string, access: Access | null): Promise<void> {
  requireReachable(folder);
  try {
    await mkdir(folder, { mode: access?.mode == null ? 0o777 : 0o700 });
    if (access !== null) giveFolder(folder, access);
  } catch (error) {
    const isThere = systemCode(error) === 'EEXIST' && (await stat(folder)).isDirectory();
    if (!isThere) throw notCreated(folder, error);
  }
}

/** @throws FermataError `BACKUP_FAILED` if the folder lies on a disk that is not there */
export function requireReachable(folder: string): void {
  const reason = whyOutOfReach(folder);
  if (reason === null) return;
  throw new FermataError('BACKUP_FAILED', reason, {
    advice: words('backupErrors.connectOrMakeFolder'),
  });
}

function notCreated(folder: string, cause: unknown): FermataError {
  const failure = storageError(cause, folder);
  // A path that leads nowhere is no mistake of whoever opens the library: another folder helps.
  if (failure !== null && failure.code !== 'USAGE') return failure;
  const message = failure?.sentence ?? words('backupErrors.folderNotCreated', { folder });
  return new FermataError('BACKUP_FAILED', message, {
    advice: words('backupErrors.otherFolder'),
    cause,
  });
}
