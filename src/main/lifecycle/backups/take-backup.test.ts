/** Backups by hand and on schedule, the second folder, the size limit, and the settings for them. */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BackupSettingsSchema } from '../../../shared/backups.ts';
import { formatTime } from '../../../shared/formats.ts';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { makeBackup, makeMusicLibrary, rowsOf, zeroPages } from '../testing/music-library.ts';
import { startPeer } from '../testing/peer.ts';
import {
  backupsIn,
  digestOf,
  makeScratchFolder,
  namesIn,
  queryValue,
  withDatabase,
} from '../testing/scratch-library.ts';
import { allBackups, listBackups, readCatalog } from './catalog.ts';
import { readBackupSettings, writeBackupSettings } from './settings.ts';
import { type TakeBackupOptions, takeBackup } from './take-backup.ts';

/** How a backup that has rotted is told of. */
function damagedIs({ createdAt }: { readonly createdAt: string }): string {
  return `The backup of ${formatTime(createdAt)} is damaged: its file has changed since it was made.`;
}

async function take(options: Omit<TakeBackupOptions, 'kind'> & Partial<TakeBackupOptions>) {
  const events: LifecycleEvent[] = [];
  const backup = await takeBackup({ kind: 'manual', ...options }, (event) => events.push(event));
  const notices = events.flatMap((event) => (event.event === 'notice' ? [event.message] : []));
  return { ...backup, events, notices };
}

function settings(fields: object) {
  return BackupSettingsSchema.parse(fields);
}

const idsIn = async (folder: string) =>
  allBackups(await readCatalog(backupsIn(folder))).map(({ manifest }) => manifest.id);

test('a backup by hand holds all of the library, and the note', async () => {
  const options = makeMusicLibrary();
  const before = rowsOf(options.libraryFile);
  const { file, manifest, notices } = await take({ ...options, note: 'before the party' });
  expect(rowsOf(file)).toEqual(before);
  expect(manifest).toMatchObject({ kind: 'manual', note: 'before the party', appVersion: '1.2.3' });
  expect(manifest.rows).toMatchObject({ tracks: 300, plays: 300, playlists: 1 });
  expect(manifest.contents).toMatchObject({
    tracks: 300,
    plays: 300,
    ratings: queryValue(file, 'SELECT count(rating) FROM tracks'),
    favourites: queryValue(file, 'SELECT sum(favourite) FROM tracks'),
    addedDates: 300,
    playlists: 1,
    playlistEntries: queryValue(file, 'SELECT count(*) FROM playlist_tracks'),
  });
  expect(manifest.sha256).toBe(digestOf(file));
  expect(notices).toEqual([]);
});

test('waits for a process at the library, and names it', async () => {
  const options = makeMusicLibrary();
  const peer = await startPeer();
  await peer.lock({
    libraryFile: options.libraryFile,
    timeoutMs: 0,
    appVersion: '9.9.9',
    purpose: 'a test is upgrading the library',
  });
  await expect(take({ ...options, lockTimeoutMs: 20 })).rejects.toMatchObject({
    code: 'LOCK_TIMEOUT',
    message: expect.stringContaining(`process ${peer.pid}`),
  });
  expect(existsSync(options.backupsDir)).toBe(false);
});

test('of what is no library, damaged, or not there, no backup is made', async () => {
  const options = makeMusicLibrary();
  const absent = { ...options, libraryFile: join(options.folder, 'absent.db') };
  await expect(take(absent)).rejects.toMatchObject({ code: 'USAGE' });
  expect(existsSync(absent.libraryFile)).toBe(false);
  zeroPages(options.libraryFile, [1]);
  await expect(take(options)).rejects.toMatchObject({ code: 'LIBRARY_DAMAGED' });
  expect(namesIn(options.backupsDir)).toEqual([]);
});

test('what killed backups and restores left is cleared away first', async () => {
  const options = makeMusicLibrary();
  mkdirSync(options.backupsDir);
  writeFileSync(join(options.backupsDir, `${'a'.repeat(16)}.partial`), 'x');
  writeFileSync(`${options.libraryFile}.restoring`, 'x');
  const { manifest } = await take(options);
  expect(namesIn(options.backupsDir)).toEqual([`${manifest.id}.db`, `${manifest.id}.json`]);
  expect(existsSync(`${options.libraryFile}.restoring`)).toBe(false);
});

