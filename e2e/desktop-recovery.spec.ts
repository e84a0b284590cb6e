/**
 * The recovery view of the desktop app: for each way in which a library cannot be used, what it says
 * and what each of its buttons does, with libraries that really are in that state.
 */
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { ElectronApplication, Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { flipBits, overwriteHeader } from './support/damage.ts';
import { exitStatus, firstTrack, logOf, startOn, windowOf } from './support/desktop.ts';
import { digestFolder, makeScratchFolder } from './support/libraries.ts';
import { COUNT_APPLICATIONS, slowMigration, writeMigrationSet } from './support/migration-sets.ts';
import { throughOrdinaryUser } from './support/privileges.ts';
import { runFermata, startFermata } from './support/processes.ts';
import { mountSmallDisk } from './support/small-disk.ts';
import {
  makeCurrentLibrary,
  makeMissingLibrary,
  makeOldLibrary,
  type TestLibrary,
} from './support/test-library.ts';

/** Some seconds, in one statement. */
const SLOW = slowMigration(20_000_000);
/** Long, in statements that are short enough to be stopped between two. */
const LONG = slowMigration(1_000_000, 60);
const PLAY_ONCE = `INSERT INTO plays (track_id, played_at)
  SELECT max(id), '2026-11-24T12:00:00.000Z' FROM tracks;`;

const UNCHANGED = 'Your library has not been changed.';

describe('A library that a newer Fermata made', () => {
  test('is told with its maker and a way back, and is exchanged for the backup', async (context) => {
    const library = await makeNewerLibrary();
    const { app } = await startOn(context, library);
    const splash = await recoveryOf(app, 'LIBRARY_TOO_NEW', {
      cause: /was last used with Fermata \d+\.\d+\.\d+, which is newer than this one\./,
      state: UNCHANGED,
      actions: ['Update Fermata', 'Restore from Backup…', 'Choose Another Library…', 'Quit'],
    });
    const offer = splash.getByRole('region', { name: 'Newest backup' });
    await offer.getByText(/500 tracks/).waitFor();
    expect(await offer.textContent()).toContain('Removes 1 play and 500 undated plays.');

    const opened = await recordOpened(app);
    await splash.getByRole('button', { name: 'Update Fermata' }).click();
    await expect
      .poll(opened)
      .toEqual([expect.stringMatching(/^https:\/\/github\.com\/.*\/releases$/)]);

    await restoreOffered(splash);
    const window = await windowOf(app, 'index');
    await firstTrack(window).waitFor();
    await window.getByText('The backup is restored.').waitFor();
    await expect.poll(() => app.windows()).toEqual([window]);
  });
});

describe('A damaged library', () => {
  test('is explained, put aside and replaced on request, and what can be salvaged is offered', async (context) => {
    const library = await makeCurrentLibrary();
    expect(await runFermata(['backup', ...library.args])).toMatchObject({ status: 0 });
    changeLibrary(library, PLAY_ONCE);
    await overwriteHeader(library.file);
    const { app } = await startOn(context, library);
    const splash = await recoveryOf(app, 'LIBRARY_DAMAGED', {
      cause: /library\.db is damaged: its header has been overwritten\./,
      state: 'The damaged file has been left as it is.',
      actions: [
        'Restore from Backup…',
        'Choose Another Library…',
        'Open Logs Folder',
        'Copy Details',
        'Quit',
      ],
    });
    await splash.getByRole('region', { name: 'Newest backup' }).getByText('500 tracks').waitFor();
    expect(existsSync(join(library.folder, 'quarantine'))).toBe(false);

    await restoreOffered(splash);
    const window = await windowOf(app, 'index');
    await firstTrack(window).waitFor();
    const [time = ''] = await readdir(join(library.folder, 'quarantine'));
    expect(await readdir(join(library.folder, 'quarantine', time))).toContain('library.db');
    const told = window.getByRole('status', { name: 'Backup' });
    await told.getByText(/The backup is restored\. .*1 play .* could be read/).waitFor();
    await told.getByRole('button', { name: 'Add Them' }).click();
    await window.getByText('Added: 1 play.').waitFor();
  });

  test('stays as it is where the only backup turns out to be rotten', async (context) => {
    const library = await makeCurrentLibrary();
    expect(await runFermata(['backup', ...library.args])).toMatchObject({ status: 0 });
    const [backup = ''] = (await readdir(library.backupsDir)).filter((name) => /\.db$/.test(name));
    await flipBits(join(library.backupsDir, backup), 100_000);
    await overwriteHeader(library.file);
    const before = await digestFolder(library.folder);
    const { app } = await startOn(context, library);
    const splash = await windowOf(app, 'splash');
    await splash.getByRole('region', { name: 'Newest backup' }).waitFor();
    await restoreOffered(splash);
    await splash
      .getByRole('alert')
      .getByText(/is damaged: its file has changed since it was made/)
      .waitFor();
    const after = await digestFolder(library.folder);
    expect(after['library.db']).toBe(before['library.db']);
  });

  test('found while it is in use brings the recovery view instead of the library', async (context) => {
    const library = await makeCurrentLibrary();
    const { app } = await startOn(context, library);
    await firstTrack(await windowOf(app, 'index')).waitFor();
    // Another file takes its name, as a synchronising program does it.
    await copyFile(library.file, join(library.folder, 'other.db'));
    await rename(join(library.folder, 'other.db'), library.file);
    const splash = await windowOf(app, 'splash');
    await splash.getByRole('heading', { name: 'Your library could not be opened' }).waitFor();
    await expect.poll(() => app.windows()).toEqual([splash]);
  });
});

describe('A file that is no library', () => {
  test('is left alone, and another one can be chosen', async (context) => {
    const library = await makeMissingLibrary(await makeCurrentLibrary());
    await writeFile(library.file, 'A letter to my aunt.');
    const before = await digestFolder(library.folder);
    const { app } = await startOn(context, library);
    const splash = await recoveryOf(app, 'NOT_A_LIBRARY', {
      cause: 'Not a Fermata library: library.db is not a SQLite database.',
      state: 'The file has not been changed.',
      actions: ['Choose Another Library…', 'Copy Details', 'Quit'],
    });
    const { file } = await makeCurrentLibrary();
    // The dialog belongs to the desktop environment: this is its answer.
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, file);
    await splash.getByRole('button', { name: 'Choose Another Library…' }).click();
    await firstTrack(await windowOf(app, 'index')).waitFor();
    expect(await digestFolder(library.folder)).toEqual(before);
  });
});

