/** verify-backups.ts, verify-backup.ts and backup-source.ts: rot is found, and then never offered. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { LifecycleEvent } from '../../shared/lifecycle-events.ts';
import type { Backup } from './backup.ts';
import { listBackups, readCatalog } from './backup-catalog.ts';
import { findBackup } from './backup-source.ts';
import type { LifecycleOptions } from './options.ts';
import { makeBackup, makeMusicLibrary } from './testing/music-library.ts';
import { namesIn } from './testing/scratch-library.ts';
import { verifyBackups } from './verify-backups.ts';

let options: LifecycleOptions;
let backup: Backup;

beforeEach(async () => {
  options = makeMusicLibrary();
  backup = await makeBackup(options);
});

async function verify(named?: readonly string[]) {
  const events: LifecycleEvent[] = [];
  const found = await verifyBackups({ backupsDir: options.backupsDir, named }, (event) =>
    events.push(event),
  );
  return { ...found, events };
}

function rot({ file }: Backup): void {
  const content = readFileSync(file);
  content[content.length - 1] = (content.at(-1) ?? 0) ^ 1;
  writeFileSync(file, content);
}

/** Other backups, with times of their own. */
async function addBackup(version: number): Promise<Backup> {
  return makeBackup(options, version);
}

test('a good backup is known to be good from now on', async () => {
  const before = new Date().toISOString();
  const { good, bad } = await verify();
  expect(bad).toEqual([]);
  expect(good).toEqual([{ ...backup.manifest, verifiedAt: expect.any(String) }]);
  const [listed] = await listBackups(options.backupsDir);
  expect(listed?.manifest.verifiedAt.localeCompare(before)).toBeGreaterThanOrEqual(0);
});

test('one flipped bit is found, marked, told, and never offered again; the others are verified', async () => {
  const other = await addBackup(5);
  rot(backup);
  const { good, bad } = await verify();
  expect(good.map(({ id }) => id)).toEqual([other.manifest.id]);
  expect(bad).toMatchObject([{ id: backup.manifest.id, error: { code: 'BACKUP_INVALID' } }]);

  const { backups, unusable } = await readCatalog(options.backupsDir);
  expect(backups.map(({ manifest }) => manifest.id)).toEqual([other.manifest.id]);
  expect(unusable).toMatchObject([{ file: `${backup.file}.damaged`, state: 'damaged' }]);
  await expect(findBackup(options.backupsDir, backup.manifest.id)).rejects.toMatchObject({
    code: 'BACKUP_INVALID',
  });
  await expect(findBackup(options.backupsDir, `${backup.file}.damaged`)).rejects.toMatchObject({
    code: 'BACKUP_INVALID',
  });
});

test('verifies those that are named, by id or file', async () => {
  await addBackup(5);
  const byId = await verify([backup.manifest.id]);
  const byFile = await verify([backup.file]);
  for (const { good } of [byId, byFile]) {
    expect(good.map(({ id }) => id)).toEqual([backup.manifest.id]);
  }
  await expect(verify(['no-such'])).rejects.toMatchObject({ code: 'USAGE' });
  await expect(verify([options.libraryFile])).rejects.toMatchObject({ code: 'USAGE' });
});

test('one that was pruned meanwhile is passed over', async () => {
  await addBackup(5);
  const onEvent = () => rmSync(backup.file, { force: true });
  const { good, bad } = await verifyBackups({ backupsDir: options.backupsDir }, onEvent);
  expect([good.length, bad]).toEqual([1, []]);
});

test('one that cannot be read is not said to be damaged', async () => {
  // SQLite opens no folder, and neither does anybody hash one.
  const events: LifecycleEvent[] = [];
  const onEvent = (event: LifecycleEvent) => {
    events.push(event);
    if (events.length > 1) return;
    renameSync(backup.file, `${backup.file}.away`);
    mkdirSync(backup.file);
  };
  const { bad } = await verifyBackups({ backupsDir: options.backupsDir }, onEvent);
  expect(bad).toHaveLength(1);
  expect(bad[0]?.error.code).not.toBe('BACKUP_INVALID');
  rmSync(backup.file, { recursive: true });
  renameSync(`${backup.file}.away`, backup.file);
  expect(await listBackups(options.backupsDir)).toHaveLength(1);
});

test('where the time cannot be noted, a good backup is good all the same', async () => {
  mkdirSync(`${backup.file.replace(/\.db$/, '.json')}.partial`);
  const { good, events } = await verify();
  expect(good).toHaveLength(1);
  expect(events).toContainEqual(
    expect.objectContaining({
      event: 'notice',
      message: expect.stringContaining('could not be noted'),
    }),
  );
});

test('stopped, it says so and marks nothing', async () => {
  const before = namesIn(options.backupsDir);
  const request = { backupsDir: options.backupsDir, signal: AbortSignal.abort() };
  await expect(verifyBackups(request, () => {})).rejects.toMatchObject({ code: 'INTERRUPTED' });
  expect(namesIn(options.backupsDir)).toEqual(before);
});

test('a file beside its manifest is a backup wherever it lies; others are plain files', async () => {
  const moved = join(options.backupsDir, '..', 'moved');
  renameSync(options.backupsDir, moved);
  const file = join(moved, `${backup.manifest.id}.db`);
  expect(await findBackup(options.backupsDir, file)).toEqual({ file, manifest: backup.manifest });
  expect(await findBackup(options.backupsDir, options.libraryFile)).toEqual({
    file: options.libraryFile,
    manifest: null,
  });
});
