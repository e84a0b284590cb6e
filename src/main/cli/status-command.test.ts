/** `fermata status`: every state is an answer, and none of them leaves a trace. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { resultOf, runCli, scratchFolder, writeMigrations } from './testing.ts';

const TRACKS = 'CREATE TABLE tracks (id INTEGER PRIMARY KEY) STRICT;';
const ALBUMS = 'CREATE TABLE albums (id INTEGER PRIMARY KEY) STRICT;';

let folder: string;
let library: string;

beforeEach(() => {
  folder = scratchFolder();
  library = join(folder, 'library.db');
});

function placesOf(...scripts: readonly string[]): string[] {
  return ['--library', library, '--migrations', writeMigrations(folder, ...scripts)];
}

/** Every file, with its size and the time it was last written. */
function traceOf(path: string) {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const { size, mtimeMs } = statSync(join(path, name));
      return { name, size, mtimeMs };
    });
}

async function statusOf(...scripts: readonly string[]) {
  const places = placesOf(...scripts);
  const before = traceOf(folder);
  const ended = await runCli(['status', ...places, '--json']);
  expect(traceOf(folder)).toEqual(before);
  expect(ended.status).toBe(0);
  return resultOf(ended);
}

test('a library that does not exist yet', async () => {
  expect(await statusOf(TRACKS, ALBUMS)).toMatchObject({
    ok: true,
    libraryFile: library,
    state: 'missing',
    schemaVersion: null,
    latestSchemaVersion: 2,
    pending: ['0001_step.sql', '0002_step.sql'],
    backups: { folder: join(folder, 'backups'), count: 0, newest: null },
    lock: { state: 'free' },
  });
});

test('an up-to-date library with its contents and its backup', async () => {
  await runCli(['prepare', ...placesOf(TRACKS)]);
  const prepared = await runCli(['prepare', ...placesOf(TRACKS, ALBUMS), '--json']);
  expect(await statusOf(TRACKS, ALBUMS)).toMatchObject({
    state: 'current',
    schemaVersion: 2,
    pending: [],
    counts: { tracks: 0, albums: 0 },
    backups: { count: 1, newest: { file: resultOf(prepared).backup, kind: 'before-migration' } },
  });
});

test('a library that is behind, and one that is ahead', async () => {
  await runCli(['prepare', ...placesOf(TRACKS)]);
  expect(await statusOf(TRACKS, ALBUMS)).toMatchObject({
    state: 'behind',
    schemaVersion: 1,
    pending: ['0002_step.sql'],
  });
  await runCli(['prepare', ...placesOf(TRACKS, ALBUMS)]);
  expect(await statusOf(TRACKS)).toMatchObject({ state: 'ahead', schemaVersion: 2, pending: [] });
});

test('a file that is no library, and a library that is damaged', async () => {
  writeFileSync(library, 'only words');
  expect(await statusOf(TRACKS)).toMatchObject({ state: 'foreign', schemaVersion: null });

  library = join(folder, 'damaged.db');
  await runCli(['prepare', ...placesOf(TRACKS)]);
  writeFileSync(library, readFileSync(library).fill(0xff, 100, 140));
  expect(await statusOf(TRACKS)).toMatchObject({ state: 'damaged', counts: null });
});

test('tells people the same in words', async () => {
  await runCli(['prepare', ...placesOf(TRACKS)]);
  const { stdout } = await runCli(['status', ...placesOf(TRACKS, ALBUMS)]);
  expect(stdout).toMatch(/^Library +.*library\.db$/m);
  expect(stdout).toMatch(/^State +1 migration behind; `fermata prepare` upgrades it$/m);
  expect(stdout).toMatch(/^Contents +0 tracks$/m);
});

test('a library in a folder that does not exist is a usage error', async () => {
  const ended = await runCli(['status', '--library', join(folder, 'no', 'library.db'), '--json']);
  expect([ended.status, resultOf(ended).code]).toEqual([2, 'USAGE']);
});
