/**
 * Updates of the app, with a real updater against a feed on this machine: found, downloaded, shown
 * and installed after the library is closed; and refused where something is wrong with them.
 *
 * The app runs as an AppImage as far as updating is concerned: a file that the environment names is
 * replaced by the one from the feed, which notes that it was started.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from 'playwright';
import { describe, expect, type TestContext, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { acquireLock } from '../src/main/lifecycle/lock.ts';
import {
  chooseFromMenu,
  exitStatus,
  firstTrack,
  logOf,
  startDesktop,
  windowOf,
} from './support/desktop.ts';
import { digestFolder, makeScratchFolder } from './support/libraries.ts';
import { makeCurrentLibrary, type TestLibrary } from './support/test-library.ts';
import {
  fileName,
  openFeed,
  type UpdateFeed,
  withHalf,
  withHalfUntil,
  withStatus,
  withText,
} from './support/update-feed.ts';

/** The file of the app that runs. */
const OLD = 'the old version';

/** The file of a newer one: notes that it was started, and whether it was to end at once. */
const NEW = `#!/bin/sh
echo "\${APPIMAGE_EXIT_AFTER_INSTALL:-false}" > "$0.ended-at-once"
`;

const NOTES = `<h2>New</h2>
<ul>
<li>Less &amp; less</li>
</ul>
<img src="/nowhere.png" onerror="document.title = 'run'"><script>document.title = 'run'</script>`;

const NEWER = { version: '99.1.0', notes: NOTES, content: NEW };

describe('A newer version', () => {
  test('is found in the background, told with its notes, and installed on quitting', async (context) => {
    const feed = await openFeed();
    feed.offer(NEWER);
    const { app, window, home, library, appImage } = await startUpdatable(context, feed);
    const strip = updateStrip(window);
    await strip.getByText('Fermata 99.1.0 is ready. It is installed when you quit.').waitFor();

    await strip.getByRole('button', { name: 'Release Notes…' }).click();
    const dialog = window.getByRole('dialog', { name: 'New in Fermata 99.1.0' });
    expect(await dialog.locator('.release-notes').textContent()).toBe('New\n\n• Less & less');
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
    const { app, window, appImage } = await startUpdatable(context, feed);
    await chooseFromMenu(app, 'check-for-updates');
    const strip = updateStrip(window);
    await strip.getByText('Downloading Fermata 99.1.0').waitFor();
    await strip.getByRole('progressbar').waitFor();
    rest.resolve();
    const status = exitStatus(app);
    await clickToEnd(strip.getByRole('button', { name: 'Restart to Update' }));
    expect(await status).toBe(0);
    expect(await readFile(appImage, 'utf8')).toBe(NEW);
    await expect
      .poll(() => readFile(`${appImage}.ended-at-once`, 'utf8').catch(() => null))
      .toBe('false\n');
  });

  test('can wait, and is told again where a person asks', async (context) => {
    const feed = await openFeed();
    feed.offer(NEWER);
    const { app, window } = await startUpdatable(context, feed);
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
    const { app, window, appImage } = await startUpdatable(context, feed);
    await chooseFromMenu(app, 'check-for-updates');
    await updateStrip(window).getByRole('button', { name: 'Restart to Update' }).waitFor();
    const status = exitStatus(app);
    app.process().kill('SIGTERM');
    expect(await status).toBe(0);
    expect(await readFile(appImage, 'utf8')).toBe(OLD);
  });
});

describe('While somebody works on the library', () => {
  test('an update waits: for a backup of this app, and for another process', async (context) => {
    const feed = await openFeed();
    feed.offer(NEWER);
    const { app, window, library, appImage, home } = await startUpdatable(context, feed);
    await chooseFromMenu(app, 'check-for-updates');
    const strip = updateStrip(window);
    const restart = strip.getByRole('button', { name: 'Restart to Update' });
    await restart.waitFor();

    const lock = await acquireLock(
      {
        libraryFile: library.file,
        timeoutMs: 5_000,
        appVersion: packageJson.version,
        purpose: 'the test is upgrading the library',
      },
      () => {},
    );
    await restart.click();
    await strip.getByText('The update waits: the test is upgrading the library.').waitFor();
    // It waits for the lock, and so is not finished.
    await chooseFromMenu(app, 'back-up');
    await window.getByText('Backing up your library').waitFor();
    await restart.click();
    await strip.getByText('A backup is not finished yet.').waitFor();

    await quit(app);
    await lock.release();
    expect(await readFile(appImage, 'utf8')).toBe(OLD);
    expect(await logOf(home)).toContain('The update is not installed now.');
  });
});

describe('A feed with something wrong', () => {
  test('is told where a person asked, and nothing is installed', async (context) => {
    const feed = await openFeed();
    const { app, window, home, appImage } = await startUpdatable(context, feed);
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
    const { window, home } = await startUpdatable(context, feed);
    await expect.poll(() => logOf(home), { timeout: 20_000 }).toContain('UPDATE_FAILED');
    expect(await window.getByRole('alert').count()).toBe(0);
    expect(await updateStrip(window).count()).toBe(0);
  });
});

describe('A version that is not newer', () => {
  test('is not offered: the same, an older one, a pre-release', async (context) => {
    const feed = await openFeed();
    const { app, window, appImage } = await startUpdatable(context, feed);
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
    await app.evaluate(({ shell }) => {
      shell.openExternal = async (address) => void Object.assign(globalThis, { opened: address });
    });
    await chooseFromMenu(app, 'check-for-updates');
    const strip = updateStrip(window);
    await strip.getByText('This Fermata runs from its sources').waitFor();
    await strip.getByRole('button', { name: 'Open Releases Page' }).click();
    await expect
      .poll(() => app.evaluate(() => Reflect.get(globalThis, 'opened')))
      .toMatch(/^https:\/\/github\.com\/.+\/releases$/);
  });
});

interface UpdatableApp {
  readonly app: ElectronApplication;
  readonly window: Page;
  readonly home: string;
  readonly library: TestLibrary;
  /** The app's own file, which an update replaces. */
  readonly appImage: string;
}

/** Starts the app on a library, as an AppImage that is updated from a feed. */
async function startUpdatable(context: TestContext, feed: UpdateFeed): Promise<UpdatableApp> {
  if (process.platform !== 'linux') return context.skip('AppImages are for Linux');
  const library = await makeCurrentLibrary();
  const home = await makeScratchFolder();
  const appImage = join(home, 'Fermata.AppImage');
  await writeFile(appImage, OLD);
  const feedFile = join(home, 'app-update.yml');
  await writeFile(feedFile, JSON.stringify({ provider: 'generic', url: feed.url }));
  const env = {
    APPIMAGE: appImage,
    FERMATA_TEST_UPDATE_FEED: feedFile,
    XDG_CACHE_HOME: join(home, 'cache'),
  };
  const app = await startDesktop(context, { args: library.args, home, env });
  const window = await windowOf(app, 'index');
  await firstTrack(window).waitFor();
  return { app, window, home, library, appImage };
}

function updateStrip(window: Page): Locator {
  return window.getByLabel('Update', { exact: true });
}

/** Quits as the menu's item does, and waits for the end. */
async function quit(app: ElectronApplication): Promise<void> {
  const status = exitStatus(app);
  // The app may be gone before it answers.
  await app.evaluate(({ app: electronApp }) => electronApp.quit()).catch(() => {});
  expect(await status).toBe(0);
}

/** A click that the app may not live to answer. */
async function clickToEnd(button: Locator): Promise<void> {
  await button.waitFor();
  button.click().catch(() => {});
}
