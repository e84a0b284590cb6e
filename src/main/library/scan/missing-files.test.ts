/** missing-files.ts: what is marked as missing without asking, and what is not. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findDoubtful, isIn } from './missing-files.ts';

const ROOT = join('/', 'music');

const files = (folder: string, count: number) =>
  Array.from({ length: count }, (_, number) => join(folder, `${number}.mp3`));

function doubtful(lost: readonly string[], known: number, emptyFolders: readonly string[] = []) {
  const request = { roots: [ROOT], known: new Map([[ROOT, known]]), lost, emptyFolders };
  return findDoubtful(request).size;
}

test.each([
  ['a few of a small collection', 3, 8, 0],
  ['all of a small collection', 3, 3, 3],
  ['nine of twenty', 9, 20, 0],
  ['ten of forty', 10, 40, 10],
  ['a fifth', 200, 1_000, 0],
  ['more than a fifth', 201, 1_000, 201],
])('%s', (_what, lost, known, asked) => {
  expect(doubtful(files(ROOT, lost), known)).toBe(asked);
});

test('all that was in a folder that is empty now, unless it was a few', () => {
  const disk = join(ROOT, 'usb');
  const lost = [...files(disk, 12), ...files(join(ROOT, 'album'), 10)];
  expect(doubtful(lost, 1_000, [disk])).toBe(12);
  expect(doubtful(files(disk, 9), 1_000, [disk])).toBe(0);
});

test('each scanned folder is judged alone', () => {
  const [small, large] = [join('/', 'usb'), join('/', 'nas')];
  const known = new Map([
    [small, 30],
    [large, 1_000],
  ]);
  const lost = [...files(small, 30), ...files(large, 20)];
  const found = findDoubtful({ roots: [small, large], known, lost, emptyFolders: [] });
  expect([...found].every((path) => isIn(small, path))).toBe(true);
  expect(found.size).toBe(30);
});
