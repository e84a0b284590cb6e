/**
 * The open library's database in the thread that writes: the one connection that does, fenced
 * against a library that another process has meanwhile upgraded (design.md, invariant 6).
 */
import { statSync } from 'node:fs';
import { FermataError } from '../../shared/errors.ts';
import { words } from '../../shared/words/words.ts';
import { isOnNetworkFileSystem } from '../lifecycle/files/file-system.ts';
import { storageError } from '../lifecycle/files/storage-errors.ts';
import type { LibraryLocation } from '../lifecycle/lock/own-files.ts';
import { BUSY_TIMEOUT_MS, openWriter } from '../lifecycle/sqlite/connection.ts';
import { hasStaleSearchWords, updateSearchWords } from '../lifecycle/sqlite/keep-search-words.ts';
import { isInRollbackMode, readersInTheWay, turnWalOn } from '../lifecycle/sqlite/rollback-mode.ts';
import { requireKnownVersion } from '../lifecycle/sqlite/schema-version.ts';
import { pagesToCheckpoint } from '../lifecycle/sqlite/wal.ts';
import { isWritable, type ReadableDb, type WritableDb } from './handlers.ts';

/** Brought up to date for search in a few milliseconds. */
const WORDS_PER_WRITE = 200;

export class OpenDatabase {
  readonly location: LibraryLocation;
  readonly db: WritableDb;
  /** The schema version that the library was prepared for: the one that this app knows. */
  readonly schemaVersion: number;
  readonly #identity: string | null;
  /** Of its log; null while it has none, as always on a network share. */
  #logIdentity: string | null = null;

  /**
   * @throws FermataError `NO_PERMISSION`, `LIBRARY_DAMAGED` if the file cannot be opened,
   *   `LIBRARY_TOO_NEW` if another process has upgraded it since it was prepared
   */
  constructor(location: LibraryLocation, schemaVersion: number) {
    const file = location.libraryFile;
    try {
      this.location = location;
      this.db = forWriting(openWriter(file, schemaVersion));
      this.schemaVersion = schemaVersion;
      this.#identity = identityOf(file);
    } catch (error) {
      throw storageError(error, file) ?? error;
    }
  }

  get file(): string {
    return this.location.libraryFile;
  }

  /**
   * Writes in one transaction: all of it, or nothing.
   *
   * @param waitMs how long to wait for another program, in milliseconds
   * @throws FermataError `LIBRARY_TOO_NEW` once another process has upgraded the library,
   *   `NO_SPACE`, `NO_PERMISSION`, `LOCK_TIMEOUT` if another program keeps writing
   */
  write<Result>(work: () => Result, waitMs = BUSY_TIMEOUT_MS): Result {
    this.db.pragma(`busy_timeout = ${waitMs}`);
    try {
      return this.db
        .transaction(() => {
          this.requireSameLibrary();
          const result = work();
          // What it has named anew is found at once; of a whole library, the rest soon (catchUpSearch).
          updateSearchWords(this.db, WORDS_PER_WRITE);
          return result;
        })
        .immediate();
    } catch (error) {
      throw this.asTypedError(error);
    } finally {
      this.db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
    }
  }

  /**
   * Checks that this is still the library that was opened.
   *
   * @throws FermataError `LIBRARY_TOO_NEW` once another process has upgraded it, `LIBRARY_MOVED`,
   *   `LIBRARY_DAMAGED` where it is gone
   */
  requireSameLibrary(): void {
    requireKnownVersion(this.db, this.schemaVersion);
    // What is written to a file that was moved aside is lost for everybody.
    const identity = identityOf(this.file);
    if (identity === null) throw libraryGone(this.file);
    if (identity !== this.#identity) throw libraryReplaced(this.file);
    const logIdentity = identityOf(`${this.file}-wal`);
    if (this.#logIdentity !== null && logIdentity !== this.#logIdentity) throw logGone(this.file);
    this.#logIdentity = logIdentity;
  }

  /**
   * Has search find tracks as they are named now, some of them: where another program has named them, or one
   * edit many of them.
   *
   * @returns whether there may be others
   */
  catchUpSearch(): boolean {
    if (!hasStaleSearchWords(this.db)) return false;
    this.write(() => {});
    return hasStaleSearchWords(this.db);
  }

  /** What an error of this database means: damage, a full disk, another program's write. */
  asTypedError(error: unknown): unknown {
    return readersInTheWay(error, this.db) ?? storageError(error, this.file) ?? error;
  }

  /**
   * Whether another process that reads the library, which is not in WAL mode, holds up each write. It is
   * asked now and then: as soon as none reads, the library is brought into WAL mode.
   */
  isHeldUp(): boolean {
    if (!isInRollbackMode(this.db) || isOnNetworkFileSystem(this.file)) return false;
    return this.db.inTransaction || !turnWalOn(this.db, 0);
  }

  /** A number that differs after each commit of another process. */
  dataVersion(): unknown {
    return this.db.pragma('data_version', { simple: true });
  }

  /**
   * A number that differs once other content is in the library's place, as after a restore; tracks
   * that come and go do not change it.
   */
  contentVersion(): unknown {
    return this.db.pragma('schema_version', { simple: true });
  }

  /**
   * Has commits checkpoint the WAL once it has so many pages.
   *
   * @param pages null for never, while another thread does it
   */
  checkpointAfter(pages: number | null): void {
    this.db.pragma(`wal_autocheckpoint = ${pages ?? 0}`);
  }

  /** How many pages of its WAL the file does not have yet. */
  pagesToCheckpoint(): number {
    return pagesToCheckpoint(this.db);
  }

  /** Writes the WAL back into the file and closes it. */
  close(): void {
    try {
      // A newer library is left to those who know it.
      this.requireSameLibrary();
      // What reads the library now may do so for long.
      if (isInRollbackMode(this.db)) this.db.pragma('busy_timeout = 0');
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

function forWriting(db: ReadableDb): WritableDb {
  if (isWritable(db)) return db;
  throw new TypeError('The connection only reads.');
}

function libraryReplaced(file: string): FermataError {
  return new FermataError('LIBRARY_MOVED', words('libraryErrors.libraryReplaced', { file }), {
    advice: words('libraryErrors.openNew'),
    libraryState: words('libraryErrors.oldInQuarantine'),
  });
}

function libraryGone(file: string): FermataError {
  return new FermataError('LIBRARY_DAMAGED', words('libraryErrors.libraryGone', { file }), {
    advice: words('libraryErrors.putBack'),
    libraryState: words('libraryErrors.backupsThere'),
  });
}

/** What is in the log that is still open is written into the library as it is closed. */
function logGone(file: string): FermataError {
  return new FermataError(
    'LIBRARY_MOVED',
    words('libraryErrors.partRemoved', { file: `${file}-wal` }),
    {
      advice: words('libraryErrors.openAgain'),
      libraryState: words('libraryErrors.savedStill'),
    },
  );
}

/** Which file has the name now; the file itself is not opened (see connection.ts). */
function identityOf(file: string): string | null {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? null : `${stats.dev}/${stats.ino}`;
}
