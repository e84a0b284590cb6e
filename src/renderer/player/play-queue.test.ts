/** What is played after what. */
import { expect, test } from 'vitest';
import { currentId, moved, queueFrom } from './play-queue.ts';

test('a list is played from the chosen track on, in its order', () => {
  const queue = queueFrom([7, 5, 9], 5);
  expect(queue && currentId(queue)).toBe(5);
  const next = queue && moved(queue, 1);
  expect(next && currentId(next)).toBe(9);
  const previous = queue && moved(queue, -1);
  expect(previous && currentId(previous)).toBe(7);
});

test('a list is played from its beginning where no track is chosen', () => {
  expect(queueFrom([7, 5, 9], null)).toEqual({ ids: [7, 5, 9], position: 0 });
  expect(queueFrom([], null)).toBeNull();
});

test('a track that the list does not have any more is played alone', () => {
  expect(queueFrom([7, 9], 5)).toEqual({ ids: [5], position: 0 });
});

test('there is nothing beyond the ends', () => {
  const ids = [7, 5, 9];
  expect(moved({ ids, position: 2 }, 1)).toBeNull();
  expect(moved({ ids, position: 0 }, -1)).toBeNull();
  expect(() => currentId({ ids, position: 3 })).toThrow(RangeError);
});
