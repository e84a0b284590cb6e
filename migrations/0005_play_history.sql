-- When each track was played. Play counts from before have no history: a count may be larger than
-- the number of plays, never smaller.

CREATE TABLE plays (
  id INTEGER PRIMARY KEY,
  track_id INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  -- ISO 8601, UTC.
  played_at TEXT NOT NULL
) STRICT;

CREATE INDEX plays_by_track ON plays (track_id, played_at);

CREATE TRIGGER plays_are_counted AFTER INSERT ON plays
BEGIN
  UPDATE tracks SET play_count = play_count + 1 WHERE id = new.track_id;
END;
