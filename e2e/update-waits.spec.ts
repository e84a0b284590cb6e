/**
 * When an update of the app is not installed: while anybody works on the library, which is told where a
 * person asks for it. How updates are found and installed: updates.spec.ts.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { acquireLock, type LibraryLock } from '../src/main/lifecycle/lock/lock.ts';
import { readBackups } from './support/backups.ts';
import { chooseFromMenu, logOf, windowOf } from './support/desktop.ts';
import { readLibraryState } from './support/library-state.ts';
import { type AddedMigration, migrationFileName, slowMigration } from './support/migration-sets.ts';
import { makeMusicFolder } from './support/music-folders.ts';
import { makeOldLibrary, type TestLibrary } from './support/test-library.ts';
import {
  NEW,
  OLD,
  quit,
  startShown,
  startUpdatable,
  updateStrip,
} from './support/updatable-app.ts';
import { fileName, openFeed, withHalfUntil } from './support/update-feed.ts';

const NEWER = { version: '99.1.0', content: NEW };

/** A library that cannot be upgraded. */
const BROKEN = { added: [['broken', 'UPDATE nowhere SET a = 1;']] } as const;

/** Longer than any test, in statements that are short enough to be stopped between two. */
const LONG = slowMigration(1_000_000, 1_000);

test('An update waits for a backup of this app, and for another process', async (context) => {
  const feed = await openFeed();
  feed.offer(NEWER);
  const { app, window, library, appImage, home } = await startShown(context, feed);
  await chooseFromMenu(app, 'check-for-updates');
  const strip = updateStrip(window);
  const restart = strip.getByRole('button', { name: 'Restart to Update' });
  await restart.waitFor();

  const lock = await lockLibrary(library, 'the test is upgrading the library');
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

test('An update waits for a scan, and for a restore', async (context) => {
  const feed = await openFeed();
  feed.offer(NEWER);
  const music = await makeMusicFolder(3_000);
  const { app, window, library, appImage } = await startShown(context, feed);
  await chooseFromMenu(app, 'check-for-updates');
  const strip = updateStrip(window);
  const restart = strip.getByRole('button', { name: 'Restart to Update' });
  await restart.waitFor();

  await post(window, '/api/scan', { folders: [music] });
  await restart.click();
  await strip.getByText('A scan is not finished yet.').waitFor();
  await window.evaluate(() => fetch('/api/scan', { method: 'DELETE' }).then(() => {}));

  await chooseFromMenu(app, 'back-up');
  await window.getByText('The backup is made and verified.').waitFor();
  const [backup] = await readBackups(library.backupsDir);
  const lock = await lockLibrary(library, 'the test is looking at the library');
  // It waits for the lock, and so is not finished.
  await post(window, `/api/backups/${backup?.manifest.id}/restore`, {});
  await restart.click();
  await strip.getByText('A restore is not finished yet.').waitFor();
  expect(await readFile(appImage, 'utf8')).toBe(OLD);
  await quit(app);
  await lock.release();
});

test('An update waits for an upgrade of the library, and is installed on quitting', async (context) => {
  const feed = await openFeed();
  const rest = Promise.withResolvers<void>();
  feed.offer(NEWER);
  feed.answer(`/${fileName(NEWER.version)}`, withHalfUntil(NEW, rest.promise));
  const library = await makeOldLibrary(BROKEN);
  const { app, home, appImage } = await startUpdatable(context, feed, library);
  const splash = await windowOf(app, 'splash');
  await splash.getByRole('button', { name: 'Update Fermata' }).click();
  await expect.poll(() => logOf(home)).toContain('Update: downloading');

  await exchangeMigration(library, BROKEN.added[0], LONG);
  const before = await readLibraryState(library.file);
  await splash.getByRole('button', { name: 'Retry' }).click();
  await splash.getByText(/^Step \d+ of \d+: Slow$/).waitFor();
  rest.resolve();
  await expect
    .poll(() => logOf(home))
    .toContain('The update is not installed now. The library is still being prepared');
  await splash.getByText(/^Step \d+ of \d+: Slow$/).waitFor();
  expect(await readFile(appImage, 'utf8')).toBe(OLD);

  // The migration is undone and the library closed before anything is installed.
  await quit(app);
  expect(await readLibraryState(library.file)).toEqual(before);
  expect(await readFile(appImage, 'utf8')).toBe(NEW);
});

test('An update asked for in the recovery view says what it waits for', async (context) => {
  const feed = await openFeed();
  feed.offer(NEWER);
  const library = await makeOldLibrary(BROKEN);
  const { app, appImage } = await startUpdatable(context, feed, library);
  const splash = await windowOf(app, 'splash');
  await splash.getByRole('button', { name: 'Update Fermata' }).waitFor();
  const lock = await lockLibrary(library, 'the test is looking at the library');
  await splash.getByRole('button', { name: 'Update Fermata' }).click();
  await splash
    .getByText('That did not work: The update waits: the test is looking at the library.')
    .waitFor();
  await quit(app);
  await lock.release();
  expect(await readFile(appImage, 'utf8')).toBe(OLD);
});

/** As another process does it, which says what for. */
function lockLibrary({ file }: TestLibrary, purpose: string): Promise<LibraryLock> {
  const request = { libraryFile: file, timeoutMs: 5_000, appVersion: packageJson.version, purpose };
  return acquireLock(request, () => {});
}

/** Puts another migration where a library's set has one. */
async function exchangeMigration(
  { migrationsDir, newVersion }: TestLibrary,
  [before]: AddedMigration,
  [name, sql]: AddedMigration,
): Promise<void> {
  await rm(join(migrationsDir, migrationFileName(newVersion, before)));
  await writeFile(join(migrationsDir, migrationFileName(newVersion, name)), sql);
}

/** Has the page ask the library's API for something to be begun. */
async function post(window: Page, path: string, body: unknown): Promise<void> {
  const status = await window.evaluate(
    async ([to, content]) => {
      const headers = { 'Content-Type': 'application/json' };
      return (await fetch(to, { method: 'POST', headers, body: content })).status;
    },
    [path, JSON.stringify(body)] as const,
  );
  expect(status).toBe(200);
}
