/**
 * Removing tracks from the library on purpose, whole: with all that a person made of them and their places in
 * playlists they are put aside in the library itself, from where they come back (restore-removal.ts).
 */
import { z } from 'zod';
import type { Removal, RemovalRef } from '../../../shared/api/folders.ts';
import { FermataError } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import type { ReadableDb, WritableDb } from '../handlers.ts';
import { removeEntries } from '../playlists/playlist-edits.ts';
import { readEntries } from '../playlists/playlist-entries.ts';
import { TrackStore } from '../tracks/track-store.ts';
import { boundsBelow, isWithin } from './path-range.ts';
import { belongingsJson, rowJson } from './row-content.ts';

type RemovalKind = 'folder' | 'tracks' | 'merged';

interface Removed {
  readonly removal: RemovalRef;
  readonly tracks: number;
}

const IdSchema = z.number().int();
const IdsSchema = z.array(IdSchema);

/** What belongs to a track and is kept in another way, or follows from it. */
const NOT_WITH_TRACK = new Set(['playlist_tracks']);

/** Columns of tracks that are kept in another way. */
const NOT_OF_TRACK = new Set(['id', 'album_id', 'artwork_id']);
const NOT_OF_ALBUM = new Set(['id', 'artwork_id']);

/**
 * Removes tracks; those that the library does not have are left out.
 *
 * @param now when, in ISO 8601
 * @throws FermataError `NOT_FOUND` where it has none of them
 */
export function removeTracks(db: WritableDb, ids: readonly number[], now: string): Removed {
  const sql = 'tracks.id IN (SELECT value FROM json_each(:ids))';
  const nothing = new FermataError('NOT_FOUND', words('libraryErrors.tracksGone'), {
    advice: words('libraryErrors.otherTracks'),
  });
  return removeChosen(db, { sql, values: { ids: JSON.stringify(ids) } }, nothing, now);
}

/**
 * Removes the missing tracks.
 *
 * @param folder only those below it; null for all
 * @throws FermataError `NOT_FOUND` where none are missing there
 */
export function removeMissing(db: WritableDb, folder: string | null, now: string): Removed {
  const place = folder === null ? { sql: 'true', values: {} } : below('tracks.path', folder, []);
  const chosen = { ...place, sql: `tracks.missing_since IS NOT NULL AND ${place.sql}` };
  const nothing = new FermataError('NOT_FOUND', words('folders.noneMissing'), {
    advice: words('folders.lookAtList'),
  });
  return removeChosen(db, chosen, nothing, now);
}

function removeChosen(
  db: WritableDb,
  { sql, values }: Condition,
  nothingToRemove: FermataError,
  now: string,
): Removed {
  const removal = beginRemoval(db, { kind: 'tracks', folder: null, now });
  const tracks = keepTracks(db, removal.id, sql, values);
  if (tracks === 0) throw nothingToRemove;
  removeKept(db, removal.id);
  return { removal, tracks };
}

/**
 * Removes a music folder, with the tracks below it that are in no other one.
 *
 * @throws FermataError `NOT_FOUND` where it is no music folder
 */
export function removeFolder(db: WritableDb, path: string, now: string): Removed {
  const roots = z
    .array(z.object({ id: IdSchema, path: z.string() }))
    .parse(db.prepare('SELECT id, path FROM scan_roots').all());
  const root = roots.find((each) => each.path === path);
  if (root === undefined) throw noSuchFolder(path);
  const removal = beginRemoval(db, { kind: 'folder', folder: path, now });
  keepFolder(db, removal.id, root.id);
  const isCovered = roots.some((other) => other.id !== root.id && isWithin(other.path, path));
  const inside = roots.filter((other) => other.id !== root.id && isWithin(path, other.path));
  const tracks = isCovered ? 0 : keepBelow(db, removal.id, path, inside);
  if (!isCovered) {
    forgetFindings(db, path, inside);
    removeKept(db, removal.id);
  }
  return { removal, tracks };
}

/** What was removed and can be brought back, the last first. */
export function listRemovals(db: ReadableDb): Removal[] {
  const rows = db
    .prepare(
      `SELECT removals.id, removed_at AS removedAt, folder,
         (SELECT count(*) FROM removed_rows WHERE removal_id = removals.id AND kind = 'track') AS tracks,
         (
           SELECT content ->> '$.track.title' FROM removed_rows
           WHERE removal_id = removals.id AND kind = 'track' LIMIT 1
         ) AS title
       FROM removals WHERE kind <> 'merged' ORDER BY removed_at DESC, removals.id DESC`,
    )
    .all();
  return z
    .array(
      z.object({
        id: IdSchema,
        removedAt: z.string(),
        folder: z.string().nullable(),
        tracks: IdSchema,
        title: z.string().nullable(),
      }),
    )
    .parse(rows);
}

interface Beginning {
  readonly kind: RemovalKind;
  readonly folder: string | null;
  readonly now: string;
}

/** Begins a removal: what is put aside belongs to it. */
export function beginRemoval(db: WritableDb, { kind, folder, now }: Beginning): RemovalRef {
  const insert = db.prepare(
    'INSERT INTO removals (kind, folder, removed_at) VALUES (?, ?, ?) RETURNING id',
  );
  return { id: IdSchema.parse(insert.pluck().get(kind, folder, now)), removedAt: now };
}

/** Puts a music folder aside. */
export function keepFolder(db: WritableDb, removalId: number, id: number): void {
  db.prepare(
    `INSERT INTO removed_rows (removal_id, kind, row_id, content)
     SELECT ?, 'folder', id, ${rowJson(db, 'scan_roots', 'scan_roots')} FROM scan_roots WHERE id = ?`,
  ).run(removalId, id);
  db.prepare('DELETE FROM scan_roots WHERE id = ?').run(id);
}

