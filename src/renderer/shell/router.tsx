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
import { FavouritesView } from '../views/favourites/FavouritesView.tsx';
import { FoldersView } from '../views/folders/FoldersView.tsx';
import { MissingView } from '../views/missing/MissingView.tsx';
import { PlaylistView } from '../views/playlist/PlaylistView.tsx';
import { PlaylistsView } from '../views/playlists/PlaylistsView.tsx';
import { SongsView } from '../views/songs/SongsView.tsx';
import { AddressSchema, parseSearch, stringifySearch } from './address.ts';
import { rememberPlace, returnToLastPlace } from './last-place.ts';
import { Shell } from './Shell.tsx';

const root = createRootRoute({
  component: Shell,
  validateSearch: (search) => AddressSchema.parse(search),
  notFoundComponent: ToSongs,
});

const first = createRoute({ getParentRoute: () => root, path: '/', component: ToSongs });
const songs = createRoute({ getParentRoute: () => root, path: '/songs', component: SongsView });
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
const playlist = createRoute({
  getParentRoute: () => root,
  path: '/playlists/$playlistId',
  component: PlaylistView,
});

/** An address of no view leads to the songs. */
function ToSongs() {
  return <Navigate to="/songs" replace />;
}

returnToLastPlace();
export const router = createRouter({
  routeTree: root.addChildren([first, songs, favourites, folders, missing, playlists, playlist]),
  history: createHashHistory(),
  parseSearch,
  stringifySearch,
  scrollRestoration: false,
  // What cannot be drawn is told by the page's own notice (problems/).
  disableGlobalCatchBoundary: true,
});
router.subscribe('onResolved', ({ toLocation }) => rememberPlace(toLocation.pathname));

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
