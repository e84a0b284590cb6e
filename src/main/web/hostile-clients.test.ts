/**
 * Clients that no browser is: broken HTTP, requests hidden in others, floods, and those who never
 * come to an end. The server refuses them, and goes on answering everybody else.
 */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { answerOn, ask, enter, openSocket, startServer, type TestServer } from './testing.ts';

/** In milliseconds: longer than any test takes, but for the limit that it is about. */
const PATIENT = { headMs: 60_000, requestMs: 60_000, idleMs: 60_000, readingMs: 60_000 };

/** At a time, of all browsers; and of those that were not let in. */
const MOST_CONNECTIONS = 128;
const MOST_STRANGERS = 32;

const HEAD = 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n';

test.each([
  ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n'],
  ['no request line', '\0\0\0\0\r\n\r\n'],
  ['a version of HTTP that there is not', 'GET / HTTP/9.9\r\n\r\n'],
  ['no Host', 'GET / HTTP/1.1\r\n\r\n'],
  ['a header without a name', `${HEAD}: value\r\n\r\n`],
  ['a header with a line break in it', `${HEAD}X: a\rSet-Cookie: b\r\n\r\n`],
  ['a space before the colon', `${HEAD}Content-Length : 5\r\n\r\nhello`],
  ['two lengths', `${HEAD}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!`],
  ['a length below zero', `${HEAD}Content-Length: -1\r\n\r\n`],
  [
    'a length and chunks, which hides a second request',
    `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/library HTTP/1.1\r\n\r\n`,
  ],
  [
    'an encoding of its own, which hides a second request',
    `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked, x\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n`,
  ],
])('%s is a bad request, and the connection ends', async (_what, request) => {
  const server = await startServer();
  const socket = await openSocket(server);
  socket.write(request, 'latin1');
  const answer = await answerOn(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  // One answer, not two: nothing was hidden.
  expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
  await expectToServe(server);
});

test.each(['OPTIONS', 'PUT', 'PATCH', 'PROPFIND', 'TRACE'])(
  'the method %s does nothing and tells nothing',
  async (method) => {
    const server = await startServer();
    const cookie = await enter(server);
    const { origin } = new URL(server.url);
    const { status, headers, body } = await ask(server, '/', {
      method,
      headers: { cookie, origin },
    });
    expect([400, 404, 405]).toContain(status);
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(body).not.toContain(cookie);
  },
);

test('is no proxy', async () => {
  const server = await startServer();
  const tunnel = await openSocket(server);
  tunnel.write('CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n');
  expect(await answerOn(tunnel)).toBe('');
  const forward = await openSocket(server);
  forward.write(
    'GET http://example.org/ HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n',
  );
  expect(await answerOn(forward)).toMatch(/^HTTP\/1\.1 403 /);
});

test.each([
  ['an address', (long: string) => `GET /${long} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`],
  ['a header', (long: string) => `${HEAD}X: ${long}\r\n\r\n`],
  ['headers', (long: string) => `${HEAD}${long.replaceAll('x'.repeat(100), 'X: y\r\n')}\r\n`],
])('%s that is too long is refused', async (_what, write) => {
  const server = await startServer();
  const socket = await openSocket(server);
  socket.write(write('x'.repeat(1_000_000)));
  expect(await answerOn(socket)).toMatch(/^HTTP\/1\.1 431 /);
  await expectToServe(server);
});

test('listens no further to somebody who is refused', async () => {
  const server = await startServer();
  const socket = await openSocket(server);
  const { host } = new URL(server.url);
  socket.write(`POST /api/scan HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1000000000000\r\n\r\n`);
  const chunk = Buffer.alloc(1024 * 1024);
  const flood = () => {
    while (socket.writable && socket.write(chunk));
  };
  socket.on('drain', flood);
  flood();
  expect(await answerOn(socket)).toMatch(/^HTTP\/1\.1 403 /);
});

test.each<readonly [string, Partial<typeof PATIENT>, (host: string) => string, drip: string]>([
  ['says nothing', { headMs: 300 }, () => '', ''],
  ['goes on with the head of a request', { headMs: 300 }, () => HEAD, 'X: y\r\n'],
  ['has had its answer', { idleMs: 300 }, (host) => `GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`, ''],
])('ends a connection that %s', async (_what, limit, begin, drip) => {
  const server = await startServer({ patience: { ...PATIENT, ...limit } });
  const socket = await openSocket(server);
  socket.write(begin(new URL(server.url).host));
  const dripping = setInterval(() => socket.write(drip), 50);
  await answerOn(socket);
  clearInterval(dripping);
  await expectToServe(server);
});

test('ends a connection that goes on with the body of a request', async () => {
  const api = async (request: Request) => new Response(await request.text().catch(String));
  const server = await startServer({ api, patience: { ...PATIENT, headMs: 300, requestMs: 300 } });
  const cookie = await enter(server);
  const { host, origin } = new URL(server.url);
  const socket = await openSocket(server);
  socket.write(
    `POST /api/x HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nCookie: ${cookie}\r\nContent-Length: 10000\r\n\r\n`,
  );
  const dripping = setInterval(() => socket.write('x'), 50);
  expect(await answerOn(socket)).toMatch(/^HTTP\/1\.1 408 /);
  clearInterval(dripping);
  await expectToServe(server, cookie);
});

test('stops sending to somebody who does not read', async () => {
  const cancelled = withResolvers();
  const pull = (sink: ReadableStreamDefaultController) => sink.enqueue(new Uint8Array(1024 * 1024));
  const api = async () =>
    new Response(new ReadableStream({ pull, cancel: () => cancelled.resolve() }));
  const server = await startServer({ api, patience: { ...PATIENT, readingMs: 500 } });
  const cookie = await enter(server);
  const { host } = new URL(server.url);
  const reader = await openSocket(server);
  reader.write(`GET /api/all HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`);
  reader.pause();
  // Who reads nothing sees no end either; the server has no more work with it.
  await cancelled.promise;
  await expectToServe(server, cookie);
});

test('holds a quarter of its connections for strangers: the oldest goes, and no browser', async () => {
  const api = async () =>
    new Response(new ReadableStream({}), { headers: { 'Content-Type': 'text/event-stream' } });
  const server = await startServer({ api, patience: PATIENT });
  const cookie = await enter(server);
  const { host } = new URL(server.url);
  const listening = await openSocket(server);
  listening.write(`GET /api/events HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`);
  await once(listening, 'data');
  const crowd: Socket[] = [];
  for (let count = 0; count < MOST_STRANGERS; count += 1) crowd.push(await openSocket(server));
  const [oldest] = crowd;
  const gone = once(oldest?.resume() ?? listening, 'close');
  for (let count = 0; count < 2 * MOST_CONNECTIONS; count += 1)
    crowd.push(await openSocket(server));
  await gone;
  const isOpen = (socket: Socket) => !socket.resume().closed;
  await expect.poll(() => crowd.filter(isOpen).length).toBe(MOST_STRANGERS);
  expect(crowd.slice(-MOST_STRANGERS).every(isOpen)).toBe(true);
  expect(isOpen(listening)).toBe(true);
  // Its owner is answered while they stay.
  await expectToServe(server, cookie);
});

test('holds no more connections than browsers need', async () => {
  const api = async () =>
    new Response(new ReadableStream({}), { headers: { 'Content-Type': 'text/event-stream' } });
  const server = await startServer({ api, patience: PATIENT });
  const cookie = await enter(server);
  const { host } = new URL(server.url);
  const events = `GET /api/events HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`;
  for (let count = 0; count < MOST_CONNECTIONS; count += 1) {
    const socket = await openSocket(server);
    socket.write(events);
    await once(socket, 'data');
  }
  const late = await openSocket(server);
  await answerOn(late);
});

test.each([
  ['is not let in', 401, ''],
  ['is of another site', 403, 'Origin: http://evil.example\r\n'],
])('ends the connection of somebody who %s: %d', async (_what, status, header) => {
  const server = await startServer({ patience: PATIENT });
  const { host } = new URL(server.url);
  const socket = await openSocket(server);
  socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\n${header}\r\n`);
  expect(await answerOn(socket)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

test('clients that leave at once disturb nobody', async () => {
  const server = await startServer();
  const cookie = await enter(server);
  const { host } = new URL(server.url);
  for (let time = 0; time < 50; time += 1) {
    const socket = await openSocket(server);
    socket.write(`GET /api/library HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`);
    socket.resetAndDestroy();
  }
  await expectToServe(server, cookie);
});

/** Somebody else is let in and answered. */
async function expectToServe(server: TestServer, cookie?: string): Promise<void> {
  const headers = { cookie: cookie ?? (await enter(server)) };
  expect((await ask(server, '/', { headers })).status).toBe(200);
}

function withResolvers() {
  let resolve = () => {};
  const promise = new Promise<void>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
