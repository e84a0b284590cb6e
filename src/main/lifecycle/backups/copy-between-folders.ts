/**
 * Has both folders for backups hold what they are to hold: what was found damaged in the first comes
 * back from its copy in the second, and what the second lacks is copied there.
 */
import { basename } from 'node:path';
import { FermataError, toFermataError } from '../../../shared/errors.ts';
import { formatTime } from '../../../shared/formats.ts';
import { notice } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import { BACKUP_ENDING, DAMAGED_ENDING } from '../files/file-names.ts';
import {
  type BackupCatalog,
  type BackupsFolder,
  type CatalogedBackup,
  listBackups,
  readCatalog,
} from './catalog.ts';
import { backupIdOf } from './names.ts';
import { copyBackup, type SecondFolderWork, updateSecondFolder } from './second-copy.ts';
import { readBackupSettings } from './settings.ts';

interface CopyOptions extends Pick<SecondFolderWork, 'threads' | 'onEvent' | 'signal'> {
  readonly folder: BackupsFolder;
  /** The library's present one. */
  readonly schemaVersion: number;
}

/** Copies both ways, if there is a second folder; a failure is a notice, and tried again later. */
export async function copyBetweenFolders(options: CopyOptions): Promise<void> {
  const { folder, schemaVersion, ...work } = options;
  try {
    const { secondDir, maxTotalBytes } = await readBackupSettings(folder.backupsDir, folder);
    if (secondDir === null) return;
    const rule = { schemaVersion, maxTotalBytes };
    const both = { ...work, secondDir, library: folder, rule };
    await bringBack(folder, both);
    await updateSecondFolder(await readCatalog(folder), both);
  } catch (error) {
    work.onEvent(notice(toFermataError(error).sentence));
  }
}

/** The copies of what is damaged in the first folder and can come back from the second. */
export function copiesOfDamaged(
  { backups, unusable }: BackupCatalog,
  copies: readonly CatalogedBackup[],
): CatalogedBackup[] {
  const whole = new Set(backups.map(({ manifest }) => manifest.id));
  const damaged = new Set(
    unusable.filter(({ state }) => state === 'damaged').map(({ file }) => idOf(file)),
  );
  return copies.filter(({ manifest: { id } }) => damaged.has(id) && !whole.has(id));
}

/** @throws FermataError `BACKUP_FAILED` at the first that could not be copied */
async function bringBack(folder: BackupsFolder, work: SecondFolderWork): Promise<void> {
  // Why the second folder cannot be read is told by what copies there next.
  const copies = await listBackups({ ...folder, backupsDir: work.secondDir }).catch(() => []);
  for (const copy of copiesOfDamaged(await readCatalog(folder), copies)) {
    try {
      await copyBackup(copy, folder.backupsDir, work);
    } catch (cause) {
      throw new FermataError(
        'BACKUP_FAILED',
        words('backupErrors.notCopiedBack', {
          time: formatTime(copy.manifest.createdAt),
          folder: work.secondDir,
        }),
        { advice: words('backupErrors.checkBothDisks'), cause },
      );
    }
  }
}

function idOf(file: string): string | null {
  const name = basename(file);
  return backupIdOf(name, BACKUP_ENDING) ?? backupIdOf(name, DAMAGED_ENDING);
}
