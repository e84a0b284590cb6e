/** What a library tells of itself, for *Library Health*. Runs in the worker thread. */
import { type LibraryFacts, LibraryFactsSchema } from '../../../shared/health.ts';
import { storageError } from '../files/storage-errors.ts';
import { countMissing } from '../missing-tracks.ts';
import { openReader } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import { countData, readSide } from '../user-data.ts';

const MIGRATIONS = `
  SELECT version, name, applied_at AS appliedAt, app_version AS appVersion, duration_ms AS durationMs
  FROM schema_version ORDER BY version`;

/**
 * Reads a library's facts without changing it.
 *
 * @throws FermataError `LIBRARY_DAMAGED`, `NO_PERMISSION` if it cannot be read
 */
export function readLibraryFacts({ file }: { readonly file: string }): LibraryFacts {
  let db: Connection | null = null;
  try {
    db = openReader(file);
    const side = readSide(db);
    const { has } = side;
    return LibraryFactsSchema.parse({
      journalMode: db.pragma('journal_mode', { simple: true }),
      migrations: has('schema_version.version') ? db.prepare(MIGRATIONS).all() : [],
      scanProblems: has('scan_problems.path')
        ? db.prepare('SELECT count(*) FROM scan_problems').pluck().get()
        : null,
      missing: countMissing(db),
      contents: countData(db, side),
    });
  } catch (error) {
    throw storageError(error, file) ?? error;
  } finally {
    db?.close();
  }
}
