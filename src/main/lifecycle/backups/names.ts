/** What backups are called: the names of their files say when, of which version, and why. */
import { BACKUP_KINDS, type BackupKind } from '../../../shared/backups.ts';

/** A new backup's id: when, of which schema version, and why. */
export function backupId(kind: BackupKind, schemaVersion: number, createdAt: Date): string {
  const time = createdAt.toISOString().replaceAll(':', '-');
  return `${time}_v${String(schemaVersion).padStart(4, '0')}_${kind}`;
}

const BACKUP_ID = new RegExp(
  `^\\d{4}-\\d\\d-\\d\\dT[\\d.Z-]+_v\\d{4,}_(?:${BACKUP_KINDS.join('|')})$`,
);

/** What a backup file is called after it was found to be damaged. */
export const DAMAGED_ENDING = '.db.damaged';

/** The id of the backup that a file with this ending belongs to; null for any other file. */
export function backupIdOf(
  fileName: string,
  ending: '.db' | '.json' | typeof DAMAGED_ENDING,
): string | null {
  if (!fileName.endsWith(ending)) return null;
  const id = fileName.slice(0, -ending.length);
  return BACKUP_ID.test(id) ? id : null;
}

/** Whether the backup with this id, good or damaged, is among the files of a folder. */
export function hasBackup(id: string, names: readonly string[]): boolean {
  return names.includes(`${id}.db`) || names.includes(`${id}${DAMAGED_ENDING}`);
}
