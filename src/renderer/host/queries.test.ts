/** queries.ts: which of the answers that a page keeps a change makes old. */
import { expect, test } from 'vitest';
import { isMadeOld } from './queries.ts';

test.each([
  [{ list: { kind: 'playlist', id: 1 } }, true],
  [{ list: { kind: 'all' } }, false],
  [{ text: 'rain' }, false],
])(
  'a page of %j is made old by a change of tracks, and of playlists only if it lists one',
  (query, listsOne) => {
    expect(isMadeOld(['tracks', query], ['tracks'])).toBe(true);
    expect(isMadeOld(['tracks', query], ['playlists'])).toBe(listsOne);
  },
);

test('a question that the host refuses keeps no other answer from being made old', () => {
  for (const query of [undefined, {}, { list: { kind: 'playlist' } }, { list: 'all' }]) {
    expect(isMadeOld(['tracks', query], ['backups'])).toBe(false);
  }
  expect(isMadeOld(['folders', {}], ['tracks'])).toBe(true);
});
