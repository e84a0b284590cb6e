/**
 * What is read of a damaged library, table by table. SQLite stops at the first damaged page, so each
 * table is read from its beginning and from its end, and then its index that has the same values.
 */
import { z } from 'zod';
import { FermataError, systemCode } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import type { Connection } from '../sqlite/database.ts';
import { readSide, type Side, TRACK_MARKS, type TrackMark } from '../user-data.ts';

const TrackSchema = z.object({ key: z.number(), path: z.string() });
const TrackKeySchema = z.object({ key: z.number(), contentKey: z.string().nullable() });
const PlaySchema = z.object({ key: z.number(), trackId: z.number(), playedAt: z.string() });
const PlayCountSchema = z.object({ key: z.number(), playCount: z.int().nonnegative() });
const PlaylistSchema = z.object({
  key: z.number(),
  name: z.string(),
  createdAt: z.string(),
  /** When it was edited last; null where the schema version or the playlist does not say. */
  modifiedAt: z.string().nullable(),
  /** Since when it is recently deleted. */
  deletedAt: z.string().nullable(),
});
const PlaylistTrackSchema = z.object({
  key: z.string(),
  playlistId: z.number(),
  position: z.number(),
  trackId: z.number(),
});
const UnfoundEntrySchema = z.object({
  key: z.number(),
  playlistId: z.number(),
  position: z.number(),
  written: z.string(),
  paths: z.string(),
  artist: z.string().nullable(),
  title: z.string().nullable(),
  isSettled: z.literal([0, 1]),
});
const SmartPlaylistSchema = z.object({
  key: z.number(),
  name: z.string(),
  rules: z.string(),
  createdAt: z.string(),
  modifiedAt: z.string(),
  deletedAt: z.string().nullable(),
});
const FolderSchema = z.object({ key: z.string(), addedAt: z.string() });

/** What a person says of a track, whose id is the key; null for what the schema version does not know. */
const MarksSchema = z.object({
  key: z.number(),
  ratings: z.int().min(1).max(5).nullable(),
  favourites: z.literal([0, 1]).nullable(),
  addedDates: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d/)
    .nullable(),
  textEncodings: z.string().min(1).nullable(),
} satisfies Record<TrackMark | 'key', z.ZodType>);

export const MARKED = MarksSchema.omit({ key: true }).keyof().options;

type Track = z.infer<typeof TrackSchema>;

export interface ReadableContent {
  /** Of the backup, and then of the damaged library. */
  readonly tracks: readonly Track[];
  /** The audio of each track of the damaged library, whatever its path is. */
  readonly trackKeys: readonly z.infer<typeof TrackKeySchema>[];
  readonly plays: readonly z.infer<typeof PlaySchema>[];
  /** Of each track; none unless all plays were read, without which they say nothing. */
  readonly playCounts: readonly z.infer<typeof PlayCountSchema>[];
  readonly marks: readonly z.infer<typeof MarksSchema>[];
  readonly playlists: readonly z.infer<typeof PlaylistSchema>[];
  readonly playlistTracks: readonly z.infer<typeof PlaylistTrackSchema>[];
  /** Of playlist files: those that were not found. */
  readonly unfoundEntries: readonly z.infer<typeof UnfoundEntrySchema>[];
  readonly smartPlaylists: readonly z.infer<typeof SmartPlaylistSchema>[];
  readonly folders: readonly z.infer<typeof FolderSchema>[];
  /** In plain sentences, what could not be read. */
  readonly unreadable: readonly string[];
}

/** What to read something by, in an order of its own: the table, or an index that covers the columns. */
interface Source {
  readonly from: string;
  readonly order: readonly string[];
}

interface TableQuery {
  /** `key` tells the rows that were read twice apart. */
  readonly columns: string;
  /** A schema version that lacks one of them has nothing to read. */
  readonly needs: readonly string[];
  readonly sources: readonly Source[];
}

const QUERIES = {
  tracks: {
    columns: 'id AS key, path',
    needs: ['tracks.path'],
    sources: [
      { from: 'tracks NOT INDEXED', order: ['id'] },
      // Of UNIQUE (path); no schema version before 6 has it.
      { from: 'tracks INDEXED BY sqlite_autoindex_tracks_1', order: ['path'] },
    ],
  },
  trackKeys: {
    columns: 'id AS key, content_key AS contentKey',
    needs: ['tracks.content_key'],
    sources: [
      { from: 'tracks NOT INDEXED', order: ['id'] },
      { from: 'tracks INDEXED BY tracks_by_content_key', order: ['content_key'] },
    ],
  },
  plays: {
    columns: 'id AS key, track_id AS trackId, played_at AS playedAt',
    needs: ['plays.played_at'],
    sources: [
      { from: 'plays NOT INDEXED', order: ['id'] },
      { from: 'plays INDEXED BY plays_by_track', order: ['track_id', 'played_at'] },
    ],
  },
  playCounts: {
    columns: 'id AS key, play_count AS playCount',
    needs: ['tracks.play_count'],
    sources: [
      { from: 'tracks NOT INDEXED', order: ['id'] },
      { from: 'tracks INDEXED BY tracks_by_play_count', order: ['play_count'] },
    ],
  },
  unfoundEntries: {
    columns: `id AS key, playlist_id AS playlistId, position, written, paths, artist, title,
      is_settled AS isSettled`,
    needs: ['unfound_entries.is_settled'],
    sources: [{ from: 'unfound_entries NOT INDEXED', order: ['id'] }],
  },
  smartPlaylists: {
    columns: `id AS key, name, rules, created_at AS createdAt, modified_at AS modifiedAt,
      deleted_at AS deletedAt`,
    needs: ['smart_playlists.rules'],
    sources: [{ from: 'smart_playlists NOT INDEXED', order: ['id'] }],
  },
  folders: {
    columns: 'path AS key, added_at AS addedAt',
    needs: ['scan_roots.path'],
    sources: [{ from: 'scan_roots NOT INDEXED', order: ['id'] }],
  },
} as const satisfies Record<string, TableQuery>;

