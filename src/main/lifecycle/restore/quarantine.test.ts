/**
 * Restoring over what cannot be written into: damaged libraries, each damaged in its own way, and
 * newer ones. They are moved aside, whole, and never deleted.
 */
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { notice } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import { listBackups } from '../backups/catalog.ts';
import { prepareLibrary } from '../prepare.ts';
import {
  LATEST,
  leafPagesOf,
  leaveLog,
  makeBackup,
  makeMusicLibrary,
  overwrite,
  play,
  restore,
  rowsOf,
  zeroPages,
} from '../testing/music-library.ts';
import { startPeer } from '../testing/peer.ts';
import { digestOf, namesIn, queryValue, withDatabase } from '../testing/scratch-library.ts';
import type { LifecycleOptions } from '../thread/options.ts';
import { moveAside } from './quarantine.ts';
import { salvageFrom } from './salvage-damaged.ts';

const LATER = '2025-01-01T00:00:00Z';
const LATER_PLAYS = `SELECT count(*) FROM plays WHERE played_at = '${LATER}'`;

/** A library that went on after its backup. */
async function makeBackedUpLibrary() {
  const options = makeMusicLibrary();
  const { manifest } = await makeBackup(options);
  const backedUp = rowsOf(options.libraryFile);
  play(options.libraryFile, LATER);
  withDatabase(options.libraryFile, (db) => db.pragma('wal_checkpoint(TRUNCATE)'));
  return { options, id: manifest.id, backedUp };
}

const PLAY_AGAIN = `INSERT INTO plays (track_id, played_at) VALUES (2, '${LATER}')`;

async function prepareCode(options: LifecycleOptions): Promise<string> {
  const open = async () => 'open';
  const result = await prepareLibrary({ ...options, open }, () => {}).catch((error) => error);
  return 'code' in result ? result.code : result.library;
}

function quarantineOf(options: LifecycleOptions): string {
  return join(dirname(options.libraryFile), 'quarantine');
}

