-- Names that people gave, beside those that scans go by.

-- A music folder as it was named, where that is another path than its own: it leads there through a link.
ALTER TABLE scan_roots ADD COLUMN given_path TEXT CHECK (given_path <> '');
-- What the tags of an artist's tracks say to sort by, where they say so.
ALTER TABLE artists ADD COLUMN sort_as TEXT CHECK (sort_as <> '');
