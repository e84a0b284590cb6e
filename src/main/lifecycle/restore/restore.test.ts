/** Restoring while the library is whole: one commit for everybody, nothing lost, all of it undone. */
import {
  copyFileSync,
  linkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { LifecycleEvent, Phase } from '../../../shared/lifecycle-events.ts';
import { listBackups } from '../backups/catalog.ts';
import { request } from '../testing/locking.ts';
import {
  LATEST,
  leafPagesOf,
  makeBackup,
  makeMusicLibrary,
  play,
  restore,
  rowsOf,
  writeMusicLibrary,
  zeroPages,
} from '../testing/music-library.ts';
import { startPeer } from '../testing/peer.ts';
import { namesIn, queryValue, withDatabase } from '../testing/scratch-library.ts';
import type { LifecycleOptions } from '../thread/options.ts';
import { restoreLibrary } from './restore.ts';

const PLAYS = 'SELECT count(*) FROM plays';
const ADD_PLAY = `INSERT INTO plays (track_id, played_at) VALUES (1, '2025-05-05T00:00:00Z')`;

function open(file: string): Database.Database {
  const db = new Database(file);
  onTestFinished(() => void db.close());
  return db;
}

async function backupFileOf(options: LifecycleOptions, id: string | null): Promise<string> {
  const backups = await listBackups(options);
  const found = backups.find(({ manifest }) => manifest.id === id);
  if (found === undefined) throw new Error(`There is no backup ${id}.`);
  return found.file;
}

test('brings back what the backup holds, in the same file, and undoes it exactly', async () => {
  const options = makeMusicLibrary();
  const backup = await makeBackup(options);
  const backedUp = rowsOf(options.libraryFile);
  play(options.libraryFile, '2025-01-01T00:00:00Z');
  withDatabase(options.libraryFile, (db) => db.exec('DELETE FROM playlists'));
  const before = rowsOf(options.libraryFile);
  const { ino } = statSync(options.libraryFile);

  const restored = await restore(options, backup.manifest.id);
  expect(restored).toMatchObject({
    libraryFile: options.libraryFile,
    restoredFrom: backup.file,
    quarantined: null,
    salvage: null,
    fromVersion: LATEST,
    toVersion: LATEST,
  });
  expect(rowsOf(options.libraryFile)).toEqual(backedUp);
  expect(statSync(options.libraryFile).ino).toBe(ino);
  expect(rowsOf(await backupFileOf(options, restored.undo))).toEqual(before);

  const undone = await restore(options, String(restored.undo));
  expect(rowsOf(options.libraryFile)).toEqual(before);
  expect(rowsOf(await backupFileOf(options, undone.undo))).toEqual(backedUp);
});

test('tells its phases in their order, with progress', async () => {
  const options = makeMusicLibrary();
  const { file } = await makeBackup(options);
  const copy = join(options.folder, 'copy.db');
  copyFileSync(file, copy);
  const { events } = await restore(options, copy);
  const phases = events.flatMap((event) => (event.event === 'phase' ? [event.phase] : []));
  expect(phases).toEqual(['verify-backup', 'stage', 'backup', 'verify-backup', 'replace']);
  expect(events).toContainEqual(expect.objectContaining({ event: 'progress', phase: 'replace' }));
});

test('migrates an older backup in staging, to the schema that every library has', async () => {
  const [options, fresh] = [makeMusicLibrary(), makeMusicLibrary()];
  const backup = await makeBackup(options, 5);
  const { fromVersion, toVersion } = await restore(options, backup.manifest.id);
  expect([fromVersion, toVersion]).toEqual([5, LATEST]);

  const schemaOf = (file: string) =>
    withDatabase(file, (db) =>
      db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all(),
    );
  expect(schemaOf(options.libraryFile)).toEqual(schemaOf(fresh.libraryFile));
  expect(queryValue(options.libraryFile, 'PRAGMA user_version')).toBe(LATEST);
  expect(queryValue(options.libraryFile, PLAYS)).toBe(300);
  expect(namesIn(join(options.folder, 'music')).filter((name) => /restoring/.test(name))).toEqual(
    [],
  );
});

test('restores any file that holds a library, with what only its log has', async () => {
  const options = makeMusicLibrary();
  const elsewhere = join(options.folder, 'elsewhere.db');
  writeMusicLibrary(elsewhere, 7);
  const other = open(elsewhere);
  other.pragma('journal_mode = WAL');
  other.exec(ADD_PLAY);
  expect(statSync(`${elsewhere}-wal`).size).toBeGreaterThan(0);
  await restore(options, elsewhere);
  expect(queryValue(options.libraryFile, PLAYS)).toBe(301);
});

test('makes a library where there is none any more', async () => {
  const options = makeMusicLibrary();
  const { manifest } = await makeBackup(options);
  const before = rowsOf(options.libraryFile);
  rmSync(options.libraryFile);
  const { undo, quarantined } = await restore(options, manifest.id);
  expect([undo, quarantined]).toEqual([null, null]);
  expect(rowsOf(options.libraryFile)).toEqual(before);
});

describe('while others have the library open', () => {
  test('they see one commit; a long read keeps its view until it ends', async () => {
    const options = makeMusicLibrary();
    const { libraryFile } = options;
    const { manifest } = await makeBackup(options);
    const [reader, watcher] = [await startPeer(), open(libraryFile)];
    play(libraryFile, '2025-01-01T00:00:00Z');
    await reader.sql(libraryFile, 'BEGIN');
    expect(await reader.sql(libraryFile, PLAYS)).toEqual([[301]]);
    const dataVersion = watcher.pragma('data_version');

    await restore(options, manifest.id);
    expect(await reader.sql(libraryFile, PLAYS)).toEqual([[301]]);
    expect(await reader.sql(libraryFile, 'SELECT min(play_count) FROM tracks')).toHaveLength(1);
    await reader.sql(libraryFile, 'COMMIT');
    expect(await reader.sql(libraryFile, PLAYS)).toEqual([[300]]);
    expect(watcher.pragma('data_version')).not.toEqual(dataVersion);
    expect(watcher.prepare(PLAYS).pluck().get()).toBe(300);
    await reader.sql(libraryFile, ADD_PLAY);
    expect(watcher.prepare(PLAYS).pluck().get()).toBe(301);
  });

  test('whatever a busy writer wrote is in the restored library or in the backup before', async () => {
    const options = makeMusicLibrary();
    const { libraryFile } = options;
    const { manifest } = await makeBackup(options);
    const writer = await startPeer();
    await writer.sql(libraryFile, 'PRAGMA journal_mode = WAL');
    await writer.startWriting(libraryFile, ADD_PLAY);
    const { undo } = await restore(options, manifest.id);
    const writes = Number(await writer.stopWriting());
    await writer.closeDatabases();

    const before = Number(queryValue(await backupFileOf(options, undo), PLAYS)) - 300;
    const after = Number(queryValue(libraryFile, PLAYS)) - 300;
    expect(before).toBeGreaterThan(0);
    expect(before + after).toBe(writes);
  });

  test('without a WAL it waits for readers, and backs up again what they write meanwhile', async () => {
    const options = makeMusicLibrary();
    const { libraryFile } = options;
    const { manifest } = await makeBackup(options);
    withDatabase(libraryFile, (db) => db.pragma('journal_mode = DELETE'));
    const reader = open(libraryFile);
    reader.exec('BEGIN');
    reader.prepare(PLAYS).get();
    const writer = await startPeer();
    const write = async () => {
      // The reader keeps the restore from replacing anything until this has the lock.
      await writer.sql(libraryFile, 'BEGIN IMMEDIATE');
      await writer.sql(libraryFile, ADD_PLAY);
      reader.exec('COMMIT');
      await writer.sql(libraryFile, 'COMMIT');
    };
    let backups = 0;
    let writing: Promise<void> | undefined;
    const onEvent = (event: LifecycleEvent) => {
      if (event.event === 'backup-made') backups += 1;
      if (event.event === 'phase' && event.phase === 'replace') writing ??= write();
    };
    const { undo } = await restoreLibrary({ ...options, backup: manifest.id }, onEvent);
    await writing;
    expect(backups).toBe(2);
    expect(queryValue(await backupFileOf(options, undo), PLAYS)).toBe(301);
    expect(queryValue(libraryFile, PLAYS)).toBe(300);
  });

  test('gives up on a writer that does not end, and changes nothing', async () => {
    const options = makeMusicLibrary();
    const { manifest } = await makeBackup(options);
    play(options.libraryFile, '2025-01-01T00:00:00Z');
    const writer = open(options.libraryFile);
    writer.exec('BEGIN IMMEDIATE');
    const before = namesIn(options.backupsDir);
    await expect(restore({ ...options, lockTimeoutMs: 50 }, manifest.id)).rejects.toMatchObject({
      code: 'LOCK_TIMEOUT',
      message: expect.stringContaining('keeps writing'),
    });
    writer.exec('ROLLBACK');
    expect(writer.prepare(PLAYS).pluck().get()).toBe(301);
    expect(namesIn(options.backupsDir)).toEqual(before);
    await restore(options, manifest.id);
    expect(writer.prepare(PLAYS).pluck().get()).toBe(300);
  });

  test('waits for the lock of a process that upgrades, and names it', async () => {
    const options = makeMusicLibrary();
    const { manifest } = await makeBackup(options);
    const holder = await startPeer();
    await holder.lock({
      libraryFile: options.libraryFile,
      timeoutMs: 0,
      appVersion: '9.9.9',
      purpose: 'a test is upgrading the library',
    });
    await expect(restore({ ...options, lockTimeoutMs: 50 }, manifest.id)).rejects.toMatchObject({
      code: 'LOCK_TIMEOUT',
      message: expect.stringContaining(`process ${holder.pid}`),
    });
  });
});

describe('refuses, and changes nothing:', () => {
  async function expectRefusal(
    options: LifecycleOptions,
    backup: string,
    code: string,
  ): Promise<void> {
    const before = [rowsOf(options.libraryFile), namesIn(options.backupsDir)];
    await expect(restore(options, backup)).rejects.toMatchObject({ code });
    expect([rowsOf(options.libraryFile), namesIn(options.backupsDir)]).toEqual(before);
  }

  test('what is not there', async () => {
    const options = makeMusicLibrary();
    await expectRefusal(options, 'no-such-backup', 'USAGE');
  });

  test('the library itself, by whichever name', async () => {
    const options = makeMusicLibrary();
    const link = join(options.folder, 'link.db');
    const twin = join(options.folder, 'twin.db');
    symlinkSync(options.libraryFile, link);
    linkSync(options.libraryFile, twin);
    for (const name of [options.libraryFile, link, twin]) {
      await expectRefusal(options, name, 'USAGE');
    }
  });

  test('what a newer app made', async () => {
    const options = makeMusicLibrary();
    const newer = join(options.folder, 'newer.db');
    writeMusicLibrary(newer);
    withDatabase(newer, (db) => {
      db.pragma(`user_version = ${LATEST + 1}`);
      db.exec(`INSERT INTO schema_version VALUES (${LATEST + 1}, 'x', 'x', '2030', '9.0', 1)`);
    });
    await expectRefusal(options, newer, 'LIBRARY_TOO_NEW');
  });

  test.each([
    ['a text', (file: string) => writeFileSync(file, 'a text '.repeat(1000))],
    ['an empty file', (file: string) => writeFileSync(file, '')],
    [
      'another database',
      (file: string) => withDatabase(file, (db) => db.exec('CREATE TABLE t (x)')),
    ],
    [
      'a library with another schema',
      (file: string) => {
        writeMusicLibrary(file);
        withDatabase(file, (db) =>
          db.exec('DROP INDEX tracks_by_codec; ALTER TABLE tracks DROP COLUMN codec'),
        );
      },
    ],
  ])('%s', async (_what, write) => {
    const options = makeMusicLibrary();
    const file = join(options.folder, 'file');
    write(file);
    await expectRefusal(options, file, statSync(file).size === 0 ? 'USAGE' : 'BACKUP_INVALID');
  });

  test('a backup that has rotted, which is not offered any more', async () => {
    const options = makeMusicLibrary();
    const { file, manifest } = await makeBackup(options);
    withDatabase(file, (db) =>
      db.exec('UPDATE tracks SET play_count = play_count + 1 WHERE id = 1'),
    );
    const before = rowsOf(options.libraryFile);
    for (const _attempt of [1, 2]) {
      await expect(restore(options, manifest.id)).rejects.toMatchObject({ code: 'BACKUP_INVALID' });
    }
    expect(await listBackups(options)).toEqual([]);
    expect(rowsOf(options.libraryFile)).toEqual(before);
  });

  test('a backup whose SHA-256 is another one, whatever its sections say', async () => {
    const options = makeMusicLibrary();
    const { file, manifest } = await makeBackup(options);
    const manifestFile = file.replace(/\.db$/, '.json');
    writeFileSync(manifestFile, JSON.stringify({ ...manifest, sha256: '0'.repeat(64) }));
    await expect(restore(options, manifest.id)).rejects.toMatchObject({ code: 'BACKUP_INVALID' });
  });

  test('a backup that has rotted, without waiting for the lock', async () => {
    const options = makeMusicLibrary();
    const { file, manifest } = await makeBackup(options);
    zeroPages(file, leafPagesOf(file, 'artists'));
    const holder = await startPeer();
    await holder.lock(request(options.libraryFile));
    const patient = { ...options, lockTimeoutMs: 600_000 };
    await expect(restore(patient, manifest.id)).rejects.toMatchObject({ code: 'BACKUP_INVALID' });
  });
});

test('tells nothing of how far the verification is once it waits for the lock', async () => {
  const options = makeMusicLibrary();
  const backup = join(options.folder, 'copy.db');
  writeMusicLibrary(backup);
  const holder = await startPeer();
  await holder.lock(request(options.libraryFile));
  const events: LifecycleEvent[] = [];
  const restoring = restoreLibrary({ ...options, backup, lockTimeoutMs: 50 }, (event) =>
    events.push(event),
  );
  await expect(restoring).rejects.toMatchObject({ code: 'LOCK_TIMEOUT' });
  const told = events.filter(({ event }) => event === 'phase' || event === 'progress');
  expect(told).toEqual([
    { event: 'phase', phase: 'verify-backup' },
    { event: 'phase', phase: 'wait' },
  ]);
});

describe('stopped', () => {
  type Moment = (event: LifecycleEvent, phases: readonly Phase[]) => boolean;

  async function stopAt(
    options: LifecycleOptions,
    backup: string,
    isTheMoment: Moment,
  ): Promise<void> {
    const stop = new AbortController();
    const phases: Phase[] = [];
    const onEvent = (event: LifecycleEvent) => {
      if (event.event === 'phase') phases.push(event.phase);
      if (isTheMoment(event, phases)) stop.abort();
    };
    const running = restoreLibrary({ ...options, backup, signal: stop.signal }, onEvent);
    await expect(running).rejects.toMatchObject({ code: 'INTERRUPTED' });
  }

  const MOMENTS: readonly [string, Moment][] = [
    ['at the verification', (event, phases) => event.event === 'phase' && phases.length === 1],
    ['while staging', (event) => event.event === 'phase' && event.phase === 'stage'],
    ['while migrating', (event) => event.event === 'step' && event.index === 3],
    ['while backing up', (event) => event.event === 'phase' && event.phase === 'backup'],
    [
      'while verifying the backup before',
      (event, phases) => event.event === 'phase' && phases.at(-2) === 'backup',
    ],
    ['while replacing', (event) => event.event === 'phase' && event.phase === 'replace'],
  ];

  test.each(MOMENTS)('%s, it leaves the library as it was', async (_moment, isTheMoment) => {
    const options = makeMusicLibrary();
    const { manifest } = await makeBackup(options, 5);
    const before = rowsOf(options.libraryFile);
    await stopAt(options, manifest.id, isTheMoment);
    expect(rowsOf(options.libraryFile)).toEqual(before);
    const files = [...namesIn(dirname(options.libraryFile)), ...namesIn(options.backupsDir)];
    expect(files.filter((name) => /restoring|partial|\.lock$/.test(name))).toEqual([]);
  });

  test('before it began, it does nothing', async () => {
    const options = makeMusicLibrary();
    const { manifest } = await makeBackup(options);
    const signal = AbortSignal.abort();
    const events: LifecycleEvent[] = [];
    const running = restoreLibrary({ ...options, backup: manifest.id, signal }, (event) =>
      events.push(event),
    );
    await expect(running).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(events.at(-1)).toMatchObject({ event: 'failed', error: { code: 'INTERRUPTED' } });
  });
});

test('a backup that has lost its manifest can be restored by its path, not by its id', async () => {
  const options = makeMusicLibrary();
  const { file, manifest } = await makeBackup(options);
  const backedUp = rowsOf(options.libraryFile);
  play(options.libraryFile, '2025-05-05T00:00:00Z');
  rmSync(file.replace(/\.db$/, '.json'));
  await expect(restore(options, manifest.id)).rejects.toMatchObject({ code: 'BACKUP_INVALID' });
  await restore(options, file);
  expect(rowsOf(options.libraryFile)).toEqual(backedUp);

  zeroPages(file, leafPagesOf(file, 'artists'));
  await expect(restore(options, file)).rejects.toMatchObject({ code: 'BACKUP_INVALID' });
});

test('a folder of backups that was moved is still one: its files can be restored', async () => {
  const options = makeMusicLibrary();
  const { manifest } = await makeBackup(options);
  const moved = join(options.folder, 'moved');
  renameSync(options.backupsDir, moved);
  const { restoredFrom } = await restore(options, join(moved, `${manifest.id}.db`));
  expect(restoredFrom).toBe(join(moved, `${manifest.id}.db`));
});
