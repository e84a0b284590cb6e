/** The schema that migrations make: by running them on an empty database in memory. */
import { z } from 'zod';
import { openScratch } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import type { MigrationSet } from './migration-set.ts';
import { readSchema, type SchemaObject } from './schema.ts';
import { parseSqlScript } from './sql-statements.ts';

/** What a library records of its migrations in. */
export const LEDGER = `
  CREATE TABLE schema_version (
    version INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at TEXT NOT NULL,
    app_version TEXT NOT NULL,
    duration_ms REAL NOT NULL
  ) STRICT`;

/** The migrations that lead to an older version. */
export function setUpTo(set: MigrationSet, version: number): MigrationSet {
  return { ...set, migrations: set.migrations.slice(0, version), latest: version };
}

/** The schema that a set of migrations makes of nothing. */
export function schemaOf(set: MigrationSet): SchemaObject[] {
  return withSchemaOf(set, readSchema);
}

/** What one version's schema has: its objects, and the columns of its tables in lower case. */
export interface DefinedSchema {
  readonly objects: readonly SchemaObject[];
  /** "tracks.rating" */
  readonly columns: ReadonlySet<string>;
}

/** The same with its columns. */
export function definedBy(set: MigrationSet): DefinedSchema {
  return withSchemaOf(set, (db) => ({ objects: readSchema(db), columns: readColumns(db) }));
}

/** The names of its tables in lower case. */
export function ownTables({ objects }: DefinedSchema): Set<string> {
  return new Set(
    objects.filter(({ type }) => type === 'table').map(({ name }) => name.toLowerCase()),
  );
}

/**
 * Every name that the migrations after a version give to something, in lower case. A statement that
 * cannot be run ends the list: whoever applies it finds out.
 */
export function namesMadeAfter(set: MigrationSet, version: number): Set<string> {
  return withSchemaOf(setUpTo(set, version), (db) => {
    const names = z.array(z.string());
    const read = db.prepare('SELECT lower(name) FROM sqlite_schema').pluck();
    const before = new Set(names.parse(read.all()));
    const made = new Set<string>();
    const pending = set.migrations
      .slice(version)
      .flatMap(({ sql }) => parseSqlScript(sql).statements);
    for (const { sql, words } of pending) {
      try {
        db.exec(sql);
      } catch {
        return made;
      }
      if (words[0] !== 'CREATE' && words[0] !== 'ALTER') continue;
      for (const name of names.parse(read.all())) if (!before.has(name)) made.add(name);
    }
    return made;
  });
}

/** The columns of all ordinary tables: "tracks.rating", in lower case. */
export function readColumns(db: Connection): Set<string> {
  const sql = `
    SELECT lower(tables.name || '.' || columns.name)
    FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
    WHERE tables.type = 'table' AND tables.sql NOT LIKE 'CREATE VIRTUAL %'`;
  return new Set(z.array(z.string()).parse(db.prepare(sql).pluck().all()));
}

/** The table of a column "tracks.rating". */
export function tableOf(column: string): string {
  return column.slice(0, column.indexOf('.'));
}

function withSchemaOf<Result>(set: MigrationSet, read: (db: Connection) => Result): Result {
  const scratch = openScratch();
  try {
    scratch.exec(LEDGER);
    for (const migration of set.migrations) scratch.exec(migration.sql);
    return read(scratch);
  } finally {
    scratch.close();
  }
}
