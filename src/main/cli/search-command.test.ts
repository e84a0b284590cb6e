/** `fermata search`, on a library that `fermata scan` made of real files. */
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { AUDIO, resultOf, runCli, scannedLibrary } from './testing.ts';

const makeLibrary = scannedLibrary();

let library: string;

beforeEach(() => {
  library = makeLibrary();
});

function search(...args: readonly string[]) {
  return runCli(['search', '--library', library, ...args]);
}

test('finds tracks by the beginnings of words, whatever their case', async () => {
  const ended = await search('SEC', 'lig', '--json');
  expect(ended.status).toBe(0);
  expect(resultOf(ended)).toMatchObject({
    ok: true,
    libraryFile: library,
    text: 'SEC lig',
    total: 1,
    tracks: [{ title: 'Second Light', path: join(AUDIO, '02 second light.flac') }],
  });
});

test('shows people a table under a heading', async () => {
  const { stdout } = await search('second');
  const [head, row, ...rest] = stdout.trimEnd().split('\n');
  expect(head).toMatch(/^Title +Artist +Album +Year +Length$/);
  expect(row).toMatch(/^Second Light {2,}\S/);
  expect(rest).toEqual(['', '1 track']);
});

test('lists no more than --limit, and says how many there are', async () => {
  expect(resultOf(await search('light', '--limit', '2', '--json'))).toMatchObject({
    total: 6,
    tracks: [expect.anything(), expect.anything()],
  });
  const { stdout } = await search('light', '--limit', '2');
  expect(stdout).toContain('The first 2 of 6 tracks');
});

test('finding nothing is an answer', async () => {
  const ended = await search('zeppelin');
  expect([ended.status, ended.stdout]).toEqual([0, 'No track matches "zeppelin".\n']);
});
