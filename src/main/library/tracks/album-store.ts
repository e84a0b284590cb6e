/**
 * Which album a file belongs to. Albums are told apart by the release that MusicBrainz knows, their
 * artists and title, and then by folder and year: of one name, two in different folders and of different
 * years are two, and what lies in one folder is one, whatever the artists and years of its tracks.
 */
import type { Statement } from 'better-sqlite3';
import { z } from 'zod';
import type { Connection } from '../../lifecycle/sqlite/database.ts';
import { sortKey } from '../../lifecycle/sqlite/sort-key.ts';
import { albumFolder } from '../scan/folder-pictures.ts';
import type { AudioTags } from '../scan/tag-messages.ts';
import { sortLanguageOf } from './sort-language.ts';
import { sortNames } from './sort-names.ts';

const IdSchema = z.number().int();

const AlbumRow = z.object({
  id: IdSchema,
  credit: z.string(),
  isGiven: z.literal([0, 1]),
  releaseId: z.string().nullable(),
  year: z.number().int().nullable(),
});
type Album = z.infer<typeof AlbumRow>;

/** What a file says of its album. */
interface Named {
  readonly path: string;
  readonly folder: string;
  readonly title: string;
  /** The album artists as they are shown; empty for a compilation, and where none is known. */
  readonly credit: string;
  readonly isGiven: 0 | 1;
  readonly artistIds: readonly number[];
  readonly tags: AudioTags;
}

export class AlbumStore {
  readonly #db: Connection;
  readonly #statements: ReturnType<typeof prepareStatements>;
  readonly #artistId: (name: string) => number;
  /** The albums whose tracks have changed: what follows from these is to be worked out again. */
  readonly #touched = new Set<number>();
  /** The files of an album come one after another. */
  #last: { readonly key: string; readonly id: number } | null = null;

  /** @param artistId gives the id of an artist by the name, new where it is */
  constructor(db: Connection, artistId: (name: string) => number) {
    this.#db = db;
    this.#statements = prepareStatements(db);
    this.#artistId = artistId;
  }

