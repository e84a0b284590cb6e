/** restore.ts with libraries and backups of other formats, as other tools leave them. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { takeBackup } from '../backups/take-backup.ts';
import { remakeDatabase } from '../jobs/remake.ts';
import { prepareLibrary } from '../prepare.ts';
import { rebuildSearch, searchDefinition } from '../search-index.ts';
import { LATEST, makeBackup, makeMusicLibrary, restore } from '../testing/music-library.ts';
import { queryValue, withDatabase } from '../testing/scratch-library.ts';
import type { LifecycleOptions } from '../thread/options.ts';

const FOUND = `SELECT count(*) FROM track_search WHERE track_search MATCH 'machine OR night OR blue'`;

/** The library's rows in a file of another format, put in its place. */
function reformat(
  { libraryFile, folder }: { libraryFile: string; folder: string },
  format: { pageSize: number; encoding: string },
) {
  const other = join(folder, `other-${format.encoding}.db`);
  withDatabase(libraryFile, (db) => db.pragma('journal_mode = DELETE'));
  remakeDatabase(libraryFile, other, format);
  withDatabase(other, (db) => {
    const definition = withDatabase(libraryFile, searchDefinition);
    if (definition !== null) rebuildSearch(db, definition, true);
  });
  return other;
}

test.each([
  { pageSize: 512, encoding: 'UTF-8' },
  { pageSize: 65_536, encoding: 'UTF-16le' },
  { pageSize: 4096, encoding: 'UTF-16be' },
])(
  'a copy with pages of $pageSize bytes in $encoding is restored in one commit',
  async (format) => {
    const options = makeMusicLibrary();
    const found = queryValue(options.libraryFile, FOUND);
    const copy = reformat(options, format);
    withDatabase(copy, (db) => db.exec(`UPDATE tracks SET rating = 5 WHERE id = 1`));
    // A process that has the library open sees one commit of its own format.
    const reader = new Database(options.libraryFile);
    reader.pragma('journal_mode = WAL');
    expect(reader.prepare('SELECT title FROM tracks WHERE id = 1').get()).toBeDefined();
    const { undo, quarantined } = await restore(options, copy);
    expect([undo === null, quarantined]).toEqual([false, null]);
    expect(reader.prepare('SELECT rating FROM tracks WHERE id = 1').pluck().get()).toBe(5);
    reader.close();
    expect(queryValue(options.libraryFile, 'PRAGMA encoding')).toBe('UTF-8');
    expect(queryValue(options.libraryFile, 'PRAGMA page_size')).toBe(4096);
    expect(queryValue(options.libraryFile, 'PRAGMA integrity_check')).toBe('ok');
    expect(queryValue(options.libraryFile, FOUND)).toBe(found);
  },
);

test.each([
  { pageSize: 16_384, encoding: 'UTF-8' },
  { pageSize: 1024, encoding: 'UTF-16le' },
])(
  'an own library with pages of $pageSize bytes in $encoding is upgraded, backed up and restored',
  async (format) => {
    const options = makeMusicLibrary(LATEST - 2);
    const { manifest } = await makeBackup(options, LATEST);
    const own = {
      ...options,
      libraryFile: reformat({ ...options, folder: join(options.folder, 'music') }, format),
    };
    const upgraded = await prepareLibrary({ ...own, open: async () => null }, () => {});
    expect(upgraded).toMatchObject({ migratedBy: 'this-process', toVersion: LATEST });
    await takeBackup({ ...own, kind: 'manual' }, () => {});
    for (const _ of [1, 2]) await restore(own, manifest.id);
    expect(queryValue(own.libraryFile, 'PRAGMA page_size')).toBe(format.pageSize);
    expect(queryValue(own.libraryFile, 'PRAGMA encoding')).toBe(format.encoding);
    expect(queryValue(own.libraryFile, 'PRAGMA integrity_check')).toBe('ok');
  },
);

test('a library that was dumped and read in again is restored', async () => {
  const options = makeMusicLibrary();
  const copy = join(options.folder, 'read-in.db');
  withDatabase(options.libraryFile, (db) => db.exec(`VACUUM INTO '${copy}'`));
  withDatabase(copy, (db) => {
    db.pragma('application_id = 0');
    db.pragma('user_version = 0');
  });
  const restored: LifecycleOptions = {
    ...options,
    libraryFile: join(options.folder, 'music', 'new.db'),
  };
  await restore(restored, copy);
  expect(queryValue(restored.libraryFile, 'PRAGMA user_version')).toBe(LATEST);
  expect(queryValue(restored.libraryFile, 'SELECT count(*) FROM tracks')).toBe(300);
});

test('a backup with a damaged search index and without an index of ours is restored with sound ones', async () => {
  const options = makeMusicLibrary();
  const copy = join(options.folder, 'copy.db');
  const found = queryValue(options.libraryFile, FOUND);
  withDatabase(options.libraryFile, (db) => db.exec(`VACUUM INTO '${copy}'`));
  withDatabase(copy, (db) => {
    db.unsafeMode();
    db.exec(
      'DROP INDEX tracks_by_title; UPDATE track_search_data SET block = zeroblob(length(block)) WHERE length(block) > 1000',
    );
  });
  await restore(options, copy);
  expect(queryValue(options.libraryFile, FOUND)).toBe(found);
  const indexed = `SELECT count(*) FROM sqlite_schema WHERE name = 'tracks_by_title'`;
  expect(queryValue(options.libraryFile, indexed)).toBe(1);
});