describe('a damaged library is found, moved aside and replaced:', () => {
  const DAMAGES: readonly [string, (file: string) => void][] = [
    ['its header overwritten', (file) => overwrite(file, 0, Buffer.alloc(100, 'garbage'))],
    ['its first page zeroed', (file) => zeroPages(file, [1])],
    ['cut off', (file) => truncateSync(file, statSync(file).size / 2)],
    ['cut off within its header', (file) => truncateSync(file, 50)],
    ['empty', (file) => truncateSync(file, 0)],
  ];

  test.each(DAMAGES)('%s', async (_how, damage) => {
    const { options, id, backedUp } = await makeBackedUpLibrary();
    const { libraryFile } = options;
    damage(libraryFile);
    const damaged = readFileSync(libraryFile);
    expect(await prepareCode(options)).toBe('LIBRARY_DAMAGED');

    const { quarantined, undo } = await restore(options, id);
    expect(undo).toBeNull();
    expect(rowsOf(libraryFile)).toEqual(backedUp);
    expect(await prepareCode(options)).toBe('open');
    expect(dirname(dirname(String(quarantined)))).toBe(quarantineOf(options));
    const kept = existsSync(String(quarantined)) ? readFileSync(String(quarantined)) : Buffer.of();
    expect(kept.equals(damaged)).toBe(true);
  });

  test('only its log left', async () => {
    const { options, id, backedUp } = await makeBackedUpLibrary();
    const { libraryFile } = options;
    leaveLog(libraryFile, PLAY_AGAIN);
    rmSync(libraryFile);
    const log = readFileSync(`${libraryFile}-wal`);
    expect(await prepareCode(options)).toBe('LIBRARY_DAMAGED');
    const { quarantined } = await restore(options, id);
    expect(rowsOf(libraryFile)).toEqual(backedUp);
    expect(readFileSync(`${quarantined}-wal`).equals(log)).toBe(true);
  });

  test('its log lost in the middle of writing it back', async () => {
    const { options, id, backedUp } = await makeBackedUpLibrary();
    const { libraryFile } = options;
    // The header is of the new state, and the pages at the end are of the old one: not there.
    withDatabase(libraryFile, (db) => db.exec('CREATE TABLE late AS SELECT zeroblob(100000)'));
    truncateSync(libraryFile, statSync(libraryFile).size - 10 * 4096);
    expect(await prepareCode(options)).toBe('LIBRARY_DAMAGED');
    await restore(options, id);
    expect(rowsOf(libraryFile)).toEqual(backedUp);
  });

  test('its header overwritten, but not its log, which has all of the first page: it is sound', async () => {
    const { options } = await makeBackedUpLibrary();
    const { libraryFile } = options;
    const before = rowsOf(libraryFile);
    leaveLog(libraryFile, `PRAGMA user_version = ${LATEST}`);
    overwrite(libraryFile, 0, Buffer.alloc(100));
    expect(await prepareCode(options)).toBe('open');
    expect(rowsOf(libraryFile)).toEqual(before);
  });

  test('pages zeroed, which only reading all of it shows', async () => {
    const { options, id, backedUp } = await makeBackedUpLibrary();
    const { libraryFile } = options;
    zeroPages(libraryFile, leafPagesOf(libraryFile, 'artists'));
    const { quarantined, undo, salvage, events } = await restore(options, id);
    expect(undo).toBeNull();
    expect(events).toContainEqual(notice(words('notices.movedAside')));
    expect(rowsOf(libraryFile)).toEqual(backedUp);
    expect(salvage).toMatchObject({ plays: 1, playlists: 0, unreadable: [] });
    expect(existsSync(String(quarantined))).toBe(true);
  });

  test('a log whose library is damaged goes with it, and what is in it can be salvaged', async () => {
    const { options, id } = await makeBackedUpLibrary();
    const { libraryFile } = options;
    const pages = leafPagesOf(libraryFile, 'artists');
    leaveLog(libraryFile, PLAY_AGAIN);
    zeroPages(libraryFile, pages);
    const log = digestOf(`${libraryFile}-wal`);
    const restored = await restore(options, id);
    expect(restored.salvage).toMatchObject({ plays: 2, playlists: 0, unreadable: [] });
    expect(existsSync(`${libraryFile}-wal`)).toBe(false);
    expect(queryValue(libraryFile, LATER_PLAYS)).toBe(0);

    const { quarantined, restoredFrom } = restored;
    expect(digestOf(`${quarantined}-wal`)).toBe(log);
    const from = { quarantined: String(quarantined), restoredFrom };
    const salvaged = await salvageFrom(options, from, () => {});
    expect(salvaged).toMatchObject({ plays: 2, playlists: 0, unreadable: [] });
    expect(queryValue(libraryFile, LATER_PLAYS)).toBe(2);
    expect(await salvageFrom(options, from, () => {})).toMatchObject({ plays: 0 });
  });

  test('nothing to salvage is a notice, and the library is restored all the same', async () => {
    const { options, id, backedUp } = await makeBackedUpLibrary();
    truncateSync(options.libraryFile, 0);
    const { salvage, events } = await restore(options, id);
    expect(salvage).toBeNull();
    expect(events).toContainEqual(
      expect.objectContaining({
        event: 'notice',
        message: expect.stringContaining('Nothing can be read of the damaged library'),
      }),
    );
    expect(rowsOf(options.libraryFile)).toEqual(backedUp);
  });
});

