/**
 * The open library's database in a thread that only reads it: SQLite refuses every write. Where the
 * library can only be read, no process tells of its writes, so its files are looked at.
 */
import { storageError } from '../lifecycle/files/storage-errors.ts';
import type { LibraryLocation } from '../lifecycle/lock/own-files.ts';
import { loadMigrationSet } from '../lifecycle/migrations/migration-set.ts';
import { openReader } from '../lifecycle/sqlite/connection.ts';
import { isSnapshot } from '../lifecycle/sqlite/database.ts';
import { stateOfFiles } from '../lifecycle/sqlite/private-copy.ts';
import { requireKnownVersion } from '../lifecycle/sqlite/schema-version.ts';
import { requireOwnViews } from '../lifecycle/strange-schema.ts';
import { shippedMigrationsDir } from '../locations.ts';
import type { ReadableDb } from './handlers.ts';

export class ReadOnlyDatabase {
  readonly location: LibraryLocation;
  readonly #schemaVersion: number;
  #db: ReadableDb;
  /** Of the files that a snapshot was taken of; null where SQLite itself sees what others write. */
  #snapshotOf: string | null;

  /**
   * @throws FermataError `NO_PERMISSION`, `LIBRARY_DAMAGED` if the file cannot be opened, or
   *   is not made as a library is, `LIBRARY_TOO_NEW` if another process has upgraded it since it was prepared
   */
  constructor(location: LibraryLocation, schemaVersion: number) {
    this.location = location;
    this.#schemaVersion = schemaVersion;
    const { db, snapshotOf } = this.#open();
    this.#db = db;
    this.#snapshotOf = snapshotOf;
  }

  /** Opened again where it saw the library as it was before another process wrote to it. */
  get db(): ReadableDb {
    if (this.#snapshotOf !== null && this.#snapshotOf !== this.state()) {
      this.#db.close();
      const { db, snapshotOf } = this.#open();
      this.#db = db;
      this.#snapshotOf = snapshotOf;
    }
    return this.#db;
  }

  /** Differs once another process has written to the library. */
  state(): string {
    return stateOfFiles(this.location.libraryFile);
  }

  /** What an error of this database means: damage, or another program that keeps readers out. */
  asTypedError(error: unknown): unknown {
    return storageError(error, this.location.libraryFile) ?? error;
  }

  close(): void {
    this.#db.close();
  }

  #open(): { db: ReadableDb; snapshotOf: string | null } {
    const file = this.location.libraryFile;
    try {
      const state = this.state();
      const db = openReader(file);
      requireKnownVersion(db, this.#schemaVersion);
      requireOwnViews(db, loadMigrationSet(shippedMigrationsDir()));
      return { db, snapshotOf: isSnapshot(db) ? state : null };
    } catch (error) {
      throw storageError(error, file) ?? error;
    }
  }
}
