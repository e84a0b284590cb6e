/** Thumbnails: made once for each picture and size, kept, and never in the way of a picture that has none. */
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { flatPng } from '../../../../fixtures/hostile/pictures.ts';
import { makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { Thumbnails } from './thumbnails.ts';

const DIGEST = createHash('sha256').update('a picture').digest('hex');

function picture(width: number, height: number) {
  return sharp({ create: { width, height, channels: 3, background: '#b08d57' } });
}

/** Thumbnails of one picture, and how often it was read. */
function thumbnailsOf(bytes: Buffer | null, folder: string | null = makeScratchFolder()) {
  const reads: string[] = [];
  const thumbnails = new Thumbnails(folder, async (sha256) => {
    reads.push(sha256);
    return bytes === null ? null : { mimeType: 'image/png', bytes: new Uint8Array(bytes) };
  });
  return { thumbnails, reads, folder: folder ?? '' };
}

test('A picture is scaled to fit each size, keeping its shape, and read once for each', async () => {
  const { thumbnails, reads, folder } = thumbnailsOf(await picture(1200, 600).jpeg().toBuffer());
  for (const [size, width, height] of [
    [64, 64, 32],
    [360, 360, 180],
  ] as const) {
    const asked = [thumbnails.find(DIGEST, size), thumbnails.find(DIGEST, size)];
    const [found] = await Promise.all(asked);
    const { format, ...shape } = await sharp(found?.bytes).metadata();
    expect([found?.mimeType, format, shape.width, shape.height]).toEqual([
      'image/webp',
      'webp',
      width,
      height,
    ]);
    await thumbnails.find(DIGEST, size);
  }
  expect(reads).toHaveLength(2);
  expect(readdirSync(join(folder, DIGEST.slice(0, 2)))).toHaveLength(2);
});

test('A small picture keeps its size, and one that is turned by its EXIF is upright', async () => {
  const small = thumbnailsOf(await picture(40, 30).png().toBuffer()).thumbnails;
  expect(await sharp((await small.find(DIGEST, 64))?.bytes).metadata()).toMatchObject({
    width: 40,
    height: 30,
  });
  const turned = await picture(200, 100).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const { thumbnails } = thumbnailsOf(turned);
  expect(await sharp((await thumbnails.find(DIGEST, 64))?.bytes).metadata()).toMatchObject({
    width: 32,
    height: 64,
  });
});

test('What cannot be scaled is shown as it is, and not kept', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
  for (const bytes of [Buffer.from('BM no picture'), randomBytes(2_000), Buffer.from(svg)]) {
    const { thumbnails, folder } = thumbnailsOf(bytes);
    expect(Buffer.from((await thumbnails.find(DIGEST, 64))?.bytes ?? [])).toEqual(bytes);
    expect(readdirSync(folder)).toEqual([]);
  }
});

test.for([
  ['of a hundred million pixels and more', () => flatPng(10_001, 10_000)],
  ['interlaced, of fewer', () => flatPng(6_000, 6_000, true)],
  ['of a format that is decoded whole', () => picture(6_000, 6_000).webp({ effort: 0 }).toBuffer()],
  ['in progressive JPEG', () => picture(6_000, 6_000).jpeg({ progressive: true }).toBuffer()],
] as const)('A picture bomb %s is not shown', async ([, make]) => {
  const { thumbnails, folder } = thumbnailsOf(await make());
  expect(await thumbnails.find(DIGEST, 64)).toBeNull();
  expect(readdirSync(folder)).toEqual([]);
});

test('A large picture is shown that is decoded in strips', async () => {
  const { thumbnails } = thumbnailsOf(flatPng(6_000, 6_000));
  expect((await thumbnails.find(DIGEST, 64))?.mimeType).toBe('image/webp');
});

test('A thumbnail outlives the files that hold its picture; without one there is none', async () => {
  const folder = makeScratchFolder();
  await thumbnailsOf(await picture(90, 90).png().toBuffer(), folder).thumbnails.find(DIGEST, 64);
  const away = thumbnailsOf(null, folder);
  expect((await away.thumbnails.find(DIGEST, 64))?.mimeType).toBe('image/webp');
  expect(await away.thumbnails.find(DIGEST, 360)).toBeNull();
});

test('Where no thumbnail can be kept, it is made each time', async () => {
  const file = join(makeScratchFolder(), 'a file');
  writeFileSync(file, '');
  for (const folder of [null, file]) {
    const { thumbnails, reads } = thumbnailsOf(await picture(90, 90).png().toBuffer(), folder);
    await thumbnails.find(DIGEST, 64);
    expect((await thumbnails.find(DIGEST, 64))?.mimeType).toBe('image/webp');
    expect(reads).toHaveLength(2);
  }
});
