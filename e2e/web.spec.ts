/**
 * The web process as a person meets it: `fermata serve` and a real browser, from an upgrade that
 * the page shows to the library, a scan, a failure and the end. And who is not let in.
 */
import { once } from 'node:events';
import { createServer, IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startBrowser } from './support/browser.ts';
import { digestFolder } from './support/libraries.ts';
import { readLibraryState } from './support/library-state.ts';
import { slowMigration } from './support/migration-sets.ts';
import { runFermata } from './support/processes.ts';
import {
  makeCurrentLibrary,
  makeMissingLibrary,
  makeOldLibrary,
  type TestLibrary,
} from './support/test-library.ts';
import { openInBrowser, serve } from './support/web-process.ts';

const AUDIO = fileURLToPath(new URL('../fixtures/audio', import.meta.url));

/** Some seconds, in one statement. */
const SLOW = slowMigration(20_000_000);

describe('The page', () => {
  test('shows the tracks of a library that is up to date', async (context) => {
    const { page } = await openInBrowser(context, await makeCurrentLibrary());
    await page.getByRole('grid', { name: 'Tracks' }).waitFor();
    await page.getByRole('status').filter({ hasText: '500 tracks' }).waitFor();
    expect(page.url()).not.toContain('token');
  });

  test('shows how an old library is upgraded, then its tracks', async (context) => {
    const library = await makeOldLibrary({ added: [SLOW] });
    const { page } = await openInBrowser(context, library);
    await page.getByRole('heading', { name: 'Upgrading your library' }).waitFor();
    await page.getByText(/^Step \d+ of \d+: Slow$/).waitFor();
    expect(await page.getByRole('grid').count()).toBe(0);
    await page.getByRole('grid', { name: 'Tracks' }).waitFor();
    const { version } = await readLibraryState(library.file);
    expect(version).toBe(library.newVersion);
  });

  test('says why a library could not be upgraded', async (context) => {
    const broken = ['broken', 'UPDATE nowhere SET a = 1;'] as const;
    const library = await makeOldLibrary({ added: [SLOW, broken] });
    const before = await readLibraryState(library.file);
    const { page, server } = await openInBrowser(context, library);
    const alert = page.getByRole('alert');
    await alert.getByRole('heading', { name: 'Your library could not be opened' }).waitFor();
    expect(await alert.textContent()).toContain('Your library has not been changed.');
    expect(await server.ended).toMatchObject({ status: 12, result: { code: 'MIGRATION_FAILED' } });
    expect(await readLibraryState(library.file)).toEqual(before);
  });

  test('scans a folder into a new library, and finds its tracks', async (context) => {
    const { page } = await openInBrowser(context, await makeNewLibrary());
    await page.getByRole('heading', { name: 'Your library is empty' }).waitFor();
    await page.getByRole('button', { name: 'Choose a Folder…' }).click();
    await page.getByRole('textbox', { name: 'Path of a folder' }).fill(AUDIO);
    await page.getByRole('button', { name: 'Scan', exact: true }).click();
    await page.getByRole('row', { name: 'Fourth Light' }).waitFor();
    await page.getByRole('button', { name: '1 file could not be read' }).waitFor();

    await page.getByRole('searchbox').fill('fourth li');
    await page.getByRole('row', { name: 'Third Light' }).waitFor({ state: 'detached' });
    await page.getByRole('row', { name: 'Fourth Light' }).waitFor();
  });

  test('follows what another process does to the library', async (context) => {
    const library = await makeNewLibrary();
    const { page } = await openInBrowser(context, library);
    await page.getByRole('heading', { name: 'Your library is empty' }).waitFor();
    expect(await runFermata(['scan', AUDIO, ...library.args])).toMatchObject({ status: 0 });
    await page.getByRole('row', { name: 'Fourth Light' }).waitFor();
  });

  test('says that Fermata has stopped when it has', async (context) => {
    const library = await makeCurrentLibrary();
    const { page, server } = await openInBrowser(context, library);
    await page.getByRole('grid', { name: 'Tracks' }).waitFor();
    server.kill('SIGTERM');
    expect(await server.ended).toMatchObject({ status: 0, result: { ok: true } });
    await page.getByRole('alert').getByText('Fermata has stopped').waitFor();
    expect(Object.keys(await digestFolder(library.folder))).not.toContain('library.db-wal');
  });
});

