/** The web process's server, asked by real HTTP requests: those a browser sends, and those it must refuse. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { sessionCalls } from '../../shared/api/sessions.ts';
import { LOOPBACK } from './listening-address.ts';
import { answerOn, ask, enter, openSocket, originOf, startServer } from './testing.ts';
import { startWebServer } from './web-server.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0';
const SessionsSchema = sessionCalls.sessions.answer;

test('sends the browser that opens the printed address on, with a cookie for it alone', async () => {
  const server = await startServer();
  const { pathname, search } = new URL(server.url);
  const { status, headers } = await ask(server, pathname + search);
  expect([status, headers.location]).toEqual([303, '/']);
  expect(headers['set-cookie']).toEqual([
    expect.stringMatching(/^fermata-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
  ]);
});

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

test('its token works for ten minutes, and then another is printed for who comes', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const server = await startServer();
  const { search } = new URL(server.url);
  vi.advanceTimersByTime(10 * 60_000);
  const late = await ask(server, `/${search}`);
  expect([late.status, late.headers['set-cookie']]).toEqual([401, undefined]);
  expect(server.addresses).toHaveLength(2);
  vi.advanceTimersByTime(10 * 60_000 - 1);
  expect(await enter(server)).toContain('fermata-');
});

test('sends a browser away that another one names, and ends its events', async () => {
  const api = async () => {
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('data: hello\n\n')),
    });
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
  };
  const server = await startServer({ api });
  const mine = await enter(server);
  await ask(server, '/');
  const other = await enter(server, { 'user-agent': FIREFOX });
  expect(other).not.toBe(mine);
  const events = ask(server, '/api/events', { headers: { cookie: other } });
  const headers = { cookie: mine, origin: originOf(server) };
  const listed = SessionsSchema.parse(
    JSON.parse((await ask(server, '/api/sessions', { headers })).body),
  );
  expect(listed).toHaveLength(2);
  const [known] = listed.filter(({ isOwn }) => !isOwn);
  expect(known?.browser).toBe('Firefox 141, Linux');
  for (const secret of [mine, other]) {
    expect(JSON.stringify(listed)).not.toContain(secret.split('=')[1]);
  }
  const gone = await ask(server, `/api/sessions/${known?.id}`, { method: 'DELETE', headers });
  expect(gone.status).toBe(200);
  expect((await events).body).toBe('data: hello\n\n');
  expect((await ask(server, '/', { headers: { cookie: other } })).status).toBe(401);
  expect((await ask(server, '/', { headers })).status).toBe(200);
  const again = await ask(server, `/api/sessions/${known?.id}`, { method: 'DELETE', headers });
  expect(again.status).toBe(404);
  expect(again.headers['x-content-type-options']).toBe('nosniff');
});

test('its own name opens it, and no name below localhost that it does not have', async () => {
  const server = await startServer();
  const { host, pathname, search } = new URL(String(server.ownUrl));
  expect(host).toMatch(/^fermata-[0-9a-f]{12}\.localhost:\d+$/);
  const { status, headers } = await ask(server, pathname + search, { headers: { host } });
  expect(status).toBe(303);
  const cookie = String(headers['set-cookie']?.[0]?.split(';')[0]);
  const statusAt = async (name: string, origin: string) =>
    (await ask(server, '/api/x', { method: 'POST', headers: { cookie, host: name, origin } }))
      .status;
  expect(await statusAt(host, `http://${host}`)).toBe(200);
  expect(await statusAt(host, originOf(server))).toBe(403);
  const { port } = new URL(server.url);
  const guessed = `fermata-000000000000.localhost:${port}`;
  expect(await statusAt(guessed, `http://${guessed}`)).toBe(403);
  expect((await startServer()).ownUrl).not.toContain(host.split(':')[0]);
  expect((await startServer({ host: '0.0.0.0' })).ownUrl).toBeNull();
});

test('a page from elsewhere opens the page in a window, and nothing else by a navigation', async () => {
  const server = await startServer();
  const cookie = await enter(server);
  const statusOf = async (path: string, sent: Readonly<Record<string, string>>, method = 'GET') => {
    const headers = { cookie, 'sec-fetch-mode': 'navigate', ...sent };
    return (await ask(server, path, { method, headers })).status;
  };
  for (const from of ['same-site', 'cross-site']) {
    const window = { 'sec-fetch-site': from, 'sec-fetch-dest': 'document' };
    expect(await statusOf('/', window)).toBe(200);
    for (const path of ['/api/library', '/api/backups/x/difference', '/index.html', '/nowhere']) {
      expect([path, await statusOf(path, window)]).toEqual([path, 403]);
    }
    for (const dest of ['iframe', 'frame', 'embed', 'object']) {
      const frame = { 'sec-fetch-site': from, 'sec-fetch-dest': dest };
      expect(await statusOf('/', frame)).toBe(403);
      expect(await statusOf('/api/library', frame)).toBe(403);
    }
  }
  // A person who types the address, and a page of its own.
  for (const from of ['none', 'same-origin']) {
    expect(await statusOf('/api/library', { 'sec-fetch-site': from })).toBe(200);
  }
});

test('prints another address when a browser comes without its cookie, and one at a time', async () => {
  const server = await startServer();
  const first = await enter(server);
  expect(server.addresses).toHaveLength(1);
  expect((await ask(server, '/')).status).toBe(401);
  expect((await ask(server, '/')).status).toBe(401);
  expect(server.addresses).toHaveLength(2);
  const second = await enter(server);
  for (const cookie of [first, second]) {
    expect((await ask(server, '/', { headers: { cookie } })).status).toBe(200);
  }
});

test('another site cannot make it print addresses', async () => {
  const server = await startServer();
  await enter(server);
  const { port } = new URL(server.url);
  await ask(server, '/', { headers: { host: `evil.example:${port}` } });
  await ask(server, '/', { headers: { origin: 'http://evil.example' } });
  await ask(server, '/', { headers: { 'sec-fetch-site': 'cross-site' } });
  expect(server.addresses).toHaveLength(1);
});

test.each(['/', '/index.html', '/api/library', '/?token=guessed', '/?token='])(
  'refuses a stranger: %s',
  async (path) => {
    const server = await startServer();
    const { status, body } = await ask(server, path);
    expect(status).toBe(401);
    expect(body).toContain('Copy the newest one from the terminal');
  },
);

test('shows a browser that comes a second time a page with the way on, in its language', async () => {
  const server = await startServer();
  const { search } = new URL(server.url);
  await enter(server);
  const accept = 'text/html,application/xhtml+xml';
  const used = await ask(server, `/${search}`, { headers: { accept } });
  expect(used.status).toBe(401);
  expect(used.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(used.body).toContain('<h1>This link has been used</h1>');
  expect(used.body).toContain('Copy the newest link from the terminal');
  // Its own style is all that it may have.
  expect(used.headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; /,
  );
  const german = { accept, 'accept-language': 'de-AT,de;q=0.9,en;q=0.8' };
  const without = await ask(server, '/', { headers: german });
  expect(without.status).toBe(401);
  expect(without.body).toContain('<html lang="de">');
  expect(without.body).toContain('Dieser Browser wurde noch nicht eingelassen');
});

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
  const welcome = `/${new URL(server.url).search}`;
  for (const path of ['/', '/api/library', '/api/sessions', '/nowhere', '/%00', welcome]) {
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

test.each(['/index.html%00.png', '/%00', '/assets/%00'])(
  'a NUL in a path is a bad request: %s',
  async (path) => {
    const server = await startServer();
    const cookie = await enter(server);
    expect((await ask(server, path, { headers: { cookie } })).status).toBe(400);
  },
);

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
  await expect(
    startWebServer({
      host: LOOPBACK,
      port,
      pages: async () => new Response(),
      onAddress: () => {},
    }),
  ).rejects.toMatchObject({
    code: 'USAGE',
    message: `Port ${port} is used by another program.`,
  });
});

test('closing ends event streams after what was sent in them has arrived', async () => {
  let isCancelled = false;
  const api = async () => {
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('data: last words\n\n')),
      cancel: () => {
        isCancelled = true;
      },
    });
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
  };
  const server = await startServer({ api });
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
  const socket = await openSocket(server);
  socket.write('GET / HTTP/1.1\r\n');
  await server.close();
  await answerOn(socket);
});

test.each([
  ['0.0.0.0', ['127.0.0.1', 'localhost']],
  ['127.0.0.2', ['127.0.0.2', 'localhost']],
])('told to listen on %s, answers there to addresses only', async (host, names) => {
  const server = await startServer({ host });
  const cookie = await enter(server);
  const { port, host: printed } = new URL(server.url);
  const statusAs = async (name: string) =>
    (await ask(server, '/', { headers: { cookie, host: name } })).status;
  for (const name of names) expect(await statusAs(`${name}:${port}`)).toBe(200);
  expect(await statusAs(printed)).toBe(200);
  expect(await statusAs(`evil.example:${port}`)).toBe(403);
  expect(await statusAs(`0.0.0.0:${port}`)).toBe(403);
});

test('says so when this computer does not have the address', async () => {
  // An address for documentation (RFC 5737): nobody has it.
  await expect(startServer({ host: '192.0.2.1' })).rejects.toMatchObject({
    code: 'USAGE',
    message: 'This computer does not have the address 192.0.2.1.',
  });
});
