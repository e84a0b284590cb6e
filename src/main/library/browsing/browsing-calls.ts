/** The answers of shared/api/albums.ts, artists.ts and folder-content.ts. */
import type { albumCalls } from '../../../shared/api/albums.ts';
import type { artistCalls } from '../../../shared/api/artists.ts';
import type { folderContentCalls } from '../../../shared/api/folder-content.ts';
import type { Handlers } from '../handlers.ts';
import { findAlbum } from './album-details.ts';
import { findAlbumByPrefix, findAlbums, listAlbumTrackIds } from './album-queries.ts';
import {
  findArtist,
  findArtistByPrefix,
  findArtists,
  findGenre,
  findGenres,
} from './artist-queries.ts';
import { findFolderContent } from './folder-queries.ts';

export const browsingHandlers = {
  albums: findAlbums,
  findAlbumByPrefix,
  album: (db, { id }) => findAlbum(db, id),
  albumTrackIds: (db, { ids }) => listAlbumTrackIds(db, ids),
  artists: findArtists,
  findArtistByPrefix,
  artist: (db, { id }) => findArtist(db, id),
  genres: findGenres,
  genre: (db, { id }) => findGenre(db, id),
  folderContent: (db, { path }) => findFolderContent(db, path),
} satisfies Handlers<typeof albumCalls & typeof artistCalls & typeof folderContentCalls>;
