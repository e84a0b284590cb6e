/** Covers are read in a thread of their own, once for all who ask. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { largeJpeg } from '../../../../fixtures/hostile/pictures.ts';
import { makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { Covers } from './covers.ts';

function coversOf(picture: Buffer) {
  const folder = makeScratchFolder();
  const path = join(folder, 'cover.jpg');
  writeFileSync(path, picture);
  const asked: string[] = [];
  const covers = new Covers({ libraryFile: join(folder, 'library.db') }, async (sha256) => {
    asked.push(sha256);
    return { mimeType: 'image/jpeg', files: [{ path, state: null }] };
  });
  onTestFinished(() => covers.end());
  return { covers, asked, path, sha256: createHash('sha256').update(picture).digest('hex') };
}

test('A large cover that is asked for twelve times, at once and one after the other, is read once', async () => {
  const { covers, asked, path, sha256 } = coversOf(largeJpeg(5_000_000));
  const found = await Promise.all(Array.from({ length: 12 }, () => covers.find(sha256)));
  expect(readFileSync(path).equals(found[0]?.bytes ?? Buffer.alloc(0))).toBe(true);
  expect(new Set(found.map((picture) => picture?.bytes.buffer)).size).toBe(1);
  for (let time = 0; time < 12; time += 1) expect(await covers.find(sha256)).toBe(found[0]);
  expect(asked).toEqual([sha256]);
});

test('A file that is heavier than any cover is not shown as one, nor is one that has other bytes by now', async () => {
  const heavy = coversOf(largeJpeg(49 * 1024 * 1024));
  expect(await heavy.covers.find(heavy.sha256)).toBeNull();
  const changed = coversOf(largeJpeg(1_000));
  writeFileSync(changed.path, largeJpeg(1_001));
  expect(await changed.covers.find(changed.sha256)).toBeNull();
});
