/**
 * SQLite's locks on an open library, asked of another process: neither a scan nor anything that a
 * person can name opens and closes one of the library's files under another name, which would drop
 * them.
 */
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import {
  AUDIO_FIXTURES,
  makeScratchFolder,
  openTestLibrary,
} from '../../../fixtures/test-library.ts';
import { TrackQuerySchema } from '../../shared/api/tracks.ts';
import { BackupSettingsSchema } from '../../shared/backups.ts';
import { LibraryHealthSchema } from '../../shared/health.ts';
import { readCatalog } from '../lifecycle/backups/catalog.ts';
import { copyBetweenFolders } from '../lifecycle/backups/copy-between-folders.ts';
import { readSettingsOrDefaults, writeBackupSettings } from '../lifecycle/backups/settings.ts';
import { verifyBackups } from '../lifecycle/backups/verify-backups.ts';
import { lockLocation, SETTINGS_FILE_NAME } from '../lifecycle/files/file-names.ts';
import { loadMigrationSet } from '../lifecycle/migrations/migration-set.ts';
import { restoreLibrary } from '../lifecycle/restore/restore.ts';
import { request, take } from '../lifecycle/testing/locking.ts';
import { type Peer, startPeer } from '../lifecycle/testing/peer.ts';
import { writeBackup } from '../lifecycle/testing/scratch-library.ts';
import { type LifecycleThreads, withThreads } from '../lifecycle/thread/lifecycle-thread.ts';
import type { LifecycleOptions } from '../lifecycle/thread/options.ts';
import { shippedMigrationsDir } from '../locations.ts';
import { HealthService } from './health/health-service.ts';
import { type Library, openLibrary } from './library.ts';

const SONG = '04 fourth light.opus';
const { latest } = loadMigrationSet(shippedMigrationsDir());

/** With both gone, another process may take the library out of WAL mode under this one. */
const LOCKED_ENDINGS = ['', '-shm'] as const;

let music = '';
let file = '';
let library: Library;
let peer: Peer;

beforeEach(async () => {
  const folder = makeScratchFolder();
  music = join(folder, 'music');
  file = join(folder, 'library.db');
  mkdirSync(music);
  copyFileSync(join(AUDIO_FIXTURES, SONG), join(music, SONG));
  library = await openTestLibrary(file);
  await library.scan([music]);
  peer = await startPeer();
});

async function expectLocked(database: string, sql: string): Promise<void> {
  await peer.sql(database, 'PRAGMA busy_timeout = 0');
  await expect(peer.sql(database, sql)).rejects.toThrow(/database is locked/);
}

const expectLibraryLocked = () => expectLocked(file, 'PRAGMA journal_mode = DELETE');

test.for([
  ['hard links', linkSync],
  ['symbolic links', symlinkSync],
] as const)('a scan opens none of the library’s files by %s, and says so', async ([, link]) => {
  for (const ending of ['', '-wal', '-shm']) {
    expect(statSync(`${file}${ending}`).size).toBeGreaterThan(0);
    link(`${file}${ending}`, join(music, `library${ending}.mp3`));
  }
  expect(await library.scan([music])).toMatchObject({ unchanged: 1, added: 0, failed: 3 });
  const reason = 'It is a file of this library itself.';
  expect(await library.calls.scanProblems({})).toMatchObject([{ reason }, { reason }, { reason }]);
  await expectLibraryLocked();
  // The library was written meanwhile: its files are looked at again.
  expect(await library.scan([music])).toMatchObject({ failed: 3 });
  await expectLibraryLocked();
});

test.for(['beside the library', 'in a folder of its own'] as const)(
  'a scan does not open the lock, %s',
  async (place) => {
    const lockDir = place === 'beside the library' ? undefined : join(music, '..', 'locks');
    const { mutexFile } = lockLocation(file, lockDir);
    const { lock } = await take(request(file, { lockDir }));
    onTestFinished(() => lock.release());
    const opened = await openLibrary(file, latest, lockDir);
    onTestFinished(() => opened.close());
    linkSync(mutexFile, join(music, 'lock.mp3'));
    expect(await opened.scan([music])).toMatchObject({ unchanged: 1, failed: 1 });
    await expectLocked(mutexFile, 'BEGIN EXCLUSIVE');
  },
);

test('a track in whose place the library was linked is not played', async () => {
  const { tracks } = await library.calls.tracks(TrackQuerySchema.parse({ text: '', limit: 1 }));
  const id = tracks[0]?.id ?? 0;
  for (const ending of LOCKED_ENDINGS) {
    linkSync(`${file}${ending}`, join(music, `library${ending}.mp3`));
    await peer.sql(file, `UPDATE tracks SET path = '${join(music, `library${ending}.mp3`)}'`);
    await expect(library.openAudio(id)).rejects.toThrow(/is no audio file/);
  }
  await expectLibraryLocked();
});

