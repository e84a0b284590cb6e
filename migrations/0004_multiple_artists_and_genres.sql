-- A track may have several artists and genres, in the order of its tags. The columns that held the
-- one artist and the one genre go with the rebuild of the table in 0006.

CREATE TABLE track_artists (
  track_id INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  -- From 0, without gaps.
  position INTEGER NOT NULL CHECK (position >= 0),
  artist_id INTEGER NOT NULL REFERENCES artists (id),
  PRIMARY KEY (track_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE track_genres (
  track_id INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  -- From 0, without gaps.
  position INTEGER NOT NULL CHECK (position >= 0),
  genre_id INTEGER NOT NULL REFERENCES genres (id),
  PRIMARY KEY (track_id, position)
) STRICT, WITHOUT ROWID;

INSERT INTO track_artists (track_id, position, artist_id)
SELECT id, 0, artist_id FROM tracks WHERE artist_id IS NOT NULL ORDER BY id;

INSERT INTO track_genres (track_id, position, genre_id)
SELECT id, 0, genre_id FROM tracks WHERE genre_id IS NOT NULL ORDER BY id;

-- The artists as they are shown, joined: "Simon, Garfunkel". Empty where none is known.
ALTER TABLE tracks ADD COLUMN artist_credit TEXT NOT NULL DEFAULT '';

UPDATE tracks SET artist_credit = (SELECT name FROM artists WHERE artists.id = tracks.artist_id)
WHERE artist_id IS NOT NULL;
