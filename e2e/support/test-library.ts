/** An old library in a folder of its own, with the migrations that bring it up to date. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { makeOldLibrary as buildOldLibrary } from '../../fixtures/old-library.ts';
import { shippedMigrationsDir } from '../../src/main/locations.ts';
import { makeScratchFolder } from './libraries.ts';
import { type AddedMigration, shippedMigrations, writeMigrationSet } from './migration-sets.ts';

/** Has playlists, and tracks that were added twice: what the later migrations have most to do with. */
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
  /** By how much each track's path is longer than paths are: a big library of few tracks. */
  readonly paddingBytes?: number;
  /** Migrations after the shipped ones. */
  readonly added?: readonly AddedMigration[];
}

/** Makes an old library in a folder that vanishes with the test. */
export async function makeOldLibrary(options: LibraryOptions = {}): Promise<TestLibrary> {
  const { tracks = 500, paddingBytes = 0, added = [] } = options;
  const folder = await makeScratchFolder();
  const migrationsDir = join(folder, 'migrations');
  const library = describe(
    folder,
    migrationsDir,
    await writeMigrationSet(migrationsDir, { added }),
  );
  buildOldLibrary({ file: library.file, version: OLD_VERSION, tracks });
  if (paddingBytes > 0) padPaths(library.file, paddingBytes);
  return library;
}

/** Makes a library of this version's own schema version in a folder that vanishes with the test. */
export async function makeCurrentLibrary(): Promise<TestLibrary> {
  const migrationsDir = shippedMigrationsDir();
  const { length } = await shippedMigrations();
  const library = describe(await makeScratchFolder(), migrationsDir, length);
  buildOldLibrary({ file: library.file, tracks: 500 });
  return { ...library, oldVersion: length };
}

/** A copy of an old library that nobody has opened since it was made, in a folder of its own. */
export async function copyLibrary(original: TestLibrary): Promise<TestLibrary> {
  const copy = await makeMissingLibrary(original);
  await copyFile(original.file, copy.file);
  return copy;
}

/** A folder for a library with another one's migrations, without the library. */
export async function makeMissingLibrary(original: TestLibrary): Promise<TestLibrary> {
  return describe(await makeScratchFolder(), original.migrationsDir, original.newVersion);
}

function describe(folder: string, migrationsDir: string, newVersion: number): TestLibrary {
  const file = join(folder, 'library.db');
  return {
    folder,
    file,
    backupsDir: join(folder, 'backups'),
    migrationsDir,
    oldVersion: OLD_VERSION,
    newVersion,
    args: ['--library', file, '--migrations', migrationsDir],
  };
}

function padPaths(file: string, bytes: number): void {
  const db = new Database(file);
  try {
    db.prepare(`UPDATE tracks SET path = path || '/' || hex(zeroblob(?))`).run(bytes / 2);
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}
