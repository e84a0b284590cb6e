-- Playlists that are edited: entries keep their id while they are moved, so that two people can reorder
-- one playlist at once; a deleted playlist can be brought back; lists are sorted by rating.

CREATE TABLE new_playlist_tracks (
  -- Of the entry: a track may stand in a playlist more than once.
  id INTEGER PRIMARY KEY,
  playlist_id INTEGER NOT NULL REFERENCES playlists (id) ON DELETE CASCADE,
  -- From 0, without gaps.
  position INTEGER NOT NULL CHECK (position >= 0),
  track_id INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE
) STRICT;

INSERT INTO new_playlist_tracks (playlist_id, position, track_id)
SELECT playlist_id, position, track_id FROM playlist_tracks ORDER BY playlist_id, position;

-- fermata: allow DROP TABLE
DROP TABLE playlist_tracks;

ALTER TABLE new_playlist_tracks RENAME TO playlist_tracks;

-- It covers all of a row but its id: what a damaged table lost can be read from it.
CREATE INDEX playlist_tracks_by_track ON playlist_tracks (track_id, playlist_id, position);
CREATE UNIQUE INDEX playlist_tracks_in_order ON playlist_tracks (playlist_id, position);

-- When its name or its entries were last changed; ISO 8601, UTC.
ALTER TABLE playlists ADD COLUMN modified_at TEXT;
-- Since when it is among the recently deleted ones; ISO 8601, UTC.
ALTER TABLE playlists ADD COLUMN deleted_at TEXT;

UPDATE playlists SET modified_at = created_at;

CREATE INDEX tracks_by_rating ON tracks (rating);
-- Of all tracks now: a list sorted by it has those that were never played, too.
DROP INDEX tracks_by_last_played;
CREATE INDEX tracks_by_last_played ON tracks (last_played_at);
CREATE INDEX favourite_tracks ON tracks (favourite) WHERE favourite = 1;
