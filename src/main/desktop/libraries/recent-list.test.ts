/** Which libraries are remembered, in which order, and which one opens by itself. */
import { expect, test } from 'vitest';
import { NO_RECENT, RecentListSchema, withOpened, withoutFile } from './recent-list.ts';

test('the last opened comes first, each once', () => {
  const list = ['/a.db', '/b.db', '/a.db'].reduce(
    (before, file) => withOpened(before, file, true),
    NO_RECENT,
  );
  expect(list).toEqual({ files: ['/a.db', '/b.db'], chosen: '/a.db' });
});

test('one that was named for a start is listed, and does not open by itself', () => {
  const chosen = withOpened(NO_RECENT, '/mine.db', true);
  expect(withOpened(chosen, '/tmp/named.db', false)).toEqual({
    files: ['/tmp/named.db', '/mine.db'],
    chosen: '/mine.db',
  });
});

test('the list stays short, and in the order that its file accepts', () => {
  const files = Array.from({ length: 12 }, (_, index) => `/${index}.db`);
  const list = files.reduce((before, file) => withOpened(before, file, true), NO_RECENT);
  expect(list.files).toEqual(files.slice(2).toReversed());
  expect(RecentListSchema.parse(list)).toEqual(list);
});

test('what is forgotten neither is listed nor opens by itself', () => {
  const list = withOpened(withOpened(NO_RECENT, '/a.db', true), '/b.db', true);
  expect(withoutFile(list, '/b.db')).toEqual({ files: ['/a.db'], chosen: null });
  expect(withoutFile(list, '/a.db')).toEqual({ files: ['/b.db'], chosen: '/b.db' });
});
