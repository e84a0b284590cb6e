/** verify-backups.ts, verify-backup.ts and source.ts: rot is found, and then never offered. */
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { BackupSettingsSchema } from '../../../shared/backups.ts';
import { reportError } from '../../../shared/errors.ts';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { LATEST, makeBackup, makeMusicLibrary } from '../testing/music-library.ts';
import { digestOf, namesIn } from '../testing/scratch-library.ts';
import type { LifecycleOptions } from '../thread/options.ts';
import type { Backup } from './backup.ts';
import { listBackups, readCatalog } from './catalog.ts';
import { writeBackupSettings } from './settings.ts';
import { findBackup } from './source.ts';
import { verifyBackups } from './verify-backups.ts';

let options: LifecycleOptions;
let backup: Backup;

beforeEach(async () => {
  options = makeMusicLibrary();
  backup = await makeBackup(options);
});

async function verify(named?: readonly string[]) {
  const events: LifecycleEvent[] = [];
  const found = await verifyBackups({ ...options, named, schemaVersion: LATEST }, (event) =>
    events.push(event),
  );
  return { ...found, events };
}

function rot({ file }: Pick<Backup, 'file'>): void {
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
  const [listed] = await listBackups(options);
  expect(listed?.manifest.verifiedAt.localeCompare(before)).toBeGreaterThanOrEqual(0);
});

test('one flipped bit is found, marked, told, and never offered again; the others are verified', async () => {
  const other = await addBackup(5);
  rot(backup);
  const { good, bad } = await verify();
  expect(good.map(({ id }) => id)).toEqual([other.manifest.id]);
  expect(bad).toMatchObject([{ id: backup.manifest.id, error: { code: 'BACKUP_INVALID' } }]);

  const { backups, unusable } = await readCatalog(options);
  expect(backups.map(({ manifest }) => manifest.id)).toEqual([other.manifest.id]);
  expect(unusable).toMatchObject([{ file: `${backup.file}.damaged`, state: 'damaged' }]);
  await expect(findBackup(options, backup.manifest.id)).rejects.toMatchObject({
    code: 'BACKUP_INVALID',
  });
  await expect(findBackup(options, `${backup.file}.damaged`)).rejects.toMatchObject({
    code: 'BACKUP_INVALID',
  });
});

