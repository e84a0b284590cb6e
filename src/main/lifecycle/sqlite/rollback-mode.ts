/**
 * Libraries that are not in WAL mode: a backup copied into place by hand, or what another tool made of
 * one. Turning WAL on takes a moment without any reader; until there is one, a reader holds up each
 * commit (https://www.sqlite.org/lockingv3.html).
 */
import { FermataError, systemCode } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import { type Connection, fileOf } from './database.ts';

/**
 * Turns WAL on.
 *
 * @param waitMs how long to wait for readers, in milliseconds
 * @returns whether it is on; false while another process reads the library
 * @throws the SQLite error of anything else
 */
export function turnWalOn(db: Connection, waitMs: number): boolean {
  const before = db.pragma('busy_timeout', { simple: true });
  db.pragma(`busy_timeout = ${waitMs}`);
  try {
    db.pragma('journal_mode = WAL');
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  } finally {
    db.pragma(`busy_timeout = ${before}`);
  }
}

interface CommitWait {
  /** In milliseconds. */
  readonly timeoutMs: number;
  /** Called once, if a reader holds it up. */
  readonly onWait: () => void;
  readonly throwIfStopped: () => void;
}

/** How long SQLite itself waits for readers, before it is asked whether to go on, in milliseconds. */
const ASK_EVERY_MS = 200;

/**
 * Commits a transaction. New readers are kept out as soon as it is ready; it waits for those that are
 * there.
 *
 * @throws the SQLite error, once readers have held it up for as long as it may wait; what
 *   `throwIfStopped` throws
 */
export function commitPastReaders(db: Connection, wait: CommitWait): void {
  const giveUpAt = performance.now() + wait.timeoutMs;
  db.pragma(`busy_timeout = ${ASK_EVERY_MS}`);
  for (let attempt = 0; ; attempt += 1) {
    try {
      db.exec('COMMIT');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() >= giveUpAt) throw error;
      if (attempt === 0) wait.onWait();
      wait.throwIfStopped();
    }
  }
}

/** Whether readers hold up what is written through a connection. */
export function isInRollbackMode(db: Connection): boolean {
  return db.pragma('journal_mode', { simple: true }) !== 'wal';
}

/** What a write means that another process held up, which may only read; null for any other error. */
export function readersInTheWay(error: unknown, db: Connection): FermataError | null {
  if (!isBusy(error) || !db.open || !isInRollbackMode(db)) return null;
  const file = fileOf(db);
  return new FermataError('LOCK_TIMEOUT', words('access.inTheWay', { file }), {
    advice: words('errors.letItFinish'),
    cause: error,
  });
}

function isBusy(error: unknown): boolean {
  return systemCode(error)?.startsWith('SQLITE_BUSY') === true;
}
