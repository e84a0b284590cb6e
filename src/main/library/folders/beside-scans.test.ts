/** Folders are removed and relocated while a scan runs: it is interrupted, and goes on where that makes sense. */
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLibraryWithMusic } from '../../../../fixtures/test-library.ts';
import type { ScanState } from '../../../shared/api/scan.ts';
import type { Library } from '../library.ts';

/** The next state of a scan that fits. */
function nextState(library: Library, fits: (state: ScanState) => boolean): Promise<ScanState> {
  return new Promise((resolve) => {
    const stop = library.onScan((state) => {
      if (!fits(state)) return;
      stop();
      resolve(state);
    });
  });
}

test('a scan that a person asked for is interrupted by a removal, and goes on in the other folders', async () => {
  const { folder, music, library } = await openLibraryWithMusic();
  const other = join(folder, 'other');
  mkdirSync(other);
  cpSync(music, join(other, 'copies'), { recursive: true });
  const begun = nextState(library, ({ state, found }) => state === 'scanning' && found > 0);
  const interrupted = library.scan([music, other]);
  await begun;
  const done = nextState(library, ({ state }) => state === 'done');
  const { removal } = await library.calls.removeFolder({ path: music });
  expect((await interrupted).state).toBe('cancelled');
  expect((await done).folders).toEqual([other]);
  const paths = (await library.calls.tracks({ limit: 500 })).tracks.map(({ path }) => path);
  expect(paths.length).toBeGreaterThan(0);
  expect(paths.filter((path) => path.startsWith(music))).toEqual([]);
  await library.calls.restoreRemoval(removal);
  expect((await library.calls.folders({})).map(({ path }) => path)).toEqual([music, other]);
});

test('a scan that is interrupted as soon as it begins goes on, whatever its folders were called', async () => {
  const { folder, music, library } = await openLibraryWithMusic();
  const other = join(folder, 'other');
  cpSync(music, other, { recursive: true });
  symlinkSync(other, join(folder, 'link'));
  await library.scan([music, other]);
  const done = nextState(library, ({ state }) => state === 'done');
  const interrupted = library.scan([join(folder, 'link'), music]);
  await library.calls.removeFolder({ path: music });
  expect((await interrupted).state).toBe('cancelled');
  expect((await done).folders).toEqual([other]);
});

test('the first page counts tracks anew once some were removed, in every thread', async () => {
  const { music, library } = await openLibraryWithMusic();
  await library.scan([music]);
  const count = async () => (await library.calls.tracks({ limit: 1 })).total;
  const before = await count();
  const [track] = (await library.calls.tracks({ limit: 1 })).tracks;
  const { removal } = await library.calls.removeTracks({ ids: [track?.id ?? 0] });
  expect(await count()).toBe(before - 1);
  await library.calls.restoreRemoval(removal);
  expect(await count()).toBe(before);
});
