/** Covers are shown as thumbnails, in the desktop app and in a browser: made by the same library in both. */
import type { Page } from 'playwright';
import { expect, type TestContext, test } from 'vitest';
import { startOn, windowOf } from './support/desktop.ts';
import { type MusicLibrary, makeMusicLibrary } from './support/music-library.ts';
import { openInBrowser } from './support/web-process.ts';

test('In the desktop app, a row shows a thumbnail, and none is no failure', async (context) => {
  await showsThumbnails(await openDesktop(context, await makeMusicLibrary()));
});

test('In a browser, a row shows a thumbnail, and none is no failure', async (context) => {
  const { page } = await openInBrowser(context, await makeMusicLibrary());
  await showsThumbnails(page);
});

async function showsThumbnails(page: Page): Promise<void> {
  const cover = page.getByRole('grid', { name: 'Tracks' }).locator('img').first();
  const address = (await cover.getAttribute('src')) ?? '';
  expect(address).toMatch(/\/api\/artworks\/[0-9a-f]{64}\?size=64$/);
  const answers = await page.evaluate(async (src) => {
    const shown = await fetch(src);
    const gone = await fetch(src.replace(/[0-9a-f]{64}/, '0'.repeat(64)));
    return [shown.status, shown.headers.get('content-type'), gone.status];
  }, address);
  // WebP is what thumbnails are; the picture in the file is a PNG.
  expect(answers).toEqual([200, 'image/webp', 204]);
}

async function openDesktop(context: TestContext, library: MusicLibrary): Promise<Page> {
  const { app } = await startOn(context, library);
  return windowOf(app, 'index');
}
