-- What else the tags of a file say. It stands in a table of its own, so that the rows of lists stay light. An
-- album may have several artists, each of them browsed; and what names are to be sorted by, as the tags say
-- it, is kept beside the keys that follow from it.

CREATE TABLE track_details (
  track_id INTEGER PRIMARY KEY REFERENCES tracks (id) ON DELETE CASCADE,
  -- JSON arrays of names.
  composers TEXT CHECK (json_valid(composers)),
  conductors TEXT CHECK (json_valid(conductors)),
  -- Beats a minute.
  bpm INTEGER CHECK (bpm > 0),
  isrc TEXT,
  -- As it is written: a year, a month or a day.
  original_date TEXT,
  "grouping" TEXT,
  work TEXT,
  movement TEXT,
  movement_number INTEGER CHECK (movement_number >= 0),
  movement_total INTEGER CHECK (movement_total >= 0),
  -- Of MusicBrainz (https://musicbrainz.org/doc/MusicBrainz_Identifier).
  recording_id TEXT,
  release_track_id TEXT,
  release_group_id TEXT,
  -- A JSON array of ids.
  artist_ids TEXT CHECK (json_valid(artist_ids)),
  -- What to sort by instead of the names.
  title_sort TEXT,
  artist_sort TEXT,
  album_sort TEXT,
  album_artist_sort TEXT,
  composer_sort TEXT,
  lyrics TEXT
) STRICT;

CREATE TABLE album_artists (
  album_id INTEGER NOT NULL REFERENCES albums (id) ON DELETE CASCADE,
  -- From 0, without gaps.
  position INTEGER NOT NULL CHECK (position >= 0),
  artist_id INTEGER NOT NULL REFERENCES artists (id),
  PRIMARY KEY (album_id, position)
) STRICT, WITHOUT ROWID;

INSERT INTO album_artists (album_id, position, artist_id)
SELECT id, 0, artist_id FROM albums WHERE artist_id IS NOT NULL;

CREATE INDEX album_artists_by_artist ON album_artists (artist_id);

-- Search finds composers, conductors and each album artist by its own name.
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
  ) || ' ' || ifnull(albums.artist_credit, '') || ' ' || ifnull(
    (
      SELECT group_concat(artists.name, ' ')
      FROM album_artists
      JOIN artists ON artists.id = album_artists.artist_id
      WHERE album_artists.album_id = tracks.album_id
    ),
    ''
  ) AS artist,
  ifnull(albums.title, '') AS album,
  ifnull(
    (
      SELECT group_concat(genres.name, ' ')
      FROM track_genres
      JOIN genres ON genres.id = track_genres.genre_id
      WHERE track_genres.track_id = tracks.id
    ),
    ''
  ) || ' ' || ifnull(tracks.year, '') || ' ' || ifnull(
    (SELECT group_concat(value, ' ') FROM json_each(track_details.composers)), ''
  ) || ' ' || ifnull(
    (SELECT group_concat(value, ' ') FROM json_each(track_details.conductors)), ''
  ) AS further,
  tracks.path
FROM tracks
LEFT JOIN albums ON albums.id = tracks.album_id
LEFT JOIN track_details ON track_details.track_id = tracks.id;

CREATE TRIGGER details_come_to_tracks AFTER INSERT ON track_details
WHEN new.composers IS NOT NULL OR new.conductors IS NOT NULL
BEGIN
  INSERT INTO stale_search_words (track_id) VALUES (new.track_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER details_change_words AFTER UPDATE OF composers, conductors ON track_details
WHEN new.composers IS NOT old.composers OR new.conductors IS NOT old.conductors
BEGIN
  INSERT INTO stale_search_words (track_id) VALUES (new.track_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER details_go_from_tracks AFTER DELETE ON track_details
WHEN old.composers IS NOT NULL OR old.conductors IS NOT NULL
BEGIN
  INSERT INTO stale_search_words (track_id) VALUES (old.track_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER artists_come_to_albums AFTER INSERT ON album_artists
BEGIN
  INSERT INTO stale_search_words (track_id)
  SELECT id FROM tracks WHERE album_id = new.album_id AND true ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER artists_go_from_albums AFTER DELETE ON album_artists
BEGIN
  INSERT INTO stale_search_words (track_id)
  SELECT id FROM tracks WHERE album_id = old.album_id AND true ON CONFLICT DO NOTHING;
END;

-- A new name of an artist is one of all albums that have it.
DROP TRIGGER artists_change_words;

CREATE TRIGGER artists_change_words AFTER UPDATE OF name ON artists
WHEN new.name <> old.name
BEGIN
  INSERT INTO stale_search_words (track_id)
  SELECT track_id FROM track_artists WHERE artist_id = new.id
  UNION
  SELECT tracks.id FROM album_artists JOIN tracks ON tracks.album_id = album_artists.album_id
  WHERE album_artists.artist_id = new.id
  ON CONFLICT DO NOTHING;
END;
