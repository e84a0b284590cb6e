/** What becomes of a log that an unclean end has left beside a library, by what lies there now. */
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { notice } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import { takeBackup } from '../backups/take-backup.ts';
import { lockLocation } from '../files/file-names.ts';
import { readHistory } from '../lock/library-history.ts';
import { prepareLibrary } from '../prepare.ts';
import {
  leafPagesOf,
  leaveLog,
  makeBackup,
  makeMusicLibrary,
  restore,
  rowsOf,
  zeroPages,
} from '../testing/music-library.ts';
import {
  digestOf,
  fingerprint,
  namesIn,
  queryValue,
  withDatabase,
} from '../testing/scratch-library.ts';
import type { LifecycleOptions } from './options.ts';

const PLAY = `INSERT INTO plays (track_id, played_at) VALUES (2, '2025-01-01T00:00:00Z')`;
const NEW_PLAYS = `SELECT count(*) FROM plays WHERE played_at LIKE '2025-%'`;
const SOUND = notice(words('logs.endedUncleanly'));

async function prepare(options: LifecycleOptions) {
  const events: LifecycleEvent[] = [];
  const open = async () => 'open';
  const prepared = await prepareLibrary({ ...options, open }, (event) => events.push(event));
  await prepared.checked;
  return events;
}

/** Each log in the quarantine, with its hash. */
function logsInQuarantine({ libraryFile }: LifecycleOptions): [name: string, hash: string][] {
  const quarantine = join(dirname(libraryFile), 'quarantine');
  return namesIn(quarantine).flatMap((time) =>
    namesIn(join(quarantine, time)).map((name): [string, string] => [
      name,
      digestOf(join(quarantine, time, name)),
    ]),
  );
}

function expectSound(file: string): void {
  expect(queryValue(file, 'PRAGMA integrity_check')).toBe('ok');
}

function lastCheck({ libraryFile }: LifecycleOptions) {
  return readHistory(lockLocation(libraryFile, undefined)).findLast(
    (record) => record.kind === 'check',
  );
}

test('a library whose process was killed is checked, noted down, and has all that was written', async () => {
  const options = makeMusicLibrary();
  leaveLog(options.libraryFile, PLAY);
  expect(await prepare(options)).toContainEqual(SOUND);
  expect(queryValue(options.libraryFile, NEW_PLAYS)).toBe(1);
  expect(lastCheck(options)).toMatchObject({ depth: 'full', findings: [{ verdict: 'ok' }] });
  expect(logsInQuarantine(options)).toEqual([]);
});

describe('a file copied over the library of a killed process is opened as it is, its log kept aside:', () => {
  test('a backup', async () => {
    const options = makeMusicLibrary();
    const { libraryFile } = options;
    const { file: backup } = await makeBackup(options);
    const backedUp = rowsOf(backup);
    leaveLog(libraryFile, `UPDATE plays SET played_at = '2025-' || id; ${PLAY}`);
    const log = digestOf(`${libraryFile}-wal`);
    copyFileSync(backup, libraryFile);

    const events = await prepare(options);
    expect(logsInQuarantine(options)).toEqual([['library.db-wal', log]]);
    expect(events).toContainEqual(
      expect.objectContaining({ event: 'notice', message: expect.stringContaining('quarantine') }),
    );
    expect(rowsOf(libraryFile)).toEqual(backedUp);
    expectSound(libraryFile);
  });

  test('an older copy of it that was made by hand', async () => {
    const options = makeMusicLibrary();
    const { libraryFile } = options;
    withDatabase(libraryFile, (db) => db.pragma('journal_mode = WAL'));
    const older = join(options.folder, 'older.db');
    copyFileSync(libraryFile, older);
    const before = rowsOf(older);
    withDatabase(libraryFile, (db) => db.exec(`CREATE TABLE more (x); ${PLAY}`));
    leaveLog(libraryFile, `DROP TABLE more; ${PLAY}`);
    copyFileSync(older, libraryFile);
    await prepare(options);
    expect(logsInQuarantine(options)).toHaveLength(1);
    expect(rowsOf(libraryFile)).toEqual(before);
  });

  test('a backup beside a stale rollback journal', async () => {
    const options = makeMusicLibrary();
    const { libraryFile } = options;
    const { file: backup } = await makeBackup(options);
    const journal = join(options.folder, 'journal');
    withDatabase(libraryFile, (db) => {
      db.exec('PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; CREATE TABLE x (y)');
      db.exec(`CREATE TABLE z (y); BEGIN; UPDATE plays SET played_at = '2025-' || id`);
      db.exec('UPDATE tracks SET play_count = play_count + 1');
      copyFileSync(`${libraryFile}-journal`, journal);
      db.exec('ROLLBACK');
    });
    copyFileSync(backup, libraryFile);
    copyFileSync(journal, `${libraryFile}-journal`);
    await prepare(options);
    expect(logsInQuarantine(options)).toEqual([['library.db-journal', digestOf(journal)]]);
    expect(rowsOf(libraryFile)).toEqual(rowsOf(backup));
    expectSound(libraryFile);
  });

  test('also where the first to come is a backup, or a restore', async () => {
    for (const first of ['backup', 'restore']) {
      const options = makeMusicLibrary();
      const { libraryFile } = options;
      const { file: backup, manifest } = await makeBackup(options);
      leaveLog(libraryFile, `UPDATE plays SET played_at = '2025-' || id; ${PLAY}`);
      copyFileSync(backup, libraryFile);
      if (first === 'backup') await takeBackup({ ...options, kind: 'manual' }, () => {});
      else await restore(options, manifest.id);
      expect(logsInQuarantine(options), first).toHaveLength(1);
      expectSound(libraryFile);
    }
  });
});

