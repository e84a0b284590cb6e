/** Backups as all sides know them: manifests, settings, differences, and the work on backups. */
import { z } from 'zod';
import { ErrorReportSchema } from './errors.ts';
import { NoticeSchema, PhaseSchema } from './lifecycle-events.ts';
import { ChangeSchema, COUNTED, type Counted, type Counts, forUserData } from './user-data.ts';
import { SentWordsSchema } from './words/sent-words.ts';

export const BACKUP_KINDS = ['before-migration', 'before-restore', 'scheduled', 'manual'] as const;
export type BackupKind = (typeof BACKUP_KINDS)[number];

/** Characters of a note: a sentence or three. */
export const MAX_NOTE_LENGTH = 500;

/** Checksums of a file's sections, in their order. */
export const SectionsSchema = z.object({
  /** Of each section but the last, which has what is left. */
  bytes: z.number().int().min(4_096).max(67_108_864),
  /** CRC-32 of each section, eight hexadecimal digits for one, without anything in between. */
  crc32: z.string().regex(/^([0-9a-f]{8})*$/),
});
export type Sections = z.infer<typeof SectionsSchema>;

/** What is written down about each backup, in a file of the same name beside it. */
export const BackupManifestSchema = z.object({
  /** The backup's name, and its file's without the ending. It begins with the time. */
  id: z.string().regex(/^[\w.-]+$/),
  kind: z.enum(BACKUP_KINDS),
  /** ISO 8601: what was written to the library before that is in the backup. */
  createdAt: z.iso.datetime(),
  /** What the person who made it by hand wrote about it. */
  note: z.string().max(MAX_NOTE_LENGTH).nullable().default(null),
  appVersion: z.string(),
  schemaVersion: z.number().int().positive(),
  /** The oldest schema version whose app can use it; missing where only that of its own can. */
  schemaFloor: z.number().int().positive().optional().catch(undefined),
  bytes: z.number().int().positive(),
  /** Of the backup file, in hexadecimal. */
  sha256: z.string().length(64),
  /**
   * Of the backup file, to find bit rot at the disk's speed; missing in what older versions wrote.
   * Whatever relies on the backup (a restore, a copy of it) compares its SHA-256.
   */
  sections: SectionsSchema.optional().catch(undefined),
  /** Which library it is of; missing in what older versions wrote, whose backups say so themselves. */
  libraryId: z.string().min(1).optional().catch(undefined),
  /** Where that library was, for its name and for a library that can no longer say which one it is. */
  libraryFile: z.string().min(1).optional().catch(undefined),
  /**
   * Its number among the library's backups: the order is by it. Missing in what older versions wrote,
   * which comes before all that have one.
   */
  sequence: z.number().int().positive().optional().catch(undefined),
  /** How many days backups of the library were made on by then: its age is counted in these. */
  day: z.number().int().positive().optional().catch(undefined),
  /** What follows from its rows and was made again in it, by name: it was damaged in the library. */
  mended: z.array(z.string()).optional().catch(undefined),
  /**
   * The times and sizes of the library's files right before it was copied: as long as they are the
   * same, nothing was written to it since.
   */
  librarySeen: z.string().optional().catch(undefined),
  /** How many rows each table has. */
  rows: z.record(z.string(), z.number().int().nonnegative()),
  /**
   * How much there is of each kind of user data, by its name, and how many tracks; missing in what
   * older versions wrote ({@link contentsOf}). A newer version may count kinds that this one does not.
   */
  contents: z.record(z.string(), z.number().int().nonnegative()).optional().catch(undefined),
  /** ISO 8601: when the backup was last found good. */
  verifiedAt: z.iso.datetime(),
});
export type BackupManifest = z.infer<typeof BackupManifestSchema>;

/** Whether an app that knows schema versions up to this one can restore a backup. */
export function isUnderstood(
  { schemaVersion, schemaFloor }: Pick<BackupManifest, 'schemaVersion' | 'schemaFloor'>,
  latestVersion: number,
): boolean {
  return Math.min(schemaVersion, schemaFloor ?? schemaVersion) <= latestVersion;
}

/** The tables whose rows are kinds that are counted: all that is known of a backup made before 0.2. */
const COUNTED_TABLES: Readonly<Partial<Record<Counted, string>>> = {
  tracks: 'tracks',
  plays: 'plays',
  playlists: 'playlists',
  playlistEntries: 'playlist_tracks',
  folders: 'scan_roots',
};

/** What a backup holds, as far as its manifest says: an older one knows nothing of ratings. */
export function contentsOf({
  contents,
  rows,
}: Pick<BackupManifest, 'contents' | 'rows'>): Readonly<Counts> {
  const counted: Counts = {};
  for (const kind of COUNTED) {
    const count = contents === undefined ? rows[COUNTED_TABLES[kind] ?? ''] : contents[kind];
    if (count !== undefined) counted[kind] = count;
  }
  return counted;
}

/** A month without a backup is too long. */
export const MAX_EVERY_HOURS = 24 * 30;

