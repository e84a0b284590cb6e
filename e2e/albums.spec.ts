/** Albums as a person browses them: found by keys, opened, played to the end and no further, put into playlists. */
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { makeMusicLibrary } from './support/music-library.ts';
import { openInBrowser } from './support/web-process.ts';

const ALBUM = 'The Six Formats';

test('an album is opened from its cover, plays its own tracks in order, and ends with them', async (context) => {
  const { page } = await openInBrowser(context, await makeMusicLibrary());
  await page.getByRole('link', { name: 'Albums' }).click();
  await cover(page).waitFor();
  await cover(page).click();
  await page.getByRole('heading', { name: ALBUM, level: 1 }).waitFor();
  const titles = await titlesOf(page);
  expect(titles.slice(0, 3)).toEqual(['Première lumière', 'Second Light', 'Third Light']);

  // A file of a second of each format: the last of the album is the last that is played.
  await page.getByRole('main').getByRole('button', { name: 'Play', exact: true }).click();
  const player = page.getByRole('region', { name: 'Player' });
  await player.waitFor();
  await expect
    .poll(() => player.getByRole('button', { name: 'Next' }).isDisabled(), { timeout: 60_000 })
    .toBe(true);
  const last = titles.at(-1) ?? '';
  await player.getByText(last, { exact: true }).waitFor();
  await player.getByRole('button', { name: 'Play', exact: true }).waitFor();
});

test('albums are found by keys, lead to their artist and back, and go into playlists', async (context) => {
  const { page } = await openInBrowser(context, await makeMusicLibrary());
  await page.getByRole('link', { name: 'Albums' }).click();
  const grid = page.getByRole('grid', { name: 'Albums' });
  await cover(page).waitFor();
  await page.getByRole('button', { name: 'Sorted by: Artist' }).click();
  await page.getByRole('menuitemradio', { name: 'Title' }).click();
  await page.getByRole('button', { name: 'Sorted by: Title' }).waitFor();

  await grid.focus();
  await page.keyboard.type('six');
  await expect.poll(() => cover(page).getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Add to Playlist' }).hover();
  await page.getByRole('menuitem', { name: 'New Playlist' }).click();
  await page.getByRole('textbox', { name: 'Name of the playlist' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('grid', { name: 'Tracks' }).getByText('Third Light').waitFor();

  await page.getByRole('link', { name: 'Albums' }).click();
  await cover(page).getByRole('link').click();
  await page.getByRole('link', { name: 'Appears On' }).waitFor();
  await page.getByRole('link', { name: 'Songs', exact: true }).last().click();
  await page.getByRole('grid', { name: 'Tracks' }).getByText('Third Light').waitFor();
  await page.goBack();
  await page.goBack();
  await page.getByRole('button', { name: 'Sorted by: Title' }).waitFor();
});

function cover(page: Page) {
  return page.getByRole('gridcell').filter({ hasText: ALBUM });
}

/** The titles of the shown songs, from top to bottom. */
async function titlesOf(page: Page): Promise<string[]> {
  const rows = page.getByRole('grid', { name: 'Tracks' }).getByRole('row');
  await rows.first().waitFor();
  return rows.evaluateAll((all) => all.map((row) => row.querySelector('[title]')?.title ?? ''));
}
