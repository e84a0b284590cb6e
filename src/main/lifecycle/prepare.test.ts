/** prepare.ts: what becomes of a library, from nothing to opened, in good and in bad circumstances. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { FermataError } from '../../shared/errors.ts';
import type { LifecycleEvent } from '../../shared/lifecycle-events.ts';
import { listBackups } from './backup-catalog.ts';
import { readLockStatus } from './lock-status.ts';
import { schemaOf } from './migrate.ts';
import { loadMigrationSet } from './migration-set.ts';
import { type PreparedLibrary, type PrepareOptions, prepareLibrary } from './prepare.ts';
import { type Peer, startPeer } from './testing/peer.ts';
import {
  damagePage,
  digestOf,
  fingerprint,
  makeLibrary,
  makeOldLibrary,
  makePlaces,
  namesIn,
  queryRows,
  queryValue,
  type ScratchLibrary,
  TINY_MIGRATIONS,
  withDatabase,
  writeBackup,
} from './testing/scratch-library.ts';

type Extras = Partial<Omit<PrepareOptions<string>, 'open'>>;

function optionsFor(
  { libraryFile, backupsDir, migrationsDir }: ScratchLibrary,
  extras: Extras = {},
) {
  return {
    libraryFile,
    backupsDir,
    migrationsDir,
    appVersion: '2.0.0',
    host: 'the test',
    ...extras,
  };
}

/** Prepares a library and "opens" it by telling its path and version. */
async function prepare(
  places: ScratchLibrary,
  extras: Extras = {},
  onEvent: (event: LifecycleEvent) => void = () => {},
): Promise<PreparedLibrary<string> & { events: LifecycleEvent[] }> {
  const events: LifecycleEvent[] = [];
  const open = async (file: string, version: number) => `${basename(file)} at ${version}`;
  const prepared = await prepareLibrary({ ...optionsFor(places, extras), open }, (event) => {
    events.push(event);
    onEvent(event);
  });
  return { ...prepared, events };
}

/** The error of a preparation that fails, and that it was told as an event too. */
async function failureOf(
  places: ScratchLibrary,
  extras: Extras = {},
  onEvent: (event: LifecycleEvent) => void = () => {},
): Promise<FermataError & { events: LifecycleEvent[] }> {
  const events: LifecycleEvent[] = [];
  const error = await prepare(places, extras, (event) => {
    events.push(event);
    onEvent(event);
  }).then(
    () => expect.fail('It was prepared.'),
    (thrown) => thrown,
  );
  const { code, message } = error;
  expect(events.at(-1)).toMatchObject({ event: 'failed', error: { code, message } });
  return Object.assign(error, { events });
}

/** What happened, in short: the phases, and the other events by their names, without progress. */
function outline(events: readonly LifecycleEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.event === 'progress') return [];
    return [event.event === 'phase' ? `phase ${event.phase}` : event.event];
  });
}

function tallyOf(file: string): unknown {
  const tally =
    'SELECT count(*) AS tracks, min(play_count) AS least, max(play_count) AS most FROM tracks';
  return queryRows(file, tally)[0];
}

const TEN_TRACKS_UPGRADED_ONCE = { tracks: 10, least: 1, most: 1 };

/** A step that takes about a second, in one statement. */
const SLOW_STEP = `
  CREATE TABLE numbers (n INTEGER) STRICT;
  WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 2000000)
  INSERT INTO numbers SELECT max(n) FROM counted;`;

test('makes a library where there is none', async () => {
  const places = makePlaces();
  const prepared = await prepare(places);
  expect(prepared).toMatchObject({
    library: 'library.db at 3',
    libraryFile: places.libraryFile,
    fromVersion: 0,
    toVersion: 3,
    migratedBy: 'this-process',
    backup: null,
    durationMs: expect.any(Number),
  });
  expect(outline(prepared.events)).toEqual([
    'phase inspect',
    'phase migrate',
    ...['step', 'step-applied', 'step', 'step-applied', 'step', 'step-applied'],
    'phase verify',
    'phase open',
    'ready',
  ]);
  expect(namesIn(dirname(places.libraryFile))).toEqual(['library.db', 'library.db.mutex']);
  expect(queryRows(places.libraryFile, 'PRAGMA integrity_check')).toEqual([
    { integrity_check: 'ok' },
  ]);
});