describe('A library that another process works on', () => {
  test('is waited for by name, given up on in time, and opened by trying again', async (context) => {
    const library = await makeOldLibrary({ added: [SLOW] });
    const holder = startFermata(['prepare', ...library.args]);
    await holder.waitFor('step', ({ name }) => name === SLOW[0]);
    await holder.suspend();
    const { app } = await startOn(context, { args: [...library.args, '--lock-timeout', '4'] });
    const splash = await windowOf(app, 'splash');
    await splash.getByRole('heading', { name: 'Waiting for your library' }).waitFor();
    const named = `The command line is upgrading the library (process ${holder.pid} on `;
    await splash.getByRole('status').filter({ hasText: named }).waitFor();
    await recoveryOf(app, 'LOCK_TIMEOUT', {
      cause: new RegExp(`process ${holder.pid}`),
      state: UNCHANGED,
      actions: ['Retry', 'Open Logs Folder', 'Copy Details', 'Quit'],
    });
    holder.resume();
    expect(await holder.ended).toMatchObject({ status: 0 });
    await splash.getByRole('button', { name: 'Retry' }).click();
    await firstTrack(await windowOf(app, 'index')).waitFor();
  });
});

describe('A set of migrations with a gap', () => {
  test('is told; its details can be copied and its logs shown', async (context) => {
    const library = await makeOldLibrary();
    const [first = ''] = await readdir(library.migrationsDir);
    await rm(join(library.migrationsDir, first));
    const { app, home } = await startOn(context, library);
    const splash = await recoveryOf(app, 'MIGRATION_SET_INVALID', {
      cause: /0001/,
      state: UNCHANGED,
      actions: ['Update Fermata', 'Open Logs Folder', 'Copy Details', 'Quit'],
    });
    await splash.getByRole('button', { name: 'Copy Details' }).click();
    await splash.getByText('The details have been copied.').waitFor();
    const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
    expect(copied).toMatch(/^MIGRATION_SET_INVALID: .*[\s\S]*Fermata \d+\.\d+\.\d+, Electron/);

    const opened = await recordOpened(app);
    await splash.getByRole('button', { name: 'Open Logs Folder' }).click();
    await expect.poll(opened).toEqual([join(home, 'logs')]);
    const status = exitStatus(app);
    // The app may be gone before it answers the click.
    splash
      .getByRole('button', { name: 'Quit' })
      .click()
      .catch(() => {});
    expect(await status).toBe(0);
  });
});

