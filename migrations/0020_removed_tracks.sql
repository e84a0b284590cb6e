-- What was removed from the library on purpose, folders and single tracks, with all that a person made of it:
-- whole, so that it can be brought back.

CREATE TABLE removals (
  id INTEGER PRIMARY KEY,
  -- A folder with what is below it, single tracks, or tracks that became one with others.
  kind TEXT NOT NULL CHECK (kind IN ('folder', 'tracks', 'merged')),
  -- The folder that was removed; none for tracks.
  folder TEXT CHECK (folder <> ''),
  -- ISO 8601, UTC.
  removed_at TEXT NOT NULL
) STRICT;

-- Rows of other tables as they were, as JSON by the names of their columns: a later version that has other
-- columns brings back what it knows.
CREATE TABLE removed_rows (
  removal_id INTEGER NOT NULL REFERENCES removals (id) ON DELETE CASCADE,
  -- The music folders, the tracks and their albums, what stood in which playlist, and what became one.
  kind TEXT NOT NULL CHECK (kind IN ('folder', 'track', 'album', 'playlist', 'merge')),
  row_id INTEGER NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  PRIMARY KEY (removal_id, kind, row_id)
) STRICT, WITHOUT ROWID;
