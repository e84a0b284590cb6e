/** The screens of the library, in a browser: served by the real web process's own code. */
import { cpSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright';
import { prepareChromium } from '../../e2e/support/chromium.ts';
import { dragAway, dragOver } from '../../e2e/support/drag.ts';
import { serveLibrary } from '../../e2e/support/served-library.ts';
import { makeOldLibrary } from '../../fixtures/old-library.ts';
import { shippedMigrationsDir } from '../../src/main/locations.ts';
import { type Album, WIDE } from './album.ts';
import { change, rotBackups, upgradeTooFar } from './library-changes.ts';

const TONES = fileURLToPath(new URL('../../fixtures/audio', import.meta.url));
const LONG_NAME =
  'The Extraordinarily Long Name of a Piece That Its Composer Never Meant to Be Printed on One Line, in Nine Movements (Remastered, Live at the Old Opera House)';

/** Shows the screens one after the other, and takes pictures of each. */
export async function showWebScreens(scratch: string, album: Album): Promise<void> {
  const browser = await chromium.launch({ executablePath: await prepareChromium() });
  try {
    await showLibrary(browser, join(scratch, 'Music'), album);
    await showEmptyLibrary(browser, join(scratch, 'Empty'), album);
    await showFailedRestore(browser, join(scratch, 'Restored'), album);
    await showLostLibrary(browser, join(scratch, 'Lost'), album);
    await showFailedLibrary(browser, join(scratch, 'Failed'), album);
    await showLibraryWithoutBackup(browser, join(scratch, 'Stuck'), album);
  } finally {
    await browser.close();
  }
}

async function showLibrary(browser: Browser, folder: string, album: Album): Promise<void> {
  mkdirSync(folder);
  makeOldLibrary({ file: join(folder, 'library.db'), tracks: 20_000 });
  cpSync(TONES, join(folder, 'tones'), { recursive: true });
  const { page, session, close } = await open(browser, folder);
  const take = takerOf(page, album);
  try {
    const tracks = page.getByRole('grid', { name: 'Tracks' });
    await tracks.getByRole('button', { name: 'Plays' }).click();
    await tracks.getByRole('row').nth(5).click();
    await take('tracks');
    await dragOver(page, [TONES]);
    await page.getByText('Drop folders with music').waitFor();
    await take('drop');
    await dragAway(page);
    await tracks.getByRole('button', { name: 'Artist' }).click();

    const search = page.getByRole('searchbox');
    await search.fill('nothing has this name');
    await page.getByRole('button', { name: 'Clear Search' }).waitFor();
    await take('nothing-found');
    await search.fill('');

    await showAlbums(page, take);
    await showPlaylists(page, take);

    session.backups.backUp('manual', 'before tidying up');
    await page.getByRole('button', { name: 'Backups…', exact: true }).click();
    const backups = page.getByRole('dialog', { name: 'Backups' });
    await backups.getByText('“before tidying up”').waitFor();
    change(
      join(folder, 'library.db'),
      `DELETE FROM playlists WHERE id = 1; UPDATE tracks SET rating = 3 WHERE id < 9`,
    );
    await backups.getByRole('radio', { name: 'Manual' }).check();
    await backups.getByRole('list', { name: 'What would change' }).waitFor();
    await take('backups');
    await backups.getByText('Backup settings').click();
    await backups.getByRole('textbox', { name: 'Second folder' }).scrollIntoViewIfNeeded();
    await take('backup-settings');
    await page.keyboard.press('Escape');

    await dismissToasts(page);
    await page.getByRole('button', { name: 'Library Health…' }).click();
    const health = page.getByRole('dialog', { name: 'Library Health' });
    await health.getByRole('button', { name: 'Quick Check' }).click();
    await health.getByText('The last check found no problems').waitFor();
    await take('health');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Scan Folder…' }).click();
    const scan = page.getByRole('dialog', { name: 'Scan a folder' });
    await scan.waitFor();
    await take('scan-folder');
    await scan.getByRole('textbox').fill(join(folder, 'tones'));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Show \d+ problem/ }).waitFor();
    await take('scanned');

    await search.fill('Second Light');
    await tracks.getByRole('row').nth(1).dblclick();
    await page.getByRole('region', { name: 'Player' }).waitFor();
    await search.fill('');
    await take('playing');

    change(
      join(folder, 'library.db'),
      `UPDATE tracks SET title = '${LONG_NAME}', artist_credit = '${LONG_NAME}';
        UPDATE albums SET title = '${LONG_NAME} ' || id;`,
    );
    await page.reload();
    await page.getByText(LONG_NAME).first().waitFor();
    await take('long-names');
  } finally {
    await close();
  }
  await page.getByText('Fermata has stopped.').waitFor();
  await take('host-gone');
}

