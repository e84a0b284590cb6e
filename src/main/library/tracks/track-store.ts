/** Writes what was read of audio files into tracks, albums, artists and genres. */
import type { Statement } from 'better-sqlite3';
import { z } from 'zod';
import type { Connection } from '../../lifecycle/sqlite/database.ts';
import { sortKey } from '../../lifecycle/sqlite/sort-key.ts';
import { type Extent, WHOLE_FILE } from '../scan/cue/parts.ts';
import type { FileState } from '../scan/find-audio-files.ts';
import { type AudioTags, READER_VERSION } from '../scan/tag-messages.ts';
import { AlbumStore } from './album-store.ts';
import { ArtistStore } from './artist-store.ts';
import { ArtworkStore } from './artwork-store.ts';
import { DetailsStore } from './details-store.ts';
import { sortLanguageOf } from './sort-language.ts';
import { sortNames } from './sort-names.ts';

const IdSchema = z.number().int();

/** Where in its file a track is, and which cue sheet beside the file says so. */
export interface TrackPlace extends Extent {
  readonly sheetId: number | null;
}

const IN_NO_SHEET: TrackPlace = { ...WHOLE_FILE, sheetId: null };

/** Looked at in a few milliseconds. */
const IDS_PER_PART = 500;

/** What tracks share, by id. */
type PartIds = Readonly<Record<(typeof PARTS)[number]['table'], readonly number[]>>;

/** What tracks share, in an order in which none is needed by one that follows. */
const PARTS = [
  {
    table: 'albums',
    isUnused: 'NOT EXISTS (SELECT 1 FROM tracks WHERE album_id = albums.id)',
  },
  {
    table: 'artists',
    isUnused: `NOT EXISTS (SELECT 1 FROM track_artists WHERE artist_id = artists.id)
      AND NOT EXISTS (SELECT 1 FROM albums WHERE artist_id = artists.id)
      AND NOT EXISTS (SELECT 1 FROM album_artists WHERE artist_id = artists.id)`,
  },
  {
    table: 'genres',
    isUnused: 'NOT EXISTS (SELECT 1 FROM track_genres WHERE genre_id = genres.id)',
  },
  {
    table: 'artworks',
    isUnused: `NOT EXISTS (SELECT 1 FROM albums WHERE artwork_id = artworks.id)
      AND NOT EXISTS (SELECT 1 FROM tracks WHERE artwork_id = artworks.id)
      AND NOT EXISTS (SELECT 1 FROM folder_pictures WHERE artwork_id = artworks.id)`,
  },
] as const;

export class TrackStore {
  readonly #db: Connection;
  readonly #statements: ReturnType<typeof prepareStatements>;
  readonly #artworks: ArtworkStore;
  readonly #artists: ArtistStore;
  readonly #albums: AlbumStore;
  readonly #details: DetailsStore;

  constructor(db: Connection) {
    this.#db = db;
    this.#statements = prepareStatements(db);
    this.#artworks = new ArtworkStore(db);
    this.#artists = new ArtistStore(db);
    this.#albums = new AlbumStore(db, (name) => this.#artists.idOf(name));
    this.#details = new DetailsStore(db);
  }

  /** Their albums, as far as a scan has changed them. */
  get albums(): AlbumStore {
    return this.#albums;
  }

  /** The pictures of those, in files and in folders. */
  get artworks(): ArtworkStore {
    return this.#artworks;
  }

  /**
   * Adds the track of a file, or brings it up to date: what its listener added (plays, rating,
   * favourite, playlists) stays. Call it in a transaction.
   *
   * @param now when it is added, if it is new, in ISO 8601
   * @param place where in its file it is
   */
  save(
    path: string,
    file: FileState,
    tags: AudioTags,
    now: string,
    place: TrackPlace = IN_NO_SHEET,
  ): void {
    const albumId = this.#albums.albumOf(path, tags);
    const names = sortNames(tags);
    const language = sortLanguageOf(this.#db);
    const artworkId = this.#artworks.idOf(tags.cover);
    const trackId = IdSchema.parse(
      this.#statements.saveTrack.get({
        path,
        title: tags.title,
        credit: tags.artistCredit,
        albumId,
        discNumber: tags.discNumber,
        trackNumber: tags.trackNumber,
        year: tags.year,
        durationMs: tags.durationMs,
        codec: tags.codec,
        bitrate: tags.bitrate,
        sampleRate: tags.sampleRate,
        now,
        sortTitle: sortKey(names.title, language),
        sortArtist: sortKey(names.artist, language),
        sortAlbum: sortKey(names.album, language),
        fileSize: file.size,
        fileMtimeMs: file.mtimeMs,
        trackGainDb: tags.trackGainDb,
        albumGainDb: tags.albumGainDb,
        artworkId,
        contentKey: tags.contentKey,
        readEncoding: tags.readEncoding,
        readerVersion: READER_VERSION,
        ...place,
      }),
    );
    this.#linkArtists(trackId, tags.artists);
    this.#linkGenres(trackId, tags.genres);
    this.#details.save(trackId, tags.details);
    this.#artists.sort(tags);
    if (albumId !== null && artworkId !== null) {
      this.#statements.showArtwork.run({ albumId, artworkId });
    }
  }

  /**
   * Removes albums, artists, genres and pictures that no track has any more, some of them with each
   * function: a large library has too many to look at all of them in one transaction.
   */
  *unusedParts(): Generator<() => void> {
    for (const { table, isUnused } of PARTS) {
      const remove = this.#db.prepare(
        `DELETE FROM ${table} WHERE id > :after AND id <= :after + ${IDS_PER_PART} AND ${isUnused}`,
      );
      const last = IdSchema.parse(
        this.#db.prepare(`SELECT ifnull(max(id), 0) FROM ${table}`).pluck().get(),
      );
      for (let after = 0; after < last; after += IDS_PER_PART) yield () => remove.run({ after });
    }
  }

  /** What a track shares with others: with it alone, maybe, before it is called otherwise. */
  partsOf(trackId: number): PartIds {
    const { albumsOf, artistsOf, genresOf, artworksOf } = this.#statements;
    const ids = (statement: Statement) => z.array(IdSchema).parse(statement.all({ trackId }));
    return {
      albums: ids(albumsOf),
      artists: ids(artistsOf),
      genres: ids(genresOf),
      artworks: ids(artworksOf),
    };
  }

  /** Removes those of these parts that no track has any more. */
  removeUnused(parts: PartIds): void {
    for (const { table, isUnused } of PARTS) {
      this.#db
        .prepare(
          `DELETE FROM ${table} WHERE id IN (SELECT value FROM json_each(?)) AND ${isUnused}`,
        )
        .run(JSON.stringify(parts[table]));
    }
  }

  #linkArtists(trackId: number, names: readonly string[]): void {
    this.#statements.unlinkArtists.run(trackId);
    for (const [position, name] of names.entries()) {
      this.#statements.linkArtist.run({ trackId, position, artistId: this.#artists.idOf(name) });
    }
  }

  #linkGenres(trackId: number, names: readonly string[]): void {
    const { unlinkGenres, findGenre, addGenre, linkGenre } = this.#statements;
    unlinkGenres.run(trackId);
    for (const [position, name] of names.entries()) {
      const genreId = IdSchema.parse(findGenre.get(name) ?? addGenre.get(name));
      linkGenre.run({ trackId, position, genreId });
    }
  }
}

