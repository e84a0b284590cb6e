/** The HTTP server of the web process: this machine only, one browser only, closed in bounded time. */
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { FermataError, systemCode } from '../../shared/errors.ts';
import { addSecurityHeaders, type FetchHandler } from '../pages.ts';
import { endOnAbort } from './ending-stream.ts';
import { VisitorCheck } from './visitor-check.ts';

const LOOPBACK = '127.0.0.1';

/** How long a browser may take to send the head of a request, and all of it, in milliseconds. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** Longer than any browser's, with the cookie in it, in bytes. */
const MAX_HEADER_BYTES = 16 * 1024;

/** One browser opens six connections; more than this come from somewhere else. */
const MAX_CONNECTIONS = 128;

/** How long requests may take to finish once the server closes, in milliseconds. */
const CLOSING_GRACE_MS = 1_000;

export interface WebServer {
  /** The address to open in a browser, with the token that admits it once. */
  readonly url: string;
  /** Answers no new request, ends the event streams, and is done within about a second. */
  close(): Promise<void>;
}

interface WebServerOptions {
  /** 0 for a free one. */
  readonly port: number;
  readonly pages: FetchHandler;
}

/**
 * Listens on the loopback interface.
 *
 * @throws FermataError `USAGE` if the port is taken, `NO_PERMISSION` if it may not be used
 */
export async function startWebServer({ port, pages }: WebServerOptions): Promise<WebServer> {
  const closing = new AbortController();
  let check: VisitorCheck | null = null;
  const onRequest = getRequestListener(async (request) => {
    // No request arrives before the port is known.
    const response = check === null ? unavailable() : await answer(request, check, pages);
    return endOnAbort(response, closing.signal);
  });
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
    },
    (incoming, outgoing) => {
      outgoing.once('close', () => {
        // The connection is idle once the answer's own clean-up is done.
        if (closing.signal.aborted) setImmediate(() => server.closeIdleConnections());
      });
      void onRequest(incoming, outgoing);
    },
  );
  server.maxConnections = MAX_CONNECTIONS;
  check = new VisitorCheck(await listen(server, port));
  const { address } = check;
  let closed: Promise<void> | null = null;
  return {
    url: address,
    close: () => {
      closing.abort();
      closed ??= closeServer(server);
      return closed;
    },
  };
}

async function answer(
  request: Request,
  check: VisitorCheck,
  pages: FetchHandler,
): Promise<Response> {
  const verdict = check.judge(request);
  switch (verdict.kind) {
    case 'admitted':
      return pages(request);
    case 'welcomed':
      return new Response(null, {
        status: 303,
        headers: { Location: '/', 'Set-Cookie': verdict.cookie, 'Cache-Control': 'no-store' },
      });
    case 'refused':
      return plainText(verdict.status, verdict.reason);
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(port, error)));
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') {
        reject(new Error('The web server has no port.'));
      } else {
        resolve(address.port);
      }
    });
  });
}

function cannotListen(port: number, cause: unknown): FermataError {
  const advice = 'Name another port with --port, or leave it out to use a free one.';
  const code = systemCode(cause);
  if (code === 'EADDRINUSE') {
    return new FermataError('USAGE', `Port ${port} is used by another program.`, { advice, cause });
  }
  if (code === 'EACCES') {
    return new FermataError('NO_PERMISSION', `You may not use port ${port}.`, { advice, cause });
  }
  return new FermataError('INTERNAL', `Port ${port} cannot be used.`, { advice, cause });
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
