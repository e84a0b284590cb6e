/**
 * The HTTP server of the web process: for invited browsers, patient with nobody, closed in bounded
 * time.
 */
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { FermataError, systemCode } from '../../shared/errors.ts';
import { tellInEnglish, words } from '../../shared/words/words.ts';
import { addSecurityHeaders, type FetchHandler, SECURITY_HEADERS } from '../pages.ts';
import { asksForPage, closedDoorPage } from './closed-door-page.ts';
import { Connections } from './connections.ts';
import { endOnAbort } from './ending-stream.ts';
import { namesOf } from './listening-address.ts';
import { belowPrefix, type PublicUrl } from './public-url.ts';
import { answerOfSessions } from './session-routes.ts';
import type { Sessions } from './sessions.ts';
import { type Address, type Verdict, VisitorCheck } from './visitor-check.ts';

/** How long clients may take; in milliseconds. */
interface Patience {
  /** To send the head of a request, from its first byte on. */
  readonly headMs: number;
  /** To send all of a request. */
  readonly requestMs: number;
  /** To send the next request over a connection. */
  readonly idleMs: number;
  /** To read on, where an answer waits for its reader; a paused player asks again for the rest. */
  readonly readingMs: number;
}

const PATIENCE: Patience = { headMs: 5_000, requestMs: 30_000, idleMs: 5_000, readingMs: 120_000 };

/** Longer than any browser's, with the cookie in it, in bytes. */
const MAX_HEADER_BYTES = 16 * 1024;

/** How long requests may take to finish once the server closes, in milliseconds. */
const CLOSING_GRACE_MS = 1_000;

export interface WebServer {
  /** Answers no new request, ends the event streams, and is done within about a second. */
  close(): Promise<void>;
}

interface WebServerOptions {
  /** An IP address of this machine, or the one that stands for all of them. */
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
  /** Where a reverse proxy shows it; null where browsers come to it themselves. */
  readonly publicUrl?: PublicUrl | null;
  readonly pages: FetchHandler;
  /** Called with the address to open in a browser, and with another one when somebody needs it. */
  readonly onAddress: (address: Address) => void;
  /** Less than usual, for tests that wait for its end. */
  readonly patience?: Patience;
}

/**
 * Listens until it is closed.
 *
 * @throws FermataError `USAGE` if this machine does not have the address or the port is taken,
 *   `NO_PERMISSION` if they may not be used
 */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const { host, publicUrl = null, pages, onAddress, patience = PATIENCE } = options;
  const prefix = publicUrl?.prefix ?? '/';
  const closing = new AbortController();
  let check: VisitorCheck | null = null;
  const onRequest = getRequestListener(async (request, bindings) => {
    // No request arrives before the port is known.
    if (check === null) return unavailable();
    const verdict = check.judge(request);
    if (verdict.kind === 'admitted' || verdict.kind === 'welcomed') {
      connections.know(bindings.incoming.socket);
    }
    const response = await answer(request, verdict, check.sessions, pages);
    const session = verdict.kind === 'admitted' ? [verdict.session.ending.signal] : [];
    return endOnAbort(response, AbortSignal.any([closing.signal, ...session]));
  });
  const server = createServer(
    {
      headersTimeout: patience.headMs,
      requestTimeout: patience.requestMs,
      keepAliveTimeout: patience.idleMs,
      connectionsCheckingInterval: Math.min(patience.headMs, 1_000),
      maxHeaderSize: MAX_HEADER_BYTES,
    },
    (incoming, outgoing) => {
      outgoing.once('close', () => {
        // The connection is idle once the answer's own clean-up is done.
        if (closing.signal.aborted) setImmediate(() => server.closeIdleConnections());
      });
      const path = belowPrefix(incoming.url ?? '/', prefix);
      if (path === null) {
        outgoing.writeHead(308, { ...SECURITY_HEADERS, Location: prefix }).end();
        return;
      }
      incoming.url = path;
      void onRequest(incoming, outgoing);
    },
  );
  const connections = new Connections(server);
  server.timeout = patience.readingMs;
  const port = await listen(server, options);
  check = new VisitorCheck({ names: namesOf(host), port, publicUrl, onAddress });
  check.invite();
  let closed: Promise<void> | null = null;
  return {
    close: () => {
      closing.abort();
      closed ??= closeServer(server);
      return closed;
    },
  };
}

async function answer(
  request: Request,
  verdict: Verdict,
  sessions: Sessions,
  pages: FetchHandler,
): Promise<Response> {
  switch (verdict.kind) {
    case 'admitted': {
      const answered = await answerOfSessions(request, sessions, verdict.session);
      return answered === null ? pages(request) : addSecurityHeaders(answered);
    }
    case 'welcomed':
      return addSecurityHeaders(
        new Response(null, {
          status: 303,
          headers: {
            Location: verdict.location,
            'Set-Cookie': verdict.cookie,
            'Cache-Control': 'no-store',
          },
        }),
      );
    case 'refused':
      return closing(plainText(403, verdict.reason));
    case 'not-let-in':
      return closing(
        asksForPage(request)
          ? await closedDoorPage(verdict.door, request)
          : plainText(401, tellInEnglish(words('web.openNewest'))),
      );
  }
}

/** A connection that is of no use to its other end is held no longer. */
function closing(response: Response): Response {
  response.headers.set('Connection', 'close');
  return response;
}

function listen(server: Server, { host, port }: WebServerOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(host, port, error)));
    server.listen(port, host, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') {
        reject(new Error('The web server has no port.'));
      } else {
        resolve(address.port);
      }
    });
  });
}

function cannotListen(host: string, port: number, cause: unknown): FermataError {
  const advice = words('libraryErrors.otherPort');
  const code = systemCode(cause);
  if (code === 'EADDRINUSE') {
    return new FermataError('USAGE', words('libraryErrors.portUsed', { port: String(port) }), {
      advice,
      cause,
    });
  }
  if (code === 'EACCES') {
    return new FermataError(
      'NO_PERMISSION',
      words('libraryErrors.portForbidden', { port: String(port) }),
      { advice, cause },
    );
  }
  if (code === 'EADDRNOTAVAIL') {
    return new FermataError('USAGE', words('libraryErrors.noSuchAddress', { host }), {
      advice: words('libraryErrors.otherHost'),
      cause,
    });
  }
  return new FermataError('INTERNAL', words('libraryErrors.portUnusable', { port: String(port) }), {
    advice,
    cause,
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    const grace = setTimeout(() => server.closeAllConnections(), CLOSING_GRACE_MS);
    server.close((error) => {
      clearTimeout(grace);
      if (error === undefined) resolve();
      else reject(error);
    });
    server.closeIdleConnections();
  });
}

function unavailable(): Response {
  return plainText(503, 'Fermata is not ready yet.');
}

function plainText(status: number, sentence: string): Response {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
  return addSecurityHeaders(new Response(`${sentence}\n`, { status, headers }));
}
