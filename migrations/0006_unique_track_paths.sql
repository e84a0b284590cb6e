-- One file is one track. Tracks that were added twice become one: the oldest stays and gets the
-- playlist entries, the plays and the sum of the play counts of all.

CREATE TABLE duplicate_tracks (
  id INTEGER PRIMARY KEY,
  kept_id INTEGER NOT NULL
) STRICT;

INSERT INTO duplicate_tracks (id, kept_id)
SELECT id, kept_id
FROM (SELECT id, min(id) OVER (PARTITION BY path) AS kept_id FROM tracks)
WHERE id <> kept_id;

UPDATE playlist_tracks SET track_id = duplicate_tracks.kept_id
FROM duplicate_tracks WHERE duplicate_tracks.id = playlist_tracks.track_id;

UPDATE plays SET track_id = duplicate_tracks.kept_id
FROM duplicate_tracks WHERE duplicate_tracks.id = plays.track_id;

DELETE FROM track_artists WHERE track_id IN (SELECT id FROM duplicate_tracks);
DELETE FROM track_genres WHERE track_id IN (SELECT id FROM duplicate_tracks);

CREATE TABLE new_tracks (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE CHECK (path <> ''),
  title TEXT NOT NULL CHECK (title <> ''),
  -- All artists as they are shown, joined; empty where none is known.
  artist_credit TEXT NOT NULL DEFAULT '',
  album_id INTEGER REFERENCES albums (id) ON DELETE SET NULL,
  disc_number INTEGER CHECK (disc_number >= 0),
  track_number INTEGER CHECK (track_number >= 0),
  year INTEGER,
  duration_ms INTEGER CHECK (duration_ms >= 0),
  codec TEXT,
  -- Bits a second.
  bitrate INTEGER CHECK (bitrate >= 0),
  -- Samples a second.
  sample_rate INTEGER CHECK (sample_rate > 0),
  play_count INTEGER NOT NULL DEFAULT 0 CHECK (play_count >= 0),
  rating INTEGER CHECK (rating BETWEEN 1 AND 5),
  favourite INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1)),
  -- ISO 8601, UTC.
  added_at TEXT NOT NULL
) STRICT;

INSERT INTO new_tracks (
  id, path, title, artist_credit, album_id, disc_number, track_number, year, duration_ms, codec,
  bitrate, sample_rate, play_count, rating, favourite, added_at
)
SELECT
  id, path, title, artist_credit, album_id, disc_number, track_number, year, duration_ms, codec,
  bitrate, sample_rate, play_count, rating, favourite, added_at
FROM tracks
WHERE id NOT IN (SELECT id FROM duplicate_tracks)
ORDER BY id;

UPDATE new_tracks SET
  play_count = new_tracks.play_count + removed.play_count,
  rating = coalesce(new_tracks.rating, removed.rating),
  favourite = max(new_tracks.favourite, removed.favourite),
  added_at = min(new_tracks.added_at, removed.added_at)
FROM (
  SELECT
    kept_id,
    sum(play_count) AS play_count,
    max(rating) AS rating,
    max(favourite) AS favourite,
    min(added_at) AS added_at
  FROM duplicate_tracks
  JOIN tracks USING (id)
  GROUP BY kept_id
) AS removed
WHERE removed.kept_id = new_tracks.id;

-- A trigger that names the table stands in the way of renaming.
DROP TRIGGER plays_are_counted;

-- fermata: allow DROP TABLE
DROP TABLE tracks;

ALTER TABLE new_tracks RENAME TO tracks;

-- fermata: allow DROP TABLE
DROP TABLE duplicate_tracks;

CREATE TRIGGER plays_are_counted AFTER INSERT ON plays
BEGIN
  UPDATE tracks SET play_count = play_count + 1 WHERE id = new.track_id;
END;
