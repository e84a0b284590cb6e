/** prepare.ts when it cannot or must not go on: typed, and the library is what it was. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { LifecycleEvent } from '../../shared/lifecycle-events.ts';
import { readLockStatus } from './lock/lock-status.ts';
import {
  failureOf,
  isPhase,
  outline,
  prepare,
  SLOW_STEP,
  TEN_TRACKS_UPGRADED_ONCE,
  tallyOf,
} from './testing/preparing.ts';
import {
  damagePage,
  digestOf,
  fingerprint,
  makeLibrary,
  makeOldLibrary,
  makePlaces,
  namesIn,
  queryValue,
  type ScratchLibrary,
  TINY_MIGRATIONS,
  withDatabase,
  writeMigrations,
} from './testing/scratch-library.ts';

test.each<[string, (places: ScratchLibrary) => void, string]>([
  ['newer than the app', ({ libraryFile }) => setVersion(libraryFile, 4), 'LIBRARY_TOO_NEW'],
  ['without a version', ({ libraryFile }) => setVersion(libraryFile, 0), 'LIBRARY_DAMAGED'],
  ['empty', ({ libraryFile }) => writeFileSync(libraryFile, ''), 'LIBRARY_DAMAGED'],
  ['only words', ({ libraryFile }) => writeFileSync(libraryFile, 'la la la'), 'NOT_A_LIBRARY'],
  [
    'cut short',
    ({ libraryFile }) => writeFileSync(libraryFile, readFileSync(libraryFile).subarray(0, 8192)),
    'LIBRARY_DAMAGED',
  ],
  [
    'of another application',
    ({ libraryFile }) => withDatabase(libraryFile, (db) => db.pragma('application_id = 1')),
    'NOT_A_LIBRARY',
  ],
  [
    'a folder',
    ({ libraryFile }) => {
      rmSync(libraryFile);
      mkdirSync(libraryFile);
    },
    'NOT_A_LIBRARY',
  ],
  [
    'in a folder that is not there',
    ({ libraryFile }) => rmSync(dirname(libraryFile), { recursive: true }),
    'USAGE',
  ],
])('refuses, and does not touch, a library that is %s', async (_, change, code) => {
  const places = makeLibrary({ version: 2 });
  change(places);
  const before = [fingerprint(places.folder), namesIn(places.folder)];
  const error = await failureOf(places);
  expect(error.code).toBe(code);
  expect([fingerprint(places.folder), namesIn(places.folder)]).toEqual(before);
});

test('refuses a damaged library that looks well, before it is migrated', async () => {
  const places = makeLibrary({ version: 2, tracks: 2_000 });
  const leaf = `SELECT max(pageno) FROM dbstat WHERE name = 'tracks' AND pagetype = 'leaf'`;
  damagePage(places.libraryFile, Number(queryValue(places.libraryFile, leaf)));
  const before = digestOf(places.libraryFile);
  const error = await failureOf(places);
  expect(error.code).toBe('LIBRARY_DAMAGED');
  expect(outline(error.events)).not.toContain('phase migrate');
  expect(digestOf(places.libraryFile)).toBe(before);
  expect(namesIn(places.backupsDir)).toEqual([]);
});

test.each<[string, Record<string, string>, RegExp]>([
  ['a gap', { '0005_e.sql': 'SELECT 1;' }, /Migration 0004 is missing/],
  ['a COMMIT', { '0004_d.sql': 'SELECT 1;\nCOMMIT;' }, /^0004_d\.sql:2 has the statement COMMIT/],
  ['an undeclared DROP TABLE', { '0004_d.sql': 'DROP TABLE tracks;' }, /^0004_d\.sql:1 destroys/],
  ['nothing in a file', { '0004_d.sql': '-- later' }, /^0004_d\.sql is empty/],
])('refuses a set with %s before it takes the lock', async (_, files, message) => {
  const places = makeLibrary({ version: 2 });
  for (const [name, sql] of Object.entries(files)) {
    writeFileSync(join(places.migrationsDir, name), sql);
  }
  const before = fingerprint(places.folder);
  const error = await failureOf(places);
  expect(error).toMatchObject({
    code: 'MIGRATION_SET_INVALID',
    message: expect.stringMatching(message),
  });
  expect(fingerprint(places.folder)).toEqual(before);
});

test.each([2, 3])('refuses a set that is not the one version %i was made with', async (version) => {
  const places = makeLibrary({ version });
  const changed = `${TINY_MIGRATIONS['0002_tracks.sql']} -- better`;
  writeFileSync(join(places.migrationsDir, '0002_tracks.sql'), changed);
  const before = digestOf(places.libraryFile);
  const error = await failureOf(places);
  expect(error).toMatchObject({
    code: 'MIGRATION_SET_INVALID',
    message: expect.stringContaining('0002_tracks.sql'),
  });
  expect(digestOf(places.libraryFile)).toBe(before);
  expect(namesIn(places.backupsDir)).toEqual([]);
});

test('leaves the library as it was when a step fails, and can be tried again', async () => {
  const places = makeOldLibrary({
    '0003_a.sql': `UPDATE tracks SET title = 'lost';`,
    '0004_b.sql': 'CREATE TABLE b (x INTEGER);',
    '0005_c.sql': 'CREATE TABEL c (x);',
  });
  const before = digestOf(places.libraryFile);
  const error = await failureOf(places);
  expect(error).toMatchObject({
    code: 'MIGRATION_FAILED',
    message: expect.stringContaining('0005_c.sql:1'),
  });
  expect(digestOf(places.libraryFile)).toBe(before);
  expect(await readLockStatus(places.libraryFile, undefined)).toEqual({ state: 'free' });
  writeFileSync(join(places.migrationsDir, '0005_c.sql'), 'CREATE TABLE c (x INTEGER) STRICT;');
  expect(await prepare(places)).toMatchObject({ fromVersion: 2, toVersion: 5 });
});

test('leaves nothing behind when a new library cannot be made', async () => {
  const places = makePlaces({ '0001_a.sql': 'CREATE TABEL a (x);' });
  expect((await failureOf(places)).code).toBe('MIGRATION_FAILED');
  expect(namesIn(dirname(places.libraryFile))).toEqual(['library.db.mutex']);
});

test('does not migrate without a backup', async () => {
  const places = makeLibrary({ version: 2 });
  const before = digestOf(places.libraryFile);
  const error = await failureOf(places, {}, (event) => {
    if (event.event !== 'phase' || event.phase !== 'verify-backup') return;
    const [partial = ''] = namesIn(places.backupsDir);
    withDatabase(join(places.backupsDir, partial), (db) => db.exec('DELETE FROM tracks'));
  });
  expect(error).toMatchObject({
    code: 'BACKUP_FAILED',
    message: expect.stringContaining('the copy has 0 instead of 10 rows in tracks'),
  });
  expect(outline(error.events)).not.toContain('phase migrate');
  expect(digestOf(places.libraryFile)).toBe(before);
  expect(namesIn(places.backupsDir)).toEqual([]);
});

test('does not begin where there can be no backups', async () => {
  const places = makeLibrary({ version: 2 });
  writeFileSync(places.backupsDir, 'a file in the way');
  const before = digestOf(places.libraryFile);
  const error = await failureOf(places);
  expect(error).toMatchObject({
    code: 'BACKUP_FAILED',
    message: `The backups folder ${places.backupsDir} could not be created.`,
  });
  expect(digestOf(places.libraryFile)).toBe(before);
});

const MOMENTS: [string, (event: LifecycleEvent) => boolean][] = [
  ['at its beginning', ({ event }) => event === 'phase'],
  ['when the backup begins', (event) => isPhase(event, 'backup')],
  ['while it is copied', ({ event }) => event === 'progress'],
  ['when the backup is checked', (event) => isPhase(event, 'verify-backup')],
  ['when the backup is made', ({ event }) => event === 'backup-made'],
  ['when the migration begins', (event) => isPhase(event, 'migrate')],
];

/** The last step takes so long that the request comes before its end. */
const SLOW_MIGRATIONS = { ...TINY_MIGRATIONS, '0004_slow.sql': SLOW_STEP };

