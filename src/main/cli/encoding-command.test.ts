/** `fermata encoding`: what tags would be in each encoding, and the one that is said for an album. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { id3Frame, id3Tag, song, writeMp3 } from '../library/scan/testing/tagged-files.ts';
import { linesOf, resultOf, runCli, scratchFolder } from './testing.ts';

const latin1 = (id: string, hex: string) => id3Frame(id, Buffer.from(`00${hex}`, 'hex'));

test('an album is read in another encoding, which stays, and guessed again', async () => {
  const folder = scratchFolder();
  const music = join(folder, 'Music');
  mkdirSync(music);
  // "ДДТ", "КТО" and "ВОТ" in KOI8-R.
  for (const [index, title] of ['e4e4f4', 'ebf4ef'].entries()) {
    const tag = id3Tag(3, latin1('TIT2', title), latin1('TALB', 'f7eff4'));
    copyFileSync(writeMp3(song(), tag), join(music, `${index}.mp3`));
  }
  const library = join(folder, 'library.db');
  const run = (...args: string[]) => runCli([...args, '--library', library, '--json']);
  const titles = async () => {
    const lines = linesOf(await run('tracks')).filter(({ event }) => event === 'track');
    return lines.map(({ title, album }) => `${title} | ${album}`).toSorted();
  };
  await run('scan', music);
  const guessed = await titles();
  const first = join(music, '0.mp3');
  expect(resultOf(await run('encoding', 'show', first))).toMatchObject({
    tracks: 2,
    chosen: null,
    choices: expect.arrayContaining([{ encoding: 'koi8-r', texts: ['ДДТ', 'ВОТ', 'КТО'] }]),
  });
  expect(resultOf(await run('encoding', 'set', 'KOI8-R', first))).toMatchObject({
    ok: true,
    encoding: 'koi8-r',
    tracks: [expect.any(Number), expect.any(Number)],
  });
  expect(await titles()).toEqual(['ДДТ | ВОТ', 'КТО | ВОТ']);
  await run('scan', '--full', music);
  expect(await titles()).toEqual(['ДДТ | ВОТ', 'КТО | ВОТ']);
  const told = await runCli(['encoding', 'show', first, '--library', library]);
  expect(told.stdout).toContain('Encoding: koi8-r (2 tracks of the albums).');
  await run('encoding', 'set', 'guess', first);
  expect(await titles()).toEqual(guessed);
  expect((await run('encoding', 'set', 'morse', first)).status).toBe(2);
});
