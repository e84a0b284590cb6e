/**
 * Who is let in by the web process, and what its page can do: a browser that opened the printed
 * address, and only what the page needs. With real requests, and in a real browser.
 */
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { startBrowser } from './support/browser.ts';
import { FORBIDDEN_CONTENT, refusalOf } from './support/forbidden-content.ts';
import { startOtherSite } from './support/other-site.ts';
import { startFermata } from './support/processes.ts';
import { makeCurrentLibrary, makeMissingLibrary } from './support/test-library.ts';
import { openInBrowser } from './support/web-process.ts';
import { askExactly, visit } from './support/web-visitor.ts';

const AUDIO = fileURLToPath(new URL('../fixtures/audio', import.meta.url));

describe('The web process', () => {
  test('lets in the browser alone that its address was opened in', async (context) => {
    const { page, url } = await openInBrowser(context, await makeCurrentLibrary());
    await page.getByRole('grid', { name: 'Tracks' }).waitFor();
    await page.reload();
    await page.getByRole('grid', { name: 'Tracks' }).waitFor();

    const stranger = await (await startBrowser(context)).newPage();
    expect((await stranger.goto(url.href))?.status()).toBe(401);
    expect((await stranger.goto(url.origin))?.status()).toBe(401);
    expect((await stranger.goto(`${url.origin}/api/library`))?.status()).toBe(401);
  });

  test('prints another address for another browser, which works too', async (context) => {
    const { page, server, url } = await openInBrowser(context, await makeCurrentLibrary());
    await page.getByRole('grid', { name: 'Tracks' }).waitFor();
    const other = await (await startBrowser(context)).newPage();
    await other.goto(url.origin);
    const printed = await server.waitFor('listening', (line) => line.url !== url.href);
    await other.goto(printed.url);
    await other.getByRole('grid', { name: 'Tracks' }).waitFor();
    await page.reload();
    await page.getByRole('grid', { name: 'Tracks' }).waitFor();
  });

  test('refuses another site in the same browser, whatever it asks', async (context) => {
    const library = await makeMissingLibrary(await makeCurrentLibrary());
    const { page, browser, url } = await openInBrowser(context, library);
    await page.getByRole('heading', { name: 'Your library is empty' }).waitFor();
    const site = await browser.newPage();
    await site.goto((await startOtherSite()).address);
    const read = `fetch('${url.origin}/api/library', { credentials: 'include' })`;
    const write = `fetch('${url.origin}/api/scan', {
      method: 'POST', credentials: 'include', mode: 'no-cors',
      body: '${JSON.stringify({ folders: [AUDIO] })}',
    })`;
    expect(await site.evaluate(`${read}.then(() => 'read', () => 'refused')`)).toBe('refused');
    expect(await site.evaluate(`${write}.then(() => 'done', () => 'refused')`)).toBe('refused');
    const scan = await page.evaluate(`fetch('/api/scan').then((answer) => answer.json())`);
    expect(scan).toMatchObject({ state: 'idle' });
  });

  test('refuses frames and links of another port, which the browser sends its cookie to', async (context) => {
    const { page, browser, url } = await openInBrowser(context, await makeCurrentLibrary());
    await page.getByRole('grid', { name: 'Tracks' }).waitFor();
    const { port } = new URL((await startOtherSite()).address);
    const site = await browser.newPage();
    const sameSite = `http://127.0.0.1:${port}/`;
    await site.goto(sameSite);
    for (const path of ['/', '/api/library', '/api/backups/way-back']) {
      const refused = site.waitForResponse(url.origin + path);
      await site.evaluate(`(() => {
        const frame = document.createElement('iframe');
        frame.hidden = true;
        frame.src = '${url.origin}${path}';
        document.body.append(frame);
      })()`);
      expect([path, (await refused).status()]).toEqual([path, 403]);
    }
    const linked = async (path: string) => {
      const other = await browser.newPage();
      await other.goto(sameSite);
      const answer = other.waitForResponse(url.origin + path);
      await other.evaluate(`void (location.href = '${url.origin}${path}')`);
      return (await answer).status();
    };
    expect(await linked('/api/library')).toBe(403);
    expect(await linked('/')).toBe(200);
  });

  test('is found by its own name, whose cookie no other port is sent', async (context) => {
    const server = startFermata(['serve', '--port', '0', ...(await makeCurrentLibrary()).args]);
    const { ownUrl } = await server.waitFor('listening');
    const browser = await startBrowser(context);
    const page = await browser.newPage();
    await page.goto(String(ownUrl));
    await page.getByRole('grid', { name: 'Tracks' }).waitFor();
    const { port } = new URL((await startOtherSite()).address);
    expect(await browser.cookies(`http://127.0.0.1:${port}/`)).toEqual([]);
    expect(await browser.cookies(new URL(String(ownUrl)).origin)).toHaveLength(1);
  });

  test('refuses requests that no page of its own sends', async () => {
    const { url, cookie } = await visit(await makeCurrentLibrary());
    const statusWith = async (headers: Readonly<Record<string, string>>, method = 'GET') =>
      (await askExactly(url, '/api/library', { method, headers: { cookie, ...headers } })).status;
    expect(await statusWith({})).toBe(200);
    expect(await statusWith({ cookie: '' })).toBe(401);
    expect(await statusWith({ host: `evil.example:${url.port}` })).toBe(403);
    expect(await statusWith({ origin: 'http://evil.example' })).toBe(403);
    expect(await statusWith({ origin: 'null' })).toBe(403);
    expect(await statusWith({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await statusWith({}, 'POST')).toBe(403);
  });

  test('has nothing but its pages, and known tracks', async () => {
    const { url, cookie } = await visit(await makeCurrentLibrary());
    const ask = (path: string) => askExactly(url, path, { headers: { cookie } });
    expect(await ask('/')).toMatchObject({ status: 200 });
    const paths = [
      '/../../package.json',
      '/..%2f..%2fpackage.json',
      '/%2e%2e/%2e%2e/package.json',
      '/..%5c..%5cpackage.json',
      '//etc/passwd',
      '/assets/../../main/cli.js',
      '/api/nothing',
    ];
    for (const path of paths) expect(await ask(path), path).toMatchObject({ status: 404 });
    const ids = [
      '0',
      '-1',
      '1.5',
      '999999999',
      '1%00',
      '..%2f..%2f..%2fetc%2fpasswd',
      '%2fetc%2fpasswd',
    ];
    for (const id of ids) {
      const { status, headers } = await ask(`/api/tracks/${id}/audio`);
      expect([400, 404], id).toContain(status);
      expect(headers['content-type'], id).toBe('application/json');
    }
  });

  test('sends its headers with every answer, those to strangers included', async () => {
    const { url, cookie } = await visit(await makeCurrentLibrary());
    const answers = [
      await askExactly(url, '/', { headers: { cookie } }),
      await askExactly(url, '/nothing', { headers: { cookie } }),
      await askExactly(url, '/api/library', { headers: { cookie } }),
      await askExactly(url, '/api/library'),
      await askExactly(url, '/', { headers: { host: 'evil.example' } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 200, 401, 403]);
    for (const { headers } of answers) {
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; /);
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers).toMatchObject({
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      });
    }
  });

  test('takes in no body that is larger than any page sends', async () => {
    const { ask } = await visit(await makeCurrentLibrary());
    const large = new ReadableStream<Uint8Array>({
      pull: (sink) => sink.enqueue(new Uint8Array(1024 * 1024)),
    });
    const answer = await ask('/api/scan', { method: 'POST', body: large, duplex: 'half' });
    expect(answer.status).toBe(413);
    const deep = await ask('/api/scan', { method: 'POST', body: '['.repeat(100_000) });
    expect(deep.status).toBe(400);
    expect((await ask('/api/library')).status).toBe(200);
  });
});

test('The page refuses all content but its own', async (context) => {
  const { page } = await openInBrowser(context, await makeCurrentLibrary());
  await page.getByRole('grid', { name: 'Tracks' }).waitFor();
  const expected: Record<string, string> = {};
  const refused: Record<string, unknown> = {};
  for (const [what, [act, by]] of Object.entries(FORBIDDEN_CONTENT)) {
    expected[what] = by;
    refused[what] = await page.evaluate(refusalOf(act));
  }
  expect(refused).toEqual(expected);
});
