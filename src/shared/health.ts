/** How a library is: what *Library Health* shows and its report holds. */
import { z } from 'zod';
import { BACKUP_KINDS } from './backups.ts';
import { ERROR_CODES, ErrorReportSchema } from './errors.ts';
import { LockHolderSchema } from './lifecycle-events.ts';
import { MissingTracksSchema } from './missing-tracks.ts';
import { ReceiptSchema } from './receipts.ts';
import { CountsSchema } from './user-data.ts';
import { SentWordsSchema } from './words/sent-words.ts';

/** `quick` reads every page and row; `full` also compares each index with its table, much slower. */
const CheckDepthSchema = z.enum(['quick', 'full']);
export type CheckDepth = z.infer<typeof CheckDepthSchema>;

/** What one check found. */
const FindingSchema = z.object({
  /** What was checked: "Backups". */
  check: z.string(),
  /** A warning stops nothing; a problem does, now or at the next upgrade. */
  verdict: z.enum(['ok', 'warning', 'problem']),
  message: z.string(),
  /** What to do; null where all is well. */
  advice: z.string().nullable(),
  /** The error that a problem leads to; null for everything else. */
  code: z.enum(ERROR_CODES).nullable(),
  /** The same by key and values, as far as the catalog has them. */
  words: z
    .object({ check: SentWordsSchema, message: SentWordsSchema, advice: SentWordsSchema })
    .partial()
    .optional(),
});
export type Finding = z.infer<typeof FindingSchema>;

/** A check of the library that was finished. */
const CheckRecordSchema = z.object({
  kind: z.literal('check'),
  /** ISO 8601: when it was finished. */
  at: z.string(),
  depth: CheckDepthSchema,
  appVersion: z.string(),
  durationMs: z.number().nonnegative(),
  findings: z.array(FindingSchema),
});
export type CheckRecord = z.infer<typeof CheckRecordSchema>;

/** One holding of the library's lock. */
const LockRecordSchema = z.object({
  kind: z.literal('lock'),
  ...LockHolderSchema.pick({ pid: true, host: true, appVersion: true, purpose: true, since: true })
    .shape,
  /** How long it waited for others, in milliseconds; null where that is not known. */
  waitedMs: z.number().nonnegative().nullable(),
  /** How long it had the lock, in milliseconds; null where that is not known. */
  heldMs: z.number().nonnegative().nullable(),
  /** `died`: its process ended without freeing it; `lost`: another computer took it over. */
  end: z.enum(['freed', 'died', 'lost']),
});
export type LockRecord = z.infer<typeof LockRecordSchema>;

/** An upgrade or a repair that was done. */
const ReceiptRecordSchema = z.object({
  kind: z.literal('receipt'),
  /** ISO 8601. */
  at: z.string(),
  appVersion: z.string(),
  receipt: ReceiptSchema,
  /** What a person was told of it, in English. */
  told: z.array(z.string()),
});
/** Which library the file is since then. */
const LibraryRecordSchema = z.object({ kind: z.literal('library'), id: z.string().min(1) });

/** Whether its backups in a folder are on another disk than the library, since then. */
const BackupsRecordSchema = z.object({
  kind: z.literal('backups'),
  folder: z.string(),
  isOther: z.boolean(),
});

/** What other programs had added to the schema: SHA-256 of each definition. */
const AdditionsRecordSchema = z.object({
  kind: z.literal('additions'),
  digests: z.array(z.string()),
});

/** A line of a library's history file. */
export const HistoryRecordSchema = z.discriminatedUnion('kind', [
  CheckRecordSchema,
  LockRecordSchema,
  ReceiptRecordSchema,
  LibraryRecordSchema,
  BackupsRecordSchema,
  AdditionsRecordSchema,
]);
export type HistoryRecord = z.infer<typeof HistoryRecordSchema>;

export const CheckRequestSchema = z.object({ depth: CheckDepthSchema });

/** The check that runs now, or how the last one of this process ended. */
export const HealthCheckSchema = z.object({
  state: z.enum(['idle', 'running', 'done', 'cancelled', 'failed']),
  depth: CheckDepthSchema.nullable(),
  /** Tables of the library. */
  progress: z.object({ done: z.number(), total: z.number() }).nullable(),
  error: ErrorReportSchema.nullable(),
});
export type HealthCheck = z.infer<typeof HealthCheckSchema>;

const AppliedMigrationSchema = z.object({
  version: z.number().int(),
  name: z.string(),
  /** ISO 8601. */
  appliedAt: z.string(),
  appVersion: z.string(),
  durationMs: z.number(),
});

/** What can be read of a library itself. */
export const LibraryFactsSchema = z.object({
  journalMode: z.string(),
  migrations: z.array(AppliedMigrationSchema),
  /** Files that scans could not read; null before the schema knew them. */
  scanProblems: z.number().int().nullable(),
  /** Tracks whose files are missing; null as above. */
  missing: MissingTracksSchema.nullable(),
  /** How many tracks there are, and how much of each kind of user data. */
  contents: CountsSchema,
});
export type LibraryFacts = z.infer<typeof LibraryFactsSchema>;

const BackupHealthSchema = z.object({
  count: z.number().int(),
  unusable: z.number().int(),
  bytes: z.number(),
  newest: z.object({ createdAt: z.string(), kind: z.enum(BACKUP_KINDS) }).nullable(),
  /** ISO 8601: when a backup was last found good. */
  lastVerifiedAt: z.string().nullable(),
  secondFolder: z.enum(['none', 'complete', 'behind', 'out-of-reach']),
  /** ISO 8601: from when on a changed library is backed up by itself; null where that is now. */
  nextAt: z.string().nullable(),
});
export type BackupHealth = z.infer<typeof BackupHealthSchema>;

export const LibraryHealthSchema = z.object({
  appVersion: z.string(),
  /** Node, SQLite and, in the desktop app, Electron and Chromium. */
  runtime: z.array(z.object({ name: z.string(), version: z.string() })),
  /** The operating system, its version and the processor. */
  system: z.string(),
  file: z.string(),
  state: z.enum([
    'missing',
    'current',
    'behind',
    'ahead',
    'foreign',
    'damaged',
    'unreadable',
    'busy',
  ]),
  /** Why it cannot be used now, by the host that serves it; null where it can. */
  failure: ErrorReportSchema.nullable(),
  /** Why, where the state needs it. */
  reason: z.string().nullable(),
  schemaVersion: z.number().int().nullable(),
  latestSchemaVersion: z.number().int(),
  /** The library's file and its write-ahead log, in bytes. */
  bytes: z.number(),
  /** In bytes; null where the folder cannot be asked. */
  freeBytes: z.number().nullable(),
  /** Null where the library cannot be read. */
  facts: LibraryFactsSchema.nullable(),
  lastCheck: CheckRecordSchema.nullable(),
  /** Null where the backups folder cannot be read. */
  backups: BackupHealthSchema.nullable(),
  lock: z.object({
    state: z.enum(['free', 'held', 'left-behind']),
    holder: LockHolderSchema.nullable(),
  }),
  /** Newest first. */
  lockHistory: z.array(LockRecordSchema),
});
export type LibraryHealth = z.infer<typeof LibraryHealthSchema>;
