/** A library that is kept up to date by itself, on real folders and by the system's own watching. */
import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import {
  AUDIO_FIXTURES,
  openLibraryWithMusic,
  openTestLibrary,
} from '../../../../../fixtures/test-library.ts';
import { type Track, TrackQuerySchema } from '../../../../shared/api/tracks.ts';
import { inEnglish } from '../../../../shared/errors.ts';
import { loadMigrationSet } from '../../../lifecycle/migrations/migration-set.ts';
import { openReader, openWriter } from '../../../lifecycle/sqlite/connection.ts';
import { shippedMigrationsDir } from '../../../locations.ts';
import type { Library } from '../../library.ts';
import { LibraryWatch, type WatchTiming } from './library-watch.ts';

const SONG = '04 fourth light.opus';
const TIMING: Partial<WatchTiming> = { first: 0, rest: 50, look: 100, again: 50 };
const EVENTUALLY = { timeout: 30_000, interval: 20 };

let music = '';
let file = '';
let library: Library;
let notices: string[] = [];

beforeEach(async () => {
  ({ music, file, library } = await openLibraryWithMusic());
  notices = [];
});

function startWatching(timing = TIMING): LibraryWatch {
  const onNotice = (notice: Parameters<typeof inEnglish>[0]) => notices.push(inEnglish(notice));
  const watch = new LibraryWatch({ library, onNotice, timing });
  onTestFinished(() => watch.stop());
  return watch;
}

async function watching(): Promise<LibraryWatch> {
  const watch = startWatching();
  await expect
    .poll(() => watch.states, EVENTUALLY)
    .toEqual([{ path: music, how: 'watched', reason: null }]);
  return watch;
}

async function tracks(): Promise<readonly Track[]> {
  const query = TrackQuerySchema.parse({ text: '', sort: 'title', limit: 500 });
  return (await library.calls.tracks(query)).tracks;
}

/** The names of the files that the library has, without those that are missing. */
async function files(): Promise<string[]> {
  return (await tracks())
    .filter(({ missingSince }) => missingSince === null)
    .map(({ path }) => path.slice(music.length + 1));
}

function add(...path: string[]): void {
  mkdirSync(join(music, ...path, '..'), { recursive: true });
  copyFileSync(join(AUDIO_FIXTURES, SONG), join(music, ...path));
}

test('what is added, renamed and removed shows by itself', async () => {
  await library.scan([music]);
  await watching();
  add('album', 'new.opus');
  await expect.poll(files, EVENTUALLY).toContain('album/new.opus');
  renameSync(join(music, 'album'), join(music, 'renamed'));
  await expect.poll(files, EVENTUALLY).toContain('renamed/new.opus');
  await expect.poll(files, EVENTUALLY).not.toContain('album/new.opus');
  rmSync(join(music, SONG));
  await expect.poll(files, EVENTUALLY).not.toContain(SONG);
  expect(notices).toEqual([]);
});

test('what comes into a folder shows, also where the folder was renamed or moved with the one above it', async () => {
  add('Artist', 'Album', '1.opus');
  await library.scan([music]);
  await watching();
  renameSync(join(music, 'Artist'), join(music, 'Renamed'));
  await expect.poll(files, EVENTUALLY).toContain('Renamed/Album/1.opus');
  add('Renamed', 'Album', '2.opus');
  await expect.poll(files, EVENTUALLY).toContain('Renamed/Album/2.opus');
  mkdirSync(join(music, '..', 'New', 'CD1'), { recursive: true });
  renameSync(join(music, '..', 'New'), join(music, 'New'));
  add('other.opus');
  await expect.poll(files, EVENTUALLY).toContain('other.opus');
  add('New', 'CD1', '1.opus');
  await expect.poll(files, EVENTUALLY).toContain('New/CD1/1.opus');
});

test('what changed while the library was closed is read after its start', async () => {
  await library.scan([music]);
  add('added.opus');
  rmSync(join(music, SONG));
  await watching();
  await expect.poll(files, EVENTUALLY).toContain('added.opus');
  await expect.poll(files, EVENTUALLY).not.toContain(SONG);
});

test('what an older version of the reader has read is read again, quietly', async () => {
  await library.scan([music]);
  await library.close();
  const db = openWriter(file, Number.POSITIVE_INFINITY);
  db.exec("UPDATE tracks SET reader_version = 0, title = 'misread', rating = 4");
  db.close();
  library = await openTestLibrary(file);
  const told: unknown[] = [];
  library.onScan((state) => told.push(state));
  await watching();
  const titles = async () => (await tracks()).map(({ title }) => title);
  await expect.poll(titles, EVENTUALLY).not.toContain('misread');
  expect((await tracks()).map(({ rating }) => rating)).toEqual(Array(7).fill(4));
  expect(told).toEqual([]);
});

test('a folder that is scanned for the first time is watched from then on', async () => {
  const watch = startWatching();
  await library.scan([music]);
  await expect.poll(() => watch.states, EVENTUALLY).toMatchObject([{ how: 'watched' }]);
  add('new.opus');
  await expect.poll(files, EVENTUALLY).toContain('new.opus');
});

test('a mark that leaves a folder alone is followed, and its end too', async () => {
  add('left', 'alone.opus');
  await library.scan([music]);
  await watching();
  writeFileSync(join(music, 'left', '.nomedia'), '');
  await expect.poll(files, EVENTUALLY).not.toContain('left/alone.opus');
  rmSync(join(music, 'left', '.nomedia'));
  await expect.poll(files, EVENTUALLY).toContain('left/alone.opus');
});

