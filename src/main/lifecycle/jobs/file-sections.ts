/**
 * Checksums of a file's sections: whether it is still what was written is told at the disk's speed,
 * and where it is not. Runs in the worker thread.
 */
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { Sections } from '../../../shared/backups.ts';
import type { JobContext } from './job-context.ts';
import { readAhead } from './read-ahead.ts';

/** A gigabyte has 500: 4 kB of a manifest. Four of them read ahead keep a quick disk busy. */
const SECTION_BYTES = 2 * 1024 * 1024;

/** Hexadecimal. */
const DIGITS_PER_SUM = 8;

/** Takes the checksums of a file that is read in chunks of which some number makes a section. */
export class SectionSums {
  readonly #sums: string[] = [];
  #sum = 0;
  #bytes = 0;

  /** Goes on with the next chunk of the file. */
  add(chunk: Uint8Array): void {
    this.#sum = crc32(chunk, this.#sum);
    this.#bytes += chunk.length;
    if (this.#bytes === SECTION_BYTES) this.#endSection();
  }

  /** The checksums of all of the file. */
  end(): Sections {
    if (this.#bytes > 0) this.#endSection();
    return { bytes: SECTION_BYTES, crc32: this.#sums.join('') };
  }

  #endSection(): void {
    this.#sums.push(inHexadecimal(this.#sum));
    this.#sum = 0;
    this.#bytes = 0;
  }
}

export interface SectionsRequest {
  readonly file: string;
  readonly sections: Sections;
}

/** From the first of its bytes to before the second one. */
export const SectionRangeSchema = z.object({ from: z.number().int(), to: z.number().int() });
export type SectionRange = z.infer<typeof SectionRangeSchema>;

/**
 * Finds the first section of a finished file that is not what it was, be it changed, missing or new;
 * null if none is. CRC-32 overlooks one in four billion of arbitrary changes and none of up to 32 bits
 * in a row: file systems (btrfs, ext4 for what it keeps of itself) find bit rot by it. It does not
 * keep out whoever changes a file on purpose.
 *
 * @throws what {@link readAhead} throws
 */
export async function findChangedSection(
  { file, sections }: SectionsRequest,
  context: JobContext,
): Promise<SectionRange | null> {
  const { bytes: chunkBytes } = sections;
  let index = 0;
  let changed: number | null = null;
  const onChunk = (chunk: Uint8Array) => {
    if (inHexadecimal(crc32(chunk)) !== sumAt(sections, index)) changed ??= index;
    index += 1;
  };
  await readAhead({ file, chunkBytes, ahead: 4, onChunk }, context);
  if (sumAt(sections, index) !== '') changed ??= index;
  return changed === null ? null : { from: changed * chunkBytes, to: (changed + 1) * chunkBytes };
}

/** Empty where there is no such section. */
function sumAt({ crc32: sums }: Sections, index: number): string {
  return sums.slice(index * DIGITS_PER_SUM, (index + 1) * DIGITS_PER_SUM);
}

function inHexadecimal(sum: number): string {
  return sum.toString(16).padStart(DIGITS_PER_SUM, '0');
}
