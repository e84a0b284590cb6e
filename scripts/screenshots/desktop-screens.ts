/** The screens of the desktop app before its library is ready: the splash at work, and what failed. */
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { windowOf } from '../../e2e/support/desktop.ts';
import {
  type AddedMigration,
  slowMigration,
  writeMigrationSet,
} from '../../e2e/support/migration-sets.ts';
import { makeOldLibrary } from '../../fixtures/old-library.ts';
import { APP_VERSION } from '../../src/main/app-version.ts';
import { acquireLock } from '../../src/main/lifecycle/lock/lock.ts';
import type { Album, Size } from './album.ts';
import { type Launch, takeWindow } from './desktop-stage.ts';
import { upgradeTooFar } from './library-changes.ts';

const LONG_NAME =
  'A Folder That Somebody Gave a Very Long Name, Since It Holds Twenty Years of Music';

/** A copy of a library gets so far, in bytes, and no further: the disk is very slow. */
const COPIED_BYTES = 3_456_789;

/** Stands in for `cat`, by which the app copies; ends with whoever started it. */
const SLOW_CAT = `#!/bin/sh
head -c ${COPIED_BYTES} "$1"
while kill -0 $PPID 2> /dev/null; do sleep 1; done
`;

interface Scene {
  readonly screen: string;
  /** A folder for a library, which is made in it. */
  readonly folder: string;
  readonly prepare: (folder: string) => void;
  /** Follows the shipped migrations. */
  readonly added?: AddedMigration;
  /** What another process does with the library meanwhile. */
  readonly otherWork?: string;
  readonly isDiskSlow?: true;
  /** What the splash says once the picture can be taken. */
  readonly text: string | RegExp;
}

const SCENES: readonly Scene[] = [
  {
    screen: 'waiting',
    folder: 'Music',
    prepare: makeOldOne,
    otherWork: 'the command line is upgrading the library',
    text: /^The command line is upgrading the library/,
  },
  {
    screen: 'backing-up',
    folder: 'Music',
    prepare: (folder) =>
      makeOldLibrary({ file: join(folder, 'library.db'), version: 3, tracks: 40_000 }),
    isDiskSlow: true,
    text: /^3.5 MB of \d+(\.\d)? MB$/,
  },
  {
    screen: 'upgrading',
    folder: 'Music',
    prepare: makeOldOne,
    added: ['sort_names_by_the_rules_of_each_language', slowMigration(2_000_000_000)[1]],
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
      upgradeTooFar(file);
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
export async function showDesktopScreens(
  launch: Launch,
  scratch: string,
  album: Album,
): Promise<void> {
  for (const scene of SCENES) await showScene(launch, join(scratch, scene.screen), scene, album);
}

async function showScene(launch: Launch, at: string, scene: Scene, album: Album): Promise<void> {
  const { screen, folder, prepare, added, otherWork, isDiskSlow, text } = scene;
  const file = join(at, folder, 'library.db');
  const migrationsDir = join(at, 'migrations');
  mkdirSync(join(at, folder), { recursive: true });
  await writeMigrationSet(migrationsDir, { added: added === undefined ? [] : [added] });
  prepare(join(at, folder));
  const lock = otherWork === undefined ? null : await lockFor(otherWork, file);
  const app = await launch({
    home: join(at, 'home'),
    args: ['--library', file, '--migrations', migrationsDir, '--lock-timeout', '600'],
    env: isDiskSlow ? environmentOfSlowDisk(at) : {},
  });
  try {
    const splash = await windowOf(app, 'splash');
    await splash.getByText(text).first().waitFor();
    await takeWindow(screen, { app, page: splash, size: await sizeOf(app, splash) }, album);
  } finally {
    app.process().kill('SIGKILL');
    await lock?.release();
  }
}

function lockFor(purpose: string, libraryFile: string) {
  return acquireLock({ libraryFile, timeoutMs: 0, appVersion: APP_VERSION, purpose }, () => {});
}

function environmentOfSlowDisk(at: string): Record<string, string> {
  const bin = join(at, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'cat'), SLOW_CAT, { mode: 0o755 });
  return { PATH: `${bin}${delimiter}${process.env.PATH}` };
}

async function sizeOf(app: ElectronApplication, page: Page): Promise<Size> {
  const window = await app.browserWindow(page);
  const [width = 0, height = 0] = await window.evaluate((each) => each.getContentSize());
  return { width, height };
}
