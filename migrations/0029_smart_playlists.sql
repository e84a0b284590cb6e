-- Smart playlists: rules that choose tracks. What they choose is worked out whenever it is looked at.

CREATE TABLE smart_playlists (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  -- JSON (src/shared/rules/smart-rules.ts).
  rules TEXT NOT NULL CHECK (json_valid(rules)),
  -- ISO 8601, UTC.
  created_at TEXT NOT NULL,
  modified_at TEXT NOT NULL,
  -- Since when it is among the recently deleted ones; ISO 8601, UTC.
  deleted_at TEXT
) STRICT;

-- Searches and rules choose by format.
CREATE INDEX tracks_by_codec ON tracks (codec);