describe('The web process', () => {
  test('lets only the browser in that its address was opened in first', async (context) => {
    const { page, url } = await openInBrowser(context, await makeCurrentLibrary());
    await page.getByRole('grid', { name: 'Tracks' }).waitFor();
    await page.reload();
    await page.getByRole('grid', { name: 'Tracks' }).waitFor();

    const stranger = await (await startBrowser(context)).newPage();
    expect((await stranger.goto(url.href))?.status()).toBe(401);
    expect((await stranger.goto(url.origin))?.status()).toBe(401);
    expect((await stranger.goto(`${url.origin}/api/library`))?.status()).toBe(401);
  });

  test('refuses another site in the same browser, whatever it asks', async (context) => {
    const { page, browser, url } = await openInBrowser(context, await makeNewLibrary());
    await page.getByRole('heading', { name: 'Your library is empty' }).waitFor();
    const site = await browser.newPage();
    await site.goto(await startOtherSite());
    const read = `fetch('${url.origin}/api/library', { credentials: 'include' })`;
    const write = `fetch('${url.origin}/api/scan', {
      method: 'POST', credentials: 'include', mode: 'no-cors',
      body: '${JSON.stringify({ folders: [AUDIO] })}',
    })`;
    expect(await site.evaluate(`${read}.then(() => 'read', () => 'refused')`)).toBe('refused');
    await site.evaluate(`${write}.then(() => 'sent')`);
    const scan = await page.evaluate(`fetch('/api/scan').then((answer) => answer.json())`);
    expect(scan).toMatchObject({ state: 'idle' });
  });

  test.each([
    ['another name for this machine', { host: 'evil.example' }, 403],
    ['another origin', { origin: 'http://evil.example' }, 403],
    ['no cookie', { cookie: '' }, 401],
  ])('refuses a request with %s', async (_what, headers, status) => {
    const { url, cookie } = await enter(await makeCurrentLibrary());
    expect(await ask(url, '/api/library', { cookie })).toMatchObject({ status: 200 });
    expect(await ask(url, '/api/library', { cookie, ...headers })).toMatchObject({ status });
  });

  test.each([
    '/../../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/..%5c..%5cpackage.json',
    '//etc/passwd',
    '/assets/../../main/cli.js',
  ])('serves nothing but its pages: %s', async (path) => {
    const { url, cookie } = await enter(await makeCurrentLibrary());
    expect(await ask(url, '/', { cookie })).toMatchObject({ status: 200 });
    expect(await ask(url, path, { cookie })).toMatchObject({ status: 404 });
  });
});

/** A folder for a library that is not there yet. */
async function makeNewLibrary(): Promise<TestLibrary> {
  return makeMissingLibrary(await makeCurrentLibrary());
}

/** Starts the web process and gets its cookie, without a browser. */
async function enter(library: TestLibrary): Promise<{ url: URL; cookie: string }> {
  const { server, url } = await serve(library);
  await server.waitFor('ready');
  const { cookies } = await ask(url, `/${url.search}`, {});
  const [cookie] = cookies.map((line) => line.split(';')[0]);
  if (cookie === undefined) throw new Error('The address admits nobody.');
  return { url, cookie };
}

/** A request as it is written here: a browser would not send every path and header. */
async function ask(url: URL, path: string, headers: Readonly<Record<string, string>>) {
  const { hostname, port } = url;
  const sent = request({ hostname, port, path, headers });
  const answered = once(sent, 'response');
  sent.end();
  const [response] = await answered;
  if (!(response instanceof IncomingMessage)) throw new TypeError('That is no response.');
  const body = await text(response);
  return { status: response.statusCode, cookies: response.headers['set-cookie'] ?? [], body };
}

/** Another site of this machine, with one empty page; gone when the test ends. */
async function startOtherSite(): Promise<string> {
  const site = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html').end('<title>Another site</title>');
  });
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  onTestFinished(() => {
    site.closeAllConnections();
    site.close();
  });
  const address = site.address();
  if (address === null || typeof address === 'string') throw new Error('The site has no port.');
  return `http://localhost:${address.port}/`;
}
