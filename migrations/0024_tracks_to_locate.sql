-- Entries of playlist files whose tracks were not found: kept with all that the file says of them, so that
-- each can be located later, and stands in its place then.

CREATE TABLE unfound_entries (
  -- The id that its entry gets once its track is found: no other entry has it.
  id INTEGER PRIMARY KEY,
  playlist_id INTEGER NOT NULL REFERENCES playlists (id) ON DELETE CASCADE,
  -- Its place in the file, from 0.
  position INTEGER NOT NULL CHECK (position >= 0),
  -- The id of the entry before it in the file, whether that one was found or not; NULL for the first one.
  previous_id INTEGER,
  -- The track as the file names it.
  written TEXT NOT NULL CHECK (written <> ''),
  -- The paths that may be meant, the likeliest first: a JSON array.
  paths TEXT NOT NULL CHECK (json_valid(paths)),
  -- What the file says of the track itself.
  artist TEXT,
  title TEXT,
  -- Whether it was located or given up; it stays, so that this can be undone.
  is_settled INTEGER NOT NULL DEFAULT 0 CHECK (is_settled IN (0, 1))
) STRICT;

CREATE INDEX unfound_entries_of_playlist ON unfound_entries (playlist_id, position);
