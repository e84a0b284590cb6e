-- Whether the music folders are watched, and what changes in them is read by itself.
-- fermata: floor 0022

ALTER TABLE library ADD COLUMN is_watching INTEGER NOT NULL DEFAULT 1
  CHECK (is_watching IN (0, 1));
