/** When backups are made, verified and copied without anybody asking. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  type BackupActivity,
  type BackupManifest,
  BackupManifestSchema,
  type BackupSettings,
} from '../../../shared/backups.ts';
import { listBackups } from '../../lifecycle/backups/catalog.ts';
import { writeBackupSettings } from '../../lifecycle/backups/settings.ts';
import type { LibraryChange } from '../../lifecycle/files/library-change.ts';
import { openWriter } from '../../lifecycle/sqlite/connection.ts';
import {
  LATEST,
  makeBackup,
  makeMusicLibrary,
  overwrite,
} from '../../lifecycle/testing/music-library.ts';
import type { LifecycleOptions } from '../../lifecycle/thread/options.ts';
import { BackupSchedule, nextChore, type Situation } from './backup-schedule.ts';
import { LibraryBackups } from './library-backups.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const HOUR_MS = 3_600_000;
const SETTINGS: BackupSettings = { everyHours: 24, secondDir: null, maxTotalBytes: null };

function hoursAgo(hours: number): string {
  return new Date(NOW.getTime() - hours * 3_600_000).toISOString();
}

function changed(hours: number, seen = 'otherwise'): LibraryChange {
  return { at: new Date(hoursAgo(hours)), seen };
}

function backupMade(hours: number, verified = hours): BackupManifest {
  return {
    id: `made-${hours}-hours-ago`,
    kind: 'scheduled',
    createdAt: hoursAgo(hours),
    note: null,
    appVersion: '1.2.3',
    schemaVersion: 13,
    bytes: 1,
    sha256: '0'.repeat(64),
    rows: {},
    verifiedAt: hoursAgo(verified),
  };
}

function situation(changes: Partial<Situation>): Situation {
  return {
    backups: [],
    away: [],
    copies: null,
    copiesAway: [],
    canBringBack: false,
    settings: SETTINGS,
    libraryChange: changed(0.5),
    now: NOW,
    restedMs: 0,
    hasSeenOne: false,
    ...changes,
  };
}

describe('What is to be done', () => {
  test('a first backup', () => {
    expect(nextChore(situation({}))).toEqual({ work: 'back-up' });
  });

  test('a backup once the newest is older than the person decided', () => {
    const backups = [backupMade(5)];
    expect(nextChore(situation({ backups }))).toBeNull();
    const settings = { ...SETTINGS, everyHours: 4 };
    expect(nextChore(situation({ backups, settings }))).toEqual({ work: 'back-up' });
  });

  test('no backup of a library that has not changed since the last one', () => {
    const libraryChange = changed(31);
    expect(nextChore(situation({ backups: [backupMade(30)], libraryChange }))).toBeNull();
  });

  test('a backup although a wrong clock dated one into the future', () => {
    const backups = [backupMade(-1000, 1), backupMade(30)];
    expect(nextChore(situation({ backups }))).toEqual({ work: 'back-up' });
    expect(nextChore(situation({ backups: [backupMade(-1000, 1), backupMade(5)] }))).toBeNull();
  });

  test('a backup although the clock has gone back to before all of them', () => {
    expect(nextChore(situation({ backups: [backupMade(-9_000, 1)] }))).toEqual({ work: 'back-up' });
    // It is dated back like the clock, and the next one is due after the time that was decided.
    const numbered = (sequence: number, hours: number) => ({ ...backupMade(hours, 1), sequence });
    const backups = [numbered(2, 1), numbered(1, -9_000)];
    expect(nextChore(situation({ backups }))).toBeNull();
    expect(nextChore(situation({ backups: [numbered(2, 25), numbered(1, -9_000)] }))).toEqual({
      work: 'back-up',
    });
  });

  test('a backup after the time that was decided, although the clock stands still', () => {
    const backups = [backupMade(1)];
    expect(nextChore(situation({ backups, restedMs: 23 * HOUR_MS }))).toBeNull();
    expect(nextChore(situation({ backups, restedMs: 25 * HOUR_MS }))).toEqual({ work: 'back-up' });
  });

  test('no more than one backup in an hour, however the clock jumps', () => {
    const backups = [backupMade(9_000)];
    const soon = { backups, hasSeenOne: true };
    expect(nextChore(situation({ ...soon, restedMs: HOUR_MS - 1 }))?.work).not.toBe('back-up');
    expect(nextChore(situation({ ...soon, restedMs: HOUR_MS }))).toEqual({ work: 'back-up' });
  });

  test('a backup of a library that was changed while the clock was years behind', () => {
    const backups = [{ ...backupMade(30), librarySeen: 'as it was' }];
    const libraryChange = changed(50_000);
    expect(nextChore(situation({ backups, libraryChange }))).toEqual({ work: 'back-up' });
    const untouched = changed(1, 'as it was');
    expect(nextChore(situation({ backups, libraryChange: untouched }))).toBeNull();
  });

  test('verifying again what a clock that was ahead has noted as verified in the future', () => {
    expect(nextChore(situation({ backups: [backupMade(5, -9_000)] }))).toEqual({
      work: 'verify',
      id: 'made-5-hours-ago',
    });
  });

  test('verifying again what nobody has looked at for a week, of the newest three', () => {
    const backups = [backupMade(1), backupMade(200), backupMade(300, 2), backupMade(400)];
    expect(nextChore(situation({ backups }))).toEqual({
      work: 'verify',
      id: 'made-200-hours-ago',
    });
    const verified = backups.map((backup) => ({ ...backup, verifiedAt: hoursAgo(1) }));
    expect(nextChore(situation({ backups: verified }))).toBeNull();
  });

  test('verifying again what nobody has looked at for a week in the second folder', () => {
    const backups = [backupMade(200, 1), backupMade(300, 1)];
    const copies = [backupMade(200, 1), backupMade(300, 169), backupMade(400), backupMade(500)];
    const libraryChange = changed(201);
    const found = nextChore(situation({ backups, copies, libraryChange }));
    expect(found).toEqual({ work: 'verify', id: 'made-300-hours-ago' });
    const verified = copies.map((copy, index) =>
      index < 3 ? { ...copy, verifiedAt: hoursAgo(1) } : copy,
    );
    expect(nextChore(situation({ backups, copies: verified, libraryChange }))).toBeNull();
  });

  test('bringing back what is damaged and good in the second folder', () => {
    const copies = [backupMade(1)];
    const found = nextChore(situation({ backups: copies, copies, canBringBack: true }));
    expect(found).toEqual({ work: 'copy' });
  });

  test('copying what the second folder lacks', () => {
    const backups = [backupMade(1), backupMade(2)];
    expect(nextChore(situation({ backups, copies: [backupMade(2)] }))).toEqual({
      work: 'copy',
    });
    expect(nextChore(situation({ backups, copies: backups }))).toBeNull();
  });
});

/** A schedule on a real library, with what its work ended in. */
function scheduleFor(lifecycle: LifecycleOptions, isIdle = true) {
  const backups = new LibraryBackups({
    lifecycle: () => lifecycle,
    closeLibrary: async () => {},
    openLibrary: async () => {},
    onEvent: () => {},
  });
  onTestFinished(() => backups.close());
  const schedule = new BackupSchedule({
    backups,
    lifecycle: () => lifecycle,
    isIdle: () => isIdle,
  });
  const ended = () =>
    new Promise<BackupActivity>((resolve) => {
      backups.onActivity((activity) => {
        if (activity.state === 'done' || activity.state === 'failed') resolve(activity);
      });
    });
  return { backups, schedule, ended };
}

