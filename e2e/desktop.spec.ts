/**
 * The desktop app as a person meets it: a real Electron with real windows, from an up-to-date start
 * to an upgrade, a failure and its way out, a second start, and the end.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { ElectronApplication } from 'playwright';
import { describe, expect, test } from 'vitest';
import { EXIT_STATUS } from '../src/shared/errors.ts';
import {
  desktopCommand,
  exitStatus,
  firstTrack,
  logOf,
  startOn,
  windowOf,
} from './support/desktop.ts';
import { digestFolder, makeScratchFolder } from './support/libraries.ts';
import { readLibraryState } from './support/library-state.ts';
import { migrationFileName, slowMigration, writeMigrationSet } from './support/migration-sets.ts';
import { makeCurrentLibrary, makeOldLibrary, type TestLibrary } from './support/test-library.ts';

/** Some seconds, in one statement. */
const SLOW = slowMigration(20_000_000);
const VERY_SLOW = slowMigration(60_000_000);

const SLOW_STEP = /^Step \d+ of \d+: Slow$/;

describe('An up-to-date library', () => {
  test('is shown, and nothing asks for attention beside it', async (context) => {
    const { app } = await startOn(context, await makeCurrentLibrary());
    const window = await windowOf(app, 'index');
    await firstTrack(window).waitFor();
    await expect.poll(() => app.windows()).toEqual([window]);
  });

  test('is closed with the app, and leaves no log behind', async (context) => {
    const library = await makeCurrentLibrary();
    const { app, home } = await startOn(context, library);
    await firstTrack(await windowOf(app, 'index')).waitFor();
    const status = exitStatus(app);
    await app.close();
    expect(await status).toBe(0);
    expect(await filesIn(library)).not.toContain('library.db-wal');
    expect(await logOf(home)).toContain('Closed cleanly');
  });

  test('is closed when a signal ends the app', async (context) => {
    const library = await makeCurrentLibrary();
    const { app } = await startOn(context, library);
    await firstTrack(await windowOf(app, 'index')).waitFor();
    const status = exitStatus(app);
    app.process().kill('SIGTERM');
    expect(await status).toBe(0);
    expect(await filesIn(library)).not.toContain('library.db-wal');
  });
});

describe('An old library', () => {
  test('is upgraded behind the splash, then shown', async (context) => {
    const library = await makeOldLibrary({ added: [SLOW] });
    const { app } = await startOn(context, library);
    const splash = await windowOf(app, 'splash');
    await splash.getByRole('heading', { name: 'Upgrading your library' }).waitFor();
    await splash.getByText(SLOW_STEP).waitFor();
    expect(await seenWindows(app)).toEqual(['fermata://app/splash.html']);
    const percent = await splash.getByRole('progressbar').getAttribute('aria-valuenow');
    expect(Number(percent)).toBeGreaterThan(50);

    const window = await windowOf(app, 'index');
    await firstTrack(window).waitFor();
    await expect.poll(() => app.windows()).toEqual([window]);
  });

  test('keeps the splash moving while one statement takes its time', async (context) => {
    const library = await makeOldLibrary({ added: [VERY_SLOW] });
    const { app } = await startOn(context, library);
    const splash = await windowOf(app, 'splash');
    await splash.getByText(SLOW_STEP).waitFor();
    const elapsed = splash.getByText(/^\d+ s$/);
    const seen = new Set<string | null>();
    while (seen.size < 3) seen.add(await elapsed.textContent());
    // It was the same statement all the time.
    expect(await splash.getByText(SLOW_STEP).isVisible()).toBe(true);
  });

  test('is as it was when the app is told to end meanwhile', async (context) => {
    const library = await makeOldLibrary({ added: [VERY_SLOW] });
    const before = await readLibraryState(library.file);
    const { app } = await startOn(context, library);
    await (await windowOf(app, 'splash')).getByText(SLOW_STEP).waitFor();
    const ended = once(app.process(), 'exit');
    app.process().kill('SIGTERM');
    await ended;
    expect(await readLibraryState(library.file)).toEqual(before);
  });
});

describe('A library that cannot be prepared', () => {
  test('is explained, and opens once the cause is gone and Retry is chosen', async (context) => {
    const library = await makeOldLibrary({ added: [['broken', 'UPDATE nowhere SET a = 1;']] });
    const { app } = await startOn(context, library);
    const splash = await windowOf(app, 'splash');
    const alert = splash.getByRole('alert');
    await alert.getByRole('heading', { name: 'Your library could not be opened' }).waitFor();
    expect(await alert.textContent()).toContain('Your library has not been changed.');
    await splash.getByText('MIGRATION_FAILED').waitFor();

    const step = join(library.migrationsDir, migrationFileName(library.newVersion, 'broken'));
    await writeFile(step, 'UPDATE tracks SET play_count = play_count;');
    await splash.getByRole('button', { name: 'Retry' }).click();
    await firstTrack(await windowOf(app, 'index')).waitFor();
  });

  test('is left alone where a newer Fermata made it', async (context) => {
    const { file, folder } = await makeCurrentLibrary();
    const before = await digestFolder(folder);
    const olderSet = join(await makeScratchFolder(), 'migrations');
    await writeMigrationSet(olderSet, { upTo: 4 });
    const { app } = await startOn(context, {
      args: ['--library', file, '--migrations', olderSet],
    });
    const splash = await windowOf(app, 'splash');
    await splash.getByText('LIBRARY_TOO_NEW').waitFor();
    const status = exitStatus(app);
    // The app may be gone before it answers the click.
    const click = splash.getByRole('button', { name: 'Quit' }).click();
    click.catch(() => {});
    expect(await status).toBe(0);
    expect(await digestFolder(folder)).toEqual(before);
  });
});

describe('An Electron in which the database would crash', () => {
  test('is told in a sentence, and the app ends', async (context) => {
    const { executable, args, env } = desktopCommand(context, {
      args: (await makeCurrentLibrary()).args,
      home: await makeScratchFolder(),
    });
    const { FERMATA_TEST_SQLITE_BINDING: binding, ...bare } = env;
    if (binding === undefined) context.skip('the database runs in this Electron as it is');
    const app = spawn(executable, args, { env: bare, stdio: ['ignore', 'ignore', 'pipe'] });
    const [said, [status, signal]] = await Promise.all([text(app.stderr), once(app, 'exit')]);
    expect(said).toMatch(/Fermata’s database needs Node-API 10; this Electron \d.* has \d+\. Use /);
    expect({ status, signal }).toEqual({ status: EXIT_STATUS.INTERNAL, signal: null });
  });
});

describe('A second start', () => {
  test('brings the first window to the front and ends well', async (context) => {
    const library = await makeCurrentLibrary();
    const { app, home } = await startOn(context, library);
    await firstTrack(await windowOf(app, 'index')).waitFor();
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());

    const { executable, args, env } = desktopCommand(context, { args: library.args, home });
    const [status] = await once(spawn(executable, args, { env, stdio: 'ignore' }), 'exit');
    expect(status).toBe(0);
    await expect
      .poll(() =>
        app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()),
      )
      .toBe(true);
    expect(app.windows()).toHaveLength(1);
  });
});

async function filesIn({ folder }: TestLibrary): Promise<string[]> {
  return Object.keys(await digestFolder(folder));
}

/** The addresses of the windows that a person can see. */
function seenWindows(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter((window) => window.isVisible())
      .map((window) => window.webContents.getURL()),
  );
}
