/** Tracks by what is heard, and their moves to other paths, as the library has them. */
import { z } from 'zod';
import type { Connection } from '../../../lifecycle/sqlite/database.ts';
import { albumFolder } from '../folder-pictures.ts';
import type { Described } from './nearness.ts';

const IdSchema = z.number().int();

const OwnRow = z.object({ id: IdSchema, contentKey: z.string().nullable() });
const CandidateRow = z.object({ id: IdSchema, path: z.string() });
export type Candidate = z.infer<typeof CandidateRow>;

const UnkeyedRow = CandidateRow.extend({
  title: z.string(),
  durationMs: z.number().int().nullable(),
  mtimeMs: z.number().int().nullable(),
});
type Unkeyed = z.infer<typeof UnkeyedRow>;

const DescribedRow = z
  .object({
    path: z.string(),
    size: z.number().int().nullable(),
    mtimeMs: z.number().int().nullable(),
    title: z.string(),
    artist: z.string(),
    album: z.string(),
    discNumber: z.number().int().nullable(),
    trackNumber: z.number().int().nullable(),
  })
  .transform(
    ({ size, mtimeMs, ...tags }): Described => ({
      ...tags,
      state: size === null || mtimeMs === null ? null : { size, mtimeMs },
    }),
  );

/** Of one size there are few, but in collections that a program made. */
const MOST_OF_ONE_SIZE = 100;

export interface Move {
  readonly trackId: number;
  readonly from: string;
  readonly to: string;
  /** Its content is nowhere any more: it has got a path without a file. */
  readonly isLost?: boolean;
  /** The track that the file has had so far, of which a person has made nothing. */
  readonly replaces?: number;
}

export class MoveStore {
  readonly #statements: ReturnType<typeof prepareStatements>;
  /** The folders that tracks have left, by their albums. */
  readonly #left = new Map<number, Set<string>>();

  constructor(db: Connection) {
    this.#statements = prepareStatements(db);
  }

  /** The track of a path; null where there is none. */
  trackAt(path: string): z.infer<typeof OwnRow> | null {
    const row = this.#statements.at.get(path);
    return row === undefined ? null : OwnRow.parse(row);
  }

  /** The tracks of one content. */
  withKey(contentKey: string): Candidate[] {
    return z.array(CandidateRow).parse(this.#statements.withKey.all(contentKey));
  }

  /** Tracks whose content is not known yet, and whose files had a size; in bytes. */
  withoutKey(size: number): Unkeyed[] {
    return z.array(UnkeyedRow).parse(this.#statements.withoutKey.all(size));
  }

  /** What tells a track from others of its content. */
  describe(trackId: number): Described {
    return DescribedRow.parse(this.#statements.describe.get(trackId));
  }

  /** Whether a person has made nothing of a track yet: it may give way to one that was there before. */
  isUntouched(trackId: number): boolean {
    return this.#statements.untouched.get(trackId) !== undefined;
  }

  /**
   * Takes away the track of a path, if a person has made nothing of it.
   *
   * @returns whether it was taken away
   */
  removeUntouched(path: string): boolean {
    const track = this.trackAt(path);
    if (track === null || !this.isUntouched(track.id)) return false;
    this.#statements.remove.run(track.id);
    return true;
  }

  /**
   * Gives tracks the paths under which they go on. Some may go where others of them come from. Call it
   * in a transaction.
   *
   * @returns whether they have: not where a track was to give way that a person has made something of since
   */
  move(moves: readonly Move[]): boolean {
    const { setPath, keepAlbum, albumOf, remove } = this.#statements;
    const replaced = moves.flatMap(({ replaces }) => replaces ?? []);
    if (!replaced.every((id) => this.isUntouched(id))) return false;
    for (const id of replaced) remove.run(id);
    const isChain = moves.length > 1;
    if (isChain) for (const { trackId: id } of moves) setPath.run({ id, path: `\0${id}` });
    for (const { trackId: id, to } of moves) {
      setPath.run({ id, path: to });
      keepAlbum.run({ id, folder: albumFolder(to) });
    }
    for (const { trackId, from } of moves) {
      const albumId = albumOf.get(trackId);
      if (typeof albumId !== 'number') continue;
      const left = this.#left.get(albumId) ?? new Set();
      this.#left.set(albumId, left.add(albumFolder(from)));
    }
    return true;
  }

  /**
   * Forgets that albums are in folders that all of their tracks have left, an album with each function:
   * another one of that title may come there. Call them in transactions.
   */
  *forgetLeftFolders(): Generator<() => void> {
    const { paths, forgetFolder } = this.#statements;
    for (const [albumId, left] of this.#left) {
      yield () => {
        const all = z.array(z.string()).parse(paths.all(albumId));
        const used = new Set(all.map((path) => albumFolder(path)));
        for (const folder of left) if (!used.has(folder)) forgetFolder.run({ albumId, folder });
        this.#left.delete(albumId);
      };
    }
  }
}

function prepareStatements(db: Connection) {
  return {
    at: db.prepare('SELECT id, content_key AS contentKey FROM tracks WHERE path = ?'),
    withKey: db.prepare('SELECT id, path FROM tracks WHERE content_key = ?'),
    withoutKey: db.prepare(`
      SELECT id, path, title, duration_ms AS durationMs, file_mtime_ms AS mtimeMs FROM tracks
      WHERE content_key IS NULL AND file_size = ? AND begin_ms IS NULL LIMIT ${MOST_OF_ONE_SIZE}`),
    describe: db.prepare(`
      SELECT
        tracks.path, file_size AS size, file_mtime_ms AS mtimeMs, tracks.title,
        tracks.artist_credit AS artist, ifnull(albums.title, '') AS album,
        disc_number AS discNumber, track_number AS trackNumber
      FROM tracks LEFT JOIN albums ON albums.id = album_id
      WHERE tracks.id = ?`),
    // All that is listed in src/shared/user-data.ts.
    untouched: db.prepare(`
      SELECT 1 FROM tracks
      WHERE id = ? AND play_count = 0 AND rating IS NULL AND favourite = 0 AND text_encoding IS NULL
        AND NOT EXISTS (SELECT 1 FROM plays WHERE track_id = tracks.id)
        AND NOT EXISTS (SELECT 1 FROM playlist_tracks WHERE track_id = tracks.id)`),
    remove: db.prepare('DELETE FROM tracks WHERE id = ?'),
    setPath: db.prepare('UPDATE tracks SET path = :path, missing_since = NULL WHERE id = :id'),
    // The album of a folder that was renamed is the same, but where the folder has one of its title.
    keepAlbum: db.prepare(`
      INSERT INTO album_folders (folder, album_id)
      SELECT :folder, albums.id
      FROM tracks JOIN albums ON albums.id = album_id
      WHERE tracks.id = :id AND NOT EXISTS (
        SELECT 1 FROM album_folders
        JOIN albums AS others ON others.id = album_folders.album_id
        WHERE album_folders.folder = :folder AND others.title = albums.title
      )`),
    albumOf: db.prepare('SELECT album_id FROM tracks WHERE id = ?').pluck(),
    paths: db.prepare('SELECT path FROM tracks WHERE album_id = ?').pluck(),
    forgetFolder: db.prepare(
      'DELETE FROM album_folders WHERE folder = :folder AND album_id = :albumId',
    ),
  };
}
