/** What a library tells of itself, for *Library Health*. Runs in the worker thread. */
import { z } from 'zod';
import { type LibraryFacts, LibraryFactsSchema } from '../../../shared/health.ts';
import { storageError } from '../files/storage-errors.ts';
import { countMissing } from '../missing-tracks.ts';
import { openReader } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import { countData } from '../user-data.ts';

/**
 * Reads a library's facts without changing it.
 *
 * @throws FermataError `LIBRARY_DAMAGED`, `NO_PERMISSION` if it cannot be read
 */
export function readLibraryFacts({ file }: { readonly file: string }): LibraryFacts {
  let db: Connection | null = null;
  try {
    db = openReader(file);
    return LibraryFactsSchema.parse({
      journalMode: db.pragma('journal_mode', { simple: true }),
      migrations: db
        .prepare(
          `SELECT version, name, applied_at AS appliedAt, app_version AS appVersion,
             duration_ms AS durationMs
           FROM schema_version ORDER BY version`,
        )
        .all(),
      scanProblems: countScanProblems(db),
      missing: countMissing(db),
      contents: countData(db),
    });
  } catch (error) {
    throw storageError(error, file) ?? error;
  } finally {
    db?.close();
  }
}

function countScanProblems(db: Connection): number | null {
  const isThere = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'scan_problems'`).get();
  if (isThere === undefined) return null;
  return z.number().parse(db.prepare('SELECT count(*) FROM scan_problems').pluck().get());
}
