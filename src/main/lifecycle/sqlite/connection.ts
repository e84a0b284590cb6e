/**
 * The kinds of connections to SQLite files, and the pragmas of each, with the reason beside it. What all of
 * them have stands in open-file.ts.
 *
 * Never open a library, its `-wal` or `-shm`, or a lock database with `fs` in a process that may
 * have it open here: closing any descriptor of a file drops every POSIX lock the process has on it
 * (https://www.sqlite.org/howtocorrupt.html, section 2.2). A path that comes from outside may lead to
 * one by another name: own-files.ts tells.
 */
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { systemCode } from '../../../shared/errors.ts';
import { isOnNetworkFileSystem, roomForTemporaryFiles } from '../files/file-system.ts';
import { canOnlyBeRead, canWriteInto } from '../files/rights.ts';
import { type Connection, setSnapshotOf } from './database.ts';
import type { FileFormat } from './file-format.ts';
import { BUSY_TIMEOUT_MS, openFile } from './open-file.ts';
import { makePrivateCopy, removePrivateCopy } from './private-copy.ts';
import { turnWalOn } from './rollback-mode.ts';
import { requireKnownVersion } from './schema-version.ts';
import { registerSqlFunctions } from './sql-functions.ts';

/** "FRMT" in ASCII: tells a Fermata library from every other SQLite database. */
export const APPLICATION_ID = 0x46524d54;

/** How long turning WAL on waits for readers, in milliseconds: a start of another Fermata is over by then. */
const WAL_WAIT_MS = 250;

/**
 * Opens the connection that writes a library while the app runs; a process has one.
 *
 * Where another process reads a library that is not in WAL mode, it stays so for the time being
 * (rollback-mode.ts).
 *
 * @param knownVersion the schema version that the library was prepared for
 * @throws FermataError `LIBRARY_TOO_NEW` if another process has upgraded it past that since;
 *   the SQLite error if the file cannot be opened
 */
export function openWriter(file: string, knownVersion: number): Connection {
  return openFile(file, { fileMustExist: true }, (db) => {
    requireKnownVersion(db, knownVersion);
    // WAL lets readers go on while the library is written; its shared memory does not work between
    // the machines of a network share (https://www.sqlite.org/wal.html).
    if (isOnNetworkFileSystem(file)) db.pragma('journal_mode = DELETE');
    else turnWalOn(db, WAL_WAIT_MS);
    // With WAL a commit survives a crash of the app; only losing power may undo the last ones.
    db.pragma('synchronous = NORMAL');
    db.pragma('foreign_keys = ON');
    // 64 MiB: the indexes of 100 000 tracks stay in memory (negative: KiB).
    db.pragma('cache_size = -65536');
  });
}

/** A database is another application's, and opening it would change it: it is left as it is. */
export class ForeignDatabase extends Error {
  constructor(file: string) {
    super(`${file} is a database of another application, which has not ended what it was writing`);
  }
}

/**
 * Opens a connection that only reads. It leaves no `-wal` and `-shm` behind where none were, and
 * does not checkpoint a WAL that it finds. Where nothing can be written, it needs not write either:
 * then it may see the library as it was when it was opened (`isSnapshot` in database.ts).
 *
 * A library's journal that a dead process left is played back; that of another application's database is
 * not.
 *
 * @param options.busyTimeoutMs how long to wait for a process that keeps readers out
 * @throws ForeignDatabase; the SQLite error if the file cannot be opened
 */
