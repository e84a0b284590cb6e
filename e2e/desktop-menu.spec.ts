/** The desktop app's menu: what its items do, and when they cannot be chosen. */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ElectronApplication } from 'playwright';
import { describe, expect, test } from 'vitest';
import { chooseFromMenu, firstTrack, startOn, windowOf } from './support/desktop.ts';
import { makeCurrentLibrary, makeMissingLibrary } from './support/test-library.ts';

const AUDIO = fileURLToPath(new URL('../fixtures/audio', import.meta.url));

describe('The menu', () => {
  test('scans the folders chosen in the native dialog', async (context) => {
    const { app } = await startOn(context, await makeMissingLibrary(await makeCurrentLibrary()));
    const window = await windowOf(app, 'index');
    await window.getByRole('heading', { name: 'Your library is empty' }).waitFor();
    // The dialog belongs to the desktop environment: this is its answer.
    await app.evaluate(({ dialog }, folder) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] });
    }, AUDIO);
    await chooseFromMenu(app, 'scan-folder');
    await window.getByRole('row', { name: 'Fourth Light' }).waitFor();
  });

  test('leads to the search', async (context) => {
    const { app } = await startOn(context, await makeCurrentLibrary());
    const window = await windowOf(app, 'index');
    await firstTrack(window).waitFor();
    await chooseFromMenu(app, 'find');
    await window.locator('input[type=search]:focus').waitFor();
  });

  test('backs up, and shows the backups to restore one', async (context) => {
    const { app } = await startOn(context, await makeCurrentLibrary());
    const window = await windowOf(app, 'index');
    await firstTrack(window).waitFor();
    await chooseFromMenu(app, 'back-up');
    await window.getByText('The backup is made and verified.').waitFor();
    await chooseFromMenu(app, 'restore');
    await window.getByRole('dialog', { name: 'Backups' }).waitFor();
  });

  test('shows the backups and the logs in their folders', async (context) => {
    const library = await makeCurrentLibrary();
    await mkdir(library.backupsDir);
    const { app, home } = await startOn(context, library);
    await firstTrack(await windowOf(app, 'index')).waitFor();
    // The file manager belongs to the desktop environment: this notes what it is asked to show.
    const shown = await app.evaluateHandle(({ shell }) => {
      const folders: string[] = [];
      shell.openPath = async (folder) => {
        folders.push(folder);
        return '';
      };
      return folders;
    });
    await chooseFromMenu(app, 'show-backups');
    await chooseFromMenu(app, 'open-logs');
    expect(await shown.jsonValue()).toEqual([library.backupsDir, `${home}/logs`]);
  });

  test('leads to the pages of Fermata in the browser', async (context) => {
    const { app } = await startOn(context, await makeCurrentLibrary());
    await firstTrack(await windowOf(app, 'index')).waitFor();
    // The browser belongs to the desktop environment: this notes what it is asked to show.
    const opened = await app.evaluateHandle(({ shell }) => {
      const addresses: string[] = [];
      shell.openExternal = async (address) => void addresses.push(address);
      return addresses;
    });
    for (const id of ['website', 'releases', 'report-issue']) await chooseFromMenu(app, id);
    expect(await opened.jsonValue()).toEqual([
      'https://github.com/fermata-player/fermata',
      'https://github.com/fermata-player/fermata/releases',
      'https://github.com/fermata-player/fermata/issues/new',
    ]);
  });

  test('tells what runs, with the library that is open', async (context) => {
    const library = await makeCurrentLibrary();
    const { app } = await startOn(context, library);
    await firstTrack(await windowOf(app, 'index')).waitFor();
    // The message belongs to the desktop environment; its second button copies the text.
    await app.evaluate(({ clipboard, dialog }) => {
      clipboard.clear();
      dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false });
    });
    await chooseFromMenu(app, 'about');
    const copied = () => app.evaluate(({ clipboard }) => clipboard.readText());
    await expect.poll(copied).toContain(`${library.file} (schema version ${library.newVersion})`);
    expect(await copied()).toMatch(/^Fermata \d+\.\d+\.\d+\n/);
    expect(await copied()).toMatch(/Electron [\d.]+, Chromium [\d.]+, Node [\d.]+/);
    // Its third one shows in the page what Fermata is made of.
    await app.evaluate(({ dialog }) => {
      dialog.showMessageBox = async () => ({ response: 2, checkboxChecked: false });
    });
    await chooseFromMenu(app, 'about');
    const page = await windowOf(app, 'index');
    const licences = page.getByRole('dialog', { name: 'About Fermata' });
    await licences.getByText('@tanstack/react-router ').first().waitFor();
  });

  test('has nothing to do to a library that could not be opened', async (context) => {
    const library = await makeMissingLibrary(await makeCurrentLibrary());
    await writeFile(library.file, 'no library');
    const { app } = await startOn(context, library);
    await (await windowOf(app, 'splash')).getByText('NOT_A_LIBRARY').waitFor();
    const disabled = await disabledItems(app);
    expect(disabled).toEqual(
      expect.arrayContaining(['scan-folder', 'back-up', 'restore', 'find', 'play-pause']),
    );
    // What leads elsewhere, or tells what is wrong, is of use all the same.
    for (const id of ['new-library', 'open-library', 'show-backups', 'open-logs', 'about']) {
      expect(disabled, id).not.toContain(id);
    }
  });

  test('can do everything once the library is shown', async (context) => {
    const { app } = await startOn(context, await makeCurrentLibrary());
    await firstTrack(await windowOf(app, 'index')).waitFor();
    expect(await disabledItems(app)).toEqual([]);
  });
});

/** The ids of the app's own items that cannot be chosen now, from top to bottom. */
function disabledItems(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(({ Menu }) => {
    const menus = Menu.getApplicationMenu()?.items ?? [];
    const items = menus.flatMap(({ submenu }) => submenu?.items ?? []);
    return items.filter(({ id, enabled }) => id && !enabled).map(({ id }) => id);
  });
}
