/**
 * Where a library keeps what a person made (design, invariant 10; the names are in
 * `src/shared/user-data.ts`), in every schema version. Counting, comparing and salvaging walk this list.
 * `user-data.test.ts` fails for a column of the schema that is neither here nor known to be none.
 */
import { z } from 'zod';
import { COUNTED, type Counted, type Counts } from '../../shared/user-data.ts';
import type { Connection } from './sqlite/database.ts';

/** One schema of a connection: the library itself, or a database that is attached. */
export interface Side {
  readonly name: string;
  /** Whether there is a column: "tracks.rating". */
  readonly has: (column: string) => boolean;
}

interface CountedData {
  /** The columns that hold it; a schema version that lacks one of the first does not know it. */
  readonly columns: readonly [string, ...string[]];
  /** Columns that hold it since a later schema version. */
  readonly laterColumns?: readonly string[];
  /** A query for how many there are. */
  readonly count: (side: Side) => string;
  /**
   * A query for `key` and `value` of each: rows are told apart by what they mean and not by their ids,
   * which may have been given anew. Compared with another side, what comes and goes with something
   * else that is counted is left out.
   */
  readonly rows: (side: Side, other?: Side) => string;
  /** `value` is a number of them, to be summed up. */
  readonly isAmount?: boolean;
  /** Each track has one: only other content is a difference. */
  readonly isImplied?: boolean;
}

/** What a person says of a track, each in a column of `tracks`. */
export const TRACK_MARKS = {
  ratings: 'rating',
  favourites: 'favourite',
  addedDates: 'added_at',
  textEncodings: 'text_encoding',
} as const satisfies Partial<Record<Counted, string>>;
export type TrackMark = keyof typeof TRACK_MARKS;

const PLAYLIST_ENTRIES = `
  SELECT json_group_array(tracks.path ORDER BY position)
  FROM %s.playlist_tracks JOIN %s.tracks ON tracks.id = track_id
  WHERE playlist_id = playlists.id`;

export const COUNTED_DATA: Readonly<Record<Counted, CountedData>> = {
  tracks: {
    columns: ['tracks.path'],
    count: ({ name }) => `SELECT count(*) FROM ${name}.tracks`,
    rows: ({ name }) => `SELECT path AS key, NULL AS value FROM ${name}.tracks`,
  },
  plays: {
    columns: ['plays.track_id', 'plays.played_at'],
    count: ({ name }) => `SELECT count(*) FROM ${name}.plays`,
    rows: ({ name }) => `
      SELECT path || char(0) || played_at AS key, NULL AS value
      FROM ${name}.plays JOIN ${name}.tracks ON tracks.id = track_id`,
  },
  earlierPlays: {
    columns: ['tracks.path', 'tracks.play_count'],
    count: (side) => `
      SELECT max(0, total(play_count) - ${historyLength(side)}) FROM ${side.name}.tracks`,
    rows: (side) => `
      SELECT path AS key, play_count - ${historyLength(side, 'tracks.id')} AS value
      FROM ${side.name}.tracks WHERE play_count > 0`,
    isAmount: true,
  },
  ratings: ofTracks(TRACK_MARKS.ratings, 'rating IS NOT NULL'),
  favourites: ofTracks(TRACK_MARKS.favourites, 'favourite = 1'),
  textEncodings: ofTracks(TRACK_MARKS.textEncodings, 'text_encoding IS NOT NULL'),
  addedDates: { ...ofTracks(TRACK_MARKS.addedDates, 'added_at IS NOT NULL'), isImplied: true },
  playlists: {
    columns: ['playlists.name', 'playlists.created_at'],
    laterColumns: ['playlists.deleted_at'],
    count: (side) => `SELECT count(*) FROM ${side.name}.playlists WHERE ${isKept(side)}`,
    rows: (side) => playlists(side, isKept(side)),
  },
  playlistEntries: {
    columns: [
      'playlist_tracks.playlist_id',
      'playlist_tracks.position',
      'playlist_tracks.track_id',
    ],
    count: (side) => `
      SELECT count(*) FROM ${side.name}.playlist_tracks
      JOIN ${side.name}.playlists ON playlists.id = playlist_id WHERE ${isKept(side)}`,
    rows: (side, other) => `
      SELECT playlists.name || char(0) || path || char(0)
        || row_number() OVER (PARTITION BY playlists.name, path) AS key, NULL AS value
      FROM ${side.name}.playlist_tracks
      JOIN ${side.name}.playlists ON playlists.id = playlist_id
      JOIN ${side.name}.tracks ON tracks.id = track_id
      WHERE ${isKept(side)} AND ${other === undefined ? 'TRUE' : isNameIn(other)}`,
  },
  unfoundEntries: {
    columns: [
      'unfound_entries.playlist_id',
      'unfound_entries.position',
      'unfound_entries.previous_id',
      'unfound_entries.written',
      'unfound_entries.paths',
      'unfound_entries.artist',
      'unfound_entries.title',
      'unfound_entries.is_settled',
    ],
    count: (side) => `
      SELECT count(*) FROM ${side.name}.unfound_entries
      JOIN ${side.name}.playlists ON playlists.id = playlist_id
      WHERE is_settled = 0 AND ${isKept(side)}`,
    rows: (side, other) => `
      SELECT playlists.name || char(0) || written || char(0)
        || row_number() OVER (PARTITION BY playlists.name, written) AS key, NULL AS value
      FROM ${side.name}.unfound_entries
      JOIN ${side.name}.playlists ON playlists.id = playlist_id
      WHERE is_settled = 0 AND ${isKept(side)} AND ${other === undefined ? 'TRUE' : isNameIn(other)}`,
  },
  deletedPlaylists: {
    columns: ['playlists.deleted_at'],
    count: ({ name }) => `SELECT count(*) FROM ${name}.playlists WHERE deleted_at IS NOT NULL`,
    rows: (side) => playlists(side, 'deleted_at IS NOT NULL'),
  },
  smartPlaylists: {
    columns: [
      'smart_playlists.name',
      'smart_playlists.rules',
      'smart_playlists.created_at',
      'smart_playlists.modified_at',
      'smart_playlists.deleted_at',
    ],
    count: ({ name }) => `SELECT count(*) FROM ${name}.smart_playlists`,
    rows: ({ name }) => `
      SELECT name || char(0) || (deleted_at IS NULL) || char(0)
        || row_number() OVER (
          PARTITION BY name, deleted_at IS NULL ORDER BY created_at, id
        ) AS key, rules AS value
      FROM ${name}.smart_playlists`,
  },
  folders: {
    columns: ['scan_roots.path', 'scan_roots.added_at'],
    laterColumns: ['scan_roots.given_path'],
    count: ({ name }) => `SELECT count(*) FROM ${name}.scan_roots`,
    rows: ({ name }) => `SELECT path AS key, NULL AS value FROM ${name}.scan_roots`,
  },
  removedTracks: {
    columns: ['removed_rows.content', 'removed_rows.kind', 'removed_rows.row_id'],
    laterColumns: [
      'removed_rows.removal_id',
      'removals.kind',
      'removals.folder',
      'removals.removed_at',
    ],
    count: ({ name }) => `SELECT count(*) FROM ${name}.removed_rows WHERE kind = 'track'`,
    rows: ({ name }) => `
      SELECT removed_at || char(0) || row_id AS key, content AS value
      FROM ${name}.removed_rows JOIN ${name}.removals ON removals.id = removal_id
      WHERE removed_rows.kind = 'track'`,
  },
};

