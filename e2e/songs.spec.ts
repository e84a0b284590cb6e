/**
 * What people make of their tracks, as they do it: ratings, hearts and playlists, by click, key, menu,
 * drag and palette, undone, in the desktop app and in a browser alike, and seen by other windows.
 */
import type { Locator, Page } from 'playwright';
import { describe, expect, type TestContext, test } from 'vitest';
import { startOn, windowOf } from './support/desktop.ts';
import { makeMusicLibrary } from './support/music-library.ts';
import { makeCurrentLibrary, type TestLibrary } from './support/test-library.ts';
import { openInBrowser } from './support/web-process.ts';

/** The column of the stars. */
const RATING = 5;

const HOSTS = [
  ['the desktop app', openDesktop],
  ['a browser', openWeb],
] as const;

describe.each(HOSTS)('In %s', (_name, open) => {
  test('tracks are rated and marked by key, click and menu, and each edit is undone', async (context) => {
    const page = await open(context, await makeMusicLibrary());
    const light = row(page, 'Second Light');
    await light.click();
    await page.keyboard.press('4');
    await light.getByText('4 of 5 stars').waitFor();
    await page.getByText('Rated 1 track with 4 stars').waitFor();

    await light.getByRole('gridcell').nth(RATING).locator('button').nth(1).click();
    await light.getByText('2 of 5 stars').waitFor();

    await row(page, 'Fourth Light').click({ modifiers: ['Shift'] });
    await page.getByText('3 selected').waitFor();
    await page.keyboard.press('l');
    await hearts(page).nth(2).waitFor();

    await light.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Rating' }).hover();
    await page.getByRole('menuitem', { name: '5 Stars' }).click();
    await row(page, 'Fourth Light').getByText('5 of 5 stars').waitFor();

    // The newest edit first, from anywhere in the page.
    await page.keyboard.press('Control+z');
    await light.getByText('2 of 5 stars').waitFor();
    await page.keyboard.press('Control+z');
    await expect.poll(() => hearts(page).count()).toBe(0);
    await page.keyboard.press('Control+z');
    await light.getByText('4 of 5 stars').waitFor();
    await page.keyboard.press('Control+Shift+z');
    await light.getByText('2 of 5 stars').waitFor();
  });

  test('favourites are a view of their own, which a heart enters and leaves', async (context) => {
    const page = await open(context, await makeMusicLibrary());
    await row(page, 'Second Light').click();
    await page.getByRole('link', { name: 'Favourites' }).click();
    await page.getByRole('heading', { name: 'No favourites yet' }).waitFor();
    await page.goBack();
    await row(page, 'Second Light').click();
    await page.keyboard.press('l');
    await page.getByRole('link', { name: 'Favourites' }).click();
    await row(page, 'Second Light').click();
    await expect.poll(() => titles(page)).toEqual(['Second Light']);
    await page.keyboard.press('l');
    await page.getByRole('heading', { name: 'No favourites yet' }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => titles(page)).toEqual(['Second Light']);
  });

  test('a playlist is made, filled, put in order and played in it', async (context) => {
    const page = await open(context, await makeMusicLibrary());
    await row(page, 'Second Light').waitFor();
    await makePlaylist(page, 'For Zoë');
    const playlist = page.getByRole('link', { name: 'For Zoë' });
    await page.getByRole('heading', { name: 'This playlist is empty' }).waitFor();

    // By drag, several at once.
    await page.getByRole('link', { name: 'Songs' }).click();
    await row(page, 'Second Light').click();
    await row(page, 'Third Light').click({ modifiers: ['Shift'] });
    await row(page, 'Third Light').dragTo(playlist);
    await page.getByText('Added 2 tracks to “For Zoë”').waitFor();

    // By menu; what is there already is told.
    await row(page, 'Fourth Light').click();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Add to Playlist' }).click();
    await page.getByRole('menuitem', { name: 'For Zoë' }).click();
    await page.getByText('Added 1 track to “For Zoë”').waitFor();
    await row(page, 'Second Light').click();
    await addByPalette(page, 'add for z', 'Add to “For Zoë”');
    await page.getByText('This track is in “For Zoë” already').waitFor();

    await playlist.click();
    const light = (name: string) => `${name} Light`;
    await expect.poll(() => titles(page)).toEqual(['Second', 'Third', 'Fourth'].map(light));

    // Put in order by keyboard and by drag.
    await row(page, 'Second Light').click();
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => titles(page)).toEqual(['Third', 'Second', 'Fourth'].map(light));
    await row(page, 'Fourth Light').dragTo(row(page, 'Third Light'), {
      targetPosition: { x: 120, y: 3 },
    });
    await expect.poll(() => titles(page)).toEqual(['Fourth', 'Third', 'Second'].map(light));

    await page.getByRole('button', { name: 'Play', exact: true }).first().click();
    for (const name of ['Fourth', 'Third', 'Second'].map(light)) await playing(page, name);

    await row(page, 'Third Light').click();
    await page.keyboard.press('Delete');
    await expect.poll(() => titles(page)).toEqual(['Fourth', 'Second'].map(light));
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => titles(page)).toEqual(['Fourth', 'Third', 'Second'].map(light));
  });

  test('a playlist is renamed, deleted, and brought back from Recently Deleted', async (context) => {
    const page = await open(context, await makeMusicLibrary());
    await row(page, 'Second Light').waitFor();
    await makePlaylist(page, 'Rain');
    await page.keyboard.press('F2');
    await nameField(page).fill('Long drives north');
    await page.keyboard.press('Enter');
    const playlist = page.getByRole('link', { name: 'Long drives north' });
    await playlist.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Delete Playlist' }).click();
    await expect.poll(() => playlist.count()).toBe(0);
    await page.getByRole('link', { name: 'Playlists', exact: true }).click();
    await page.getByRole('button', { name: 'Restore “Long drives north”' }).click();
    await playlist.first().waitFor();
    await page.getByText('Restored the playlist “Long drives north”').waitFor();
  });
});

