-- Which library this is: backups, their order and the schedule go by it and not by a path or a clock.

CREATE TABLE library (
  singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
  -- The same in every copy and every backup of the library, whatever its file is called.
  id TEXT NOT NULL CHECK (id <> ''),
  -- Of the last backup that was made of it: they are ordered by it.
  backup_sequence INTEGER NOT NULL DEFAULT 0 CHECK (backup_sequence >= 0),
  -- The oldest schema version whose app can still read and write this library.
  schema_floor INTEGER NOT NULL CHECK (schema_floor > 0),
  -- The schema version that this was worked out for: with any other one, the floor says nothing.
  floor_version INTEGER NOT NULL DEFAULT 0 CHECK (floor_version >= 0)
) STRICT;

-- It follows from when and how the library was made, which each backup of an older version records, too.
INSERT INTO library (singleton, id, schema_floor)
SELECT 1, library_id(applied_at, duration_ms), 15 FROM schema_version WHERE version = 1;
