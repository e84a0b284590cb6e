/**
 * What restoring a backup would change, in what people care about: tracks, and each kind of what they
 * made (user-data.ts). Runs in the worker thread.
 */
import { z } from 'zod';
import { type LibraryDifference, LibraryDifferenceSchema } from '../../../shared/backups.ts';
import { FermataError } from '../../../shared/errors.ts';
import { type Change, COUNTED, type Counted } from '../../../shared/user-data.ts';
import { words } from '../../../shared/words/words.ts';
import { storageError } from '../files/storage-errors.ts';
import { attachReader, openReader } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import { COUNTED_DATA, knows, readSide, type Side } from '../user-data.ts';
import { asKnownNow } from './same-tracks.ts';

export interface CompareRequest {
  readonly libraryFile: string;
  /** A verified backup, of this or an older schema version. */
  readonly backup: string;
}

/** How many names of playlists are given. */
const NAMED_PLAYLISTS = 5;

const NO_ROWS = 'SELECT NULL AS key, NULL AS value WHERE 0';

interface Sides {
  /** The library. */
  readonly present: Side;
  readonly backup: Side;
}

/**
 * Compares a library with a backup of it.
 *
 * @throws FermataError `LIBRARY_DAMAGED` or `BACKUP_INVALID` if one cannot be read, `NO_PERMISSION`
 */
export function compareWithBackup(request: CompareRequest): LibraryDifference {
  let opened: Connection | null = null;
  try {
    const db = openReader(request.libraryFile);
    opened = db;
    attach(db, request.backup);
    db.exec('BEGIN');
    const present = readSide(db);
    const sides = { present, backup: asKnownNow(db, present, readSide(db, 'backup')) };
    const changes = COUNTED.map((kind) => [kind, changeOf(db, kind, sides)] as const);
    return LibraryDifferenceSchema.parse({
      ...Object.fromEntries(changes),
      playlists: {
        ...changeOf(db, 'playlists', sides),
        gainedNames: playlistsOnlyIn(db, sides.backup, sides.present),
        lostNames: playlistsOnlyIn(db, sides.present, sides.backup),
      },
    });
  } catch (error) {
    throw storageError(error, request.libraryFile) ?? notComparable(error);
  } finally {
    opened?.close();
  }
}

function attach(db: Connection, backup: string): void {
  try {
    attachReader(db, backup, 'backup');
  } catch (error) {
    throw notComparable(error);
  }
}

function changeOf(db: Connection, kind: Counted, { present, backup }: Sides): Change {
  const [library, restored] = [rowsOf(kind, present, backup), rowsOf(kind, backup, present)];
  const { isAmount = false, isImplied = false } = COUNTED_DATA[kind];
  if (isAmount) {
    return {
      gained: excess(db, restored, library),
      lost: excess(db, library, restored),
      changed: 0,
    };
  }
  const gained = countOnlyIn(db, restored, library, 'key');
  const changed = countOnlyIn(db, restored, library, 'key, value') - gained;
  if (isImplied) return { gained: 0, lost: 0, changed };
  return { gained, lost: countOnlyIn(db, library, restored, 'key'), changed };
}

/** The query for one side, or one without rows where its schema version does not know the kind. */
function rowsOf(kind: Counted, side: Side, other: Side): string {
  return knows(side, kind) ? COUNTED_DATA[kind].rows(side, other) : NO_ROWS;
}

function countOnlyIn(db: Connection, one: string, other: string, columns: string): number {
  return number(
    db,
    `SELECT count(*) FROM (SELECT ${columns} FROM (${one}) EXCEPT SELECT ${columns} FROM (${other}))`,
  );
}

/** By how much the amounts of one side are larger. */
function excess(db: Connection, one: string, other: string): number {
  return number(
    db,
    `SELECT CAST(total(max(0, amount)) AS INTEGER) FROM (
       SELECT sum(amount) AS amount FROM (
         SELECT key, value AS amount FROM (${one}) UNION ALL SELECT key, -value FROM (${other})
       ) GROUP BY key
     )`,
  );
}

function playlistsOnlyIn(db: Connection, side: Side, other: Side): string[] {
  const name = `substr(key, 1, instr(key, char(0)) - 1)`;
  const names = `
    SELECT ${name} FROM (
      SELECT key FROM (${rowsOf('playlists', side, other)})
      EXCEPT SELECT key FROM (${rowsOf('playlists', other, side)})
    ) ORDER BY 1 LIMIT ${NAMED_PLAYLISTS}`;
  return z.array(z.string()).parse(db.prepare(names).pluck().all());
}

function number(db: Connection, query: string): number {
  return z.number().parse(db.prepare(query).pluck().get());
}

function notComparable(cause: unknown): FermataError {
  return new FermataError('BACKUP_INVALID', words('backupErrors.notComparable'), {
    advice: words('backupErrors.restorableStill'),
    cause,
  });
}
