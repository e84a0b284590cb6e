/**
 * Info and tags, as people use them in a browser: one track looked at and edited by the keyboard, an album
 * edited with a preview, undone, and what could not be written told.
 */
import { chmod, link, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import { violationsOn } from './support/axe.ts';
import { makeMusicLibrary } from './support/music-library.ts';
import { runFermata } from './support/processes.ts';
import { openInBrowser } from './support/web-process.ts';

test('a track is looked at and its tags edited by the keyboard, and undone', async (context) => {
  const library = await makeMusicLibrary();
  const { page } = await openInBrowser(context, library);
  const file = join(library.music, '02 second light.flac');
  const old = await readFile(file);
  const { mtimeMs } = await stat(file);
  await row(page, 'Second Light').click();
  await page.keyboard.press('i');
  const dialog = page.getByRole('dialog', { name: 'Second Light' });
  await dialog.getByText(file).waitFor();
  await dialog.getByText('Not played yet').waitFor();
  await page.keyboard.press('4');
  await dialog.getByText('4 of 5 stars').waitFor();
  expect(await violationsOn(page)).toEqual([]);

  await dialog.getByRole('tab', { name: 'Edit Tags' }).click();
  await dialog.getByLabel('Title', { exact: true }).fill('Blue Light');
  await dialog.getByText('Before: Second Light').waitFor();
  await dialog.getByLabel('Artist', { exact: true }).fill('One\nTwo');
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByLabel('Title', { exact: true }).press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await row(page, 'Blue Light').waitFor();
  expect((await readFile(file)).equals(old)).toBe(false);
  expect((await stat(file)).mtimeMs).toBe(mtimeMs);
  const { result } = await runFermata(['tags', 'show', file, ...library.args]);
  expect(result).toMatchObject({
    files: [{ tags: { TITLE: ['Blue Light'], ARTIST: ['One', 'Two'] } }],
  });

  await page.getByRole('button', { name: 'Undo' }).click();
  await row(page, 'Second Light').getByText('4 of 5 stars').waitFor();
});

test('an album is edited with a preview, what cannot be written is told, and undone', async (context) => {
  const library = await makeMusicLibrary();
  await chmod(join(library.music, '01 first light.mp3'), 0o444);
  await link(join(library.music, '03 third light.ogg'), join(library.folder, 'other.ogg'));
  const { page } = await openInBrowser(context, library);
  await row(page, 'Second Light').click();
  await page.keyboard.press('Control+a');
  await row(page, 'Second Light').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Info and Tags…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tags of 7 Tracks' });
  await dialog.getByPlaceholder('7 different values').first().waitFor();
  await dialog.getByLabel('Album', { exact: true }).fill('Blue');
  await dialog.getByText('7 files will change').waitFor();
  await dialog.getByRole('button', { name: 'Show Changes…' }).click();
  await dialog.getByText('05 fifth light.m4a').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Write Tags' }).click();
  await dialog.getByText('The tags of 2 files were not written. They are as they were.').waitFor();
  await dialog.getByText(/01 first light.mp3 can only be read/).waitFor();
  await dialog.getByText(/has 2 names/).waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect.poll(() => albums(page)).toEqual(['Blue', 'The Six Formats']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => albums(page)).not.toContain('Blue');
});

function row(page: Page, title: string): Locator {
  return page.getByRole('row').filter({ hasText: title });
}

/** The albums of the list, each once. */
async function albums(page: Page): Promise<string[]> {
  const cells = await page
    .getByRole('row')
    .getByText(/^(Blue|The Six Formats)$/)
    .allTextContents();
  return [...new Set(cells)].toSorted();
}
