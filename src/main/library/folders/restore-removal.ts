/** Bringing back what was removed: tracks with their ids, plays, ratings and places in playlists. */
import { z } from 'zod';
import type { RemovalRef } from '../../../shared/api/folders.ts';
import { FermataError } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import type { WritableDb } from '../handlers.ts';
import { restoreRemoved } from '../playlists/playlist-edits.ts';
import { TrackStore } from '../tracks/track-store.ts';
import { mergeInto } from './merge-tracks.ts';
import { RowSchema, RowsSchema, RowWriter } from './row-content.ts';

const IdSchema = z.number().int();

const TrackContentSchema = z.object({
  track: RowSchema,
  rows: RowsSchema,
  albumId: IdSchema.nullable(),
  artwork: RowSchema.nullable(),
});

const AlbumContentSchema = z.object({
  album: RowSchema,
  rows: RowsSchema,
  artwork: RowSchema.nullable(),
});

const PlaylistContentSchema = z.object({
  createdAt: z.string(),
  removed: z.array(
    z.object({
      entryId: IdSchema,
      after: IdSchema.nullable(),
      position: IdSchema,
      trackId: IdSchema,
    }),
  ),
});

const ROWS_PER_PAGE = 500;

const KeptRowsSchema = z.array(
  z.object({
    id: IdSchema,
    content: z.string().transform((json): unknown => JSON.parse(json)),
  }),
);

/**
 * Brings back what a removal has put aside. Where the library has a track of the same file meanwhile, both
 * become one, with the plays of both.
 *
 * @returns the folder, if one was removed, and the ids of the tracks
 * @throws FermataError `NOT_FOUND` where it was brought back already
 */
export function restoreRemoval(
  db: WritableDb,
  ref: RemovalRef,
): { folder: string | null; ids: number[] } {
  const folder = requireRemoval(db, ref);
  const writer = new RowWriter(db);
  restoreFolders(db, ref.id, writer);
  const ids = restoreTracks(db, ref.id, writer);
  restoreEntries(db, ref.id, ids);
  db.prepare('DELETE FROM removals WHERE id = ?').run(ref.id);
  return { folder, ids: [...ids.values()] };
}

/** Brings the music folders of a removal back. */
export function restoreFolders(db: WritableDb, removalId: number, writer: RowWriter): void {
  for (const { content } of keptRows(db, removalId, 'folder')) {
    const row = RowSchema.parse(content);
    const isThere = db.prepare('SELECT 1 FROM scan_roots WHERE path = ?').get(row.path);
    if (isThere === undefined) writer.add('scan_roots', row, {});
  }
}

/** The folder of a removal. */
export function requireRemoval(db: WritableDb, { id, removedAt }: RemovalRef): string | null {
  const row = db
    .prepare('SELECT folder FROM removals WHERE id = ? AND removed_at = ?')
    .get(id, removedAt);
  if (row !== undefined) return z.object({ folder: z.string().nullable() }).parse(row).folder;
  throw new FermataError('NOT_FOUND', words('folders.broughtBackAlready'), {
    advice: words('folders.lookAtRemovals'),
  });
}

/** The albums as they are now, by the ids that they had. */
function restoreAlbums(db: WritableDb, removalId: number, writer: RowWriter): Map<number, number> {
  const albums = new Map<number, number>();
  const same = db
    .prepare(
      `SELECT id FROM albums
       WHERE title = :title AND artist_credit = :credit AND release_id IS :releaseId
       ORDER BY id = :id DESC, year IS :year DESC, id LIMIT 1`,
    )
    .pluck();
  for (const { id, content } of keptRows(db, removalId, 'album')) {
    const { album, rows } = AlbumContentSchema.parse(content);
    const { title, artist_credit: credit, release_id: releaseId, year } = album;
    const found = same.get({ id, title, credit, releaseId, year });
    const now =
      typeof found === 'number' ? found : writer.add('albums', album, freeId(writer, 'albums', id));
    writer.addBelongings('albums', now, rows);
    albums.set(id, now);
  }
  return albums;
}

/**
 * Brings tracks back with their albums.
 *
 * @param takesBack whether what became one comes apart again: its plays are at the other track
 * @returns their ids as they are now, by those that they had
 */
