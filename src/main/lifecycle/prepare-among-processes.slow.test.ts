/** prepare.ts among processes that do the same, have the library open, or were killed. */
import { copyFileSync, existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { listBackups } from './backups/catalog.ts';
import { type Peer, startPeer } from './testing/peer.ts';
import {
  failureOf,
  isPhase,
  optionsFor,
  outline,
  prepare,
  SLOW_STEP,
  TEN_TRACKS_UPGRADED_ONCE,
  tallyOf,
} from './testing/preparing.ts';
import {
  digestOf,
  makeLibrary,
  makeOldLibrary,
  makePlaces,
  namesIn,
  queryValue,
  TINY_MIGRATIONS,
  withDatabase,
} from './testing/scratch-library.ts';

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
  expect(await listBackups(places)).toHaveLength(1);
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
  // The backup that the killed process made is still one of this library.
  expect(await listBackups(places)).toHaveLength(1);
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
