/**
 * A library that can only be read: on a disk that is mounted so. It is read like any other, nothing is made
 * beside it, and what would change it is refused in so many words.
 */
import { join } from 'node:path';
import { describe, expect, type TestContext, test } from 'vitest';
import { makeOldLibrary as makeReleasedLibrary } from '../fixtures/old-library.ts';
import { makeMountNamespace } from './support/mount-namespace.ts';
import { makeMusicLibrary } from './support/music-library.ts';
import { runFermata, startFermata } from './support/processes.ts';
import {
  makeCurrentLibrary,
  makeMissingLibrary,
  type TestLibrary,
} from './support/test-library.ts';
import { openInBrowser } from './support/web-process.ts';

/** Puts a copy of the library's folder in its place, on a disk of its own that is then read-only. */
const READ_ONLY = `
  cp -a "$0" "$0.copy"
  mount -t tmpfs -o size=32m none "$0"
  cp -a "$0.copy/." "$0"
  rm -r "$0.copy"
  mount -o remount,ro "$0"
`;

async function onReadOnlyDisk(context: TestContext, library: TestLibrary) {
  return makeMountNamespace(context, READ_ONLY, library.folder);
}

describe('A library on a disk that can only be read', () => {
  test('is told, searched, checked and verified', async (context) => {
    const library = await makeMusicLibrary();
    await runFermata(['backup', ...library.args]);
    const { through } = await onReadOnlyDisk(context, library);
    const commands = [['status'], ['search', 'light'], ['doctor'], ['verify'], ['backups']];
    for (const command of commands) {
      const { status } = await startFermata([...command, ...library.args], { through }).ended;
      expect([...command, status]).toEqual([...command, 0]);
    }
    const refused = startFermata(['rate', '5', '1', ...library.args], { through });
    expect((await refused.ended).result).toMatchObject({
      code: 'NO_PERMISSION',
      message: expect.stringContaining('can only be read here'),
    });
  });

  test('is what another one is restored from', async (context) => {
    const library = await makeMusicLibrary();
    const other = await makeMissingLibrary(await makeCurrentLibrary());
    const { through } = await onReadOnlyDisk(context, library);
    const restore = ['restore', join(library.folder, 'library.db'), ...other.args];
    const { status } = await startFermata(restore, { through }).ended;
    expect(status).toBe(0);
  });

  test('of an older version is searched in an upgraded copy, and not upgraded', async (context) => {
    const library = await makeMissingLibrary(await makeCurrentLibrary());
    makeReleasedLibrary({ file: library.file, version: 12, tracks: 50 });
    const { through } = await onReadOnlyDisk(context, library);
    const search = startFermata(['search', 'machine', ...library.args], { through });
    const { result } = await search.ended;
    expect(result).toMatchObject({ ok: true, libraryFile: library.file });
    expect(result).toHaveProperty(
      'total',
      expect.toSatisfy((total) => total > 0),
    );
    const prepare = startFermata(['prepare', ...library.args], { through });
    expect((await prepare.ended).result).toMatchObject({
      code: 'NO_PERMISSION',
      message: expect.stringContaining('has to be upgraded before it can be opened'),
    });
  });

  test('is served: its page says so, and refuses edits', async (context) => {
    const library = await makeMusicLibrary();
    const { through } = await onReadOnlyDisk(context, library);
    const { page } = await openInBrowser(context, library, { through });
    await page.getByText('This library can only be read here').waitFor();
    const light = page.getByRole('row').filter({ hasText: 'Second Light' });
    await light.click();
    await page.keyboard.press('4');
    await page.getByText('The library can only be read here: its disk').first().waitFor();
  });
});
