-- A file that a cue sheet parts is several tracks. Each has a path of its own below the file's, where no
-- file can be (/music/album.flac/03), so that it has one name in whatever keeps tracks by their path.

-- The sheets beside audio files, as the last scan read them. Derived: a sheet is read again where it changes.
CREATE TABLE cue_sheets (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE CHECK (path <> ''),
  -- In bytes.
  file_size INTEGER NOT NULL CHECK (file_size >= 0),
  -- Milliseconds since 1970.
  file_mtime_ms INTEGER NOT NULL,
  reader_version INTEGER NOT NULL CHECK (reader_version >= 0),
  -- What it says, as JSON.
  content TEXT NOT NULL CHECK (json_valid(content))
) STRICT;

-- Where in its file a track begins and ends, in milliseconds; none for the file's own beginning and end.
ALTER TABLE tracks ADD COLUMN begin_ms INTEGER CHECK (begin_ms >= 0);
ALTER TABLE tracks ADD COLUMN end_ms INTEGER CHECK (end_ms > 0);
-- The sheet beside the file that says what the track is.
ALTER TABLE tracks ADD COLUMN sheet_id INTEGER REFERENCES cue_sheets (id) ON DELETE SET NULL;

CREATE INDEX tracks_of_sheet ON tracks (sheet_id) WHERE sheet_id IS NOT NULL;

-- An app of an older version would take the parts for files that are gone.
UPDATE library SET schema_floor = 25;
