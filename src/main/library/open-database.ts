/**
 * The open library's database in the thread that writes: the one connection that does, fenced
 * against a library that another process has meanwhile upgraded (design.md, invariant 6).
 */
import { statSync } from 'node:fs';
import type { Statement } from 'better-sqlite3';
import { FermataError } from '../../shared/errors.ts';
import { isOnNetworkFileSystem } from '../lifecycle/files/file-system.ts';
import { keepCopyOfLog } from '../lifecycle/files/log-aside.ts';
import { storageError } from '../lifecycle/files/storage-errors.ts';
import type { LibraryLocation } from '../lifecycle/lock/own-files.ts';
import { schemaOf } from '../lifecycle/migrations/defined-schema.ts';
import { loadMigrationSet } from '../lifecycle/migrations/migration-set.ts';
import {
  isSearchDamage,
  rebuildSearch,
  SEARCH_TABLE,
  searchDefinition,
} from '../lifecycle/search-index.ts';
import { openWalGuard, openWriter } from '../lifecycle/sqlite/connection.ts';
import type { Connection } from '../lifecycle/sqlite/database.ts';
import { hasStaleSearchWords, updateSearchWords } from '../lifecycle/sqlite/keep-search-words.ts';
import { BUSY_TIMEOUT_MS } from '../lifecycle/sqlite/open-file.ts';
import { isInRollbackMode, readersInTheWay, turnWalOn } from '../lifecycle/sqlite/rollback-mode.ts';
import { readSchemaVersion, requireKnownVersion } from '../lifecycle/sqlite/schema-version.ts';
import { pagesToCheckpoint } from '../lifecycle/sqlite/wal.ts';
import { findStrangeness, mendStrangeness } from '../lifecycle/strange-schema.ts';
import { shippedMigrationsDir } from '../locations.ts';
import { FileWatch } from './file-watch.ts';
import { isWritable, type ReadableDb, type WritableDb } from './handlers.ts';
import {
  libraryDamaged,
  libraryGone,
  libraryOverwritten,
  libraryReplaced,
  logGone,
} from './lost-library.ts';

/** Brought up to date for search in a few milliseconds. */
const WORDS_PER_WRITE = 200;

/** Views, triggers and indexes by name, and the file that keeps those that were there. */
export interface MendedSchema {
  readonly names: readonly string[];
  readonly keptIn: string | null;
}

export class OpenDatabase {
  readonly location: LibraryLocation;
  readonly db: WritableDb;
  /** The schema version that the library was prepared for: the one that this app knows. */
  readonly schemaVersion: number;
  /** What was not ours as it was opened, and was made again; null where all of it was. */
  readonly mendedSchema: MendedSchema | null;
  readonly #onSearchMended: () => void;
  readonly #identity: string | null;
  readonly #watch: FileWatch;
  /** Where the WAL must not be checkpointed as the library is closed, it is closed last. */
  readonly #walGuard: Connection;
  readonly #changes: Statement;
  #leavesWal = false;
  /** Once another program has overwritten it. */
  #overwritten: FermataError | null = null;
  /** Of its log; null while it has none, as always on a network share. */
  #logIdentity: string | null = null;

  /**
   * @param onSearchMended called when the search index was made anew
   * @throws FermataError `NO_PERMISSION`, `LIBRARY_DAMAGED` if the file cannot be opened, or has not the
   *   tables of its version,
   *   `LIBRARY_TOO_NEW` if another process has upgraded it since it was prepared
   */
  constructor(
    location: LibraryLocation,
    schemaVersion: number,
    onSearchMended: () => void = () => {},
  ) {
    const file = location.libraryFile;
    this.#onSearchMended = onSearchMended;
    this.location = location;
    this.schemaVersion = schemaVersion;
    const opened: { close(): unknown }[] = [];
    try {
      const db = openWriter(file, schemaVersion);
      opened.push(db);
      this.db = forWriting(db);
      this.#watch = new FileWatch(file);
      opened.push(this.#watch);
      this.#walGuard = openWalGuard(file);
      opened.unshift(this.#walGuard);
      this.#changes = this.db.prepare('SELECT total_changes()').pluck();
      this.#identity = identityOf(file);
      this.#watch.start();
      this.mendedSchema = this.#mendSchema();
    } catch (error) {
      for (const closable of opened) closable.close();
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
      return this.#writeWhole(work);
    } catch (error) {
      if (!this.mendSearchAfter(error)) throw this.asTypedError(error);
      return this.#writeAgain(work);
    } finally {
      this.db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
    }
  }

  /**
   * Makes the search index anew from the tables where an error came from damage to it: it is no part of what
   * a person made, and nothing is refused or closed for it (design, invariant 9).
   *
   * @returns whether it was, and is mended
   */
  mendSearchAfter(error: unknown): boolean {
    return isSearchDamage(this.db, error) && this.mendSearch();
  }

  /** Makes the search index anew from the tables; false where that cannot be done. */
  mendSearch(): boolean {
    try {
      const definition = searchDefinition(this.db) ?? shippedSearchDefinition();
      this.#writeWhole(() => rebuildSearch(this.db, definition, true));
      this.#onSearchMended();
      return true;
    } catch {
      // There is no room, or the tables are damaged, too: what asked for it fails as before.
      return false;
    }
  }

  /** Before anything else is read or written: what is not ours may never end, or do more than it says. */
  #mendSchema(): MendedSchema | null {
    const strangeness = findStrangeness(this.db, loadMigrationSet(shippedMigrationsDir()));
    if (strangeness.changed.length === 0) return null;
    const keptIn = this.#writeWhole(() => mendStrangeness(this.db, strangeness));
    return { names: strangeness.changed.map(({ name }) => name), keptIn };
  }

  #writeAgain<Result>(work: () => Result): Result {
    try {
      return this.#writeWhole(work);
    } catch (error) {
      throw this.asTypedError(error);
    }
  }

