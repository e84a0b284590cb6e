/**
 * The app as it is packaged: what is in it and what is not, which of Electron's doors are closed,
 * and that it upgrades and opens a library from inside its archive.
 */
import { once } from 'node:events';
import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import {
  afterAll,
  beforeAll,
  describe,
  expect,
  onTestFinished,
  type TestContext,
  test,
} from 'vitest';
import { z } from 'zod';
import { firstTrack } from './support/desktop.ts';
import { makeScratchFolder } from './support/libraries.ts';
import { readLibraryState } from './support/library-state.ts';
import { makeMusicFolder } from './support/music-folders.ts';
import { drivePacked, type PackedApp, packForTests, runPacked } from './support/packed-app.ts';
import { HANGS_MS } from './support/patience.ts';
import { makeCurrentLibrary, makeOldLibrary } from './support/test-library.ts';
import type { Offer } from './support/unavailable.ts';
import { openFeed } from './support/update-feed.ts';

const PROJECT = new URL('..', import.meta.url);

let packed: Offer<PackedApp>;
beforeAll(async () => {
  packed = await packForTests();
});
afterAll(async () => {
  if ('thing' in packed) await packed.thing.remove();
});

describe('The package', () => {
  test('holds the app, its migrations and what it depends on, and nothing else', async (context) => {
    const files = archived(packedApp(context));
    const { dependencies, devDependencies } = await readPackage();
    expect(files).toEqual(
      expect.arrayContaining([
        'package.json',
        'out/main/desktop.js',
        'out/renderer/index.html',
        ...(await readdir(new URL('migrations', PROJECT)))
          .filter((name) => name.endsWith('.sql'))
          .map((name) => `migrations/${name}`),
        ...Object.keys(dependencies).map((name) => `node_modules/${name}/package.json`),
      ]),
    );
    const tops = new Set(files.map((file) => file.split('/')[0]));
    expect([...tops].sort()).toEqual([
      'LICENSE',
      'assets',
      'migrations',
      'node_modules',
      'out',
      'package.json',
    ]);
    expect(Object.keys(devDependencies).filter((name) => contains(files, name))).toEqual([]);
  });

  test('holds better-sqlite3 for its own kind of machine, and no sources', async (context) => {
    const app = packedApp(context);
    const prebuilt = `node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`;
    const files = archived(app);
    expect(files.filter((file) => file.includes('/prebuilds/'))).toContain(prebuilt);
    expect(files.filter((file) => /\/prebuilds\/./.test(file))).toHaveLength(1);
    expect(files.filter((file) => /\.(c|cpp|h|gypi?|map|d\.[cm]?ts)$/.test(file))).toEqual([]);
    // What lies outside the archive is not covered by the check of its integrity.
    const outside = await readdir(join(app.resources, 'app.asar.unpacked'), {
      recursive: true,
      withFileTypes: true,
    });
    const unpacked = outside.filter((entry) => entry.isFile()).map(({ name }) => name);
    // The system loads binaries for Node, and the library that sharp's one needs.
    const loaded = /\.node$|^libvips.*\.(so\b|dll$|dylib$)/;
    expect(unpacked.filter((name) => !loaded.test(name))).toEqual([]);
    expect(unpacked).toContain(`${process.platform}-${process.arch}.node`);
  });

  test('has every fuse set', async (context) => {
    expect(await getCurrentFuseWire(packedApp(context).executable)).toMatchObject({
      [FuseV1Options.RunAsNode]: FuseState.DISABLE,
      [FuseV1Options.EnableCookieEncryption]: FuseState.ENABLE,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.DISABLE,
      [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.DISABLE,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FuseState.ENABLE,
      [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: FuseState.DISABLE,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: FuseState.DISABLE,
    });
  });
});

describe('The packaged app', () => {
  test('upgrades an old library with its own migrations, and shows it', async (context) => {
    const library = await makeOldLibrary();
    const app = await drivePacked(packedApp(context), {
      args: ['--library', library.file],
      home: await makeScratchFolder(),
      // For the app of the tests alone.
      env: { FERMATA_TEST_SQLITE_BINDING: '/nowhere/better_sqlite3.node' },
    });
    const window = await app.page('index');
    await firstTrack(window).waitFor();
    expect(await window.evaluate('typeof fermataDesktop')).toBe('object');

    app.process.kill('SIGTERM');
    expect(await once(app.process, 'exit')).toEqual([0, null]);
    const { version, problems } = await readLibraryState(library.file);
    expect(version).toBe(library.newVersion);
    expect(problems).toEqual([]);
    expect((await readdir(library.backupsDir)).filter((name) => name.endsWith('.db'))).toHaveLength(
      1,
    );
  });

  test('scans music with the reader of tags in its archive, and scales covers', async (context) => {
    const library = await makeCurrentLibrary();
    const app = await drivePacked(packedApp(context), {
      args: ['--library', library.file],
      home: await makeScratchFolder(),
    });
    const window = await app.page('index');
    await firstTrack(window).waitFor();
    const body = JSON.stringify({ folders: [fileURLToPath(new URL('fixtures/audio', PROJECT))] });
    await window.evaluate(`fetch('/api/scan', { method: 'POST', body: ${JSON.stringify(body)} })`);
    await expect
      .poll(() => window.evaluate(`fetch('/api/scan').then((answer) => answer.json())`))
      .toMatchObject({ state: 'done', added: 7, failed: 1 });

    // A thumbnail is made by the library beside the archive.
    await window.getByRole('searchbox').fill('first light');
    const cover = window.getByRole('grid', { name: 'Tracks' }).locator('img').first();
    const address = await cover.getAttribute('src');
    const typeOf = `fetch('${address}').then(({ headers }) => headers.get('content-type'))`;
    expect(await window.evaluate(typeOf)).toBe('image/webp');
  });

  test('sees what changes in a music folder by the watcher beside its archive', async (context) => {
    const library = await makeCurrentLibrary();
    const music = await makeMusicFolder(2);
    const app = await drivePacked(packedApp(context), {
      args: ['--library', library.file],
      home: await makeScratchFolder(),
    });
    const window = await app.page('index');
    await firstTrack(window).waitFor();
    const answer = (path: string, init = '{}') =>
      window.evaluate(`fetch('${path}', ${init}).then((answer) => answer.json())`);
    const body = JSON.stringify({ folders: [music] });
    await answer('/api/scan', `{ method: 'POST', body: ${JSON.stringify(body)} }`);
    await expect
      .poll(() => answer('/api/watching'), { timeout: HANGS_MS })
      .toMatchObject({
        folders: expect.arrayContaining([{ path: music, how: 'watched', reason: null }]),
      });
    await copyFile(join(PROJECT.pathname, 'fixtures/audio/untagged.wav'), join(music, 'new.wav'));
    await expect
      .poll(() => answer('/api/tracks?text=new&sort=title&limit=5'), { timeout: HANGS_MS })
      .toMatchObject({ tracks: [{ path: join(music, 'new.wav') }] });
  });

  test('is never a Node, and cannot be inspected', async (context) => {
    const library = await makeCurrentLibrary();
    const app = await drivePacked(packedApp(context), {
      args: ['--library', library.file, '--inspect=0'],
      home: await makeScratchFolder(),
      env: { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--require /nowhere/nothing.cjs' },
    });
    await firstTrack(await app.page('index')).waitFor();
    expect(app.messages.filter((line) => line.includes('Debugger listening'))).toEqual([]);
  });

  test.for([
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--remote-allow-origins=*',
    '--renderer-cmd-prefix=true',
  ])('does not start with %s', async (forbidden, context) => {
    const library = await makeCurrentLibrary();
    const app = runPacked(packedApp(context), {
      args: ['--library', library.file, forbidden],
      home: await makeScratchFolder(),
    });
    let written = '';
    app.stderr?.setEncoding('utf8').on('data', (text: string) => {
      written += text;
    });
    expect(await once(app, 'exit')).toEqual([2, null]);
    expect(written).toContain(forbidden.split('=')[0]);
    expect(written).not.toContain('DevTools listening');
  });

  test('updates itself from the feed that it was packed with', async (context) => {
    if (process.platform !== 'linux') return context.skip('AppImages are for Linux');
    const { resources } = packedApp(context);
    const feed = await openFeed();
    feed.offer({ version: '99.0.0', content: '#!/bin/sh\n' });
    const feedFile = join(resources, 'app-update.yml');
    await writeFile(feedFile, JSON.stringify({ provider: 'generic', url: feed.url }));
    onTestFinished(() => rm(feedFile));
    const library = await makeCurrentLibrary();
    const home = await makeScratchFolder();
    const appImage = join(home, 'Fermata.AppImage');
    await writeFile(appImage, 'the old version');
    const app = await drivePacked(packedApp(context), {
      args: ['--library', library.file],
      home,
      env: { APPIMAGE: appImage, XDG_CACHE_HOME: join(home, 'cache') },
    });
    const window = await app.page('index');
    await window.getByText('Fermata 99.0.0 is ready.').waitFor();
    const ended = once(app.process, 'exit');
    // The app may be gone before it answers the click.
    window
      .getByRole('button', { name: 'Restart to Update' })
      .click()
      .catch(() => {});
    expect(await ended).toEqual([0, null]);
    expect(await readFile(appImage, 'utf8')).toBe('#!/bin/sh\n');
  });

  test('ends well where it runs already', async (context) => {
    const library = await makeCurrentLibrary();
    const options = { args: ['--library', library.file], home: await makeScratchFolder() };
    const first = await drivePacked(packedApp(context), options);
    await firstTrack(await first.page('index')).waitFor();
    expect(await once(runPacked(packedApp(context), options), 'exit')).toEqual([0, null]);
    expect(first.process.exitCode).toBeNull();
  });
});

/** The app, or the end of the test with the reason why there is none. */
function packedApp({ skip }: TestContext): PackedApp {
  return 'thing' in packed ? packed.thing : skip(packed.missing);
}

/** The paths in the app's archive, with slashes, as in the project. */
function archived({ resources }: PackedApp): string[] {
  const listed = listPackage(join(resources, 'app.asar'), { isPack: false });
  return listed.map((path) => path.slice(1).replaceAll('\\', '/'));
}

function contains(files: readonly string[], dependency: string): boolean {
  return files.some((file) => file.includes(`node_modules/${dependency}/`));
}

async function readPackage() {
  const versions = z.record(z.string(), z.string());
  const PackageSchema = z.object({ dependencies: versions, devDependencies: versions });
  return PackageSchema.parse(JSON.parse(await readFile(new URL('package.json', PROJECT), 'utf8')));
}
