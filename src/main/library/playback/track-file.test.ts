/** What a track's path may lead to: its own file, and no other of this computer. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { asOrdinaryUser } from '../../../../fixtures/ordinary-user.ts';
import { makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { openTrackFile, type RecordedFile, TrackUnavailable } from './track-file.ts';

let folder = '';
let path = '';
let libraryFile = '';

beforeEach(() => {
  folder = makeScratchFolder();
  path = join(folder, 'music', 'song.flac');
  libraryFile = join(folder, 'library.db');
  mkdirSync(dirname(path));
  writeFileSync(path, 'a song');
  writeFileSync(libraryFile, 'a library');
});

/** The file as a scan would record it now. */
function recorded(): RecordedFile {
  const { size, mtimeMs } = statSync(path);
  return { path, state: { size, mtimeMs: Math.trunc(mtimeMs) } };
}

async function contentOf(file: RecordedFile): Promise<string> {
  const { handle } = await openTrackFile(file, { libraryFile });
  try {
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

async function refusalOf(file: RecordedFile): Promise<string> {
  try {
    await contentOf(file);
  } catch (error) {
    if (error instanceof TrackUnavailable) return error.message;
    throw error;
  }
  return 'It was opened.';
}

test('a file is opened, whether it is as it was scanned or not', async () => {
  const file = recorded();
  expect(await contentOf(file)).toBe('a song');
  writeFileSync(path, 'a song with other tags');
  expect(await contentOf(file)).toBe('a song with other tags');
  expect(await contentOf({ path, state: null })).toBe('a song with other tags');
});

test('a file that is missing is said to be', async () => {
  rmSync(path);
  expect(await refusalOf({ path, state: null })).toBe(`The file ${path} is missing.`);
  rmSync(dirname(path), { recursive: true });
  writeFileSync(dirname(path), 'a file in the place of the folder');
  expect(await refusalOf({ path, state: null })).toBe(`The file ${path} is missing.`);
});

test('a file that may not be read is said to be', async () => {
  chmodSync(folder, 0o755);
  chmodSync(path, 0);
  await asOrdinaryUser(async () => {
    expect(await refusalOf(recorded())).toContain('There is no permission to read it.');
  });
});

test('an empty file is said to be', async () => {
  truncateSync(path);
  expect(await refusalOf(recorded())).toContain('is empty');
});

test('a link is followed to the file that the scan saw there, as long as it is that', async () => {
  const target = join(folder, 'store.bin');
  renameSync(path, target);
  symlinkSync(target, path);
  const file = recorded();
  expect(await contentOf(file)).toBe('a song');
  writeFileSync(target, 'something else');
  expect(await refusalOf(file)).toContain('leads to another file');
});

test('a link in the place of the file opens nothing', async () => {
  const file = recorded();
  rmSync(path);
  symlinkSync('/etc/passwd', path);
  expect(await refusalOf(file)).toContain('leads to another file');
  expect(await refusalOf({ path, state: null })).toContain('leads to another file');
});

test('a link in the place of its folder opens nothing', async () => {
  const file = recorded();
  const other = join(folder, 'other');
  mkdirSync(other);
  writeFileSync(join(other, 'song.flac'), 'a secret');
  renameSync(dirname(path), join(folder, 'moved'));
  symlinkSync(other, dirname(path));
  expect(await refusalOf(file)).toContain('leads to another file');
});

test('a link that leads to itself is said to be', async () => {
  rmSync(path);
  symlinkSync(path, path);
  expect(await refusalOf({ path, state: null })).toContain('leads to itself');
});

test.for(['a folder', 'a named pipe'])('%s in its place is refused', async (kind, { skip }) => {
  rmSync(path);
  if (kind === 'a folder') mkdirSync(path);
  else if (process.platform === 'win32') skip('There are no named pipes in folders on Windows');
  else execFileSync('mkfifo', [path]);
  expect(await refusalOf({ path, state: null })).toContain('no audio file any more');
});

test.for(['', '-wal', '-shm', '-journal'])(
  'the library’s own file library.db%s is refused, by whatever name',
  async (ending) => {
    writeFileSync(`${libraryFile}${ending}`, 'of the library');
    rmSync(path);
    linkSync(`${libraryFile}${ending}`, path);
    expect(await refusalOf(recorded())).toContain('no audio file any more');
    rmSync(path);
    symlinkSync(`${libraryFile}${ending}`, path);
    expect(await refusalOf(recorded())).toContain('no audio file any more');
  },
);

test('a path that no scan records is refused', async () => {
  expect(await refusalOf({ path: '/etc/passwd', state: null })).toContain('no audio file any more');
});
