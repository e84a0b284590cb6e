/** A library that keeps itself up to date with its music folders, as people meet it: in a browser. */
import { copyFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { violationsOn } from './support/axe.ts';
import { makeMusicLibrary } from './support/music-library.ts';
import { openInBrowser } from './support/web-process.ts';

const TONE = fileURLToPath(new URL('../fixtures/audio/untagged.wav', import.meta.url));

const rowOf = (page: Page, title: string) =>
  page.getByRole('grid', { name: 'Tracks' }).getByRole('row').filter({ hasText: title });

test('What is added to a folder shows by itself, also what was added before the start', async (context) => {
  const library = await makeMusicLibrary();
  await copyFile(TONE, join(library.music, 'Before The Start.wav'));
  const { page } = await openInBrowser(context, library);
  await rowOf(page, 'Before The Start').waitFor();
  await copyFile(TONE, join(library.music, 'While It Is Open.wav'));
  await rowOf(page, 'While It Is Open').waitFor();
  await rename(join(library.music, 'While It Is Open.wav'), join(library.music, 'Renamed.wav'));
  await rowOf(page, 'Renamed').waitFor();
  // It is no news to a person that their own files are there.
  expect(await page.getByText('Scan finished').count()).toBe(0);
});

test('It is turned off among the folders, and undone', async (context) => {
  const library = await makeMusicLibrary();
  const { page } = await openInBrowser(context, library);
  await page.getByRole('link', { name: 'Folders' }).click();
  const setting = page.getByRole('checkbox', { name: 'Keep the library up to date by itself' });
  await setting.click();
  await page.getByText('What changes in these folders shows when you scan them.').waitFor();
  expect(await setting.isChecked()).toBe(false);
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('shows within seconds while Fermata is open').waitFor();
  expect(await setting.isChecked()).toBe(true);
});

test('All files are read again on demand, from the command palette', async (context) => {
  const library = await makeMusicLibrary();
  const { page } = await openInBrowser(context, library);
  await rowOf(page, 'Fourth Light').waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('read all');
  await page.keyboard.press('Enter');
  await page.getByText(/^Scan finished: 7 unchanged/).waitFor();
});

test('Files whose names are not UTF-8 are shown with a sign, and play', async (context) => {
  const library = await makeMusicLibrary();
  const { page } = await openInBrowser(context, library);
  await rowOf(page, 'Fourth Light').waitFor();
  const name = (byte: number) =>
    Buffer.concat([Buffer.from(`${library.music}/caf`), Buffer.of(byte), Buffer.from('.wav')]);
  await copyFile(TONE, name(0xe9));
  await rowOf(page, 'caf\ufffd').dblclick();
  await page.getByRole('region', { name: 'Player' }).getByText('caf\ufffd').waitFor();
});
