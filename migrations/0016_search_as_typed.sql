-- Search folds letters as people type them, in every script, and finds parts of words in scripts without
-- spaces, signs, joined forms, and album artists, genres, years and files. What is searched for in each
-- track is worked out by the app (search_words): triggers, which may not call it, note the tracks
-- whose names have changed, and the app that writes the library brings them up to date in the same transaction.

DROP TRIGGER tracks_enter_search;
DROP TRIGGER tracks_change_in_search;
DROP TRIGGER tracks_leave_search;
DROP TRIGGER albums_change_in_search;

-- fermata: allow DROP TABLE
DROP TABLE track_search;

-- What search looks at, as it is written in the tables. A migration that adds a name to search puts it
-- in here, makes a trigger for it, and notes all tracks in stale_search_words.
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
  ) || ' ' || ifnull(album_artists.name, '') AS artist,
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
LEFT JOIN albums ON albums.id = tracks.album_id
LEFT JOIN artists AS album_artists ON album_artists.id = albums.artist_id;

-- The words of each track, parted by spaces. Derived from other tables: nothing refers to it, and no
-- foreign key can be broken by it.
CREATE TABLE search_words (
  track_id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  artist TEXT NOT NULL,
  album TEXT NOT NULL,
  -- Genres, year and file, as far as the others do not have it.
  further TEXT NOT NULL
) STRICT;

-- Tracks whose words may be wrong.
CREATE TABLE stale_search_words (
  track_id INTEGER PRIMARY KEY
) STRICT;

INSERT INTO search_words (track_id, title, artist, album, further)
SELECT
  track_id,
  search_words(title),
  search_words(artist),
  search_words(album),
  further_search_words(title || ' ' || artist || ' ' || album, further, path)
FROM searched_tracks
ORDER BY track_id;

-- The words are whole already: only spaces part them.
CREATE VIRTUAL TABLE track_search USING fts5 (
  title,
  artist,
  album,
  further,
  content = 'search_words',
  content_rowid = 'track_id',
  detail = 'column',
  prefix = '1 2 3',
  tokenize = "ascii tokenchars '!""#$%&''()*+,-./:;<=>?@[\]^_`{|}~'"
);

INSERT INTO track_search (track_search) VALUES ('rebuild');

CREATE TRIGGER search_words_enter_search AFTER INSERT ON search_words
BEGIN
  INSERT INTO track_search (rowid, title, artist, album, further)
  VALUES (new.track_id, new.title, new.artist, new.album, new.further);
END;

CREATE TRIGGER search_words_change_in_search AFTER UPDATE ON search_words
BEGIN
  INSERT INTO track_search (track_search, rowid, title, artist, album, further)
  VALUES ('delete', old.track_id, old.title, old.artist, old.album, old.further);
  INSERT INTO track_search (rowid, title, artist, album, further)
  VALUES (new.track_id, new.title, new.artist, new.album, new.further);
END;

CREATE TRIGGER search_words_leave_search AFTER DELETE ON search_words
BEGIN
  INSERT INTO track_search (track_search, rowid, title, artist, album, further)
  VALUES ('delete', old.track_id, old.title, old.artist, old.album, old.further);
END;

CREATE TRIGGER tracks_are_to_be_searched AFTER INSERT ON tracks
BEGIN
  INSERT INTO stale_search_words (track_id) VALUES (new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER tracks_change_their_words
AFTER UPDATE OF title, artist_credit, album_id, year, path ON tracks
WHEN new.title <> old.title
  OR new.artist_credit <> old.artist_credit
  OR new.album_id IS NOT old.album_id
  OR new.year IS NOT old.year
  OR new.path <> old.path
BEGIN
  INSERT INTO stale_search_words (track_id) VALUES (new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER tracks_take_their_words_along AFTER DELETE ON tracks
BEGIN
  DELETE FROM search_words WHERE track_id = old.id;
END;

CREATE TRIGGER albums_change_words AFTER UPDATE OF title, artist_id ON albums
WHEN new.title <> old.title OR new.artist_id IS NOT old.artist_id
BEGIN
  INSERT INTO stale_search_words (track_id)
  SELECT id FROM tracks WHERE album_id = new.id ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER artists_change_words AFTER UPDATE OF name ON artists
WHEN new.name <> old.name
BEGIN
  INSERT INTO stale_search_words (track_id)
  SELECT track_id FROM track_artists WHERE artist_id = new.id
  UNION
  SELECT tracks.id FROM albums JOIN tracks ON tracks.album_id = albums.id
  WHERE albums.artist_id = new.id
  ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER genres_change_words AFTER UPDATE OF name ON genres
WHEN new.name <> old.name
BEGIN
  INSERT INTO stale_search_words (track_id)
  SELECT track_id FROM track_genres WHERE genre_id = new.id AND true ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER artists_come_to_tracks AFTER INSERT ON track_artists
BEGIN
  INSERT INTO stale_search_words (track_id) VALUES (new.track_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER artists_go_from_tracks AFTER DELETE ON track_artists
BEGIN
  INSERT INTO stale_search_words (track_id) VALUES (old.track_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER genres_come_to_tracks AFTER INSERT ON track_genres
BEGIN
  INSERT INTO stale_search_words (track_id) VALUES (new.track_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER genres_go_from_tracks AFTER DELETE ON track_genres
BEGIN
  INSERT INTO stale_search_words (track_id) VALUES (old.track_id) ON CONFLICT DO NOTHING;
END;

-- An app of an older version would write words and look for them as it did before.
UPDATE library SET schema_floor = 16;
