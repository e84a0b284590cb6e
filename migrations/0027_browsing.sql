-- Albums, artists and genres as they are browsed: what they are sorted by, and how much they hold, so that
-- an index finds any page of any order. Only what has tracks is listed. All of it is derived from the other
-- tables and kept in step by triggers: nothing refers to it, and no foreign key can be broken by it.

CREATE TABLE listed_albums (
  album_id INTEGER PRIMARY KEY,
  sort_title TEXT NOT NULL,
  -- Of the first album artist; behind all names where there is none.
  sort_artist TEXT NOT NULL,
  year INTEGER,
  -- How many tracks it has, and how often they were played in all.
  tracks INTEGER NOT NULL,
  plays INTEGER NOT NULL,
  -- When a track last came to it; ISO 8601, UTC.
  added_at TEXT NOT NULL
) STRICT;

INSERT INTO listed_albums (album_id, sort_title, sort_artist, year, tracks, plays, added_at)
SELECT
  albums.id,
  albums.sort_title,
  ifnull((SELECT sort_name FROM artists WHERE artists.id = albums.artist_id), char(1114111)),
  albums.year,
  held.tracks,
  held.plays,
  held.added_at
FROM (
  SELECT album_id, count(*) AS tracks, sum(play_count) AS plays, max(added_at) AS added_at
  FROM tracks WHERE album_id IS NOT NULL GROUP BY album_id
) AS held
JOIN albums ON albums.id = held.album_id;

CREATE INDEX listed_albums_by_title ON listed_albums (sort_title, sort_artist, year);
CREATE INDEX listed_albums_by_artist ON listed_albums (sort_artist, year, sort_title);
CREATE INDEX listed_albums_by_year ON listed_albums (year, sort_artist, sort_title);
CREATE INDEX listed_albums_by_plays ON listed_albums (plays, added_at);
CREATE INDEX listed_albums_by_added_at ON listed_albums (added_at);

CREATE TABLE listed_artists (
  artist_id INTEGER PRIMARY KEY,
  sort_name TEXT NOT NULL,
  -- On how many tracks, and on how many listed albums as their artist.
  tracks INTEGER NOT NULL,
  albums INTEGER NOT NULL
) STRICT;

INSERT INTO listed_artists (artist_id, sort_name, tracks, albums)
SELECT artists.id, artists.sort_name, sum(held.tracks), sum(held.albums)
FROM (
  SELECT artist_id, count(*) AS tracks, 0 AS albums FROM track_artists GROUP BY artist_id
  UNION ALL
  SELECT artist_id, 0, count(*) FROM album_artists
  WHERE album_id IN (SELECT album_id FROM listed_albums) GROUP BY artist_id
) AS held
JOIN artists ON artists.id = held.artist_id
GROUP BY artists.id;

CREATE INDEX listed_artists_by_name ON listed_artists (sort_name);

CREATE TABLE listed_genres (
  genre_id INTEGER PRIMARY KEY,
  tracks INTEGER NOT NULL
) STRICT;

INSERT INTO listed_genres (genre_id, tracks)
SELECT genre_id, count(*) FROM track_genres GROUP BY genre_id;

CREATE TRIGGER tracks_list_their_album AFTER INSERT ON tracks
WHEN new.album_id IS NOT NULL
BEGIN
  INSERT INTO listed_albums (album_id, sort_title, sort_artist, year, tracks, plays, added_at)
  SELECT
    id, sort_title,
    ifnull((SELECT sort_name FROM artists WHERE artists.id = albums.artist_id), char(1114111)),
    year, 1, new.play_count, new.added_at
  FROM albums WHERE id = new.album_id
  ON CONFLICT (album_id) DO UPDATE SET
    tracks = tracks + 1,
    plays = plays + excluded.plays,
    added_at = max(added_at, excluded.added_at);
END;

CREATE TRIGGER tracks_leave_their_listed_album AFTER DELETE ON tracks
WHEN old.album_id IS NOT NULL
BEGIN
  UPDATE listed_albums SET tracks = tracks - 1, plays = plays - old.play_count
  WHERE album_id = old.album_id;
  DELETE FROM listed_albums WHERE album_id = old.album_id AND tracks < 1;
END;

CREATE TRIGGER tracks_change_their_listed_album AFTER UPDATE OF album_id ON tracks
WHEN new.album_id IS NOT old.album_id
BEGIN
  UPDATE listed_albums SET tracks = tracks - 1, plays = plays - old.play_count
  WHERE album_id = old.album_id;
  DELETE FROM listed_albums WHERE album_id = old.album_id AND tracks < 1;
  INSERT INTO listed_albums (album_id, sort_title, sort_artist, year, tracks, plays, added_at)
  SELECT
    id, sort_title,
    ifnull((SELECT sort_name FROM artists WHERE artists.id = albums.artist_id), char(1114111)),
    year, 1, new.play_count, new.added_at
  FROM albums WHERE id = new.album_id
  ON CONFLICT (album_id) DO UPDATE SET
    tracks = tracks + 1,
    plays = plays + excluded.plays,
    added_at = max(added_at, excluded.added_at);
