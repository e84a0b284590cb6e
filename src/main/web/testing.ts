/** For tests: a web server of this process, and requests to it that say exactly what is written. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { createPages, type FetchHandler } from '../pages.ts';
import { LOOPBACK } from './listening-address.ts';
import { startWebServer } from './web-server.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface TestServer {
  /** The address that was printed last. */
  readonly url: string;
  /** The same under a name of its own. */
  readonly ownUrl: string | null;
  /** All that were printed. */
  readonly addresses: readonly string[];
  close(): Promise<void>;
}

type Options = Partial<
  Pick<Parameters<typeof startWebServer>[0], 'host' | 'port' | 'patience' | 'publicUrl'>
> & {
  readonly api?: FetchHandler;
};

/** Echoes the method of whatever it is asked. */
const echo: FetchHandler = async (request) => Response.json({ method: request.method });

/** Serves a page, a file that is not to be served, and an API; closed when the test ends. */
export async function startServer(options: Options = {}): Promise<TestServer> {
  const { api = echo, host = LOOPBACK, ...others } = options;
  const rendererDir = await mkdtemp(join(tmpdir(), 'fermata-web-'));
  onTestFinished(() => rm(rendererDir, { recursive: true }));
  await writeFile(join(rendererDir, 'index.html'), '<title>Fermata</title>');
  await writeFile(join(rendererDir, '.secret'), 'nobody sees this');
  const addresses: string[] = [];
  let own: string | null = null;
  const server = await startWebServer({
    host,
    port: 0,
    pages: createPages({ api, rendererDir }),
    onAddress: ({ url, ownUrl }) => {
      addresses.push(url);
      own = ownUrl;
    },
    ...others,
  });
  onTestFinished(() => server.close());
  return {
    addresses,
    get url() {
      return addresses.at(-1) ?? '';
    },
    get ownUrl() {
      return own;
    },
    close: () => server.close(),
  };
}

/** Asks for exactly this path with exactly these headers: fetch would tidy both up. */
export function ask(server: TestServer, path: string, asked: Asked = {}): Promise<Answer> {
  const { method = 'GET', headers = {}, body } = asked;
  return new Promise((resolve, reject) => {
    const to = { ...endOf(server), path, method, headers, agent: false };
    const sent = httpRequest(to, (response) => {
      text(response).then(
        (received) =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: received,
          }),
        reject,
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export function originOf(server: TestServer): string {
  return new URL(server.url).origin;
}

/** Opens the printed address as a browser does; returns the cookie to send from then on. */
export async function enter(
  server: TestServer,
  sent: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { pathname, search } = new URL(server.url);
  const { status, headers } = await ask(server, pathname + search, { headers: sent });
  const [cookie] = headers['set-cookie'] ?? [];
  if (status !== 303 || cookie === undefined) throw new Error(`It is not let in: ${status}.`);
  return cookie.split(';')[0] ?? '';
}

/** A connection to the server, to write whatever on it; gone when the test ends. */
export async function openSocket(server: TestServer): Promise<Socket> {
  const socket = connect(endOf(server));
  onTestFinished(() => void socket.destroy());
  await new Promise((resolve, reject) => socket.on('connect', resolve).once('error', reject));
  // Whoever waits for its end sees it; that the other side reset it is one.
  socket.on('error', () => {});
  return socket;
}

/** All that is received on a connection until its other end closes it. */
export async function answerOn(socket: Socket): Promise<string> {
  let received = '';
  socket.setEncoding('latin1').on('data', (data: string) => {
    received += data;
  });
  await new Promise((resolve) => socket.on('close', resolve));
  return received;
}

function endOf({ url }: TestServer): { readonly host: string; readonly port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
}
