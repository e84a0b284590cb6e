/** What a person decides about backups; kept in the backups folder, for all hosts. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { FermataError, systemCode } from '../../shared/errors.ts';
import { writeDurably } from './durable-files.ts';

export const SETTINGS_FILE_NAME = 'settings.json';

export const BackupSettingsSchema = z.object({
  /** A scheduled backup is due once the newest backup is older, in hours. */
  everyHours: z
    .number()
    .min(1)
    .max(24 * 30)
    .default(24),
  /** Where each backup is copied to as well: another disk, a network share. */
  secondDir: z.string().min(1).nullable().default(null),
  /** What all backups together may take, in bytes; null for as much as there is. */
  maxTotalBytes: z.number().int().positive().nullable().default(null),
});
export type BackupSettings = z.infer<typeof BackupSettingsSchema>;

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

/** Writes down what a person decided. */
export async function writeBackupSettings(
  backupsDir: string,
  settings: BackupSettings,
): Promise<void> {
  await writeDurably(join(backupsDir, SETTINGS_FILE_NAME), JSON.stringify(settings, null, 2));
}
