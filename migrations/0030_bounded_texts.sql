-- What a file says is bounded where it is read: texts of 1,000 characters, lists of 100. Before, a title of 30 MB
-- made a list of tracks that no page could load, and one tag brought 400,000 artists.

-- By their size first, which SQLite knows without reading them.
UPDATE tracks SET title = substr(title, 1, 999) || '…'
WHERE octet_length(title) > 1000 AND length(title) > 1000;

UPDATE tracks SET artist_credit = substr(artist_credit, 1, 999) || '…'
WHERE octet_length(artist_credit) > 1000 AND length(artist_credit) > 1000;

UPDATE tracks SET sort_title = substr(sort_title, 1, 1000)
WHERE octet_length(sort_title) > 4000;

UPDATE tracks SET sort_artist = substr(sort_artist, 1, 1000)
WHERE octet_length(sort_artist) > 4000;

UPDATE tracks SET sort_album = substr(sort_album, 1, 1000)
WHERE octet_length(sort_album) > 4000;

UPDATE albums SET title = substr(title, 1, 999) || '…'
WHERE octet_length(title) > 1000 AND length(title) > 1000;

UPDATE albums SET artist_credit = substr(artist_credit, 1, 999) || '…'
WHERE octet_length(artist_credit) > 1000 AND length(artist_credit) > 1000;

UPDATE albums SET sort_title = substr(sort_title, 1, 1000)
WHERE octet_length(sort_title) > 4000;

-- Names are unique, and two may begin with the same thousand characters.
UPDATE artists SET name = substr(name, 1, 980) || '… ' || id
WHERE octet_length(name) > 1000 AND length(name) > 1000;

UPDATE artists SET sort_name = substr(sort_name, 1, 1000)
WHERE octet_length(sort_name) > 4000;

UPDATE genres SET name = substr(name, 1, 980) || '… ' || id
WHERE octet_length(name) > 1000 AND length(name) > 1000;

DELETE FROM track_artists WHERE position >= 100;
DELETE FROM track_genres WHERE position >= 100;
DELETE FROM album_artists WHERE position >= 100;

DELETE FROM artists
WHERE id NOT IN (SELECT artist_id FROM track_artists)
  AND id NOT IN (SELECT artist_id FROM albums WHERE artist_id IS NOT NULL)
  AND id NOT IN (SELECT artist_id FROM album_artists);

DELETE FROM genres WHERE id NOT IN (SELECT genre_id FROM track_genres);

UPDATE track_details SET composers = (
  SELECT json_group_array(substr(value, 1, 1000) ORDER BY key)
  FROM json_each(composers) WHERE key < 100
)
WHERE octet_length(composers) > 1000;

UPDATE track_details SET conductors = (
  SELECT json_group_array(substr(value, 1, 1000) ORDER BY key)
  FROM json_each(conductors) WHERE key < 100
)
WHERE octet_length(conductors) > 1000;

UPDATE track_details SET artist_ids = (
  SELECT json_group_array(substr(value, 1, 1000) ORDER BY key)
  FROM json_each(artist_ids) WHERE key < 100
)
WHERE octet_length(artist_ids) > 1000;