test('Two windows on one library see what is made in each other', async (context) => {
  const { browser, page: first, url } = await openInBrowser(context, await makeMusicLibrary());
  await row(first, 'Second Light').waitFor();
  const second = await browser.newPage();
  await second.goto(url.origin);
  await row(second, 'Second Light').click();
  await second.keyboard.press('3');
  await row(first, 'Second Light').getByText('3 of 5 stars').waitFor();
  await makePlaylist(first, 'Seen by both');
  await second.getByRole('link', { name: 'Seen by both' }).click();
  await first.getByRole('link', { name: 'Songs' }).click();
  await row(first, 'Third Light').dragTo(first.getByRole('link', { name: 'Seen by both' }));
  await row(second, 'Third Light').waitFor();
});

test('An edit that has lost its ground says so, and undoes nothing else', async (context) => {
  const { browser, page, url } = await openInBrowser(context, await makeMusicLibrary());
  await row(page, 'Second Light').click();
  await page.keyboard.press('2');
  await row(page, 'Second Light').getByText('2 of 5 stars').waitFor();
  await makePlaylist(page, 'Mine');
  const other = await browser.newPage();
  await other.goto(`${url.origin}/#/playlists`);
  await other.getByRole('link', { name: /^Mine/ }).first().click();
  await other.keyboard.press('F2');
  await nameField(other).fill('Ours');
  await other.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Ours' }).waitFor();
  // Undoes the page's own renaming of "New Playlist", which is not what it is called any more.
  await page.keyboard.press('Control+z');
  await page.getByRole('alert').getByText('renamed to “Ours” meanwhile').waitFor();
  await page.getByRole('link', { name: 'Songs' }).click();
  await row(page, 'Second Light').getByText('2 of 5 stars').waitFor();
});

test('A long list ends at its last row, and typed letters lead to a track', async (context) => {
  const { page } = await openInBrowser(context, await makeCurrentLibrary());
  const grid = page.getByRole('grid', { name: 'Tracks' });
  await grid.getByRole('row').nth(1).click();
  await page.keyboard.press('End');
  await page.locator('[aria-rowindex="501"]').waitFor();
  await page.getByRole('button', { name: 'Title' }).click();
  await page.locator('[aria-rowindex="2"]').getByText('Ada’s Café').click();
  await page.keyboard.type('vel');
  const selected = page.getByRole('row', { selected: true });
  await selected.getByText(/^Vel/).first().waitFor();
  await page.keyboard.press('Control+a');
  await page.getByText('500 selected').waitFor();
});

test('At 400 % zoom, the last of many tracks is reached, and few rows are drawn', async (context) => {
  const { page } = await openInBrowser(context, await makeCurrentLibrary());
  await page.setViewportSize({ width: 320, height: 256 });
  const grid = page.getByRole('grid', { name: 'Tracks' });
  await grid.getByRole('row').nth(1).click();
  await page.keyboard.press('End');
  const last = page.locator('[aria-rowindex="501"]');
  await last.waitFor();
  const box = await last.boundingBox();
  expect(box?.y).toBeGreaterThanOrEqual(0);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(256);
  expect(await grid.getByRole('row').count()).toBeLessThan(60);
});

async function openDesktop(context: TestContext, library: TestLibrary): Promise<Page> {
  const { app } = await startOn(context, library);
  return windowOf(app, 'index');
}

async function openWeb(context: TestContext, library: TestLibrary): Promise<Page> {
  return (await openInBrowser(context, library)).page;
}

function row(page: Page, title: string): Locator {
  return page.getByRole('grid', { name: 'Tracks' }).getByRole('row').filter({ hasText: title });
}

function hearts(page: Page): Locator {
  return page
    .getByRole('grid', { name: 'Tracks' })
    .getByText('Favourite', { exact: true })
    .and(page.locator('span.only-heard'));
}

/** The titles of the rows, from top to bottom. */
function titles(page: Page): Promise<string[]> {
  const rows = page
    .getByRole('grid', { name: 'Tracks' })
    .locator('[aria-rowindex]:not([aria-rowindex="1"])');
  return rows.evaluateAll((all) =>
    all
      .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
      .map((each) => each.querySelector('[title]')?.textContent ?? ''),
  );
}

function nameField(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Name of the playlist' });
}

async function makePlaylist(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New Playlist' }).first().click();
  await nameField(page).fill(name);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name }).waitFor();
}

async function addByPalette(page: Page, typed: string, command: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command' }).fill(typed);
  await page.getByRole('option', { name: command, selected: true }).waitFor();
  await page.keyboard.press('Enter');
}

/** Waits until a track is what plays. */
async function playing(page: Page, title: string): Promise<void> {
  await page.getByRole('region', { name: 'Player' }).getByText(title, { exact: true }).waitFor();
}
