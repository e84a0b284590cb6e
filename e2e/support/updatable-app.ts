/**
 * The desktop app as an AppImage as far as updating is concerned: a file that the environment names is
 * replaced by the one from a feed.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { UpdateFeed } from './update-feed.ts';

interface UpdatableApp {
  /** The app's own file. */
  readonly appImage: string;
  /** Added to the environment of the app. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Makes the files of such an app.
 *
 * @param home the folder for the app's own files
 * @param content of the app's own file
 */
export async function makeUpdatable(
  home: string,
  feed: UpdateFeed,
  content: string,
): Promise<UpdatableApp> {
  const appImage = join(home, 'Fermata.AppImage');
  await writeFile(appImage, content, { mode: 0o755 });
  const feedFile = join(home, 'app-update.yml');
  await writeFile(feedFile, JSON.stringify({ provider: 'generic', url: feed.url }));
  const env = {
    APPIMAGE: appImage,
    FERMATA_TEST_UPDATE_FEED: feedFile,
    XDG_CACHE_HOME: join(home, 'cache'),
  };
  return { appImage, env };
}
