/**
 * `fermata serve`: the web process. It listens before the library is prepared, so that the page
 * shows how that goes, and serves until it is told to stop.
 */
import { once } from 'node:events';
import { type ErrorCode, FermataError } from '../../shared/errors.ts';
import type { OnLifecycleEvent } from '../../shared/lifecycle-events.ts';
import { type LibraryChoice, LibrarySession } from '../library-session.ts';
import { createPages } from '../pages.ts';
import { startWebServer } from './web-server.ts';

/** What a backup is the answer to. */
const RESTORABLE: ReadonlySet<ErrorCode> = new Set(['LIBRARY_DAMAGED', 'LIBRARY_TOO_NEW']);

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
 * A library that is damaged or too new is served all the same, for its backups.
 *
 * @throws FermataError if the port cannot be used, if the library cannot be prepared (open pages
 *   have been told why) and was not restored either, or `INTERRUPTED` if it was stopped before the library was ready
 */
export async function serveLibrary(options: ServeOptions): Promise<void> {
  const { port, signal, onEvent, onListening } = options;
  const session = new LibrarySession({ host: 'the web process', onEvent });
  const server = await startWebServer({ port, pages: createPages({ api: session.api }) });
  const stop = () => void session.close();
  signal.addEventListener('abort', stop);
  try {
    onListening(server.url);
    signal.throwIfAborted();
    await prepareOrOfferBackups(session, options);
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    signal.removeEventListener('abort', stop);
    await server.close();
    await session.close();
  }
}

/** Where a backup helps, the pages stay: somebody may restore one there. */
async function prepareOrOfferBackups(
  session: LibrarySession,
  { places, signal, onEvent }: ServeOptions,
): Promise<void> {
  try {
    await session.prepare(() => places);
  } catch (error) {
    if (signal.aborted || !(error instanceof FermataError && RESTORABLE.has(error.code)))
      throw error;
    const message = `${error.message} The page stays open, to restore a backup there.`;
    onEvent({ event: 'notice', message });
    await once(signal, 'abort');
    if (session.lifecycle.snapshot().events.at(-1)?.event === 'failed') throw error;
  }
}
