/** How `fermata prepare` ended, as its last line says. */
import { z } from 'zod';
import { type Ended, runFermata } from './processes.ts';
import type { TestLibrary } from './test-library.ts';

const PreparedSchema = z.object({
  ok: z.literal(true),
  libraryFile: z.string(),
  fromVersion: z.number(),
  toVersion: z.number(),
  migratedBy: z.enum(['this-process', 'another-process', 'none']),
  backup: z.string().nullable(),
  durationMs: z.number(),
});
export type Prepared = z.infer<typeof PreparedSchema>;

/**
 * The result of a `fermata prepare` that did what it was to do.
 *
 * @throws Error with all it said if it did not
 */
export function preparedBy({ status, signal, result, stderr }: Ended): Prepared {
  if (status === 0 && result?.ok === true) return PreparedSchema.parse(result);
  const how = signal ?? `status ${status}`;
  throw new Error(`fermata prepare ended with ${how}: ${JSON.stringify(result)}\n${stderr}`);
}

/** Runs `fermata prepare` on a library to its good end. */
export async function prepareToEnd(library: TestLibrary): Promise<Prepared> {
  return preparedBy(await runFermata(['prepare', ...library.args]));
}
