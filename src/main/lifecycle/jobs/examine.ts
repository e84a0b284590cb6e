/** The deep check of a library: its pages, its references, its schema. Runs in the worker thread. */
import { z } from 'zod';
import type { CheckDepth } from '../../../shared/health.ts';
import type { Phase } from '../../../shared/lifecycle-events.ts';
import { storageError } from '../files/storage-errors.ts';
import { schemaOf, setUpTo } from '../migrations/defined-schema.ts';
import { readRecordedVersion } from '../migrations/ledger.ts';
import type { MigrationSet } from '../migrations/migration-set.ts';
import { compareSchemas, readSchema } from '../migrations/schema.ts';
import { openReader } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import { examineTables, findUnaccountedPages, isSound } from '../sqlite/find-damage.ts';
import { readSchemaVersion } from '../sqlite/schema-version.ts';
import { countDanglingRows } from './dangling-rows.ts';
import type { JobContext } from './job-context.ts';
import { findOutOfStep, judgeSchema } from './own-schema.ts';

export interface ExamineRequest {
  readonly file: string;
  readonly set: MigrationSet;
  readonly depth: CheckDepth;
  /** What it is a part of, for its events. */
  readonly phase: Phase;
}

export const ExamineResultSchema = z.object({
  /** What is wrong with the file itself; null if nothing is. */
  damage: z.string().nullable(),
  /** Indexes, triggers and what else follows from the tables, by name: `repair` makes them again. */
  mendable: z.array(z.string()),
  /** How many rows refer to a row that does not exist: `repair` sets them aside. */
  danglingReferences: z.number().int(),
  /** Pages that are in no use and not known to be free: `repair` gives them back. */
  unusedPages: z.number().int(),
  /** Of other programs, by name: they work by themselves whenever the library is written. */
  addedTriggers: z.array(z.string()),
  /** In words, what the tables lack of those of its version. */
  schemaDifferences: z.array(z.string()),
});
export type ExamineResult = z.infer<typeof ExamineResultSchema>;

/**
 * Examines a library without changing it, telling how far it is in its tables. The schema is compared
 * with the one that the set defines for the library's own version.
 *
 * @throws FermataError `LIBRARY_DAMAGED`, `NO_PERMISSION` if it cannot be read, `INTERRUPTED`
 */
export function examineLibrary(
  { file, set, depth, phase }: ExamineRequest,
  { throwIfStopped, onEvent }: JobContext,
): ExamineResult {
  let db: Connection | null = null;
  try {
    db = openReader(file);
    const condition = examineTables(db, {
      depth,
      onTable(done, total) {
        throwIfStopped();
        onEvent({ event: 'progress', phase, done, total, unit: 'steps' });
      },
    });
    throwIfStopped();
    const isWhole = condition.damage === null && isSound(condition);
    const pages = isWhole ? findUnaccountedPages(db) : { shared: null, unused: 0 };
    throwIfStopped();
    const version = readSchemaVersion(db) || (readRecordedVersion(db) ?? 0);
    // What a newer version has changed is not known here.
    const own = version > set.latest ? [] : schemaOf(setUpTo(set, version));
    const schema = readSchema(db);
    const { lacking, differences } = judgeSchema(own, schema);
    const added = version > set.latest ? [] : compareSchemas(own, schema).added;
    const mendable = [
      ...condition.indexes,
      ...condition.derived,
      ...lacking,
      // A view in a table's place may have no end.
      ...(isWhole && differences.length === 0 ? findOutOfStep(db, own) : []),
    ];
    return {
      damage: condition.damage ?? pages.shared,
      mendable: [...new Set(mendable)],
      danglingReferences: isWhole ? countDanglingRows(db) : 0,
      unusedPages: pages.unused,
      addedTriggers: added.filter(({ type }) => type === 'trigger').map(({ name }) => name),
      schemaDifferences: differences,
    };
  } catch (error) {
    throw storageError(error, file) ?? error;
  } finally {
    db?.close();
  }
}
