/** The artists of tracks and albums, and what each is sorted by: as the tags say, or by the name. */
import type { Statement } from 'better-sqlite3';
import { z } from 'zod';
import type { Connection } from '../../lifecycle/sqlite/database.ts';
import { sortKey } from '../../lifecycle/sqlite/sort-key.ts';
import type { AudioTags } from '../scan/tag-messages.ts';
import { sortLanguageOf } from './sort-language.ts';

const IdSchema = z.number().int();
const SortAsSchema = z.string().nullable();

export class ArtistStore {
  readonly #db: Connection;
  readonly #statements: ReturnType<typeof prepareStatements>;

  constructor(db: Connection) {
    this.#db = db;
    this.#statements = prepareStatements(db);
  }

  /** The id of an artist, new where it has to be. */
  idOf(name: string): number {
    const known = this.#statements.find.get(name);
    if (known !== undefined) return IdSchema.parse(known);
    return IdSchema.parse(this.#statements.add.get({ name, sortName: this.#key(name) }));
  }

  /**
   * Takes in what a track that was saved gives its artists to sort by. One text for several of them says nothing
   * of each.
   */
  sort({ artists, albumArtists, details: { artistSort, albumArtistSort } }: AudioTags): void {
    const [albumArtist, ...otherAlbumArtists] = albumArtists;
    const isOne = albumArtist !== undefined && otherAlbumArtists.length === 0;
    if (isOne && albumArtistSort !== null) this.#sortAs(albumArtist, albumArtistSort);
    const [artist, ...others] = artists;
    if (artist === undefined || others.length > 0) return;
    if (isOne && albumArtist === artist && albumArtistSort !== null && artistSort === null) return;
    this.#sortAs(artist, artistSort);
  }

  /** @param sortAs null where the track gives nothing: what another one gives goes on to count */
  #sortAs(name: string, sortAs: string | null): void {
    const id = this.idOf(name);
    const before = SortAsSchema.parse(this.#statements.sortAs.get(id));
    if (sortAs === before) return;
    const given = sortAs ?? SortAsSchema.parse(this.#statements.given.get(id) ?? null);
    if (given === before) return;
    this.#statements.sort.run({ id, sortAs: given, sortName: this.#key(given ?? name) });
  }

  #key(name: string): string {
    return sortKey(name, sortLanguageOf(this.#db));
  }
}

function prepareStatements(db: Connection) {
  const prepareOne = (sql: string): Statement => db.prepare(sql).pluck();
  return {
    find: prepareOne('SELECT id FROM artists WHERE name = ?'),
    add: prepareOne('INSERT INTO artists (name, sort_name) VALUES (:name, :sortName) RETURNING id'),
    sortAs: prepareOne('SELECT sort_as FROM artists WHERE id = ?'),
    given: prepareOne(`
      SELECT ifnull(artist_sort, album_artist_sort)
      FROM track_artists
      JOIN track_details USING (track_id)
      LEFT JOIN tracks ON tracks.id = track_id
      LEFT JOIN album_artists ON album_artists.album_id = tracks.album_id
        AND album_artists.artist_id = track_artists.artist_id
      WHERE track_artists.artist_id = ? AND track_artists.position = 0
        AND (artist_sort IS NOT NULL OR album_artist_sort IS NOT NULL AND album_artists.position = 0)
        AND NOT EXISTS (
          SELECT 1 FROM track_artists AS others
          WHERE others.track_id = track_artists.track_id AND others.position = 1
        )
      LIMIT 1`),
    sort: db.prepare('UPDATE artists SET sort_as = :sortAs, sort_name = :sortName WHERE id = :id'),
  };
}
