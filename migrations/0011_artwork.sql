-- Cover pictures, each kept once however many albums and tracks show it.

CREATE TABLE artworks (
  id INTEGER PRIMARY KEY,
  -- Of the picture's bytes, in hexadecimal.
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  mime_type TEXT NOT NULL CHECK (mime_type LIKE 'image/%'),
  data BLOB NOT NULL CHECK (length(data) > 0)
) STRICT;

ALTER TABLE albums ADD COLUMN artwork_id INTEGER REFERENCES artworks (id) ON DELETE SET NULL;

CREATE INDEX albums_with_artwork ON albums (artwork_id) WHERE artwork_id IS NOT NULL;
