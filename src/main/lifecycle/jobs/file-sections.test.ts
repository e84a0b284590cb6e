/** file-sections.ts: the checksums that Node takes of each section, and every change of a file found. */
import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { digestOf, makeScratchFolder, quietContext } from '../testing/scratch-library.ts';
import { fingerprintFile } from './file-hash.ts';
import { findChangedSection } from './file-sections.ts';

const SECTION_BYTES = 2 * 1024 * 1024;

/** Four sections, the last one not full, of which no two parts are the same. */
const SIZE = 3 * SECTION_BYTES + 1_000_001;
let content: Buffer;

beforeAll(() => {
  content = Buffer.alloc(SIZE);
  let state = 1;
  for (let at = 0; at < SIZE; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    content[at] = state >>> 24;
  }
});

function write(bytes = SIZE): string {
  const file = join(makeScratchFolder(), 'file');
  writeFileSync(file, content.subarray(0, bytes));
  return file;
}

function inHexadecimal(sum: number): string {
  return sum.toString(16).padStart(8, '0');
}

test.each([0, 1, SECTION_BYTES - 1, SECTION_BYTES, SECTION_BYTES + 1, SIZE])(
  'of %i bytes, taken with the SHA-256 of all of it',
  async (size) => {
    const file = write(size);
    const sums: string[] = [];
    for (let at = 0; at < size; at += SECTION_BYTES) {
      sums.push(inHexadecimal(crc32(content.subarray(at, Math.min(at + SECTION_BYTES, size)))));
    }
    const sections = { bytes: SECTION_BYTES, crc32: sums.join('') };
    expect(await fingerprintFile({ file }, quietContext())).toEqual({
      sha256: digestOf(file),
      sections,
    });
    expect(await findChangedSection({ file, sections }, quietContext())).toBeNull();
  },
);

test('are those of CRC-32 that everybody has', async () => {
  const file = join(makeScratchFolder(), 'file');
  writeFileSync(file, '123456789');
  const { sections } = await fingerprintFile({ file }, quietContext());
  expect(sections.crc32).toBe('cbf43926');
});

describe('find', () => {
  /** The section, from 0, that is found to be changed. */
  async function changedBy(change: (file: string) => void): Promise<number> {
    const file = write();
    const { sections } = await fingerprintFile({ file }, quietContext());
    change(file);
    const range = await findChangedSection({ file, sections }, quietContext());
    if (range === null) return expect.fail('Nothing was found.');
    expect(range.to - range.from).toBe(SECTION_BYTES);
    return range.from / SECTION_BYTES;
  }

  test.each([
    0,
    1_000_000,
    SECTION_BYTES - 1,
    SECTION_BYTES,
    2 * SECTION_BYTES - 1,
    2 * SECTION_BYTES,
    3 * SECTION_BYTES,
    SIZE - 1,
  ])('one flipped bit in byte %i', async (at) => {
    const section = await changedBy((file) => {
      const changed = readFileSync(file);
      changed.writeUInt8(changed.readUInt8(at) ^ 0x10, at);
      writeFileSync(file, changed);
    });
    expect(section).toBe(Math.floor(at / SECTION_BYTES));
  });

  test.each<[string, number, (file: string) => void]>([
    ['a missing last byte', 3, (file) => truncateSync(file, SIZE - 1)],
    ['a missing last section', 3, (file) => truncateSync(file, 3 * SECTION_BYTES)],
    ['all of it missing', 0, (file) => truncateSync(file, 0)],
    ['another byte', 3, (file) => appendFileSync(file, '\0')],
    [
      'another section',
      3,
      (file) => appendFileSync(file, Buffer.alloc(4 * SECTION_BYTES - SIZE + 1)),
    ],
    [
      'swapped sections',
      1,
      (file) => {
        const swapped = Buffer.from(content);
        content.copy(swapped, SECTION_BYTES, 2 * SECTION_BYTES, 3 * SECTION_BYTES);
        content.copy(swapped, 2 * SECTION_BYTES, SECTION_BYTES, 2 * SECTION_BYTES);
        writeFileSync(file, swapped);
      },
    ],
    [
      'a sector that was never written',
      2,
      (file) => {
        const changed = Buffer.from(content);
        changed.fill(0, 2 * SECTION_BYTES + 512, 2 * SECTION_BYTES + 1_024);
        writeFileSync(file, changed);
      },
    ],
  ])('%s', async (_what, section, change) => {
    expect(await changedBy(change)).toBe(section);
  });

  test('a section that there was not, behind sections that are full', async () => {
    const file = write(2 * SECTION_BYTES);
    const { sections } = await fingerprintFile({ file }, quietContext());
    appendFileSync(file, 'x');
    expect(await findChangedSection({ file, sections }, quietContext())).toEqual({
      from: 2 * SECTION_BYTES,
      to: 3 * SECTION_BYTES,
    });
  });
});
