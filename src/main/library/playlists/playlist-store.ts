/** Playlists as a whole: listed, made, renamed, deleted and brought back. */
import { z } from 'zod';
import type { Playlist } from '../../../shared/api/playlists.ts';
import { FermataError } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import type { ReadableDb, WritableDb } from '../handlers.ts';
import { addEntries, requireTracks } from './playlist-edits.ts';

/** A playlist by its id; one that was made at another time than given is another one. */
export interface PlaylistRef {
  readonly id: number;
  readonly createdAt?: string | undefined;
}

const RowsSchema = z.array(
  z.object({
    id: z.number().int(),
    name: z.string(),
    createdAt: z.string(),
    modifiedAt: z.string(),
    deletedAt: z.string().nullable(),
    tracks: z.number().int(),
    durationMs: z.number().int(),
    unfound: z.number().int(),
  }),
);

const SELECT_PLAYLISTS = `
  SELECT
    playlists.id,
    name,
    created_at AS createdAt,
    ifnull(modified_at, created_at) AS modifiedAt,
    deleted_at AS deletedAt,
    count(tracks.id) AS tracks,
    ifnull(sum(tracks.duration_ms), 0) AS durationMs,
    (
      SELECT count(*) FROM unfound_entries
      WHERE unfound_entries.playlist_id = playlists.id AND is_settled = 0
    ) AS unfound
  FROM playlists
  LEFT JOIN playlist_tracks ON playlist_id = playlists.id
  LEFT JOIN tracks ON tracks.id = track_id`;

/** All playlists but the deleted ones, by name. */
export function listPlaylists(db: ReadableDb): Playlist[] {
  const rows = db
    .prepare(`${SELECT_PLAYLISTS} WHERE deleted_at IS NULL GROUP BY playlists.id`)
    .all();
  return RowsSchema.parse(rows).toSorted((a, b) => NAMES.compare(a.name, b.name) || a.id - b.id);
}

/**
 * The deleted playlists, the last one first. None is ever removed because of its age: clocks jump, and
 * a list of a few kilobytes is no reason to trust one with what a person made (design, invariant 8).
 */
export function listDeletedPlaylists(db: ReadableDb): Playlist[] {
  const rows = db
    .prepare(
      `${SELECT_PLAYLISTS} WHERE deleted_at IS NOT NULL
       GROUP BY playlists.id ORDER BY deleted_at DESC, playlists.id DESC`,
    )
    .all();
  return RowsSchema.parse(rows);
}

/** "Mix 2" before "Mix 10", whatever the case. */
const NAMES = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/**
 * Makes a playlist of tracks in their order; those that the library does not have are left out.
 *
 * @throws FermataError `NOT_FOUND` where it has none of those that are given
 */
export function createPlaylist(
  db: WritableDb,
  { name, trackIds }: { readonly name: string; readonly trackIds: readonly number[] },
  now: string,
): Playlist {
  const present = trackIds.length === 0 ? [] : requireTracks(db, trackIds);
  const id = z
    .number()
    .parse(
      db
        .prepare(
          'INSERT INTO playlists (name, created_at, modified_at) VALUES (?, ?, ?) RETURNING id',
        )
        .pluck()
        .get(name, now, now),
    );
  addEntries(db, id, present);
  return requirePlaylist(db, { id });
}

/**
 * Gives a playlist another name.
 *
 * @param from the name that it has to have now, if that matters
 * @returns the one that it had
 * @throws FermataError `NOT_FOUND`, `CONFLICT` where it has another name than `from`
 */
export function renamePlaylist(
  db: WritableDb,
  {
    name,
    from,
    ...ref
  }: PlaylistRef & { readonly name: string; readonly from?: string | undefined },
  now: string,
): { createdAt: string; before: string } {
  const { createdAt, name: before } = requireKept(db, ref);
  if (from !== undefined && from !== before) {
    throw new FermataError('CONFLICT', words('libraryErrors.playlistRenamed', { name: before }), {
      advice: words('libraryErrors.renameAgain'),
    });
  }
  db.prepare('UPDATE playlists SET name = ?, modified_at = ? WHERE id = ?').run(name, now, ref.id);
  return { createdAt, before };
}

/**
 * Puts a playlist among the deleted ones; one that is there stays as it is.
 *
 * @throws FermataError `NOT_FOUND`
 */
export function deletePlaylist(db: WritableDb, ref: PlaylistRef, now: string): Playlist {
  requirePlaylist(db, ref);
  db.prepare('UPDATE playlists SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL').run(
    now,
    ref.id,
  );
  return requirePlaylist(db, ref);
}

/**
 * Brings a deleted playlist back; one that is not deleted stays as it is.
 *
 * @throws FermataError `NOT_FOUND`
 */
export function restorePlaylist(db: WritableDb, ref: PlaylistRef): Playlist {
  requirePlaylist(db, ref);
  db.prepare('UPDATE playlists SET deleted_at = NULL WHERE id = ?').run(ref.id);
  return requirePlaylist(db, ref);
}

/**
 * A playlist that can be edited.
 *
 * @throws FermataError `NOT_FOUND` where there is none, or it is deleted
 */
export function requireKept(db: ReadableDb, ref: PlaylistRef): Playlist {
  const playlist = requirePlaylist(db, ref);
  if (playlist.deletedAt === null) return playlist;
  throw new FermataError(
    'NOT_FOUND',
    words('libraryErrors.playlistDeleted', { name: playlist.name }),
    {
      advice: words('libraryErrors.restorePlaylist'),
    },
  );
}

function requirePlaylist(db: ReadableDb, { id, createdAt }: PlaylistRef): Playlist {
  const rows = db.prepare(`${SELECT_PLAYLISTS} WHERE playlists.id = ? GROUP BY playlists.id`);
  const [playlist] = RowsSchema.parse(rows.all(id));
  const isOther = createdAt !== undefined && playlist?.createdAt !== createdAt;
  if (playlist !== undefined && !isOther) return playlist;
  throw new FermataError('NOT_FOUND', words('libraryErrors.playlistGone'), {
    advice: words('libraryErrors.otherPlaylist'),
  });
}
