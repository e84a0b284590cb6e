/**
 * Compares a library's schema with the one that the migration set defines. There is no other
 * definition: what is expected comes from running the set on an empty database in memory.
 */
import { z } from 'zod';
import type { Connection } from '../sqlite/database.ts';

export interface SchemaObject {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

const SchemaObjectsSchema = z.array(
  z.object({ type: z.string(), name: z.string(), sql: z.string() }),
);

/** Every table, index, view and trigger that somebody defined; SQLite's own are left out. */
export function readSchema(db: Connection): SchemaObject[] {
  return SchemaObjectsSchema.parse(
    db
      .prepare(
        `SELECT type, name, sql FROM sqlite_schema
         WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
         ORDER BY type, name`,
      )
      .all(),
  );
}

/** In words, each way in which a schema differs from the expected one; none if they are the same. */
export function schemaDifferences(
  expected: readonly SchemaObject[],
  actual: readonly SchemaObject[],
): string[] {
  const key = (object: SchemaObject) => `${object.type} ${object.name}`;
  const actualSql = new Map(actual.map((object) => [key(object), object.sql]));
  const expectedKeys = new Set(expected.map(key));
  const missingOrChanged = expected.flatMap((object) => {
    const sql = actualSql.get(key(object));
    if (sql === undefined) return [`${key(object)} is missing`];
    return sql === object.sql ? [] : [`${key(object)} is defined differently`];
  });
  const unexpected = actual.filter((object) => !expectedKeys.has(key(object)));
  return [...missingOrChanged, ...unexpected.map((object) => `${key(object)} is unexpected`)];
}
