/** backup.ts and library-copy.ts: a backup that is good, or none, however it goes wrong. */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { BackupManifestSchema } from '../../shared/backups.ts';
import type { FermataError } from '../../shared/errors.ts';
import type { LifecycleEvent } from '../../shared/lifecycle-events.ts';
import { type Backup, backUpLibrary, removePartialBackups } from './backup.ts';
import { backupId } from './backup-names.ts';
import { copyLibrary, findProblem } from './library-copy.ts';
import {
  LifecycleThread,
  type LifecycleThreads,
  stopThreads,
  withThreads,
} from './lifecycle-thread.ts';
import { canMountDisks, startPeer } from './testing/peer.ts';
import {
  damagePage,
  digestOf,
  fingerprint,
  makeLibrary,
  makeScratchFolder,
  namesIn,
  queryRows,
  queryValue,
  quietContext,
  type ScratchLibrary,
  withDatabase,
} from './testing/scratch-library.ts';

/** Longer than one step of the copy, which is 8 MiB. */
const LARGE_LIBRARY = `
  WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 20000)
  INSERT INTO tracks (album_id, title) SELECT 1, printf('%.1000c', 'x') FROM numbers`;

/** Threads that all tests share, for what they do to be heard by the one that runs. */
let listener: (event: LifecycleEvent) => void = () => {};
const hear = (event: LifecycleEvent) => listener(event);
const shared = { sqlite: new LifecycleThread(hear), hashing: new LifecycleThread(hear) };

afterAll(async () => {
  await Promise.all([shared.sqlite.close(), shared.hashing.close()]);
});

/** Backs a library up, doing something else at each event. */
function backUp(
  { libraryFile, backupsDir }: ScratchLibrary,
  meanwhile: (event: LifecycleEvent) => void = () => {},
  threads: LifecycleThreads = shared,
): Promise<Backup> {
  listener = meanwhile;
  const request = {
    libraryFile,
    backupsDir,
    kind: 'before-migration',
    appVersion: '2.0.0',
  } as const;
  return backUpLibrary(request, threads, hear);
}

/** The error of a backup that fails, after checking that nothing stayed behind. */
async function failureOf(
  places: ScratchLibrary,
  meanwhile?: (event: LifecycleEvent) => void,
  threads?: LifecycleThreads,
): Promise<FermataError> {
  const before = fingerprint(dirname(places.libraryFile));
  const error = await backUp(places, meanwhile, threads).then(
    () => expect.fail('The backup was made.'),
    (thrown) => thrown,
  );
  expect(fingerprint(dirname(places.libraryFile))).toEqual(before);
  expect(namesIn(places.backupsDir)).toEqual([]);
  return error;
}

/** Does something to the unfinished backup, once it is copied and before it is checked. */
function tamper(places: ScratchLibrary, change: (partial: string) => void) {
  return (event: LifecycleEvent) => {
    if (event.event !== 'phase' || event.phase !== 'verify-backup') return;
    const [partial = expect.fail('Nothing was copied.')] = namesIn(places.backupsDir);
    change(join(places.backupsDir, partial));
  };
}

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
    schemaVersion: 2,
    rows: { albums: 1, schema_version: 2, tracks: 10 },
    bytes: statSync(file).size,
    sha256: digestOf(file),
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
  expect(copied.length).toBeGreaterThan(2);
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
  const before = 10 + 20_000;
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

test('is not made of a library that is damaged, which is what it says', async () => {
  const places = makeLibrary({ tracks: 2_000 });
  const leaf = `SELECT max(pageno) FROM dbstat WHERE name = 'tracks' AND pagetype = 'leaf'`;
  damagePage(places.libraryFile, Number(queryValue(places.libraryFile, leaf)));
  expect(await failureOf(places)).toMatchObject({
    code: 'LIBRARY_DAMAGED',
    message: expect.stringContaining(`${places.libraryFile} is damaged`),
    libraryState: 'The damaged file has been left as it is.',
  });
});

test('is not made of a library whose damage only the check of the copy finds', async () => {
  const places = makeLibrary({ tracks: 2_000 });
  const { libraryFile } = places;
  // The counts come from the smaller index; nothing else reads this page of the table.
  const leaf = `SELECT max(pageno) FROM dbstat WHERE name = 'tracks' AND pagetype = 'leaf'`;
  const page = Number(queryValue(libraryFile, leaf));
  const bytes = readFileSync(libraryFile);
  bytes.fill(0xff, (page - 1) * 4096 + 8, (page - 1) * 4096 + 40);
  writeFileSync(libraryFile, bytes);
  expect(queryValue(libraryFile, 'SELECT count(*) FROM tracks')).toBe(2_000);
  expect(await failureOf(places)).toMatchObject({ code: 'LIBRARY_DAMAGED' });
});

test.each<[string, (partial: string) => void, RegExp]>([
  [
    'lost a row',
    (partial) => withDatabase(partial, (db) => db.exec('DELETE FROM tracks WHERE id = 3')),
    /the copy has 9 instead of 10 rows in tracks/,
  ],
  [
    'lost its schema version',
    (partial) => withDatabase(partial, (db) => db.pragma('user_version = 1')),
    /the copy has schema version 1 instead of 2/,
  ],
  [
    'lost its mark',
    (partial) => withDatabase(partial, (db) => db.pragma('application_id = 0')),
    /the copy is not a Fermata library/,
  ],
  ['has a bad page', (partial) => damagePage(partial, 3), /the copy is damaged|cannot be read/],
  ['was cut short', (partial) => truncateSync(partial, 8192), /the copy is damaged|cannot be read/],
  ['has nothing in it', (partial) => truncateSync(partial, 0), /the copy is not a Fermata library/],
])('is not made when the copy %s', async (_, change, message) => {
  const places = makeLibrary({ version: 2 });
  const error = await failureOf(places, tamper(places, change));
  expect(error).toMatchObject({
    code: 'BACKUP_FAILED',
    exitStatus: 11,
    message: expect.stringMatching(message),
    libraryState: 'Your library has not been changed.',
  });
});

