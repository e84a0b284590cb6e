/** What a person decides about backups; kept in the backups folder, for all hosts. */

import { join } from 'node:path';
import { type BackupSettings, BackupSettingsSchema } from '../../../shared/backups.ts';
import { FermataError, systemCode, toFermataError } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import { accessBeside } from '../files/access.ts';
import { makeBackupsFolder } from '../files/backups-folder.ts';
import { readSmallFile } from '../files/door.ts';
import { writeDurably } from '../files/durable-files.ts';
import { lockLocation, SETTINGS_FILE_NAME } from '../files/file-names.ts';
import { type LibraryLocation, ownFiles } from '../lock/own-files.ts';
import { requireSecondFolder } from './second-folder-choice.ts';

/** More than settings ever have, in bytes. */
const MOST_BYTES = 256 * 1024;

/**
 * The settings of a backups folder; the defaults where nobody decided.
 *
 * @throws FermataError `USAGE` if the file is not in order; the system error if it cannot be read
 */
export async function readBackupSettings(
  backupsDir: string,
  library: LibraryLocation,
): Promise<BackupSettings> {
  const file = join(backupsDir, SETTINGS_FILE_NAME);
  const isOwn = ownFiles(lockLocation(library.libraryFile, library.lockDir));
  try {
    const content = await readSmallFile(file, { maxBytes: MOST_BYTES, isOwn });
    return BackupSettingsSchema.parse(JSON.parse(content.toString('utf8')));
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return BackupSettingsSchema.parse({});
    if (systemCode(cause) !== undefined) throw cause;
    throw notInOrder(file, cause);
  }
}

function notInOrder(file: string, cause?: unknown): FermataError {
  return new FermataError('USAGE', words('backupErrors.settingsInvalid', { file }), {
    advice: words('backupErrors.correctSettings'),
    cause,
  });
}

/** The settings as far as they can be read: what is not in order must not hold up any backup. */
export interface ReadSettings {
  readonly settings: BackupSettings;
  /** Why they are the defaults although somebody decided; null where all is well. */
  readonly failure: FermataError | null;
}

/** The settings of a backups folder, or the defaults and why. */
export async function readSettingsOrDefaults(
  backupsDir: string,
  library: LibraryLocation,
): Promise<ReadSettings> {
  try {
    return { settings: await readBackupSettings(backupsDir, library), failure: null };
  } catch (error) {
    return { settings: BackupSettingsSchema.parse({}), failure: toFermataError(error) };
  }
}

/**
 * Writes down what a person decided.
 *
 * @param libraryFile whose settings they are, and whose owner, group and mode the file gets
 * @throws FermataError `USAGE` if the second folder may not be that (second-folder-choice.ts); the system
 *   error if they cannot be written
 */
export async function writeBackupSettings(
  backupsDir: string,
  settings: BackupSettings,
  libraryFile: string,
): Promise<void> {
  const { secondDir } = settings;
  const library = { libraryFile, backupsDir };
  const before = (await readSettingsOrDefaults(backupsDir, library)).settings.secondDir;
  // What was decided before stays: its disk may be elsewhere now.
  if (secondDir !== null && secondDir !== before) await requireSecondFolder(library, secondDir);
  await makeBackupsFolder(backupsDir, accessBeside(libraryFile));
  await writeDurably(
    join(backupsDir, SETTINGS_FILE_NAME),
    JSON.stringify(settings, null, 2),
    libraryFile,
  );
}
