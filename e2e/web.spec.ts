/**
 * The web process as a person meets it: `fermata serve` and a real browser, from an upgrade that
 * the page shows to the library, a scan, a failure and the end.
 */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { digestFolder } from './support/libraries.ts';
import { readLibraryState } from './support/library-state.ts';
import { slowMigration } from './support/migration-sets.ts';
import { runFermata } from './support/processes.ts';
import {
  makeCurrentLibrary,
  makeMissingLibrary,
  makeOldLibrary,
  type TestLibrary,
} from './support/test-library.ts';
import { openInBrowser } from './support/web-process.ts';

const AUDIO = fileURLToPath(new URL('../fixtures/audio', import.meta.url));

/** Some seconds, in one statement. */
const SLOW = slowMigration(20_000_000);

/** Long, in statements that are short enough to be stopped between two. */
const LONG = slowMigration(1_000_000, 60);

describe('The page', () => {
  test('shows the tracks of a library that is up to date', async (context) => {
    const { page } = await openInBrowser(context, await makeCurrentLibrary());
    await page.getByRole('grid', { name: 'Tracks' }).waitFor();
    await page.getByRole('status').filter({ hasText: '500 tracks' }).waitFor();
    expect(page.url()).not.toContain('token');
  });

  test('shows how an old library is upgraded, then its tracks', async (context) => {
    const library = await makeOldLibrary({ added: [SLOW] });
    const { page } = await openInBrowser(context, library);
    await page.getByRole('heading', { name: 'Upgrading your library' }).waitFor();
    await page.getByText(/^Step \d+ of \d+: Slow$/).waitFor();
    expect(await page.getByRole('grid').count()).toBe(0);
    await page.getByRole('grid', { name: 'Tracks' }).waitFor();
    const { version } = await readLibraryState(library.file);
    expect(version).toBe(library.newVersion);
  });

  test('has its style sheets win in the order that they are meant to', async (context) => {
    const { page } = await openInBrowser(context, await makeCurrentLibrary());
    await page.getByRole('grid', { name: 'Tracks' }).waitFor();
    const first = await page.evaluate('document.styleSheets[0].cssRules[0].cssText');
    expect(first).toBe('@layer reset, tokens, elements, shell, views;');
    // A view's colour of a heart wins against that of any button.
    const colors = await page.evaluate(`(() => {
      const heart = document.querySelector('[role=row] button[data-marked]');
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = 'var(--danger)';
      return [getComputedStyle(heart).color, getComputedStyle(probe).color];
    })()`);
    const [color, danger] = z.tuple([z.string(), z.string()]).parse(colors);
    expect(color).toBe(danger);
  });

  test('says why a library could not be upgraded', async (context) => {
    const broken = ['broken', 'UPDATE nowhere SET a = 1;'] as const;
    const library = await makeOldLibrary({ added: [SLOW, broken] });
    const before = await readLibraryState(library.file);
    const { page, server } = await openInBrowser(context, library);
    const alert = failureOn(page);
    await alert.waitFor();
    expect(await alert.textContent()).toContain('Your library has not been changed.');
    expect(await server.ended).toMatchObject({ status: 12, result: { code: 'MIGRATION_FAILED' } });
    expect(await readLibraryState(library.file)).toEqual(before);
  });

  test('says that an upgrade was stopped, and by what it goes on', async (context) => {
    const library = await makeOldLibrary({ added: [LONG] });
    const before = await readLibraryState(library.file);
    const { page, server } = await openInBrowser(context, library);
    await page.getByText(/^Step \d+ of \d+: Slow$/).waitFor();
    server.kill('SIGTERM');
    await failureOn(page).waitFor();
    const sentences = await failureOn(page).getByRole('paragraph').allTextContents();
    expect(sentences).toEqual([
      'Stopped before it was finished.',
      'Your library has not been changed.',
      'Start again when you like.',
    ]);
    await page.getByText('INTERRUPTED', { exact: true }).waitFor();
    expect(await server.ended).toMatchObject({ status: 130, result: { code: 'INTERRUPTED' } });
    // Nobody is there any more to try again.
    await page.getByText('Fermata has stopped. Start it again').waitFor();
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByText('That did not work: Fermata does not answer.').waitFor();
    expect(await readLibraryState(library.file)).toEqual(before);
  });

  test('scans a folder into a new library, and finds its tracks', async (context) => {
    const { page } = await openInBrowser(context, await makeNewLibrary());
    await page.getByRole('heading', { name: 'Your library is empty' }).waitFor();
    await page.getByRole('button', { name: 'Choose a Folder…' }).click();
    await page.getByRole('textbox', { name: 'Path of a folder' }).fill(AUDIO);
    await page.getByRole('button', { name: 'Scan', exact: true }).click();
    await page.getByRole('row', { name: 'Fourth Light' }).waitFor();
    await page.getByRole('button', { name: '1 file could not be read' }).waitFor();

    await page.getByRole('searchbox').fill('fourth li');
    await page.getByRole('row', { name: 'Third Light' }).waitFor({ state: 'detached' });
    await page.getByRole('row', { name: 'Fourth Light' }).waitFor();
  });

  test('follows what another process does to the library', async (context) => {
    const library = await makeNewLibrary();
    const { page } = await openInBrowser(context, library);
    await page.getByRole('heading', { name: 'Your library is empty' }).waitFor();
    expect(await runFermata(['scan', AUDIO, ...library.args])).toMatchObject({ status: 0 });
    await page.getByRole('row', { name: 'Fourth Light' }).waitFor();
  });

  test('says that Fermata has stopped when it has', async (context) => {
    const library = await makeCurrentLibrary();
    const { page, server } = await openInBrowser(context, library);
    await page.getByRole('grid', { name: 'Tracks' }).waitFor();
    server.kill('SIGTERM');
    expect(await server.ended).toMatchObject({ status: 0, result: { ok: true } });
    await page.getByRole('alert').getByText('Fermata has stopped').waitFor();
    expect(Object.keys(await digestFolder(library.folder))).not.toContain('library.db-wal');
  });
});

/** What the page says of a library that could not be opened. */
function failureOn(page: Page) {
  const heading = page.getByRole('heading', { name: 'Your library could not be opened' });
  return page.getByRole('alert').filter({ has: heading });
}

/** A folder for a library that is not there yet. */
async function makeNewLibrary(): Promise<TestLibrary> {
  return makeMissingLibrary(await makeCurrentLibrary());
}