test('while it is turned off nothing is watched, and turned on it catches up', async () => {
  await library.scan([music]);
  const watch = await watching();
  expect(await library.calls.setWatching({ isOn: false })).toEqual({ before: true });
  await expect.poll(() => watch.states, EVENTUALLY).toEqual([]);
  add('new.opus');
  await library.calls.setWatching({ isOn: true });
  await expect.poll(files, EVENTUALLY).toContain('new.opus');
});

test('a folder that went away with its disk is watched again where it comes back', async () => {
  await library.scan([music]);
  const watch = await watching();
  renameSync(music, `${music} away`);
  await expect.poll(() => watch.states, EVENTUALLY).toMatchObject([{ how: 'away' }]);
  expect(await files()).toHaveLength(7);
  cpSync(`${music} away`, music, { recursive: true });
  add('new.opus');
  await expect.poll(files, EVENTUALLY).toContain('new.opus');
  await expect.poll(() => watch.states, EVENTUALLY).toMatchObject([{ how: 'watched' }]);
  expect(notices).toEqual([]);
});

test('many changes at once are read together', async () => {
  await library.scan([music]);
  await watching();
  for (let index = 0; index < 300; index += 1) add(`album ${index % 3}`, `${index}.opus`);
  await expect.poll(async () => (await files()).length, EVENTUALLY).toBe(307);
});

test('a scan that a person asks for goes first, and what changed meanwhile is not lost', async () => {
  await library.scan([music]);
  await watching();
  for (let index = 0; index < 50; index += 1) add('album', `${index}.opus`);
  expect(await library.scan([music])).toMatchObject({ state: 'done' });
  add('last.opus');
  await expect.poll(async () => (await files()).length, EVENTUALLY).toBe(58);
});

test('a library closes at once while its folders are watched', async () => {
  await library.scan([music]);
  const watch = await watching();
  add('new.opus');
  watch.stop();
  await library.close();
  expect(notices).toEqual([]);
});

function tracksIn(library: string): unknown {
  const db = openReader(library);
  try {
    return db.prepare('SELECT count(*) FROM tracks').pluck().get();
  } finally {
    db.close();
  }
}

test('what changes where a link in a music folder leads shows by itself, and that it is gone', async () => {
  const away = join(music, '..', 'away');
  mkdirSync(away);
  symlinkSync(away, join(music, 'link'));
  await library.scan([music]);
  await watching();
  copyFileSync(join(AUDIO_FIXTURES, SONG), join(away, 'new.opus'));
  await expect.poll(files, EVENTUALLY).toContain('link/new.opus');
  renameSync(join(away, 'new.opus'), join(away, 'renamed.opus'));
  await expect.poll(files, EVENTUALLY).toContain('link/renamed.opus');
  renameSync(away, join(music, '..', 'next'));
  await expect.poll(files, EVENTUALLY).not.toContain('link/renamed.opus');
});

test('of two processes that have a library open one keeps it up to date, until it is gone', async () => {
  await library.scan([music]);
  const { latest } = loadMigrationSet(shippedMigrationsDir());
  const script = fileURLToPath(new URL('./testing/watching-process.ts', import.meta.url));
  const other = spawn(process.execPath, [script, file, String(latest)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void other.kill('SIGKILL'));
  const lines: object[] = [];
  createInterface(other.stdout).on('line', (line) => lines.push(JSON.parse(line)));
  const byOther = { states: [{ path: music, how: 'watched', reason: null }] };
  await expect.poll(() => lines.at(-1), EVENTUALLY).toEqual(byOther);
  const watch = startWatching();
  await expect
    .poll(() => watch.states, EVENTUALLY)
    .toEqual([{ path: music, how: 'elsewhere', reason: null }]);
  add('by other.opus');
  await expect.poll(files, EVENTUALLY).toContain('by other.opus');
  expect(watch.states).toMatchObject([{ how: 'elsewhere' }]);
  other.kill('SIGKILL');
  await expect.poll(() => watch.states, EVENTUALLY).toMatchObject([{ how: 'watched' }]);
  add('by this.opus');
  await expect.poll(files, EVENTUALLY).toContain('by this.opus');
});

/** A user namespace has a limit of its own, that this user may lower. */
const LIMITED = 'echo 1 > /proc/sys/user/max_inotify_watches && exec "$@"';
const canLimit =
  spawnSync('unshare', ['--map-root-user', 'sh', '-c', LIMITED, 'sh', 'true']).status === 0;

test.skipIf(!canLimit)(
  'where the system watches no more folders that is told once, and changes are looked for [needs user namespaces]',
  async () => {
    add('album', 'a.opus');
    await library.scan([music]);
    await library.close();
    const { latest } = loadMigrationSet(shippedMigrationsDir());
    const script = fileURLToPath(new URL('./testing/watching-process.ts', import.meta.url));
    const args = ['--map-root-user', 'sh', '-c', LIMITED, 'sh', process.execPath, script, file];
    const child = spawn('unshare', [...args, String(latest)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines: object[] = [];
    createInterface(child.stdout).on('line', (line) => lines.push(JSON.parse(line)));
    await expect
      .poll(() => lines.at(-1), EVENTUALLY)
      .toEqual({ states: [{ path: music, how: 'polled', reason: 'limit' }] });
    add('album', 'b.opus');
    await expect.poll(() => tracksIn(file), EVENTUALLY).toBe(9);
    add('album', 'c.opus');
    await expect.poll(() => tracksIn(file), EVENTUALLY).toBe(10);
    expect(lines.filter((line) => 'notice' in line)).toMatchObject([
      { notice: { key: 'watching.atLimit', values: { folder: music } } },
    ]);
    child.stdin.end();
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
  },
);
