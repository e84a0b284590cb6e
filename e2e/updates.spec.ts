/**
 * Updates of the app, with a real updater against a feed on this machine: found, downloaded, shown
 * and installed after the library is closed; and refused where something is wrong with them.
 *
 * The app runs as an AppImage as far as updating is concerned (support/updatable-app.ts); the file from
 * the feed notes that it was started.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Locator } from 'playwright';
import { describe, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import {
  chooseFromMenu,
  exitStatus,
  firstTrack,
  logOf,
  startDesktop,
  windowOf,
} from './support/desktop.ts';
import { digestFolder, makeScratchFolder } from './support/libraries.ts';
import { makeCurrentLibrary, makeOldLibrary } from './support/test-library.ts';
import {
  NEW,
  OLD,
  quit,
  startShown,
  startUpdatable,
  updateStrip,
} from './support/updatable-app.ts';
import {
  fileName,
  openFeed,
  withHalf,
  withHalfUntil,
  withStatus,
  withText,
} from './support/update-feed.ts';

const NOTES = `<h2>New</h2>
<ul>
<li>Less &amp; less</li>
</ul>
<img src="/nowhere.png" onerror="document.title = 'run'"><script>document.title = 'run'</script>`;

/** A library that cannot be upgraded. */
const BROKEN = { added: [['broken', 'UPDATE nowhere SET a = 1;']] } as const;

const RELEASES = /^https:\/\/github\.com\/.+\/releases$/;

const NEWER = { version: '99.1.0', notes: NOTES, content: NEW };

describe('A newer version', () => {
  test('is found in the background, told with its notes, and installed on quitting', async (context) => {
    const feed = await openFeed();
    feed.offer(NEWER);
    const { app, window, home, library, appImage } = await startShown(context, feed);
    const requests: string[] = [];
    window.on('request', (request) => requests.push(request.url()));
    const strip = updateStrip(window);
    await strip.getByText('Fermata 99.1.0 is ready. It is installed when you quit.').waitFor();

    await strip.getByRole('button', { name: 'Release Notes…' }).click();
    const dialog = window.getByRole('dialog', { name: 'New in Fermata 99.1.0' });
    expect(await dialog.locator('.release-notes').textContent()).toBe('New\n\n• Less & less');
    // They are text: nothing of them is part of a page, runs or is loaded.
    expect(await window.locator('img[src="/nowhere.png"]').count()).toBe(0);
    expect(requests.filter((address) => address.includes('nowhere'))).toEqual([]);
    expect(await window.title()).not.toBe('run');
    await dialog.getByRole('button', { name: 'Close' }).click();

    expect(await readFile(appImage, 'utf8')).toBe(OLD);
    await quit(app);
    expect(await readFile(appImage, 'utf8')).toBe(NEW);
    expect(await readFile(`${appImage}.ended-at-once`, 'utf8')).toBe('true\n');
    expect(Object.keys(await digestFolder(library.folder))).not.toContain('library.db-wal');
    const log = await logOf(home);
    expect(log.indexOf('Closed cleanly')).toBeGreaterThan(0);
    expect(log.indexOf('Installs Fermata 99.1.0')).toBeGreaterThan(log.indexOf('Closed cleanly'));
    // No server can tell this copy of the app from another.
    expect(feed.headers('x-user-staging-id')).toEqual(
      new Set(['00000000-0000-0000-0000-000000000000']),
    );
  });

  test('is downloaded with progress where a person asked, and started on request', async (context) => {
    const feed = await openFeed();
    const rest = Promise.withResolvers<void>();
    feed.offer(NEWER);
    feed.answer(`/${fileName(NEWER.version)}`, withHalfUntil(NEW, rest.promise));
    const { app, window, appImage } = await startShown(context, feed);
    await chooseFromMenu(app, 'check-for-updates');
    const strip = updateStrip(window);
    await strip.getByText('Downloading Fermata 99.1.0').waitFor();
    await strip.getByRole('progressbar').waitFor();
    rest.resolve();
    const status = exitStatus(app);
    await clickToEnd(strip.getByRole('button', { name: 'Restart to Update' }));
    expect(await status).toBe(0);
    expect(await readFile(appImage, 'utf8')).toBe(NEW);
    await expect.poll(() => readIfThere(`${appImage}.ended-at-once`)).toBe('false\n');
  });

  test('can wait, and is told again where a person asks', async (context) => {
    const feed = await openFeed();
    feed.offer(NEWER);
    const { app, window } = await startShown(context, feed);
    await chooseFromMenu(app, 'check-for-updates');
    const strip = updateStrip(window);
    await strip.getByRole('button', { name: 'Later' }).click();
    await strip.waitFor({ state: 'detached' });
    await chooseFromMenu(app, 'check-for-updates');
    await strip.getByRole('button', { name: 'Restart to Update' }).waitFor();
  });

  test('is not installed by a signal, which may leave no time for it', async (context) => {
    const feed = await openFeed();
    feed.offer(NEWER);
    const { app, window, appImage } = await startShown(context, feed);
    await chooseFromMenu(app, 'check-for-updates');
    await updateStrip(window).getByRole('button', { name: 'Restart to Update' }).waitFor();
    const status = exitStatus(app);
    app.process().kill('SIGTERM');
    expect(await status).toBe(0);
    expect(await readFile(appImage, 'utf8')).toBe(OLD);
  });

  test('is not installed where the library cannot be closed in order', async (context) => {
    const feed = await openFeed();
    feed.offer(NEWER);
    const { app, window, home, appImage } = await startShown(context, feed);
    await chooseFromMenu(app, 'check-for-updates');
    await updateStrip(window).getByRole('button', { name: 'Restart to Update' }).waitFor();
    await app.evaluate(() => {
      // The last step of closing the library is to end its thread.
      const { Worker } = process.getBuiltinModule('node:worker_threads');
      Worker.prototype.terminate = () => Promise.reject(new Error('It does not end.'));
    });
    await quit(app);
    expect(await logOf(home)).toContain('The library could not be closed cleanly');
    expect(await readFile(appImage, 'utf8')).toBe(OLD);
  });
});

