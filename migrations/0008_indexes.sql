-- One index for each order that tracks are listed in, and for each way from one table to another.

CREATE INDEX tracks_by_title ON tracks (sort_title);
CREATE INDEX tracks_by_artist ON tracks (sort_artist, sort_album, disc_number, track_number);
CREATE INDEX tracks_by_album ON tracks (sort_album, album_id, disc_number, track_number);
CREATE INDEX tracks_by_year ON tracks (year);
CREATE INDEX tracks_by_duration ON tracks (duration_ms);
CREATE INDEX tracks_by_play_count ON tracks (play_count);
CREATE INDEX tracks_by_added_at ON tracks (added_at);
CREATE INDEX tracks_of_album ON tracks (album_id, disc_number, track_number);

CREATE INDEX track_artists_by_artist ON track_artists (artist_id);
CREATE INDEX track_genres_by_genre ON track_genres (genre_id);
CREATE INDEX albums_of_artist ON albums (artist_id);
CREATE INDEX albums_by_title ON albums (sort_title);
CREATE INDEX artists_by_name ON artists (sort_name);
