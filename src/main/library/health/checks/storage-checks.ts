/** Whether there is room and permission for what Fermata writes, and who else is writing. */
import { constants, existsSync } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FermataError } from '../../../../shared/errors.ts';
import { formatBytes, formatTime } from '../../../../shared/formats.ts';
import type { Finding } from '../../../../shared/health.ts';
import { type Words, words } from '../../../../shared/words/words.ts';
import { allBackups, readCatalog } from '../../../lifecycle/backups/catalog.ts';
import { conflictWords, findConflictCopies } from '../../../lifecycle/backups/conflict-copies.ts';
import { findCopies } from '../../../lifecycle/backups/library-copies.ts';
import { backupIdOf } from '../../../lifecycle/backups/names.ts';
import { requireReachable } from '../../../lifecycle/files/backups-folder.ts';
import { findCloudFolder, signsOfThisMachine } from '../../../lifecycle/files/cloud-folder.ts';
import { freeBytes, isOnNetworkFileSystem } from '../../../lifecycle/files/file-system.ts';
import type { LibraryPaths } from '../../../lifecycle/files/library-paths.ts';
import { canOnlyBeRead } from '../../../lifecycle/files/rights.ts';
import { storageError } from '../../../lifecycle/files/storage-errors.ts';
import { findWideFiles } from '../../../lifecycle/files/wide-access.ts';
import { holderWords } from '../../../lifecycle/lock/lock-holder.ts';
import { readLockStatus } from '../../../lifecycle/lock/lock-status.ts';
import { homeFolder } from '../../../locations.ts';
import { finding, ok, warning } from './finding.ts';

export async function checkStorage(places: LibraryPaths): Promise<Finding[]> {
  return [
    await finding(words('checks.permissions'), (check) => checkPermissions(check, places)),
    await finding(words('checks.privacy'), (check) => checkPrivacy(check, places)),
    await finding(words('checks.freeSpace'), (check) => checkFreeSpace(check, places)),
    await finding(words('checks.fileSystem'), (check) => checkFileSystem(check, places)),
    await finding(words('places.check'), (check) => checkCloudFolder(check, places)),
    await finding(words('places.copies'), (check) => checkCopies(check, places)),
    await finding(words('checks.lock'), (check) => checkLock(check, places)),
    await finding(words('checks.backups'), (check) => checkBackups(check, places)),
  ];
}

async function checkPermissions(check: Words, places: LibraryPaths): Promise<Finding> {
  const { libraryFile, backupsDir, lockDir } = places;
  if (canOnlyBeRead(libraryFile)) {
    return warning(
      check,
      words('access.checkOnlyRead'),
      words('access.openToWrite', { file: libraryFile }),
    );
  }
  const wanted = [libraryFile, dirname(libraryFile), backupsDir, lockDir ?? dirname(libraryFile)];
  for (const path of wanted.map(nearestExisting)) {
    try {
      await access(path, constants.R_OK | constants.W_OK);
    } catch (error) {
      throw storageError(error, path) ?? error;
    }
  }
  return ok(check, words('checks.permissionsOk'));
}

function checkPrivacy(check: Words, places: LibraryPaths): Finding {
  const [first, ...others] = findWideFiles(places);
  if (first === undefined) return ok(check, words('checks.privacyOk'));
  return warning(
    check,
    words('checks.isWide', { file: first.path, others: others.length }),
    words('checks.makePrivate'),
  );
}

async function checkFreeSpace(check: Words, { libraryFile, backupsDir }: LibraryPaths) {
  if (canOnlyBeRead(libraryFile)) return ok(check, words('access.checkNothingWritten'));
  const libraryBytes = existsSync(libraryFile) ? (await stat(libraryFile)).size : 0;
  const free = await freeBytes(nearestExisting(dirname(libraryFile)));
  const freeForBackups = await freeBytes(nearestExisting(backupsDir));
  if (free === null || freeForBackups === null) return ok(check, words('checks.spaceUnknown'));
  const room = { library: formatBytes(free), backups: formatBytes(freeForBackups) };
  // An upgrade makes a backup and may rewrite every page once.
  const needed = 2 * libraryBytes;
  if (Math.min(free, freeForBackups) >= needed) {
    return ok(check, words('checks.spaceOk', room));
  }
  throw new FermataError(
    'NO_SPACE',
    words('checks.spaceLow', { ...room, needed: formatBytes(needed) }),
    { advice: words('checks.freeSpaceOrMove') },
  );
}