test('a playlist file that is the library is not read', async () => {
  for (const ending of LOCKED_ENDINGS) {
    const playlist = join(music, `library${ending}.m3u`);
    linkSync(`${file}${ending}`, playlist);
    await expect(library.importPlaylistFile(playlist)).rejects.toThrow(/is not a playlist/);
  }
  await expectLibraryLocked();
});

test('a report is not written over the library', async () => {
  const health = new HealthService({
    places: () => ({
      libraryFile: file,
      backupsDir: `${file}-backups`,
      migrationsDir: shippedMigrationsDir(),
      lockDir: undefined,
    }),
    view: () => ({ isOpen: true, failure: null }),
  });
  const { counts } = await library.calls.summary({});
  for (const ending of LOCKED_ENDINGS) {
    const twin = join(music, `twin${ending}.json`);
    linkSync(`${file}${ending}`, twin);
    await expect(health.saveReport(twin)).rejects.toThrow(/is a file of your library/);
  }
  await expectLibraryLocked();
  expect((await library.calls.summary({})).counts).toEqual(counts);
  const report = join(music, 'report.json');
  await health.saveReport(report);
  expect(LibraryHealthSchema.parse(JSON.parse(readFileSync(report, 'utf8'))).state).toBe('current');
});

describe('A file of the backups that is the library', () => {
  const tellNobody = () => {};
  let options: LifecycleOptions;
  let secondDir = '';

  beforeEach(async () => {
    const folder = join(music, '..');
    secondDir = join(folder, 'copies');
    options = {
      libraryFile: file,
      backupsDir: join(folder, 'backups'),
      migrationsDir: shippedMigrationsDir(),
      appVersion: '1.0.0',
      host: 'a test',
    };
    const settings = BackupSettingsSchema.parse({ secondDir });
    await writeBackupSettings(options.backupsDir, settings, options.libraryFile);
  });

  /** Links a file of the library to where a backup would be, with a manifest that fits it. */
  async function linkAsBackup(ending: string, folder: string): Promise<string> {
    const own = `${file}${ending}`;
    const id = writeBackup(folder, {
      createdAt: `2026-11-01T12:00:0${ending.length}.000Z`,
      schemaVersion: latest,
      bytes: statSync(own).size,
      sha256: z.string().parse(await peer.digestOf(own)),
    });
    const backup = join(folder, `${id}.db`);
    rmSync(backup);
    linkSync(own, backup);
    return id;
  }

  const copy = (threads: LifecycleThreads) =>
    copyBetweenFolders({
      folder: options,
      schemaVersion: latest,
      threads,
      onEvent: tellNobody,
      signal: undefined,
    });

  test('is not read, but told', async () => {
    const reason = 'It is a file of the library itself, not a backup.';
    const ids: string[] = [];
    for (const ending of LOCKED_ENDINGS) {
      ids.push(await linkAsBackup(ending, options.backupsDir));
      await linkAsBackup(ending, secondDir);
    }
    const { backups, unusable } = await readCatalog(options);
    expect(backups).toEqual([]);
    expect(unusable).toMatchObject(ids.map(() => ({ state: 'damaged', reason })));
    await expectLibraryLocked();

    const { good, second } = await verifyBackups({ ...options, schemaVersion: latest }, tellNobody);
    expect([good, second?.good]).toEqual([[], []]);
    await expectLibraryLocked();

    await withThreads(tellNobody, copy, undefined);
    await expectLibraryLocked();

    for (const backup of ids) {
      await expect(restoreLibrary({ ...options, backup }, tellNobody)).rejects.toThrow(reason);
    }
    await expectLibraryLocked();
  });

  test('and settings that are the library', async () => {
    const settings = join(options.backupsDir, SETTINGS_FILE_NAME);
    for (const ending of LOCKED_ENDINGS) {
      rmSync(settings);
      linkSync(`${file}${ending}`, settings);
      const read = await readSettingsOrDefaults(options.backupsDir, options);
      expect(read.failure?.message).toBe(`${settings} is not in order.`);
      await expectLibraryLocked();
    }
  });

  test('and a manifest that is the library', async () => {
    const id = writeBackup(options.backupsDir, { createdAt: '2026-11-01T12:00:00.000Z' });
    const manifest = join(options.backupsDir, `${id}.json`);
    for (const ending of LOCKED_ENDINGS) {
      rmSync(manifest);
      linkSync(`${file}${ending}`, manifest);
      expect((await readCatalog(options)).backups).toEqual([]);
      await expectLibraryLocked();
    }
  });
});
