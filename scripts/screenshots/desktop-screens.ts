/** The screens of the desktop app before its library is ready: the splash at work, and what failed. */
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { type ElectronApplication, _electron as electron, type Page } from 'playwright';
import { prepareElectron } from '../../e2e/support/electron-runtime.ts';
import { environmentWith, switchesOf } from '../../e2e/support/electron-switches.ts';
import {
  type AddedMigration,
  slowMigration,
  writeMigrationSet,
} from '../../e2e/support/migration-sets.ts';
import { startXServer } from '../../e2e/support/x-server.ts';
import { makeOldLibrary } from '../../fixtures/old-library.ts';
import type { Album } from './album.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

const LONG_NAME =
  'A Folder That Somebody Gave a Very Long Name, Since It Holds Twenty Years of Music';

interface Scene {
  readonly screen: string;
  /** A folder for a library, which is made in it. */
  readonly folder: string;
  readonly prepare: (folder: string) => void;
  /** Follows the shipped migrations. */
  readonly added?: AddedMigration;
  /** What the splash says once the picture can be taken. */
  readonly text: string | RegExp;
}

const SCENES: readonly Scene[] = [
  {
    screen: 'upgrading',
    folder: 'Music',
    prepare: makeOldOne,
    added: ['sort_names_by_the_rules_of_each_language', slowMigration(100_000_000)[1]],
    text: /^\d+ s$/,
  },
  {
    screen: 'migration-failed',
    folder: 'Music',
    prepare: makeOldOne,
    added: ['broken', 'UPDATE nowhere SET a = 1;'],
    text: 'MIGRATION_FAILED',
  },
  {
    screen: 'damaged-long-name',
    folder: LONG_NAME,
    prepare(folder) {
      makeOldLibrary({ file: join(folder, 'library.db'), tracks: 2_000 });
      truncateSync(join(folder, 'library.db'), 100_000);
    },
    text: 'LIBRARY_DAMAGED',
  },
  {
    screen: 'too-new',
    folder: 'Music',
    prepare(folder) {
      const file = join(folder, 'library.db');
      makeOldLibrary({ file, tracks: 2_000 });
      const db = new Database(file);
      db.exec(`PRAGMA user_version = 99;
        INSERT INTO schema_version (version, name, checksum, app_version, applied_at, duration_ms)
        VALUES (99, 'later', 'x', '4.2.0', '2027-01-01T00:00:00.000Z', 1)`);
      db.close();
    },
    text: 'LIBRARY_TOO_NEW',
  },
  {
    screen: 'not-a-library',
    folder: 'Music',
    prepare: (folder) => writeFileSync(join(folder, 'library.db'), 'no database at all'),
    text: 'NOT_A_LIBRARY',
  },
];

function makeOldOne(folder: string): void {
  makeOldLibrary({ file: join(folder, 'library.db'), version: 3, tracks: 2_000 });
}

/** Shows the screens one after the other, and takes pictures of each. */
export async function showDesktopScreens(scratch: string, album: Album): Promise<void> {
  const runtime = await prepareElectron();
  const xServer = await startXServer();
  const { sqliteBinding } = runtime;
  const env = {
    ...environmentWith(xServer.display),
    ...(sqliteBinding === null ? {} : { FERMATA_TEST_SQLITE_BINDING: sqliteBinding }),
  };
  try {
    for (const { screen, folder, prepare, added, text } of SCENES) {
      const at = join(scratch, screen);
      const library = join(at, folder);
      const migrationsDir = join(at, 'migrations');
      mkdirSync(library, { recursive: true });
      await writeMigrationSet(migrationsDir, { added: added === undefined ? [] : [added] });
      prepare(library);
      const names = ['--library', join(library, 'library.db'), '--migrations', migrationsDir];
      const app = await electron.launch({
        executablePath: runtime.executable,
        args: [PROJECT, ...switchesOf(join(at, 'home')), ...names],
        env,
      });
      const splash = await splashOf(app);
      await splash.getByText(text).first().waitFor();
      await takeSplash(screen, app, splash, album);
      app.process().kill('SIGKILL');
    }
  } finally {
    xServer.stop();
  }
}

async function splashOf(app: ElectronApplication): Promise<Page> {
  const isSplash = (page: Page) => page.url().endsWith('/splash.html');
  return app.windows().find(isSplash) ?? app.waitForEvent('window', { predicate: isSplash });
}

async function takeSplash(
  screen: string,
  app: ElectronApplication,
  splash: Page,
  album: Album,
): Promise<void> {
  const window = await app.browserWindow(splash);
  const [width = 0, height = 0] = await window.evaluate((each) => each.getContentSize());
  await album.take(screen, splash, { width, height }, async (size) => {
    await window.evaluate((each, wanted) => {
      each.setResizable(true);
      each.setContentSize(wanted.width, Math.min(wanted.height, 600));
    }, size);
    await splash.waitForFunction(`innerWidth === ${size.width}`);
  });
}
