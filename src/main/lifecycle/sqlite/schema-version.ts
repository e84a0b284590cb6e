/** The schema version that a library has, and the fence that keeps an older app from writing it. */
import { z } from 'zod';
import { FermataError } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import { type Connection, fileOf } from './database.ts';

/** The schema version in a database's header. */
export function readSchemaVersion(db: Connection): number {
  return z
    .number()
    .int()
    .parse(db.pragma('user_version', { simple: true }));
}

/**
 * The oldest schema version whose app can still read and write a library, as the migrations that it has
 * had declare; null where it does not say, or says it of another version.
 */
export function readSchemaFloor(db: Connection): number | null {
  if (!hasFloor(db)) return null;
  const row = db
    .prepare('SELECT schema_floor AS floor, floor_version AS version FROM library')
    .get();
  const { data } = FloorSchema.safeParse(row);
  return data === undefined || data.version !== readSchemaVersion(db) ? null : data.floor;
}

const FloorSchema = z.object({
  floor: z.number().int().positive(),
  version: z.number().int().positive(),
});

/**
 * Has a library say which apps can use it now that it has been upgraded. Once an upgrade has shut some
 * out, none after it lets them in again.
 *
 * @param floor the oldest schema version that the migrations of the upgrade allow
 */
export function raiseSchemaFloor(db: Connection, floor: number): void {
  if (!hasFloor(db)) return;
  const version = readSchemaVersion(db);
  db.prepare(
    'UPDATE library SET schema_floor = max(schema_floor, :floor), floor_version = :version',
  ).run({ floor, version });
}

/** A table of this name may be another tool's; a view of it may have no end. */
function hasFloor(db: Connection): boolean {
  const names = db
    .prepare(
      `SELECT columns.name FROM sqlite_schema, pragma_table_info('library') AS columns
       WHERE sqlite_schema.type = 'table' AND sqlite_schema.name = 'library'`,
    )
    .pluck()
    .all();
  return names.includes('schema_floor') && names.includes('floor_version');
}

/**
 * Whether an app can read and write a library: one of its own schema version, or a newer one that says
 * so. Only a newer one is asked.
 */
export function isUsable(db: Connection, knownVersion: number): boolean {
  return readSchemaVersion(db) <= knownVersion || (readSchemaFloor(db) ?? Infinity) <= knownVersion;
}

/**
 * Checks that a library is not newer than what this app can write: an older app never writes a newer
 * library (design.md, invariant 6), unless the migrations in between allow it. Inside a write
 * transaction the answer holds until its end.
 *
 * @throws FermataError `LIBRARY_TOO_NEW`
 */
export function requireKnownVersion(db: Connection, knownVersion: number): void {
  if (isUsable(db, knownVersion)) return;
  const found = readSchemaVersion(db);
  throw new FermataError(
    'LIBRARY_TOO_NEW',
    words('libraryErrors.upgradedByNewer', { file: fileOf(db) }),
    {
      advice: words('libraryErrors.updateAndStart'),
      libraryState: words('libraryErrors.doesNotWrite'),
      cause: `It has schema version ${found}; this version of Fermata knows ${knownVersion}.`,
    },
  );
}
