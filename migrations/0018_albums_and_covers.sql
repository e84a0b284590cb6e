-- Albums are told apart by more than their title and artist: by the release, the folder and the year. Each
-- file says which picture it has, and pictures in folders count: an album has one as long as any of them
-- has. And each row says which version of the reader has read it, so that a better one reads it again.

DROP INDEX albums_by_title_and_artist;

-- Of MusicBrainz (https://musicbrainz.org/doc/Release).
ALTER TABLE albums ADD COLUMN release_id TEXT CHECK (release_id <> '');
-- The album artists as they are shown; empty for a compilation, and where none is known.
ALTER TABLE albums ADD COLUMN artist_credit TEXT NOT NULL DEFAULT '';
-- Whether files name the album artist; otherwise it follows from the artists of the tracks.
ALTER TABLE albums ADD COLUMN artist_is_given INTEGER NOT NULL DEFAULT 0
  CHECK (artist_is_given IN (0, 1));

UPDATE albums SET artist_credit = (SELECT name FROM artists WHERE artists.id = albums.artist_id)
WHERE artist_id IS NOT NULL;

-- Search finds all album artists.
DROP TRIGGER albums_change_words;
DROP VIEW searched_tracks;

CREATE VIEW searched_tracks AS
SELECT
  tracks.id AS track_id,
  tracks.title,
  tracks.artist_credit || ' ' || ifnull(
    (
      SELECT group_concat(artists.name, ' ')
      FROM track_artists
      JOIN artists ON artists.id = track_artists.artist_id
      WHERE track_artists.track_id = tracks.id
    ),
    ''
  ) || ' ' || ifnull(albums.artist_credit, '') AS artist,
  ifnull(albums.title, '') AS album,
  ifnull(
    (
      SELECT group_concat(genres.name, ' ')
      FROM track_genres
      JOIN genres ON genres.id = track_genres.genre_id
      WHERE track_genres.track_id = tracks.id
    ),
    ''
  ) || ' ' || ifnull(tracks.year, '') AS further,
  tracks.path
FROM tracks
LEFT JOIN albums ON albums.id = tracks.album_id;

CREATE TRIGGER albums_change_words AFTER UPDATE OF title, artist_credit ON albums
WHEN new.title <> old.title OR new.artist_credit <> old.artist_credit
BEGIN
  INSERT INTO stale_search_words (track_id)
  SELECT id FROM tracks WHERE album_id = new.id ON CONFLICT DO NOTHING;
END;

CREATE INDEX albums_by_name ON albums (title, artist_credit);
CREATE UNIQUE INDEX albums_by_release ON albums (release_id) WHERE release_id IS NOT NULL;

-- Where the files of an album are; the folders of its discs count as the one around them. An album from
-- before has none until its files are read again.
CREATE TABLE album_folders (
  folder TEXT NOT NULL CHECK (folder <> ''),
  album_id INTEGER NOT NULL REFERENCES albums (id) ON DELETE CASCADE,
  PRIMARY KEY (folder, album_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX folders_of_album ON album_folders (album_id);

-- The picture in the file itself.
ALTER TABLE tracks ADD COLUMN artwork_id INTEGER REFERENCES artworks (id) ON DELETE SET NULL;

UPDATE tracks SET artwork_id = artworks.id
FROM artworks WHERE artworks.source_path = tracks.path;

CREATE INDEX tracks_with_artwork ON tracks (artwork_id) WHERE artwork_id IS NOT NULL;

-- fermata: allow DROP COLUMN
ALTER TABLE artworks DROP COLUMN source_path;

-- Pictures that lie beside the files: cover.jpg and their like.
CREATE TABLE folder_pictures (
  path TEXT NOT NULL PRIMARY KEY CHECK (path <> ''),
  -- As in album_folders.
  folder TEXT NOT NULL CHECK (folder <> ''),
  -- None where it is no picture.
  artwork_id INTEGER REFERENCES artworks (id),
  -- In bytes.
  file_size INTEGER NOT NULL CHECK (file_size >= 0),
  -- Milliseconds since 1970.
  file_mtime_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX pictures_of_folder ON folder_pictures (folder);
CREATE INDEX pictures_with_artwork ON folder_pictures (artwork_id) WHERE artwork_id IS NOT NULL;

-- 0 is the reader before there were versions.
ALTER TABLE tracks ADD COLUMN reader_version INTEGER NOT NULL DEFAULT 0 CHECK (reader_version >= 0);
ALTER TABLE scan_problems ADD COLUMN reader_version INTEGER NOT NULL DEFAULT 0
  CHECK (reader_version >= 0);
