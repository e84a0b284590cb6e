/**
 * Reads what can still be read of a damaged library: its tracks' paths, play history, playlists.
 * SQLite stops at the first damaged page, so each table is read from its beginning and then from its
 * end; what lies between two damaged pages is not read.
 */
import { closeSync, copyFileSync, existsSync, openSync, rmSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { FermataError, systemCode } from '../../shared/errors.ts';
import { type Connection, openReader } from './connection.ts';
import { readDatabaseHeader, readStart } from './database-header.ts';

const TrackSchema = z.object({ key: z.number(), path: z.string() });
const PlaySchema = z.object({ key: z.number(), trackId: z.number(), playedAt: z.string() });
const PlaylistSchema = z.object({ key: z.number(), name: z.string(), createdAt: z.string() });
const PlaylistTrackSchema = z.object({
  key: z.string(),
  playlistId: z.number(),
  position: z.number(),
  trackId: z.number(),
});

export interface ReadableContent {
  readonly tracks: readonly z.infer<typeof TrackSchema>[];
  readonly plays: readonly z.infer<typeof PlaySchema>[];
  readonly playlists: readonly z.infer<typeof PlaylistSchema>[];
  readonly playlistTracks: readonly z.infer<typeof PlaylistTrackSchema>[];
  /** In plain sentences, what could not be read. */
  readonly unreadable: readonly string[];
}

/** `key` tells the rows that were read from both ends apart. */
const QUERIES = {
  tracks: { columns: 'id AS key, path', table: 'tracks NOT INDEXED', order: ['id'] },
  plays: {
    columns: 'id AS key, track_id AS trackId, played_at AS playedAt',
    table: 'plays NOT INDEXED',
    order: ['id'],
  },
  playlists: {
    columns: 'id AS key, name, created_at AS createdAt',
    table: 'playlists NOT INDEXED',
    order: ['id'],
  },
  playlistTracks: {
    columns: `playlist_id || '/' || position AS key,
      playlist_id AS playlistId, position, track_id AS trackId`,
    table: 'playlist_tracks',
    order: ['playlist_id', 'position'],
  },
} as const satisfies Record<string, TableQuery>;

interface TableQuery {
  readonly columns: string;
  readonly table: string;
  readonly order: readonly string[];
}

/**
 * Reads a damaged library, which is not touched: a copy of it is read and removed again.
 *
 * @param damagedFile in the quarantine, with its `-wal`
 * @param pattern a backup of the same library, whose first page stands in for an overwritten one
 * @throws FermataError `LIBRARY_DAMAGED` if nothing can be read; the system error if there can be no
 *   copy
 */
export function readDamagedLibrary(damagedFile: string, pattern: string): ReadableContent {
  const copy = `${damagedFile}.reading`;
  let db: Connection | null = null;
  try {
    copyFileSync(damagedFile, copy);
    if (existsSync(`${damagedFile}-wal`)) copyFileSync(`${damagedFile}-wal`, `${copy}-wal`);
    mendFirstPage(copy, pattern);
    db = openReader(copy);
    return readTables(db);
  } finally {
    db?.close();
    for (const ending of ['', '-wal', '-shm', '-journal']) {
      rmSync(`${copy}${ending}`, { force: true });
    }
  }
}

/**
 * Makes SQLite open the file: its size in the header is the one it has, and an overwritten header
 * is the pattern's. The first page also holds the root of the schema, which is the same in a backup
 * of the same schema version (https://www.sqlite.org/fileformat2.html#the_database_header).
 */
function mendFirstPage(copy: string, pattern: string): void {
  const isOverwritten = typeof readDatabaseHeader(copy) === 'string';
  const header = readDatabaseHeader(isOverwritten ? pattern : copy);
  if (typeof header === 'string') throw nothingReadable('its header is lost');
  const page = readStart(isOverwritten ? pattern : copy, header.pageSize).content;
  const { fileBytes } = readStart(copy, 0);
  page.writeUInt32BE(Math.floor(fileBytes / header.pageSize), 28);
  page.copy(page, 92, 24, 28);
  if (isOverwritten) {
    page.fill(0, 32, 40);
    page.fill(existsSync(`${copy}-wal`) ? 2 : 1, 18, 20);
  }
  const descriptor = openSync(copy, 'r+');
  try {
    writeSync(descriptor, page, 0, page.length, 0);
  } finally {
    closeSync(descriptor);
  }
}

function readTables(db: Connection): ReadableContent {
  const unreadable: string[] = [];
  const read = <Row extends { key: number | string }>(
    what: string,
    query: TableQuery,
    schema: z.ZodType<Row>,
  ): Row[] => {
    const rows = new Map<number | string, Row>();
    if (!readUntilDamage(db, query, 'ASC', schema, rows)) {
      readUntilDamage(db, query, 'DESC', schema, rows);
      unreadable.push(`Some of the ${what} could not be read.`);
    }
    return [...rows.values()];
  };
  const content: ReadableContent = {
    tracks: read('tracks', QUERIES.tracks, TrackSchema),
    plays: read('play history', QUERIES.plays, PlaySchema),
    playlists: read('playlists', QUERIES.playlists, PlaylistSchema),
    playlistTracks: read('tracks of playlists', QUERIES.playlistTracks, PlaylistTrackSchema),
    unreadable,
  };
  if (content.tracks.length === 0) throw nothingReadable(unreadable.join(' '));
  return content;
}

/**
 * Adds a table's rows until its end, or until SQLite meets damage.
 *
 * @returns whether it got to the end
 */
function readUntilDamage<Row extends { key: number | string }>(
  db: Connection,
  { columns, table, order }: TableQuery,
  direction: 'ASC' | 'DESC',
  schema: z.ZodType<Row>,
  rows: Map<number | string, Row>,
): boolean {
  const orderBy = order.map((column) => `${column} ${direction}`).join(', ');
  try {
    const statement = db.prepare(`SELECT ${columns} FROM ${table} ORDER BY ${orderBy}`);
    for (const values of statement.iterate()) {
      const row = schema.safeParse(values).data;
      // A row that does not have its columns' types is damage that SQLite does not see.
      if (row === undefined) return false;
      rows.set(row.key, row);
    }
    return true;
  } catch (error) {
    if (systemCode(error)?.startsWith('SQLITE_') === true) return false;
    throw error;
  }
}

function nothingReadable(reason: string): FermataError {
  return new FermataError(
    'LIBRARY_DAMAGED',
    `Nothing can be read of the damaged library: ${reason}`,
    {
      advice: 'Restore a backup.',
      libraryState: 'The damaged file has been left as it is.',
    },
  );
}
