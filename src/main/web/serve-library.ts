/**
 * `fermata serve`: the web process. It listens before the library is prepared, so that the page
 * shows how that goes, and serves until it is told to stop.
 */
import { once } from 'node:events';
import { type ErrorCode, FermataError } from '../../shared/errors.ts';
import { notice, type OnLifecycleEvent } from '../../shared/lifecycle-events.ts';
import { tellInEnglish, words } from '../../shared/words/words.ts';
import { type LibraryChoice, LibrarySession } from '../library-session.ts';
import { createPages } from '../pages.ts';
import { isLoopback } from './listening-address.ts';
import type { PublicUrl } from './public-url.ts';
import type { Address } from './visitor-check.ts';
import { startWebServer } from './web-server.ts';

/** What a backup is the answer to. */
const RESTORABLE: ReadonlySet<ErrorCode> = new Set(['LIBRARY_DAMAGED', 'LIBRARY_TOO_NEW']);

interface ServeOptions {
  readonly places: LibraryChoice;
  /** An IP address to listen on. */
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
  /** Where a reverse proxy shows it; null where browsers come to it themselves. */
  readonly publicUrl?: PublicUrl | null;
  /** Aborting stops serving; while the library is being prepared, that is rolled back. */
  readonly signal: AbortSignal;
  readonly onEvent: OnLifecycleEvent;
  /**
   * Called with the address to open in a browser, before the library is prepared; and with another
   * one whenever a browser needs it.
   */
  readonly onListening: (address: Address) => void;
}

/**
 * Serves a library to the browsers that its addresses are opened in until the signal is aborted, then
 * closes it.
 *
 * A library that is damaged or too new is served all the same, for its backups.
 *
 * @throws FermataError if the address or the port cannot be used, if the library cannot be prepared
 *   (open pages have been told why) and was not restored either, or `INTERRUPTED` if it was stopped
 *   before the library was ready
 */
export async function serveLibrary(options: ServeOptions): Promise<void> {
  const { host, port, publicUrl = null, signal, onEvent, onListening } = options;
  const session = new LibrarySession({ host: tellInEnglish(words('inUse.webProcess')), onEvent });
  const pages = createPages({ api: session.api });
  const server = await startWebServer({ host, port, publicUrl, pages, onAddress: onListening });
  const stop = () => void session.close();
  signal.addEventListener('abort', stop);
  try {
    if (!isLoopback(host)) onEvent(notice(words('notices.reachable', { host })));
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
    onEvent(notice(words('notices.pageStays', { problem: error.message })));
    await once(signal, 'abort');
    if (session.lifecycle.snapshot().events.at(-1)?.event === 'failed') throw error;
  }
}
