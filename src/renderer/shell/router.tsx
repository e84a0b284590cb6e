/**
 * The views and their addresses (`#/songs?q=light&dialog=backups`). To add a view, add its route here,
 * and its entry in the sidebar (places.ts).
 */
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Navigate,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { AlbumView } from '../views/album/AlbumView.tsx';
import { AlbumsView } from '../views/albums/AlbumsView.tsx';
import { MostPlayedView, RecentlyAddedView, UnplayedView } from '../views/always/AlwaysViews.tsx';
import { ArtistAlbums, ArtistAppearances, ArtistSongs } from '../views/artists/ArtistPage.tsx';
import { ArtistsView } from '../views/artists/ArtistsView.tsx';
import { FavouritesView } from '../views/favourites/FavouritesView.tsx';
import { FolderPage } from '../views/folders/FolderPage.tsx';
import { FoldersView } from '../views/folders/FoldersView.tsx';
import { GenreAlbums, GenreSongs } from '../views/genres/GenrePage.tsx';
import { GenresView } from '../views/genres/GenresView.tsx';
import { MissingView } from '../views/missing/MissingView.tsx';
import { PlaylistView } from '../views/playlist/PlaylistView.tsx';
import { PlaylistsView } from '../views/playlists/PlaylistsView.tsx';
import { SmartView } from '../views/smart/SmartView.tsx';
import { SongsView } from '../views/songs/SongsView.tsx';
import { AddressSchema, parseSearch, stringifySearch } from './address.ts';
import { rememberPlace, returnToLastPlace } from './last-place.ts';
import { useLibrary } from './library-context.ts';
import { Shell } from './Shell.tsx';

const root = createRootRoute({
  component: Shell,
  validateSearch: (search) => AddressSchema.parse(search),
  notFoundComponent: ToSongs,
});

const first = createRoute({ getParentRoute: () => root, path: '/', component: ToSongs });
const songs = createRoute({ getParentRoute: () => root, path: '/songs', component: SongsView });
const albums = createRoute({
  getParentRoute: () => root,
  path: '/albums',
  component: orSongs(AlbumsView),
});
const album = createRoute({
  getParentRoute: () => root,
  path: '/albums/$albumId',
  component: orSongs(AlbumView),
});
const artists = createRoute({
  getParentRoute: () => root,
  path: '/artists',
  component: orSongs(ArtistsView),
});
const artist = createRoute({
  getParentRoute: () => root,
  path: '/artists/$artistId',
  component: orSongs(ArtistAlbums),
});
const appearances = createRoute({
  getParentRoute: () => root,
  path: '/artists/$artistId/appearances',
  component: orSongs(ArtistAppearances),
});
const artistSongs = createRoute({
  getParentRoute: () => root,
  path: '/artists/$artistId/songs',
  component: ArtistSongs,
});
const genres = createRoute({
  getParentRoute: () => root,
  path: '/genres',
  component: orSongs(GenresView),
});
const genre = createRoute({
  getParentRoute: () => root,
  path: '/genres/$genreId',
  component: orSongs(GenreAlbums),
});
const genreSongs = createRoute({
  getParentRoute: () => root,
  path: '/genres/$genreId/songs',
  component: GenreSongs,
});
const recentlyAdded = createRoute({
  getParentRoute: () => root,
  path: '/recently-added',
  component: RecentlyAddedView,
});
const mostPlayed = createRoute({
  getParentRoute: () => root,
  path: '/most-played',
  component: MostPlayedView,
});
const unplayed = createRoute({
  getParentRoute: () => root,
  path: '/unplayed',
  component: UnplayedView,
});
const favourites = createRoute({
  getParentRoute: () => root,
  path: '/favourites',
  component: FavouritesView,
});
const folders = createRoute({
  getParentRoute: () => root,
  path: '/folders',
  component: FoldersView,
});
const folder = createRoute({
  getParentRoute: () => root,
  path: '/folders/$folderPath',
  component: orSongs(FolderPage),
});
const missing = createRoute({
  getParentRoute: () => root,
  path: '/missing',
  component: MissingView,
});
const playlists = createRoute({
  getParentRoute: () => root,
  path: '/playlists',
  component: PlaylistsView,
});
const smart = createRoute({
  getParentRoute: () => root,
  path: '/smart/$smartId',
  component: SmartView,
});
const playlist = createRoute({
  getParentRoute: () => root,
  path: '/playlists/$playlistId',
  component: PlaylistView,
});

/** While something is searched for, the songs that were found stand in the place of a view without songs. */
function orSongs(View: () => ReactNode) {
  return function ViewOrSongs() {
    const { searchText } = useLibrary();
    return searchText.trim() === '' ? <View /> : <SongsView />;
  };
}

/** An address of no view leads to the songs. */
function ToSongs() {
  return <Navigate to="/songs" replace />;
}

returnToLastPlace();
export const router = createRouter({
  routeTree: root.addChildren([
    first,
    songs,
    albums,
    album,
    artists,
    artist,
    appearances,
    artistSongs,
    genres,
    genre,
    genreSongs,
    recentlyAdded,
    mostPlayed,
    unplayed,
    favourites,
    folders,
    folder,
    missing,
    playlists,
    playlist,
    smart,
  ]),
  history: createHashHistory(),
  parseSearch,
  stringifySearch,
  scrollRestoration: false,
  // What cannot be drawn is told by the page's own notice (problems/).
  disableGlobalCatchBoundary: true,
});
router.subscribe('onResolved', ({ toLocation: { pathname, search } }) =>
  rememberPlace(pathname, AddressSchema.parse(search).q ?? ''),
);

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  interface HistoryState {
    /** A dialog was opened over the view before: closing it goes back. */
    readonly isOverView?: boolean;
    /** The name of the playlist that is shown is being typed. */
    readonly isNaming?: boolean;
  }
}
