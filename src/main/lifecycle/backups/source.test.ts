/** source.ts: a backup is named by its id, by the beginning of it, or as the latest one. */
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { makeBackup, makeMusicLibrary } from '../testing/music-library.ts';
import { findBackup } from './source.ts';

test('a backup is found by a beginning that no other id has, and the newest one as "latest"', async () => {
  const options = makeMusicLibrary();
  const backups = [await makeBackup(options), await makeBackup(options, 5)];
  const [newest, older] = backups.toSorted((a, b) =>
    b.manifest.createdAt.localeCompare(a.manifest.createdAt),
  );
  const [a = '', b = ''] = [older?.manifest.id, newest?.manifest.id];
  const same = [...a].findIndex((letter, index) => letter !== b[index]);
  expect(await findBackup(options, a.slice(0, same + 1))).toEqual(older);
  expect(await findBackup(options, b)).toEqual(newest);
  expect(await findBackup(options, 'latest')).toEqual(newest);
  await expect(findBackup(options, a.slice(0, same))).rejects.toMatchObject({
    code: 'USAGE',
    advice: expect.stringContaining(a),
  });
});

test('where there is no backup, there is no latest one', async () => {
  await expect(findBackup(makeMusicLibrary(), 'latest')).rejects.toMatchObject({ code: 'USAGE' });
});

test('named by its id alone, no file is a backup but those of the backups folder', async () => {
  const options = makeMusicLibrary();
  const backup = await makeBackup(options);
  const { id } = backup.manifest;
  expect(await findBackup(options, { id })).toEqual(backup);
  const copy = join(options.folder, 'copy.db');
  copyFileSync(backup.file, copy);
  const here = relative(process.cwd(), copy);
  for (const name of [
    copy,
    here,
    backup.file,
    options.libraryFile,
    'latest',
    id.slice(0, 12),
    '',
  ]) {
    await expect(findBackup(options, { id: name })).rejects.toMatchObject({ code: 'USAGE' });
  }
  rmSync(backup.file);
  await expect(findBackup(options, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  writeFileSync(backup.file, 'another size');
  await expect(findBackup(options, { id })).rejects.toMatchObject({ code: 'BACKUP_INVALID' });
});
