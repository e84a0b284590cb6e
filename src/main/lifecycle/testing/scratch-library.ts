/** For tests: folders that vanish with the test, tiny migrations, and tiny libraries made by them. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished } from 'vitest';
import type { BackupManifest } from '../../../shared/backups.ts';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import type { BackupsFolder } from '../backups/catalog.ts';
import { backupId } from '../backups/names.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { migrateLibrary } from '../jobs/migrate.ts';
import { loadMigrationSet, type MigrationSet } from '../migrations/migration-set.ts';

/** Three steps; the third counts up, so that applying it twice shows in the data. */
export const TINY_MIGRATIONS = {
  '0001_albums.sql': `
    CREATE TABLE albums (id INTEGER PRIMARY KEY, title TEXT NOT NULL) STRICT;`,
  '0002_tracks.sql': `
    CREATE TABLE tracks (
      id INTEGER PRIMARY KEY,
      album_id INTEGER NOT NULL REFERENCES albums (id),
      title TEXT NOT NULL
    ) STRICT;
    CREATE INDEX tracks_by_album ON tracks (album_id);`,
  '0003_play_counts.sql': `
    ALTER TABLE tracks ADD COLUMN play_count INTEGER NOT NULL DEFAULT 0;
    UPDATE tracks SET play_count = play_count + 1;`,
} as const;

export type MigrationFiles = Readonly<Record<string, string>>;

/** The places of a scratch library, as prepareLibrary takes them. */
export interface ScratchLibrary {
  readonly folder: string;
  readonly libraryFile: string;
  readonly backupsDir: string;
  readonly migrationsDir: string;
}

/** An empty folder (its real path), removed when the test ends, which must leave nothing beside it. */
export function makeScratchFolder(parent = tmpdir()): string {
  const folder = realpathSync(mkdtempSync(join(parent, 'fermata-unit-')));
  onTestFinished(() => {
    removeWhole(folder);
    const left = readdirSync(dirname(folder)).filter((name) => name.startsWith(basename(folder)));
    for (const name of left) rmSync(join(dirname(folder), name), { recursive: true });
    expect(left, 'what the test left outside of its folder').toEqual([]);
  });
  return folder;
}

/** Removes a folder with what is in it, also where a test has made a part of it read-only. */
function removeWhole(folder: string): void {
  chmodSync(folder, 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeWhole(join(folder, entry.name));
  }
  rmSync(folder, { recursive: true });
}

/** Writes migration files, in place of those that were there, and loads them. */
export function writeMigrations(dir: string, files: MigrationFiles): MigrationSet {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(dir, name), sql);
  return loadMigrationSet(dir);
}

/** The tiny migrations and places for a library that does not exist yet. */
export function makePlaces(files: MigrationFiles = TINY_MIGRATIONS): ScratchLibrary {
  const folder = makeScratchFolder();
  const migrationsDir = join(folder, 'migrations');
  writeMigrations(migrationsDir, files);
  mkdirSync(join(folder, 'music'));
  return {
    folder,
    libraryFile: join(folder, 'music', 'library.db'),
    backupsDir: join(folder, 'music', 'backups'),
    migrationsDir,
  };
}

/** A library of an older schema version with an album of tracks, beside the tiny migrations. */
export function makeLibrary({ version = 2, tracks = 10 } = {}): ScratchLibrary {
  const places = makePlaces();
  const set = loadMigrationSet(places.migrationsDir);
  migrateLibrary(
    {
      file: places.libraryFile,
      set: { ...set, migrations: set.migrations.slice(0, version), latest: version },
      fromVersion: 0,
      appVersion: '1.0.0',
    },
    quietContext(),
  );
  fillLibrary(places.libraryFile, tracks);
  return places;
}

/** A library of version 2 with ten tracks, and migrations that go on from there. */
export function makeOldLibrary(
  laterSteps: MigrationFiles,
): ScratchLibrary & { readonly file: string; readonly set: MigrationSet } {
  const places = makeLibrary({ version: 2 });
  const set = writeMigrations(places.migrationsDir, {
    '0001_albums.sql': TINY_MIGRATIONS['0001_albums.sql'],
    '0002_tracks.sql': TINY_MIGRATIONS['0002_tracks.sql'],
    ...laterSteps,
  });
  return { ...places, file: places.libraryFile, set };
}

/**
 * A backup in name only: a small file with a manifest that fits it.
 *
 * @returns its id
 */
export function writeBackup(
  backupsDir: string,
  given: Partial<BackupManifest> & Pick<BackupManifest, 'createdAt'>,
): string {
  const { kind = 'before-migration', schemaVersion = 2, createdAt } = given;
  const content = `not really a library, of ${createdAt}`;
  const id = backupId(kind, schemaVersion, new Date(createdAt));
  const manifest: BackupManifest = {
    id,
    kind,
    schemaVersion,
    note: null,
    appVersion: '1.0.0',
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    rows: {},
    verifiedAt: createdAt,
    ...given,
  };
  mkdirSync(backupsDir, { recursive: true });
  writeFileSync(join(backupsDir, `${id}.db`), content);
  writeFileSync(join(backupsDir, `${id}.json`), JSON.stringify(manifest));
  return id;
}

/** A folder for the backups of a library that is not there. */
export function backupsIn(backupsDir: string): BackupsFolder {
  return { backupsDir, libraryFile: join(backupsDir, '..', 'absent.db') };
}

/** A job's context that hears nothing and never stops. */
export function quietContext(onEvent: (event: LifecycleEvent) => void = () => {}): JobContext {
  return { onEvent, throwIfStopped: () => {} };
}

/** Uses a plain connection, without any of the engine's own code, and closes it. */
export function withDatabase<Result>(file: string, use: (db: Database.Database) => Result): Result {
  const db = new Database(file);
  try {
    return use(db);
  } finally {
    db.close();
  }
}

/** The rows of a query, through a plain connection. */
export function queryRows(file: string, sql: string): unknown[] {
  return withDatabase(file, (db) => db.prepare(sql).all());
}

/** One value of a query, through a plain connection. */
export function queryValue(file: string, sql: string): unknown {
  return withDatabase(file, (db) => db.prepare(sql).pluck().get());
}

/**
 * Every file under a folder with its content's hash and its time: equal when nothing was written,
 * made or removed in between. The history is left out, which tells of what failed and was undone too.
 */
export function fingerprint(folder: string): Record<string, string> {
  const prints: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || isHistory(entry.name)) continue;
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
    prints[relative(folder, path)] = `${sha256} ${statSync(path, { bigint: true }).mtimeNs}`;
  }
  return prints;
}

/** Overwrites one page of a database, counted from 1, as a failing disk might. */
export function damagePage(file: string, page: number): void {
  const pageBytes = Number(queryValue(file, 'PRAGMA page_size'));
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(pageBytes, 0xa5), 0, pageBytes, (page - 1) * pageBytes);
  closeSync(handle);
}

/** The hash of a file's content. */
export function digestOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** The names in a folder but for the history's, none if it is not there. */
export function namesIn(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => !isHistory(name))
        .sort()
    : [];
}

function isHistory(name: string): boolean {
  return name.endsWith('.history.jsonl');
}

function fillLibrary(file: string, tracks: number): void {
  withDatabase(file, (db) => {
    db.exec(`INSERT INTO albums (id, title) VALUES (1, 'Blue Train')`);
    if (tracks === 0 || db.pragma('user_version', { simple: true }) === 1) return;
    db.exec(`
      WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${tracks})
      INSERT INTO tracks (album_id, title) SELECT 1, 'Track ' || n || ' of the album' FROM numbers`);
  });
}