test('upgrades an old library after backing it up', async () => {
  const places = makeLibrary({ version: 2 });
  const before = queryRows(places.libraryFile, 'SELECT * FROM tracks');
  const prepared = await prepare(places);
  expect(prepared).toMatchObject({ fromVersion: 2, toVersion: 3, migratedBy: 'this-process' });
  expect(outline(prepared.events)).toEqual([
    'phase inspect',
    'phase backup',
    'phase verify-backup',
    'backup-made',
    'phase migrate',
    'step',
    'step-applied',
    'phase verify',
    'phase open',
    'ready',
  ]);
  expect(tallyOf(places.libraryFile)).toEqual(TEN_TRACKS_UPGRADED_ONCE);
  const [backup, ...others] = await listBackups(places.backupsDir);
  expect(others).toEqual([]);
  expect(prepared.backup).toBe(backup?.file);
  expect(backup?.manifest).toMatchObject({ kind: 'before-migration', schemaVersion: 2 });
  expect(queryRows(backup?.file ?? '', 'SELECT * FROM tracks')).toEqual(before);
  expect(namesIn(dirname(places.libraryFile))).toEqual([
    'backups',
    'library.db',
    'library.db.mutex',
  ]);
});

test.each([0, 1, 2, 3])('ends with the same schema, coming from version %i', async (version) => {
  const places = version === 0 ? makePlaces() : makeLibrary({ version });
  await prepare(places);
  const schema = `SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name`;
  expect(queryRows(places.libraryFile, schema)).toEqual(
    schemaOf(loadMigrationSet(places.migrationsDir)),
  );
});

test('does nothing at all for a library that is up to date', async () => {
  const places = makeLibrary({ version: 3 });
  const folder = dirname(places.libraryFile);
  const before = [fingerprint(folder), statSync(folder, { bigint: true }).mtimeNs];
  const prepared = await prepare(places);
  expect(outline(prepared.events)).toEqual(['phase inspect', 'phase open', 'ready']);
  expect(prepared).toMatchObject({
    fromVersion: 3,
    toVersion: 3,
    migratedBy: 'none',
    backup: null,
  });
  expect([fingerprint(folder), statSync(folder, { bigint: true }).mtimeNs]).toEqual(before);
});

test('opens a library that is up to date although somebody else holds its lock or has it open', async () => {
  const places = makeLibrary({ version: 3 });
  const { libraryFile } = places;
  const peer = await startPeer();
  await peer.lock({ libraryFile, timeoutMs: 0, appVersion: '1.0.0', purpose: 'backing up' });
  await peer.sql(libraryFile, `UPDATE albums SET title = 'Giant Steps'`);
  expect(await prepare(places)).toMatchObject({ migratedBy: 'none' });
  // Even in the middle of writing.
  await peer.sql(libraryFile, 'BEGIN IMMEDIATE');
  await peer.sql(libraryFile, `UPDATE albums SET title = 'Naima'`);
  expect(await prepare(places)).toMatchObject({ migratedBy: 'none' });
});

test('is the same library by every name', async () => {
  const places = makeLibrary({ version: 2 });
  const link = join(places.folder, 'link.db');
  symlinkSync(places.libraryFile, link);
  const prepared = await prepare({ ...places, libraryFile: link });
  expect(prepared.libraryFile).toBe(places.libraryFile);
  expect(namesIn(places.folder)).toEqual(['link.db', 'migrations', 'music']);
  expect(tallyOf(places.libraryFile)).toEqual(TEN_TRACKS_UPGRADED_ONCE);
});

test('waits for another process that does the work, and says so', async () => {
  const places = makeOldLibrary({ '0003_slow.sql': SLOW_STEP });
  const peer = await startPeer();
  const done = peer.prepare(optionsFor(places, { host: 'the web process' }));
  await peer.event(({ event }) => event === 'step');
  const prepared = await prepare(places);
  expect(prepared).toMatchObject({ fromVersion: 2, migratedBy: 'another-process', backup: null });
  expect(outline(prepared.events).filter((name) => name !== 'waiting')).toEqual([
    'phase inspect',
    'phase wait',
    'done-by-another-process',
    'phase open',
    'ready',
  ]);
  expect(prepared.events.find(({ event }) => event === 'waiting')).toMatchObject({
    holder: { pid: peer.pid, purpose: 'the web process is upgrading the library' },
  });
  expect(await done).toMatchObject({ migratedBy: 'this-process' });
  expect(await listBackups(places.backupsDir)).toHaveLength(1);
});