test('waits until nobody has the damaged library open, naming who has', async () => {
  const { options, id, backedUp } = await makeBackedUpLibrary();
  const { libraryFile } = options;
  const peer = await startPeer();
  await peer.sql(libraryFile, 'PRAGMA journal_mode = WAL');
  await peer.sql(libraryFile, LATER_PLAYS);
  zeroPages(libraryFile, leafPagesOf(libraryFile, 'artists'));
  const damaged = readFileSync(libraryFile);
  await expect(restore({ ...options, lockTimeoutMs: 50 }, id)).rejects.toMatchObject({
    code: 'LOCK_TIMEOUT',
    message: expect.stringContaining(`process ${peer.pid}`),
  });
  expect(readFileSync(libraryFile).equals(damaged)).toBe(true);
  expect(namesIn(quarantineOf(options))).toEqual([]);

  const restoring = restore(options, id);
  await peer.closeDatabases();
  await restoring;
  expect(rowsOf(libraryFile)).toEqual(backedUp);
});

test('closes the library of its own process before another file takes its name', async () => {
  const { options, id, backedUp } = await makeBackedUpLibrary();
  zeroPages(options.libraryFile, leafPagesOf(options.libraryFile, 'artists'));
  const db = new Database(options.libraryFile);
  onTestFinished(() => void db.close());
  db.prepare(LATER_PLAYS).get();
  let wasThere = false;
  const closeLibrary = async () => {
    db.close();
    wasThere = existsSync(options.libraryFile) && namesIn(quarantineOf(options)).length === 0;
  };
  await restore({ ...options, closeLibrary }, id);
  expect(wasThere).toBe(true);
  expect(rowsOf(options.libraryFile)).toEqual(backedUp);
});

describe('what is no library is left as it is, and not restored over:', () => {
  const STRANGERS: readonly [string, (file: string) => void][] = [
    ['a text', (file) => writeFileSync(file, 'not a library at all '.repeat(1000))],
    ['a text that tells of one', (file) => writeFileSync(file, 'CREATE TABLE schema_version (x);')],
    ['another app’s database', (file) => makeForeign(file, 'CREATE TABLE photos (name)')],
    [
      'another app’s database with a log',
      (file) => {
        makeForeign(file, 'PRAGMA journal_mode = WAL; CREATE TABLE photos (name)');
        leaveLog(file, `INSERT INTO photos VALUES ('one')`);
      },
    ],
    ['a disk image that begins with zeros', (file) => writeFileSync(file, diskImage())],
    ['a file of random bytes', (file) => writeFileSync(file, randomBytes(64 * 1024))],
  ];

  test.each(STRANGERS)('%s', async (_what, make) => {
    const { options, id } = await makeBackedUpLibrary();
    const other = { ...options, libraryFile: join(options.folder, 'other', 'file.db') };
    mkdirSync(dirname(other.libraryFile));
    make(other.libraryFile);
    const before = namesIn(dirname(other.libraryFile)).map((name) => [
      name,
      digestOf(join(dirname(other.libraryFile), name)),
    ]);
    await expect(restore(other, id)).rejects.toMatchObject({
      code: 'NOT_A_LIBRARY',
      exitStatus: 16,
    });
    const after = namesIn(dirname(other.libraryFile)).filter((name) => !/mutex|-shm$/.test(name));
    expect(after.map((name) => [name, digestOf(join(dirname(other.libraryFile), name))])).toEqual(
      before,
    );
  });

  test('a folder', async () => {
    const { options, id } = await makeBackedUpLibrary();
    const folder = { ...options, libraryFile: dirname(options.libraryFile) };
    await expect(restore(folder, id)).rejects.toMatchObject({ code: 'NOT_A_LIBRARY' });
  });
});

function makeForeign(file: string, sql: string): void {
  withDatabase(file, (db) => db.exec(sql));
}

function diskImage(): Buffer {
  const image = Buffer.alloc(1024 * 1024);
  image.write('EFI PART', 512);
  return image;
}

