/**
 * Reads what can still be read of a damaged library: its tracks' paths, play history, playlists.
 * SQLite stops at the first damaged page, so each table is read from its beginning and from its end,
 * and then its index that has the same values.
 */
import { closeSync, copyFileSync, existsSync, openSync, rmSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { FermataError, systemCode } from '../../../shared/errors.ts';
import { readLedger } from '../migrations/ledger.ts';
import { type Connection, hasContent, openReader } from '../sqlite/connection.ts';
import { HEADER_BYTES, readDatabaseHeader, readStart } from '../sqlite/database-header.ts';

const TrackSchema = z.object({ key: z.number(), path: z.string() });
const PlaySchema = z.object({ key: z.number(), trackId: z.number(), playedAt: z.string() });
const PlaylistSchema = z.object({ key: z.number(), name: z.string(), createdAt: z.string() });
const PlaylistTrackSchema = z.object({
  key: z.string(),
  playlistId: z.number(),
  position: z.number(),
  trackId: z.number(),
});

/** What a table's page begins with: an inner page of its tree or a leaf. */
const TABLE_PAGE_TYPES: readonly number[] = [5, 13];

export interface ReadableContent {
  /** Of the backup, and then of the damaged library. */
  readonly tracks: readonly z.infer<typeof TrackSchema>[];
  readonly plays: readonly z.infer<typeof PlaySchema>[];
  readonly playlists: readonly z.infer<typeof PlaylistSchema>[];
  readonly playlistTracks: readonly z.infer<typeof PlaylistTrackSchema>[];
  /** In plain sentences, what could not be read. */
  readonly unreadable: readonly string[];
}

interface TableQuery {
  /** `key` tells the rows that were read twice apart. */
  readonly columns: string;
  readonly table: string;
  /** What to read it by, each in its own order: the table, and an index that covers the columns. */
  readonly sources: readonly { readonly from: string; readonly order: readonly string[] }[];
}

const QUERIES = {
  tracks: {
    columns: 'id AS key, path',
    table: 'tracks',
    sources: [
      { from: 'tracks NOT INDEXED', order: ['id'] },
      // Of UNIQUE (path); no schema version before 6 has it.
      { from: 'tracks INDEXED BY sqlite_autoindex_tracks_1', order: ['path'] },
    ],
  },
  plays: {
    columns: 'id AS key, track_id AS trackId, played_at AS playedAt',
    table: 'plays',
    sources: [
      { from: 'plays NOT INDEXED', order: ['id'] },
      { from: 'plays INDEXED BY plays_by_track', order: ['track_id', 'played_at'] },
    ],
  },
  playlists: {
    columns: 'id AS key, name, created_at AS createdAt',
    table: 'playlists',
    sources: [{ from: 'playlists NOT INDEXED', order: ['id'] }],
  },
  playlistTracks: {
    columns: `playlist_id || '/' || position AS key,
      playlist_id AS playlistId, position, track_id AS trackId`,
    table: 'playlist_tracks',
    sources: [
      { from: 'playlist_tracks NOT INDEXED', order: ['playlist_id', 'position'] },
      {
        from: 'playlist_tracks INDEXED BY playlist_tracks_by_track',
        order: ['track_id', 'playlist_id', 'position'],
      },
    ],
  },
} as const satisfies Record<string, TableQuery>;

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
  if (!hasContent(damagedFile)) throw nothingReadable('nothing is left of its file');
  try {
    copyFileSync(damagedFile, copy);
    if (existsSync(`${damagedFile}-wal`)) copyFileSync(`${damagedFile}-wal`, `${copy}-wal`);
    const hasForeignSchema = mendFirstPage(copy, pattern);
    db = openReader(copy);
    if (hasForeignSchema) requireSchemaOf(db);
    const content = readTables(db);
    return { ...content, tracks: [...readTracks(pattern), ...content.tracks] };
  } catch (error) {
    if (isDamage(error)) throw nothingReadable('its schema is lost', error);
    throw error;
  } finally {
    db?.close();
    removeCopy(copy);
  }
}

function removeCopy(copy: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal'])
    rmSync(`${copy}${ending}`, { force: true });
}

/**
 * Makes SQLite open the file: its size in the header is the one it has, and an overwritten header
 * is the pattern's (https://www.sqlite.org/fileformat2.html#the_database_header). The first page
 * also holds the root of the schema: an overwritten one is the pattern's too.
 *
 * @returns whether the schema is the pattern's
 */
