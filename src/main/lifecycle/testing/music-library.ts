/** For tests: libraries of the shipped schema with playlists and plays, and ways to damage them. */
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { makeOldLibrary } from '../../../../fixtures/old-library.ts';
import type { BackupKind, BackupManifest } from '../../../shared/backups.ts';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { shippedMigrationsDir } from '../../locations.ts';
import type { Backup } from '../backups/backup.ts';
import { takeBackup } from '../backups/take-backup.ts';
import { loadMigrationSet } from '../migrations/migration-set.ts';
import { type RestoredLibrary, restoreLibrary } from '../restore/restore.ts';
import type { RestoreOptions } from '../restore/restore-run.ts';
import { libraryId } from '../sqlite/sql-functions.ts';
import type { LifecycleOptions } from '../thread/options.ts';
import { makeScratchFolder, withDatabase } from './scratch-library.ts';

export const LATEST = loadMigrationSet(shippedMigrationsDir()).latest;

const PAGE_BYTES = 4096;

/** Built once and then copied: filling a library and backing it up take longer than most tests. */
const libraries = new Map<number, Buffer>();
const backups = new Map<number, { readonly manifest: BackupManifest; readonly content: Buffer }>();

/** The options for a library of some version, in a folder that vanishes with the test. */
export function makeMusicLibrary(version = LATEST): LifecycleOptions & { readonly folder: string } {
  const folder = makeScratchFolder();
  mkdirSync(join(folder, 'music'));
  const libraryFile = join(folder, 'music', 'library.db');
  writeMusicLibrary(libraryFile, version);
  return {
    folder,
    libraryFile,
    backupsDir: join(folder, 'music', 'backups'),
    migrationsDir: shippedMigrationsDir(),
    lockTimeoutMs: 5_000,
    appVersion: '1.2.3',
    host: 'a test',
  };
}

/** 300 tracks with as many plays, and a playlist, in a file of some schema version. */
export function writeMusicLibrary(file: string, version = LATEST): void {
  const content = libraries.get(version);
  if (content === undefined) {
    makeOldLibrary({ file, version, tracks: 300 });
    makeTheSameLibrary(file);
    libraries.set(version, readFileSync(file));
  } else {
    writeFileSync(file, content);
  }
}

/** Of each schema version it is one library, as it was once and is now. */
function makeTheSameLibrary(file: string): void {
  const [appliedAt, durationMs] = ['2024-01-01T12:00:00.000Z', 1.5];
  withDatabase(file, (db) => {
    db.prepare('UPDATE schema_version SET applied_at = ?, duration_ms = ? WHERE version = 1').run(
      appliedAt,
      durationMs,
    );
    const hasId = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'library'`).get();
    if (hasId === undefined) return;
    db.prepare('UPDATE library SET id = ?').run(libraryId(appliedAt, durationMs));
  });
}

/** A backup by hand of such a library, as if it had been made where the options say. */
export async function makeBackup(options: LifecycleOptions, version = LATEST): Promise<Backup> {
  const made = backups.get(version) ?? (await makeFirstBackup(version));
  const file = join(options.backupsDir, `${made.manifest.id}.db`);
  // Another file was seen.
  const { librarySeen: _, ...described } = made.manifest;
  const manifest = { ...described, libraryFile: options.libraryFile };
  mkdirSync(options.backupsDir, { recursive: true });
  writeFileSync(file, made.content);
  writeFileSync(file.replace(/\.db$/, '.json'), JSON.stringify(manifest));
  return { file, manifest };
}

async function makeFirstBackup(version: number) {
  const { file, manifest } = await backUp(makeMusicLibrary(version));
  const made = { manifest, content: readFileSync(file) };
  backups.set(version, made);
  return made;
}

/** Takes a backup, and tells nobody. */
function backUp(options: LifecycleOptions, kind: BackupKind = 'manual'): Promise<Backup> {
  return takeBackup({ ...options, kind }, () => {});
}

/** Restores a backup, keeping what it told. */
export async function restore(
  options: Omit<RestoreOptions, 'backup'>,
  backup: string,
): Promise<RestoredLibrary & { readonly events: readonly LifecycleEvent[] }> {
  const events: LifecycleEvent[] = [];
  const restored = await restoreLibrary({ ...options, backup }, (event) => events.push(event));
  return { ...restored, events };
}

/** Plays the first track: a change that a backup does not have. */
export function play(libraryFile: string, playedAt: string): void {
  withDatabase(libraryFile, (db) =>
    db.prepare('INSERT INTO plays (track_id, played_at) VALUES (1, ?)').run(playedAt),
  );
}

/** Every table's rows: equal when two libraries hold the same. */
export function rowsOf(file: string): Record<string, unknown[]> {
  return withDatabase(file, (db) => {
    const tables = z.array(z.string()).parse(
      db
        .prepare(
          `SELECT name FROM pragma_table_list
             WHERE schema = 'main' AND type = 'table'`,
        )
        .pluck()
        .all(),
    );
    return Object.fromEntries(
      tables.map((table) => {
        // How many backups it knows of is no part of what it holds.
        const columns = table === 'library' ? 'id, schema_floor' : '*';
        return [table, db.prepare(`SELECT ${columns} FROM "${table}"`).all()];
      }),
    );
  });
}

/** The numbers, from 1, of the leaf pages of a table or an index. */
export function leafPagesOf(file: string, name: string): number[] {
  return withDatabase(file, (db) =>
    z
      .array(z.number())
      .parse(
        db
          .prepare(`SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path`)
          .pluck()
          .all(name),
      ),
  );
}

/** Overwrites pages with zeros, as a failing disk does. */
export function zeroPages(file: string, pages: readonly number[]): void {
  for (const page of pages) {
    overwrite(file, (page - 1) * PAGE_BYTES, Buffer.alloc(PAGE_BYTES));
  }
}

/** Overwrites some bytes of a file. */
export function overwrite(file: string, position: number, content: Buffer): void {
  const descriptor = openSync(file, 'r+');
  try {
    writeSync(descriptor, content, 0, content.length, position);
  } finally {
    closeSync(descriptor);
  }
}

/** What was written last is in the log alone, as a process leaves it that is killed. */
export function leaveLog(file: string, sql: string): void {
  const copy = `${file}.copy`;
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.exec(sql);
  copyFileSync(file, copy);
  copyFileSync(`${file}-wal`, `${copy}-wal`);
  db.close();
  for (const ending of ['', '-wal']) {
    copyFileSync(`${copy}${ending}`, `${file}${ending}`);
    rmSync(`${copy}${ending}`);
  }
}

/** Rows without an end: whatever reads them waits for ever. */
export const ENDLESS = 'WITH RECURSIVE e(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM e)';

/** A library whose table is elsewhere, and a view that never ends in its place. */
export function makeEndless(table: string, version = LATEST): string {
  const { libraryFile } = makeMusicLibrary(version);
  withDatabase(libraryFile, (db) =>
    db.unsafeMode(true).exec(`
      PRAGMA legacy_alter_table = ON;
      ALTER TABLE ${table} RENAME TO elsewhere;
      CREATE VIEW ${table} AS ${ENDLESS} SELECT elsewhere.* FROM elsewhere, e`),
  );
  return libraryFile;
}
