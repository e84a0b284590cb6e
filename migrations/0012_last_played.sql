-- When a track was last played, to list what was heard lately without reading the whole history.

-- ISO 8601, UTC.
ALTER TABLE tracks ADD COLUMN last_played_at TEXT;

UPDATE tracks SET last_played_at = latest.played_at
FROM (SELECT track_id, max(played_at) AS played_at FROM plays GROUP BY track_id) AS latest
WHERE latest.track_id = tracks.id;

CREATE INDEX tracks_by_last_played ON tracks (last_played_at) WHERE last_played_at IS NOT NULL;
CREATE INDEX plays_by_time ON plays (played_at);

DROP TRIGGER plays_are_counted;

CREATE TRIGGER plays_are_counted AFTER INSERT ON plays
BEGIN
  UPDATE tracks SET
    play_count = play_count + 1,
    last_played_at = max(ifnull(last_played_at, ''), new.played_at)
  WHERE id = new.track_id;
END;
