/** Starts a new migration: the next number, the name, and what to think of. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadMigrationSet } from '../src/main/lifecycle/migrations/migration-set.ts';
import { FermataError } from '../src/shared/errors.ts';

const NAME = /^[a-z0-9]+(?:_[a-z0-9]+)*$/;

/** The numbers in file names have four digits. */
const LAST_VERSION = 9999;

/** Without a statement the engine refuses it, so that it cannot be forgotten unfinished. */
const TEMPLATE = `-- What changes for the person whose library this is, and why.
-- How to write, test and time it: README.md beside this file.
`;

/**
 * Makes the file of the next migration.
 *
 * @returns its path
 * @throws FermataError `USAGE` for a name that is not in snake case or is taken,
 *   `MIGRATION_SET_INVALID` if the migrations that are there have faults
 */
export function scaffoldMigration(dir: string, name: string): string {
  if (!NAME.test(name)) {
    throw refused(`"${name}" is not a name in snake case (play_history).`);
  }
  const set = loadMigrationSet(dir);
  const namesake = set.migrations.find((migration) => migration.name === name);
  if (namesake !== undefined) throw refused(`${namesake.fileName} has that name already.`);
  const version = set.latest + 1;
  if (version > LAST_VERSION) throw refused('There is no number left for another migration.');

  const file = join(dir, `${String(version).padStart(4, '0')}_${name}.sql`);
  writeFileSync(file, TEMPLATE, { flag: 'wx' });
  return file;
}

function refused(message: string): FermataError {
  return new FermataError('USAGE', message, {
    advice: 'Choose another name: npm run migration:new NAME',
    libraryState: 'No file was made.',
  });
}
