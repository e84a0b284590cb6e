/** `fermata folders`, on real files: what is moved, removed and brought back keeps what was made of it. */
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AUDIO, type Ended, linesOf, resultOf, runAtTerminal, runCli } from './testing.ts';

let template: string;
const folder = join(tmpdir(), `fermata-folders-${process.pid}`);
const library = join(folder, 'library.db');
const music = join(folder, 'Music');

beforeAll(async () => {
  cpSync(AUDIO, join(music, 'Album'), { recursive: true });
  await run('scan', music);
  const track = join(music, 'Album', '02 second light.flac');
  await run('rate', '5', track);
  await run('played', track);
  await run('playlist', 'create', 'Mine', track);
  template = mkdtempSync(join(tmpdir(), 'fermata-folders-template-'));
  cpSync(folder, template, { recursive: true, preserveTimestamps: true });
});

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  cpSync(template, folder, { recursive: true, preserveTimestamps: true });
});

afterAll(() => {
  for (const each of [folder, template]) rmSync(each, { recursive: true, force: true });
});

async function run(command: string, ...args: readonly string[]) {
  return runCli([command, '--library', library, '--json', ...args]);
}

function rows(ended: Ended, event: string) {
  return linesOf(ended).filter((line) => line.event === event);
}

async function tracks() {
  return rows(await run('tracks'), 'track');
}

async function listed() {
  return rows(await run('folders'), 'folder');
}

async function ratedTrack() {
  return (await tracks()).find(({ title }) => title === 'Second Light');
}

/** In fixtures/audio, without the one that is broken. */
const TRACKS = 7;

const MADE = { rating: 5, playCount: 1 };

test('lists the music folders with their tracks, and those that are missing', async () => {
  const ended = await run('folders');
  expect(rows(ended, 'folder')[0]).toMatchObject({
    path: music,
    tracks: TRACKS,
    missing: 0,
    state: 'there',
  });
  expect(resultOf(ended)).toMatchObject({ ok: true, folders: 1 });
  const { stdout } = await runAtTerminal(['folders', '--library', library], { NO_COLOR: '1' });
  expect(stdout).toMatch(/^Folder +Tracks +Missing +State$/m);
});

test('a folder that is not there is said to be away, and a rescan leaves it as it is', async () => {
  renameSync(music, join(folder, 'elsewhere'));
  expect((await listed())[0]).toMatchObject({ state: 'away' });
  expect(resultOf(await run('folders', 'rescan'))).toMatchObject({ ok: true, left: [music] });
  expect(await ratedTrack()).toMatchObject({ ...MADE, missing: false });
});

test('an empty place of a disk is said to be away', async () => {
  rmSync(music, { recursive: true });
  mkdirSync(music);
  expect((await listed())[0]).toMatchObject({ state: 'away' });
});

test('rescans all folders, or the one that is named by another way to it', async () => {
  symlinkSync(music, join(folder, 'link'));
  expect(resultOf(await run('folders', 'rescan'))).toMatchObject({
    folders: [music],
    unchanged: TRACKS,
  });
  expect(resultOf(await run('folders', 'rescan', join(folder, 'link')))).toMatchObject({
    folders: [music],
  });
});

test('relocates a folder that was moved: its tracks keep what was made of them', async () => {
  const before = await ratedTrack();
  const moved = join(folder, 'New Place');
  renameSync(music, moved);
  const ended = await run('folders', 'relocate', music, moved);
  expect(resultOf(ended)).toMatchObject({
    ok: true,
    relocated: TRACKS,
    unchanged: TRACKS,
    added: 0,
    missing: 0,
  });
  expect(await ratedTrack()).toMatchObject({
    ...MADE,
    id: before?.id,
    path: join(moved, 'Album', '02 second light.flac'),
  });
  expect(await listed()).toMatchObject([{ path: moved, tracks: TRACKS }]);
  expect(rows(await run('playlist', 'show', 'Mine'), 'track')[0]).toMatchObject({ id: before?.id });
});

test('what was scanned at the new place already becomes one with the old tracks', async () => {
  const before = await ratedTrack();
  const moved = join(folder, 'New');
  renameSync(music, moved);
  await run('scan', moved);
  const told = await runCli(['folders', 'relocate', music, moved, '--library', library]);
  // To relocate it once more would not make two of each again.
  expect(told.stdout).not.toContain('takes it back');
  expect(await tracks()).toHaveLength(TRACKS);
  expect(await ratedTrack()).toMatchObject({ ...MADE, id: before?.id });
});