/** Makes a backup look as if all of it had happened so many days ago. */
function age(file: string, days: number): void {
  const manifestFile = file.replace(/\.db$/, '.json');
  const then = new Date(Date.now() - days * 24 * 3_600_000).toISOString();
  const manifest = BackupManifestSchema.parse(JSON.parse(readFileSync(manifestFile, 'utf8')));
  writeFileSync(manifestFile, JSON.stringify({ ...manifest, createdAt: then, verifiedAt: then }));
}

describe('A look', () => {
  test('makes the backup that is due, and the next look finds nothing to do', async () => {
    const lifecycle = makeMusicLibrary();
    const { schedule, ended } = scheduleFor(lifecycle);
    const end = ended();
    expect(await schedule.look()).toEqual({ work: 'back-up' });
    expect(await end).toMatchObject({ state: 'done', error: null });
    const [backup] = await listBackups(lifecycle);
    expect(backup?.manifest.kind).toBe('scheduled');
    expect(await schedule.look()).toBeNull();
  });

  test('is not misled by somebody who only opens the library', async () => {
    const lifecycle = makeMusicLibrary();
    const { file } = await makeBackup(lifecycle);
    age(file, 2);
    const longAgo = new Date(Date.now() - 9 * 24 * 3_600_000);
    utimesSync(lifecycle.libraryFile, longAgo, longAgo);
    const reader = openWriter(lifecycle.libraryFile, LATEST);
    onTestFinished(() => void reader.close());
    reader.prepare('SELECT count(*) FROM tracks').get();
    expect(existsSync(`${lifecycle.libraryFile}-wal`)).toBe(true);
    const { schedule, ended } = scheduleFor(lifecycle);
    expect(await schedule.look()).toBeNull();

    reader.exec(`UPDATE tracks SET rating = 1 WHERE id = 1`);
    const end = ended();
    expect(await schedule.look()).toEqual({ work: 'back-up' });
    expect(await end).toMatchObject({ state: 'done', error: null });
  });

  test('that cannot look tells why where a person sees it, once', async () => {
    const lifecycle = makeMusicLibrary();
    writeFileSync(lifecycle.backupsDir, 'a file where the folder should be');
    const { backups, schedule } = scheduleFor(lifecycle);
    const failure = await schedule.look().catch((error) => error);
    backups.tellFailure(failure);
    expect(backups.activity).toMatchObject({ state: 'failed', error: { causes: [/ENOTDIR/] } });
    backups.dismiss();
    backups.tellFailure(failure);
    expect(backups.activity).toMatchObject({ state: 'idle', error: null });
  });

  test('leaves the disk to a scan', async () => {
    const lifecycle = makeMusicLibrary();
    const { schedule } = scheduleFor(lifecycle, false);
    expect(await schedule.look()).toBeNull();
    expect(await listBackups(lifecycle)).toEqual([]);
  });

  test('notices bit rot before the backup is needed', async () => {
    const lifecycle = makeMusicLibrary();
    const { file } = await makeBackup(lifecycle);
    age(file, 8);
    // The library has rested for longer than that: no new backup is due.
    const longAgo = new Date(Date.now() - 9 * 24 * 3_600_000);
    utimesSync(lifecycle.libraryFile, longAgo, longAgo);
    const content = readFileSync(file);
    content.writeUInt8(content.readUInt8(content.length - 1) ^ 1, content.length - 1);
    writeFileSync(file, content);

    const { backups, schedule, ended } = scheduleFor(lifecycle);
    const end = ended();
    expect(await schedule.look()).toMatchObject({ work: 'verify' });
    const failed = await end;
    expect(failed.error?.code).toBe('BACKUP_INVALID');
    expect(await listBackups(lifecycle)).toEqual([]);

    // Nobody may have looked yet: what was found stays, whatever else is done by itself.
    const next = ended();
    expect(await schedule.look()).toEqual({ work: 'back-up' });
    expect(await next).toEqual(failed);
    expect(await listBackups(lifecycle)).toHaveLength(1);
    expect(backups.dismiss()).toMatchObject({ state: 'idle', error: null });
  });

  test('tries a second folder again once its disk is there', async () => {
    const lifecycle = makeMusicLibrary();
    const { file } = await makeBackup(lifecycle);
    const secondDir = join(lifecycle.folder, 'disk', 'backups');
    await writeBackupSettings(
      lifecycle.backupsDir,
      { ...SETTINGS, secondDir },
      lifecycle.libraryFile,
    );
    const longAgo = new Date(Date.now() - 9 * 24 * 3_600_000);
    utimesSync(lifecycle.libraryFile, longAgo, longAgo);
    const { backups, schedule, ended } = scheduleFor(lifecycle);

    const away = ended();
    expect(await schedule.look()).toEqual({ work: 'copy' });
    expect((await away).notices).toMatchObject([{ message: expect.stringContaining(secondDir) }]);

    // Whoever has read that it is away is not told every time it is tried again.
    backups.dismiss();
    const stillAway = ended();
    expect(await schedule.look()).toEqual({ work: 'copy' });
    expect((await stillAway).notices).toEqual([]);

    mkdirSync(join(lifecycle.folder, 'disk'));
    const there = ended();
    expect(await schedule.look()).toEqual({ work: 'copy' });
    expect((await there).notices).toEqual([]);
    const [copy] = await listBackups({ ...lifecycle, backupsDir: secondDir });
    expect(copy && readFileSync(copy.file).equals(readFileSync(file))).toBe(true);
  });

  test('notices bit rot in the second folder, and has it copied again', async () => {
    const lifecycle = makeMusicLibrary();
    const { file, manifest } = await makeBackup(lifecycle);
    const secondDir = join(lifecycle.folder, 'copies');
    cpSync(lifecycle.backupsDir, secondDir, { recursive: true });
    await writeBackupSettings(
      lifecycle.backupsDir,
      { ...SETTINGS, secondDir },
      lifecycle.libraryFile,
    );
    const copy = join(secondDir, basename(file));
    age(copy, 8);
    overwrite(copy, 100_000, Buffer.alloc(100, 1));

    const { schedule, ended } = scheduleFor(lifecycle);
    const end = ended();
    expect(await schedule.look()).toEqual({ work: 'verify', id: manifest.id });
    expect(await end).toMatchObject({
      state: 'failed',
      error: { code: 'BACKUP_INVALID', message: expect.stringContaining(secondDir) },
      notices: [{ message: expect.stringContaining('copied there again') }],
    });
    expect(readFileSync(copy).equals(readFileSync(file))).toBe(true);
    expect(await schedule.look()).toBeNull();
  });

  test('brings back what was damaged while its copy was out of reach', async () => {
    const lifecycle = makeMusicLibrary();
    const { file } = await makeBackup(lifecycle);
    // Another one, so that no backup is due; both are copied, so that no copy is missing.
    await makeBackup(lifecycle, 5);
    const secondDir = join(lifecycle.folder, 'copies');
    cpSync(lifecycle.backupsDir, secondDir, { recursive: true });
    await writeBackupSettings(
      lifecycle.backupsDir,
      { ...SETTINGS, secondDir },
      lifecycle.libraryFile,
    );
    renameSync(file, `${file}.damaged`);

    const { schedule, ended } = scheduleFor(lifecycle);
    const end = ended();
    expect(await schedule.look()).toEqual({ work: 'copy' });
    expect(await end).toMatchObject({
      state: 'done',
      notices: [{ message: expect.stringContaining('copied there again') }],
    });
    expect(existsSync(file)).toBe(true);
    expect(await schedule.look()).toBeNull();
  });
});
