/** The playlists that a damaged library had beyond its backup, in their order. */
import { newEntryIds } from '../entry-ids.ts';
import type { Connection } from '../sqlite/database.ts';
import { readSide } from '../user-data.ts';
import type { ReadableContent } from './damaged-tables.ts';
import { pathsById, type Salvaged } from './salvaged.ts';

interface Playlist {
  readonly name: string;
  readonly createdAt: string;
  /** When it was edited last, or null where that is not known. */
  readonly modifiedAt: string | null;
  /** Since when it is recently deleted, or null. */
  readonly deletedAt: string | null;
  /** The tracks' paths in their order; undefined for one that could not be read. */
  readonly entries: readonly (string | undefined)[];
  /** Of its file, those that are to be located. */
  readonly unfound: readonly Unfound[];
}

type Unfound = ReadableContent['unfoundEntries'][number];

/** Adds the playlists that the library does not have, with those of their tracks that it has. */
export function addPlaylists(db: Connection, content: ReadableContent): Salvaged[] {
  // The same migration added when a playlist was edited last, and the ids of entries.
  const knowsDeleted = readSide(db).has('playlists.deleted_at');
  const present = new Set(db.prepare('SELECT path FROM tracks').pluck().all());
  const counts = { kept: 0, deleted: 0, entries: 0, lost: 0, unfound: 0 };
  const knowsUnfound = readSide(db).has('unfound_entries.id');
  for (const playlist of playlistsOf(db, content)) {
    const { entries, deletedAt } = playlist;
    const paths = entries.filter((path) => path !== undefined && present.has(path));
    const missing = entries.length - paths.length;
    if (deletedAt !== null && !knowsDeleted) continue;
    if (isPresent(db, playlist, paths, knowsDeleted)) continue;
    counts.lost += missing;
    // A list of which nothing is left helps nobody.
    if (paths.length === 0 && missing > 0) continue;
    const id = addPlaylist(db, playlist, paths, knowsDeleted);
    if (knowsUnfound) counts.unfound += addUnfound(db, id, playlist.unfound);
    counts[deletedAt === null ? 'kept' : 'deleted'] += 1;
    counts.entries += paths.length;
  }
  return [
    { kind: 'playlists', count: counts.kept, lost: 0 },
    { kind: 'deletedPlaylists', count: counts.deleted, lost: 0 },
    { kind: 'playlistEntries', count: counts.entries, lost: counts.lost },
    { kind: 'unfoundEntries', count: counts.unfound, lost: 0 },
  ];
}

/** A recently deleted playlist stands for none that is kept; the other way round it does. */
function isPresent(
  db: Connection,
  { name, deletedAt }: Playlist,
  paths: readonly unknown[],
  knowsDeleted: boolean,
): boolean {
  const isKept = knowsDeleted && deletedAt === null ? 'AND deleted_at IS NULL' : '';
  const sameName = db
    .prepare(
      `SELECT (
         SELECT json_group_array(path ORDER BY position)
         FROM playlist_tracks JOIN tracks ON tracks.id = track_id
         WHERE playlist_id = playlists.id
       )
       FROM playlists WHERE name IN (?, ?) ${isKept}`,
    )
    .pluck()
    .all(name, salvagedName(name));
  return sameName.some((tracks) => tracks === JSON.stringify(paths));
}

function addPlaylist(
  db: Connection,
  { name, createdAt, modifiedAt, deletedAt }: Playlist,
  paths: readonly unknown[],
  knowsDeleted: boolean,
): number | bigint {
  const isTaken = db.prepare('SELECT 1 FROM playlists WHERE name = ?').get(name) !== undefined;
  const { lastInsertRowid } = db
    .prepare('INSERT INTO playlists (name, created_at) VALUES (?, ?)')
    .run(isTaken && deletedAt === null ? salvagedName(name) : name, createdAt);
  if (knowsDeleted) {
    db.prepare('UPDATE playlists SET modified_at = ?, deleted_at = ? WHERE id = ?').run(
      modifiedAt ?? createdAt,
      deletedAt,
      lastInsertRowid,
    );
  }
  const add = db.prepare(
    `INSERT INTO playlist_tracks (${knowsDeleted ? 'id, ' : ''}playlist_id, position, track_id)
     SELECT ${knowsDeleted ? ':first + :position, ' : ''}:playlistId, :position, id
     FROM tracks WHERE path = :path`,
  );
  const ids = { playlistId: lastInsertRowid, first: newEntryIds(paths.length) };
  let position = 0;
  for (const path of paths) position += add.run({ ...ids, position, path }).changes;
  return lastInsertRowid;
}

/**
 * Under new ids: the library may have a playlist with those that they had. Those of their neighbours are other
 * ones, too: 0 is none, and their place counts.
 *
 * @returns how many were added
 */
function addUnfound(
  db: Connection,
  playlistId: number | bigint,
  unfound: readonly Unfound[],
): number {
  const add = db.prepare(
    `INSERT INTO unfound_entries
       (id, playlist_id, position, previous_id, written, paths, artist, title)
     VALUES (:id, :playlistId, :position, 0, :written, :paths, :artist, :title)`,
  );
  const first = newEntryIds(unfound.length);
  for (const [index, row] of unfound.entries()) add.run({ ...row, playlistId, id: first + index });
  return unfound.length;
}

function playlistsOf(db: Connection, content: ReadableContent): Playlist[] {
  const pathOf = pathsById(db, content);
  const entries = Map.groupBy(content.playlistTracks, ({ playlistId }) => playlistId);
  const open = content.unfoundEntries.filter(({ isSettled }) => isSettled === 0);
  const unfound = Map.groupBy(open, ({ playlistId }) => playlistId);
  return content.playlists.map(({ key, name, createdAt, modifiedAt, deletedAt }) => ({
    name,
    createdAt,
    modifiedAt,
    deletedAt,
    entries: (entries.get(key) ?? [])
      .toSorted((a, b) => a.position - b.position)
      .map(({ trackId }) => pathOf.get(trackId)),
    unfound: unfound.get(key) ?? [],
  }));
}

function salvagedName(name: string): string {
  return `${name} (from the damaged library)`;
}