test('a folder that is away is offered where its content is, too, and becomes one with that', async () => {
  const before = await ratedTrack();
  const copy = join(folder, 'Copy');
  cpSync(music, copy, { recursive: true, preserveTimestamps: true });
  await run('scan', copy);
  expect(await tracks()).toHaveLength(2 * TRACKS);
  expect((await listed()).map(({ foundAt }) => foundAt)).toEqual([null, null]);
  renameSync(music, join(folder, 'shelf'));
  expect((await listed()).find(({ path }) => path === music)).toMatchObject({
    state: 'away',
    foundAt: { path: copy },
  });
  const told = await runCli(['folders', '--library', library]);
  expect(told.stdout).toContain('fermata folders relocate');
  await run('folders', 'relocate', music, copy);
  expect(await tracks()).toHaveLength(TRACKS);
  expect(await ratedTrack()).toMatchObject({ ...MADE, id: before?.id });
  expect(await listed()).toMatchObject([{ path: copy, state: 'there', tracks: TRACKS }]);
});

test('a single file that has another name now is relocated by itself', async () => {
  const old = join(music, 'Album', '02 second light.flac');
  const renamed = join(music, 'Album', 'Light, the second.flac');
  renameSync(old, renamed);
  expect(resultOf(await run('folders', 'relocate', old, renamed))).toMatchObject({ relocated: 1 });
  expect(await ratedTrack()).toMatchObject({ ...MADE, path: renamed, missing: false });
});

test('a place that has none of the files is refused, and nothing is changed', async () => {
  const other = join(folder, 'Other');
  mkdirSync(other);
  const ended = await run('folders', 'relocate', music, other);
  expect(ended.status).toBe(2);
  expect(resultOf(ended).message).toMatch(/None of the 7 files/);
  expect((await listed())[0]).toMatchObject({ path: music, tracks: TRACKS });
  expect(
    resultOf(await run('folders', 'relocate', music, join(folder, 'nowhere'))).message,
  ).toMatch(/There is nothing at/);
});

test('the line that takes a relocation back does so', async () => {
  const moved = join(folder, 'New');
  renameSync(music, moved);
  const told = await runCli(['folders', 'relocate', music, moved, '--library', library]);
  const [, args = ''] = /`fermata folders relocate --no-scan (.+?)`/.exec(told.stdout) ?? [];
  renameSync(moved, music);
  await run('folders', 'relocate', '--no-scan', ...args.split(' '));
  expect(await ratedTrack()).toMatchObject({
    ...MADE,
    path: join(music, 'Album', '02 second light.flac'),
  });
});

test('a removed folder comes back with what was made of its tracks', async () => {
  const before = await ratedTrack();
  expect(resultOf(await run('folders', 'remove', music))).toMatchObject({
    ok: true,
    tracks: TRACKS,
  });
  expect(await tracks()).toEqual([]);
  expect(rows(await run('folders', 'removed'), 'removal')[0]).toMatchObject({
    folder: music,
    tracks: TRACKS,
  });
  expect(resultOf(await run('folders', 'restore', 'latest'))).toMatchObject({ tracks: TRACKS });
  expect(await ratedTrack()).toEqual(before);
  expect(rows(await run('playlist', 'show', 'Mine'), 'track')[0]).toMatchObject({ id: before?.id });
  expect(resultOf(await run('folders', 'rescan'))).toMatchObject({ unchanged: TRACKS, added: 0 });
});

test('missing tracks are removed on purpose, and come back', async () => {
  rmSync(join(music, 'Album', '02 second light.flac'));
  await run('folders', 'rescan');
  expect(await ratedTrack()).toMatchObject({ missing: true });
  expect(resultOf(await run('folders', 'remove-missing', folder))).toMatchObject({ tracks: 1 });
  expect(await ratedTrack()).toBeUndefined();
  expect(resultOf(await run('status'))).toMatchObject({ missing: { count: 0 } });
  await run('folders', 'restore', 'latest');
  expect(await ratedTrack()).toMatchObject({ ...MADE, missing: true });
});

test('what is not there is named', async () => {
  expect(resultOf(await run('folders', 'remove', folder))).toMatchObject({ code: 'NOT_FOUND' });
  expect(resultOf(await run('folders', 'restore', '99'))).toMatchObject({ code: 'NOT_FOUND' });
  expect((await run('folders', 'restore', 'soon')).status).toBe(2);
});
