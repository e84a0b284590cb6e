/** What is written down about each backup, in a file of the same name beside it. */
import { z } from 'zod';

export const BACKUP_KINDS = ['before-migration', 'before-restore', 'scheduled', 'manual'] as const;
export type BackupKind = (typeof BACKUP_KINDS)[number];

/** Characters of a note: a sentence or three. */
export const MAX_NOTE_LENGTH = 500;

export const BackupManifestSchema = z.object({
  /** The backup's name, and its file's without the ending. Sorts by time. */
  id: z.string().regex(/^[\w.-]+$/),
  kind: z.enum(BACKUP_KINDS),
  /** ISO 8601. */
  createdAt: z.string(),
  /** What the person who made it by hand wrote about it. */
  note: z.string().max(MAX_NOTE_LENGTH).nullable().default(null),
  appVersion: z.string(),
  schemaVersion: z.number().int().positive(),
  bytes: z.number().int().positive(),
  /** Of the backup file, in hexadecimal. */
  sha256: z.string().length(64),
  /** How many rows each table has. */
  rows: z.record(z.string(), z.number().int().nonnegative()),
  /** ISO 8601: when the backup was last found good. */
  verifiedAt: z.string(),
});
export type BackupManifest = z.infer<typeof BackupManifestSchema>;

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
