-- A track is what is heard, not its path: each has a key of its audio, by which it is known again after its
-- file was renamed, moved or tagged anew.

-- Of the audio alone, without the tags: 32 hexadecimal digits (src/main/library/scan/reading/content-key.ts).
-- None until a scan has read the file with a reader that takes keys, and where none can be taken.
ALTER TABLE tracks ADD COLUMN content_key TEXT CHECK (length(content_key) = 32);

CREATE INDEX tracks_by_content_key ON tracks (content_key) WHERE content_key IS NOT NULL;

-- Those from before are known again by their size and tags. It is empty once all have been read.
CREATE INDEX tracks_without_content_key ON tracks (file_size) WHERE content_key IS NULL;
