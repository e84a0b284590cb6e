/**
 * The open library's database in the worker thread: one connection for reads and writes, fenced
 * against a library that another process has meanwhile upgraded (design.md, invariant 6).
 */
import { type Connection, openWriter } from '../lifecycle/connection.ts';
import { requireKnownVersion } from '../lifecycle/schema-version.ts';
import { storageError } from '../lifecycle/storage-errors.ts';

export class OpenDatabase {
  readonly file: string;
  readonly db: Connection;
  /** The schema version that the library was prepared for: the one that this app knows. */
  readonly schemaVersion: number;

  /**
   * @throws FermataError `NO_PERMISSION`, `LIBRARY_DAMAGED` if the file cannot be opened,
   *   `LIBRARY_TOO_NEW` if another process has upgraded it since it was prepared
   */
  constructor(file: string, schemaVersion: number) {
    try {
      this.file = file;
      this.db = openWriter(file, schemaVersion);
      this.schemaVersion = schemaVersion;
    } catch (error) {
      throw storageError(error, file) ?? error;
    }
  }

  /**
   * Writes in one transaction: all of it, or nothing.
   *
   * @throws FermataError `LIBRARY_TOO_NEW` once another process has upgraded the library,
   *   `NO_SPACE`, `NO_PERMISSION`, `LOCK_TIMEOUT` if another program keeps writing
   */
  write<Result>(work: () => Result): Result {
    try {
      return this.db
        .transaction(() => {
          this.requireKnownVersion();
          return work();
        })
        .immediate();
    } catch (error) {
      throw this.asTypedError(error);
    }
  }

  /** @throws FermataError `LIBRARY_TOO_NEW` once another process has upgraded the library */
  requireKnownVersion(): void {
    requireKnownVersion(this.db, this.schemaVersion);
  }

  /** What an error of this database means: damage, a full disk, another program's write. */
  asTypedError(error: unknown): unknown {
    return storageError(error, this.file) ?? error;
  }

  /** A number that differs after each commit of another process. */
  dataVersion(): unknown {
    return this.db.pragma('data_version', { simple: true });
  }

  /** Writes the WAL back into the file and closes it. */
  close(): void {
    try {
      // A newer library is left to those who know it.
      this.requireKnownVersion();
      // What SQLite learned of the tables helps the next start choose indexes.
      this.db.pragma('optimize');
      this.db.pragma('wal_checkpoint(TRUNCATE)');
    } catch (error) {
      // Another process is using the library or has upgraded it; nothing committed is lost.
      if (storageError(error, this.file) === null) throw error;
    } finally {
      this.db.close();
    }
  }
}
