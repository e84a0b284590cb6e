/**
 * `fermata serve`: the web process. It listens before the library is prepared, so that the page
 * shows how that goes, and serves until it is told to stop.
 */
import { once } from 'node:events';
import type { OnLifecycleEvent } from '../../shared/lifecycle-events.ts';
import { type LibraryChoice, LibrarySession } from '../library-session.ts';
import { createPages } from '../pages.ts';
import { startWebServer } from './web-server.ts';

interface ServeOptions {
  readonly places: LibraryChoice;
  /** 0 for a free one. */
  readonly port: number;
  /** Aborting stops serving; while the library is being prepared, that is rolled back. */
  readonly signal: AbortSignal;
  readonly onEvent: OnLifecycleEvent;
  /** Called with the address to open in a browser, before the library is prepared. */
  readonly onListening: (url: string) => void;
}

/**
 * Serves a library to one browser of this machine until the signal is aborted, then closes it.
 *
 * @throws FermataError if the port cannot be used, if the library cannot be prepared (open pages
 *   have been told why), or `INTERRUPTED` if it was stopped before the library was ready
 */
export async function serveLibrary(options: ServeOptions): Promise<void> {
  const { places, port, signal, onEvent, onListening } = options;
  const session = new LibrarySession({ host: 'the web process', onEvent });
  const server = await startWebServer({ port, pages: createPages({ api: session.api }) });
  const stop = () => void session.close();
  signal.addEventListener('abort', stop);
  try {
    onListening(server.url);
    signal.throwIfAborted();
    await session.prepare(() => places);
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    signal.removeEventListener('abort', stop);
    await server.close();
    await session.close();
  }
}
