/** missing-disk.ts: a folder on a disk that is not there is told from one that is only new. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tellInEnglish } from '../../../shared/words/words.ts';
import { makeScratchFolder } from '../testing/scratch-library.ts';
import { findUnmounted, whyOutOfReach } from './missing-disk.ts';

const told = (folder: string) => {
  const reason = whyOutOfReach(folder);
  return reason === null ? null : tellInEnglish(reason);
};

test('a folder that is there, or that only itself is new, is within reach', () => {
  const folder = makeScratchFolder();
  expect([told(folder), told(join(folder, 'backups'))]).toEqual([null, null]);
});

test('a folder in a folder that is not there is out of reach, and the topmost missing one is named', () => {
  const folder = makeScratchFolder();
  const backups = join(folder, 'disk', 'fermata', 'backups');
  expect(told(backups)).toBe(`${backups} is out of reach: ${join(folder, 'disk')} is not there.`);
});

test('a link that leads nowhere is told with where it leads, be it the folder or one above it', () => {
  const folder = makeScratchFolder();
  symlinkSync('gone/backups', join(folder, 'backups'));
  expect(told(join(folder, 'backups'))).toBe(
    `${join(folder, 'backups')} is a link that leads to ${join(folder, 'gone/backups')}, and that is not there.`,
  );
  expect(told(join(folder, 'backups', 'mine'))).toContain(
    `out of reach: ${join(folder, 'backups')} is not there`,
  );
  mkdirSync(join(folder, 'gone', 'backups'), { recursive: true });
  expect(told(join(folder, 'backups'))).toBeNull();
});

const FSTAB = `# <file system> <mount point> <type>
UUID=1 / ext4 defaults 0 1
UUID=2 none swap sw 0 0
UUID=3 /mnt/backup\\040disk ext4 noauto 0 2
UUID=4 /srv ext4 defaults 0 2
# UUID=5 /mnt/old ext4 defaults 0 2
`;
const mounted = (...points: string[]) =>
  points.map((point, index) => `${index + 30} 1 8:${index} / ${point} rw - ext4 x rw`).join('\n');

test.each<[string, string, string | null]>([
  ['/mnt/backup disk/fermata', mounted('/'), '/mnt/backup disk'],
  ['/mnt/backup disk', mounted('/'), '/mnt/backup disk'],
  ['/mnt/backup disk/fermata', mounted('/', '/mnt/backup\\040disk'), null],
  ['/mnt/backup disk/fermata', mounted('/', '/mnt/backup\\040disk/fermata'), null],
  ['/mnt/backup disk 2/fermata', mounted('/'), null],
  ['/mnt/old/fermata', mounted('/'), null],
  ['/home/ada/backups', mounted('/'), null],
  ['/run/media/ada/DISK/backups', mounted('/'), '/run/media/ada/DISK'],
  ['/run/media/ada/DISK/backups', mounted('/', '/run/media/ada/DISK'), null],
])('%s lies on a disk that is mounted, or not', (path, mountInfo, disk) => {
  expect(findUnmounted(path, FSTAB, mountInfo)).toBe(disk);
});
