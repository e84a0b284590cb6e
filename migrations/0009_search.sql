-- Full-text search over title, artists and album, ignoring case and accents. The index keeps no copy
-- of the text: its rows are found in tracks by their number.

CREATE VIRTUAL TABLE track_search USING fts5 (
  title,
  artist,
  album,
  content = '',
  contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '1 2'
);

INSERT INTO track_search (rowid, title, artist, album)
SELECT tracks.id, tracks.title, tracks.artist_credit, albums.title
FROM tracks
LEFT JOIN albums ON albums.id = tracks.album_id
ORDER BY tracks.id;

CREATE TRIGGER tracks_enter_search AFTER INSERT ON tracks
BEGIN
  INSERT INTO track_search (rowid, title, artist, album)
  SELECT new.id, new.title, new.artist_credit, (SELECT title FROM albums WHERE id = new.album_id);
END;

CREATE TRIGGER tracks_change_in_search AFTER UPDATE OF title, artist_credit, album_id ON tracks
WHEN new.title <> old.title
  OR new.artist_credit <> old.artist_credit
  OR new.album_id IS NOT old.album_id
BEGIN
  DELETE FROM track_search WHERE rowid = new.id;
  INSERT INTO track_search (rowid, title, artist, album)
  SELECT new.id, new.title, new.artist_credit, (SELECT title FROM albums WHERE id = new.album_id);
END;

CREATE TRIGGER tracks_leave_search AFTER DELETE ON tracks
BEGIN
  DELETE FROM track_search WHERE rowid = old.id;
END;

CREATE TRIGGER albums_change_in_search AFTER UPDATE OF title ON albums
WHEN new.title <> old.title
BEGIN
  DELETE FROM track_search WHERE rowid IN (SELECT id FROM tracks WHERE album_id = new.id);
  INSERT INTO track_search (rowid, title, artist, album)
  SELECT id, title, artist_credit, new.title FROM tracks WHERE album_id = new.id;
END;