  #writeWhole<Result>(work: () => Result): Result {
    this.requireUntouched();
    const result = this.db
      .transaction(() => {
        this.requireSameLibrary();
        const before = this.#changes.get();
        const result = work();
        // What it has named anew is found at once; of a whole library, the rest soon (catchUpSearch).
        updateSearchWords(this.db, WORDS_PER_WRITE);
        if (this.#changes.get() !== before) this.#markLog();
        return result;
      })
      .immediate();
    this.#watch.noteLog();
    return result;
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

  /**
   * Checks that no other program has overwritten the library in place; not within a transaction.
   *
   * @throws FermataError `LIBRARY_MOVED`; what was written last is then in the quarantine
   */
  requireUntouched(): void {
    if (this.#overwritten === null && this.#watch.isUntouched(this.db)) return;
    this.#leavesWal = true;
    this.#overwritten ??= this.#watch.holdsLibrary()
      ? libraryOverwritten(this.file, keepCopyOfLog(this.file))
      : libraryDamaged(this.file);
    throw this.#overwritten;
  }

  /** What an error of this database means: damage, a full disk, another program's write. */
  asTypedError(error: unknown): unknown {
    const typed = readersInTheWay(error, this.db) ?? storageError(error, this.file) ?? error;
    if (!(typed instanceof FermataError) || typed.code !== 'LIBRARY_DAMAGED') return typed;
    // A damaged library is left as it is, too.
    this.#leavesWal = true;
    if (!this.db.open || this.db.inTransaction) return typed;
    try {
      this.requireUntouched();
      return typed;
    } catch {
      // Where SQLite cannot even be asked, it is the damage that is known already.
      return this.#overwritten ?? typed;
    }
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

  /** Closes it before anything was written, and writes nothing. */
  abandon(): void {
    this.#leavesWal = true;
    this.close();
  }

  /** Writes the WAL back into the file and closes it. */
  close(): void {
    try {
      // A newer library is left to those who know it.
      this.requireSameLibrary();
      this.requireUntouched();
      if (this.#leavesWal) return;
      this.#walGuard.close();
      // What reads the library now may do so for long.
      if (isInRollbackMode(this.db)) this.db.pragma('busy_timeout = 0');
      // What SQLite learned of the tables helps the next start choose indexes.
      this.db.pragma('optimize');
      this.db.pragma('wal_checkpoint(TRUNCATE)');
    } catch (error) {
      // Another process is using the library or has upgraded it; nothing committed is lost.
      if (storageError(error, this.file) === null) throw error;
    } finally {
      if (!this.#leavesWal) this.#walGuard.close();
      this.db.close();
      this.#walGuard.close();
      this.#watch.close();
    }
  }

  /**
   * Has the file's header in each commit: a log that is left behind tells by it which file it belongs to
   * (judge-log.ts).
   */
  #markLog(): void {
    this.db.pragma(`user_version = ${readSchemaVersion(this.db)}`);
  }
}

/** How the index is defined that a library of this version has; needed only where it was removed. */
function shippedSearchDefinition(): string {
  const schema = schemaOf(loadMigrationSet(shippedMigrationsDir()));
  return schema.find(({ name }) => name === SEARCH_TABLE)?.sql ?? '';
}

function forWriting(db: ReadableDb): WritableDb {
  if (isWritable(db)) return db;
  throw new TypeError('The connection only reads.');
}

/** Which file has the name now; the file itself is not opened (see connection.ts). */
function identityOf(file: string): string | null {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? null : `${stats.dev}/${stats.ino}`;
}
