/**
 * The desktop app as an AppImage as far as updating is concerned: a file that the environment names is
 * replaced by the one from a feed, and each of the two notes that it was started.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from 'playwright';
import { expect, type TestContext } from 'vitest';
import { exitStatus, firstTrack, startDesktop, windowOf } from './desktop.ts';
import { makeScratchFolder } from './libraries.ts';
import { makeCurrentLibrary, type TestLibrary } from './test-library.ts';
import type { UpdateFeed } from './update-feed.ts';

/** The file of the app that runs: notes that it was started again. */
export const OLD = `#!/bin/sh
echo again > "$0.started"
`;

/** The file of a newer one: notes that it was started, and whether it was to end at once. */
export const NEW = `#!/bin/sh
echo "\${APPIMAGE_EXIT_AFTER_INSTALL:-false}" > "$0.ended-at-once"
`;

interface UpdatableFiles {
  /** The app's own file. */
  readonly appImage: string;
  /** Added to the environment of the app. */
  readonly env: Readonly<Record<string, string>>;
}

interface UpdatableApp {
  readonly app: ElectronApplication;
  readonly home: string;
  /** The app's own file, which an update replaces. */
  readonly appImage: string;
}

interface ShownApp extends UpdatableApp {
  readonly window: Page;
  readonly library: TestLibrary;
}

/** Starts the app on a library that it can open, and waits until that is shown. */
export async function startShown(context: TestContext, feed: UpdateFeed): Promise<ShownApp> {
  const library = await makeCurrentLibrary();
  const updatable = await startUpdatable(context, feed, library);
  const window = await windowOf(updatable.app, 'index');
  await firstTrack(window).waitFor();
  return { ...updatable, window, library };
}

/** Starts the app on a library, as an AppImage that is updated from a feed. */
export async function startUpdatable(
  context: TestContext,
  feed: UpdateFeed,
  library: TestLibrary,
): Promise<UpdatableApp> {
  if (process.platform !== 'linux') return context.skip('AppImages are for Linux');
  const home = await makeScratchFolder();
  const { appImage, env } = await makeUpdatable(home, feed);
  return { app: await startDesktop(context, { args: library.args, home, env }), home, appImage };
}

/** Makes the files of such an app in the folder for its own files. */
export async function makeUpdatable(home: string, feed: UpdateFeed): Promise<UpdatableFiles> {
  const appImage = join(home, 'Fermata.AppImage');
  await writeFile(appImage, OLD, { mode: 0o755 });
  const feedFile = join(home, 'app-update.yml');
  await writeFile(feedFile, JSON.stringify({ provider: 'generic', url: feed.url }));
  const env = {
    APPIMAGE: appImage,
    FERMATA_TEST_UPDATE_FEED: feedFile,
    XDG_CACHE_HOME: join(home, 'cache'),
  };
  return { appImage, env };
}

/** What tells in the main window how updating goes. */
export function updateStrip(window: Page): Locator {
  return window.getByLabel('Update', { exact: true });
}

/** Quits as the menu's item does, and waits for the end. */
export async function quit(app: ElectronApplication): Promise<void> {
  const status = exitStatus(app);
  // The app may be gone before it answers.
  await app.evaluate(({ app: electronApp }) => electronApp.quit()).catch(() => {});
  expect(await status).toBe(0);
}