export function restoreTracks(
  db: WritableDb,
  removalId: number,
  writer: RowWriter,
  takesBack = false,
): Map<number, number> {
  const albums = restoreAlbums(db, removalId, writer);
  const ids = new Map<number, number>();
  const atPath = db.prepare('SELECT id FROM tracks WHERE path = ?').pluck();
  const setCounts = db.prepare(
    'UPDATE tracks SET play_count = :plays, last_played_at = :lastPlayedAt WHERE id = :id',
  );
  const setPath = db.prepare('UPDATE tracks SET path = :path WHERE id = :id');
  for (const { id: before, content } of keptRows(db, removalId, 'track')) {
    const { track, rows, albumId, artwork } = TrackContentSchema.parse(content);
    const path = z.string().parse(track.path);
    const other = atPath.get(path);
    const id = writer.add('tracks', track, {
      ...freeId(writer, 'tracks', before),
      album_id: albumId === null ? null : (albums.get(albumId) ?? null),
      artwork_id: artwork === null ? null : artworkId(db, writer, artwork),
      // No file has a name that begins so: the name is free once both are one.
      path: typeof other === 'number' ? `\u0001${path}` : path,
    });
    const { plays: _plays, ...others } = rows;
    writer.addBelongings('tracks', id, takesBack ? others : rows);
    // Each play that came back was counted once more.
    const { play_count: plays, last_played_at: lastPlayedAt } = track;
    setCounts.run({ id, plays, lastPlayedAt });
    if (typeof other === 'number') {
      mergeInto(db, { kept: id, gone: other });
      setPath.run({ id, path });
    }
    ids.set(before, id);
  }
  settle(db, removalId, writer, albums);
  return ids;
}

/** What follows from the tracks. A picture that lay beside the files is found by the next scan; until then it stays. */
function settle(
  db: WritableDb,
  removalId: number,
  writer: RowWriter,
  albums: ReadonlyMap<number, number>,
): void {
  const store = new TrackStore(db);
  for (const id of albums.values()) store.albums.touch(id);
  for (const each of store.albums.settling()) each();
  const show = db.prepare('UPDATE albums SET artwork_id = ? WHERE id = ? AND artwork_id IS NULL');
  for (const { id, content } of keptRows(db, removalId, 'album')) {
    const { artwork } = AlbumContentSchema.parse(content);
    if (artwork !== null) show.run(artworkId(db, writer, artwork), albums.get(id));
  }
}

function restoreEntries(db: WritableDb, removalId: number, ids: ReadonlyMap<number, number>): void {
  const playlist = db.prepare('SELECT 1 FROM playlists WHERE id = ? AND created_at = ?');
  for (const { id, content } of keptRows(db, removalId, 'playlist')) {
    const { createdAt, removed } = PlaylistContentSchema.parse(content);
    // A playlist that is gone, or another one with its id, has no place for them.
    if (playlist.get(id, createdAt) === undefined) continue;
    restoreRemoved(
      db,
      id,
      removed.map((entry) => ({ ...entry, trackId: ids.get(entry.trackId) ?? entry.trackId })),
    );
  }
}

function artworkId(db: WritableDb, writer: RowWriter, artwork: z.infer<typeof RowSchema>): number {
  const found = db.prepare('SELECT id FROM artworks WHERE sha256 = ?').pluck().get(artwork.sha256);
  return typeof found === 'number' ? found : writer.add('artworks', artwork, {});
}

/** The id that a row had, unless another one has it now. */
function freeId(writer: RowWriter, table: 'tracks' | 'albums', id: number): { id?: number } {
  return writer.has(table, id) ? {} : { id };
}

/** Some of them at a time: a removed folder may have a million tracks. */
export function* keptRows(
  db: WritableDb,
  removalId: number,
  kind: 'folder' | 'track' | 'album' | 'playlist' | 'merge',
): Generator<z.infer<typeof KeptRowsSchema>[number]> {
  const page = db.prepare(
    `SELECT row_id AS id, content FROM removed_rows
     WHERE removal_id = ? AND kind = ? AND row_id > ? ORDER BY row_id LIMIT ${ROWS_PER_PAGE}`,
  );
  for (let after = -1; ; ) {
    const rows = KeptRowsSchema.parse(page.all(removalId, kind, after));
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}
