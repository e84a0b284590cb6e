/** The library's API: a fetch handler that every host mounts. Routes are listed in shared/api.ts. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ScanRequestSchema, type ScanState, TrackQuerySchema } from '../../../shared/api.ts';
import { errorFromReport, FermataError, reportError } from '../../../shared/errors.ts';
import { BackupsBusy } from '../backups/backup-work.ts';
import type { LibraryBackups } from '../backups/library-backups.ts';
import { CheckRuns, type HealthService } from '../health/health-service.ts';
import type { Library } from '../library.ts';
import { TrackUnavailable } from '../playback/track-file.ts';
import type { ApiEvents } from './api-events.ts';
import { parse, readJson } from './api-requests.ts';
import { addBackupRoutes } from './backup-routes.ts';
import { streamEvents } from './event-stream.ts';
import { addHealthRoutes } from './health-routes.ts';
import type { LifecycleFeed } from './lifecycle-feed.ts';
import { addPlaybackRoutes } from './playback-routes.ts';
import { addPlaylistRoutes } from './playlist-routes.ts';

export interface ApiOptions {
  readonly lifecycle: LifecycleFeed;
  /** What the pages listen to. */
  readonly events: ApiEvents;
  /** The open library, or null before it is ready and after it is closed. */
  readonly library: () => Library | null;
  /** Prepares the library again after that failed; how it goes is told as events. */
  readonly retry: () => void;
  /** Its backups: there also while the library is not, to restore one. */
  readonly backups: LibraryBackups;
  /** How it is: there also while it cannot be opened. */
  readonly health: HealthService;
}

/** Room for a hundred long paths. */
const MOST_BODY_BYTES = 1024 * 1024;

/** Makes the fetch handler. It answers everything, failures included, and never throws. */
export function createApi(options: ApiOptions): (request: Request) => Promise<Response> {
  const { lifecycle, events, backups, health } = options;
  const library = () => {
    const opened = options.library();
    if (opened === null) throw new NotReady(lifecycle);
    events.follow(opened);
    return opened;
  };

  const api = new Hono();
  api.use(bodyLimit({ maxSize: MOST_BODY_BYTES, onError: () => respond(413, tooLarge()) }));
  api.post('/api/lifecycle/retry', (c) => {
    options.retry();
    return c.json(lifecycle.snapshot());
  });
  api.get('/api/lifecycle', (c) => c.json(lifecycle.snapshot()));
  api.get('/api/events', (c) => {
    events.follow(options.library());
    return streamEvents(c.req.raw, (listener) => events.subscribe(listener));
  });
  api.get('/api/library', async (c) => c.json(await library().summary()));
  api.get('/api/tracks', async (c) => {
    const query = parse(TrackQuerySchema, c.req.query());
    return c.json(await library().tracks(query));
  });
  api.get('/api/scan', (c) => c.json(library().scanState()));
  api.post('/api/scan', async (c) => {
    const { folders } = parse(ScanRequestSchema, await readJson(c.req.raw));
    const opened = library();
    if (opened.scanState().state === 'scanning') return respond(409, scanIsRunning());
    return c.json(await startScan(opened, folders));
  });
  api.delete('/api/scan', (c) => {
    library().cancelScan();
    return c.json(library().scanState());
  });
  api.get('/api/scan-problems', async (c) => c.json(await library().scanProblems()));
  addPlaybackRoutes(api, library);
  addPlaylistRoutes(api, library);
  addBackupRoutes(api, backups);
  addHealthRoutes(api, health);
  api.notFound((c) => respond(404, unknownRoute(c.req.method, c.req.path)));
  api.onError((error) => respond(statusOf(error), error));
  return async (request) => api.fetch(request);
}

/** Starts a scan; settles when it runs, or when it was refused or is over already. */
function startScan(library: Library, folders: readonly string[]): Promise<ScanState> {
  return new Promise((resolve, reject) => {
    library.scan(folders, { onState: resolve }).then(resolve, reject);
  });
}

/** The library is being prepared, could not be, or is closed. */
class NotReady extends FermataError {
  constructor(lifecycle: LifecycleFeed) {
    const last = lifecycle.snapshot().events.at(-1);
    const error =
      last?.event === 'failed'
        ? errorFromReport(last.error)
        : new FermataError('INTERRUPTED', 'The library is not open yet.', {
            advice: 'Wait until it is ready.',
          });
    super(error.code, error.message, error);
  }
}

function statusOf(error: unknown): ContentfulStatusCode {
  if (error instanceof NotReady) return 503;
  if (error instanceof BackupsBusy || error instanceof CheckRuns) return 409;
  if (error instanceof TrackUnavailable) return 404;
  return error instanceof FermataError && error.code === 'USAGE' ? 400 : 500;
}

function respond(status: ContentfulStatusCode, error: unknown): Response {
  return Response.json(reportError(error), { status });
}

function tooLarge(): FermataError {
  return new FermataError('USAGE', 'The request is too large.', {
    advice: 'Choose less at once.',
  });
}

function scanIsRunning(): FermataError {
  return new FermataError('USAGE', 'A scan is already running.', {
    advice: 'Let it finish, or cancel it.',
  });
}

function unknownRoute(method: string, path: string): FermataError {
  return new FermataError('USAGE', `There is no ${method} ${path}.`, {
    advice: 'Update Fermata, so that page and library are of one version.',
  });
}
