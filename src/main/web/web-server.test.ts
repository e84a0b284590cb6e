/** The web process's server, asked by real HTTP requests: those a browser sends, and those it must refuse. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { createPages, type FetchHandler } from '../pages.ts';
import { startWebServer, type WebServer } from './web-server.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const echo: FetchHandler = async (request) => Response.json({ method: request.method });

async function startServer(api: FetchHandler = echo): Promise<WebServer> {
  const rendererDir = await mkdtemp(join(tmpdir(), 'fermata-web-'));
  onTestFinished(() => rm(rendererDir, { recursive: true }));
  await writeFile(join(rendererDir, 'index.html'), '<title>Fermata</title>');
  await writeFile(join(rendererDir, '.secret'), 'nobody sees this');
  const server = await startWebServer({ port: 0, pages: createPages({ api, rendererDir }) });
  onTestFinished(() => server.close());
  return server;
}

/** Asks for exactly this path with exactly these headers: fetch would tidy both up. */
function ask(server: WebServer, path: string, asked: Asked = {}): Promise<Answer> {
  const { hostname, port } = new URL(server.url);
  const { method = 'GET', headers = {} } = asked;
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ hostname, port, path, method, headers }, (response) => {
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
    sent.end();
  });
}

function originOf(server: WebServer): string {
  return new URL(server.url).origin;
}

/** Opens the printed address as a browser does; returns the cookie to send from then on. */
async function enter(server: WebServer): Promise<string> {
  const { pathname, search } = new URL(server.url);
  const { status, headers } = await ask(server, pathname + search);
  expect(status).toBe(303);
  expect(headers.location).toBe('/');
  const [cookie] = headers['set-cookie'] ?? [];
  if (cookie === undefined) throw new Error('No cookie was set.');
  expect(cookie).toContain('; HttpOnly');
  expect(cookie).toContain('; SameSite=Strict');
  return cookie.split(';')[0] ?? '';
}

test('admits the browser that opened the printed address', async () => {
  const server = await startServer();
  const cookie = await enter(server);
  const page = await ask(server, '/', { headers: { cookie } });
  expect(page.status).toBe(200);
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(page.body).toContain('Fermata');
});

test('its token admits one browser, once', async () => {
  const server = await startServer();
  const { search } = new URL(server.url);
  const cookie = await enter(server);
  expect((await ask(server, `/${search}`)).status).toBe(401);
  // The browser that it admitted may find the address in its history.
  expect((await ask(server, `/${search}`, { headers: { cookie } })).status).toBe(303);
});

test.each(['/', '/index.html', '/api/library', '/?token=guessed', '/?token='])(
  'refuses a stranger: %s',
  async (path) => {
    const server = await startServer();
    const { status, body } = await ask(server, path);
    expect(status).toBe(401);
    expect(body).toContain('Open the address');
  },
);

test('the cookie of another web process is worth nothing', async () => {
  const server = await startServer();
  const other = await startServer();
  const [, otherSecret] = (await enter(other)).split('=');
  const [name] = (await enter(server)).split('=');
  const cookie = `${name}=${otherSecret}`;
  expect((await ask(server, '/api/library', { headers: { cookie } })).status).toBe(401);
});

test('answers to its own names only, so that no other can be rebound to it', async () => {
  const server = await startServer();
  const cookie = await enter(server);
  const { port } = new URL(server.url);
  const statusAs = async (host: string) =>
    (await ask(server, '/api/library', { headers: { cookie, host } })).status;
  expect(await statusAs(`127.0.0.1:${port}`)).toBe(200);
  expect(await statusAs(`localhost:${port}`)).toBe(200);
  expect(await statusAs(`evil.example:${port}`)).toBe(403);
  expect(await statusAs('127.0.0.1')).toBe(403);
  // Not even a host.
  expect(await statusAs(`127.0.0.1:${port}.evil.example`)).toBe(400);
});

test('a page of another origin can neither read nor change anything', async () => {
  const server = await startServer();
  const cookie = await enter(server);
  const statusOf = async (method: string, headers: Record<string, string>) =>
    (await ask(server, '/api/scan', { method, headers: { cookie, ...headers } })).status;
  for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:1']) {
    expect(await statusOf('GET', { origin })).toBe(403);
    expect(await statusOf('POST', { origin })).toBe(403);
    expect(await statusOf('DELETE', { origin })).toBe(403);
  }
  expect(await statusOf('GET', { 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await statusOf('GET', { 'sec-fetch-site': 'same-site' })).toBe(403);
  // What changes something says where it comes from.
  expect(await statusOf('POST', {})).toBe(403);
  expect(await statusOf('POST', { origin: originOf(server) })).toBe(200);
});

test('sends the security headers with every page and answer', async () => {
  const server = await startServer();
  const cookie = await enter(server);
  for (const path of ['/', '/api/library', '/nowhere']) {
    const { headers } = await ask(server, path, { headers: { cookie } });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  }
});

test.each([
  '/../../../../../../etc/passwd',
  '/..%2f..%2f..%2f..%2f..%2f..%2fetc/passwd',
  '/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
  '/..\\..\\etc\\passwd',
  '/..%5c..%5cetc%5cpasswd',
  '/index.html%00.png',
  '//etc/passwd',
  '/.secret',
  '/%',
  '/assets/',
])('serves nothing but the renderer’s files: %s', async (path) => {
  const server = await startServer();
  const cookie = await enter(server);
  const { status, body } = await ask(server, path, { headers: { cookie } });
  expect([400, 404]).toContain(status);
  expect(body).toMatch(/^(There is nothing here\.\n)?$/);
});

test('listens on the loopback interface only', async () => {
  const server = await startServer();
  const { hostname, port } = new URL(server.url);
  expect(hostname).toBe('127.0.0.1');
  const isRefused = await new Promise((resolve) => {
    // The same machine by another of its loopback addresses.
    const socket = connect({ host: '127.0.0.2', port: Number(port) });
    socket.on('connect', () => resolve(false)).on('error', () => resolve(true));
    onTestFinished(() => void socket.destroy());
  });
  expect(isRefused).toBe(true);
});

test('says so when the port is taken', async () => {
  const server = await startServer();
  const port = Number(new URL(server.url).port);
  await expect(startWebServer({ port, pages: echo })).rejects.toMatchObject({
    code: 'USAGE',
    message: `Port ${port} is used by another program.`,
  });
});

test('closing ends event streams after what was sent in them has arrived', async () => {
  let isCancelled = false;
  const server = await startServer(async () => {
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('data: last words\n\n')),
      cancel: () => {
        isCancelled = true;
      },
    });
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
  });
  const cookie = await enter(server);
  const { hostname, port } = new URL(server.url);
  const response = await new Promise<IncomingMessage>((resolve) => {
    httpRequest({ hostname, port, path: '/api/events', headers: { cookie } }, resolve).end();
  });
  await server.close();
  expect(await text(response)).toBe('data: last words\n\n');
  expect(isCancelled).toBe(true);
});

test('closes although a connection that sends nothing stays open', async () => {
  const server = await startServer();
  const { hostname, port } = new URL(server.url);
  const socket = connect({ host: hostname, port: Number(port) });
  onTestFinished(() => void socket.destroy());
  const gone = new Promise((resolve) => socket.on('close', resolve));
  await new Promise((resolve) => socket.on('connect', resolve));
  socket.write('GET / HTTP/1.1\r\n');
  await server.close();
  socket.resume();
  await gone;
});