/** Which columns a database has. */
export function readSide(db: Connection, name = 'main'): Side {
  const columns = z.array(z.string()).parse(
    db
      .prepare(
        `SELECT tables.name || '.' || columns.name
         FROM ${name}.sqlite_schema AS tables, pragma_table_info(tables.name, '${name}') AS columns
         WHERE tables.type = 'table' AND tables.sql NOT LIKE 'CREATE VIRTUAL %'`,
      )
      .pluck()
      .all(),
  );
  const known = new Set(columns);
  return { name, has: (column) => known.has(column) };
}

/** Whether a schema version knows a kind of data. */
export function knows(side: Side, kind: Counted): boolean {
  return COUNTED_DATA[kind].columns.every(side.has) && side.has('tracks.path');
}

/** How much there is of each kind that the database's schema version knows. */
export function countData(db: Connection, side = readSide(db)): Counts {
  return Object.fromEntries(
    COUNTED.filter((kind) => knows(side, kind)).map((kind) => [kind, countOf(db, side, kind)]),
  );
}

/** How much there is of one kind. */
function countOf(db: Connection, side: Side, kind: Counted): number {
  return z.number().parse(db.prepare(COUNTED_DATA[kind].count(side)).pluck().get());
}

function ofTracks(column: string, isSet: string): CountedData {
  return {
    columns: [`tracks.${column}`],
    count: ({ name }) => `SELECT count(*) FROM ${name}.tracks WHERE ${isSet}`,
    rows: ({ name }) => `SELECT path AS key, ${column} AS value FROM ${name}.tracks WHERE ${isSet}`,
  };
}

/** Of all tracks, or of one; play counts from before version 5 have no history. */
function historyLength({ name, has }: Side, track?: string): string {
  if (!has('plays.track_id')) return '0';
  const ofTrack = track === undefined ? '' : ` WHERE track_id = ${track}`;
  return `(SELECT count(*) FROM ${name}.plays${ofTrack})`;
}

function isKept({ has }: Side): string {
  return has('playlists.deleted_at') ? 'playlists.deleted_at IS NULL' : 'TRUE';
}

function isNameIn(side: Side): string {
  if (!side.has('playlists.name')) return 'FALSE';
  return `playlists.name IN (SELECT name FROM ${side.name}.playlists WHERE ${isKept(side)})`;
}

/** Names are not unique: the second of a name is another one than the first. */
function playlists({ name }: Side, condition: string): string {
  const entries = PLAYLIST_ENTRIES.replaceAll('%s', name);
  return `
    SELECT name || char(0) || row_number() OVER (PARTITION BY name ORDER BY created_at, id) AS key,
      (${entries}) AS value
    FROM ${name}.playlists WHERE ${condition}`;
}