describe('A migration that fails', () => {
  test('is undone, and the backup made before it is offered', async (context) => {
    const library = await makeOldLibrary({ added: [['broken', 'UPDATE nowhere SET a = 1;']] });
    const { app } = await startOn(context, library);
    const splash = await recoveryOf(app, 'MIGRATION_FAILED', {
      cause: /broken/,
      state: UNCHANGED,
      actions: [
        'Retry',
        'Restore from Backup…',
        'Update Fermata',
        'Open Logs Folder',
        'Copy Details',
        'Quit',
      ],
    });
    await splash.getByRole('button', { name: 'Restore from Backup…' }).click();
    await splash.getByRole('dialog').getByText('Before an upgrade').waitFor();
  });
});

describe('A backup that cannot be made', () => {
  test('keeps the library from being upgraded', async (context) => {
    const library = await makeOldLibrary();
    const notAFolder = join(await makeScratchFolder(), 'file');
    await writeFile(notAFolder, '');
    const args = [...library.args, '--backups', join(notAFolder, 'backups')];
    const { app } = await startOn(context, { args });
    const splash = await recoveryOf(app, 'BACKUP_FAILED', {
      cause: /A part of the path .* is a file, where a folder is needed\./,
      state: UNCHANGED,
      actions: [
        ...OTHER_FOLDER,
        'Retry',
        'Free Up Space',
        'Open Logs Folder',
        'Copy Details',
        'Quit',
      ],
    });
    await rm(notAFolder);
    await mkdir(notAFolder);
    await splash.getByRole('button', { name: 'Retry' }).click();
    await firstTrack(await windowOf(app, 'index')).waitFor();
  });
});

describe('A full disk', () => {
  test('is shown, and the library opens once there is room', async (context) => {
    const original = await makeOldLibrary();
    const library = await makeMissingLibrary(original);
    const { through, seen, fill } = await mountSmallDisk(context, library.folder, 'size=24m');
    await copyFile(original.file, seen(library.file));
    await fill();
    const { app } = await startOn(context, library, { through });
    const splash = await recoveryOf(app, 'NO_SPACE', {
      cause: /MB free; .* are needed\.|There is no space left/,
      state: UNCHANGED,
      actions: ['Free Up Space', 'Retry', 'Choose Another Library…', 'Quit'],
    });
    const opened = await recordOpened(app);
    await splash.getByRole('button', { name: 'Free Up Space' }).click();
    await expect.poll(opened).toEqual([library.folder]);
    await rm(seen(join(library.folder, 'filler')));
    await splash.getByRole('button', { name: 'Retry' }).click();
    await firstTrack(await windowOf(app, 'index')).waitFor();
  });
});

describe('A folder that may not be written', () => {
  test('is named, and the library opens once it may', async (context) => {
    const ordinary = throughOrdinaryUser(context);
    const library = await makeOldLibrary();
    await chmod(library.folder, 0o500);
    const { app } = await startOn(context, library, ordinary);
    const splash = await recoveryOf(app, 'NO_PERMISSION', {
      cause: new RegExp(`${library.folder}.* cannot be written`),
      state: UNCHANGED,
      actions: ['Retry', 'Choose Another Library…', 'Copy Details', 'Quit'],
    });
    await chmod(library.folder, 0o700);
    await splash.getByRole('button', { name: 'Retry' }).click();
    await firstTrack(await windowOf(app, 'index')).waitFor();
  });
});

describe('A lock that somebody has put something else in the place of', () => {
  test('is named, and the library opens once that is gone', async (context) => {
    const library = await makeOldLibrary();
    const mutex = `${library.file}.mutex`;
    await writeFile(mutex, 'A letter to my aunt, which is long enough. '.repeat(100));
    const before = await digestFolder(library.folder);
    const { app } = await startOn(context, library);
    const splash = await recoveryOf(app, 'INTERNAL', {
      cause: `The library cannot be locked with ${mutex}.`,
      state: UNCHANGED,
      actions: ['Retry', 'Open Logs Folder', 'Copy Details', 'Quit'],
    });
    await splash.getByText('Quit Fermata everywhere, remove that file, and try again.').waitFor();
    expect(await digestFolder(library.folder)).toEqual(before);
    await rm(mutex);
    await splash.getByRole('button', { name: 'Retry' }).click();
    await firstTrack(await windowOf(app, 'index')).waitFor();
  });
});