export function openReader(
  file: string,
  { busyTimeoutMs = BUSY_TIMEOUT_MS }: { readonly busyTimeoutMs?: number } = {},
): Connection {
  if (hasContent(`${file}-journal`) && isForeign(file)) throw new ForeignDatabase(file);
  // Beside a file that may only be read, in a folder that may be written, SQLite would leave files.
  if (isLeftAlone(file) && canOnlyBeRead(file) && canWriteInto(dirname(file))) {
    return openSnapshot(file);
  }
  // A read-only connection creates an empty WAL and leaves it there; a writable one removes it on
  // closing, but would also checkpoint one with content. Either way the library is not changed.
  const readonly = hasContent(`${file}-wal`);
  try {
    return openFile(file, { fileMustExist: true, readonly, timeout: busyTimeoutMs }, setUpReader);
  } catch (error) {
    if (!NEEDS_WRITING.test(systemCode(error) ?? '') || !canOnlyBeRead(file)) throw error;
    return openSnapshot(file);
  }
}

/**
 * Whether the header says that a file is no library. It is read by SQLite, as of a file that does not change:
 * then SQLite neither looks at a journal nor takes a lock, and this process may have the file open.
 */
function isForeign(file: string): boolean {
  let db: Connection | null = null;
  try {
    db = openFile(unchangingName(file), { fileMustExist: true, readonly: true }, () => {});
    return db.pragma('application_id', { simple: true }) !== APPLICATION_ID;
  } catch {
    // Damage is told by what opens it next.
    return false;
  } finally {
    db?.close();
  }
}

/** What SQLite says where it would have to make or mend a log to read (https://www.sqlite.org/rescode.html). */
const NEEDS_WRITING = /^SQLITE_(CANTOPEN|READONLY)/;

/**
 * Adds a file to a connection that reads, under a name.
 *
 * @throws the SQLite error if the file cannot be opened
 */
export function attachReader(db: Connection, file: string, name: 'backup'): void {
  const attach = (opened: string) => {
    db.prepare(`ATTACH ? AS ${name}`).run(opened);
    db.prepare(`SELECT count(*) FROM ${name}.sqlite_schema`).get();
  };
  if (!canOnlyBeRead(file)) attach(file);
  else if (isAtRest(file)) attach(unchangingName(file));
  else withPrivateCopy(file, attach);
}

/** Has a reader make temporary tables and views: they are its own, and no part of what it reads. */
export function makeTemporary(db: Connection, make: () => void): void {
  db.pragma('query_only = OFF');
  try {
    make();
  } finally {
    db.pragma('query_only = ON');
  }
}

/**
 * Opens a library that nothing can be written beside: as a file that does not change where all of it is
 * in that (https://www.sqlite.org/uri.html#uriimmutable), else a copy of it with its log.
 */
function openSnapshot(file: string): Connection {
  const db = isAtRest(file) ? openUnchanging(file) : openPrivateCopy(file);
  setSnapshotOf(db, file);
  return db;
}

function openUnchanging(file: string): Connection {
  try {
    return openFile(unchangingName(file), { fileMustExist: true, readonly: true }, setUpReader);
  } catch (error) {
    // SQLite was loaded before it was told to read such names.
    if (systemCode(error) === 'SQLITE_CANTOPEN') return openPrivateCopy(file);
    throw error;
  }
}

function openPrivateCopy(file: string): Connection {
  return withPrivateCopy(file, (copy) =>
    openFile(copy, { fileMustExist: true, readonly: true }, setUpReader),
  );
}

/** What has the copy open keeps it, although it has no name any more. */
function withPrivateCopy<Result>(file: string, use: (copy: string) => Result): Result {
  const copy = makePrivateCopy(file);
  try {
    openCopy(copy).close();
    return use(copy);
  } finally {
    removePrivateCopy(copy);
  }
}

function setUpReader(db: Connection): void {
  db.pragma('query_only = ON');
  // This reads the schema, too: what cannot be read fails here.
  db.pragma('cache_size = -65536');
}

function unchangingName(file: string): string {
  return `${pathToFileURL(file).href}?immutable=1`;
}

/** Whether all of a library is in its file. */
function isAtRest(file: string): boolean {
  return !hasContent(`${file}-wal`) && !hasContent(`${file}-journal`);
}

/** Whether no process has a log of it open, either. */
function isLeftAlone(file: string): boolean {
  return isAtRest(file) && !existsSync(`${file}-wal`) && !existsSync(`${file}-shm`);
}