/** The albums, one of them, its artist, the genres. */
async function showAlbums(page: Page, take: (screen: string) => Promise<void>): Promise<void> {
  await page.getByRole('link', { name: 'Albums' }).click();
  await page.getByRole('gridcell').first().waitFor();
  await take('albums');
  await page.getByRole('gridcell').first().click();
  await page.getByRole('grid', { name: 'Tracks' }).waitFor();
  await take('album');
  await page.getByRole('main').getByRole('link').first().click();
  await page.getByRole('link', { name: 'Appears On' }).waitFor();
  await take('artist');
  await page.getByRole('link', { name: 'Genres' }).click();
  await page.getByRole('gridcell').first().waitFor();
  await take('genres');
  await page.getByRole('link', { name: 'Songs' }).click();
  await page.getByRole('grid', { name: 'Tracks' }).waitFor();
}

/** Songs that are selected and rated, the favourites, a playlist, all playlists, the commands. */
async function showPlaylists(page: Page, take: (screen: string) => Promise<void>): Promise<void> {
  const rows = page.getByRole('grid', { name: 'Tracks' }).getByRole('row');
  const name = page.getByRole('textbox', { name: 'Name of the playlist' });
  await rows.nth(3).click();
  await rows.nth(6).click({ modifiers: ['Shift'] });
  await page.keyboard.press('4');
  await page.getByText('Rated 4 tracks').waitFor();
  await take('selection');
  await rows.nth(5).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Add to Playlist' }).hover();
  await page.getByRole('menuitem', { name: 'New Playlist' }).waitFor();
  await take('track-menu');
  await page.getByRole('menuitem', { name: 'New Playlist' }).click();
  await name.fill('Sunday morning');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Sunday morning' }).waitFor();
  await take('playlist');
  await page.getByRole('button', { name: 'New Playlist' }).first().click();
  await name.fill(LONG_NAME);
  await page.keyboard.press('Enter');
  await page.getByText('This playlist is empty').waitFor();
  await take('empty-playlist');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete Playlist' }).click();
  await page.getByRole('heading', { name: 'Recently Deleted' }).waitFor();
  await take('playlists');
  await page.getByRole('link', { name: 'Favourites' }).click();
  await page.getByRole('heading', { name: 'Favourites' }).waitFor();
  await take('favourites');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command' }).waitFor();
  await take('commands');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Songs' }).click();
  await dismissToasts(page);
}

/** What was told goes by itself, but stays as long as the window is not looked at. */
async function dismissToasts(page: Page): Promise<void> {
  const dismiss = page.getByRole('region', { name: 'Notifications' }).getByRole('button', {
    name: 'Dismiss',
  });
  while ((await dismiss.count()) > 0) await dismiss.first().click();
}

async function showEmptyLibrary(browser: Browser, folder: string, album: Album): Promise<void> {
  mkdirSync(folder);
  const { page, close } = await open(browser, folder);
  await takerOf(page, album)('empty');
  await close();
}

