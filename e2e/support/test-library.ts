/** An old library in a folder of its own, with the migrations that bring it up to date. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { prepareLibrary } from '../../src/main/lifecycle/prepare.ts';
import { makeScratchFolder } from './libraries.ts';
import { type AddedMigration, writeMigrationSet } from './migration-sets.ts';

/** Playlists, and tracks that were added twice: what the later migrations have most to do with. */
const OLD_VERSION = 3;

export interface TestLibrary {
  readonly folder: string;
  readonly file: string;
  readonly backupsDir: string;
  readonly migrationsDir: string;
  /** The library's schema version when it was made. */
  readonly oldVersion: number;
  /** What the migrations lead to. */
  readonly newVersion: number;
  /** What a command line names it by. */
  readonly args: readonly string[];
}

interface LibraryOptions {
  readonly tracks?: number;
  /** How long each track's path is, at least: what makes a library of few tracks big. */
  readonly pathBytes?: number;
  /** Migrations after the shipped ones. */
  readonly added?: readonly AddedMigration[];
}

/** Makes an old library in a folder that vanishes with the test. */
export async function makeOldLibrary(options: LibraryOptions = {}): Promise<TestLibrary> {
  const { tracks = 500, pathBytes = 0, added = [] } = options;
  const folder = await makeScratchFolder();
  const library = libraryIn(folder, await writeMigrationSet(join(folder, 'migrations'), { added }));
  await writeMigrationSet(join(folder, 'old-migrations'), { upTo: OLD_VERSION });
  await prepareLibrary(
    {
      libraryFile: library.file,
      backupsDir: library.backupsDir,
      migrationsDir: join(folder, 'old-migrations'),
      appVersion: '0.0.1',
      host: 'a test',
      open: async () => null,
    },
    () => {},
  );
  fill(library.file, tracks, pathBytes);
  return library;
}

/** A copy of an old library that nobody has opened since it was made, in a folder of its own. */
export async function copyLibrary(original: TestLibrary): Promise<TestLibrary> {
  const copy = await makeMissingLibrary(original);
  await copyFile(original.file, copy.file);
  return copy;
}

/** A folder for a library with another one's migrations, without the library. */
export async function makeMissingLibrary(original: TestLibrary): Promise<TestLibrary> {
  const folder = await makeScratchFolder();
  const places = {
    ...libraryIn(folder, original.newVersion),
    migrationsDir: original.migrationsDir,
  };
  return { ...places, args: argsFor(places) };
}

function libraryIn(folder: string, newVersion: number): TestLibrary {
  const places = {
    folder,
    file: join(folder, 'library.db'),
    backupsDir: join(folder, 'backups'),
    migrationsDir: join(folder, 'migrations'),
  };
  return { ...places, oldVersion: OLD_VERSION, newVersion, args: argsFor(places) };
}

function argsFor({ file, migrationsDir }: Pick<TestLibrary, 'file' | 'migrationsDir'>): string[] {
  return ['--library', file, '--migrations', migrationsDir];
}

/** Every tenth track has been added twice, and the playlist holds both. */
function fill(file: string, tracks: number, pathBytes: number): void {
  const db = new Database(file);
  try {
    db.pragma('foreign_keys = ON');
    db.exec(`
      BEGIN;
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
      INSERT INTO artists (id, name) SELECT i, 'The Ärtist ' || i FROM n;
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 80)
      INSERT INTO albums (id, title, artist_id, year)
      SELECT i, 'An Album ' || i, i % 40 + 1, 1960 + i % 60 FROM n;
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12)
      INSERT INTO genres (id, name) SELECT i, 'Genre ' || i FROM n;
      INSERT INTO playlists (id, name, created_at) VALUES (1, 'Everything', '2020-01-01T00:00:00Z');
    `);
    db.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :tracks)
       INSERT INTO tracks (id, path, title, artist_id, album_id, genre_id, play_count, added_at)
       SELECT i, '/music/' || iif(i % 10 = 0, i - 1, i) || '/' || hex(zeroblob(:padding)),
         'Track ' || i, i % 40 + 1, i % 80 + 1, i % 12 + 1, i % 7, '2020-01-01T00:00:00Z'
       FROM n`,
    ).run({ tracks, padding: Math.ceil(pathBytes / 2) });
    db.exec(`
      INSERT INTO playlist_tracks (playlist_id, position, track_id) SELECT 1, id - 1, id FROM tracks;
      COMMIT;
    `);
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}
