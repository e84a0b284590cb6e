/**
 * What may lie in a music folder and is no music as others know it: pictures, tags and titles beyond any measure,
 * folders of a hundred thousand files and of the longest paths, files that grow while they are read. Each is told,
 * and the scan goes on. Disks that go away in the middle: ../../cli/music-disks.slow.test.ts.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { AUDIO_FIXTURES, openLibraryWithMusic } from '../../../../fixtures/test-library.ts';
import { TrackQuerySchema } from '../../../shared/api/tracks.ts';
import type { Library } from '../library.ts';
import { id3Frame, id3Header, id3Tag, song } from './testing/tagged-files.ts';

const GOOD = 7;
const SONG = join(AUDIO_FIXTURES, '04 fourth light.opus');

let music = '';
let library: Library;

beforeEach(async () => {
  ({ music, library } = await openLibraryWithMusic());
});

async function tracks(text = '') {
  const query = TrackQuerySchema.parse({ text, sort: 'title', limit: 500 });
  return (await library.calls.tracks(query)).tracks;
}

async function problems() {
  const found = await library.calls.scanProblems({});
  return new Map(found.map(({ path, reason }) => [path, reason]));
}

/** Makes a file in the music folder, of parts that may be large. */
function put(name: string, ...parts: readonly Buffer[]): string {
  const path = join(music, name);
  writeFileSync(path, Buffer.concat(parts));
  return path;
}

describe('Beside good files, all of which come in', () => {
  const MB = 1024 * 1024;
  const picture = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(40 * MB, 0x55)]);

  test('a picture of 40 MB, in a tag or as a file, is shown or told', async () => {
    const inTag = Buffer.concat([Buffer.from('\0image/jpeg\0\x03\0', 'latin1'), picture]);
    const path = put('picture.mp3', id3Tag(3, id3Frame('APIC', inTag)), song());
    mkdirSync(join(music, 'album'));
    copyFileSync(SONG, join(music, 'album', 'song.opus'));
    put('album/cover.jpg', picture);
    const ended = await library.scan([music]);
    expect(ended).toMatchObject({ state: 'done', found: 10 });
    const told = await problems();
    const shown = (await tracks()).map((track) => track.path);
    expect([told.has(path), shown.includes(path)]).toContain(true);
    expect(shown).toHaveLength(GOOD + 1 + (told.has(path) ? 0 : 1));
  });

  test('a tag of 100 MB is told', async () => {
    const path = put('tag.mp3', id3Header(2, 100_000_000), Buffer.alloc(100_000_000), song());
    expect(await library.scan([music])).toMatchObject({ state: 'done', added: GOOD, failed: 2 });
    expect((await problems()).get(path)).toMatch(/larger than those of any music/);
  });

  test('a title of a million characters is cut, or told', async () => {
    const million = Buffer.concat([Buffer.of(3), Buffer.alloc(1_000_000, 'T')]);
    const path = put('title.mp3', id3Tag(3, id3Frame('TIT2', million)), song());
    expect(await library.scan([music])).toMatchObject({ state: 'done', found: 9 });
    const told = await problems();
    const shown = await tracks();
    expect([told.has(path), shown.some((track) => track.path === path)]).toContain(true);
    for (const { title } of shown) expect(title.length).toBeLessThanOrEqual(1_000);
  });

  test('a folder of 100 000 files is read to its last', async () => {
    const many = join(music, 'many');
    mkdirSync(many);
    for (let index = 0; index < 100_000; index += 1) writeFileSync(join(many, `${index}.mp3`), '');
    copyFileSync(SONG, join(many, 'zz last.opus'));
    const ended = await library.scan([music]);
    expect(ended).toMatchObject({ state: 'done', found: 100_009, added: GOOD + 1 });
    expect(ended.failed).toBe(100_001);
    expect((await library.calls.summary({})).scanProblems).toBe(100_001);
    expect(await library.scan([music])).toMatchObject({ unchanged: GOOD + 1, failed: 100_001 });
  });
});

/** Makes a folder deeper than any path can be, from inside. */
function makeDeep(folder: string, levels: number): void {
  const script = `cd "$0"; i=0; while [ $i -lt ${levels} ]; do mkdir ${'d'.repeat(99)}; cd ${'d'.repeat(99)}; cp "$1" ./song.opus; i=$((i+1)); done`;
  const { status, stderr } = spawnSync('sh', ['-c', script, folder, SONG], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  // Nothing else removes what no path leads to.
  onTestFinished(() => void spawnSync('sh', ['-c', 'cd "$0" && rm -rf deep', dirname(folder)]));
}

test.skipIf(process.platform !== 'linux')(
  'in a folder more than 4 000 bytes deep songs are read as far as paths go, and what is below is told',
  async () => {
    const deep = join(music, 'deep');
    mkdirSync(deep);
    makeDeep(deep, 45);
    const ended = await library.scan([music]);
    expect(ended.state).toBe('done');
    const paths = (await tracks('fourth')).map(({ path }) => path.length);
    expect(Math.max(...paths)).toBeGreaterThan(3_900);
    const told = [...(await problems())].filter(([path]) => path.length > 3_900);
    expect(told.map(([, reason]) => reason)).toContain('Its path is too long.');
  },
);

test('a file that grows while it is read is read or told, and read again when it has grown', async () => {
  const growing = join(music, 'growing.mp3');
  writeFileSync(growing, song());
  const writer = spawn(process.execPath, [
    '-e',
    `const { appendFileSync } = require('node:fs');
     const frames = Buffer.from('${song().toString('base64')}', 'base64');
     console.log('begun');
     for (let n = 0; n < 200_000; n += 1) appendFileSync(${JSON.stringify(growing)}, frames);`,
  ]);
  onTestFinished(() => void writer.kill('SIGKILL'));
  await once(writer.stdout, 'data');
  expect(await library.scan([music])).toMatchObject({ state: 'done', found: 9 });
  writer.kill('SIGKILL');
  await once(writer, 'exit');
  const ended = await library.scan([music]);
  expect(ended).toMatchObject({ state: 'done', found: 9 });
  const isTold = (await problems()).has(growing);
  expect(await tracks()).toHaveLength(isTold ? GOOD : GOOD + 1);
});
