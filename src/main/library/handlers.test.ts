/**
 * What does not compile: `npm run typecheck` fails where one of the lines below does, as the error that it
 * expects is not there.
 */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Client, read, write } from '../../shared/api/define.ts';
import type { Handlers, ReadableDb, WritableDb } from './handlers.ts';

const calls = {
  title: read({
    route: 'GET /api/titles/:id',
    input: z.object({ id: z.number() }),
    answer: z.string().nullable(),
    reads: ['tracks'],
  }),
  retitle: write({
    route: 'PUT /api/titles/:id',
    input: z.object({ id: z.number(), title: z.string() }),
    answer: z.object({ before: z.string() }),
    changes: ['tracks'],
    inverse: ({ id }, { before }) => ({ call: 'retitle', input: { id, title: before } }),
  }),
};

const findTitle = (_db: ReadableDb, id: number): string | null => (id === 1 ? 'Blue' : null);
const setTitle = (_db: WritableDb, _id: number, title: string) => ({ before: title });

const whole = {
  title: (db, { id }) => findTitle(db, id),
  retitle: (db, { id, title }) => setTitle(db, id, title),
} satisfies Handlers<typeof calls>;

test('a contract has a handler for each of its calls', () => {
  expect(Object.keys(whole)).toEqual(Object.keys(calls));
  // @ts-expect-error a call without a handler
  const lacking: Handlers<typeof calls> = { title: whole.title };
  expect(lacking).not.toHaveProperty('retitle');
  const more: Handlers<typeof calls> = {
    ...whole,
    // @ts-expect-error a handler without a call
    remove: () => null,
  };
  expect(more).toHaveProperty('remove');
});

test('a handler of a read does not write', () => {
  const writing: Handlers<typeof calls> = {
    ...whole,
    // @ts-expect-error what writes needs the connection of a write
    title: (db, { id }) => setTitle(db, id, 'Red').before,
  };
  const demanding: Handlers<typeof calls> = {
    ...whole,
    // @ts-expect-error a read is not given the connection of a write
    title: (db: WritableDb, { id }) => findTitle(db, id),
  };
  // A write may read.
  const reading: Handlers<typeof calls> = {
    ...whole,
    retitle: (db, { id }) => ({ before: findTitle(db, id) ?? '' }),
  };
  expect([writing, demanding, reading]).toHaveLength(3);
});

test('a handler takes and answers what its call says', () => {
  const answering: Handlers<typeof calls> = {
    ...whole,
    // @ts-expect-error another answer
    title: () => 7,
    // @ts-expect-error a field that the input does not have
    retitle: (_db, { name }) => ({ before: name }),
  };
  // @ts-expect-error a write is one transaction, and cannot wait for anything
  const waiting: Handlers<typeof calls> = { ...whole, retitle: async () => ({ before: '' }) };
  expect([answering, waiting]).toHaveLength(2);
});

test('a client is called with what a call takes, and answered with what it answers', () => {
  const use = (client: Client<typeof calls>) => [
    client.title({ id: 1 }),
    // @ts-expect-error a wrong argument
    client.title({ id: 'one' }),
    // @ts-expect-error a missing argument
    client.retitle({ id: 1 }),
    // @ts-expect-error a call that there is not
    client.remove({ id: 1 }),
    // @ts-expect-error there may be no such title
    client.title({ id: 1 }).then((title) => title.length),
  ];
  expect(use).toBeTypeOf('function');
});

test('a call says of what it is', () => {
  const input = z.object({});
  const answer = z.null();
  // @ts-expect-error a subject that the library does not have
  const subject = read({ route: null, input, answer, reads: ['trucks'] });
  // @ts-expect-error a route outside of the API
  const route = read({ route: 'GET /tracks', input, answer, reads: [] });
  // @ts-expect-error a write says what it changes
  const change = write({ route: null, input, answer });
  expect([subject.kind, route.kind, change.kind]).toEqual(['read', 'read', 'write']);
});
