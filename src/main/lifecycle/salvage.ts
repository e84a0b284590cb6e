/**
 * Adds to a restored library what its damaged predecessor had beyond the backup: play history and
 * playlists, which exist nowhere else. Runs in the worker thread.
 */
import type { Salvage } from '../../shared/backups.ts';
import { FermataError } from '../../shared/errors.ts';
import { type Connection, openWriter } from './connection.ts';
import { type ReadableContent, readDamagedLibrary } from './damaged-library.ts';
import { storageError } from './storage-errors.ts';

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

/** A playlist as it is compared: its name, and its tracks by their paths. */
interface Playlist {
  readonly name: string;
  readonly createdAt: string;
  readonly paths: readonly string[];
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
    const lost = content.plays.length - plays.known - plays.added;
    return {
      plays: plays.added,
      playlists,
      unreadable: [
        ...content.unreadable,
        ...(lost > 0 ? [`${lost} plays are of tracks that the backup does not have.`] : []),
      ],
    };
  } catch (error) {
    throw storageError(error, libraryFile) ?? notSalvaged(error);
  } finally {
    db?.close();
  }
}

function addPlays(db: Connection, content: ReadableContent): { added: number; known: number } {
  const pathOf = pathsById(content);
  const trackByPath = db.prepare('SELECT id FROM tracks WHERE path = ?').pluck();
  const isKnown = db.prepare('SELECT 1 FROM plays WHERE track_id = ? AND played_at = ?').pluck();
  const add = db.prepare('INSERT INTO plays (track_id, played_at) VALUES (?, ?)');
  let added = 0;
  let known = 0;
  for (const { trackId, playedAt } of content.plays) {
    const path = pathOf.get(trackId);
    const id = path === undefined ? undefined : trackByPath.get(path);
    if (id === undefined) continue;
    if (isKnown.get(id, playedAt) !== undefined) {
      known += 1;
    } else {
      add.run(id, playedAt);
      added += 1;
    }
  }
  return { added, known };
}

function addPlaylists(db: Connection, content: ReadableContent): number {
  const present = new Set(db.prepare('SELECT path FROM tracks').pluck().all());
  const missing = playlistsOf(content)
    .map((playlist) => ({ ...playlist, paths: playlist.paths.filter((path) => present.has(path)) }))
    .filter((playlist) => !isPresent(db, playlist));
  for (const playlist of missing) addPlaylist(db, playlist);
  return missing.length;
}

function isPresent(db: Connection, { name, paths }: Playlist): boolean {
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

function addPlaylist(db: Connection, { name, createdAt, paths }: Playlist): void {
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
    paths: (entries.get(key) ?? [])
      .toSorted((a, b) => a.position - b.position)
      .flatMap(({ trackId }) => pathOf.get(trackId) ?? []),
  }));
}

function pathsById(content: ReadableContent): Map<number, string> {
  return new Map(content.tracks.map(({ key, path }) => [key, path]));
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
