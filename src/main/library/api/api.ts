/** The library's API: a fetch handler that every host mounts. Its calls are in shared/api/contract.ts. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { hostContract, libraryContract } from '../../../shared/api/contract.ts';
import { badInput } from '../../../shared/api/parse-input.ts';
import type { FolderWatchState } from '../../../shared/api/watching.ts';
import { errorFromReport, FermataError, HTTP_STATUS, reportError } from '../../../shared/errors.ts';
import { isPathWithNul } from '../../../shared/nul.ts';
import type { AnotherTry } from '../../../shared/ways-on.ts';
import { words } from '../../../shared/words/words.ts';
import type { LibraryBackups } from '../backups/library-backups.ts';
import type { HealthService } from '../health/health-service.ts';
import type { Library } from '../library.ts';
import type { ApiEvents } from './api-events.ts';
import { createHostHandlers } from './host-handlers.ts';
import type { LifecycleFeed } from './lifecycle-feed.ts';
import { mountCalls } from './mount-calls.ts';
import { addStreamRoutes } from './stream-routes.ts';

export interface ApiOptions {
  readonly lifecycle: LifecycleFeed;
  /** What the pages listen to. */
  readonly events: ApiEvents;
  /** The open library, or null before it is ready and after it is closed. */
  readonly library: () => Library | null;
  /** Prepares the library again after that failed; how it goes is told as events. */
  readonly retry: (another: AnotherTry) => void;
  readonly backups: LibraryBackups;
  readonly health: HealthService;
  /** How the music folders of the open library are watched. */
  readonly watchStates: () => readonly FolderWatchState[];
}

/** Room for the ids of the largest batch (100,000), and for a hundred long paths. */
const MOST_BODY_BYTES = 1024 * 1024;

/** Makes the fetch handler. It answers everything, failures included, and never throws. */
export function createApi(options: ApiOptions): (request: Request) => Promise<Response> {
  const { lifecycle, events, library } = options;
  const openLibrary = () => {
    const opened = library();
    if (opened === null) throw notReady(lifecycle);
    events.follow(opened);
    return opened;
  };

  const api = new Hono();
  api.use(bodyLimit({ maxSize: MOST_BODY_BYTES, onError: () => respond(tooLarge(), 413) }));
  api.use(async (c, next) => {
    if (isPathWithNul(c.req.path)) throw badInput('the address has a NUL in it', undefined);
    return next();
  });
  const hostHandlers = createHostHandlers({ ...options, openLibrary });
  mountCalls(api, hostContract, () => hostHandlers);
  mountCalls(api, libraryContract, () => openLibrary().calls);
  addStreamRoutes(api, { ...options, openLibrary });
  api.notFound((c) => respond(unknownRoute(c.req.method, c.req.path)));
  api.onError((error) => respond(error));
  return async (request) => api.fetch(request);
}

/** The library is being prepared, could not be, or is closed. */
function notReady(lifecycle: LifecycleFeed): FermataError {
  const last = lifecycle.snapshot().events.at(-1);
  if (last?.event === 'failed') return errorFromReport(last.error);
  return new FermataError('INTERRUPTED', words('errors.libraryNotOpenYet'), {
    advice: words('errors.waitUntilReady'),
  });
}

function respond(error: unknown, status?: number): Response {
  const report = reportError(error);
  return Response.json(report, { status: status ?? HTTP_STATUS[report.code] });
}

function tooLarge(): FermataError {
  return new FermataError('USAGE', words('errors.requestTooLarge'), {
    advice: words('errors.chooseLess'),
  });
}

function unknownRoute(method: string, path: string): FermataError {
  return new FermataError('NOT_FOUND', words('libraryErrors.noSuchCall', { method, path }), {
    advice: words('libraryErrors.sameVersion'),
  });
}
