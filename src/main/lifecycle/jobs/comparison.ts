/**
 * What restoring a backup would change, in what people care about: tracks, plays, playlists. Runs in
 * the worker thread.
 */
import { z } from 'zod';
import { type LibraryDifference, LibraryDifferenceSchema } from '../../../shared/backups.ts';
import { FermataError } from '../../../shared/errors.ts';
import { storageError } from '../files/storage-errors.ts';
import { type Connection, openReader } from '../sqlite/connection.ts';

export interface CompareRequest {
  readonly libraryFile: string;
  /** A verified backup, of this or an older schema version. */
  readonly backup: string;
}

/** How many names of playlists are told. */
const NAMED_PLAYLISTS = 5;

/**
 * Rows are compared by what they mean, not by their ids, which may have been given anew. Each query
 * is for one side, `%s`; the columns it uses are in every schema version that has its table.
 */
const QUERIES = {
  tracks: 'SELECT path FROM %s.tracks',
  plays: `SELECT path, played_at FROM %s.plays JOIN %s.tracks ON tracks.id = track_id`,
  playlists: 'SELECT name FROM %s.playlists',
} as const;

const PLAYLISTS_WITH_TRACKS = `
  SELECT name, (
    SELECT group_concat(path, char(10) ORDER BY position)
    FROM %s.playlist_tracks JOIN %s.tracks ON tracks.id = track_id
    WHERE playlist_id = playlists.id
  ) FROM %s.playlists`;

type Kind = keyof typeof QUERIES;
type Side = 'main' | 'backup';

/**
 * Compares a library with a backup of it.
 *
 * @throws FermataError `LIBRARY_DAMAGED` or `BACKUP_INVALID` if one cannot be read, `NO_PERMISSION`
 */
export function compareWithBackup(request: CompareRequest): LibraryDifference {
  let db: Connection | null = null;
  try {
    db = openReader(request.libraryFile);
    attach(db, request.backup);
    db.exec('BEGIN');
    return LibraryDifferenceSchema.parse({
      tracks: gainedAndLost(db, 'tracks'),
      plays: gainedAndLost(db, 'plays'),
      playlists: {
        ...gainedAndLost(db, 'playlists'),
        changed: changedPlaylists(db),
        gainedNames: playlistsOnlyIn(db, 'backup'),
        lostNames: playlistsOnlyIn(db, 'main'),
      },
    });
  } catch (error) {
    throw storageError(error, request.libraryFile) ?? notComparable(error);
  } finally {
    db?.close();
  }
}

function attach(db: Connection, backup: string): void {
  try {
    db.prepare('ATTACH ? AS backup').run(backup);
    db.prepare('SELECT count(*) FROM backup.sqlite_schema').get();
  } catch (error) {
    throw notComparable(error);
  }
}

function gainedAndLost(db: Connection, kind: Kind): { gained: number; lost: number } {
  const [present, restored] = [rowsOf(db, kind, 'main'), rowsOf(db, kind, 'backup')];
  return {
    gained: count(db, `${restored} EXCEPT ${present}`),
    lost: count(db, `${present} EXCEPT ${restored}`),
  };
}

function changedPlaylists(db: Connection): number {
  if (!hasTable(db, 'playlists', 'main') || !hasTable(db, 'playlists', 'backup')) return 0;
  const changed = `SELECT name FROM (${onSide(PLAYLISTS_WITH_TRACKS, 'main')}
    EXCEPT ${onSide(PLAYLISTS_WITH_TRACKS, 'backup')})`;
  return count(db, `${changed} INTERSECT ${onSide(QUERIES.playlists, 'backup')}`);
}

function playlistsOnlyIn(db: Connection, side: Side): string[] {
  const other = side === 'main' ? 'backup' : 'main';
  const names = `${rowsOf(db, 'playlists', side)} EXCEPT ${rowsOf(db, 'playlists', other)}`;
  return z
    .array(z.string())
    .parse(db.prepare(`${names} ORDER BY 1 LIMIT ${NAMED_PLAYLISTS}`).pluck().all());
}

/** The query for one side, or one without rows where its schema version does not have the table. */
function rowsOf(db: Connection, kind: Kind, side: Side): string {
  if (hasTable(db, kind, side)) return onSide(QUERIES[kind], side);
  return kind === 'plays' ? 'SELECT NULL, NULL WHERE 0' : 'SELECT NULL WHERE 0';
}

function hasTable(db: Connection, table: string, side: Side): boolean {
  const found = db.prepare(`SELECT 1 FROM ${side}.sqlite_schema WHERE name = ?`).get(table);
  return found !== undefined;
}

function onSide(query: string, side: Side): string {
  return query.replaceAll('%s', side);
}

function count(db: Connection, query: string): number {
  return z.number().parse(db.prepare(`SELECT count(*) FROM (${query})`).pluck().get());
}

function notComparable(cause: unknown): FermataError {
  return new FermataError('BACKUP_INVALID', 'The backup cannot be compared with the library.', {
    advice: 'It can be restored all the same, if verifying it finds nothing wrong.',
    cause,
  });
}