END;

CREATE TRIGGER tracks_count_in_their_listed_album AFTER UPDATE OF play_count, added_at ON tracks
WHEN new.album_id IS old.album_id
  AND (new.play_count <> old.play_count OR new.added_at <> old.added_at)
BEGIN
  UPDATE listed_albums SET
    plays = plays + new.play_count - old.play_count,
    added_at = max(added_at, new.added_at)
  WHERE album_id = new.album_id;
END;

CREATE TRIGGER albums_change_as_listed AFTER UPDATE OF sort_title, artist_id, year ON albums
WHEN new.sort_title <> old.sort_title
  OR new.artist_id IS NOT old.artist_id
  OR new.year IS NOT old.year
BEGIN
  UPDATE listed_albums SET
    sort_title = new.sort_title,
    sort_artist =
      ifnull((SELECT sort_name FROM artists WHERE artists.id = new.artist_id), char(1114111)),
    year = new.year
  WHERE album_id = new.id;
END;

CREATE TRIGGER albums_leave_their_list AFTER DELETE ON albums
BEGIN
  DELETE FROM listed_albums WHERE album_id = old.id;
END;

CREATE TRIGGER artists_change_as_listed AFTER UPDATE OF sort_name ON artists
WHEN new.sort_name <> old.sort_name
BEGIN
  UPDATE listed_artists SET sort_name = new.sort_name WHERE artist_id = new.id;
  UPDATE listed_albums SET sort_artist = new.sort_name
  WHERE album_id IN (SELECT id FROM albums WHERE artist_id = new.id);
END;

CREATE TRIGGER artists_are_listed_by_tracks AFTER INSERT ON track_artists
BEGIN
  INSERT INTO listed_artists (artist_id, sort_name, tracks, albums)
  SELECT id, sort_name, 1, 0 FROM artists WHERE id = new.artist_id
  ON CONFLICT (artist_id) DO UPDATE SET tracks = tracks + 1;
END;

CREATE TRIGGER artists_leave_tracks_as_listed AFTER DELETE ON track_artists
BEGIN
  UPDATE listed_artists SET tracks = tracks - 1 WHERE artist_id = old.artist_id;
  DELETE FROM listed_artists WHERE artist_id = old.artist_id AND tracks < 1 AND albums < 1;
END;

CREATE TRIGGER artists_are_listed_by_albums AFTER INSERT ON album_artists
WHEN EXISTS (SELECT 1 FROM listed_albums WHERE album_id = new.album_id)
BEGIN
  INSERT INTO listed_artists (artist_id, sort_name, tracks, albums)
  SELECT id, sort_name, 0, 1 FROM artists WHERE id = new.artist_id
  ON CONFLICT (artist_id) DO UPDATE SET albums = albums + 1;
END;

CREATE TRIGGER artists_leave_albums_as_listed AFTER DELETE ON album_artists
WHEN EXISTS (SELECT 1 FROM listed_albums WHERE album_id = old.album_id)
BEGIN
  UPDATE listed_artists SET albums = albums - 1 WHERE artist_id = old.artist_id;
  DELETE FROM listed_artists WHERE artist_id = old.artist_id AND tracks < 1 AND albums < 1;
END;

CREATE TRIGGER listed_albums_list_their_artists AFTER INSERT ON listed_albums
BEGIN
  INSERT INTO listed_artists (artist_id, sort_name, tracks, albums)
  SELECT artists.id, sort_name, 0, 1
  FROM album_artists JOIN artists ON artists.id = album_artists.artist_id
  WHERE album_artists.album_id = new.album_id
  ON CONFLICT (artist_id) DO UPDATE SET albums = albums + 1;
END;

CREATE TRIGGER listed_albums_leave_their_artists AFTER DELETE ON listed_albums
BEGIN
  UPDATE listed_artists SET albums = albums - (
    SELECT count(*) FROM album_artists
    WHERE album_id = old.album_id AND artist_id = listed_artists.artist_id
  )
  WHERE artist_id IN (SELECT artist_id FROM album_artists WHERE album_id = old.album_id);
  DELETE FROM listed_artists
  WHERE artist_id IN (SELECT artist_id FROM album_artists WHERE album_id = old.album_id)
    AND tracks < 1 AND albums < 1;
END;

CREATE TRIGGER genres_are_listed AFTER INSERT ON track_genres
BEGIN
  INSERT INTO listed_genres (genre_id, tracks) VALUES (new.genre_id, 1)
  ON CONFLICT (genre_id) DO UPDATE SET tracks = tracks + 1;
END;

CREATE TRIGGER genres_leave_their_list AFTER DELETE ON track_genres
BEGIN
  UPDATE listed_genres SET tracks = tracks - 1 WHERE genre_id = old.genre_id;
  DELETE FROM listed_genres WHERE genre_id = old.genre_id AND tracks < 1;
END;

-- What was never played, the newest first.
CREATE INDEX unplayed_tracks ON tracks (added_at) WHERE play_count = 0;
