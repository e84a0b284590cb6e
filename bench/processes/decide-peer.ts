/**
 * Prints how long the quickest peer takes to find a library up to date, first in this process and
 * then warm. Its migrations are in memory before the clock starts; it opens and closes the library.
 */
import { migrate } from '@blackglory/better-sqlite3-migrations';
import Database from 'better-sqlite3';
import { loadMigrationSet } from '../../src/main/lifecycle/migrations/migration-set.ts';
import { shippedMigrationsDir } from '../../src/main/locations.ts';
import { printTimes } from './repeat.ts';

const [libraryFile = '', calls = ''] = process.argv.slice(2);
const migrations = loadMigrationSet(shippedMigrationsDir()).migrations.map(({ version, sql }) => ({
  version,
  up: sql,
  down: '',
}));

await printTimes(Number(calls), () => {
  const db = new Database(libraryFile);
  migrate(db, migrations);
  db.close();
});
