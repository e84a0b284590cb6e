/**
 * The migrations of a folder, validated before anything is done with them (design.md section 5):
 * `NNNN_snake_case.sql`, contiguous from 0001, immutable once a library has recorded them.
 */
import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { FermataError } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import { parseSqlScript, type SqlScript, type SqlStatement } from './sql-statements.ts';

export interface Migration {
  readonly version: number;
  /** The file's name without number and ending: `play_history`. */
  readonly name: string;
  /** The file's name: `0007_play_history.sql`. */
  readonly fileName: string;
  readonly sql: string;
  /** SHA-256 of the SQL in hexadecimal, line endings read as LF. */
  readonly checksum: string;
}

/** Plain data, so that it crosses to a worker thread as it is. */
export interface MigrationSet {
  readonly dir: string;
  readonly migrations: readonly Migration[];
  /** The schema version that the set leads to. */
  readonly latest: number;
}

/** What a library has recorded of the migrations that were applied to it. */
export const LedgerSchema = z.array(
  z.object({ version: z.number().int(), name: z.string(), checksum: z.string() }),
);
export type LedgerEntry = z.infer<typeof LedgerSchema>[number];

const FILE_NAME = /^(?<version>\d{4})_(?<name>[a-z0-9]+(?:_[a-z0-9]+)*)\.sql$/;

/** Statements that would end, nest or forbid the one transaction that all migrations run in. */
const TRANSACTION_STATEMENTS = new Set([
  'BEGIN',
  'COMMIT',
  'END',
  'ROLLBACK',
  'SAVEPOINT',
  'RELEASE',
  'ATTACH',
  'DETACH',
  'VACUUM',
]);

/**
 * Reads the migrations of a folder and checks names, numbers and that none is empty.
 *
 * @throws FermataError `MIGRATION_SET_INVALID`, naming the file
 */
export function loadMigrationSet(dir: string): MigrationSet {
  const migrations = migrationFileNames(dir).map((fileName) => readMigration(dir, fileName));
  if (migrations.length === 0) throw invalid(`The folder ${dir} has no migrations.`);
  requireContiguous(migrations);
  return { dir, migrations, latest: migrations.length };
}

/**
 * Checks what is inside the migrations: each has statements, none touches the transaction, and what
 * destroys data says so on the line before.
 *
 * @throws FermataError `MIGRATION_SET_INVALID`, naming the file and line
 */
export function checkStatements(set: MigrationSet): void {
  for (const migration of set.migrations) {
    const script = parseSqlScript(migration.sql);
    if (script.statements.length === 0) throw invalid(`${migration.fileName} is empty.`);
    for (const statement of script.statements) checkStatement(migration, script, statement);
    floorIn(migration, script);
  }
}

/**
 * Checks that the migrations a library has had applied are the ones of this set.
 *
 * @throws FermataError `MIGRATION_SET_INVALID`, naming the file
 */
export function checkLedger(set: MigrationSet, ledger: readonly LedgerEntry[]): void {
  for (const entry of ledger) {
    const migration = set.migrations[entry.version - 1];
    if (migration !== undefined && migration.checksum === entry.checksum) continue;
    const fileName = migration?.fileName ?? `${entry.version} (${entry.name})`;
    throw invalid(
      `Migration ${fileName} is not the one that this library was upgraded with: its content has changed since.`,
    );
  }
}

/** The part of a ledger that a set knows: a newer library may allow older apps ({@link floorOf}). */
export function knownPart(set: MigrationSet, ledger: readonly LedgerEntry[]): LedgerEntry[] {
  return ledger.filter(({ version }) => version <= set.latest);
}

/**
 * The oldest schema version whose app can go on with a library after a migration: what it declares in a
 * comment of its own (`-- fermata: floor 0015`), else its own version.
 *
 * @throws FermataError `MIGRATION_SET_INVALID` if that is no version before its own
 */
export function floorOf(migration: Migration): number {
  return floorIn(migration, parseSqlScript(migration.sql));
}

function floorIn(migration: Migration, { commentsByLine }: SqlScript): number {
  const declared = [...commentsByLine].filter(([, comment]) => /^fermata:\s*floor\b/.test(comment));
  const [first, second] = declared;
  if (first === undefined) return migration.version;
  const floor = Number(/^fermata: floor (\d{4})$/.exec(first[1])?.[1]);
  if (second === undefined && floor >= 1 && floor < migration.version) return floor;
  const line = (second ?? first)[0];
  throw invalid(
    `${migration.fileName}:${line} declares a floor that is not one version before its own: write "-- fermata: floor NNNN" once.`,
  );
}

/** A migration's name for people: "Play history". */
export function migrationTitle(migration: Migration): string {
  const words = migration.name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function migrationFileNames(dir: string): string[] {
  try {
    return readdirSync(dir)
      .filter((name) => name.endsWith('.sql'))
      .sort();
  } catch (cause) {
    throw invalid(`The migrations folder ${dir} cannot be read.`, cause);
  }
}

function readMigration(dir: string, fileName: string): Migration {
  const { version, name } = FILE_NAME.exec(fileName)?.groups ?? {};
  if (version === undefined || name === undefined) {
    throw invalid(`${fileName} is not named like a migration (NNNN_snake_case.sql).`);
  }
  const sql = readSql(join(dir, fileName)).replaceAll('\r\n', '\n');
  if (sql.trim() === '') throw invalid(`${fileName} is empty.`);
  const checksum = hash('sha256', sql);
  return { version: Number(version), name, fileName, sql, checksum };
}

function readSql(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw invalid(`${file} cannot be read.`, cause);
  }
}

function requireContiguous(migrations: readonly Migration[]): void {
  for (const [index, migration] of migrations.entries()) {
    const expected = index + 1;
    if (migration.version === expected) continue;
    const previous = migrations[index - 1];
    throw invalid(
      previous?.version === migration.version
        ? `${previous.fileName} and ${migration.fileName} have the same number.`
        : `Migration ${String(expected).padStart(4, '0')} is missing: ${migration.fileName} is next.`,
    );
  }
}

function checkStatement(migration: Migration, script: SqlScript, statement: SqlStatement): void {
  const where = `${migration.fileName}:${statement.line}`;
  const [first] = statement.words;
  if (first !== undefined && TRANSACTION_STATEMENTS.has(first)) {
    throw invalid(
      `${where} has the statement ${first}, which a migration may not: all run in one transaction.`,
    );
  }
  const destruction = destructionBy(statement);
  if (destruction === null) return;
  const marker = `fermata: allow ${destruction}`;
  if (script.commentsByLine.get(statement.line - 1) === marker) return;
  throw invalid(
    `${where} destroys data (${destruction}) and does not say so: write "-- ${marker}" on the line before.`,
  );
}

function destructionBy({ words }: SqlStatement): string | null {
  if (words[0] === 'DROP' && words[1] === 'TABLE') return 'DROP TABLE';
  if (words[0] === 'ALTER' && words.includes('DROP')) return 'DROP COLUMN';
  const deletes = words[0] === 'DELETE' || (words[0] === 'WITH' && words.includes('DELETE'));
  return deletes && !words.includes('WHERE') ? 'DELETE' : null;
}

function invalid(message: string, cause?: unknown): FermataError {
  return new FermataError('MIGRATION_SET_INVALID', message, {
    advice: words('libraryErrors.installAgain'),
    cause,
  });
}
