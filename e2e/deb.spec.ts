/**
 * The Debian package: installed in a Debian of its own, started by the command that it brings, and
 * removed again, which leaves the library where it is.
 */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import { readBackups } from './support/backups.ts';
import { findCommand } from './support/commands.ts';
import { type DebianSystem, makeDeb, makeDebianSystem } from './support/deb-package.ts';
import { firstTrack } from './support/desktop.ts';
import { makeScratchFolder } from './support/libraries.ts';
import { readLibraryState } from './support/library-state.ts';
import { drivePacked, type PackedApp, packForTests } from './support/packed-app.ts';
import { makeCurrentLibrary, makeOldLibrary } from './support/test-library.ts';
import type { Offer } from './support/unavailable.ts';

/** Every dependency of a package, and theirs, that is installed (apt-cache(8)). */
const INSTALLED_DEPENDENCIES = [
  ...['depends', '--recurse', '--installed', '--no-recommends', '--no-suggests', '--no-enhances'],
  ...['--no-conflicts', '--no-breaks', '--no-replaces', 'fermata'],
];

/** Puts what a running app can make nothing of in the place of what it was loaded from. */
const REPLACE = `find /opt/Fermata/resources -name "*.asar" -o -name "*.node" | while read -r file; do
  echo > "$file.new" && mv "$file.new" "$file" || exit 1
done`;

let packed: Offer<PackedApp>;
let folder: string;
let deb: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fermata-deb-'));
  packed = await packForTests();
  // Where packages are not made, none is installed: each test says so.
  if ('missing' in packed || (await findCommand('dpkg-deb')) === null) return;
  deb = await makeDeb(packed.thing, folder);
});
afterAll(async () => {
  if ('thing' in packed) await packed.thing.remove();
  await rm(folder, { recursive: true, force: true });
});

describe('The Debian package', () => {
  test('brings a command that opens a library, and leaves the library when it goes', async (context) => {
    const { app, debian } = await install(context);
    const library = await makeOldLibrary();
    const installed: PackedApp = {
      ...app,
      executable: '/usr/bin/fermata',
      through: debian.through,
    };
    const options = { args: ['--library', library.file], home: await makeScratchFolder() };
    const running = await drivePacked(installed, options);
    await firstTrack(await running.page('index')).waitFor();
    running.process.kill('SIGTERM');
    expect(await once(running.process, 'exit')).toEqual([0, null]);

    await debian.run('dpkg', '--purge', 'fermata');
    const left = ['/usr/bin/fermata', '/opt/Fermata', '/usr/share/applications/fermata.desktop'];
    expect(left.filter((path) => existsSync(debian.seen(path)))).toEqual([]);
    const { version, problems } = await readLibraryState(library.file);
    expect({ version, problems }).toEqual({ version: library.newVersion, problems: [] });
  });

  test('can be replaced under the running app, which goes on with what it was', async (context) => {
    const { app, debian } = await install(context);
    const library = await makeCurrentLibrary();
    const running = await drivePacked(
      { ...app, executable: '/opt/Fermata/fermata', through: debian.through },
      { args: ['--library', library.file], home: await makeScratchFolder() },
    );
    const page = await running.page('index');
    await firstTrack(page).waitFor();
    await debian.run('sh', '-c', REPLACE);
    await page.getByRole('button', { name: 'Backups' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Back Up Now' }).click();
    await dialog.getByText('The backup is made and verified.').waitFor();
    running.process.kill('SIGTERM');
    expect(await once(running.process, 'exit')).toEqual([0, null]);
    expect(await readBackups(library.backupsDir)).toHaveLength(1);
  });

  test('depends on every library of the system that the app is linked with', async (context) => {
    const { debian } = await install(context);
    const linked = await debian.run('ldd', '/opt/Fermata/fermata');
    const libraries = [...linked.matchAll(/=> (?:\/usr)?\/lib\/(\S+)/g)].map(
      ([, path = '']) => path,
    );
    const owners = await ownersOf(debian, libraries);
    const depended = await debian.run('apt-cache', ...INSTALLED_DEPENDENCIES);
    const known = new Set(depended.split(/\s+/));
    const missing = libraries.filter((library) => !known.has(owners.get(library) ?? 'nobody'));
    expect(missing).toEqual([]);
  });

  test('is found in the menus of a desktop, with its icon and the playlists that it opens', async (context) => {
    const { debian } = await install(context);
    const entry = '/usr/share/applications/fermata.desktop';
    expect(await debian.run('desktop-file-validate', entry)).toBe('');
    const icons = '/usr/share/icons/hicolor/256x256/apps/fermata.png';
    expect(existsSync(debian.seen(icons))).toBe(true);
    expect(await debian.run('cat', '/usr/share/applications/mimeinfo.cache')).toContain(
      'audio/x-mpegurl=fermata.desktop;',
    );
  });
});

/** Installs the package in a Debian of the test's own, or ends the test with the reason why not. */
async function install(
  context: TestContext,
): Promise<{ readonly app: PackedApp; readonly debian: DebianSystem }> {
  if ('missing' in packed) return context.skip(packed.missing);
  const debian = await makeDebianSystem(context);
  await debian.run('dpkg', '--install', deb);
  return { app: packed.thing, debian };
}

/** The package that each of some files below /lib belongs to. */
async function ownersOf(
  debian: DebianSystem,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  // The two folders are one where a package may know a file by either name. Status 1: not by both.
  const candidates = paths.flatMap((path) => [`/lib/${path}`, `/usr/lib/${path}`]);
  const search = 'dpkg --search "$@" 2>/dev/null || test $? = 1';
  const found = await debian.run('sh', '-c', search, 'sh', ...candidates);
  const owned = found.matchAll(/^([^:]+):.* (?:\/usr)?\/lib\/(\S+)$/gm);
  return new Map([...owned].map(([, owner = '', path = '']) => [path, owner]));
}
