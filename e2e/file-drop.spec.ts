/** Folders and files dropped on the page, by the browser's own drag and drop, in both hosts. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { describe, expect, type TestContext, test } from 'vitest';
import { startOn, windowOf } from './support/desktop.ts';
import { dragAway, dragOver } from './support/drag.ts';
import { makeScratchFolder } from './support/libraries.ts';
import { makeCurrentLibrary, makeMissingLibrary } from './support/test-library.ts';
import { openInBrowser } from './support/web-process.ts';

const AUDIO = fileURLToPath(new URL('../fixtures/audio', import.meta.url));

const NO_MUSIC = /There was no music in what you dropped\./;

describe('On the desktop', () => {
  test('a folder is scanned, and the page says where to let go', async (context) => {
    const page = await emptyLibrary(context);
    const drag = await dragOver(page, [AUDIO]);
    await page.getByText('Drop folders with music to scan them').waitFor();
    await drag.drop();
    await page.getByRole('row', { name: 'Fourth Light' }).waitFor();
    expect(await page.getByText('Drop folders with music to scan them').isVisible()).toBe(false);
  });

  test('an audio file brings its folder', async (context) => {
    const page = await emptyLibrary(context);
    const drag = await dragOver(page, [join(AUDIO, '01 first light.mp3')]);
    await drag.drop();
    await page.getByRole('row', { name: 'Fourth Light' }).waitFor();
  });

  test('what is no music is explained, and opens nothing', async (context) => {
    const letter = join(await makeScratchFolder(), 'letter.html');
    await writeFile(letter, '<h1>Dear Sir or Madam</h1>');
    const page = await emptyLibrary(context);
    const drag = await dragOver(page, [letter]);
    await drag.drop();
    await page.getByText(NO_MUSIC).waitFor();
    expect(page.url()).toMatch(/^fermata:\/\/app\/index\.html(#|$)/);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByText(NO_MUSIC).waitFor({ state: 'detached' });
  });

  test('what is taken away again leaves nothing behind', async (context) => {
    const page = await emptyLibrary(context);
    await dragOver(page, [AUDIO]);
    await page.getByText('Drop folders with music to scan them').waitFor();
    await dragAway(page);
    await page.getByText('Drop folders with music to scan them').waitFor({ state: 'detached' });
  });
});

test('In a browser, the page says that it cannot know where a folder is, and stays', async (context) => {
  const { page } = await openInBrowser(context, await makeCurrentLibrary());
  await page.getByRole('row').nth(1).waitFor();
  const address = page.url();
  const drag = await dragOver(page, [join(AUDIO, '01 first light.mp3')]);
  await drag.drop();
  await page.getByText(/A browser does not say where on your computer/).waitFor();
  expect(page.url()).toBe(address);
});

async function emptyLibrary(context: TestContext): Promise<Page> {
  const { app } = await startOn(context, await makeMissingLibrary(await makeCurrentLibrary()));
  const page = await windowOf(app, 'index');
  await page.getByRole('heading', { name: 'Your library is empty' }).waitFor();
  return page;
}
