/** Music folders and missing tracks as people meet them: relocated, removed and brought back, in a browser. */
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, type TestContext, test } from 'vitest';
import { violationsOn } from './support/axe.ts';
import { type MusicLibrary, makeMusicLibrary } from './support/music-library.ts';
import { runFermata } from './support/processes.ts';
import { openInBrowser } from './support/web-process.ts';

async function openFolders(context: TestContext, library: MusicLibrary): Promise<Page> {
  const { page } = await openInBrowser(context, library);
  await page.getByRole('link', { name: 'Folders' }).click();
  await page.getByText(library.music, { exact: true }).first().waitFor();
  return page;
}

/** Says in the dialog where something is now. */
async function nameNewPlace(page: Page, path: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Where is it now?' });
  await dialog.getByRole('textbox').fill(path);
  await dialog.getByRole('button', { name: 'Locate' }).click();
}

const rows = (page: Page) => page.getByRole('grid', { name: 'Tracks' }).getByRole('row');

test('A folder that was moved is located, and its tracks play from there', async (context) => {
  const library = await makeMusicLibrary();
  const moved = join(library.folder, 'elsewhere');
  await rename(library.music, moved);
  const page = await openFolders(context, library);
  await page.getByText('It is not there now').waitFor();

  await page.getByRole('button', { name: `Locate ${library.music}…` }).click();
  await nameNewPlace(page, library.folder);
  await page.getByText('None of the 7 files that were looked for').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await nameNewPlace(page, moved);
  await page.getByText(`7 tracks are in ${moved} now`).waitFor();

  await page.getByRole('link', { name: 'Songs' }).click();
  await rows(page).filter({ hasText: 'Fourth Light' }).dblclick();
  await page.getByRole('region', { name: 'Player' }).getByText('Fourth Light').waitFor();
});

test('A folder that is away is offered where its content is, and an undo takes that back', async (context) => {
  const library = await makeMusicLibrary();
  const copy = join(library.folder, 'copy');
  await cp(library.music, copy, { recursive: true, preserveTimestamps: true });
  await runFermata(['scan', copy, ...library.args]);
  await rename(library.music, join(library.folder, 'shelf'));
  const page = await openFolders(context, library);
  await page.getByText(`of its tracks are in ${copy}, too.`).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('button', { name: 'It Is There Now' }).click();
  await page.getByText(`7 tracks are in ${copy} now`).waitFor();
  await expect.poll(() => page.getByText('1 folder').count()).toBe(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('2 folders').waitFor();
});

test('A removed folder comes back by undo, and from what was removed', async (context) => {
  const library = await makeMusicLibrary();
  const page = await openFolders(context, library);
  await page.getByRole('button', { name: `Remove ${library.music} from Library` }).click();
  await page.getByRole('heading', { name: 'No music folders yet' }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('7 tracks').first().waitFor();

  await page.getByRole('button', { name: `Remove ${library.music} from Library` }).click();
  await page.getByRole('button', { name: `Restore ${library.music}` }).click();
  await page.getByRole('button', { name: `Locate ${library.music}…` }).waitFor();
  await page.getByRole('link', { name: 'Songs' }).click();
  await rows(page).filter({ hasText: 'Second Light' }).waitFor();
});

test('Missing tracks are listed, located one by one, removed on purpose and brought back', async (context) => {
  const library = await makeMusicLibrary();
  const gone = join(library.music, '02 second light.flac');
  await rm(gone);
  const page = await openFolders(context, library);
  await page.getByRole('button', { name: 'Scan All Again' }).click();
  await page.getByRole('heading', { name: 'Missing tracks' }).waitFor();
  await page.getByText(`1 track in ${library.music}`).waitFor();
  expect(await violationsOn(page)).toEqual([]);

  await page.getByRole('link', { name: 'Show' }).click();
  const missing = rows(page).filter({ hasText: 'Second Light' });
  await missing.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Locate…' }).click();
  await nameNewPlace(page, join(library.folder, 'nowhere'));
  await page.getByText('There is nothing at').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();

  await missing.click();
  await page.keyboard.press('Delete');
  await page.getByRole('heading', { name: 'Nothing is missing' }).waitFor();
  await page.keyboard.press('Control+z');
  await missing.waitFor();
});

test('A missing track is located, and those that were beside it are found with it', async (context) => {
  const library = await makeMusicLibrary();
  const album = join(library.music, 'album');
  await mkdir(album);
  for (const name of ['02 second light.flac', '03 third light.ogg']) {
    await rename(join(library.music, name), join(album, name));
  }
  await runFermata(['scan', library.music, ...library.args]);
  const shelf = join(library.folder, 'shelf');
  await mkdir(shelf);
  await rename(album, join(shelf, 'album'));
  await runFermata(['scan', library.music, ...library.args]);
  const page = await openFolders(context, library);
  await page.getByRole('link', { name: 'Show' }).click();
  await rows(page).filter({ hasText: 'Second Light' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Locate…' }).click();
  await nameNewPlace(page, join(shelf, 'album', '02 second light.flac'));
  // What is still in the folder above stays there.
  await page.getByText(`2 tracks are in ${join(shelf, 'album')} now`).waitFor();
  await page.getByRole('heading', { name: 'Nothing is missing' }).waitFor();
});

test('The word missing: in the search leaves only missing tracks', async (context) => {
  const library = await makeMusicLibrary();
  await rm(join(library.music, '02 second light.flac'));
  await runFermata(['scan', library.music, ...library.args]);
  const { page } = await openInBrowser(context, library);
  await rows(page).nth(2).waitFor();
  await page.getByRole('searchbox').fill('missing: light');
  await expect.poll(() => rows(page).filter({ hasText: 'Light' }).count()).toBe(1);
});
