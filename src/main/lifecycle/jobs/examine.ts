/** The deep check of a library: its pages, its references, its schema. Runs in the worker thread. */
import { z } from 'zod';
import type { CheckDepth } from '../../../shared/health.ts';
import type { Phase } from '../../../shared/lifecycle-events.ts';
import { storageError } from '../files/storage-errors.ts';
import type { MigrationSet } from '../migrations/migration-set.ts';
import { readSchema, schemaDifferences } from '../migrations/schema.ts';
import { openReader } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import { findDamage } from '../sqlite/find-damage.ts';
import { readSchemaVersion } from '../sqlite/schema-version.ts';
import type { JobContext } from './job-context.ts';
import { schemaOf } from './migrate.ts';

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
  /** How many rows refer to a row that does not exist. */
  danglingReferences: z.number().int(),
  /** In words, each way in which the schema is not the one of its version. */
  schemaDifferences: z.array(z.string()),
});
export type ExamineResult = z.infer<typeof ExamineResultSchema>;

/**
 * Examines a library without changing it, telling how far it is in its tables. The schema is compared with the one that the set defines
 * for the library's own version.
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
    const damage = findDamage(db, {
      depth,
      onTable(done, total) {
        throwIfStopped();
        onEvent({ event: 'progress', phase, done, total, unit: 'steps' });
      },
    });
    throwIfStopped();
    const danglingReferences = z
      .number()
      .parse(db.prepare('SELECT count(*) FROM pragma_foreign_key_check').pluck().get());
    throwIfStopped();
    const applied = set.migrations.slice(0, readSchemaVersion(db));
    const expected = schemaOf({ ...set, migrations: applied });
    return {
      damage,
      danglingReferences,
      schemaDifferences: schemaDifferences(expected, readSchema(db)),
    };
  } catch (error) {
    throw storageError(error, file) ?? error;
  } finally {
    db?.close();
  }
}
