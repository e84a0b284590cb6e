/** Searching as people do it, and playlists that rules fill, in a browser: typed, completed, opened, played. */
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { violationsOn } from './support/axe.ts';
import { makeMusicLibrary } from './support/music-library.ts';
import { openInBrowser } from './support/web-process.ts';

const PICTURES = process.env.SEARCH_PICTURES;

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

const songs = (page: Page) => page.getByRole('grid', { name: 'Tracks' }).getByRole('row');

test('A search is completed as it is typed, and its first hit is opened and played by the keyboard', async (context) => {
  const { page } = await openInBrowser(context, await makeMusicLibrary());
  const field = page.getByRole('searchbox');
  await field.pressSequentially('light al');
  const completions = page.getByRole('listbox', { name: 'Completions of the search' });
  await completions.getByRole('option', { name: 'album:' }).waitFor();
  await picture(page, 'operators');
  await page.keyboard.press('Tab');
  expect(await field.inputValue()).toBe('light album:');
  await completions.getByRole('option').first().waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await picture(page, 'names');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => field.inputValue()).toMatch(/^light album:.+ $/);
  await completions.waitFor({ state: 'detached' });
  await songs(page).filter({ hasText: 'Second Light' }).waitFor();

  const album = (await field.inputValue()).replace(/^light album:"?|"? $/g, '');
  await field.fill(album);
  const top = page.getByRole('region', { name: 'Top Hit' }).getByRole('link', { name: album });
  await top.waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await picture(page, 'hits');
  await page.keyboard.press('ArrowDown');
  await page.locator('[data-search-hits] a:focus').waitFor();
  await page.keyboard.press('Shift+Enter');
  await page.getByRole('region', { name: 'Player' }).getByText(/Light/).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: album, level: 1 }).waitFor();
  expect(await field.inputValue()).toBe('');
  await page.goBack();
  await top.waitFor();
  expect(await field.inputValue()).toBe(album);
});

test('A smart playlist is made of sentences, follows its tracks, is changed, undone and saved as a playlist', async (context) => {
  const { page } = await openInBrowser(context, await makeMusicLibrary());
  await page.getByRole('button', { name: 'New Smart Playlist' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Loved');
  await dialog.getByLabel('What the rule looks at').selectOption({ label: 'Stars' });
  await dialog.getByLabel('How it is compared').selectOption({ label: 'is at least' });
  await dialog.getByText('No tracks').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await picture(page, 'rules');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { name: 'No track meets these rules now' }).waitFor();

  // It is open beside, and follows.
  await page.getByRole('link', { name: 'Songs' }).click();
  await songs(page).filter({ hasText: 'Second Light' }).click();
  await page.keyboard.press('4');
  await page.getByRole('link', { name: 'Loved' }).click();
  await songs(page).filter({ hasText: 'Second Light' }).waitFor();
  await picture(page, 'smart');

  await page.getByRole('button', { name: 'Edit Rules…' }).click();
  await dialog.getByRole('spinbutton', { name: 'Value' }).fill('5');
  await dialog.getByText('No tracks').waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'No track meets these rules now' }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await songs(page).filter({ hasText: 'Second Light' }).waitFor();

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Save as Playlist' }).click();
  await expect.poll(() => page.url()).toContain('/playlists/');
  await songs(page).filter({ hasText: 'Second Light' }).waitFor();
});
