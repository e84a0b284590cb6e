/**
 * Prints how long better-sqlite3 alone takes for the SQL of the same migrations in one transaction:
 * no lock, no backup, no checks, no records.
 */
import Database from 'better-sqlite3';
import { loadMigrationSet } from '../../src/main/lifecycle/migrations/migration-set.ts';
import { registerSqlFunctions } from '../../src/main/lifecycle/sqlite/sql-functions.ts';
import { shippedMigrationsDir } from '../../src/main/locations.ts';

const [file = '', fromVersion = ''] = process.argv.slice(2);
const { migrations } = loadMigrationSet(shippedMigrationsDir());

const startedAt = performance.now();
const db = new Database(file);
registerSqlFunctions(db);
// The rebuild of a table needs it off.
db.pragma('foreign_keys = OFF');
db.exec('BEGIN IMMEDIATE');
for (const { sql } of migrations.slice(Number(fromVersion))) db.exec(sql);
db.exec('COMMIT');
// Closing writes the log back into the library, as the engine does.
db.close();
console.log(JSON.stringify(performance.now() - startedAt));
