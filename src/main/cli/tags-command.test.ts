/** `fermata tags`: tags are shown, and written into files and the library alike. */
import { chmodSync, copyFileSync, linkSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AUDIO_FIXTURES } from '../../../fixtures/test-library.ts';
import { linesOf, resultOf, runCli, scratchFolder } from './testing.ts';

const NAMES = ['01 first light.mp3', '02 second light.flac', '03 third light.ogg'];

async function makeLibrary() {
  const folder = scratchFolder();
  const music = join(folder, 'Music');
  mkdirSync(music);
  const files = NAMES.map((name) => join(music, name));
  for (const [index, file] of files.entries()) {
    copyFileSync(join(AUDIO_FIXTURES, NAMES[index] ?? ''), file);
    chmodSync(file, 0o644);
  }
  const [mp3 = '', flac = '', ogg = ''] = files;
  const library = join(folder, 'library.db');
  const run = (...args: string[]) => runCli([...args, '--library', library, '--json']);
  await run('scan', music);
  const track = async (path: string) =>
    linesOf(await run('tracks')).find((line) => line.path === path);
  return { run, track, mp3, flac, ogg, library, music };
}

test('tags are written into files, and the library has them at once and keeps what a person said', async () => {
  const { run, track, mp3, flac, music } = await makeLibrary();
  await run('rate', '4', mp3);
  const set = await run(
    ...['tags', 'set', mp3, flac, '--tag', 'album=Blue', '--tag', 'ARTIST=One'],
    ...['--tag', 'ARTIST=Two', '--tag', 'GENRE='],
  );
  expect(resultOf(set)).toMatchObject({
    ok: true,
    edited: [
      {
        before: { ALBUM: ['The Six Formats'] },
        after: { ALBUM: ['Blue'], ARTIST: ['One', 'Two'], GENRE: [] },
      },
      { after: { ALBUM: ['Blue'] } },
    ],
    failed: [],
  });
  expect(await track(mp3)).toMatchObject({ album: 'Blue', artists: ['One', 'Two'], rating: 4 });
  const shown = resultOf(await run('tags', 'show', mp3));
  expect(shown).toMatchObject({ files: [{ path: mp3, tags: { ALBUM: ['Blue'] }, refusal: null }] });
  const scanned = resultOf(await run('scan', music));
  expect(scanned).toMatchObject({ changed: 0, unchanged: 3, missing: 0 });
});

test('a preview says what would change, and changes nothing', async () => {
  const { run, mp3, library } = await makeLibrary();
  const before = readFileSync(mp3);
  const told = await runCli([
    ...['tags', 'set', mp3, '--tag', 'ALBUM=Blue', '--preview', '--library', library],
  ]);
  expect(told.stdout).toContain('The Six Formats → Blue');
  expect(readFileSync(mp3)).toEqual(before);
  expect(resultOf(await run('tags', 'show', mp3))).toMatchObject({
    files: [{ tags: { ALBUM: ['The Six Formats'] } }],
  });
});

test('of several files, those that can be written are, and the others are told', async () => {
  const { run, track, mp3, flac, ogg, music } = await makeLibrary();
  chmodSync(flac, 0o444);
  linkSync(ogg, join(music, '..', 'other name.ogg'));
  const before = [readFileSync(flac), readFileSync(ogg)];
  const set = await run('tags', 'set', mp3, flac, ogg, '--tag', 'ALBUM=Blue');
  expect(resultOf(set)).toMatchObject({
    ok: false,
    code: 'NO_PERMISSION',
    edited: [{ after: { ALBUM: ['Blue'] } }],
    failed: [
      { path: flac, error: { code: 'NO_PERMISSION' } },
      { path: ogg, error: { code: 'CONFLICT' } },
    ],
  });
  expect(set.status).toBe(18);
  expect([readFileSync(flac), readFileSync(ogg)]).toEqual(before);
  expect(await track(mp3)).toMatchObject({ album: 'Blue' });
  expect(await track(flac)).toMatchObject({ album: 'The Six Formats' });
});

test('a tag without a name, or with one that no format has, is refused', async () => {
  const { run, mp3 } = await makeLibrary();
  for (const tag of ['Blue', '=Blue', 'A=B\0C', 'ÄÖ=x']) {
    expect((await run('tags', 'set', mp3, '--tag', tag)).status).toBe(2);
  }
});
