/**
 * Compares a library's schema with the one that the migration set defines. There is no other
 * definition: what is expected comes from running the set on an empty database in memory. What other
 * programs have added is no difference: it is told apart, so that it can be kept.
 */
import { z } from 'zod';
import type { Connection } from '../sqlite/database.ts';
import { sqlTokens } from './sql-statements.ts';

export const SchemaObjectSchema = z.object({
  type: z.string(),
  name: z.string(),
  sql: z.string(),
});
export type SchemaObject = Readonly<z.infer<typeof SchemaObjectSchema>>;

const SchemaObjectsSchema = z.array(SchemaObjectSchema);

export interface SchemaComparison {
  /** Of the expected ones, those that are not there. */
  readonly missing: readonly SchemaObject[];
  /** Of the expected ones, as they should be, those that are there in another form. */
  readonly changed: readonly SchemaObject[];
  /** What is there beyond the expected ones. */
  readonly added: readonly SchemaObject[];
}

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

/**
 * Compares what was defined and not how it was written: tools that dump a database write names in
 * quotes and other blanks. A table with more columns than ours is ours.
 */
export function compareSchemas(
  expected: readonly SchemaObject[],
  actual: readonly SchemaObject[],
): SchemaComparison {
  const found = new Map(actual.map((object) => [keyOf(object), object]));
  const known = new Set(expected.map(keyOf));
  return {
    missing: expected.filter((object) => !found.has(keyOf(object))),
    changed: expected.filter((object) => {
      const there = found.get(keyOf(object));
      return there !== undefined && !means(object, there);
    }),
    added: actual.filter((object) => !known.has(keyOf(object))),
  };
}

/** In words, each way in which a schema lacks something of the expected one; none if it has it all. */
export function schemaDifferences(
  expected: readonly SchemaObject[],
  actual: readonly SchemaObject[],
): string[] {
  const { missing, changed } = compareSchemas(expected, actual);
  return [
    ...missing.map(({ type, name }) => `${type} ${name} is missing`),
    ...changed.map(({ type, name }) => `${type} ${name} is defined differently`),
  ];
}

/** Whether an object holds no rows of its own: it can be made again from its definition. */
export function holdsNoRows({ type }: SchemaObject): boolean {
  return type !== 'table';
}

/** Whether a table is virtual: its rows are kept by a module of SQLite, in tables of their own. */
function isVirtual({ sql }: SchemaObject): boolean {
  return /^CREATE\s+VIRTUAL\s/i.test(sql);
}

function means(expected: SchemaObject, actual: SchemaObject): boolean {
  if (expected.sql === actual.sql) return true;
  const [wanted, there] = [sqlTokens(expected.sql), sqlTokens(actual.sql)];
  const canHaveMore = expected.type === 'table' && !isVirtual(expected);
  if (!canHaveMore && wanted.length !== there.length) return false;
  let reached = 0;
  for (const token of there) if (token === wanted[reached]) reached += 1;
  return reached === wanted.length;
}

/** SQLite's names have no case. */
function keyOf({ type, name }: SchemaObject): string {
  return `${type} ${name.toLowerCase()}`;
}