test('is not made when the copy disappears', async () => {
  const places = makeLibrary();
  expect(
    await failureOf(
      places,
      tamper(places, (partial) => rmSync(partial)),
    ),
  ).toMatchObject({
    code: 'BACKUP_FAILED',
    message: `No backup could be made in ${places.backupsDir}.`,
    cause: { code: 'ENOENT' },
  });
});

test('is not made in a folder that cannot be made', async () => {
  const places = makeLibrary();
  const file = join(places.folder, 'a file');
  writeFileSync(file, '');
  const backupsDir = join(file, 'backups');
  expect(await failureOf({ ...places, backupsDir })).toMatchObject({
    code: 'BACKUP_FAILED',
    message: `No backup could be made in ${backupsDir}.`,
  });
});

test.each<[string, LifecycleEvent['event'], 'backup' | 'verify-backup']>([
  ['copied', 'progress', 'backup'],
  ['verified', 'phase', 'verify-backup'],
])('leaves nothing when it is stopped while it is %s', async (_, event, phase) => {
  const places = makeLibrary();
  withDatabase(places.libraryFile, (db) => db.exec(LARGE_LIBRARY));
  const work = async (threads: LifecycleThreads) => {
    const stop = (told: LifecycleEvent) => {
      if (told.event === event && 'phase' in told && told.phase === phase) stopThreads(threads);
    };
    return failureOf(places, stop, threads);
  };
  expect((await withThreads(hear, work, undefined)).code).toBe('INTERRUPTED');
});

test('is not made in a folder that may not be written', async () => {
  const { libraryFile } = makeLibrary();
  const backupsDir = join(makeScratchFolder(), 'backups');
  mkdirSync(backupsDir, { mode: 0o555 });
  const peer = await startPeer({ unprivileged: true });
  const copy = join(makeScratchFolder(), 'library.db');
  writeFileSync(copy, readFileSync(libraryFile), { mode: 0o666 });
  const request = { libraryFile: copy, backupsDir, kind: 'manual', appVersion: '2.0.0' } as const;
  await expect(peer.backUp(request)).rejects.toMatchObject({ code: 'NO_PERMISSION' });
  expect(namesIn(backupsDir)).toEqual([]);
});

test.skipIf(!canMountDisks())('is not made on a disk that is too small', async () => {
  const places = makeLibrary();
  withDatabase(places.libraryFile, (db) => db.exec(LARGE_LIBRARY));
  const { libraryFile, backupsDir } = places;
  mkdirSync(backupsDir);
  const before = fingerprint(dirname(libraryFile));
  const peer = await startPeer({ disk: { folder: backupsDir, bytes: 10_000_000 } });
  const request = { libraryFile, backupsDir, kind: 'manual', appVersion: '2.0.0' } as const;
  await expect(peer.backUp(request)).rejects.toMatchObject({
    code: 'NO_SPACE',
    message: `There is no room left on the disk of ${backupsDir}.`,
  });
  expect(await peer.namesIn(backupsDir)).toEqual([]);
  expect(fingerprint(dirname(libraryFile))).toEqual(before);
});

test('clears away what killed backups left, and nothing else', async () => {
  const { backupsDir } = makeLibrary();
  mkdirSync(backupsDir);
  const id = (second: number) => backupId('before-migration', 2, new Date(second * 1000));
  const [whole, lonely, halfWritten, damaged] = [id(1), id(2), id(3), id(4)];
  const kept = [
    `${whole}.db`,
    `${whole}.json`,
    `${damaged}.db.damaged`,
    `${damaged}.json`,
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
    `${lonely}.json`,
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

test('a library that nobody may read, or that is not there, is not copied', async () => {
  const folder = makeScratchFolder();
  const request = { destination: join(folder, 'copy.db'), phase: 'backup' } as const;
  const copyOf = (libraryFile: string) => copyLibrary({ ...request, libraryFile }, quietContext());
  await expect(copyOf(join(folder, 'absent.db'))).rejects.toMatchObject({
    code: 'NO_PERMISSION',
    message: expect.stringContaining('absent.db'),
  });
  const text = join(folder, 'text.db');
  writeFileSync(text, 'no database, only words '.repeat(100));
  await expect(copyOf(text)).rejects.toMatchObject({ code: 'LIBRARY_DAMAGED' });
  const { libraryFile } = makeLibrary();
  await expect(
    copyLibrary(
      { libraryFile, destination: join(folder, 'no', 'copy.db'), phase: 'backup' },
      quietContext(),
    ),
  ).rejects.toMatchObject({ code: 'BACKUP_FAILED' });
  expect(existsSync(request.destination)).toBe(false);
});

test('a good copy has no problem', async () => {
  const { libraryFile, folder } = makeLibrary();
  const destination = join(folder, 'copy.db');
  const expected = await copyLibrary({ libraryFile, destination, phase: 'backup' }, quietContext());
  expect(findProblem({ file: destination, expected })).toBeNull();
});
