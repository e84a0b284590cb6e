/** source.ts: a backup is named by its id, by the beginning of it, or as the latest one. */
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