function keepBelow(
  db: WritableDb,
  removalId: number,
  folder: string,
  inside: readonly { readonly path: string }[],
): number {
  const { sql, values } = below('tracks.path', folder, inside);
  return keepTracks(db, removalId, sql, values);
}

interface Condition {
  readonly sql: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The condition on what is below a folder, but not below others inside it. */
function below(
  column: string,
  folder: string,
  inside: readonly { readonly path: string }[],
): Condition {
  const { after, before } = boundsBelow(folder);
  const values: Record<string, string> = { after, before };
  const others = inside.map(({ path }, index) => {
    const bounds = boundsBelow(path);
    values[`after${index}`] = bounds.after;
    values[`before${index}`] = bounds.before;
    return ` AND NOT (${column} > :after${index} AND ${column} < :before${index})`;
  });
  return { sql: `${column} > :after AND ${column} < :before${others.join('')}`, values };
}

/**
 * Puts tracks aside, with their albums.
 *
 * @param condition on the tracks, with its values
 * @returns how many
 */
export function keepTracks(
  db: WritableDb,
  removalId: number,
  condition: string,
  values: Readonly<Record<string, string | number>>,
): number {
  const track = `json_object(
    'track', ${rowJson(db, 'tracks', 'tracks', NOT_OF_TRACK)},
    'rows', ${belongingsJson(db, 'tracks', 'tracks', NOT_WITH_TRACK)},
    'albumId', tracks.album_id,
    'artwork', ${artworkJson(db, 'tracks')}
  )`;
  const kept = db
    .prepare(
      `INSERT INTO removed_rows (removal_id, kind, row_id, content)
       SELECT :removalId, 'track', tracks.id, ${track} FROM tracks WHERE ${condition}`,
    )
    .run({ removalId, ...values });
  const album = `json_object(
    'album', ${rowJson(db, 'albums', 'albums', NOT_OF_ALBUM)},
    'rows', ${belongingsJson(db, 'albums', 'albums')},
    'artwork', ${artworkJson(db, 'albums')}
  )`;
  db.prepare(
    `INSERT INTO removed_rows (removal_id, kind, row_id, content)
     SELECT :removalId, 'album', albums.id, ${album} FROM albums
     WHERE albums.id IN (SELECT album_id FROM tracks WHERE id IN (${KEPT}))`,
  ).run({ removalId });
  return kept.changes;
}

/** The SQL of the picture of a track or an album. */
function artworkJson(db: WritableDb, table: 'tracks' | 'albums'): string {
  const artwork = rowJson(db, 'artworks', 'artworks');
  return `json((SELECT ${artwork} FROM artworks WHERE artworks.id = ${table}.artwork_id))`;
}

/** The ids of the tracks that a removal has put aside. */
const KEPT = `
  SELECT row_id FROM removed_rows WHERE removal_id = :removalId AND kind = 'track'`;

/** Removes the tracks that were put aside from their playlists, and from the library. */
function removeKept(db: WritableDb, removalId: number): void {
  const playlists = db
    .prepare(`SELECT DISTINCT playlist_id FROM playlist_tracks WHERE track_id IN (${KEPT})`)
    .pluck();
  const ids = new Set(IdsSchema.parse(db.prepare(KEPT).pluck().all({ removalId })));
  for (const playlistId of IdsSchema.parse(playlists.all({ removalId }))) {
    keepEntries(db, removalId, playlistId, ids);
  }
  const store = new TrackStore(db);
  const albums = db.prepare(`
    SELECT row_id FROM removed_rows WHERE removal_id = :removalId AND kind = 'album'`);
  for (const id of IdsSchema.parse(albums.pluck().all({ removalId }))) store.albums.touch(id);
  db.prepare(`DELETE FROM tracks WHERE id IN (${KEPT})`).run({ removalId });
  for (const settle of store.albums.settling()) settle();
  for (const remove of store.unusedParts()) remove();
}

/** Removes the entries of tracks from a playlist, so that the places of the others follow one another. */
function keepEntries(
  db: WritableDb,
  removalId: number,
  playlistId: number,
  trackIds: ReadonlySet<number>,
): void {
  const entryIds = readEntries(db, playlistId)
    .filter(({ trackId }) => trackIds.has(trackId))
    .map(({ id }) => id);
  const createdAt = db
    .prepare('SELECT created_at FROM playlists WHERE id = ?')
    .pluck()
    .get(playlistId);
  const removed = removeEntries(db, playlistId, entryIds);
  db.prepare(
    `INSERT INTO removed_rows (removal_id, kind, row_id, content) VALUES (?, 'playlist', ?, ?)`,
  ).run(removalId, playlistId, JSON.stringify({ createdAt, removed }));
}

/** Forgets what scans found beside the tracks: the next scan finds it again. */
function forgetFindings(
  db: WritableDb,
  folder: string,
  inside: readonly { readonly path: string }[],
): void {
  for (const table of ['scan_problems', 'folder_pictures']) {
    const { sql, values } = below('path', folder, inside);
    db.prepare(`DELETE FROM ${table} WHERE ${sql}`).run(values);
  }
  db.prepare('DELETE FROM scan_problems WHERE path = ?').run(folder);
}

function noSuchFolder(folder: string): FermataError {
  return new FermataError('NOT_FOUND', words('folders.noSuchFolder', { folder }), {
    advice: words('folders.lookAtList'),
  });
}