test.each(MOMENTS)('rolls back when it is asked to stop %s', async (_, isNow) => {
  const places = makeLibrary({ version: 2 });
  writeMigrations(places.migrationsDir, SLOW_MIGRATIONS);
  const before = digestOf(places.libraryFile);
  const stopping = new AbortController();
  const reason = new Error('asked to');
  const error = await failureOf(places, { signal: stopping.signal }, (event) => {
    if (isNow(event)) stopping.abort(reason);
  });
  expect(error).toMatchObject({ code: 'INTERRUPTED', exitStatus: 130 });
  expect(digestOf(places.libraryFile)).toBe(before);
  expect(namesIn(dirname(places.libraryFile)).filter((name) => name !== 'backups')).toEqual([
    'library.db',
    ...(existsSync(`${places.libraryFile}.mutex`) ? ['library.db.mutex'] : []),
  ]);
  expect(namesIn(places.backupsDir).filter((name) => name.includes('partial'))).toEqual([]);
  expect(await prepare(places)).toMatchObject({ fromVersion: 2, migratedBy: 'this-process' });
  expect(tallyOf(places.libraryFile)).toEqual(TEN_TRACKS_UPGRADED_ONCE);
});

test('leaves nothing behind when it is asked to stop making a library', async () => {
  const places = makePlaces(SLOW_MIGRATIONS);
  const stopping = new AbortController();
  const error = await failureOf(places, { signal: stopping.signal }, (event) => {
    if (isPhase(event, 'migrate')) stopping.abort();
  });
  expect(error.code).toBe('INTERRUPTED');
  expect(namesIn(dirname(places.libraryFile))).toEqual(['library.db.mutex']);
});

function setVersion(file: string, version: number): void {
  withDatabase(file, (db) => db.pragma(`user_version = ${version}`));
}