describe('An update that cannot be put into place', () => {
  test('leaves the app as it was, which starts again where a person waits for it', async (context) => {
    const feed = await openFeed();
    feed.offer(NEWER);
    const { app, window, home, appImage } = await startShown(context, feed);
    await chooseFromMenu(app, 'check-for-updates');
    const restart = updateStrip(window).getByRole('button', { name: 'Restart to Update' });
    await restart.waitFor();
    // electron-updater removes the app's file before it looks for this one.
    await rm(join(home, 'cache'), { recursive: true });
    const told = join(home, 'told');
    await app.evaluate(({ dialog }, file) => {
      const { writeFileSync } = process.getBuiltinModule('node:fs');
      dialog.showErrorBox = (title) => writeFileSync(file, title);
    }, told);
    const status = exitStatus(app);
    await clickToEnd(restart);
    expect(await status).toBe(0);
    expect(await readFile(told, 'utf8')).toBe('The update could not be installed.');
    expect(await readFile(appImage, 'utf8')).toBe(OLD);
    await expect.poll(() => readIfThere(`${appImage}.started`)).toBe('again\n');
    expect(await readdir(home)).not.toContain('Fermata.AppImage.before-update');
  });

  test('is taken back where it does not run', async (context) => {
    const feed = await openFeed();
    feed.offer({ ...NEWER, content: '#!/bin/sh\nexit 1\n' });
    const { app, window, home, appImage } = await startShown(context, feed);
    await chooseFromMenu(app, 'check-for-updates');
    await updateStrip(window).getByRole('button', { name: 'Restart to Update' }).waitFor();
    await quit(app);
    expect(await readFile(appImage, 'utf8')).toBe(OLD);
    expect(await logOf(home)).toContain('The update could not be installed.');
  });
});

describe('A feed with something wrong', () => {
  test('is told where a person asked, and nothing is installed', async (context) => {
    const feed = await openFeed();
    const { app, window, home, appImage } = await startShown(context, feed);
    const alert = window.getByRole('alert');
    const ask = async (sentence: string) => {
      await chooseFromMenu(app, 'check-for-updates');
      await alert.getByText(sentence).waitFor();
      await alert.getByRole('button', { name: 'Dismiss' }).click();
      await alert.waitFor({ state: 'detached' });
    };

    const noAnswer = 'The update server did not answer as it should.';
    await ask(noAnswer);
    for (const yml of ['', '{', 'a page', 'version: soon', 'version: 99.0.0\nfiles: []']) {
      feed.answer('/latest-linux.yml', withText(yml));
      await ask(noAnswer);
    }
    feed.answer('/latest-linux.yml', withStatus(500));
    await ask(noAnswer);

    feed.offer({ ...NEWER, sha512: 'A'.repeat(86) });
    await ask('The downloaded update is not the file that was published.');
    feed.offer(NEWER);
    feed.answer(`/${fileName(NEWER.version)}`, withStatus(404));
    await ask('The update could not be downloaded.');
    feed.answer(`/${fileName(NEWER.version)}`, withHalf(NEW));
    await ask('The download of the update was interrupted.');
    await feed.close();
    await ask('The update server cannot be reached.');

    expect(await logOf(home)).toContain('UPDATE_FAILED');
    await quit(app);
    expect(await readFile(appImage, 'utf8')).toBe(OLD);
  });

  test('is not told where nobody asked', async (context) => {
    const feed = await openFeed();
    const { window, home } = await startShown(context, feed);
    await expect.poll(() => logOf(home)).toContain('UPDATE_FAILED');
    expect(await window.getByRole('alert').count()).toBe(0);
    expect(await updateStrip(window).count()).toBe(0);
  });
});

