/** What is read of a file in blocks is what is in the file. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EndOfStreamError } from 'strtok3';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { FileInBlocks } from './file-in-blocks.ts';

const SIZE = 200_000;
const CONTENT = Buffer.from(Array.from({ length: SIZE }, (_, index) => (index * 131) % 251));

let file: FileInBlocks;

beforeEach(async () => {
  const path = join(makeScratchFolder(), 'song');
  writeFileSync(path, CONTENT);
  file = await FileInBlocks.open(path);
  onTestFinished(() => file.close());
});

test.for([
  ['at its beginning', 0, 4],
  ['over the border of two blocks', 65_530, 12],
  ['at its end', SIZE - 128, 128],
  ['of more than a block', 3, 150_000],
  ['of exactly a block', 65_536, 65_536],
  ['of all of it', 0, SIZE],
] as const)('a part %s is read', async ([, position, length]) => {
  const part = new Uint8Array(length);
  for (let time = 0; time < 2; time += 1) {
    expect(await file.peekBuffer(part, { position, length })).toBe(length);
    expect(Buffer.from(part).equals(CONTENT.subarray(position, position + length))).toBe(true);
  }
});

test('parts are read one after another, and back again', async () => {
  const part = new Uint8Array(1_000);
  for (let position = 0; position < SIZE; position += 1_000) {
    expect(file.position).toBe(position);
    await file.readBuffer(part);
    expect(Buffer.from(part).equals(CONTENT.subarray(position, position + 1_000))).toBe(true);
  }
  file.setPosition(7);
  await file.readBuffer(part);
  expect(part[0]).toBe(CONTENT[7]);
});

test('beyond its end there is nothing, and less than was asked for only where that is allowed', async () => {
  const part = new Uint8Array(100);
  expect(await file.peekBuffer(part, { position: SIZE - 10, mayBeLess: true })).toBe(10);
  await expect(file.peekBuffer(part, { position: SIZE - 10 })).rejects.toThrow(EndOfStreamError);
  await expect(file.peekBuffer(part, { position: SIZE + 10 })).rejects.toThrow(EndOfStreamError);
});