  /** The album of a file, new where it has to be; null where the file names none. */
  albumOf(path: string, tags: AudioTags): number | null {
    this.touchAlbumOf(path);
    if (tags.album === null) return null;
    const isGiven = tags.albumArtists.length > 0 ? 1 : 0;
    const ofTrack = tags.isCompilation ? [] : tags.artists.slice(0, 1);
    const artists = isGiven === 1 ? tags.albumArtists : ofTrack;
    const named: Named = {
      path,
      folder: albumFolder(path),
      title: tags.album,
      credit: isGiven === 1 ? tags.albumArtistCredit : (artists[0] ?? ''),
      isGiven,
      artistIds: artists.map((name) => this.#artistId(name)),
      tags,
    };
    const { folder, title, credit, artistIds } = named;
    const key = JSON.stringify([folder, title, credit, isGiven, artistIds, tags.releaseId]);
    const id = this.#last?.key === key ? this.#last.id : this.#find(named);
    this.#last = { key, id };
    this.#touched.add(id);
    return id;
  }

  /** Notes that the album of a track has changed with the file. */
  touchAlbumOf(path: string): void {
    const id = this.#statements.previous.get(path);
    if (typeof id === 'number') this.#touched.add(id);
  }

  /** Notes that an album has changed. */
  touch(id: number): void {
    this.#touched.add(id);
  }

  /** Notes that the pictures in a folder have changed. */
  touchAlbumsIn(folder: string): void {
    for (const id of z.array(IdSchema).parse(this.#statements.albumsIn.all(folder))) {
      this.#touched.add(id);
    }
  }

  /** Works out what follows from the tracks of the albums that have changed, one with each function. */
  *settling(): Generator<() => void> {
    for (const id of this.#touched) {
      yield () => {
        this.#statements.settle.run(id);
        this.#settleArtist(id);
        this.#touched.delete(id);
      };
    }
  }

  #find(named: Named): number {
    const { releaseId } = named.tags;
    const ofRelease = releaseId === null ? undefined : this.#statements.byRelease.get(releaseId);
    const found = this.#parse(ofRelease) ?? this.#findInFolder(named) ?? this.#findElsewhere(named);
    if (found !== null) return this.#join(found, named);
    const values = {
      title: named.title,
      credit: named.credit,
      isGiven: named.isGiven,
      artistId: named.artistIds[0] ?? null,
      year: named.tags.year,
      releaseId,
      sortTitle: sortKey(sortNames(named.tags).album, sortLanguageOf(this.#db)),
    };
    const { path, folder } = named;
    const former = this.#statements.claim.get({ ...values, path });
    const id = IdSchema.parse(former ?? this.#statements.add.get(values));
    this.#statements.addFolder.run({ id, folder });
    this.#linkArtists(id, named.artistIds);
    return id;
  }

  #findInFolder(named: Named): Album | null {
    const { folder, title, credit } = named;
    const rows = z.array(AlbumRow).parse(this.#statements.inFolder.all({ folder, title, credit }));
    return rows.find((album) => this.#fits(album, named)) ?? null;
  }

  #fits(album: Album, { path, credit, isGiven, tags }: Named): boolean {
    if (album.releaseId !== null && tags.releaseId !== null) return false;
    if (album.credit === credit) return true;
    if (album.isGiven === 1 && isGiven === 1) return false;
    if (album.isGiven === 1 || isGiven === 1 || tags.isCompilation) return true;
    return !this.#hasInPlace(album, path, tags);
  }

  /** Whether an album has another file at a track's place: two albums of one title have two first tracks. */
  #hasInPlace({ id }: Album, path: string, { trackNumber, discNumber }: AudioTags): boolean {
    return this.#statements.samePlace.get({ id, path, trackNumber, discNumber }) !== undefined;
  }

  /** The same album in another folder. */
  #findElsewhere({ path, title, credit, tags }: Named): Album | null {
    // Of tracks without artists only those in one folder are surely of one album.
    if (credit === '' || tags.releaseId !== null) return null;
    const rows = this.#statements.elsewhere.all({ title, credit, year: tags.year });
    const albums = z.array(AlbumRow).parse(rows);
    return albums.find((album) => !this.#hasInPlace(album, path, tags)) ?? null;
  }

  #join(album: Album, { folder, credit, isGiven, artistIds, tags }: Named): number {
    const { id } = album;
    const names = isGiven === 1 && album.isGiven === 0;
    const isMixed = isGiven === 0 && album.isGiven === 0 && album.credit !== credit;
    if (names) this.#nameArtists(id, credit, isGiven, artistIds);
    else if (isMixed) this.#nameArtists(id, '', 0, []);
    // Of files that credit the same, those know more that name each artist.
    else if (isGiven === 1 && credit === album.credit) this.#knowArtists(id, artistIds);
    if (album.releaseId === null && tags.releaseId !== null) {
      this.#statements.nameRelease.run({ id, releaseId: tags.releaseId });
    }
    if (album.year === null && tags.year !== null) {
      this.#statements.nameYear.run({ id, year: tags.year });
    }
    this.#statements.addFolder.run({ id, folder });
    return id;
  }

  #nameArtists(id: number, credit: string, isGiven: 0 | 1, artistIds: readonly number[]): void {
    const artistId = artistIds[0] ?? null;
    const { changes } = this.#statements.nameArtist.run({ id, credit, isGiven, artistId });
    if (changes > 0) this.#linkArtists(id, artistIds);
  }

  #knowArtists(id: number, artistIds: readonly number[]): void {
    const known = z.array(IdSchema).parse(this.#statements.artistsOf.all(id));
    if (artistIds.length > known.length) this.#linkArtists(id, artistIds);
  }

  #linkArtists(id: number, artistIds: readonly number[]): void {
    this.#statements.unlinkArtists.run(id);
    for (const [position, artistId] of artistIds.entries()) {
      this.#statements.linkArtist.run({ id, position, artistId });
    }
  }

  /** An album whose files name no album artist has that of its tracks, if they have one in common. */
  #settleArtist(id: number): void {
    const artists = this.#statements.trackArtists.all(id);
    const [only] = artists;
    if (artists.length === 0) return;
    const artist = artists.length === 1 ? only : null;
    const { name, artistId } = z
      .object({ name: z.string().nullable(), artistId: IdSchema.nullable() })
      .parse(artist ?? { name: null, artistId: null });
    this.#nameArtists(id, name ?? '', 0, artistId === null ? [] : [artistId]);
  }

  #parse(row: unknown): Album | null {
    return row === undefined ? null : AlbumRow.parse(row);
  }
}