function prepareStatements(db: Connection) {
  const prepareId = (sql: string): Statement => db.prepare(sql).pluck();
  return {
    saveTrack: prepareId(`
      INSERT INTO tracks (
        path, title, artist_credit, album_id, disc_number, track_number, year, duration_ms, codec,
        bitrate, sample_rate, added_at, sort_title, sort_artist, sort_album, file_size,
        file_mtime_ms, track_gain_db, album_gain_db, artwork_id, content_key,
        read_encoding, reader_version, begin_ms, end_ms, sheet_id
      )
      VALUES (
        :path, :title, :credit, :albumId, :discNumber, :trackNumber, :year, :durationMs, :codec,
        :bitrate, :sampleRate, :now, :sortTitle, :sortArtist, :sortAlbum, :fileSize,
        :fileMtimeMs, :trackGainDb, :albumGainDb, :artworkId, :contentKey,
        :readEncoding, :readerVersion, :beginMs, :endMs, :sheetId
      )
      ON CONFLICT (path) DO UPDATE SET
        title = excluded.title,
        artist_credit = excluded.artist_credit,
        album_id = excluded.album_id,
        disc_number = excluded.disc_number,
        track_number = excluded.track_number,
        year = excluded.year,
        duration_ms = excluded.duration_ms,
        codec = excluded.codec,
        bitrate = excluded.bitrate,
        sample_rate = excluded.sample_rate,
        sort_title = excluded.sort_title,
        sort_artist = excluded.sort_artist,
        sort_album = excluded.sort_album,
        file_size = excluded.file_size,
        file_mtime_ms = excluded.file_mtime_ms,
        track_gain_db = excluded.track_gain_db,
        album_gain_db = excluded.album_gain_db,
        artwork_id = excluded.artwork_id,
        content_key = excluded.content_key,
        read_encoding = excluded.read_encoding,
        reader_version = excluded.reader_version,
        begin_ms = excluded.begin_ms,
        end_ms = excluded.end_ms,
        sheet_id = excluded.sheet_id,
        missing_since = NULL
      RETURNING id`),
    unlinkArtists: db.prepare('DELETE FROM track_artists WHERE track_id = ?'),
    linkArtist: db.prepare(`
      INSERT INTO track_artists (track_id, position, artist_id)
      VALUES (:trackId, :position, :artistId)`),
    findGenre: prepareId('SELECT id FROM genres WHERE name = ?'),
    addGenre: prepareId('INSERT INTO genres (name) VALUES (?) RETURNING id'),
    unlinkGenres: db.prepare('DELETE FROM track_genres WHERE track_id = ?'),
    linkGenre: db.prepare(`
      INSERT INTO track_genres (track_id, position, genre_id)
      VALUES (:trackId, :position, :genreId)`),
    albumsOf: prepareId('SELECT album_id FROM tracks WHERE id = :trackId AND album_id IS NOT NULL'),
    artistsOf: prepareId(`
      SELECT artist_id FROM track_artists WHERE track_id = :trackId
      UNION SELECT album_artists.artist_id FROM tracks
        JOIN album_artists ON album_artists.album_id = tracks.album_id
        WHERE tracks.id = :trackId
      UNION SELECT albums.artist_id FROM tracks JOIN albums ON albums.id = tracks.album_id
        WHERE tracks.id = :trackId AND albums.artist_id IS NOT NULL`),
    genresOf: prepareId('SELECT genre_id FROM track_genres WHERE track_id = :trackId'),
    artworksOf: prepareId(
      'SELECT artwork_id FROM tracks WHERE id = :trackId AND artwork_id IS NOT NULL',
    ),
    // Until the scan has seen all of the album's files.
    showArtwork: db.prepare(
      'UPDATE albums SET artwork_id = :artworkId WHERE id = :albumId AND artwork_id IS NULL',
    ),
  };
}
