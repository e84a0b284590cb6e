-- What names are sorted by: no leading article, no case, no accents. Tracks carry the keys of their
-- first artist and their album too, so that one index gives each order. Whoever writes a name writes
-- its key; the engine's sort_key() cannot stand in a trigger.

ALTER TABLE artists ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
ALTER TABLE albums ADD COLUMN sort_title TEXT NOT NULL DEFAULT '';
ALTER TABLE tracks ADD COLUMN sort_title TEXT NOT NULL DEFAULT '';
ALTER TABLE tracks ADD COLUMN sort_artist TEXT NOT NULL DEFAULT '';
ALTER TABLE tracks ADD COLUMN sort_album TEXT NOT NULL DEFAULT '';

UPDATE artists SET sort_name = sort_key(name);
UPDATE albums SET sort_title = sort_key(title);

UPDATE tracks SET
  sort_title = sort_key(title),
  sort_artist = ifnull(
    (
      SELECT artists.sort_name
      FROM track_artists
      JOIN artists ON artists.id = track_artists.artist_id
      WHERE track_artists.track_id = tracks.id AND track_artists.position = 0
    ),
    ''
  ),
  sort_album = ifnull((SELECT sort_title FROM albums WHERE albums.id = tracks.album_id), '');

CREATE TRIGGER albums_sort_their_tracks AFTER UPDATE OF sort_title ON albums
WHEN new.sort_title <> old.sort_title
BEGIN
  UPDATE tracks SET sort_album = new.sort_title WHERE album_id = new.id;
END;