describe('a library that a newer app made', () => {
  async function makeNewerLibrary() {
    const made = await makeBackedUpLibrary();
    withDatabase(made.options.libraryFile, (db) => {
      db.exec(`CREATE TABLE from_the_future (x);
        INSERT INTO schema_version VALUES (${LATEST + 1}, 'future', 'x', '2030-01-01', '9.1.0', 1);
        PRAGMA user_version = ${LATEST + 1}`);
      db.pragma('wal_checkpoint(TRUNCATE)');
    });
    return made;
  }

  test('is backed up, moved aside and replaced by a backup that this app understands', async () => {
    const { options, id, backedUp } = await makeNewerLibrary();
    const newer = rowsOf(options.libraryFile);
    expect(await prepareCode(options)).toBe('LIBRARY_TOO_NEW');
    const { undo, quarantined, salvage } = await restore(options, id);
    expect(salvage).toBeNull();
    expect(rowsOf(options.libraryFile)).toEqual(backedUp);
    expect(await prepareCode(options)).toBe('open');
    expect(rowsOf(String(quarantined))).toEqual(newer);

    const backup = (await listBackups(options)).find(({ manifest }) => manifest.id === undo);
    expect(backup?.manifest.schemaVersion).toBe(LATEST + 1);
    expect(rowsOf(String(backup?.file))).toEqual(newer);
    await expect(restore(options, String(undo))).rejects.toMatchObject({ code: 'LIBRARY_TOO_NEW' });
  });

  test('is not touched while the newer app has it open', async () => {
    const { options, id } = await makeNewerLibrary();
    const newer = await startPeer();
    await newer.sql(options.libraryFile, LATER_PLAYS);
    await expect(restore({ ...options, lockTimeoutMs: 50 }, id)).rejects.toMatchObject({
      code: 'LOCK_TIMEOUT',
    });
    expect(await newer.sql(options.libraryFile, 'PRAGMA user_version')).toEqual([[LATEST + 1]]);
    await newer.sql(options.libraryFile, `DELETE FROM plays WHERE played_at = '${LATER}'`);
    expect(await newer.sql(options.libraryFile, LATER_PLAYS)).toEqual([[0]]);
  });
});

describe('where a damaged library cannot be replaced, it is left as it was, with its log:', () => {
  async function makeDamagedWithLog() {
    const made = await makeBackedUpLibrary();
    const { libraryFile } = made.options;
    const pages = leafPagesOf(libraryFile, 'artists');
    leaveLog(libraryFile, PLAY_AGAIN);
    zeroPages(libraryFile, pages);
    const parts = () => ['', '-wal'].map((ending) => digestOf(`${libraryFile}${ending}`));
    return { ...made, parts, before: parts() };
  }

  test('its name cannot be taken', async () => {
    const { options, parts, before } = await makeDamagedWithLog();
    const absent = join(options.folder, 'absent');
    await expect(moveAside(options.libraryFile, absent)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(parts()).toEqual(before);
    expect(namesIn(quarantineOf(options))).toEqual([]);
  });

  test('the quarantine cannot be made', async () => {
    const { options, id, parts, before } = await makeDamagedWithLog();
    writeFileSync(quarantineOf(options), 'a file');
    await expect(restore(options, id)).rejects.toThrow();
    expect(parts()).toEqual(before);
    // A second try salvages just as much.
    rmSync(quarantineOf(options));
    expect((await restore(options, id)).salvage).toMatchObject({ plays: 2 });
  });

  test('a restore was killed when its log was in the quarantine alone: the next one takes both', async () => {
    const { options, id } = await makeDamagedWithLog();
    const { libraryFile } = options;
    const earlier = join(quarantineOf(options), '2025-01-01T00-00-00.000Z');
    mkdirSync(earlier, { recursive: true });
    for (const ending of ['', '-wal']) {
      linkSync(`${libraryFile}${ending}`, join(earlier, `library.db${ending}`));
    }
    rmSync(`${libraryFile}-wal`);
    const { salvage, quarantined } = await restore(options, id);
    expect(salvage).toMatchObject({ plays: 2 });
    expect(existsSync(`${quarantined}-wal`)).toBe(true);
  });
});
