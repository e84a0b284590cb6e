/** scan-roots.ts: which folders a scan walks, as people name them. */
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
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

async function foldersOf(...folders: readonly string[]): Promise<readonly string[]> {
  return (await resolveScanRoots(folders)).folders;
}

/** A disk whose music people reach through a link in their home folder. */
async function makeDisk(): Promise<{ disk: string; link: string }> {
  const disk = join(home, 'disk');
  const link = join(home, 'Link');
  await mkdir(join(disk, 'Jazz/Live'), { recursive: true });
  await symlink(disk, link);
  return { disk, link };
}

test('a leading ~ is the home folder', async () => {
  expect(await foldersOf('~/Music')).toEqual([join(home, 'Music')]);
  expect(await foldersOf('~')).toEqual([home]);
});

test('a name that only begins with ~ is a name', async () => {
  const odd = join(home, '~Music');
  await mkdir(odd);
  expect(await foldersOf(odd)).toEqual([odd]);
  await expect(resolveScanRoots(['~Music'])).rejects.toMatchObject({ code: 'USAGE' });
});

test('a folder inside another is left to that one', async () => {
  const folders = [join(home, 'Music/Jazz'), join(home, 'Music'), join(home, 'Music')];
  expect(await foldersOf(...folders)).toEqual([join(home, 'Music')]);
});

test('a file is told from a folder that is not there', async () => {
  const file = join(home, 'song.mp3');
  await writeFile(file, '');
  await expect(resolveScanRoots([file])).rejects.toThrow('is not a folder');
  await expect(resolveScanRoots([join(home, 'Rock')])).rejects.toThrow('does not exist');
});

test('a folder has the name that a person gave it, through links', async () => {
  const { disk, link } = await makeDisk();
  expect(await foldersOf(link)).toEqual([link]);
  expect(await foldersOf(link, disk, join(disk, 'Jazz'))).toEqual([link]);
});

test('a folder that the library knows, and what is in it, keeps its name there', async () => {
  const { disk, link } = await makeDisk();
  const resolved = (folder: string, known: string) => resolveScanRoots([folder], [known]);
  expect(await resolved(disk, link)).toMatchObject({ folders: [link] });
  expect(await resolved(join(disk, 'Jazz'), link)).toMatchObject({ folders: [join(link, 'Jazz')] });
  expect(await resolved(link, disk)).toMatchObject({ folders: [disk] });
  await rm(link);
  expect(await resolved(disk, link)).toMatchObject({ folders: [disk] });
});

test('a folder around one that the library knows by another name leaves it that name', async () => {
  const { disk, link } = await makeDisk();
  const known = join(link, 'Jazz');
  expect(await resolveScanRoots([disk], [known])).toEqual({
    folders: [disk, known],
    names: new Map([[join(disk, 'Jazz'), known]]),
  });
});
