-- What a scan knows of folders and files: enough to read again only what changed, and to tell
-- what could not be read and what is gone.

CREATE TABLE scan_roots (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE CHECK (path <> ''),
  -- ISO 8601, UTC.
  added_at TEXT NOT NULL,
  -- When a scan of it was last finished; ISO 8601, UTC.
  scanned_at TEXT
) STRICT;

-- Files that could not be read, and why. One that has not changed since is not tried again.
CREATE TABLE scan_problems (
  path TEXT NOT NULL PRIMARY KEY CHECK (path <> ''),
  reason TEXT NOT NULL CHECK (reason <> ''),
  -- In bytes; none where not even that could be known.
  file_size INTEGER CHECK (file_size >= 0),
  -- Milliseconds since 1970.
  file_mtime_ms INTEGER,
  -- ISO 8601, UTC.
  seen_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- In bytes; none where no scan has seen the file yet.
ALTER TABLE tracks ADD COLUMN file_size INTEGER CHECK (file_size >= 0);
-- Milliseconds since 1970.
ALTER TABLE tracks ADD COLUMN file_mtime_ms INTEGER;
-- Since when a scan does not find the file; ISO 8601, UTC.
ALTER TABLE tracks ADD COLUMN missing_since TEXT;

CREATE INDEX missing_tracks ON tracks (missing_since) WHERE missing_since IS NOT NULL;
