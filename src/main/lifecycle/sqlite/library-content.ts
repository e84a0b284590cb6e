/** What a database holds, in numbers: to tell a good copy from one that lost something. */
import { z } from 'zod';
import { COUNTED, CountsSchema, countedName } from '../../../shared/user-data.ts';
import { isListing } from '../listings.ts';
import { isSearchWords } from '../search-index.ts';
import { countData } from '../user-data.ts';
import type { Connection } from './database.ts';
import { readSchemaFloor, readSchemaVersion } from './schema-version.ts';

export const LibraryContentSchema = z.object({
  schemaVersion: z.number().int(),
  /** The oldest schema version that can still use it; undefined where it does not say. */
  schemaFloor: z.number().int().positive().optional(),
  /** How many rows each ordinary table has. */
  rows: z.record(z.string(), z.number().int()),
  /** How many tracks, and how much of each kind of user data, as far as the schema knows them. */
  contents: CountsSchema,
});
export type LibraryContent = z.infer<typeof LibraryContentSchema>;

const TableNamesSchema = z.array(z.object({ name: z.string() }));

/** A database's schema version, the number of rows of each ordinary table, and of user data. */
export function readContent(db: Connection): LibraryContent {
  const tables = TableNamesSchema.parse(
    db
      .prepare(
        `SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
         ORDER BY name`,
      )
      .all(),
  );
  const rows: Record<string, number> = {};
  for (const { name } of tables) {
    // What can be made again is no part of what a library holds.
    if (isSearchWords(name) || isListing(name)) continue;
    const quoted = `"${name.replaceAll('"', '""')}"`;
    rows[name] = z.number().parse(db.prepare(`SELECT count(*) FROM ${quoted}`).pluck().get());
  }
  const schemaFloor = readSchemaFloor(db) ?? undefined;
  return { schemaVersion: readSchemaVersion(db), schemaFloor, rows, contents: countData(db) };
}

/** In words, the first way in which a copy holds something else than its source; null if none. */
export function contentDifference(source: LibraryContent, copy: LibraryContent): string | null {
  if (source.schemaVersion !== copy.schemaVersion) {
    return `the copy has schema version ${copy.schemaVersion} instead of ${source.schemaVersion}`;
  }
  const tables = new Set([...Object.keys(source.rows), ...Object.keys(copy.rows)]);
  for (const table of tables) {
    const [before, after] = [source.rows[table] ?? 0, copy.rows[table] ?? 0];
    if (before !== after) return `the copy has ${after} instead of ${before} rows in ${table}`;
  }
  for (const kind of COUNTED) {
    const [before, after] = [source.contents[kind] ?? 0, copy.contents[kind] ?? 0];
    if (before !== after) return `the copy has ${after} instead of ${countedName(kind, before)}`;
  }
  return null;
}
