/**
 * The library that the app has open, and the change to another one: the one before is closed first,
 * and remembered until the other one is open, as a way back.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { ApiEvent } from '../../../shared/api/events.ts';
import type { ErrorReport } from '../../../shared/errors.ts';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { tellInEnglish, words } from '../../../shared/words/words.ts';
import { LibrarySession } from '../../library-session.ts';
import type { LibraryPaths } from '../../lifecycle/files/library-paths.ts';
import type { FetchHandler } from '../../pages.ts';
import { logError } from '../logs/log.ts';
import { SessionLog } from '../logs/session-log.ts';
import type { DesktopArguments } from '../start/arguments.ts';
import { type LibraryRequest, placesOf, requestAtStart } from './library-request.ts';
import { RecentLibraries } from './recent-libraries.ts';

/** How long closing a library may hold up the next one, in milliseconds. */
const CLOSE_TIMEOUT_MS = 6_000;

interface CurrentLibraryOptions {
  readonly onLifecycle: (event: LifecycleEvent) => void;
  /** Everything that happens to the library, as the pages are told. */
  readonly onEvent: (event: ApiEvent) => void;
  /** Adds to a failure what only the app knows about it. */
  readonly explain: (error: ErrorReport) => ErrorReport;
}

export class CurrentLibrary {
  readonly recent = new RecentLibraries();
  readonly #options: CurrentLibraryOptions;
  readonly #log = new SessionLog();
  #request: LibraryRequest;
  /** The library to go back to, where another one could not be opened. */
  #previous: LibraryRequest | null = null;
  #session: LibrarySession;
  #api: FetchHandler;

  /** @param named what the arguments of this start name */
  constructor(named: DesktopArguments, options: CurrentLibraryOptions) {
    this.#options = options;
    this.#request = requestAtStart(named, this.recent.chosen, process.env);
    this.#session = this.#begin();
    this.#api = apiOncePrepared(this.#session);
  }

  get session(): LibrarySession {
    return this.#session;
  }

  /** The API of whichever library is the current one. */
  readonly api: FetchHandler = (request) => this.#api(request);

  /** What named it. */
  get named(): DesktopArguments {
    return this.#request.named;
  }

  /** The library that was open before this one, until this one is; null where there is none. */
  get previous(): LibraryRequest | null {
    return this.#previous;
  }

  /**
   * Where it and what belongs to it lie.
   *
   * @throws FermataError `USAGE` if it is not there
   */
  places(): LibraryPaths {
    return placesOf(this.#request);
  }

  /**
   * Prepares and opens it; after a failure it can be tried again.
   *
   * @throws FermataError told as a `failed` event too
   */
  async prepare(): Promise<void> {
    const request = this.#request;
    const { lockTimeout } = request.named;
    const lockTimeoutMs = lockTimeout === undefined ? undefined : lockTimeout * 1000;
    await this.#session.prepare(() => ({ ...placesOf(request), lockTimeoutMs }));
    this.#previous = null;
    this.recent.opened(placesOf(request).libraryFile, request.isChosen);
  }

  /** Closes it, within {@link CLOSE_TIMEOUT_MS}; the next one to prepare is another one. */
  async changeTo(request: LibraryRequest): Promise<void> {
    const wasOpen = this.#session.library !== null;
    const before = wasOpen ? this.#request : this.#previous;
    const closed = this.#session.close();
    this.#previous = before === request ? null : before;
    this.#request = request;
    this.#session = this.#begin();
    this.#api = apiOncePrepared(this.#session);
    try {
      await Promise.race([closed, delay(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
    } catch (error) {
      // That is no reason not to open the other one.
      logError('The library could not be closed cleanly', error);
    }
  }

  /** Closes it for good, and waits until what is remembered is on the disk. */
  async close(): Promise<void> {
    await this.#session.close();
    await this.recent.written();
  }

  #begin(): LibrarySession {
    const session = new LibrarySession({
      ...this.#log.options,
      host: tellInEnglish(words('inUse.desktopApp')),
      explain: (error) => this.#options.explain(this.#offerWayBack(error)),
    });
    this.#log.follow(session);
    // One that is being closed has nothing to tell to anybody any more.
    const whileCurrent =
      <Event>(listener: (event: Event) => void) =>
      (event: Event) => {
        if (session === this.#session) listener(event);
      };
    session.lifecycle.subscribe(whileCurrent(this.#options.onLifecycle));
    session.events.subscribe(whileCurrent(this.#options.onEvent));
    return session;
  }

  #offerWayBack(error: ErrorReport): ErrorReport {
    if (this.#previous === null) return error;
    return { ...error, actions: ['previous-library', ...error.actions] };
  }
}

/**
 * The API of a session, which answers once its library is open or could not be opened: the main
 * window's page, which is loaded before that, draws the library and nothing else.
 */
function apiOncePrepared(session: LibrarySession): FetchHandler {
  const isPrepared = new Promise<void>((resolve) => {
    session.lifecycle.subscribe(({ event }) => {
      if (event === 'ready' || event === 'failed') resolve();
    });
  });
  return async (request) => {
    // How preparing goes is told at any time.
    if (new URL(request.url).pathname !== '/api/lifecycle') await isPrepared;
    return session.api(request);
  };
}