/**
 * Opens the connection that migrates: all of it reaches the disk before a commit returns.
 *
 * @param options.create whether to make the file where there is none, for a new library
 * @throws the SQLite error if the file cannot be opened
 */
export function openMigrator(
  file: string,
  { create = true }: { readonly create?: boolean } = {},
): Connection {
  return openFile(file, { fileMustExist: !create }, (db) => {
    db.pragma('synchronous = FULL');
    // Table rebuilds need it off, and it cannot be changed inside a transaction: step 1 of
    // https://www.sqlite.org/lang_altertable.html#otheralter. foreign_key_check runs before commit.
    db.pragma('foreign_keys = OFF');
    db.pragma('cache_size = -65536');
    // It is one for the whole process: another folder than the system's, only where that is too small.
    const temporary = roomForTemporaryFiles(file);
    if (temporary !== null) {
      db.pragma(`temp_store_directory = '${temporary.replaceAll("'", "''")}'`);
    }
    registerSqlFunctions(db);
  });
}

/** Opens the connection that watches over a restore, or only checkpoints: that reaches the disk. */
export function openReplacer(file: string): Connection {
  return openFile(file, { fileMustExist: true }, (db) => {
    db.pragma('synchronous = FULL');
  });
}

/**
 * Opens a connection that keeps the WAL of a library from being checkpointed when it is closed: while it is
 * open no other connection is the last one, which would do that, and it only reads itself. It is closed
 * last where the WAL must stay, else first.
 *
 * @throws the SQLite error if the file cannot be opened
 */
export function openWalGuard(file: string): Connection {
  return openFile(file, { fileMustExist: true, readonly: true }, (db) => {
    // SQLite opens the file, and takes its lock, with the first statement that reads.
    db.pragma('user_version');
  });
}

/**
 * Opens a copy that nobody relies on yet: rolled out of WAL, it is one file that opens anywhere. It is
 * not flushed, which whoever made it does.
 */
export function openCopy(file: string): Connection {
  return openFile(file, { fileMustExist: true }, (db) => {
    db.pragma('synchronous = OFF');
    db.pragma('journal_mode = DELETE');
    db.pragma('cache_size = -65536');
  });
}

/**
 * Opens a new file that the rows of another one are written into. Nobody relies on it before it is
 * complete: it is not flushed, and has no journal.
 */
export function openRemade(file: string, { pageSize, encoding }: FileFormat): Connection {
  return openFile(file, {}, (db) => {
    // Both hold only for a database without content.
    db.pragma(`page_size = ${pageSize}`);
    db.pragma(`encoding = '${encoding}'`);
    db.pragma('journal_mode = OFF');
    db.pragma('synchronous = OFF');
    // Rows come in the order of their tables, and some refer to nothing.
    db.pragma('foreign_keys = OFF');
    db.pragma('cache_size = -65536');
    registerSqlFunctions(db);
  });
}

/**
 * Opens a file while no other process has it open in WAL mode, under whatever name. A log with content is
 * played into it.
 *
 * @throws the SQLite error: `SQLITE_BUSY` if another process has it open
 */
export function openAlone(file: string): Connection {
  return openFile(file, { fileMustExist: true, timeout: 0 }, (db) => {
    // In WAL mode the first statement that reads takes the exclusive lock on the file then, or fails.
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('user_version');
  });
}

/** Opens an empty database in memory, to see what schema the migrations make. */
export function openScratch(): Connection {
  return openFile(':memory:', {}, (db) => {
    db.pragma('foreign_keys = OFF');
    registerSqlFunctions(db);
  });
}

/** Opens the database behind the kernel lock; it never waits, its waiters do. */
export function openMutex(file: string): Connection {
  return openFile(file, { timeout: 0 }, () => {});
}

/** Whether a file is there and has more than a number of bytes. */
export function hasContent(file: string, moreThanBytes = 0): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > moreThanBytes;
}
