/** `fermata playlist import`, `export` and `export-all`, on a scanned library. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { AUDIO, linesOf, resultOf, runCli, scannedLibrary, scratchFolder } from './testing.ts';

const FIRST = join(AUDIO, '01 first light.mp3');
const SECOND = join(AUDIO, '02 second light.flac');

const makeLibrary = scannedLibrary();

let library: string;
let folder: string;

beforeEach(async () => {
  library = makeLibrary();
  folder = scratchFolder();
  await fermata('playlist', 'create', 'For Zoë', SECOND, FIRST);
});

function fermata(...args: readonly string[]) {
  return runCli([...args, '--library', library, '--json']);
}

test('a playlist is written as its name ends, and read back with what is not found', async () => {
  const file = join(folder, 'zoe.xspf');
  const written = await fermata('playlist', 'export', 'For Zoë', file);
  expect(resultOf(written)).toMatchObject({
    ok: true,
    files: [file],
    playlist: { name: 'For Zoë' },
  });
  expect(readFileSync(file, 'utf8')).toContain('<title>For Zoë</title>');

  const other = join(folder, 'other.m3u');
  writeFileSync(other, `${FIRST}\n/away/gone.mp3\n`);
  const read = await fermata('playlist', 'import', file, other);
  expect(resultOf(read)).toMatchObject({ ok: true, found: 3, missing: 1 });
  const rows = linesOf(read).filter(({ event }) => event === 'playlist');
  expect(rows).toMatchObject([
    { name: 'For Zoë (2)', found: 2, missing: [] },
    { name: 'other', found: 1, missing: ['/away/gone.mp3'] },
  ]);
});

test('a playlist is written into a folder, and all are, with relative paths where that is asked for', async () => {
  await fermata('playlist', 'create', 'Other', FIRST);
  const one = await fermata('playlist', 'export', 'Other', folder, '--format', 'pls');
  expect(resultOf(one)).toMatchObject({ files: [join(folder, 'Other.pls')] });
  const all = await fermata('playlist', 'export-all', folder, '--relative');
  const files = ['For Zoë', 'Other'].map((name) => join(folder, `${name}.m3u8`));
  expect(resultOf(all)).toMatchObject({ ok: true, files });
  expect(readFileSync(files[1] ?? '', 'utf8')).toMatch(/^\.\.\/.*01 first light\.mp3$/m);
});

test('a file that is there already is replaced only where that is asked for', async () => {
  const file = join(folder, 'For Zoë.m3u8');
  writeFileSync(file, 'mine');
  const kept = await fermata('playlist', 'export', 'For Zoë', file);
  expect(resultOf(kept)).toMatchObject({ ok: false, code: 'CONFLICT' });
  expect(readFileSync(file, 'utf8')).toBe('mine');
  await fermata('playlist', 'export', 'For Zoë', file, '--replace');
  expect(readFileSync(file, 'utf8')).toMatch(/^#EXTM3U/);
});

test('a file of another kind is not written', async () => {
  const file = join(folder, 'zoe.txt');
  expect(resultOf(await fermata('playlist', 'export', 'For Zoë', file))).toMatchObject({
    ok: false,
    code: 'USAGE',
  });
  expect(existsSync(file)).toBe(false);
});

test('what an imported playlist lacks is listed by number, and located one by one or all at once', async () => {
  const file = join(folder, 'some.m3u');
  writeFileSync(file, `/away/one.mp3\n${FIRST}\n/away/02 second light.flac\n`);
  await fermata('playlist', 'import', file);
  const missing = async () =>
    linesOf(await fermata('playlist', 'missing', 'some'))
      .filter(({ event }) => event === 'missing')
      .map(({ number, written }) => [number, written]);
  expect(await missing()).toEqual([
    [1, '/away/one.mp3'],
    [3, '/away/02 second light.flac'],
  ]);
  expect(resultOf(await fermata('playlist', 'locate', 'some', '2', SECOND))).toMatchObject({
    code: 'NOT_FOUND',
  });
  const located = await fermata('playlist', 'locate', 'some', '3', SECOND);
  expect(resultOf(located)).toMatchObject({ ok: true, found: 1, missing: 1 });
  expect(await missing()).toEqual([[1, '/away/one.mp3']]);
  expect(resultOf(await fermata('playlist', 'locate', 'some'))).toMatchObject({
    found: 0,
    missing: 1,
  });
});