function mendFirstPage(copy: string, pattern: string): boolean {
  const own = readDatabaseHeader(copy);
  const header = typeof own === 'string' ? readDatabaseHeader(pattern) : own;
  if (typeof header === 'string') throw nothingReadable('its header is lost');
  const { content: page, fileBytes } = readStart(copy, header.pageSize);
  if (page.length < header.pageSize) throw nothingReadable('it is too short');
  const { content: intact } = readStart(pattern, header.pageSize);
  if (typeof own === 'string') {
    intact.copy(page, 0, 0, HEADER_BYTES);
    page.fill(existsSync(`${copy}-wal`) ? 2 : 1, 18, 20);
    page.fill(0, 32, 40);
  }
  const hasForeignSchema = !TABLE_PAGE_TYPES.includes(page.readUInt8(HEADER_BYTES));
  if (hasForeignSchema) intact.copy(page, HEADER_BYTES, HEADER_BYTES);
  page.writeUInt32BE(Math.floor(fileBytes / header.pageSize), 28);
  page.copy(page, 92, 24, 28);
  overwriteStart(copy, page);
  return hasForeignSchema;
}

function overwriteStart(file: string, content: Buffer): void {
  const descriptor = openSync(file, 'r+');
  try {
    writeSync(descriptor, content, 0, content.length, 0);
  } finally {
    closeSync(descriptor);
  }
}

/** Tables lie where a backup's schema says only if that is of the same schema version. */
function requireSchemaOf(db: Connection): void {
  try {
    readLedger(db);
  } catch (cause) {
    throw nothingReadable('its schema is lost, and the backup has another one', cause);
  }
}

function readTables(db: Connection): ReadableContent {
  const tables = new Set(db.prepare('SELECT name FROM sqlite_schema').pluck().all());
  const unreadable: string[] = [];
  const read = <Row extends { key: number | string }>(
    what: string,
    query: TableQuery,
    schema: z.ZodType<Row>,
  ): Row[] => {
    const rows = new Map<number | string, Row>();
    // Older schema versions do not have all the tables.
    if (!tables.has(query.table)) return [];
    const isWhole = query.sources.some(
      ({ from, order }) =>
        readUntilDamage(db, select(query, from, order, 'ASC'), schema, rows) ||
        readUntilDamage(db, select(query, from, order, 'DESC'), schema, rows),
    );
    if (!isWhole) unreadable.push(`Some of the ${what} could not be read.`);
    return [...rows.values()];
  };
  const content: ReadableContent = {
    tracks: read('tracks', QUERIES.tracks, TrackSchema),
    plays: read('play history', QUERIES.plays, PlaySchema),
    playlists: read('playlists', QUERIES.playlists, PlaylistSchema),
    playlistTracks: read('tracks of playlists', QUERIES.playlistTracks, PlaylistTrackSchema),
    unreadable,
  };
  const isEmpty = [content.tracks, content.plays, content.playlists].every(
    (rows) => rows.length === 0,
  );
  if (isEmpty) throw nothingReadable(unreadable.join(' '));
  return content;
}

/** A track keeps its id: a backup tells the path of one that could not be read. */
function readTracks(backup: string): ReadableContent['tracks'] {
  const db = openReader(backup);
  try {
    return z.array(TrackSchema).parse(db.prepare('SELECT id AS key, path FROM tracks').all());
  } finally {
    db.close();
  }
}

function select(
  { columns }: TableQuery,
  from: string,
  order: readonly string[],
  direction: 'ASC' | 'DESC',
): string {
  return `SELECT ${columns} FROM ${from} ORDER BY ${order.map((by) => `${by} ${direction}`).join(', ')}`;
}

/**
 * Adds the rows of a query until its end, or until SQLite meets damage.
 *
 * @returns whether it got to the end
 */
function readUntilDamage<Row extends { key: number | string }>(
  db: Connection,
  query: string,
  schema: z.ZodType<Row>,
  rows: Map<number | string, Row>,
): boolean {
  try {
    for (const values of db.prepare(query).iterate()) {
      const row = schema.safeParse(values).data;
      // A row that does not have its columns' types is damage that SQLite does not see.
      if (row === undefined) return false;
      rows.set(row.key, row);
    }
    return true;
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

/** Damage shows in many ways: as such, as a table or an index that is not found, as a bad read. */
function isDamage(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB|ERROR|IOERR|TOOBIG)/.test(systemCode(error) ?? '');
}

function nothingReadable(reason: string, cause?: unknown): FermataError {
  return new FermataError(
    'LIBRARY_DAMAGED',
    `Nothing can be read of the damaged library: ${reason}`,
    {
      advice: 'Restore a backup.',
      libraryState: 'The damaged file has been left as it is.',
      cause,
    },
  );
}
