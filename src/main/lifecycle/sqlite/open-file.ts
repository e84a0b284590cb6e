/**
 * The one place that opens files with SQLite, and what every connection has, whatever it is for
 * (connection.ts).
 */
import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { requireOpenedFile } from '../files/door.ts';
import type { Connection } from './database.ts';
import { requireNodeApi } from './node-api.ts';

// better-sqlite3 asks for this once, when it is loaded: `file:` names can then say that a file does not
// change. A path of a library is absolute, and never begins so.
process.env.SQLITE_USE_URI = '1';

/** How long a statement waits for another connection's write, in milliseconds. */
export const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens and sets up a connection, or closes it where that fails.
 *
 * @throws NotOpened; the SQLite error if the file cannot be opened
 */
export function openFile(
  file: string,
  options: Database.Options,
  setUp: (db: Connection) => void,
): Connection {
  requireNodeApi();
  for (const ending of ['-journal', '-shm']) requireNoPipe(`${file}${ending}`);
  const nativeBinding = process.env.FERMATA_TEST_SQLITE_BINDING;
  const db = connect(file, {
    timeout: BUSY_TIMEOUT_MS,
    ...options,
    ...(nativeBinding === undefined ? {} : { nativeBinding }),
  });
  try {
    // A library comes from outside: its schema may not call functions with side effects.
    db.pragma('trusted_schema = OFF');
    // Memory-mapped reads turn an I/O error of a failing disk into a crash (SIGBUS).
    db.pragma('mmap_size = 0');
    setUp(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * SQLite opens a journal to see whether there is something in it, and would wait for a pipe for ever; what is
 * no file in the place of its shared memory would look like a disk that fails.
 */
function requireNoPipe(beside: string): void {
  const stats = statSync(beside, { throwIfNoEntry: false });
  if (stats !== undefined) requireOpenedFile(beside, stats);
}

/** Where the file's folder is gone, better-sqlite3 has an error of its own, without SQLite's code. */
function connect(file: string, options: Database.Options): Connection {
  try {
    return new Database(file, options);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw Object.assign(new Error(error.message, { cause: error }), { code: 'SQLITE_CANTOPEN' });
  }
}
