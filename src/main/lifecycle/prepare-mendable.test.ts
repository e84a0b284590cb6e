/** prepare.ts on libraries whose rows are sound and what follows from them is not: they are upgraded. */
import { expect, test } from 'vitest';
import type { LifecycleEvent } from '../../shared/lifecycle-events.ts';
import { listBackups } from './backups/catalog.ts';
import { prepareLibrary } from './prepare.ts';
import { LATEST, leafPagesOf, makeMusicLibrary, zeroPages } from './testing/music-library.ts';
import { queryValue, withDatabase } from './testing/scratch-library.ts';

const OLD = 14;

test.each([
  ['plays_by_track', 'an index'],
  ['sqlite_autoindex_tracks_1', 'the index of a rule'],
  ['track_search_data', 'the search index'],
])(
  'a library whose %s has lost its pages (%s) is upgraded, and its backup is sound',
  async (name) => {
    const options = makeMusicLibrary(OLD);
    const { libraryFile } = options;
    zeroPages(libraryFile, leafPagesOf(libraryFile, name));
    const events: LifecycleEvent[] = [];
    const open = async () => null;
    const prepared = await prepareLibrary({ ...options, open }, (event) => events.push(event));
    expect(prepared).toMatchObject({ fromVersion: OLD, toVersion: LATEST });
    expect(queryValue(libraryFile, 'PRAGMA integrity_check')).toBe('ok');
    expect(queryValue(libraryFile, 'SELECT count(*) FROM tracks')).toBe(300);
    expect(queryValue(prepared.backup ?? '', 'PRAGMA integrity_check')).toBe('ok');
    const [backup] = await listBackups(options);
    expect(backup?.manifest.mended?.join()).toMatch(/plays_by_track|autoindex|track_search/);
    const told = events.flatMap((event) => (event.event === 'notice' ? [event.message] : []));
    expect(told.join()).toContain('Nothing is lost');
  },
);

test('a library without one of its indexes and with rows that refer to nothing is backed up', async () => {
  const options = makeMusicLibrary(OLD);
  withDatabase(options.libraryFile, (db) => {
    db.pragma('foreign_keys = OFF');
    db.exec('DROP INDEX tracks_by_title; UPDATE tracks SET album_id = 99999 WHERE id = 1');
  });
  const { receipt } = await prepareLibrary({ ...options, open: async () => null }, () => {});
  expect(receipt).toMatchObject({ mended: ['tracks_by_title'], danglingRows: 0 });
  expect(queryValue(options.libraryFile, 'SELECT album_id FROM tracks WHERE id = 1')).toBe(99_999);
});
