/**
 * Adds to a restored library what its damaged predecessor had beyond the backup: play history and
 * playlists, which exist nowhere else. Runs in the worker thread.
 */
import type { Salvage } from '../../../shared/backups.ts';
import { FermataError } from '../../../shared/errors.ts';
import { formatCounted } from '../../../shared/formats.ts';
import { storageError } from '../files/storage-errors.ts';
import { type Connection, openWriter } from '../sqlite/connection.ts';
import { type ReadableContent, readDamagedLibrary } from './damaged-library.ts';

export interface SalvageRequest {
  /** The restored library. */
  readonly libraryFile: string;
  /** The schema version that it was restored to. */
  readonly schemaVersion: number;
  /** Its predecessor in the quarantine. */
  readonly damagedFile: string;
  /** The backup that was restored. */
  readonly backup: string;
  /** Whether to add it, or only to tell what could be added. */
  readonly apply: boolean;
}

interface Playlist {
  readonly name: string;
  readonly createdAt: string;
  /** The tracks' paths in their order; undefined for one that could not be read. */
  readonly entries: readonly (string | undefined)[];
}

/**
 * Salvages in one transaction; what is there already is left as it is, so that doing it twice adds
 * nothing. A playlist that the library has with other tracks is added under a name of its own.
 *
 * @throws FermataError `LIBRARY_DAMAGED` if nothing can be read, `RESTORE_FAILED`, `NO_SPACE`,
 *   `LOCK_TIMEOUT` if another process keeps writing, `LIBRARY_TOO_NEW` if one has upgraded it; the
 *   library is then what it was
 */
export function salvage(request: SalvageRequest): Salvage {
  const { libraryFile, schemaVersion, damagedFile, backup, apply } = request;
  let db: Connection | null = null;
  try {
    const content = readDamagedLibrary(damagedFile, backup);
    db = openWriter(libraryFile, schemaVersion);
    db.exec('BEGIN IMMEDIATE');
    const plays = addPlays(db, content);
    const playlists = addPlaylists(db, content);
    db.exec(apply ? 'COMMIT' : 'ROLLBACK');
    return {
      plays: plays.added,
      playlists: playlists.added,
      unreadable: [
        ...content.unreadable,
        ...leftOut(plays.lost, 'play'),
        ...leftOut(playlists.lost, 'entry of playlists', 'entries of playlists'),
      ],
    };
  } catch (error) {
    throw storageError(error, libraryFile) ?? notSalvaged(error);
  } finally {
    db?.close();
  }
}

/** What was added, and how much is of tracks that were not read or are not in the library. */
interface Added {
  readonly added: number;
  readonly lost: number;
}

function addPlays(db: Connection, content: ReadableContent): Added {
  const pathOf = pathsById(content);
  const trackByPath = db.prepare('SELECT id FROM tracks WHERE path = ?').pluck();
  const isKnown = db.prepare('SELECT 1 FROM plays WHERE track_id = ? AND played_at = ?').pluck();
  const add = db.prepare('INSERT INTO plays (track_id, played_at) VALUES (?, ?)');
  let added = 0;
  let lost = 0;
  for (const { trackId, playedAt } of content.plays) {
    const path = pathOf.get(trackId);
    const id = path === undefined ? undefined : trackByPath.get(path);
    if (id === undefined) {
      lost += 1;
    } else if (isKnown.get(id, playedAt) === undefined) {
      add.run(id, playedAt);
      added += 1;
    }
  }
  return { added, lost };
}

function addPlaylists(db: Connection, content: ReadableContent): Added {
  const present = new Set(db.prepare('SELECT path FROM tracks').pluck().all());
  let added = 0;
  let lost = 0;
  for (const { entries, ...playlist } of playlistsOf(content)) {
    const paths = entries.filter((path) => path !== undefined && present.has(path));
    const missing = entries.length - paths.length;
    if (isPresent(db, playlist.name, paths)) continue;
    lost += missing;
    // A list of which nothing is left helps nobody.
    if (paths.length === 0 && missing > 0) continue;
    addPlaylist(db, playlist, paths);
    added += 1;
  }
  return { added, lost };
}

function isPresent(db: Connection, name: string, paths: readonly unknown[]): boolean {
  const sameName = db
    .prepare(
      `SELECT (
         SELECT json_group_array(path ORDER BY position)
         FROM playlist_tracks JOIN tracks ON tracks.id = track_id
         WHERE playlist_id = playlists.id
       )
       FROM playlists WHERE name IN (?, ?)`,
    )
    .pluck()
    .all(name, salvagedName(name));
  return sameName.some((tracks) => tracks === JSON.stringify(paths));
}

function addPlaylist(
  db: Connection,
  { name, createdAt }: Omit<Playlist, 'entries'>,
  paths: readonly unknown[],
): void {
  const isTaken = db.prepare('SELECT 1 FROM playlists WHERE name = ?').get(name) !== undefined;
  const { lastInsertRowid } = db
    .prepare('INSERT INTO playlists (name, created_at) VALUES (?, ?)')
    .run(isTaken ? salvagedName(name) : name, createdAt);
  const add = db.prepare(
    `INSERT INTO playlist_tracks (playlist_id, position, track_id)
     SELECT ?, ?, id FROM tracks WHERE path = ?`,
  );
  let position = 0;
  for (const path of paths) position += add.run(lastInsertRowid, position, path).changes;
}

function playlistsOf(content: ReadableContent): Playlist[] {
  const pathOf = pathsById(content);
  const entries = Map.groupBy(content.playlistTracks, ({ playlistId }) => playlistId);
  return content.playlists.map(({ key, name, createdAt }) => ({
    name,
    createdAt,
    entries: (entries.get(key) ?? [])
      .toSorted((a, b) => a.position - b.position)
      .map(({ trackId }) => pathOf.get(trackId)),
  }));
}

function pathsById(content: ReadableContent): Map<number, string> {
  return new Map(content.tracks.map(({ key, path }) => [key, path]));
}

function leftOut(count: number, singular: string, plural?: string): string[] {
  if (count === 0) return [];
  const what = formatCounted(count, singular, plural);
  return [`Left out: ${what}, of tracks that could not be read or are not in the backup.`];
}

function salvagedName(name: string): string {
  return `${name} (from the damaged library)`;
}

function notSalvaged(cause: unknown): FermataError {
  return new FermataError('RESTORE_FAILED', 'Nothing was added from the damaged library.', {
    advice: 'The restored library is in order. The damaged one is kept in the quarantine.',
    cause,
  });
}
