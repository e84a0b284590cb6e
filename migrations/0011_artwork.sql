-- Cover pictures, each known once however many albums show it. The pictures themselves stay in the
-- files they came from: a library with thousands of covers is still small to back up.

CREATE TABLE artworks (
  id INTEGER PRIMARY KEY,
  -- Of the picture's bytes, in hexadecimal.
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  mime_type TEXT NOT NULL CHECK (mime_type LIKE 'image/%'),
  -- In bytes.
  size INTEGER NOT NULL CHECK (size > 0),
  -- The audio file that holds it.
  source_path TEXT NOT NULL CHECK (source_path <> '')
) STRICT;

ALTER TABLE albums ADD COLUMN artwork_id INTEGER REFERENCES artworks (id) ON DELETE SET NULL;

CREATE INDEX albums_with_artwork ON albums (artwork_id) WHERE artwork_id IS NOT NULL;
