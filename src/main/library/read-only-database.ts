/** The open library's database in a thread that only reads it: SQLite refuses every write. */
import { storageError } from '../lifecycle/files/storage-errors.ts';
import type { LibraryLocation } from '../lifecycle/lock/own-files.ts';
import { openReader } from '../lifecycle/sqlite/connection.ts';
import type { ReadableDb } from './handlers.ts';

export class ReadOnlyDatabase {
  readonly location: LibraryLocation;
  readonly db: ReadableDb;

  /** @throws FermataError `NO_PERMISSION`, `LIBRARY_DAMAGED` if the file cannot be opened */
  constructor(location: LibraryLocation) {
    const file = location.libraryFile;
    try {
      this.location = location;
      this.db = openReader(file);
    } catch (error) {
      throw storageError(error, file) ?? error;
    }
  }

  /** What an error of this database means: damage, or another program that keeps readers out. */
  asTypedError(error: unknown): unknown {
    return storageError(error, this.location.libraryFile) ?? error;
  }

  close(): void {
    this.db.close();
  }
}
