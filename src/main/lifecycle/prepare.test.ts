/** prepare.ts: what becomes of a library, from nothing to opened, when all goes well. */
import { mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { LifecycleEvent } from '../../shared/lifecycle-events.ts';
import { listBackups } from './backups/catalog.ts';
import { schemaOf } from './migrations/defined-schema.ts';
import { loadMigrationSet } from './migrations/migration-set.ts';
import { prepareLibrary } from './prepare.ts';
import { startPeer } from './testing/peer.ts';
import {
  optionsFor,
  outline,
  prepare,
  TEN_TRACKS_UPGRADED_ONCE,
  tallyOf,
} from './testing/preparing.ts';
import {
  fingerprint,
  makeLibrary,
  makePlaces,
  namesIn,
  queryRows,
  writeBackup,
} from './testing/scratch-library.ts';

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
  expect(prepared.receipt).toMatchObject({
    fromVersion: 2,
    toVersion: 3,
    libraryBefore: prepared.backup,
  });
  expect(outline(prepared.events)).toEqual([
    'phase inspect',
    'phase backup',
    'phase verify-backup',
    'backup-made',
    'phase migrate',
    'step',
    'step-applied',
    'phase verify',
    'receipt',
    'phase open',
    'ready',
  ]);
  expect(tallyOf(places.libraryFile)).toEqual(TEN_TRACKS_UPGRADED_ONCE);
  const [backup, ...others] = await listBackups(places);
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
      folder: places.backupsDir,
      id: old[0],
      reason: 'there are 5 newer ones made before an upgrade',
    },
  ]);
  const left = (await listBackups(places)).map(({ manifest }) => manifest.id);
  expect(left).toEqual([basename(prepared.backup ?? '', '.db'), ...old.slice(1).toReversed()]);
});

test('is done although old backups cannot be told apart', async () => {
  const places = makeLibrary({ version: 2 });
  mkdirSync(places.backupsDir);
  writeFileSync(join(places.backupsDir, 'settings.json'), 'x');
  const prepared = await prepare(places);
  expect(prepared.migratedBy).toBe('this-process');
  expect(prepared.events.find(({ event }) => event === 'notice')).toMatchObject({
    message: expect.stringMatching(
      /^Old backups could not be removed: .*settings.json is not in order/,
    ),
  });
});