function prepareStatements(db: Connection) {
  const prepareId = (sql: string): Statement => db.prepare(sql).pluck();
  const album = `albums.id, artist_credit AS credit, artist_is_given AS isGiven,
    release_id AS releaseId, year`;
  return {
    previous: prepareId('SELECT album_id FROM tracks WHERE path = ?'),
    albumsIn: prepareId('SELECT album_id FROM album_folders WHERE folder = ?'),
    byRelease: db.prepare(`SELECT ${album} FROM albums WHERE release_id = ?`),
    inFolder: db.prepare(`
      SELECT ${album} FROM album_folders JOIN albums ON albums.id = album_id
      WHERE folder = :folder AND title = :title
      ORDER BY artist_credit = :credit DESC, albums.id`),
    samePlace: db.prepare(`
      SELECT 1 FROM tracks
      WHERE album_id = :id AND path <> :path AND missing_since IS NULL
        AND track_number = :trackNumber AND disc_number IS :discNumber`),
    elsewhere: db.prepare(`
      SELECT ${album} FROM albums
      WHERE title = :title AND artist_credit = :credit AND year IS :year AND release_id IS NULL
        AND EXISTS (SELECT 1 FROM album_folders WHERE album_id = albums.id)
      -- The last ones: that of another disc was met a moment ago, and some names are those of thousands.
      ORDER BY albums.id DESC LIMIT 20`),
    // One from before there were folders goes on as the first that its files say.
    claim: prepareId(`
      UPDATE albums SET
        artist_credit = :credit, artist_is_given = :isGiven, artist_id = :artistId, year = :year,
        release_id = :releaseId, sort_title = :sortTitle
      WHERE id = (SELECT album_id FROM tracks WHERE path = :path) AND title = :title
        AND NOT EXISTS (SELECT 1 FROM album_folders WHERE album_id = albums.id)
      RETURNING id`),
    add: prepareId(`
      INSERT INTO albums (
        title, artist_credit, artist_is_given, artist_id, year, release_id, sort_title
      )
      VALUES (:title, :credit, :isGiven, :artistId, :year, :releaseId, :sortTitle)
      RETURNING id`),
    addFolder: db.prepare(
      'INSERT INTO album_folders (folder, album_id) VALUES (:folder, :id) ON CONFLICT DO NOTHING',
    ),
    nameArtist: db.prepare(`
      UPDATE albums SET artist_credit = :credit, artist_is_given = :isGiven, artist_id = :artistId
      WHERE id = :id AND (artist_credit <> :credit OR artist_is_given <> :isGiven)`),
    artistsOf: prepareId('SELECT artist_id FROM album_artists WHERE album_id = ?'),
    unlinkArtists: db.prepare('DELETE FROM album_artists WHERE album_id = ?'),
    linkArtist: db.prepare(`
      INSERT INTO album_artists (album_id, position, artist_id)
      VALUES (:id, :position, :artistId)`),
    nameRelease: db.prepare('UPDATE albums SET release_id = :releaseId WHERE id = :id'),
    nameYear: db.prepare('UPDATE albums SET year = :year WHERE id = :id'),
    trackArtists: db.prepare(`
      SELECT DISTINCT artists.name, artists.id AS artistId
      FROM albums
      JOIN tracks ON tracks.album_id = albums.id
      LEFT JOIN track_artists ON track_id = tracks.id AND position = 0
      LEFT JOIN artists ON artists.id = track_artists.artist_id
      WHERE albums.id = ? AND artist_is_given = 0
      LIMIT 2`),
    // A picture in a file goes before one beside it, that of the first track before others.
    settle: db.prepare(`
      UPDATE albums SET
        year = ifnull((SELECT max(year) FROM tracks WHERE album_id = albums.id), year),
        artwork_id = coalesce(
          (
            SELECT artwork_id FROM tracks
            WHERE album_id = albums.id AND artwork_id IS NOT NULL AND missing_since IS NULL
            ORDER BY disc_number, track_number, path LIMIT 1
          ),
          (
            SELECT artwork_id
            FROM album_folders
            JOIN folder_pictures ON folder_pictures.folder = album_folders.folder
            WHERE album_folders.album_id = albums.id AND artwork_id IS NOT NULL
            ORDER BY path LIMIT 1
          )
        )
      WHERE id = ?`),
  };
}