function checkFileSystem(check: Words, { libraryFile }: LibraryPaths): Finding {
  const folder = nearestExisting(dirname(libraryFile));
  if (!isOnNetworkFileSystem(join(folder, 'library.db')))
    return ok(check, words('checks.localDisk'));
  return warning(check, words('checks.networkShare'), words('checks.oneComputer'));
}

function checkCloudFolder(check: Words, { libraryFile }: LibraryPaths): Finding {
  const found = findCloudFolder(libraryFile, signsOfThisMachine(homeFolder()));
  if (found === null) return ok(check, words('places.notInCloud'));
  return warning(check, words('places.inCloud', { ...found }), words('places.moveOut'));
}

async function checkCopies(check: Words, places: LibraryPaths): Promise<Finding> {
  const [first] = existsSync(places.libraryFile) ? await findConflictCopies(places) : [];
  if (first === undefined) return checkSameLibrary(check, places);
  return warning(check, conflictWords(first), words('places.lookAtCopy'));
}

/** A copy that a person made is the same library until they say otherwise: they are asked. */
async function checkSameLibrary(check: Words, places: LibraryPaths): Promise<Finding> {
  const [copy] = await findCopies(places);
  if (copy === undefined) return ok(check, words('places.noCopies'));
  return warning(
    check,
    words('checks.hasCopy', { file: copy }),
    words('checks.whichGoesOn', { file: copy }),
  );
}

async function checkLock(check: Words, { libraryFile, lockDir }: LibraryPaths): Promise<Finding> {
  const lock = await readLockStatus(libraryFile, lockDir);
  switch (lock.state) {
    case 'free':
      return ok(check, words('checks.lockFree'));
    case 'left-behind':
      return warning(
        check,
        words('checks.lockLeft', { holder: holderWords(lock.holder) }),
        words('checks.nothingToDo'),
      );
    case 'held':
      return warning(
        check,
        words('checks.lockHeld', { holder: holderWords(lock.holder) }),
        words('checks.letFinish'),
      );
  }
}

async function checkBackups(check: Words, places: LibraryPaths): Promise<Finding> {
  const { backupsDir } = places;
  requireReachable(backupsDir);
  if (!existsSync(backupsDir)) return ok(check, words('checks.noBackups', { folder: backupsDir }));
  const { backups, others, away } = await readCatalog(places);
  const known = [...allBackups({ backups, others }), ...away];
  const good = new Set(known.map(({ manifest }) => manifest.id));
  const bad = (await readdir(backupsDir)).filter((name) => {
    const id = backupIdOf(name, '.db');
    return id !== null && !good.has(id);
  });
  if (bad.length > 0) {
    throw new FermataError(
      'BACKUP_INVALID',
      words('checks.badBackups', {
        count: bad.length,
        folder: backupsDir,
        names: bad.join(', '),
      }),
      { advice: words('checks.newBackup') },
    );
  }
  const [newest] = backups;
  if (newest === undefined) {
    return away.length === 0
      ? ok(check, words('checks.noBackups', { folder: backupsDir }))
      : warning(
          check,
          words('checks.onlyAway', { folder: backupsDir, count: away.length }),
          words('checks.fetchThem'),
        );
  }
  const time = formatTime(newest.manifest.createdAt);
  const kept = { count: backups.length, folder: backupsDir, time };
  return away.length === 0
    ? ok(check, words('checks.backupsOk', kept))
    : ok(check, words('checks.backupsAway', { ...kept, away: away.length }));
}

/** The path itself, or the folder that it will be made in. */
function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}