/**
 * Reads what can be read of a library that SQLite could open.
 *
 * @throws FermataError `LIBRARY_DAMAGED` if nothing can be read
 */
export function readTables(db: Connection): ReadableContent {
  const side = readSide(db);
  const unreadable: string[] = [];
  const read = <Row extends { key: number | string }>(
    what: string,
    query: TableQuery,
    schema: z.ZodType<Row>,
  ): Row[] => {
    const { rows, isWhole } = readRows(db, side, query, schema);
    if (!isWhole) unreadable.push(`Some of the ${what} could not be read.`);
    return rows;
  };
  const tracks = read('tracks', QUERIES.tracks, TrackSchema);
  const plays = read('play history', QUERIES.plays, PlaySchema);
  const arePlaysWhole = unreadable.every((sentence) => !sentence.includes('play history'));
  const content: ReadableContent = {
    tracks,
    // They only help to know tracks again: what is not read of them is no loss.
    trackKeys: readRows(db, side, QUERIES.trackKeys, TrackKeySchema).rows,
    plays,
    playCounts: arePlaysWhole ? read('play counts', QUERIES.playCounts, PlayCountSchema) : [],
    marks: read('ratings, favourites and dates added', marksQuery(side), MarksSchema),
    playlists: read('playlists', playlistQuery(side), PlaylistSchema),
    playlistTracks: read('tracks of playlists', playlistTrackQuery(side), PlaylistTrackSchema),
    unfoundEntries: read(
      'tracks of playlists to be located',
      QUERIES.unfoundEntries,
      UnfoundEntrySchema,
    ),
    smartPlaylists: read('smart playlists', QUERIES.smartPlaylists, SmartPlaylistSchema),
    folders: read('music folders', QUERIES.folders, FolderSchema),
    unreadable,
  };
  const isEmpty = [tracks, plays, content.playlists].every((rows) => rows.length === 0);
  if (isEmpty) throw nothingReadable(unreadable.join(' '));
  return content;
}

/** A track keeps its id: a backup tells the path of one that could not be read. */
export function readTracks(backup: Connection): readonly Track[] {
  return z.array(TrackSchema).parse(backup.prepare('SELECT id AS key, path FROM tracks').all());
}

/** Damage shows in many ways: as such, as a table or an index that is not found, as a bad read. */
export function isDamage(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB|ERROR|IOERR|TOOBIG)/.test(systemCode(error) ?? '');
}

export function nothingReadable(reason: string, cause?: unknown): FermataError {
  return new FermataError('LIBRARY_DAMAGED', words('libraryErrors.nothingReadable', { reason }), {
    advice: words('errors.restoreBackup'),
    libraryState: words('errors.damagedFileKept'),
    cause,
  });
}

function marksQuery({ has }: Side): TableQuery {
  const columns = Object.entries(TRACK_MARKS).map(
    ([kind, column]) => `${has(`tracks.${column}`) ? column : 'NULL'} AS ${kind}`,
  );
  return {
    columns: ['id AS key', ...columns].join(', '),
    needs: ['tracks.path'],
    sources: [{ from: 'tracks NOT INDEXED', order: ['id'] }],
  };
}

function playlistQuery({ has }: Side): TableQuery {
  const modifiedAt = has('playlists.modified_at') ? 'modified_at' : 'NULL';
  const deletedAt = has('playlists.deleted_at') ? 'deleted_at' : 'NULL';
  return {
    columns: `id AS key, name, created_at AS createdAt, ${modifiedAt} AS modifiedAt,
      ${deletedAt} AS deletedAt`,
    needs: ['playlists.name'],
    sources: [{ from: 'playlists NOT INDEXED', order: ['id'] }],
  };
}

/** The table itself is in the order of its key, which was another one before version 14. */
function playlistTrackQuery({ has }: Side): TableQuery {
  const order = has('playlist_tracks.id') ? ['id'] : ['playlist_id', 'position'];
  return {
    columns: `playlist_id || '/' || position AS key,
      playlist_id AS playlistId, position, track_id AS trackId`,
    needs: ['playlist_tracks.position'],
    sources: [
      { from: 'playlist_tracks NOT INDEXED', order },
      {
        from: 'playlist_tracks INDEXED BY playlist_tracks_by_track',
        order: ['track_id', 'playlist_id', 'position'],
      },
    ],
  };
}

function readRows<Row extends { key: number | string }>(
  db: Connection,
  side: Side,
  query: TableQuery,
  schema: z.ZodType<Row>,
): { readonly rows: Row[]; readonly isWhole: boolean } {
  if (!query.needs.every(side.has)) return { rows: [], isWhole: true };
  const rows = new Map<number | string, Row>();
  const isWhole = query.sources.some(
    (source) =>
      readUntilDamage(db, select(query, source, 'ASC'), schema, rows) ||
      readUntilDamage(db, select(query, source, 'DESC'), schema, rows),
  );
  return { rows: [...rows.values()], isWhole };
}

function select(
  { columns }: TableQuery,
  { from, order }: Source,
  direction: 'ASC' | 'DESC',
): string {
  const orders = order.map((by) => `${by} ${direction}`).join(', ');
  return `SELECT ${columns} FROM ${from} ORDER BY ${orders}`;
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
