-- Names are sorted with numbers by value and without leading signs; tracks of one title by artist, those of
-- one year by album. Discs and tracks of an album rise, whichever way albums are sorted.

-- Made again below: a trigger or an index that follows each single change would take longer.
DROP TRIGGER albums_sort_their_tracks;
DROP INDEX tracks_by_title;
DROP INDEX tracks_by_artist;
DROP INDEX tracks_by_album;
DROP INDEX tracks_by_year;
DROP INDEX albums_by_title;
DROP INDEX artists_by_name;

UPDATE artists SET sort_name = sort_key_v2(name);
UPDATE albums SET sort_title = sort_key_v2(title);

UPDATE tracks SET
  sort_title = sort_key_v2(title),
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

CREATE INDEX tracks_by_title
ON tracks (sort_title, sort_artist, sort_album, disc_number, track_number);
CREATE INDEX tracks_by_artist ON tracks (sort_artist, sort_album, disc_number, track_number);
CREATE INDEX tracks_by_album ON tracks (sort_album, album_id, disc_number, track_number);
CREATE INDEX tracks_by_year ON tracks (year, sort_album, album_id, disc_number, track_number);
CREATE INDEX albums_by_title ON albums (sort_title);
CREATE INDEX artists_by_name ON artists (sort_name);

CREATE TRIGGER albums_sort_their_tracks AFTER UPDATE OF sort_title ON albums
WHEN new.sort_title <> old.sort_title
BEGIN
  UPDATE tracks SET sort_album = new.sort_title WHERE album_id = new.id;
END;

-- An app of an older version would write keys of the other kind.
UPDATE library SET schema_floor = 17;
