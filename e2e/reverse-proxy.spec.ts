/**
 * The page behind a reverse proxy, in a folder of its site, in a real browser: its files, the API, events and
 * audio all lie below that folder, whether the proxy takes it away from what it passes on or not.
 */
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findFreePort, startProxy } from '../fixtures/reverse-proxy.ts';
import { startBrowser } from './support/browser.ts';
import { startFermata } from './support/processes.ts';
import { makeCurrentLibrary, makeMissingLibrary } from './support/test-library.ts';

const AUDIO = fileURLToPath(new URL('../fixtures/audio', import.meta.url));

describe('The page behind a proxy', () => {
  test.for([
    ['takes the folder away', true],
    ['leaves the folder', false],
  ] as const)('works where the proxy %s', async ([, strips], context) => {
    const library = await makeMissingLibrary(await makeCurrentLibrary());
    const port = await findFreePort();
    const proxy = await startProxy({ to: port, folder: '/music/fermata', strips });
    onTestFinished(() => proxy.close());
    const publicUrl = `http://127.0.0.1:${proxy.port}/music/fermata/`;
    const server = startFermata([
      'serve',
      '--port',
      String(port),
      '--public-url',
      publicUrl,
      ...library.args,
    ]);
    const { url } = await server.waitFor('listening');
    expect(url).toContain(publicUrl);

    const page = await (await startBrowser(context)).newPage();
    const failed: string[] = [];
    page.on('response', (answer) => {
      // 503 says that the library is not open yet.
      if (answer.status() >= 400 && answer.status() !== 503)
        failed.push(`${answer.status()} ${answer.url()}`);
    });
    await page.goto(url);
    await page.getByRole('heading', { name: 'Your library is empty' }).waitFor();
    // What a scan finds is shown because the page hears of it.
    const scan = `fetch('api/scan', { method: 'POST', headers: { 'Content-Type': 'application/json' },
      body: '${JSON.stringify({ folders: [AUDIO] })}' }).then((answer) => answer.status)`;
    expect(await page.evaluate(scan)).toBeLessThan(300);
    await page.getByRole('grid').waitFor();
    const audio = `fetch('api/tracks/1/audio', { headers: { Range: 'bytes=0-9' } }).then((answer) => answer.status)`;
    expect(await page.evaluate(audio)).toBe(206);
    await page.reload();
    await page.getByRole('grid').waitFor();
    expect(failed).toEqual([]);
    expect(new URL(page.url()).pathname).toBe('/music/fermata/');
  });
});
