/** backup.ts: one good file with a true manifest, whoever writes meanwhile; and tidying up. */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { BackupManifestSchema } from '../../../shared/backups.ts';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { unpublishedBackup } from '../files/file-names.ts';
import { readIdentityOf } from '../sqlite/library-identity.ts';
import { backUp, LARGE_LIBRARY, LARGE_LIBRARY_TRACKS } from '../testing/backing-up.ts';
import { startPeer } from '../testing/peer.ts';
import {
  digestOf,
  makeLibrary,
  namesIn,
  queryRows,
  queryValue,
  withDatabase,
} from '../testing/scratch-library.ts';
import { withThreads } from '../thread/lifecycle-thread.ts';
import { removePartialBackups } from './leftovers.ts';
import { backupId } from './names.ts';

test('makes one file of everything, and a manifest that tells the truth about it', async () => {
  const places = makeLibrary({ version: 2 });
  const { file, manifest } = await backUp(places);
  expect(namesIn(places.backupsDir)).toEqual([`${manifest.id}.db`, `${manifest.id}.json`]);
  expect(file).toBe(join(places.backupsDir, `${manifest.id}.db`));
  expect(manifest).toEqual({
    id: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z_v0002_before-migration$/),
    kind: 'before-migration',
    createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
    note: null,
    appVersion: '2.0.0',
    libraryId: readIdentityOf(places.libraryFile)?.id,
    libraryFile: places.libraryFile,
    sequence: 1,
    day: 1,
    librarySeen: expect.stringMatching(/^\d+@[\d.]+ 0@0$/),
    schemaVersion: 2,
    rows: { albums: 1, schema_version: 2, tracks: 10 },
    contents: {},
    bytes: statSync(file).size,
    sha256: digestOf(file),
    sections: {
      bytes: 2_097_152,
      crc32: crc32(readFileSync(file)).toString(16).padStart(8, '0'),
    },
    verifiedAt: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  const written = readFileSync(join(places.backupsDir, `${manifest.id}.json`), 'utf8');
  expect(BackupManifestSchema.parse(JSON.parse(written))).toEqual(manifest);
  expect(queryRows(file, 'SELECT * FROM tracks')).toEqual(
    queryRows(places.libraryFile, 'SELECT * FROM tracks'),
  );
  expect(queryRows(file, 'PRAGMA journal_mode')).toEqual([{ journal_mode: 'delete' }]);
});

test('tells how far it is, and when it is made', async () => {
  const places = makeLibrary();
  withDatabase(places.libraryFile, (db) => db.exec(LARGE_LIBRARY));
  const events: LifecycleEvent[] = [];
  const { file, manifest } = await backUp(places, (event) => events.push(event));
  const phases = events.flatMap((event) => (event.event === 'phase' ? [event.phase] : []));
  expect(phases).toEqual(['backup', 'verify-backup']);
  const progress = events.filter((event) => event.event === 'progress');
  const copied = progress.filter(({ phase }) => phase === 'backup');
  expect(copied.length).toBeGreaterThan(1);
  for (const { done, total, unit } of copied) {
    expect([total, unit]).toEqual([manifest.bytes, 'bytes']);
    expect(done).toBeLessThanOrEqual(total);
  }
  expect(copied.map(({ done }) => done)).toEqual(
    copied.map(({ done }) => done).toSorted((a, b) => a - b),
  );
  expect(progress.some(({ phase }) => phase === 'verify-backup')).toBe(true);
  expect(events.at(-1)).toEqual({ event: 'backup-made', path: file, bytes: manifest.bytes });
});

test('checks a small copy in the thread that made it, a large one in the other too', async () => {
  const places = makeLibrary();
  const backUpWithOneThread = () =>
    withThreads(
      () => {},
      (threads) => {
        // From now on every job of it fails.
        threads.hashing.stop();
        return backUp(places, undefined, threads);
      },
      undefined,
    );
  const { manifest } = await backUpWithOneThread();
  withDatabase(places.libraryFile, (db) => db.exec(LARGE_LIBRARY));
  await expect(backUpWithOneThread()).rejects.toMatchObject({ code: 'INTERRUPTED' });
  expect(namesIn(places.backupsDir)).toEqual([`${manifest.id}.db`, `${manifest.id}.json`]);
});

test('has in it what another process has written and not written back yet', async () => {
  const places = makeLibrary();
  const peer = await startPeer();
  await peer.sql(places.libraryFile, `UPDATE albums SET title = 'Giant Steps'`);
  await peer.sql(places.libraryFile, 'BEGIN');
  await peer.sql(places.libraryFile, `UPDATE albums SET title = 'not committed'`);
  const wal = digestOf(`${places.libraryFile}-wal`);
  const { file } = await backUp(places);
  expect(queryValue(file, 'SELECT title FROM albums')).toBe('Giant Steps');
  expect(digestOf(`${places.libraryFile}-wal`)).toBe(wal);
  await peer.sql(places.libraryFile, 'COMMIT');
  expect(await peer.sql(places.libraryFile, 'SELECT title FROM albums')).toEqual([
    ['not committed'],
  ]);
});

test('is finished, whole and of one moment although another process goes on writing', async () => {
  const places = makeLibrary();
  withDatabase(places.libraryFile, (db) => db.exec(LARGE_LIBRARY));
  const peer = await startPeer();
  const insert = `INSERT INTO tracks (album_id, title) VALUES (1, printf('%.2000c', 'y'))`;
  await peer.startWriting(places.libraryFile, insert);
  const { file, manifest } = await backUp(places);
  const writes = await peer.stopWriting();
  expect(writes).toBeGreaterThan(10);
  // What was written meanwhile counts as a change since the backup: the schedule goes by its time.
  expect(Date.parse(manifest.createdAt)).toBeLessThan(Date.parse(manifest.verifiedAt));
  expect(statSync(`${places.libraryFile}-wal`).mtimeMs).toBeGreaterThan(
    Date.parse(manifest.createdAt),
  );
  const before = 10 + LARGE_LIBRARY_TRACKS;
  const inBackup = Number(queryValue(file, 'SELECT count(*) FROM tracks'));
  expect(inBackup).toBe(manifest.rows.tracks);
  expect(inBackup).toBeGreaterThanOrEqual(before);
  expect(inBackup).toBeLessThan(before + Number(writes));
  // The rows that are in it are the first ones that were written, without a gap.
  expect(queryValue(file, 'SELECT max(id) - min(id) + 1 FROM tracks')).toBe(inBackup);
  expect(queryRows(file, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(await peer.sql(places.libraryFile, 'SELECT count(*) FROM tracks')).toEqual([
    [before + Number(writes)],
  ]);
});

test('clears away what killed backups left, and nothing else', async () => {
  const { backupsDir } = makeLibrary();
  mkdirSync(backupsDir);
  const id = (second: number) => backupId('before-migration', 2, new Date(second * 1000));
  const [whole, killed, halfWritten, damaged, away] = [id(1), id(2), id(3), id(4), id(5)];
  const kept = [
    `${whole}.db`,
    `${whole}.json`,
    `${damaged}.db.damaged`,
    `${damaged}.json`,
    `${away}.json`,
    '0123456789abcdef.partial.txt',
    'holiday.partial',
    'holiday.json',
    'settings.json',
  ];
  const cleared = [
    '0123456789abcdef.partial',
    '0123456789abcdef.partial-journal',
    '0123456789abcdef.partial-shm',
    '0123456789abcdef.partial-wal',
    basename(unpublishedBackup(backupsDir, killed)),
    `${killed}.json`,
    `${halfWritten}.json.partial`,
  ];
  for (const name of [...kept, ...cleared]) writeFileSync(join(backupsDir, name), '');
  await removePartialBackups(backupsDir);
  expect(namesIn(backupsDir)).toEqual(kept.toSorted());
});

test('what a killed backup left is found to be unfinished, and cleared away', async () => {
  const places = makeLibrary();
  const { libraryFile, backupsDir } = places;
  withDatabase(libraryFile, (db) => db.exec(LARGE_LIBRARY));
  const peer = await startPeer();
  void peer.backUp({ libraryFile, backupsDir, kind: 'manual', appVersion: '2.0.0' });
  await peer.event(({ event }) => event === 'progress');
  await peer.kill();
  expect(namesIn(backupsDir).filter((name) => name.endsWith('.partial'))).toHaveLength(1);
  await removePartialBackups(backupsDir);
  expect(namesIn(backupsDir)).toEqual([]);
});
