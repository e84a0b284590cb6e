/**
 * Backups in the page, as a person uses them: made with a note, compared, restored and undone without
 * the mouse; what goes wrong with them is said where it is seen. And a library that a newer Fermata
 * made, with the way back.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright';
import { describe, expect, type TestContext, test } from 'vitest';
import { type BackupActivity, BackupActivitySchema } from '../src/shared/backups.ts';
import { untilRestored } from './support/backup-activity.ts';
import { readBackups } from './support/backups.ts';
import { flipBits } from './support/damage.ts';
import { makeScratchFolder } from './support/libraries.ts';
import { readLibraryState } from './support/library-state.ts';
import { writeMigrationSet } from './support/migration-sets.ts';
import { prepareToEnd } from './support/outcomes.ts';
import { runFermata, type StartOptions } from './support/processes.ts';
import { changeLibrary, goOn } from './support/restores.ts';
import { makeCurrentLibrary, type TestLibrary } from './support/test-library.ts';
import { openInBrowser } from './support/web-process.ts';

const NEW_PLAYS = 3;

describe('The backups of the page', () => {
  test('are made, compared, restored and undone from the keyboard', async (context) => {
    const library = await makeCurrentLibrary();
    const { page } = await openInBrowser(context, library);
    const dialog = await openBackups(page);
    await dialog.getByText('There is no backup yet.').waitFor();
    await dialog.getByRole('textbox', { name: 'Note for a new backup' }).focus();
    await page.keyboard.type('before the party');
    await page.keyboard.press('Enter');
    await dialog.getByText('The backup is made and verified.').waitFor();
    await dialog.getByText('“before the party”').waitFor();
    const backedUp = await readLibraryState(library.file);
    goOn(library, NEW_PLAYS);
    const old = await readLibraryState(library.file);

    await dialog.getByRole('radio', { name: 'Manual' }).focus();
    await page.keyboard.press('Space');
    const changes = dialog.getByRole('list', { name: 'What would change' });
    await changes.getByText(`Removes ${NEW_PLAYS} plays.`).waitFor();
    await changes.getByText('Brings back 1 playlist.').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog.getByText('The backup is restored.').waitFor();
    const undo = await untilRestored(page, null);
    expect(await readLibraryState(library.file)).toEqual(backedUp);

    // Undoing is still offered once the dialog is closed.
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Undo Restore' }).click();
    await untilRestored(page, undo);
    expect(await readLibraryState(library.file)).toEqual(old);
    await page.getByText('Restore undone.').waitFor();
    await page.getByRole('button', { name: 'Redo Restore' }).waitFor();
    expect(await page.getByRole('button', { name: 'Undo Restore' }).count()).toBe(0);
    expect(await readBackups(library.backupsDir)).toHaveLength(3);
  });

  test('are copied to a second folder, and it is said when that is out of reach', async (context) => {
    const library = await makeCurrentLibrary();
    const { page } = await openInBrowser(context, library);
    const dialog = await openBackups(page);
    await dialog.getByText('Backup settings').click();
    const field = dialog.getByRole('textbox', { name: 'Second folder' });
    const save = dialog.getByRole('button', { name: 'Save' });
    await field.fill(join(library.backupsDir, 'copies'));
    await save.click();
    await dialog.getByText('cannot be the second folder for backups').waitFor();

    const disk = join(library.folder, 'disk');
    const secondDir = join(disk, 'backups');
    await field.fill(secondDir);
    await save.click();
    await dialog.getByText('Saved.').waitFor();
    const backUp = dialog.getByRole('button', { name: 'Back Up Now' });
    await backUp.click();
    const warning = dialog.getByText(`could not be copied to the second folder ${secondDir}`);
    await warning.waitFor();
    await dialog.getByRole('button', { name: 'Dismiss' }).click();
    await warning.waitFor({ state: 'detached' });

    mkdirSync(disk);
    await backUp.click();
    await dialog.getByText('The backup is made and verified.').waitFor();
    const copies = await readBackups(secondDir);
    const made = await readBackups(library.backupsDir);
    expect(made).toHaveLength(2);
    expect(copies.map(({ manifest }) => manifest)).toEqual(made.map(({ manifest }) => manifest));
  });

  test('are verified in the second folder too, and copied there again once they have rotted', async (context) => {
    const library = await makeCurrentLibrary();
    const secondDir = join(library.folder, 'copies');
    await runFermata(['backups', '--second-folder', secondDir, ...library.args]);
    await backUp(library);
    const [copy] = await readBackups(secondDir);
    const { page } = await openInBrowser(context, library);
    const dialog = await openBackups(page);
    await dialog.getByRole('button', { name: 'Verify All' }).click();
    await dialog.getByText('The backup is good. So is what is in the second folder (1).').waitFor();

    await flipBits(String(copy?.file), 100_000, 1);
    await dialog.getByRole('button', { name: 'Verify All' }).click();
    const damage = `in the second folder ${secondDir} is damaged: its file has changed`;
    await dialog.getByRole('alert').getByText(damage).waitFor();
    await dialog
      .getByText(`was damaged in ${secondDir}. It has been copied there again.`)
      .waitFor();
    // Whoever reads it finds it whole.
    expect(await readBackups(secondDir)).toMatchObject([{ file: copy?.file, state: copy?.state }]);
    // The text field is how a browser has a folder named.
    await dialog.getByText('Backup settings').click();
    expect(await dialog.getByRole('button', { name: 'Choose…' }).count()).toBe(0);
  });

  test('are offered no more once they are found to have rotted', async (context) => {
    const library = await makeCurrentLibrary();
    await backUp(library);
    const [backup] = await readBackups(library.backupsDir);
    const { page } = await openInBrowser(context, library);
    const dialog = await openBackups(page);
    await dialog.getByRole('button', { name: 'Verify All' }).click();
    await dialog.getByText('The backup is good.').waitFor();

    await flipBits(String(backup?.file), 100_000, 1);
    await dialog.getByRole('button', { name: 'Verify All' }).click();
    await dialog
      .getByRole('alert')
      .getByText('is damaged: its file has changed since it was made')
      .waitFor();
    await dialog.getByRole('radio', { name: 'Manual' }).waitFor({ state: 'detached' });
    await dialog.getByText('The backup was found to be damaged.').waitFor();
  });
});

test('A restore that cannot be written says so, and that the library is as it was', async (context) => {
  const library = await makeCurrentLibrary();
  await backUp(library);
  // What is there is small; the backup does not fit into any file that the process may write.
  changeLibrary(library.file, (db) => db.exec('DELETE FROM tracks; VACUUM;'));
  const before = await readLibraryState(library.file);
  const { page } = await openInBrowser(context, library, await writingAtMost(context, 400_000));
  const dialog = await openBackups(page);
  await dialog.getByRole('radio', { name: 'Manual' }).click();
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  const alert = dialog.getByRole('alert');
  await alert.getByText(/could not be read or written\./).waitFor();
  expect(await alert.textContent()).toContain('Your library has not been changed.');
  expect(await activityOf(page)).toMatchObject({ error: { code: 'STORAGE_FAILED' } });
  expect(await readLibraryState(library.file)).toEqual(before);
});

test('A library without a backup gets one by itself once it is open for a while', async (context) => {
  const library = await makeCurrentLibrary();
  const { page, server } = await openInBrowser(context, library);
  await page.getByRole('grid', { name: 'Tracks' }).waitFor();
  const opened = await server.waitFor('ready');
  const made = await server.waitFor('backup-made');
  // Whoever opens the library is left in peace at first.
  expect(server.arrivalOf(made) - server.arrivalOf(opened)).toBeGreaterThan(10_000);
  const dialog = await openBackups(page);
  await dialog.getByRole('radio', { name: 'Automatic' }).waitFor();
});

describe('A library that a newer Fermata made', () => {
  test('is explained, with the backup that this one understands and what that lacks', async (context) => {
    const library = await makeCurrentLibrary();
    const migrationsDir = join(library.folder, 'newer migrations');
    await writeMigrationSet(migrationsDir, {
      added: [['moods', 'CREATE TABLE moods (name TEXT) STRICT;']],
    });
    const newer = { ...library, args: ['--library', library.file, '--migrations', migrationsDir] };
    const { backup } = await prepareToEnd(newer);
    const backupId = basename(String(backup), '.db');
    goOn(library, NEW_PLAYS);

    const refused = await runFermata(['prepare', ...library.args]);
    const madeBy = /was last used with Fermata \d+\.\d+\.\d+, which is newer/;
    expect(refused).toMatchObject({
      status: 14,
      result: {
        code: 'LIBRARY_TOO_NEW',
        message: expect.stringMatching(madeBy),
        advice: expect.stringMatching(new RegExp(`remove 3 plays.*fermata restore ${backupId}`)),
      },
    });

    const { page } = await openInBrowser(context, library);
    await page.getByRole('alert').getByText(madeBy).waitFor();
    const wayBack = page.getByRole('region', { name: 'Newest backup' });
    await wayBack.getByText('that this version of Fermata can read').waitFor();
    await wayBack.getByText(`Removes ${NEW_PLAYS} plays.`).waitFor();
    await page.getByRole('button', { name: 'Restore from Backup…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Backups' });
    await dialog.getByRole('radio', { name: 'Before an upgrade' }).click();
    await dialog.getByText(`Removes ${NEW_PLAYS} plays.`).waitFor();
    await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
    await page.getByRole('grid', { name: 'Tracks' }).waitFor();
    await openBackups(page);
    // What the newer Fermata had is kept for when it is here again.
    const kept = dialog.getByRole('radio', { name: 'update Fermata to restore it' });
    await kept.waitFor();
    expect(await kept.isDisabled()).toBe(true);
  });
});

async function openBackups(page: Page) {
  await page.getByRole('button', { name: 'Backups…', exact: true }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Backups' });
  await dialog.waitFor();
  return dialog;
}

/** How a process is started whose files cannot grow beyond so many bytes: writing more is an I/O error. */
async function writingAtMost({ skip }: TestContext, bytes: number): Promise<StartOptions> {
  const through: [string, ...string[]] = ['prlimit', `--fsize=${bytes}`];
  const [prlimit] = through;
  if (spawnSync(prlimit, ['--version']).status !== 0) {
    return skip('nobody can limit the size of files here (prlimit)');
  }
  const script = join(await makeScratchFolder(), 'survive.mjs');
  // The system would end the process instead.
  await writeFile(script, `process.on('SIGXFSZ', () => {});`);
  const env = { NODE_OPTIONS: `--import=${pathToFileURL(script)}` };
  return { through, env };
}

async function activityOf(page: Page): Promise<BackupActivity> {
  const answer = await page.evaluate(`fetch('/api/backups/activity').then((a) => a.json())`);
  return BackupActivitySchema.parse(answer);
}

/** Makes a backup on the command line; its id. */
async function backUp(library: TestLibrary): Promise<string> {
  const { result } = await runFermata(['backup', ...library.args]);
  if (result?.ok !== true) throw new Error('There is no backup.');
  return String(result.id);
}
