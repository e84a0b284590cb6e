/** Parses what comes from outside of a process before anything of it is used. */
import type { z } from 'zod';
import { FermataError } from '../errors.ts';
import { words } from '../words/words.ts';

/**
 * The parsed input.
 *
 * @throws FermataError `USAGE` that says what does not fit
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw badInput(describe(result.error), result.error);
}

/** The refusal of something that cannot be read at all. */
export function badInput(what: string, cause: unknown): FermataError {
  return new FermataError('USAGE', words('libraryErrors.requestUnreadable', { reason: what }), {
    advice: words('libraryErrors.checkEntered'),
    cause,
  });
}

/** In one line: "limit: Too big: expected number to be <=500". */
function describe({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join(', ');
}
