/** Reads what a page sends: nothing of it is used before it was parsed with a schema. */
import { z } from 'zod';
import { FermataError } from '../../shared/errors.ts';

/**
 * The parsed input.
 *
 * @throws FermataError `USAGE` that says what does not fit
 */
export function parse<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw badRequest(z.prettifyError(result.error), result.error);
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

function badRequest(what: string, cause: unknown): FermataError {
  return new FermataError('USAGE', `The request cannot be read: ${what}.`, {
    advice: 'Check what was entered.',
    cause,
  });
}
