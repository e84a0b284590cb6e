-- The first library: one artist, one album and one genre for each track.
-- Tracks have no unique path yet: adding a folder twice added its tracks twice (see 0006).

CREATE TABLE artists (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT;

CREATE TABLE albums (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL CHECK (title <> ''),
  -- The album artist; none for a compilation.
  artist_id INTEGER REFERENCES artists (id),
  year INTEGER
) STRICT;

CREATE UNIQUE INDEX albums_by_title_and_artist ON albums (title, ifnull(artist_id, 0));

CREATE TABLE genres (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT;

CREATE TABLE tracks (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL CHECK (path <> ''),
  title TEXT NOT NULL CHECK (title <> ''),
  artist_id INTEGER REFERENCES artists (id),
  album_id INTEGER REFERENCES albums (id) ON DELETE SET NULL,
  genre_id INTEGER REFERENCES genres (id),
  track_number INTEGER CHECK (track_number >= 0),
  duration_ms INTEGER CHECK (duration_ms >= 0),
  play_count INTEGER NOT NULL DEFAULT 0 CHECK (play_count >= 0),
  -- ISO 8601, UTC.
  added_at TEXT NOT NULL
) STRICT;
