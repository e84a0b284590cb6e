/** scan-roots.ts: which folders a scan walks, as people name them. */
import { mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { followLinks, resolveScanRoots } from './scan-roots.ts';

let home: string;

async function resolved(...folders: readonly string[]): Promise<string[]> {
  return (await resolveScanRoots(folders)).map(({ path }) => path);
}

beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'fermata-roots-')));
  onTestFinished(() => rm(home, { recursive: true }));
  await mkdir(join(home, 'Music/Jazz'), { recursive: true });
  vi.stubEnv('HOME', home);
  vi.stubEnv('USERPROFILE', home);
  onTestFinished(() => void vi.unstubAllEnvs());
});

test('a leading ~ is the home folder', async () => {
  expect(await resolved('~/Music')).toEqual([join(home, 'Music')]);
  expect(await resolved('~')).toEqual([home]);
});

test('a name that only begins with ~ is a name', async () => {
  const odd = join(home, '~Music');
  await mkdir(odd);
  expect(await resolved(odd)).toEqual([odd]);
  await expect(resolveScanRoots(['~Music'])).rejects.toMatchObject({ code: 'USAGE' });
});

test('a folder inside another is left to that one', async () => {
  const folders = [join(home, 'Music/Jazz'), join(home, 'Music'), join(home, 'Music')];
  expect(await resolved(...folders)).toEqual([join(home, 'Music')]);
});

test('a folder that is named through a link keeps that name beside its path', async () => {
  await symlink('Music', join(home, 'Songs'));
  expect(await resolveScanRoots(['~/Songs'])).toEqual([
    { path: join(home, 'Music'), name: join(home, 'Songs') },
  ]);
});

test('a folder is followed to where its link leads, once it is not there any more', async () => {
  await symlink('Music', join(home, 'Songs'));
  const [root] = await resolveScanRoots(['~/Songs']);
  const before = root === undefined ? [] : [root];
  expect(await followLinks(before)).toEqual(before);
  await mkdir(join(home, 'Other'));
  await rm(join(home, 'Songs'));
  await symlink('Other', join(home, 'Songs'));
  expect(await followLinks(before)).toEqual(before);
  await rename(join(home, 'Music'), join(home, 'Away'));
  expect(await followLinks(before)).toEqual([{ ...root, path: join(home, 'Other') }]);
});

test('a file is told from a folder that is not there', async () => {
  const file = join(home, 'song.mp3');
  await writeFile(file, '');
  await expect(resolveScanRoots([file])).rejects.toThrow('is not a folder');
  await expect(resolveScanRoots([join(home, 'Rock')])).rejects.toThrow('does not exist');
});