test('waits at the lock for a process that keeps readers out', async () => {
  const places = makeLibrary({ version: 2 });
  const { libraryFile } = places;
  withDatabase(libraryFile, (db) => db.pragma('journal_mode = DELETE'));
  const peer = await startPeer();
  await peer.lock({ libraryFile, timeoutMs: 0, appVersion: '1.0.0', purpose: 'upgrading' });
  await peer.sql(libraryFile, 'BEGIN EXCLUSIVE');
  await peer.sql(libraryFile, `UPDATE albums SET title = 'Giant Steps'`);
  const freed: Promise<unknown>[] = [];
  const prepared = await prepare(places, {}, ({ event }) => {
    if (event !== 'waiting' || freed.length > 0) return;
    freed.push(peer.sql(libraryFile, 'COMMIT'), peer.release());
  });
  expect(prepared).toMatchObject({ fromVersion: 2, migratedBy: 'this-process' });
  expect(queryValue(libraryFile, 'SELECT title FROM albums')).toBe('Giant Steps');
});

test('gives up when another process keeps the lock, and names it', async () => {
  const places = makeLibrary({ version: 2 });
  const { libraryFile } = places;
  const peer = await startPeer();
  await peer.lock({ libraryFile, timeoutMs: 0, appVersion: '1.2.3', purpose: 'restoring' });
  const before = digestOf(libraryFile);
  const error = await failureOf(places, { lockTimeoutMs: 50 });
  expect(error.code).toBe('LOCK_TIMEOUT');
  expect(error.message).toContain(`process ${peer.pid}`);
  expect(digestOf(libraryFile)).toBe(before);
});

test('is upgraded once although the processes that want to do it share no lock', async () => {
  const places = makeLibrary({ version: 2 });
  const peers = await Promise.all(Array.from({ length: 3 }, () => startPeer()));
  const prepareApart = (peer: Peer, index: number) => {
    const lockDir = join(places.folder, `locks-${index}`);
    const backupsDir = join(places.folder, `backups-${index}`);
    return peer.prepare(optionsFor(places, { lockDir, backupsDir }));
  };
  const results = await Promise.all(peers.map(prepareApart));
  const byThisProcess = expect.objectContaining({ migratedBy: 'this-process' });
  expect(results.filter((result) => byThisProcess.asymmetricMatch(result))).toHaveLength(1);
  expect(tallyOf(places.libraryFile)).toEqual(TEN_TRACKS_UPGRADED_ONCE);
  expect(namesIn(dirname(places.libraryFile))).toEqual(['library.db']);
});

test('does not put a new library in the place of one that somebody else has made', async () => {
  const places = makePlaces();
  const other = makeLibrary({ version: 3 });
  const digest = digestOf(other.libraryFile);
  const prepared = await prepare(places, {}, (event) => {
    if (isPhase(event, 'verify')) copyFileSync(other.libraryFile, places.libraryFile);
  });
  expect(prepared).toMatchObject({ fromVersion: 0, migratedBy: 'another-process' });
  expect(digestOf(places.libraryFile)).toBe(digest);
  expect(namesIn(dirname(places.libraryFile))).toEqual(['library.db', 'library.db.mutex']);
});

test('upgrades a library that another process has open, with what it has not written back', async () => {
  const places = makeLibrary({ version: 2 });
  const { libraryFile } = places;
  const peer = await startPeer();
  await peer.sql(libraryFile, `UPDATE albums SET title = 'Giant Steps'`);
  const prepared = await prepare(places);
  expect(prepared.migratedBy).toBe('this-process');
  expect(queryValue(prepared.backup ?? '', 'SELECT title FROM albums')).toBe('Giant Steps');
  expect(
    await peer.sql(libraryFile, 'SELECT albums.title, play_count FROM albums, tracks LIMIT 1'),
  ).toEqual([['Giant Steps', 1]]);
});

test('upgrades a library whose app was killed with a large log', async () => {
  const places = makeLibrary({ version: 2 });
  const { libraryFile } = places;
  const peer = await startPeer();
  await peer.sql(libraryFile, 'PRAGMA wal_autocheckpoint = 0');
  await peer.sql(libraryFile, `UPDATE albums SET title = printf('%.6000000c', 'x')`);
  await peer.kill();
  expect(statSync(`${libraryFile}-wal`).size).toBeGreaterThan(4 * 1024 * 1024);
  expect(await prepare(places)).toMatchObject({ fromVersion: 2, migratedBy: 'this-process' });
  expect(queryValue(libraryFile, 'SELECT length(title) FROM albums')).toBe(6_000_000);
  expect(existsSync(`${libraryFile}-wal`)).toBe(false);
});

