-- Tags that do not say their encoding are read by a guess, which a person can correct.

-- What the person has said: a name of the Encoding Standard. None for a guess.
ALTER TABLE tracks ADD COLUMN text_encoding TEXT CHECK (text_encoding <> '');
-- What the row was read by.
ALTER TABLE tracks ADD COLUMN read_encoding TEXT CHECK (read_encoding <> '');

-- Those that are to be read again.
CREATE INDEX tracks_read_otherwise ON tracks (id) WHERE text_encoding IS NOT read_encoding;
