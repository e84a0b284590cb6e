/**
 * Takes out of a library what refers to nothing: a reference that may be empty is emptied, and a row
 * that makes no sense without it is removed. What they held is answered as SQL, to be kept.
 */
import { z } from 'zod';
import type { Connection } from '../sqlite/database.ts';
import { quotedName } from '../sqlite/quoted-name.ts';
import { type ForeignKey, foreignKeysOf, isDangling } from './dangling-rows.ts';

/** Tables whose rows are numbered from 0 without gaps, and what each numbering belongs to. */
const NUMBERED = {
  playlist_tracks: 'playlist_id',
  track_artists: 'track_id',
  track_genres: 'track_id',
} as const;

/** More than any list is long. */
const OUT_OF_THE_WAY = 1_000_000_000;

export interface SettledRows {
  /** How many rows referred to nothing. */
  readonly rows: number;
  /** SQL that would bring each of them back as it was. */
  readonly statements: readonly string[];
}

/**
 * Settles the dangling rows of the tables that are ours, in the caller's transaction.
 *
 * @param tables their names in lower case: what other programs refer to is their own business
 */
export function settleDanglingRows(db: Connection, tables: ReadonlySet<string>): SettledRows {
  const keys = foreignKeysOf(db).filter(({ table }) => tables.has(table.toLowerCase()));
  const settled = keys.map((key) => settle(db, key));
  for (const [table, group] of Object.entries(NUMBERED)) {
    const isTouched = keys.some((key, index) => key.table === table && settled[index]?.rows !== 0);
    if (isTouched) closeGaps(db, table, group);
  }
  return {
    rows: settled.reduce((sum, { rows }) => sum + rows, 0),
    statements: settled.flatMap(({ statements }) => statements),
  };
}

function settle(db: Connection, key: ForeignKey): SettledRows {
  const columns = z
    .array(z.object({ name: z.string(), notnull: z.number(), pk: z.number() }))
    .parse(db.prepare('SELECT name, "notnull", pk FROM pragma_table_info(?)').all(key.table));
  const own = columns.filter(({ name }) => key.from.includes(name));
  const canBeEmpty = own.every(({ notnull, pk }) => notnull === 0 && pk === 0);
  const names = columns.map(({ name }) => quotedName(name));
  const primary = columns.filter(({ pk }) => pk > 0).map(({ name }) => quotedName(name));
  const table = quotedName(key.table);
  const condition = isDangling(key);
  const keeping = canBeEmpty
    ? keepReferences(key, primary.length === 0 ? ['rowid'] : primary)
    : `'INSERT INTO ' || ${text(table)} || ' (' || ${text(names.join(', '))} || ') VALUES (' || ${names
        .map((name) => `quote(child.${name})`)
        .join(` || ', ' || `)} || ')'`;
  const statements = z
    .array(z.string())
    .parse(db.prepare(`SELECT ${keeping} FROM ${table} AS child WHERE ${condition}`).pluck().all());
  if (statements.length > 0) {
    const emptied = key.from.map((column) => `${quotedName(column)} = NULL`).join(', ');
    db.exec(
      canBeEmpty
        ? `UPDATE ${table} AS child SET ${emptied} WHERE ${condition}`
        : `DELETE FROM ${table} AS child WHERE ${condition}`,
    );
  }
  return { rows: statements.length, statements };
}

/** SQL that answers SQL: the update that would set a row's reference as it was. */
function keepReferences({ table, from }: ForeignKey, primary: readonly string[]): string {
  const assign = (columns: readonly string[], separator: string) =>
    columns
      .map((name) => `${text(`${name} = `)} || quote(child.${name})`)
      .join(` || '${separator}' || `);
  const set = assign(from.map(quotedName), ', ');
  return `${text(`UPDATE ${quotedName(table)} SET `)} || ${set} || ' WHERE ' || ${assign(primary, ' AND ')}`;
}

/** Rows keep their order; two updates, since no two may have one place in between. */
function closeGaps(db: Connection, table: string, group: string): void {
  db.exec(`UPDATE ${table} SET position = position + ${OUT_OF_THE_WAY}`);
  db.exec(`
    UPDATE ${table} SET position = numbered.place
    FROM (
      SELECT ${group} AS of, position AS was,
        row_number() OVER (PARTITION BY ${group} ORDER BY position) - 1 AS place
      FROM ${table}
    ) AS numbered
    WHERE numbered.of = ${table}.${group} AND numbered.was = ${table}.position`);
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
