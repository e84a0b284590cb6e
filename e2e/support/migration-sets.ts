/** Migration sets for tests: the shipped one, cut short or with more at its end. */
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shippedMigrationsDir } from '../../src/main/locations.ts';

/** A migration that a test adds: its name without number and ending, and its SQL. */
export type AddedMigration = readonly [name: string, sql: string];

/** Applied twice, or half, it leaves other play counts than applied once. */
export const COUNT_APPLICATIONS: AddedMigration = [
  'count_applications',
  'UPDATE tracks SET play_count = play_count + 1;',
];

/**
 * A migration that takes its time in each of a number of statements.
 *
 * @param rounds how far each statement counts: millions are about a second on most machines
 */
export function slowMigration(rounds: number, statements = 1): AddedMigration {
  const statement = `
    UPDATE playlists SET name = name || (
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rounds})
      SELECT substr('', count(*)) FROM n
    );`;
  return ['slow', statement.repeat(statements)];
}

/** The names of the shipped migrations' files, in order. */
export async function shippedMigrations(): Promise<string[]> {
  const names = await readdir(shippedMigrationsDir());
  return names.filter((name) => name.endsWith('.sql')).sort();
}

/**
 * Writes a migration set into a new folder.
 *
 * @param folder made here
 * @param upTo how many of the shipped migrations it begins with; all unless given
 * @param added what follows them
 * @returns the schema version that the set leads to
 */
export async function writeMigrationSet(
  folder: string,
  { upTo, added = [] }: { upTo?: number; added?: readonly AddedMigration[] } = {},
): Promise<number> {
  await mkdir(folder);
  const shipped = (await shippedMigrations()).slice(0, upTo);
  for (const name of shipped)
    await copyFile(join(shippedMigrationsDir(), name), join(folder, name));
  for (const [index, [name, sql]] of added.entries()) {
    await writeFile(join(folder, migrationFileName(shipped.length + index + 1, name)), sql);
  }
  return shipped.length + added.length;
}

export function migrationFileName(version: number, name: string): string {
  return `${String(version).padStart(4, '0')}_${name}.sql`;
}
