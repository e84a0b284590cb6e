/** file-hash.ts against the hash that Node takes of a whole content. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { makeScratchFolder, quietContext } from '../testing/scratch-library.ts';
import { hashFile } from './file-hash.ts';

const CHUNK_BYTES = 256 * 1024;

test.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 5_000_001])(
  'of %i bytes',
  async (size) => {
    // No two chunks are the same: a chunk that is hashed twice, or too late, shows.
    const content = Uint8Array.from({ length: size }, (_, index) => (index * 31) ^ (index >> 8));
    const file = join(makeScratchFolder(), 'file');
    writeFileSync(file, content);
    const expected = createHash('sha256').update(content).digest('hex');
    expect(await hashFile({ file }, quietContext())).toBe(expected);
  },
);

test('tells how far it is', async () => {
  const file = join(makeScratchFolder(), 'file');
  const total = 40_000_000;
  writeFileSync(file, Buffer.alloc(total));
  const events: LifecycleEvent[] = [];
  await hashFile(
    { file },
    quietContext((event) => events.push(event)),
  );
  const done = events.map((event) => (event.event === 'progress' ? event.done : null));
  expect(done).toEqual([16_777_216, 33_554_432]);
  expect(events[0]).toMatchObject({ phase: 'verify-backup', total, unit: 'bytes' });
});

test('stops when it is asked to, and passes on why a file cannot be read', async () => {
  const file = join(makeScratchFolder(), 'file');
  writeFileSync(file, 'x');
  const throwIfStopped = () => {
    throw new Error('stopped');
  };
  await expect(hashFile({ file }, { ...quietContext(), throwIfStopped })).rejects.toThrow(
    'stopped',
  );
  await expect(hashFile({ file: `${file}-absent` }, quietContext())).rejects.toThrow(/ENOENT/);
});
