/**
 * Backups in the desktop app, from its menu to the undoing of a restore; and what its window shows when
 * another process restores, upgrades or damages the library under it.
 */
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { describe, expect, type TestContext, test } from 'vitest';
import { formatCounted } from '../src/shared/formats.ts';
import { untilRestored } from './support/backup-activity.ts';
import { readBackups } from './support/backups.ts';
import { overwriteHeader, zeroAllButFirstPage } from './support/damage.ts';
import { chooseFromMenu, firstTrack, logOf, startOn, windowOf } from './support/desktop.ts';
import { readLibraryState } from './support/library-state.ts';
import { writeMigrationSet } from './support/migration-sets.ts';
import { prepareToEnd } from './support/outcomes.ts';
import { changeLibrary, goOn, restoreToEnd } from './support/restores.ts';
import { makeCurrentLibrary, type TestLibrary } from './support/test-library.ts';

const TRACKS = 500;

/** How many are left of a library that most was removed from. */
const LEFT = 100;

test('The menu backs up and restores, and the restore is undone in the window', async (context) => {
  const { library, app, window } = await openLibrary(context);
  await backUpFromMenu(app, window);
  const backedUp = await readLibraryState(library.file);
  goOn(library);
  const old = await readLibraryState(library.file);

  await chooseFromMenu(app, 'restore');
  const dialog = window.getByRole('dialog', { name: 'Backups' });
  await dialog.getByRole('radio', { name: 'Manual' }).click();
  await dialog.getByText(/^Removes 3 plays/).waitFor();
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await dialog.getByText('The backup is restored.').waitFor();
  const undo = await untilRestored(window, null);
  expect(await readLibraryState(library.file)).toEqual(backedUp);
  await dialog.getByRole('button', { name: 'Undo Restore' }).click();
  await untilRestored(window, undo);
  expect(await readLibraryState(library.file)).toEqual(old);
});

test('The second folder is chosen in the native dialog, and copied to', async (context) => {
  const { library, app, window } = await openLibrary(context);
  const secondDir = join(library.folder, 'another disk');
  await chooseFromMenu(app, 'restore');
  const dialog = window.getByRole('dialog', { name: 'Backups' });
  await dialog.getByText('Backup settings').click();
  const field = dialog.getByRole('textbox', { name: 'Second folder' });
  await answerFolderDialog(app, null);
  await dialog.getByRole('button', { name: 'Choose…' }).click();
  expect(await askedFor(app)).toBe('Choose a second folder for backups');
  expect(await field.inputValue()).toBe('');

  await answerFolderDialog(app, secondDir);
  await dialog.getByRole('button', { name: 'Choose…' }).click();
  await expect.poll(() => field.inputValue()).toBe(secondDir);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Saved.').waitFor();
  await dialog.getByRole('button', { name: 'Back Up Now' }).click();
  await dialog.getByText('The backup is made and verified.').waitFor();
  expect(await readBackups(secondDir)).toHaveLength(1);
});

test('So it is in the recovery view', async (context) => {
  const library = await makeCurrentLibrary();
  await overwriteHeader(library.file);
  const { app } = await startOn(context, library);
  const recovery = await windowOf(app, 'splash');
  await recovery.getByRole('button', { name: 'Restore from Backup…' }).click();
  const dialog = recovery.getByRole('dialog', { name: 'Backups' });
  await dialog.getByText('Backup settings').click();
  const secondDir = join(library.folder, 'another disk');
  await answerFolderDialog(app, secondDir);
  await dialog.getByRole('button', { name: 'Choose…' }).click();
  const field = dialog.getByRole('textbox', { name: 'Second folder' });
  await expect.poll(() => field.inputValue()).toBe(secondDir);
  expect(await askedFor(app)).toBe('Choose a second folder for backups');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Saved.').waitFor();
});

