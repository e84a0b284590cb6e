/** The main page's entry. */
import { QueryClientProvider } from '@tanstack/react-query';
import { App } from './App.tsx';
import { LiveEvents } from './host/live-events.ts';
import { createQueryClient } from './host/query-client.ts';
import { askForFirstTracks } from './library/track-pages.ts';
import { LifecycleStore } from './lifecycle/lifecycle-store.ts';
import { drawPage } from './page.tsx';
import { joinMediaSession } from './player/media-session.ts';
import { watchOutputs } from './player/output-devices.ts';
import { Player } from './player/player.ts';
import { QueueMemory } from './player/queue-memory.ts';

const queries = createQueryClient();
const lifecycle = new LifecycleStore();
const events = new LiveEvents(lifecycle, queries);
events.listen();
askForFirstTracks(queries);
const player = new Player(() => new Audio());
const memory = new QueueMemory(player);
joinMediaSession(player, navigator.mediaSession);
void watchOutputs(player, navigator.mediaDevices);
await drawPage(
  <QueryClientProvider client={queries}>
    <App lifecycle={lifecycle} events={events} player={player} memory={memory} />
  </QueryClientProvider>,
);
