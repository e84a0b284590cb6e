-- Playlists: ordered, and a track may stand in one more than once.

CREATE TABLE playlists (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  -- ISO 8601, UTC.
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE playlist_tracks (
  playlist_id INTEGER NOT NULL REFERENCES playlists (id) ON DELETE CASCADE,
  -- From 0, without gaps.
  position INTEGER NOT NULL CHECK (position >= 0),
  track_id INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  PRIMARY KEY (playlist_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX playlist_tracks_by_track ON playlist_tracks (track_id);
