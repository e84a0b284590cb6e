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
import { AddressSchema, parseSearch, stringifySearch } from './address.ts';
import { rememberPlace, returnToLastPlace } from './last-place.ts';
import { Shell } from './Shell.tsx';
import { SongsPlace } from './SongsPlace.tsx';

const root = createRootRoute({
  component: Shell,
  validateSearch: (search) => AddressSchema.parse(search),
  notFoundComponent: ToSongs,
});

const first = createRoute({ getParentRoute: () => root, path: '/', component: ToSongs });
const songs = createRoute({ getParentRoute: () => root, path: '/songs', component: SongsPlace });

/** An address of no view leads to the songs. */
function ToSongs() {
  return <Navigate to="/songs" replace />;
}

returnToLastPlace();
export const router = createRouter({
  routeTree: root.addChildren([first, songs]),
  history: createHashHistory(),
  parseSearch,
  stringifySearch,
  scrollRestoration: false,
});
router.subscribe('onResolved', ({ toLocation }) => rememberPlace(toLocation.pathname));

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  interface HistoryState {
    /** A dialog was opened over the view before: closing it goes back. */
    readonly isOverView?: boolean;
  }
}
