/** What backups are called: the names of their files say when, of which version, and why. */

import { BACKUP_KINDS, type BackupKind } from '../../../shared/backups.ts';
import { BACKUP_ENDING, DAMAGED_ENDING, type MANIFEST_ENDING } from '../files/file-names.ts';

/** A new backup's id: when, of which schema version, and why. */
export function backupId(kind: BackupKind, schemaVersion: number, createdAt: Date): string {
  const time = createdAt.toISOString().replaceAll(':', '-');
  return `${time}_v${String(schemaVersion).padStart(4, '0')}_${kind}`;
}

const BACKUP_ID = new RegExp(
  `^\\d{4}-\\d\\d-\\d\\dT[\\d.Z-]+_v\\d{4,}_(?:${BACKUP_KINDS.join('|')})$`,
);

/** The id of the backup that a file with this ending belongs to; null for any other file. */
export function backupIdOf(
  fileName: string,
  ending: typeof BACKUP_ENDING | typeof MANIFEST_ENDING | typeof DAMAGED_ENDING,
): string | null {
  if (!fileName.endsWith(ending)) return null;
  const id = fileName.slice(0, -ending.length);
  return BACKUP_ID.test(id) ? id : null;
}

/**
 * The same, if no backup is called so yet: the clock may stand still, or show a time again.
 *
 * @param names of the folder's files
 */
export function freeBackupId(
  kind: BackupKind,
  schemaVersion: number,
  createdAt: Date,
  names: readonly string[],
): string {
  const taken = new Set(names.map((name) => name.replace(/\.(db|json)(\..*)?$/, '')));
  let time = createdAt.getTime();
  while (taken.has(backupId(kind, schemaVersion, new Date(time)))) time += 1;
  return backupId(kind, schemaVersion, new Date(time));
}

/** Whether the backup with this id, good or damaged, is among the files of a folder. */
export function hasBackup(id: string, names: readonly string[]): boolean {
  return names.includes(`${id}${BACKUP_ENDING}`) || names.includes(`${id}${DAMAGED_ENDING}`);
}
