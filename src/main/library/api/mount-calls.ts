/** The routes of a contract's calls, derived from it. */
import type { Context, Hono } from 'hono';
import type { Call, Contract, Out } from '../../../shared/api/define.ts';
import { badInput } from '../../../shared/api/parse-input.ts';
import { hasBody, readInput, splitRoute } from '../../../shared/api/requests.ts';
import { FermataError } from '../../../shared/errors.ts';
import { hasNul } from '../../../shared/nul.ts';
import { words } from '../../../shared/words/words.ts';

/**
 * So much may an answer have, in UTF-16 units: many times a page of any list, and a tenth of what a text can be. No page
 * could do anything with more.
 */
const MOST_ANSWER_LENGTH = 64 * 1024 * 1024;

/** What answers the calls of a contract, their inputs parsed. */
type Answers<Api extends Contract> = {
  readonly [Name in keyof Api]: (input: Out<Api[Name]>) => unknown;
};

/**
 * Adds a route for each call that has one.
 *
 * @param answers looked up for each request; what it throws is the answer
 * @throws FermataError from the routes: `USAGE` for input that does not fit, `NOT_FOUND` where the
 *   answer is null
 */
export function mountCalls<Api extends Contract>(
  api: Hono,
  contract: Api,
  answers: () => Answers<Api>,
): void {
  for (const [name, call] of Object.entries(contract)) {
    if (call.route === null) continue;
    const { method, path } = splitRoute(call.route);
    api.on(method, path, async (c) => {
      const input = await inputOf(call, c, method);
      // TypeScript does not know that the answer and the input belong to the same name.
      const answer = answers()[name] as (input: unknown) => unknown;
      const answered = await answer(input);
      if (answered === null) throw notFound();
      return answerOf(answered);
    });
  }
}

/** @throws FermataError `INTERNAL` where it would be too large to be sent */
function answerOf(answered: unknown): Response {
  const text = written(answered);
  if (text === null || text.length > MOST_ANSWER_LENGTH) throw tooHeavy();
  return new Response(text, { headers: { 'Content-Type': 'application/json' } });
}

/** As JSON; null where that is longer than a text can be. */
function written(answered: unknown): string | null {
  try {
    return JSON.stringify(answered);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function tooHeavy(): FermataError {
  return new FermataError('INTERNAL', words('errors.answerTooLarge'), {
    advice: words('errors.chooseLess'),
    libraryState: words('errors.everythingSavedIsThere'),
  });
}

async function inputOf(call: Call, c: Context, method: string): Promise<unknown> {
  const body = hasBody(method) ? await readBody(c.req.raw) : null;
  const input = readInput(call, { path: c.req.param(), query: c.req.query(), body });
  if (hasNul(input)) throw badInput('a text has a NUL in it', undefined);
  return input;
}

/** A call without input may come without a body. */
async function readBody(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw badInput('the body is not JSON', cause);
  }
}

function notFound(): FermataError {
  return new FermataError('NOT_FOUND', words('errors.notThereAnyMore'), {
    advice: words('errors.chooseSomethingElse'),
  });
}
