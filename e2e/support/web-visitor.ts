/** Somebody who talks to the web process without a browser: as its page does, or as no page could. */
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { FermataProcess } from './processes.ts';
import type { TestLibrary } from './test-library.ts';
import { serve } from './web-process.ts';

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Visitor {
  readonly server: FermataProcess;
  readonly url: URL;
  readonly cookie: string;
  /** Asks as the page does. */
  ask(path: string, init?: RequestInit): Promise<Response>;
}

/** Starts the web process, waits until the library is open, and opens the address it printed. */
export async function visit(library: TestLibrary): Promise<Visitor> {
  const visitor = await visitEarly(library);
  await visitor.server.waitFor('ready');
  return visitor;
}

/** Starts the web process and opens the address it printed, whatever the library is at. */
export async function visitEarly(library: TestLibrary): Promise<Visitor> {
  const { server, url } = await serve(library);
  const cookie = await openAddress(url);
  const headers = { cookie, origin: url.origin };
  return {
    server,
    url,
    cookie,
    ask: (path, init) => fetch(new URL(path, url), { ...init, headers }),
  };
}

/**
 * Opens an address that was printed; returns the cookie to send from then on.
 *
 * @throws Error if it admits nobody
 */
async function openAddress(url: URL): Promise<string> {
  const { status, cookies } = await askExactly(url, `/${url.search}`);
  const [cookie] = cookies.map((line) => line.split(';')[0]);
  if (cookie === undefined) throw new Error(`The address admits nobody: ${status}.`);
  return cookie;
}

/** A request as it is written here: a browser would not send every path and header. */
export async function askExactly(url: URL, path: string, asked: Asked = {}) {
  const { hostname, port } = url;
  const { method, headers, body } = asked;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent: false }, resolve);
    sent.on('error', reject).end(body);
  });
  return {
    status: response.statusCode,
    headers: response.headers,
    cookies: response.headers['set-cookie'] ?? [],
    body: await text(response),
  };
}