describe('The window of the desktop app', () => {
  test('shows what another process restores, at once', async (context) => {
    const { library, app, window } = await openLibrary(context);
    await backUpFromMenu(app, window);
    const [backup] = await readBackups(library.backupsDir);
    changeLibrary(library.file, (db) => {
      db.prepare('DELETE FROM tracks WHERE id NOT IN (SELECT id FROM tracks LIMIT ?)').run(LEFT);
    });
    await shows(window, LEFT);
    await restoreToEnd(library, String(backup?.manifest.id));
    await shows(window, TRACKS);
  });

  test('stops at a library that a newer Fermata upgrades, says so and offers the way back', async (context) => {
    const { library, app, window, home } = await openLibrary(context);
    await backUpFromMenu(app, window);
    goOn(library);
    const migrationsDir = join(library.folder, 'newer migrations');
    await writeMigrationSet(migrationsDir, {
      added: [['moods', 'CREATE TABLE moods (name TEXT) STRICT;']],
    });
    const args = ['--library', library.file, '--migrations', migrationsDir];
    await prepareToEnd({ ...library, args });
    const upgraded = await readLibraryState(library.file);

    const recovery = await windowOf(app, 'splash');
    const alert = recovery.getByRole('alert');
    await alert.getByText('was upgraded by a newer Fermata').waitFor();
    await alert.getByText('Update Fermata, and start it again.').waitFor();
    const wayBack = recovery.getByRole('region', { name: 'Newest backup' });
    await wayBack.getByText('Before an upgrade').waitFor();
    expect(await logOf(home)).toContain('LIBRARY_TOO_NEW');
    await app.close();
    expect(await readLibraryState(library.file)).toEqual(upgraded);
  });

  test('explains a library that is damaged under it, and has its backup restored', async (context) => {
    const { library, app, window } = await openLibrary(context);
    await backUpFromMenu(app, window);
    const backedUp = await readLibraryState(library.file);
    await zeroAllButFirstPage(library.file);
    await window.getByRole('searchbox').fill('river');
    const recovery = await windowOf(app, 'splash');
    await recovery.getByText('is damaged').waitFor();
    await recovery.getByRole('button', { name: 'Restore from Backup…' }).click();
    const dialog = recovery.getByRole('dialog', { name: 'Backups' });
    await dialog.getByRole('radio').click();
    await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
    const restored = await windowOf(app, 'index');
    // It has come back to the search.
    await restored.getByRole('searchbox').fill('');
    await shows(restored, TRACKS);
    await app.close();
    expect(await readLibraryState(library.file)).toEqual(backedUp);
  });
});

/** The dialog belongs to the desktop environment: this is its answer, null for a person's Cancel. */
async function answerFolderDialog(app: ElectronApplication, folder: string | null): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    const answer = { canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] };
    dialog.showOpenDialog = async (_window: unknown, options?: { title?: string }) => {
      Reflect.set(globalThis, 'askedFor', options?.title);
      return answer;
    };
  }, folder);
}

/** The title of the dialog that was shown last. */
async function askedFor(app: ElectronApplication): Promise<unknown> {
  await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'askedFor'))).toBeDefined();
  return app.evaluate(() => Reflect.get(globalThis, 'askedFor'));
}

interface Opened {
  readonly library: TestLibrary;
  readonly app: ElectronApplication;
  readonly window: Page;
  readonly home: string;
}

async function openLibrary(context: TestContext): Promise<Opened> {
  const library = await makeCurrentLibrary();
  const { app, home } = await startOn(context, library);
  const window = await windowOf(app, 'index');
  await firstTrack(window).waitFor();
  return { library, app, window, home };
}

async function backUpFromMenu(app: ElectronApplication, window: Page): Promise<void> {
  await chooseFromMenu(app, 'back-up');
  await window.getByText('The backup is made and verified.').waitFor();
}

async function shows(window: Page, tracks: number): Promise<void> {
  const status = window.getByRole('status').getByText(formatCounted(tracks, 'track'), {
    exact: true,
  });
  await status.waitFor();
}
