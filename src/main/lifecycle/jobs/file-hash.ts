/** SHA-256 of a file, alone or with the checksums of its sections. Runs in the worker thread. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { SectionsSchema } from '../../../shared/backups.ts';
import { SectionSums } from './file-sections.ts';
import type { JobContext } from './job-context.ts';
import { readAhead } from './read-ahead.ts';

/** In the processor's cache, a chunk is hashed as quickly as a larger one. */
const CHUNK_BYTES = 256 * 1024;

export const FingerprintSchema = z.object({ sha256: z.string(), sections: SectionsSchema });
export type Fingerprint = z.infer<typeof FingerprintSchema>;

/**
 * The hash of a finished file, in hexadecimal. Never of a library that is open (see connection.ts).
 *
 * @throws FermataError `NO_PERMISSION`, `INTERRUPTED`; the system error if it cannot be read otherwise
 */
export async function hashFile(
  { file }: { readonly file: string },
  context: JobContext,
): Promise<string> {
  const hash = createHash('sha256');
  const onChunk = (chunk: Uint8Array) => hash.update(chunk);
  await readAhead({ file, chunkBytes: CHUNK_BYTES, ahead: 1, onChunk }, context);
  return hash.digest('hex');
}

/**
 * The same with the checksums of the file's sections, read once for both.
 *
 * @throws what {@link hashFile} throws
 */
export async function fingerprintFile(
  { file }: { readonly file: string },
  context: JobContext,
): Promise<Fingerprint> {
  const hash = createHash('sha256');
  const sums = new SectionSums();
  const onChunk = (chunk: Uint8Array) => {
    hash.update(chunk);
    sums.add(chunk);
  };
  await readAhead({ file, chunkBytes: CHUNK_BYTES, ahead: 1, onChunk }, context);
  return { sha256: hash.digest('hex'), sections: sums.end() };
}
