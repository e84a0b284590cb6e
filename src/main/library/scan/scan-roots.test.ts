/** scan-roots.ts: which folders a scan walks, as people name them. */
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { resolveScanRoots } from './scan-roots.ts';

let home: string;

beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'fermata-roots-')));
  onTestFinished(() => rm(home, { recursive: true }));
  await mkdir(join(home, 'Music/Jazz'), { recursive: true });
  vi.stubEnv('HOME', home);
  vi.stubEnv('USERPROFILE', home);
  onTestFinished(() => void vi.unstubAllEnvs());
});

test('a leading ~ is the home folder', async () => {
  expect(await resolveScanRoots(['~/Music'])).toEqual([join(home, 'Music')]);
  expect(await resolveScanRoots(['~'])).toEqual([home]);
});

test('a name that only begins with ~ is a name', async () => {
  const odd = join(home, '~Music');
  await mkdir(odd);
  expect(await resolveScanRoots([odd])).toEqual([odd]);
  await expect(resolveScanRoots(['~Music'])).rejects.toMatchObject({ code: 'USAGE' });
});

test('a folder inside another is left to that one', async () => {
  const folders = [join(home, 'Music/Jazz'), join(home, 'Music'), join(home, 'Music')];
  expect(await resolveScanRoots(folders)).toEqual([join(home, 'Music')]);
});

test('a file is told from a folder that is not there', async () => {
  const file = join(home, 'song.mp3');
  await writeFile(file, '');
  await expect(resolveScanRoots([file])).rejects.toThrow('is not a folder');
  await expect(resolveScanRoots([join(home, 'Rock')])).rejects.toThrow('does not exist');
});
