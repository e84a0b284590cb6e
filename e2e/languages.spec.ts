/** Each host speaks its person's language: German on the command line, in a browser, in the app. */
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { startBrowser } from './support/browser.ts';
import { runCommand } from './support/commands.ts';
import { firstTrack, startDesktop, windowOf } from './support/desktop.ts';
import { makeScratchFolder } from './support/libraries.ts';
import { makeCurrentLibrary, makeOldLibrary } from './support/test-library.ts';
import { serve } from './support/web-process.ts';

const FERMATA = fileURLToPath(new URL('../bin/fermata', import.meta.url));

/** As a German desktop or terminal sets it. */
const GERMAN = { LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8', LANGUAGE: 'de' };

describe('A person who reads German', () => {
  test('reads on the command line in German how a library is upgraded, and why it cannot be', async () => {
    const library = await makeOldLibrary();
    const run = (...args: readonly string[]) => runCommand(FERMATA, args, { env: GERMAN });
    const upgraded = await run('prepare', ...library.args);
    expect(upgraded).toMatch(/ wurde von Schemaversion \d+ auf \d+ aktualisiert \(\d+,\d s\)\.\n$/);
    await expect(run('restore', 'none', ...library.args)).rejects.toThrow(
      /Es gibt keine Sicherung none\.\n`fermata backups` listet die vorhandenen auf/,
    );
    // Programs read the same whatever the language is.
    const failed = run('restore', 'none', '--json', ...library.args);
    await expect(failed).rejects.toThrow(/"message":"There is no backup none\."/);
  });

  test('reads the page in German', async (context) => {
    const library = await makeCurrentLibrary();
    const browser = await startBrowser(context, 'de-DE');
    const { url } = await serve(library);
    const page = await browser.newPage();
    await page.goto(url.href);
    await firstTrack(page).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('de');
    await page.getByRole('button', { name: 'Sicherungen …' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Sicherungen' });
    await dialog.getByText('Es gibt noch keine Sicherung.').waitFor();
    await dialog.getByRole('button', { name: 'Jetzt sichern' }).click();
    await dialog.getByRole('radio', { name: 'Manuell' }).click();
    await dialog.getByText('Sie würde nichts ändern').waitFor();
  });

  test('reads menu and window in German', async (context) => {
    const { args } = await makeCurrentLibrary();
    const home = await makeScratchFolder();
    const app = await startDesktop(context, { args, home, env: GERMAN });
    const window = await windowOf(app, 'index');
    await firstTrack(window).waitFor();
    const label = await app.evaluate(
      ({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('scan-folder')?.label,
    );
    expect(label).toBe('Ordner &einlesen …');
    expect(await window.evaluate('document.documentElement.lang')).toBe('de');
    expect(await window.evaluate('fermataDesktop.language')).toBe('de');
  });
});
