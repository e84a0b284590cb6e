/**
 * axe-core over every screen, in the light and the dark look and at 400 % zoom: contrast, names,
 * roles, landmarks; nothing has to be read by scrolling in two directions.
 */
import type { Page } from 'playwright';
import { expect, type TestContext, test } from 'vitest';
import { violationsOn } from './support/axe.ts';
import { overwriteHeader } from './support/damage.ts';
import { slowMigration } from './support/migration-sets.ts';
import { makeMusicLibrary } from './support/music-library.ts';
import { runFermata } from './support/processes.ts';
import {
  makeCurrentLibrary,
  makeMissingLibrary,
  makeOldLibrary,
  type TestLibrary,
} from './support/test-library.ts';
import { openInBrowser } from './support/web-process.ts';

/** Longer than looking at it takes, in statements that are short enough to be stopped between two. */
const LONG = slowMigration(1_000_000, 600);

type Screen = readonly [
  name: string,
  library: () => Promise<TestLibrary>,
  show: (page: Page) => Promise<unknown>,
];

const tracks = (page: Page) => page.getByRole('grid', { name: 'Tracks' });

const SCREENS: readonly Screen[] = [
  ['the tracks', makeCurrentLibrary, (page) => tracks(page).waitFor()],
  ['a search that finds nothing', makeCurrentLibrary, searchForNothing],
  ['a track that plays', makeMusicLibrary, play],
  ['tracks that are selected and were rated', makeCurrentLibrary, rate],
  ['the favourites', makeCurrentLibrary, showFavourites],
  ['the albums', makeCurrentLibrary, showAlbums],
  ['an album', makeCurrentLibrary, showAlbum],
  ['the playlists, and one that was deleted', makeCurrentLibrary, showPlaylists],
  ['an empty playlist that is named', makeCurrentLibrary, namePlaylist],
  ['the menu of a track', makeCurrentLibrary, showMenu],
  ['the palette of commands', makeCurrentLibrary, showPalette],
  ['the keyboard shortcuts', makeCurrentLibrary, showShortcuts],
  ['the backups', makeBackedUpLibrary, showBackups],
  ['the health of the library', makeCurrentLibrary, showHealth],
  ['what Fermata is made of', makeCurrentLibrary, showLicences],
  ['an empty library', makeNewLibrary, showEmpty],
  ['an upgrade', () => makeOldLibrary({ added: [LONG] }), showUpgrade],
  ['a damaged library', makeDamagedLibrary, showDamage],
];

test.for(SCREENS)('axe finds nothing wrong with %s', async ([, makeLibrary, show], context) => {
  const page = await open(context, await makeLibrary());
  await show(page);
  expect(await violationsOn(page)).toEqual([]);
});

async function open(context: TestContext, library: TestLibrary): Promise<Page> {
  const { page } = await openInBrowser(context, library);
  return page;
}

async function searchForNothing(page: Page): Promise<void> {
  await page.getByRole('searchbox').fill('nothing has this name');
  await page.getByRole('button', { name: 'Clear Search' }).waitFor();
}

async function play(page: Page): Promise<void> {
  await page.getByRole('row', { name: 'Fourth Light' }).dblclick();
  await page.getByRole('region', { name: 'Player' }).getByText('Fourth Light').waitFor();
}

async function rate(page: Page): Promise<void> {
  await tracks(page).getByRole('row').nth(2).click();
  await tracks(page)
    .getByRole('row')
    .nth(4)
    .click({ modifiers: ['Shift'] });
  await page.getByText('3 selected').waitFor();
  await page.keyboard.press('4');
  await page.getByRole('button', { name: 'Undo' }).waitFor();
}

async function showFavourites(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Favourites' }).click();
  await page.getByRole('heading', { name: 'Favourites' }).waitFor();
  await tracks(page).waitFor();
}

async function showAlbums(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Albums' }).click();
  await page.getByRole('grid', { name: 'Albums' }).waitFor();
  await page.getByRole('gridcell').first().waitFor();
}

async function showAlbum(page: Page): Promise<void> {
  await showAlbums(page);
  await page.getByRole('gridcell').first().click();
  await tracks(page).waitFor();
}

async function showPlaylists(page: Page): Promise<void> {
  await namePlaylist(page);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'New Playlist' }).waitFor();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete Playlist' }).click();
  await page.getByRole('heading', { name: 'Recently Deleted' }).waitFor();
}

async function namePlaylist(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New Playlist' }).first().click();
  await page.getByRole('textbox', { name: 'Name of the playlist' }).waitFor();
}

async function showMenu(page: Page): Promise<void> {
  await tracks(page).getByRole('row').nth(2).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Add to Playlist' }).waitFor();
}

async function showPalette(page: Page): Promise<void> {
  await tracks(page).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command' }).waitFor();
}

async function showShortcuts(page: Page): Promise<void> {
  await tracks(page).waitFor();
  await page.keyboard.press('Shift+?');
  await page.getByRole('dialog', { name: 'Keyboard Shortcuts' }).waitFor();
}

async function showBackups(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Backups…', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Backups' });
  await dialog.getByRole('radio').first().click();
  await dialog.getByRole('button', { name: 'Restore', exact: true }).waitFor();
}

async function showHealth(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Library Health…' }).click();
  await page.getByRole('dialog', { name: 'Library Health' }).waitFor();
}

async function showLicences(page: Page): Promise<void> {
  await showPalette(page);
  await page.keyboard.type('licences');
  await page.keyboard.press('Enter');
  const licences = page.getByRole('region', { name: 'Licences' });
  for (const name of ['react-dom', '@tanstack/react-router', '@base-ui/react', 'hono', 'sharp']) {
    await licences.getByText(`${name} `).first().waitFor();
  }
}

async function showEmpty(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Your library is empty' }).waitFor();
}

async function showUpgrade(page: Page): Promise<void> {
  await page.getByText(/^Step \d+ of \d+: Slow$/).waitFor();
}

async function showDamage(page: Page): Promise<void> {
  await page.getByText('LIBRARY_DAMAGED', { exact: true }).waitFor();
}

async function makeNewLibrary(): Promise<TestLibrary> {
  return makeMissingLibrary(await makeCurrentLibrary());
}

async function makeBackedUpLibrary(): Promise<TestLibrary> {
  const library = await makeCurrentLibrary();
  await runFermata(['backup', ...library.args]);
  return library;
}

async function makeDamagedLibrary(): Promise<TestLibrary> {
  const library = await makeBackedUpLibrary();
  await overwriteHeader(library.file);
  return library;
}