/** What a person decides about backups. */
export const BackupSettingsSchema = z.object({
  /** A scheduled backup is due once the newest backup is older, in hours. */
  everyHours: z.number().min(1).max(MAX_EVERY_HOURS).default(24),
  /** Where each backup is copied to as well: another disk, a network share. */
  secondDir: z.string().min(1).nullable().default(null),
  /** What all backups together may take, in bytes; null for as much as there is. */
  maxTotalBytes: z.number().int().positive().nullable().default(null),
});
export type BackupSettings = z.infer<typeof BackupSettingsSchema>;

/** A file of the backups folder that is no backup to rely on. */
const UnusableFileSchema = z.object({
  file: z.string(),
  /** `unreadable`: it may well be whole, but nobody can tell. `away`: a part of it is not here now. */
  state: z.enum(['partial', 'damaged', 'unreadable', 'foreign', 'away']),
  /** A plain sentence. */
  reason: z.string(),
  /** The same by key and values. */
  reasonWords: SentWordsSchema.optional(),
});
export type UnusableFile = z.infer<typeof UnusableFileSchema>;

/** A backup whose file is not here now: a cloud folder has taken it away, its disk is elsewhere. */
const AwayBackupSchema = BackupManifestSchema.omit({ sections: true }).extend({
  /** A plain sentence. */
  reason: z.string(),
  /** The same by key and values. */
  reasonWords: SentWordsSchema.optional(),
});

const ListedBackupSchema = BackupManifestSchema.omit({ sections: true }).extend({
  /** False for one that a newer app made. */
  understood: z.boolean(),
  /** Whether its date cannot be right (backup-dates.ts). */
  isDateDoubtful: z.boolean(),
});
export type ListedBackup = z.infer<typeof ListedBackupSchema>;

/** The backups of another library that lie in the same folder. */
const OtherLibrarySchema = z.object({
  /** Null for backups that do not say whose they are. */
  id: z.string().nullable(),
  /** What its file was called when it was backed up last, as far as that is known. */
  name: z.string().nullable(),
  /** Newest first. */
  backups: z.array(ListedBackupSchema),
});
export type OtherLibraryList = z.infer<typeof OtherLibrarySchema>;

export const BackupListSchema = z.object({
  folder: z.string(),
  /** Of the library, newest first. */
  backups: z.array(ListedBackupSchema),
  /** Never offered by themselves, never counted, never removed. */
  others: z.array(OtherLibrarySchema),
  /** Newest first. */
  away: z.array(AwayBackupSchema),
  unusable: z.array(UnusableFileSchema),
  /** The ids of those that stay until the version after them has been used for 14 days. */
  pinned: z.array(z.string()),
  /** The ids of those that would go next, and why. */
  goingNext: z.array(
    z.object({ id: z.string(), reason: z.string(), reasonWords: SentWordsSchema.optional() }),
  ),
  settings: BackupSettingsSchema,
  /** Why the settings are the defaults although somebody decided, or null. */
  settingsFailure: ErrorReportSchema.nullable(),
});
export type BackupList = z.infer<typeof BackupListSchema>;

/** What restoring a backup would change, for each kind of what people care about. */
export const LibraryDifferenceSchema = z.object({
  tracks: ChangeSchema,
  ...forUserData(ChangeSchema),
  playlists: ChangeSchema.extend({
    /** The first names. */
    gainedNames: z.array(z.string()),
    lostNames: z.array(z.string()),
  }),
});
export type LibraryDifference = z.infer<typeof LibraryDifferenceSchema>;

/** For a library that cannot be opened: the newest backup that this app understands. */
export const WayBackSchema = z.object({
  manifest: BackupManifestSchema,
  /** Whether its date cannot be right. */
  isDateDoubtful: z.boolean().optional(),
  /** What restoring it would change; null where the library cannot be read. */
  difference: LibraryDifferenceSchema.nullable(),
});
export type WayBack = z.infer<typeof WayBackSchema>;

/** What could be read of a damaged library that the restored backup does not have. */
export const SalvageSchema = z.object({
  ...forUserData(z.number().int()),
  /** In plain sentences, what could not be read. */
  unreadable: z.array(z.string()),
});
export type Salvage = z.infer<typeof SalvageSchema>;

export const BackUpRequestSchema = z.object({
  note: z.string().trim().max(MAX_NOTE_LENGTH).default(''),
});

/** The work on backups that runs, or the last one that did. */
export const BackupActivitySchema = z.object({
  work: z.enum(['none', 'back-up', 'copy', 'verify', 'restore', 'salvage']),
  state: z.enum(['idle', 'running', 'done', 'failed']),
  phase: PhaseSchema.nullable(),
  progress: z.object({ done: z.number(), total: z.number() }).nullable(),
  /** How it ended, in a plain sentence. */
  outcome: z.string().nullable(),
  /** The same by key and values. */
  outcomeWords: SentWordsSchema.optional(),
  /** The backup to restore to undo the restore that was done, or null. */
  undo: z.string().nullable(),
  /** Whether the last restore undid one: undoing it does that one again. */
  isUndone: z.boolean().optional(),
  /** What can be added from the damaged library that a restore replaced, or null. */
  salvage: SalvageSchema.nullable(),
  /** What a person should know although nothing failed: a second folder out of reach, say. */
  notices: z.array(NoticeSchema),
  error: ErrorReportSchema.nullable(),
});
export type BackupActivity = z.infer<typeof BackupActivitySchema>;
