/** requests.ts: whatever a page asks arrives as it was asked. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { contract } from './contract.ts';
import { type Call, read, write } from './define.ts';
import { type CallRequest, readInput, splitRoute, toRequest } from './requests.ts';

const FIELDS = {
  id: z.number().int(),
  name: z.string(),
  list: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('all') }),
    z.object({ kind: z.literal('playlist'), id: z.number() }),
  ]),
  ids: z.array(z.number()),
  isNew: z.boolean(),
  limit: z.number().nullable(),
  note: z.string().optional(),
};

const inputs = fc.record(
  {
    id: fc.integer(),
    name: fc.string({ unit: 'grapheme' }),
    list: fc.oneof(
      fc.constant({ kind: 'all' }),
      fc.record({ kind: fc.constant('playlist'), id: fc.integer() }),
    ),
    ids: fc.array(fc.integer()),
    isNew: fc.boolean(),
    limit: fc.option(fc.integer()),
    note: fc.string({ unit: 'grapheme' }),
  },
  { requiredKeys: ['id', 'name', 'list', 'ids', 'isNew', 'limit'] },
);

const asked = { input: z.object(FIELDS), answer: z.null() };

test.for<[string, Call]>([
  ['a GET', read({ route: 'GET /api/things/:id/:name', ...asked, reads: [] })],
  ['a DELETE', write({ route: 'DELETE /api/things/:name', ...asked, changes: [] })],
  ['a PUT', write({ route: 'PUT /api/things/:id', ...asked, changes: [] })],
  ['a POST', write({ route: 'POST /api/things', ...asked, changes: [] })],
])('the input of %s is read as it was sent', ([, call]) => {
  fc.assert(
    fc.property(inputs, (input) => {
      // An empty part of a path leads to another route.
      fc.pre(input.name !== '' && input.name !== '.' && input.name !== '..');
      expect(readInput(call, received(call, toRequest(call, input)))).toEqual(input);
    }),
  );
});

test('no two calls share a route, and each names only fields that its input has', () => {
  const calls: readonly Call[] = Object.values(contract);
  const routes = calls.flatMap(({ route }) => route?.replace(/:\w+/g, ':') ?? []);
  expect(new Set(routes).size).toBe(routes.length);
  for (const { route, input } of calls) {
    const named = [...(route ?? '').matchAll(/:(\w+)/g)].map(([, name]) => name);
    const fields = input instanceof z.ZodObject ? Object.keys(input.shape) : [];
    expect(fields).toEqual(expect.arrayContaining(named));
  }
});

/** What a server gets of a request. */
function received(call: Call, { method, path, body }: CallRequest) {
  const url = new URL(path, 'http://localhost');
  const pattern = splitRoute(call.route ?? 'GET /api/').path;
  expect(method).toBe(splitRoute(call.route ?? 'GET /api/').method);
  const names = pattern.split('/').map((part) => (part.startsWith(':') ? part.slice(1) : null));
  const parts = url.pathname.split('/').map(decodeURIComponent);
  const entries = names.flatMap((name, at) => (name === null ? [] : [[name, parts[at] ?? '']]));
  return {
    path: Object.fromEntries(entries),
    query: Object.fromEntries(url.searchParams),
    body: body === null ? null : JSON.parse(body),
  };
}
