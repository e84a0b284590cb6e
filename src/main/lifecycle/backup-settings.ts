/** What a person decides about backups; kept in the backups folder, for all hosts. */
import { mkdir, readFile } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { type BackupSettings, BackupSettingsSchema } from '../../shared/backups.ts';
import { FermataError, systemCode } from '../../shared/errors.ts';
import { writeDurably } from './durable-files.ts';

export const SETTINGS_FILE_NAME = 'settings.json';

/**
 * The settings of a backups folder; the defaults where nobody decided.
 *
 * @throws FermataError `USAGE` if the file is not in order; the system error if it cannot be read
 */
export async function readBackupSettings(backupsDir: string): Promise<BackupSettings> {
  const file = join(backupsDir, SETTINGS_FILE_NAME);
  try {
    return BackupSettingsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return BackupSettingsSchema.parse({});
    if (systemCode(cause) !== undefined) throw cause;
    throw new FermataError('USAGE', `${file} is not in order.`, {
      advice: 'Correct it, or remove it to go back to the defaults.',
      cause,
    });
  }
}

/**
 * Writes down what a person decided.
 *
 * @throws FermataError `USAGE` if the second folder is the first; the system error if it cannot be
 *   written
 */
export async function writeBackupSettings(
  backupsDir: string,
  settings: BackupSettings,
): Promise<void> {
  const { secondDir } = settings;
  if (secondDir !== null && !isAnotherFolder(secondDir, backupsDir)) {
    throw new FermataError('USAGE', `${secondDir} cannot be the second folder for backups.`, {
      advice: 'Name another folder, on another disk, by its full path.',
    });
  }
  await mkdir(backupsDir, { recursive: true });
  await writeDurably(join(backupsDir, SETTINGS_FILE_NAME), JSON.stringify(settings, null, 2));
}

function isAnotherFolder(secondDir: string, backupsDir: string): boolean {
  return isAbsolute(secondDir) && resolve(secondDir) !== resolve(backupsDir);
}