describe('An upgrade that is stopped because the app is quit', () => {
  test('is no failure: the splash shows none on the way out', async (context) => {
    const library = await makeOldLibrary({ added: [LONG] });
    const { app, home } = await startOn(context, library);
    const splash = await windowOf(app, 'splash');
    await splash.getByText(/^Step \d+ of \d+: Slow$/).waitFor();
    const told = join(home, 'told');
    await recordSent(app, told);
    const status = exitStatus(app);
    app.process().kill('SIGTERM');
    expect(await status).toBe(0);
    expect(await readFile(told, 'utf8')).not.toContain('failed');
    expect(await logOf(home)).toContain('INTERRUPTED');
  });
});

describe('A folder that is not there', () => {
  test('is asked for, and the library opens once its disk is connected', async (context) => {
    const { file } = await makeCurrentLibrary();
    const disk = join(await makeScratchFolder(), 'disk');
    const { app } = await startOn(context, { args: ['--library', join(disk, 'library.db')] });
    const splash = await recoveryOf(app, 'USAGE', {
      cause: /The folder of .* does not exist\./,
      state: 'Nothing has been created.',
      actions: ['Retry', 'Choose Another Library…', 'Quit'],
    });
    await mkdir(disk);
    await copyFile(file, join(disk, 'library.db'));
    await splash.getByRole('button', { name: 'Retry' }).click();
    await firstTrack(await windowOf(app, 'index')).waitFor();
  });
});

/** Where no backup can be made, another folder can be named for it. */
const OTHER_FOLDER = ['Choose…', 'Back Up There and Go On'];

interface Told {
  readonly cause: RegExp | string;
  readonly state: string;
  /** The names of the buttons, in their order. */
  readonly actions: readonly string[];
}

/** The recovery view, once it shows this error; what it says has to be what was expected. */
async function recoveryOf(app: ElectronApplication, code: string, told: Told): Promise<Page> {
  const splash = await windowOf(app, 'splash');
  await splash.getByText(code, { exact: true }).waitFor();
  const alert = await splash.getByRole('alert').textContent();
  expect(alert).toMatch(told.cause);
  expect(alert).toContain(told.state);
  // The ways on come once they are known.
  await expect
    .poll(() => splash.getByRole('button').allTextContents())
    .toEqual([...told.actions, 'Library Health…']);
  return splash;
}

/** Takes the backup that is offered, as a person does: the dialog, then the question. */
async function restoreOffered(splash: Page): Promise<void> {
  await splash.getByRole('button', { name: 'Restore from Backup…' }).click();
  const question = splash.getByRole('dialog').getByRole('region', { name: 'Restore' });
  await question.getByText('nothing is deleted').waitFor();
  await question.getByRole('button', { name: 'Restore' }).click();
}

/** Writes down, line by line, what the app sends to its pages from now on. */
async function recordSent(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ BrowserWindow }, path) => {
    const { appendFileSync } = process.getBuiltinModule('node:fs');
    appendFileSync(path, '');
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      const send = webContents.send.bind(webContents);
      webContents.send = (...sent) => {
        appendFileSync(path, `${JSON.stringify(sent)}\n`);
        send(...sent);
      };
    }
  }, file);
}

/** Keeps what the app opens outside of itself from opening, and tells what it was. */
async function recordOpened(app: ElectronApplication): Promise<() => Promise<unknown>> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    shell.openPath = async (path) => {
      opened.push(path);
      return '';
    };
    shell.openExternal = async (address) => {
      opened.push(address);
    };
    Object.assign(globalThis, { opened });
  });
  return () => app.evaluate(() => Reflect.get(globalThis, 'opened'));
}

/** A library one schema version ahead, played once more than its newest backup. */
async function makeNewerLibrary(): Promise<TestLibrary> {
  const library = await makeCurrentLibrary();
  const newerSet = join(await makeScratchFolder(), 'migrations');
  await writeMigrationSet(newerSet, { added: [COUNT_APPLICATIONS] });
  const args = ['--library', library.file, '--migrations', newerSet];
  expect(await runFermata(['prepare', ...args])).toMatchObject({ status: 0 });
  changeLibrary(library, PLAY_ONCE);
  return library;
}

function changeLibrary({ file }: TestLibrary, sql: string): void {
  const db = new Database(file);
  try {
    db.exec(sql);
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}
