/** Whether there is room and permission for what Fermata writes, and who else is writing. */
import { constants, existsSync } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FermataError } from '../../../../shared/errors.ts';
import { formatBytes, formatCounted, formatTime } from '../../../../shared/formats.ts';
import type { Finding } from '../../../../shared/health.ts';
import { listBackups } from '../../../lifecycle/backups/catalog.ts';
import { backupIdOf } from '../../../lifecycle/backups/names.ts';
import { freeBytes, isOnNetworkFileSystem } from '../../../lifecycle/files/file-system.ts';
import type { LibraryPaths } from '../../../lifecycle/files/library-paths.ts';
import { storageError } from '../../../lifecycle/files/storage-errors.ts';
import { describeHolder } from '../../../lifecycle/lock/lock-holder.ts';
import { readLockStatus } from '../../../lifecycle/lock/lock-status.ts';
import { finding, ok, warning } from './finding.ts';

export async function checkStorage(places: LibraryPaths): Promise<Finding[]> {
  return [
    await finding('Permissions', (check) => checkPermissions(check, places)),
    await finding('Free space', (check) => checkFreeSpace(check, places)),
    await finding('File system', (check) => checkFileSystem(check, places)),
    await finding('Lock', (check) => checkLock(check, places)),
    await finding('Backups', (check) => checkBackups(check, places)),
  ];
}

async function checkPermissions(check: string, places: LibraryPaths): Promise<Finding> {
  const { libraryFile, backupsDir, lockDir } = places;
  const wanted = [libraryFile, dirname(libraryFile), backupsDir, lockDir ?? dirname(libraryFile)];
  for (const path of wanted.map(nearestExisting)) {
    try {
      await access(path, constants.R_OK | constants.W_OK);
    } catch (error) {
      throw storageError(error, path) ?? error;
    }
  }
  return ok(check, 'the library, the backups and the lock can be written');
}

async function checkFreeSpace(check: string, { libraryFile, backupsDir }: LibraryPaths) {
  const libraryBytes = existsSync(libraryFile) ? (await stat(libraryFile)).size : 0;
  const free = await freeBytes(nearestExisting(dirname(libraryFile)));
  const freeForBackups = await freeBytes(nearestExisting(backupsDir));
  // An upgrade makes a backup and may rewrite every page once.
  const needed = 2 * libraryBytes;
  if (Math.min(free, freeForBackups) >= needed) {
    return ok(
      check,
      `${formatBytes(free)} for the library, ${formatBytes(freeForBackups)} for backups`,
    );
  }
  throw new FermataError(
    'NO_SPACE',
    `There are ${formatBytes(free)} for the library and ${formatBytes(freeForBackups)} for backups; the next upgrade may need ${formatBytes(needed)}.`,
    { advice: 'Free up space, or keep the backups on another disk (--backups).' },
  );
}

function checkFileSystem(check: string, { libraryFile }: LibraryPaths): Finding {
  const folder = nearestExisting(dirname(libraryFile));
  if (!isOnNetworkFileSystem(join(folder, 'library.db')))
    return ok(check, 'a disk of this computer');
  return warning(
    check,
    'the library is on a network share: it is written more slowly there',
    'Open it on one computer at a time, or move it to a disk of this computer.',
  );
}

async function checkLock(check: string, { libraryFile, lockDir }: LibraryPaths): Promise<Finding> {
  const lock = await readLockStatus(libraryFile, lockDir);
  switch (lock.state) {
    case 'free':
      return ok(check, 'nobody is upgrading the library');
    case 'left-behind':
      return warning(
        check,
        `left behind by ${describeHolder(lock.holder)}, which was killed`,
        'Nothing needs to be done: the next start clears it.',
      );
    case 'held':
      return warning(
        check,
        `held by ${describeHolder(lock.holder)}`,
        'Let it finish. Others wait for it, and go on by themselves.',
      );
  }
}

async function checkBackups(check: string, places: LibraryPaths): Promise<Finding> {
  const { backupsDir } = places;
  if (!existsSync(backupsDir)) return ok(check, `none yet in ${backupsDir}`);
  const backups = await listBackups(places);
  const good = new Set(backups.map(({ manifest }) => manifest.id));
  const bad = (await readdir(backupsDir)).filter((name) => {
    const id = backupIdOf(name, '.db');
    return id !== null && !good.has(id);
  });
  if (bad.length > 0) {
    throw new FermataError(
      'BACKUP_INVALID',
      `${formatCounted(bad.length, 'file')} in ${backupsDir} cannot be used as a backup: ${bad.join(', ')}.`,
      { advice: 'Make a new backup, and keep those files away from the backups folder.' },
    );
  }
  const [newest] = backups;
  if (newest === undefined) return ok(check, `none yet in ${backupsDir}`);
  const { createdAt } = newest.manifest;
  return ok(check, `${backups.length} in ${backupsDir}, the newest of ${formatTime(createdAt)}`);
}

/** The path itself, or the folder that it will be made in. */
function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}
