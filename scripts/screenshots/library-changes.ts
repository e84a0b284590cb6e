/** What happens to a library of a picture behind its back: other programs, failing disks. */
import { closeSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** What a later Fermata leaves. */
const UPGRADE = `PRAGMA user_version = 99;
  INSERT INTO schema_version (version, name, checksum, app_version, applied_at, duration_ms)
  VALUES (99, 'later', 'x', '4.2.0', '2027-01-01T00:00:00.000Z', 1)`;

/** Changes a library as another process does. */
export function change(file: string, sql: string): void {
  const db = new Database(file);
  db.exec(sql);
  db.close();
}

/** Upgrades a library past what this Fermata knows. */
export function upgradeTooFar(file: string): void {
  change(file, UPGRADE);
}

/** Writes over a few bytes of each backup in a folder. */
export function rotBackups(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.db'))) {
    const descriptor = openSync(join(folder, name), 'r+');
    writeSync(descriptor, 'rot', 100_000);
    closeSync(descriptor);
  }
}
