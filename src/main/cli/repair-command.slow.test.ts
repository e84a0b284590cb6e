/** `fermata repair`: what it mends, what it keeps, and what it leaves to a backup. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  LATEST,
  leafPagesOf,
  makeMusicLibrary,
  rowsOf,
  zeroPages,
} from '../lifecycle/testing/music-library.ts';
import { namesIn, queryValue, withDatabase } from '../lifecycle/testing/scratch-library.ts';
import { runCli } from './testing.ts';

const FOUND = `SELECT count(*) FROM track_search WHERE track_search MATCH 'machine'`;

function change(file: string, sql: string): void {
  withDatabase(file, (db) => {
    db.pragma('foreign_keys = OFF');
    db.unsafeMode();
    db.exec(sql);
  });
}

async function repair(libraryFile: string) {
  const { status, result } = await cli('repair', libraryFile);
  return { status, result };
}

async function cli(command: string, libraryFile: string) {
  const { status, stdout } = await runCli([command, '--library', libraryFile, '--json']);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return { status, result: lines.at(-1), lines };
}

/** Rows but for what Fermata counts of itself. */
function contentOf(file: string) {
  const { library: _, search_words: __, stale_search_words: ___, ...rows } = rowsOf(file);
  return Object.fromEntries(Object.entries(rows).filter(([name]) => !name.startsWith('sqlite_')));
}

const DAMAGES: [string, (file: string) => void][] = [
  ['an index of ours is missing', (file) => change(file, 'DROP INDEX tracks_by_title')],
  ['a trigger of ours is missing', (file) => change(file, 'DROP TRIGGER plays_are_counted')],
  ['a view of ours is missing', (file) => change(file, 'DROP VIEW searched_tracks')],
  ['an index has lost its pages', (file) => zeroPages(file, leafPagesOf(file, 'plays_by_track'))],
  [
    'the index of a rule has lost its pages',
    (file) => zeroPages(file, leafPagesOf(file, 'sqlite_autoindex_tracks_1')),
  ],
  ['the search index is empty', (file) => change(file, 'DELETE FROM track_search_data')],
  ['its pages are zeros', (file) => zeroPages(file, leafPagesOf(file, 'track_search_data'))],
  ['its words are zeros', (file) => zeroPages(file, leafPagesOf(file, 'search_words'))],
  [
    'pages are in no use',
    (file) =>
      change(
        file,
        `CREATE TABLE lost (x); PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'lost'`,
      ),
  ],
];

test.each(DAMAGES)('mends a library where %s, and loses nothing', async (_, damage) => {
  const { libraryFile, backupsDir } = makeMusicLibrary();
  const [before, found] = [contentOf(libraryFile), queryValue(libraryFile, FOUND)];
  damage(libraryFile);
  const { lines } = await cli('doctor', libraryFile);
  const { checks } = lines.at(-1);
  expect(checks.find(({ check }: { check: string }) => check === 'Deep check')).toMatchObject({
    verdict: 'warning',
    advice: expect.stringContaining('fermata repair'),
  });

  const { status, result } = await repair(libraryFile);
  expect(result).toMatchObject({ ok: true, receipt: { fromVersion: LATEST }, quarantined: null });
  expect(status).toBe(0);
  expect(contentOf(libraryFile)).toEqual(before);
  expect(queryValue(libraryFile, FOUND)).toBe(found);
  expect(queryValue(libraryFile, 'PRAGMA integrity_check')).toBe('ok');
  expect(namesIn(backupsDir).filter((name) => name.endsWith('_manual.db'))).toHaveLength(1);
  expect((await repair(libraryFile)).result).toMatchObject({
    ok: true,
    receipt: null,
    backup: null,
  });
});

test('sets rows aside that refer to nothing, and keeps what they held', async () => {
  const { libraryFile } = makeMusicLibrary();
  change(
    libraryFile,
    `UPDATE tracks SET album_id = 99999 WHERE id = 3;
     INSERT INTO plays (id, track_id, played_at) VALUES (77777, 88888, '2020-01-01T00:00:00Z');
     UPDATE playlist_tracks SET track_id = 88888 WHERE position = 1`,
  );
  const { result } = await repair(libraryFile);
  expect(result.receipt.danglingRows).toBeGreaterThanOrEqual(3);
  const kept = readFileSync(result.receipt.keptIn, 'utf8');
  expect(kept).toContain('UPDATE "tracks" SET "album_id" = 99999 WHERE "id" = 3;\n');
  expect(kept).toContain(`VALUES (77777, 88888, '2020-01-01T00:00:00Z');\n`);
  expect(queryValue(libraryFile, 'SELECT count(*) FROM pragma_foreign_key_check')).toBe(0);
  expect(queryValue(libraryFile, 'SELECT count(*) FROM tracks')).toBe(300);
  const gaps = `SELECT count(*) FROM (SELECT max(position) + 1 - count(*) AS gaps
    FROM playlist_tracks GROUP BY playlist_id) WHERE gaps <> 0`;
  expect(queryValue(libraryFile, gaps)).toBe(0);
});

test('takes a library in again that was dumped and read in, and keeps the file as it was', async () => {
  const { libraryFile } = makeMusicLibrary();
  const before = contentOf(libraryFile);
  change(libraryFile, 'PRAGMA application_id = 0; PRAGMA user_version = 0');
  const refused = await cli('prepare', libraryFile);
  expect(refused.result).toMatchObject({
    code: 'LIBRARY_DAMAGED',
    advice: expect.stringContaining('fermata repair'),
  });
  const { result } = await repair(libraryFile);
  expect(result).toMatchObject({
    ok: true,
    receipt: { mended: ['application_id', 'user_version'] },
  });
  expect(contentOf(libraryFile)).toEqual(before);
  expect(queryValue(result.quarantined, 'PRAGMA user_version')).toBe(0);
  expect((await cli('prepare', libraryFile)).result).toMatchObject({ ok: true });
});

test('leaves a library that has lost rows to its backups', async () => {
  const { libraryFile } = makeMusicLibrary();
  zeroPages(libraryFile, leafPagesOf(libraryFile, 'plays'));
  const before = readFileSync(libraryFile);
  const { result, status } = await repair(libraryFile);
  expect([result.code, status]).toEqual(['LIBRARY_DAMAGED', 15]);
  expect(readFileSync(libraryFile).equals(before)).toBe(true);
});

test('does not touch what is no library, or not there', async () => {
  const { folder } = makeMusicLibrary();
  const other = join(folder, 'other.db');
  withDatabase(other, (db) => db.exec('CREATE TABLE mine (x)'));
  expect((await repair(other)).result.code).toBe('NOT_A_LIBRARY');
  expect((await repair(join(folder, 'absent.db'))).result.code).toBe('USAGE');
});
