/**
 * The way that a library goes in every host with pages: upgraded at its start, scanned into, played,
 * restored, damaged and recovered. Each host starts and ends as its people do.
 */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { untilRestored } from '../support/backup-activity.ts';
import { overwriteHeader } from '../support/damage.ts';
import { readLibraryState } from '../support/library-state.ts';
import { makeOldLibrary, type TestLibrary } from '../support/test-library.ts';

export const MUSIC = fileURLToPath(new URL('../../fixtures/audio', import.meta.url));

/** How a host is used, as far as hosts differ. */
export interface Host {
  /** Starts it on a library; its page, as soon as that shows tracks or what is wrong with them. */
  start(library: TestLibrary): Promise<Page>;
  scan(page: Page, folder: string): Promise<void>;
  openBackups(page: Page): Promise<void>;
  /** The page that shows the tracks once a library is recovered that this page explains. */
  recovered(page: Page): Promise<Page>;
  /** Ends it as a person does, and checks that it ended well. */
  end(): Promise<void>;
}

export async function goAllTheWay(host: Host): Promise<void> {
  const library = await makeOldLibrary();
  const page = await host.start(library);
  await tracks(page).waitFor();
  const upgraded = await readLibraryState(library.file);
  expect(upgraded).toMatchObject({ version: library.newVersion, problems: [] });

  await host.scan(page, MUSIC);
  // Played alone: no other track follows before a busy machine has looked at the player.
  await page.getByRole('searchbox').fill('fourth light');
  await expect.poll(() => tracks(page).getAttribute('aria-rowcount')).toBe('2');
  await row(page, 'Fourth Light').dblclick();
  await page
    .getByRole('region', { name: 'Player' })
    .getByText('Fourth Light', { exact: true })
    .waitFor();
  const position = page.getByRole('slider', { name: 'Position' });
  await expect.poll(async () => Number(await position.inputValue())).toBeGreaterThan(0);

  await host.openBackups(page);
  await restoreChosen(page);
  await untilRestored(page, null);
  expect(await readLibraryState(library.file)).toEqual(upgraded);
  await host.end();

  await overwriteHeader(library.file);
  const recovery = await host.start(library);
  await recovery.getByText('LIBRARY_DAMAGED', { exact: true }).waitFor();
  await recovery.getByRole('button', { name: 'Restore from Backup…' }).click();
  await restoreChosen(recovery);
  await tracks(await host.recovered(recovery)).waitFor();
  await host.end();
  expect(await readLibraryState(library.file)).toMatchObject({ problems: [] });
}

function tracks(page: Page) {
  return page.getByRole('grid', { name: 'Tracks' });
}

function row(page: Page, title: string) {
  return page.getByRole('row', { name: title });
}

/** Restores the last backup of the list: the one that was made before the upgrade. */
async function restoreChosen(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Backups' });
  await dialog.getByRole('radio').last().click();
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
}
