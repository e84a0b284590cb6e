/** An answer has a greatest weight. */
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { read } from '../../../shared/api/define.ts';
import { FermataError } from '../../../shared/errors.ts';
import { mountCalls } from './mount-calls.ts';

const contract = {
  text: read({
    route: 'GET /api/text',
    input: z.object({ length: z.coerce.number() }),
    answer: z.array(z.string()),
    reads: ['tracks'],
  }),
};

/** What JSON.stringify throws where a text would have more letters than it can. */
const BEYOND_TEXTS = 1;
const beyondTexts = {
  toJSON: () => {
    throw new RangeError('Invalid string length');
  },
};

function ask(length: number): Promise<Response> {
  const api = new Hono();
  const part = 'x'.repeat(1_000_000);
  mountCalls(api, contract, () => ({
    text: ({ length: wanted }) =>
      wanted === BEYOND_TEXTS
        ? beyondTexts
        : Array.from({ length: wanted / part.length }, () => part),
  }));
  api.onError((error, c) => {
    return error instanceof FermataError ? c.text(error.message, 500) : c.text('untyped', 501);
  });
  return Promise.resolve(api.request(`/api/text?length=${length}`));
}

test('An answer that no page could load is refused in a sentence, also where no text is so long', async () => {
  expect((await ask(1_000_000)).status).toBe(200);
  for (const length of [70_000_000, BEYOND_TEXTS]) {
    const refused = await ask(length);
    expect(refused.status).toBe(500);
    expect(await refused.text()).toBe('This is too much to be shown at once.');
  }
});
