/** The work that the lifecycle does in its worker thread: each job's request and result. */
import { z } from 'zod';
import {
  type LibraryDifference,
  LibraryDifferenceSchema,
  type Salvage,
  SalvageSchema,
} from '../../../shared/backups.ts';
import { type LibraryFacts, LibraryFactsSchema } from '../../../shared/health.ts';
import {
  type CrashCheck,
  type CrashCheckRequest,
  CrashCheckSchema,
} from '../jobs/check-after-crash.ts';
import type { CheckedCopy } from '../jobs/check-copy.ts';
import type { CompareRequest } from '../jobs/comparison.ts';
import { type ExamineRequest, type ExamineResult, ExamineResultSchema } from '../jobs/examine.ts';
import { type Fingerprint, FingerprintSchema } from '../jobs/file-hash.ts';
import {
  type SectionRange,
  SectionRangeSchema,
  type SectionsRequest,
} from '../jobs/file-sections.ts';
import type { HoldRequest } from '../jobs/hold-writers.ts';
import { type Inspection, InspectionSchema } from '../jobs/inspect.ts';
import { type LogJudgement, LogJudgementSchema } from '../jobs/judge-log.ts';
import type { CopyRequest } from '../jobs/library-copy.ts';
import {
  ConditionSchema,
  type FileCondition,
  type MendRequest,
  type MendResult,
  MendResultSchema,
} from '../jobs/mend-copy.ts';
import { type MigrateRequest, type MigrateResult, MigrateResultSchema } from '../jobs/migrate.ts';
import {
  type ReplaceRequest,
  type ReplaceResult,
  ReplaceResultSchema,
} from '../jobs/replace-content.ts';
import type { SalvageRequest } from '../jobs/salvage.ts';
import {
  type SameContent,
  type SameContentRequest,
  SameContentSchema,
} from '../jobs/same-content.ts';
import { type LeaveOutRequest, type SchemaParts, SchemaPartsSchema } from '../jobs/schema-parts.ts';
import { type LedgerEntry, LedgerSchema, type MigrationSet } from '../migrations/migration-set.ts';
import { type FileFormat, FileFormatSchema } from '../sqlite/file-format.ts';
import { type LibraryContent, LibraryContentSchema } from '../sqlite/library-content.ts';
import {
  type LibraryIdentity,
  LibraryIdentitySchema,
  NewIdSchema,
  type RaiseRequest,
} from '../sqlite/library-identity.ts';

export type { CheckedCopy, ExamineResult, Fingerprint, SchemaParts, SectionRange };

export interface Jobs {
  inspect: {
    request: { readonly file: string; readonly latestVersion: number };
    result: Inspection;
  };
  'inspect-open': {
    request: { readonly file: string; readonly latestVersion: number };
    result: Inspection;
  };
  /** Whose log lies beside a library that this process does not have open. */
  'judge-log': { request: { readonly file: string }; result: LogJudgement };
  /** Plays a WAL into the library, if no process has that open; answers whether one has. */
  recover: { request: { readonly file: string }; result: boolean };
  'check-after-crash': { request: CrashCheckRequest; result: CrashCheck };
  ledger: { request: { readonly file: string }; result: LedgerEntry[] };
  /** Which library a file is; null where that cannot be read. */
  identify: { request: { readonly file: string }; result: LibraryIdentity | null };
  /** Whether the library could be told the number of its last backup. */
  'raise-sequence': { request: RaiseRequest; result: boolean };
  /** Which library it was, and is now; null where it has no id, or is a newer one. */
  'give-new-id': {
    request: Omit<RaiseRequest, 'sequence'>;
    result: z.infer<typeof NewIdSchema> | null;
  };
  copy: {
    request: CopyRequest;
    result: LibraryContent;
  };
  'check-content': {
    request: CheckedCopy & { readonly expected: LibraryContent };
    result: string[];
  };
  'check-pages': { request: CheckedCopy; result: undefined };
  /** Null where the file is missing, or cannot be read. */
  format: { request: { readonly file: string }; result: FileFormat | null };
  /** A file's format, and what of it has to be mended. */
  condition: {
    request: { readonly file: string; readonly set: MigrationSet };
    result: FileCondition;
  };
  'mend-copy': { request: MendRequest; result: MendResult };
  /** What its schema has beside ours, and lacks of it. */
  parts: { request: { readonly file: string; readonly set: MigrationSet }; result: SchemaParts };
  /** Takes parts of its schema out of a copy; answers which file keeps their definitions. */
  'leave-out': { request: LeaveOutRequest; result: string | null };
  /** SHA-256 of a finished file, in hexadecimal. */
  hash: { request: { readonly file: string }; result: string };
  /** The same, with checksums of its sections. */
  fingerprint: { request: { readonly file: string }; result: Fingerprint };
  /** Whether a backup holds what a library holds now. */
  'same-content': { request: SameContentRequest; result: SameContent };
  /** The first one that is not what it was, or null. */
  'find-changed-section': { request: SectionsRequest; result: SectionRange | null };
  /** Whether the library may have changed since writers were held before. */
  'hold-writers': { request: HoldRequest; result: boolean };
  'release-writers': { request: { readonly leaveWal: boolean }; result: undefined };
  'replace-content': { request: ReplaceRequest; result: ReplaceResult };
  /** Writes a library's WAL into the library itself. */
  checkpoint: { request: { readonly file: string }; result: undefined };
  /** Writes what it can of it without anybody waiting; answers how many pages are left. */
  'checkpoint-in-use': { request: { readonly file: string }; result: number };
  compare: { request: CompareRequest; result: LibraryDifference };
  salvage: { request: SalvageRequest; result: Salvage };
  migrate: { request: MigrateRequest; result: MigrateResult };
  examine: { request: ExamineRequest; result: ExamineResult };
  facts: { request: { readonly file: string }; result: LibraryFacts };
}

export type JobName = keyof Jobs;

export const JOB_RESULTS: { readonly [Name in JobName]: z.ZodType<Jobs[Name]['result']> } = {
  inspect: InspectionSchema,
  'inspect-open': InspectionSchema,
  'judge-log': LogJudgementSchema,
  recover: z.boolean(),
  'check-after-crash': CrashCheckSchema,
  ledger: LedgerSchema,
  identify: LibraryIdentitySchema.nullable(),
  'raise-sequence': z.boolean(),
  'give-new-id': NewIdSchema.nullable(),
  copy: LibraryContentSchema,
  'check-content': z.array(z.string()),
  'check-pages': z.undefined(),
  format: FileFormatSchema.nullable(),
  condition: ConditionSchema,
  'mend-copy': MendResultSchema,
  parts: SchemaPartsSchema,
  'leave-out': z.string().nullable(),
  hash: z.string(),
  fingerprint: FingerprintSchema,
  'same-content': SameContentSchema,
  'find-changed-section': SectionRangeSchema.nullable(),
  'hold-writers': z.boolean(),
  'release-writers': z.undefined(),
  'replace-content': ReplaceResultSchema,
  checkpoint: z.undefined(),
  'checkpoint-in-use': z.number().int(),
  compare: LibraryDifferenceSchema,
  salvage: SalvageSchema,
  migrate: MigrateResultSchema,
  examine: ExamineResultSchema,
  facts: LibraryFactsSchema,
};
