/** Reads what a page sends: nothing of it is used before it was parsed with a schema. */
import type { z } from 'zod';
import { FermataError } from '../../../shared/errors.ts';

/**
 * The parsed input.
 *
 * @throws FermataError `USAGE` that says what does not fit
 */
export function parse<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw badRequest(describe(result.error), result.error);
}

/**
 * A request's body.
 *
 * @throws FermataError `USAGE` if it is not JSON
 */
export async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch (cause) {
    throw badRequest('the body is not JSON', cause);
  }
}

/** In one line: "limit: Too big: expected number to be <=500". */
function describe({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join(', ');
}

function badRequest(what: string, cause: unknown): FermataError {
  return new FermataError('USAGE', `The request cannot be read: ${what}.`, {
    advice: 'Check what was entered.',
    cause,
  });
}