test('stopped, it leaves nothing behind', async () => {
  const options = makeMusicLibrary();
  const stop = new AbortController();
  const running = takeBackup({ ...options, kind: 'manual', signal: stop.signal }, (event) => {
    if (event.event === 'phase') stop.abort();
  });
  await expect(running).rejects.toMatchObject({ code: 'INTERRUPTED' });
  expect(namesIn(options.backupsDir)).toEqual([]);
});

test('old ones make room under the limit, and each that goes is told', async () => {
  const options = makeMusicLibrary();
  await writeBackupSettings(
    options.backupsDir,
    settings({ maxTotalBytes: 1 }),
    options.libraryFile,
  );
  const first = await take({ ...options, kind: 'scheduled' });
  const second = await take({ ...options, kind: 'scheduled' });
  expect(second.events).toContainEqual({
    event: 'backup-pruned',
    folder: options.backupsDir,
    id: first.manifest.id,
    reason: expect.any(String),
  });
  expect(await idsIn(options.backupsDir)).toEqual([second.manifest.id]);
});

describe('the second folder', () => {
  async function makeSecondFolder() {
    const options = makeMusicLibrary();
    const secondDir = join(makeScratchFolder(), 'nas');
    await writeBackupSettings(options.backupsDir, settings({ secondDir }), options.libraryFile);
    return { options, secondDir };
  }

  test('gets every backup that it lacks, byte for byte, with its manifest', async () => {
    const { options, secondDir } = await makeSecondFolder();
    const earlier = await makeBackup(options);
    const { file, manifest, notices } = await take(options);
    expect(notices).toEqual([]);
    expect(await idsIn(secondDir)).toEqual([manifest.id, earlier.manifest.id]);
    expect(digestOf(join(secondDir, `${manifest.id}.db`))).toBe(digestOf(file));
    expect((await listBackups({ ...options, backupsDir: secondDir }))[0]?.manifest).toEqual(
      manifest,
    );
  });

  test('out of reach is a notice; it is caught up with later', async () => {
    const { options, secondDir } = await makeSecondFolder();
    const disk = join(secondDir, '..');
    rmSync(disk, { recursive: true });
    const first = await take(options);
    expect(first.notices).toEqual([
      `Backups could not be copied to the second folder ${secondDir}.`,
    ]);
    expect(existsSync(disk)).toBe(false);
    mkdirSync(disk);
    const second = await take(options);
    expect(second.notices).toEqual([]);
    expect(await idsIn(secondDir)).toEqual([second.manifest.id, first.manifest.id]);
  });

  test('that is no folder is a notice that names it', async () => {
    const { options, secondDir } = await makeSecondFolder();
    writeFileSync(secondDir, 'a file where the folder should be');
    const { notices } = await take(options);
    expect(notices).toEqual([`Backups could not be copied to the second folder ${secondDir}.`]);
  });

  test('a copy that has rotted is not brought back either', async () => {
    const { options, secondDir } = await makeSecondFolder();
    const { file, manifest } = await take(options);
    const copy = join(secondDir, basename(file));
    renameSync(file, `${file}.damaged`);
    const rotten = readFileSync(copy);
    rotten[100_000] = (rotten[100_000] ?? 0) ^ 1;
    writeFileSync(copy, rotten);
    const { notices } = await take(options);
    expect(notices).toEqual([`${damagedIs(manifest)} It lies in ${secondDir}.`]);
    expect(namesIn(options.backupsDir)).toContain(`${basename(file)}.damaged`);
    expect(await idsIn(options.backupsDir)).not.toContain(manifest.id);
    expect(await idsIn(secondDir)).not.toContain(manifest.id);
  });

  test('a backup that has rotted is not passed on', async () => {
    const { options, secondDir } = await makeSecondFolder();
    const { file, manifest } = await makeBackup(options);
    const rotten = readFileSync(file);
    rotten[100_000] = (rotten[100_000] ?? 0) ^ 1;
    writeFileSync(file, rotten);
    const { notices, manifest: fresh } = await take(options);
    expect(notices).toEqual([`${damagedIs(manifest)} It lies in ${options.backupsDir}.`]);
    // The others are copied all the same, and it is not offered where it was made either.
    expect(await idsIn(secondDir)).toEqual([fresh.id]);
    expect(await idsIn(options.backupsDir)).toEqual([fresh.id]);
    expect(namesIn(secondDir).filter((name) => name.includes('partial'))).toEqual([]);
  });

  test('keeps no more than the backups folder by the same rule, and nothing unfinished', async () => {
    const { options, secondDir } = await makeSecondFolder();
    const first = await take({ ...options, kind: 'scheduled' });
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    const [old, young] = ['a', 'b'].map((name) => join(secondDir, `${name.repeat(16)}.partial`));
    for (const file of [String(old), String(young)]) writeFileSync(file, 'x');
    utimesSync(String(old), yesterday, yesterday);
    const second = await take({ ...options, kind: 'scheduled' });
    expect(await idsIn(options.backupsDir)).toEqual([second.manifest.id]);
    expect(await idsIn(secondDir)).toEqual([second.manifest.id]);
    const pruned = second.events.filter(({ event }) => event === 'backup-pruned');
    const { id } = first.manifest;
    expect(pruned).toMatchObject([options.backupsDir, secondDir].map((folder) => ({ folder, id })));
    expect(first.manifest.id < second.manifest.id).toBe(true);
    expect([existsSync(String(old)), existsSync(String(young))]).toEqual([false, true]);
  });
});