describe('A version that is not newer', () => {
  test('is not offered: the same, an older one, a pre-release', async (context) => {
    const feed = await openFeed();
    const { app, window, appImage } = await startShown(context, feed);
    const strip = updateStrip(window);
    for (const version of [packageJson.version, '0.0.9', '99.1.0-beta.1']) {
      feed.offer({ ...NEWER, version });
      await chooseFromMenu(app, 'check-for-updates');
      await strip.getByText(`Fermata ${packageJson.version} is up to date.`).waitFor();
      await strip.getByRole('button', { name: 'Dismiss' }).click();
      await strip.waitFor({ state: 'detached' });
    }
    expect(new Set(feed.requested)).toEqual(new Set(['/latest-linux.yml']));
    await quit(app);
    expect(await readFile(appImage, 'utf8')).toBe(OLD);
  });
});

describe('An app that cannot replace itself', () => {
  test('says so, and where to get newer versions', async (context) => {
    const library = await makeCurrentLibrary();
    const home = await makeScratchFolder();
    const app = await startDesktop(context, { args: library.args, home });
    const window = await windowOf(app, 'index');
    await firstTrack(window).waitFor();
    await noteOpenedPages(app);
    await chooseFromMenu(app, 'check-for-updates');
    const strip = updateStrip(window);
    await strip.getByText('This Fermata runs from its sources').waitFor();
    await strip.getByRole('button', { name: 'Open Releases Page' }).click();
    await expect.poll(() => openedPage(app)).toMatch(RELEASES);
  });
});

describe('On the first start after an update', () => {
  test('a failed migration is told with the version before, which still works', async (context) => {
    const library = await makeOldLibrary(BROKEN);
    const home = await makeScratchFolder();
    await writeFile(join(home, 'last-version.json'), JSON.stringify({ version: '0.0.9' }));
    const app = await startDesktop(context, { args: library.args, home });
    const splash = await windowOf(app, 'splash');
    const alert = splash.getByRole('alert');
    await alert
      .getByText('Fermata 0.0.9, which you had before the update, still opens your library.')
      .waitFor();
    await noteOpenedPages(app);
    await splash.getByRole('button', { name: 'Get the Previous Version' }).click();
    await expect.poll(() => openedPage(app)).toMatch(/\/fermata\/releases\/tag\/v0\.0\.9$/);
  });

  test('that is over once a library is open', async (context) => {
    const { args } = await makeCurrentLibrary();
    const home = await makeScratchFolder();
    const file = join(home, 'last-version.json');
    await writeFile(file, JSON.stringify({ version: '0.0.9' }));
    const app = await startDesktop(context, { args, home });
    await firstTrack(await windowOf(app, 'index')).waitFor();
    await quit(app);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ version: packageJson.version });
  });
});

describe('A library that this version cannot open', () => {
  test('can be met with an update at once', async (context) => {
    const feed = await openFeed();
    const updatable = await startUpdatable(context, feed, await makeOldLibrary(BROKEN));
    const { app, appImage } = updatable;
    const splash = await windowOf(app, 'splash');
    const update = splash.getByRole('button', { name: 'Update Fermata' });
    feed.offer({ ...NEWER, version: packageJson.version });
    await update.click();
    await splash
      .getByText(`That did not work: There is no newer version than ${packageJson.version} yet.`)
      .waitFor();
    feed.offer(NEWER);
    const status = exitStatus(app);
    await clickToEnd(update);
    expect(await status).toBe(0);
    expect(await readFile(appImage, 'utf8')).toBe(NEW);
  });

  test('shows the releases where the app does not replace itself', async (context) => {
    const { args } = await makeOldLibrary(BROKEN);
    const app = await startDesktop(context, { args, home: await makeScratchFolder() });
    const splash = await windowOf(app, 'splash');
    await splash.getByRole('button', { name: 'Update Fermata' }).waitFor();
    await noteOpenedPages(app);
    await splash.getByRole('button', { name: 'Update Fermata' }).click();
    await expect.poll(() => openedPage(app)).toMatch(RELEASES);
  });
});

async function readIfThere(file: string): Promise<string | null> {
  return existsSync(file) ? await readFile(file, 'utf8') : null;
}

/** The browser belongs to the person: pages that are opened in it are noted instead. */
async function noteOpenedPages(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ shell }) => {
    shell.openExternal = async (address) => void Object.assign(globalThis, { opened: address });
  });
}

function openedPage(app: ElectronApplication): Promise<unknown> {
  return app.evaluate(() => Reflect.get(globalThis, 'opened'));
}

/** A click that the app may not live to answer. */
async function clickToEnd(button: Locator): Promise<void> {
  await button.waitFor();
  button.click().catch(() => {});
}