test('takes up the work of a process that was killed in the middle of it', async () => {
  const places = makeOldLibrary({
    '0003_play_counts.sql': TINY_MIGRATIONS['0003_play_counts.sql'],
    '0004_slow.sql': SLOW_STEP,
  });
  const peer = await startPeer();
  void peer.prepare(optionsFor(places));
  await peer.event((event) => event.event === 'step' && event.version === 4);
  await peer.kill();
  const prepared = await prepare(places, { lockTimeoutMs: 0 });
  expect(prepared).toMatchObject({ fromVersion: 2, migratedBy: 'this-process' });
  expect(outline(prepared.events)).toContain('stale-lock-cleared');
  expect(tallyOf(places.libraryFile)).toEqual(TEN_TRACKS_UPGRADED_ONCE);
  expect(await listBackups(places.backupsDir)).toHaveLength(2);
});

test('takes up the making of a library by a process that was killed', async () => {
  const places = makePlaces({ ...TINY_MIGRATIONS, '0004_slow.sql': SLOW_STEP });
  const peer = await startPeer();
  void peer.prepare(optionsFor(places));
  await peer.event((event) => event.event === 'step' && event.version === 4);
  await peer.kill();
  expect(existsSync(places.libraryFile)).toBe(false);
  expect(await prepare(places)).toMatchObject({ fromVersion: 0, migratedBy: 'this-process' });
  expect(namesIn(dirname(places.libraryFile))).toEqual(['library.db', 'library.db.mutex']);
});

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
    message: `The backups folder ${places.backupsDir} cannot be made.`,
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

test.each(MOMENTS)('rolls back when it is asked to stop %s', async (_, isNow) => {
  const places = makeLibrary({ version: 2 });
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
  const places = makePlaces();
  const stopping = new AbortController();
  const error = await failureOf(places, { signal: stopping.signal }, (event) => {
    if (isPhase(event, 'migrate')) stopping.abort();
  });
  expect(error.code).toBe('INTERRUPTED');
  expect(namesIn(dirname(places.libraryFile))).toEqual(['library.db.mutex']);
});

test('tells when the library cannot be opened, which is upgraded by then', async () => {
  const places = makeLibrary({ version: 2 });
  const events: LifecycleEvent[] = [];
  const open = async () => {
    throw new Error('no windows left');
  };
  await expect(
    prepareLibrary({ ...optionsFor(places), open }, (event) => events.push(event)),
  ).rejects.toMatchObject({
    code: 'INTERNAL',
    message: expect.stringContaining('no windows left'),
  });
  expect(outline(events).slice(-2)).toEqual(['phase open', 'failed']);
  expect(tallyOf(places.libraryFile)).toEqual(TEN_TRACKS_UPGRADED_ONCE);
});

test('puts its lock where it is told to', async () => {
  const places = makeLibrary({ version: 2 });
  const lockDir = join(places.folder, 'locks');
  await prepare(places, { lockDir });
  expect(namesIn(dirname(places.libraryFile))).toEqual(['backups', 'library.db']);
  expect(namesIn(lockDir)).toEqual([expect.stringMatching(/^library\.db-[0-9a-f]{12}\.mutex$/)]);
});

test('makes room for the new backup among the old ones, and tells which go', async () => {
  const places = makeLibrary({ version: 2 });
  const old = [1, 2, 3, 4, 5].map((day) =>
    writeBackup(places.backupsDir, { createdAt: `2025-01-0${day}T12:00:00.000Z` }),
  );
  const prepared = await prepare(places);
  expect(prepared.events.filter(({ event }) => event === 'backup-pruned')).toEqual([
    {
      event: 'backup-pruned',
      id: old[0],
      reason: 'there are 5 newer ones made before a migration',
    },
  ]);
  const left = (await listBackups(places.backupsDir)).map(({ manifest }) => manifest.id);
  expect(left).toEqual([basename(prepared.backup ?? '', '.db'), ...old.slice(1).toReversed()]);
});

test('is done although old backups cannot be told apart', async () => {
  const places = makeLibrary({ version: 2 });
  mkdirSync(places.backupsDir);
  const id = writeBackup(places.backupsDir, { createdAt: '2025-01-01T12:00:00.000Z' });
  const manifest = join(places.backupsDir, `${id}.json`);
  rmSync(manifest);
  symlinkSync(basename(manifest), manifest);
  const prepared = await prepare(places);
  expect(prepared.migratedBy).toBe('this-process');
  expect(prepared.events.find(({ event }) => event === 'notice')).toMatchObject({
    message: expect.stringMatching(/^Old backups could not be removed: ELOOP/),
  });
});

function isPhase(event: LifecycleEvent, phase: string): boolean {
  return event.event === 'phase' && event.phase === phase;
}

function setVersion(file: string, version: number): void {
  withDatabase(file, (db) => db.pragma(`user_version = ${version}`));
}
