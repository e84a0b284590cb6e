/** The main page's entry. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App } from './App.tsx';
import { LiveEvents } from './host/live-events.ts';
import { LifecycleStore } from './lifecycle/lifecycle-store.ts';
import { drawPage } from './page.tsx';
import { joinMediaSession } from './player/media-session.ts';
import { Player } from './player/player.ts';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // The host says when something has changed; on its own, nothing becomes old.
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      retry: false,
      // The host is on this machine, whatever the network is like.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});
const lifecycle = new LifecycleStore();
const events = new LiveEvents(lifecycle, queries);
events.listen();
const player = new Player(new Audio());
joinMediaSession(player, navigator.mediaSession);
drawPage(
  <QueryClientProvider client={queries}>
    <App lifecycle={lifecycle} events={events} player={player} />
  </QueryClientProvider>,
);