describe('a manifest', () => {
  const manifestFile = () => backup.file.replace(/\.db$/, '.json');

  function rewrite(changes: Record<string, unknown>): void {
    const manifest: unknown = JSON.parse(readFileSync(manifestFile(), 'utf8'));
    writeFileSync(manifestFile(), JSON.stringify({ ...Object(manifest), ...changes }));
  }

  test('with checksums of sections is compared by them: a difference is told with its place', async () => {
    rewrite({ sha256: '0'.repeat(64) });
    expect((await verify()).good).toHaveLength(1);
    rot(backup);
    const [found] = (await verify()).bad;
    expect(found?.error.code).toBe('BACKUP_INVALID');
    expect(reportError(found?.error).causes).toEqual([
      'It differs first between the bytes 0 and 2097152.',
    ]);
  });

  test.each([
    ['of an older version, without checksums of sections', { sections: undefined }],
    ['with checksums of sections that make no sense', { sections: { bytes: 1, crc32: '?' } }],
    ['whose checksums of sections have rotted', { sections: { bytes: 8192, crc32: '00000000' } }],
  ])('%s gets them, where the backup is good by its SHA-256', async (_what, changes) => {
    const { sections } = backup.manifest;
    expect(sections?.crc32).toMatch(/^[0-9a-f]{8}$/);
    rewrite(changes);
    const { good, bad } = await verify();
    expect(bad).toEqual([]);
    expect(good).toMatchObject([{ sections }]);
    expect((await listBackups(options))[0]?.manifest).toMatchObject({ sections });

    rewrite(changes);
    rot(backup);
    expect((await verify()).bad).toMatchObject([{ error: { code: 'BACKUP_INVALID' } }]);
  });

  test('of a newer version, with more in it, is one like any other, and keeps that', async () => {
    const more = { somethingElse: { of: 'a newer version' } };
    rewrite({ ...more, verifiedAt: '2025-01-01T00:00:00.000Z' });
    const [verified] = (await verify()).good;
    const written: unknown = JSON.parse(readFileSync(manifestFile(), 'utf8'));
    expect(written).toEqual({ ...backup.manifest, ...more, verifiedAt: verified?.verifiedAt });
    expect(verified?.verifiedAt).not.toBe('2025-01-01T00:00:00.000Z');
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
  const { good, bad } = await verifyBackups({ ...options, schemaVersion: LATEST }, onEvent);
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
  const { bad } = await verifyBackups({ ...options, schemaVersion: LATEST }, onEvent);
  expect(bad).toHaveLength(1);
  expect(bad[0]?.error.code).not.toBe('BACKUP_INVALID');
  rmSync(backup.file, { recursive: true });
  renameSync(`${backup.file}.away`, backup.file);
  expect(await listBackups(options)).toHaveLength(1);
});

test('where the time cannot be noted, a good backup is good all the same', async () => {
  const manifest = backup.file.replace(/\.db$/, '.json');
  const events: LifecycleEvent[] = [];
  const { good } = await verifyBackups({ ...options, schemaVersion: LATEST }, (event) => {
    events.push(event);
    if (events.length > 1) return;
    renameSync(manifest, `${manifest}.away`);
    mkdirSync(manifest);
  });
  expect(good).toHaveLength(1);
  expect(events).toContainEqual(
    expect.objectContaining({
      event: 'notice',
      message: expect.stringContaining('could not be written down'),
    }),
  );
});

test('stopped, it says so and marks nothing', async () => {
  const before = namesIn(options.backupsDir);
  const request = {
    ...options,
    schemaVersion: LATEST,
    signal: AbortSignal.abort(),
  };
  await expect(verifyBackups(request, () => {})).rejects.toMatchObject({ code: 'INTERRUPTED' });
  expect(namesIn(options.backupsDir)).toEqual(before);
});

test('a file beside its manifest is a backup wherever it lies; others are plain files', async () => {
  const moved = join(options.backupsDir, '..', 'moved');
  renameSync(options.backupsDir, moved);
  const file = join(moved, `${backup.manifest.id}.db`);
  expect(await findBackup(options, file)).toEqual({ file, manifest: backup.manifest });
  expect(await findBackup(options, options.libraryFile)).toEqual({
    file: options.libraryFile,
    manifest: null,
  });
});

describe('with a second folder', () => {
  let secondDir = '';
  let copy = '';

  beforeEach(async () => {
    secondDir = join(options.backupsDir, '..', 'disk', 'copies');
    cpSync(options.backupsDir, secondDir, { recursive: true });
    copy = join(secondDir, basename(backup.file));
    await writeBackupSettings(
      options.backupsDir,
      BackupSettingsSchema.parse({ secondDir }),
      options.libraryFile,
    );
  });

  const noticesOf = (events: readonly LifecycleEvent[]) =>
    events.flatMap((event) => (event.event === 'notice' ? [event.message] : []));

  const idsIn = async (folder: string) =>
    (await listBackups({ ...options, backupsDir: folder })).map(({ manifest }) => manifest.id);

  test('the copies are verified too, and known to be good from now on', async () => {
    const before = new Date().toISOString();
    const { good, bad, second } = await verify();
    expect([good.length, bad, second?.folder]).toEqual([1, [], secondDir]);
    expect(second?.good.map(({ id }) => id)).toEqual([backup.manifest.id]);
    const [listed] = await listBackups({ ...options, backupsDir: secondDir });
    expect(listed?.manifest.verifiedAt.localeCompare(before)).toBeGreaterThanOrEqual(0);
  });

  test.for([undefined, 'the one that is named'])(
    'a damaged copy is told with its folder, and made again (%s)',
    async (named) => {
      rot({ file: copy });
      const { id } = backup.manifest;
      const { bad, second, events } = await verify(named === undefined ? undefined : [id]);
      expect(bad).toEqual([]);
      const message = expect.stringContaining(`in the second folder ${secondDir} is damaged`);
      expect(second?.bad).toMatchObject([{ id, error: { code: 'BACKUP_INVALID', message } }]);
      expect(noticesOf(events)).toEqual([
        expect.stringContaining(`was damaged in ${secondDir}. It has been copied there again.`),
      ]);
      expect(digestOf(copy)).toBe(backup.manifest.sha256);
      expect(namesIn(secondDir)).toEqual([`${id}.db`, `${id}.json`]);
    },
  );

  test('a damaged backup comes back from its copy', async () => {
    rot(backup);
    const { id } = backup.manifest;
    const { bad, second, events } = await verify();
    expect(bad).toMatchObject([
      { id, error: { code: 'BACKUP_INVALID', advice: expect.stringContaining('other folder') } },
    ]);
    expect(second?.bad).toEqual([]);
    expect(noticesOf(events)).toEqual([
      expect.stringContaining(
        `was damaged in ${options.backupsDir}. It has been copied there again.`,
      ),
    ]);
    expect(digestOf(backup.file)).toBe(backup.manifest.sha256);
    expect((await readCatalog(options)).unusable).toEqual([]);
    expect((await verify()).bad).toEqual([]);
  });

  test('a copy that is made again has what a newer version wrote in the manifest', async () => {
    const written = JSON.stringify({ ...backup.manifest, somethingElse: 1 });
    writeFileSync(backup.file.replace(/\.db$/, '.json'), written);
    rot({ file: copy });
    await verify();
    const copied: unknown = JSON.parse(readFileSync(copy.replace(/\.db$/, '.json'), 'utf8'));
    expect(copied).toMatchObject({ id: backup.manifest.id, somethingElse: 1 });
  });

  test('what is damaged in both is offered in neither', async () => {
    rot(backup);
    rot({ file: copy });
    const { bad, second, events } = await verify();
    expect([bad.length, second?.bad.length, noticesOf(events)]).toEqual([1, 1, []]);
    expect([await idsIn(options.backupsDir), await idsIn(secondDir)]).toEqual([[], []]);
    // Neither is taken for the other's good copy.
    expect(namesIn(secondDir)).toContain(`${basename(copy)}.damaged`);
  });

  test('a copy whose backup is gone is verified where it is', async () => {
    rmSync(backup.file);
    rmSync(backup.file.replace(/\.db$/, '.json'));
    const { good, second } = await verify([backup.manifest.id]);
    expect([good, second?.good.map(({ id }) => id)]).toEqual([[], [backup.manifest.id]]);
  });

  test('that is out of reach, the backups are verified all the same, and it is told', async () => {
    rmSync(join(secondDir, '..'), { recursive: true });
    const { good, second, events } = await verify();
    expect([good.length, second]).toEqual([1, null]);
    expect(noticesOf(events)).toEqual([
      `The copies in the second folder ${secondDir} could not be verified: it is out of reach.`,
    ]);
  });
});