test('a log that broke the library is set aside, and the library opened as it was before', async () => {
  const options = makeMusicLibrary();
  const { libraryFile } = options;
  const before = rowsOf(libraryFile);
  withDatabase(libraryFile, (db) => db.pragma('journal_mode = WAL'));
  const copy = makeMusicLibrary();
  copyFileSync(libraryFile, copy.libraryFile);
  withDatabase(copy.libraryFile, (db) => {
    db.unsafeMode(true);
    db.exec(`BEGIN; PRAGMA writable_schema = ON; ${PLAY};
      UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'artists')
      WHERE name = 'plays_by_track'; COMMIT`);
    for (const ending of ['', '-wal']) {
      copyFileSync(`${copy.libraryFile}${ending}`, `${libraryFile}${ending}`);
    }
  });
  await prepare(options);
  expect(logsInQuarantine(options)).toHaveLength(1);
  expect(rowsOf(libraryFile)).toEqual(before);
  expect(lastCheck(options)).toMatchObject({ findings: [{ code: 'LIBRARY_DAMAGED' }] });
});

test('an index that does not fit its table is told, and the library is opened: nothing is lost', async () => {
  const options = makeMusicLibrary();
  const { libraryFile } = options;
  const page = leafPagesOf(libraryFile, 'plays_by_track').at(-1) ?? 0;
  leaveLog(libraryFile, PLAY);
  // A page of an index that is well-formed, and of another time: no quick check sees it.
  const earlier = makeMusicLibrary().libraryFile;
  withDatabase(earlier, (db) =>
    db.exec(`UPDATE plays SET track_id = track_id - 1 WHERE track_id > 290`),
  );
  const content = readFileSync(libraryFile);
  readFileSync(earlier).copy(content, (page - 1) * 4096, (page - 1) * 4096, page * 4096);
  writeFileSync(libraryFile, content);
  const before = fingerprint(dirname(libraryFile));
  expect(JSON.stringify(await prepare(options))).toContain('plays_by_track');
  rmSync(`${libraryFile}-shm`, { force: true });
  rmSync(`${libraryFile}.mutex`);
  expect(fingerprint(dirname(libraryFile))).toEqual(before);
});

test('what was copied there is damaged: the log is back beside it, and both are as they were', async () => {
  const options = makeMusicLibrary();
  const { libraryFile } = options;
  const { file: backup } = await makeBackup(options);
  leaveLog(libraryFile, PLAY);
  copyFileSync(backup, libraryFile);
  zeroPages(libraryFile, leafPagesOf(backup, 'plays').slice(0, 1));
  const before = [digestOf(libraryFile), digestOf(`${libraryFile}-wal`)];
  await expect(prepare(options)).rejects.toMatchObject({ code: 'LIBRARY_DAMAGED' });
  expect([digestOf(libraryFile), digestOf(`${libraryFile}-wal`)]).toEqual(before);
  expect(namesIn(join(dirname(libraryFile), 'quarantine'))).toEqual([]);
});

test('a large library is opened at once, and checked while it is in use', async () => {
  const options = makeMusicLibrary();
  withDatabase(options.libraryFile, (db) =>
    db.exec(`CREATE TABLE large AS SELECT zeroblob(${66 * 1024 * 1024})`),
  );
  leaveLog(options.libraryFile, PLAY);
  const events = await prepare(options);
  const names = events.map((event) => (event.event === 'notice' ? event.words?.key : event.event));
  expect(names.filter((name) => name === 'ready' || name?.startsWith('logs.'))).toEqual([
    'ready',
    'logs.checksLater',
    'logs.endedUncleanly',
  ]);
  expect(existsSync(`${options.libraryFile}.reading`)).toBe(false);
});

test('a clean start checks nothing', async () => {
  const options = makeMusicLibrary();
  await prepare(options);
  expect(lastCheck(options)).toBeUndefined();
  expect(existsSync(`${options.libraryFile}.mutex`)).toBe(false);
});