/** A rotten backup with a long note, of a library with long names. */
async function showFailedRestore(browser: Browser, folder: string, album: Album): Promise<void> {
  mkdirSync(folder);
  makeOldLibrary({ file: join(folder, 'library.db'), tracks: 5_000 });
  change(join(folder, 'library.db'), `UPDATE playlists SET name = '${LONG_NAME} ' || id`);
  const { page, session, close } = await open(browser, folder);
  const take = takerOf(page, album);
  session.backups.backUp('manual', Array(3).fill(LONG_NAME).join(', '));
  await page.getByRole('button', { name: 'Backups…', exact: true }).click();
  const backups = page.getByRole('dialog', { name: 'Backups' });
  await backups.getByRole('radio', { name: 'Manual' }).check();
  change(join(folder, 'library.db'), 'DELETE FROM playlists WHERE id < 4');
  await backups.getByRole('button', { name: 'Dismiss' }).click();
  await backups
    .getByText(/Brings back/)
    .first()
    .waitFor();
  await take('backups-long-names');
  rotBackups(join(folder, 'backups'));
  await backups.getByRole('button', { name: 'Restore', exact: true }).click();
  await backups.getByText('is damaged: its file has changed since it was made').waitFor();
  await take('restore-failed-backups');
  await page.keyboard.press('Escape');
  await take('restore-failed');
  await close();
}

/** A newer Fermata upgrades the library while this one has it open. */
async function showLostLibrary(browser: Browser, folder: string, album: Album): Promise<void> {
  mkdirSync(folder);
  makeOldLibrary({ file: join(folder, 'library.db'), tracks: 5_000 });
  const { page, session, close } = await open(browser, folder);
  session.backups.backUp('manual', '');
  await page.getByText('The backup is made and verified.').waitFor();
  upgradeTooFar(join(folder, 'library.db'));
  await page.getByText(/^The newest backup .* is of/).waitFor();
  await takerOf(page, album)('lost');
  await close();
}

async function showFailedLibrary(browser: Browser, folder: string, album: Album): Promise<void> {
  mkdirSync(folder);
  makeOldLibrary({ file: join(folder, 'library.db'), tracks: 5_000 });
  const { page, session, close } = await open(browser, folder);
  session.backups.backUp('manual', '');
  await page.getByRole('button', { name: 'Backups…', exact: true }).click();
  await page.getByText('Manual').waitFor();
  await close();

  truncateSync(join(folder, 'library.db'), 100_000);
  const failed = await open(browser, folder);
  await failed.page.getByText('The newest backup is of').waitFor();
  await takerOf(failed.page, album)('damaged');
  await failed.close();
}

/** An upgrade whose backup cannot be made, with all that can be done about it. */
async function showLibraryWithoutBackup(
  browser: Browser,
  folder: string,
  album: Album,
): Promise<void> {
  mkdirSync(folder);
  makeOldLibrary({ file: join(folder, 'library.db'), version: 12, tracks: 5_000 });
  writeFileSync(join(folder, 'backups'), 'not a folder');
  const replaced = join(folder, 'quarantine', '2026-05-04T19-30-00.000Z');
  mkdirSync(replaced, { recursive: true });
  writeFileSync(join(replaced, 'library.db'), Buffer.alloc(2_500_000));
  const { page, close } = await open(browser, folder);
  await page.getByText('Go on without a backup').click();
  await page.getByText('What you could remove to free space').click();
  await takerOf(page, album)('no-backup');
  await close();
}

/** Opens the library of a folder, a new one where there is none, in a page. */
async function open(browser: Browser, folder: string) {
  const { session, address, close } = await serveLibrary('the web process');
  const context = await browser.newContext({ viewport: WIDE, deviceScaleFactor: 2 });
  const page = await context.newPage();
  const choice = {
    libraryFile: join(folder, 'library.db'),
    backupsDir: join(folder, 'backups'),
    migrationsDir: shippedMigrationsDir(),
  };
  // A failure is shown by the page.
  await session.prepare(() => choice).catch(() => {});
  await page.goto(address);
  return { page, session, close };
}

function takerOf(page: Page, album: Album): (screen: string) => Promise<void> {
  return (screen) => album.take(screen, page, WIDE, (size) => page.setViewportSize(size));
}
