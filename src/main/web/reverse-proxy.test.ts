/** Behind a reverse proxy: at the address that was said, with TLS outside and a folder, and at no other. */
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { canMakeCertificates, findFreePort, startProxy } from '../../../fixtures/reverse-proxy.ts';
import { belowPrefix, parsePublicUrl } from './public-url.ts';
import { startServer } from './testing.ts';

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Fermata behind a proxy, and requests to the proxy as a browser sends them. */
async function serveBehind(
  publicAddress: string,
  { strips = true, adds = {} }: { strips?: boolean; adds?: Readonly<Record<string, string>> } = {},
) {
  const publicUrl = parsePublicUrl(publicAddress);
  if (publicUrl === null) throw new Error(`No address: ${publicAddress}`);
  const port = await findFreePort();
  const server = await startServer({ port, publicUrl });
  const { isSecure, prefix, host } = publicUrl;
  const proxy = await startProxy({ to: port, folder: prefix.slice(0, -1), strips, isSecure, adds });
  onTestFinished(() => proxy.close());
  const send = isSecure ? httpsRequest : httpRequest;
  const ask = (path: string, { method = 'GET', headers = {} }: Asked = {}) =>
    new Promise<{ status: number; body: string; cookie: string; location: string }>(
      (resolve, reject) => {
        const sent = send(
          {
            host: '127.0.0.1',
            port: proxy.port,
            path,
            method,
            agent: false,
            rejectUnauthorized: false,
            headers: { host, ...headers },
          },
          (answer) => {
            const { 'set-cookie': [cookie = ''] = [], location = '' } = answer.headers;
            text(answer).then(
              (body) => resolve({ status: answer.statusCode ?? 0, body, cookie, location }),
              reject,
            );
          },
        );
        sent.on('error', reject);
        sent.end();
      },
    );
  return { ask, server, port, publicUrl };
}

test.for<[string, boolean]>([
  ['https://music.example/fermata/', true],
  ['https://music.example/fermata', false],
  ['https://music.example', true],
  ['http://nas.local:8080/a/b/', false],
])(
  '%s is served by a proxy, which strips its folder or not (%s)',
  async ([address, strips], { skip }) => {
    if (address.startsWith('https') && !canMakeCertificates()) skip('openssl is not here');
    const { ask, server, publicUrl } = await serveBehind(address, { strips });
    const { origin, prefix, isSecure } = publicUrl;
    expect(server.url).toMatch(new RegExp(`^${origin}${prefix}\\?token=[\\w-]+$`));
    const entered = await ask(prefix + new URL(server.url).search);
    expect(entered).toMatchObject({ status: 303, location: prefix });
    expect(entered.cookie).toContain(`; Path=${prefix}; HttpOnly; SameSite=Strict`);
    expect(entered.cookie.includes('; Secure')).toBe(isSecure);
    const cookie = entered.cookie.split(';')[0] ?? '';
    expect(await ask(prefix, { headers: { cookie } })).toMatchObject({
      status: 200,
      body: '<title>Fermata</title>',
    });
    expect((await ask(`${prefix}api/library`, { headers: { cookie } })).body).toBe(
      '{"method":"GET"}',
    );
    const written = await ask(`${prefix}api/scan`, { method: 'POST', headers: { cookie, origin } });
    expect(written).toMatchObject({ status: 200, body: '{"method":"POST"}' });
    expect((await ask(prefix)).status).toBe(401);
  },
);

test('another host and another origin are refused, the local address too', async () => {
  const { ask, server, port } = await serveBehind('http://music.example/fermata/');
  const entered = await ask(`/fermata/${new URL(server.url).search}`);
  const cookie = entered.cookie.split(';')[0] ?? '';
  const statusOf = async (headers: Readonly<Record<string, string>>, method = 'GET') =>
    (await ask('/fermata/api/library', { method, headers: { cookie, ...headers } })).status;
  expect(await statusOf({})).toBe(200);
  for (const host of [
    'other.example',
    'music.example:81',
    `127.0.0.1:${port}`,
    'localhost',
    'music.example.evil.example',
  ]) {
    expect([host, await statusOf({ host })]).toEqual([host, 403]);
  }
  for (const origin of [
    'http://other.example',
    'https://music.example',
    'http://music.example:81',
    'null',
  ]) {
    expect([origin, await statusOf({ origin }, 'POST')]).toEqual([origin, 403]);
  }
  expect(await statusOf({}, 'POST')).toBe(403);
  expect(await statusOf({ origin: 'http://music.example' }, 'POST')).toBe(200);
});

test('headers of proxies are not believed', async () => {
  const forwarded = {
    forwarded: 'for=1.2.3.4;host=other.example;proto=https',
    'x-forwarded-host': 'other.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-prefix': '/elsewhere',
    'x-forwarded-for': '127.0.0.1',
    'x-real-ip': '127.0.0.1',
    'x-original-url': '/api/other',
    'x-rewrite-url': '/api/other',
  };
  const { ask, server } = await serveBehind('http://music.example/', { adds: forwarded });
  const entered = await ask(`/${new URL(server.url).search}`);
  expect(entered).toMatchObject({ status: 303, location: '/' });
  expect(entered.cookie).not.toContain('Secure');
  const cookie = entered.cookie.split(';')[0] ?? '';
  const headers = {
    cookie,
    host: 'other.example',
    origin: 'http://other.example',
    'x-forwarded-host': 'music.example',
  };
  expect((await ask('/api/library', { headers })).status).toBe(403);
});

test('a proxy that changes the Host header is told what is missing', async () => {
  const { ask, port } = await serveBehind('http://music.example/');
  const { status, body } = await ask('/', { headers: { host: `127.0.0.1:${port}` } });
  expect(status).toBe(403);
  expect(body).toContain('has to pass on the Host header as the browser sent it: music.example');
});

test('the folder without its slash leads to the one with it', async () => {
  const { ask } = await serveBehind('http://music.example/fermata/', { strips: false });
  expect(await ask('/fermata')).toMatchObject({ status: 308, location: '/fermata/' });
});

test.each([
  'music.example',
  'ftp://music.example/',
  'https://me:secret@music.example/',
  'https://music.example/?a=b',
  'https://music.example/#a',
  'https://music.example/api/',
  'https://music.example/assets/x/',
  'https://music.example//x/',
  '',
])('%s is no address to be served at', (text) => {
  expect(parsePublicUrl(text)).toBeNull();
});

test('a path is the same with its folder and without', () => {
  expect(belowPrefix('/fermata/api/x?y=1', '/fermata/')).toBe('/api/x?y=1');
  expect(belowPrefix('/api/x?y=1', '/fermata/')).toBe('/api/x?y=1');
  expect(belowPrefix('/fermatas', '/fermata/')).toBe('/fermatas');
  expect(belowPrefix('/fermata?token=1', '/fermata/')).toBeNull();
  expect(belowPrefix('/fermata/', '/')).toBe('/fermata/');
});
