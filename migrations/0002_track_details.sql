-- What else a file's tags and its listener say of a track.

ALTER TABLE tracks ADD COLUMN disc_number INTEGER CHECK (disc_number >= 0);
ALTER TABLE tracks ADD COLUMN year INTEGER;
ALTER TABLE tracks ADD COLUMN codec TEXT;
-- Bits a second.
ALTER TABLE tracks ADD COLUMN bitrate INTEGER CHECK (bitrate >= 0);
-- Samples a second.
ALTER TABLE tracks ADD COLUMN sample_rate INTEGER CHECK (sample_rate > 0);
ALTER TABLE tracks ADD COLUMN rating INTEGER CHECK (rating BETWEEN 1 AND 5);
ALTER TABLE tracks ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1));

-- Until now only albums had a year.
UPDATE tracks SET year = (SELECT year FROM albums WHERE albums.id = tracks.album_id);