describe('settings', () => {
  test('are the defaults until somebody decides, and then what was decided', async () => {
    const folder = join(makeScratchFolder(), 'backups');
    expect(await readBackupSettings(folder, backupsIn(folder))).toEqual({
      everyHours: 24,
      secondDir: null,
      maxTotalBytes: null,
    });
    const decided = settings({ everyHours: 6, secondDir: '/mnt/nas', maxTotalBytes: 5e9 });
    await writeBackupSettings(folder, decided, folder);
    expect(await readBackupSettings(folder, backupsIn(folder))).toEqual(decided);
    expect(namesIn(folder)).toEqual(['settings.json']);
  });

  test('refuse a second folder that is the first, in it, or none for files, by whichever name', async () => {
    const folder = makeScratchFolder();
    const backupsDir = join(folder, 'backups');
    mkdirSync(backupsDir);
    symlinkSync(backupsDir, join(folder, 'link'));
    writeFileSync(join(folder, 'a file'), '');
    for (const secondDir of [
      backupsDir,
      join(backupsDir, 'more', 'of them'),
      join(folder, 'link'),
      join(folder, 'link', 'new'),
      'nas',
      './nas',
      join(folder, 'nas\0'),
      join(folder, 'a file'),
      join(folder, 'a file', 'in it'),
      ...(process.platform === 'linux' ? ['/proc', '/proc/self/fd', '/sys/new', '/dev/shm'] : []),
    ]) {
      await expect(
        writeBackupSettings(backupsDir, settings({ secondDir }), backupsDir),
        secondDir,
      ).rejects.toMatchObject({ code: 'USAGE' });
    }
    const beside = settings({ secondDir: join(folder, 'backups 2') });
    await writeBackupSettings(backupsDir, beside, backupsDir);
    expect(await readBackupSettings(backupsDir, backupsIn(backupsDir))).toEqual(beside);
  });

  test('refuse the backups folder of another library, and take one that has some of its own', async () => {
    const mine = makeMusicLibrary();
    const theirs = makeMusicLibrary();
    withDatabase(theirs.libraryFile, (db) => db.exec(`UPDATE library SET id = 'of the kids'`));
    await take(theirs);
    const secondDir = theirs.backupsDir;
    const decide = () =>
      writeBackupSettings(mine.backupsDir, settings({ secondDir }), mine.libraryFile);
    await expect(decide()).rejects.toMatchObject({
      code: 'USAGE',
      advice: expect.stringContaining('another library'),
    });
    await take({ ...mine, backupsDir: secondDir });
    await decide();
  });

  test('that are not in order are said to be, and never make a backup fail', async () => {
    const options = makeMusicLibrary();
    mkdirSync(options.backupsDir);
    writeFileSync(join(options.backupsDir, 'settings.json'), '{"everyHours": "often"}');
    await expect(readBackupSettings(options.backupsDir, options)).rejects.toMatchObject({
      code: 'USAGE',
    });
    const { file, notices } = await take(options);
    expect(existsSync(file)).toBe(true);
    expect(notices).toContainEqual(expect.stringContaining('settings.json is not in order'));
  });
});
