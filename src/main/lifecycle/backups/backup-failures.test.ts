/** backup.ts and library-copy.ts, however a backup fails: a typed error, and nothing stays behind. */
import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { FermataError } from '../../../shared/errors.ts';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { copyLibrary } from '../jobs/library-copy.ts';
import { backUp, hear, LARGE_LIBRARY } from '../testing/backing-up.ts';
import { canMountDisks, startPeer } from '../testing/peer.ts';
import {
  damagePage,
  fingerprint,
  makeLibrary,
  makeScratchFolder,
  namesIn,
  queryValue,
  quietContext,
  type ScratchLibrary,
  withDatabase,
} from '../testing/scratch-library.ts';
import { type LifecycleThreads, stopThreads, withThreads } from '../thread/lifecycle-thread.ts';

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
  [
    'has a page that nothing uses',
    (partial) =>
      withDatabase(partial, (db) => {
        db.unsafeMode();
        db.pragma('writable_schema = ON');
        db.exec(`CREATE TABLE lost (id INTEGER PRIMARY KEY) STRICT;
          DELETE FROM sqlite_schema WHERE name = 'lost'`);
      }),
    /the copy is damaged: \d+ of its pages are in no use/,
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
    message: `A part of the path ${backupsDir} is a file, where a folder is needed.`,
  });
});

test.each<[string, LifecycleEvent['event'], 'backup' | 'verify-backup']>([
  ['copied', 'progress', 'backup'],
  ['verified', 'phase', 'verify-backup'],
])('leaves nothing when it is stopped while it is %s', async (_, event, phase) => {
  const places = makeLibrary();
  withDatabase(places.libraryFile, (db) => db.exec(LARGE_LIBRARY));
  const phases: LifecycleEvent[] = [];
  const work = async (threads: LifecycleThreads) => {
    const stop = (told: LifecycleEvent) => {
      if (told.event === 'phase') phases.push(told);
      if (told.event === event && 'phase' in told && told.phase === phase) stopThreads(threads);
    };
    return failureOf(places, stop, threads);
  };
  expect((await withThreads(hear, work, undefined)).code).toBe('INTERRUPTED');
  // Nothing is begun after it.
  expect(phases.at(-1)).toEqual({ event: 'phase', phase });
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
    message: `There is no space left on the disk of ${backupsDir}.`,
  });
  expect(await peer.namesIn(backupsDir)).toEqual([]);
  expect(fingerprint(dirname(libraryFile))).toEqual(before);
});

test('a library that nobody may read, or that is not there, is not copied', async () => {
  const folder = makeScratchFolder();
  const request = { destination: join(folder, 'copy.db'), phase: 'backup' } as const;
  const copyOf = (libraryFile: string) => copyLibrary({ ...request, libraryFile }, quietContext());
  await expect(copyOf(join(folder, 'absent.db'))).rejects.toMatchObject({
    code: 'STORAGE_FAILED',
    message: expect.stringContaining('absent.db is not there.'),
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
