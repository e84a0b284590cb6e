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
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { asOrdinaryUser } from '../../../../fixtures/ordinary-user.ts';
import { makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { audioKind } from '../scan/reading/audio-kind.ts';
import { contentKey } from '../scan/reading/content-key.ts';
import { SourceFile } from '../scan/reading/source-file.ts';
import { proveFile } from './prove-file.ts';
import { openTrackFile, type RecordedFile, TrackUnavailable } from './track-file.ts';

const AUDIO = wav(0x11);
const OTHER_AUDIO = wav(0x22);

/** A second of one sample, as text can show it. */
function wav(sample: number): Buffer {
  const data = Buffer.alloc(8_000, sample);
  const head = Buffer.alloc(44);
  head.write('RIFF');
  head.writeUInt32LE(36 + data.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(8_000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

function keyOf(file: string): string | null {
  const source = new SourceFile(file);
  try {
    const kind = audioKind(source);
    return kind === null ? null : contentKey(source, kind, 0);
  } finally {
    source.close();
  }
}

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

/** The same as a thread of the library tells it, which has compared the audio. */
function proven(key: string | null = null): Promise<RecordedFile> {
  return proveFile(recorded(), key, { libraryFile });
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
  writeFileSync(target, AUDIO);
  const file = await proven(keyOf(target));
  expect(await contentOf(file)).toBe(AUDIO.toString('utf8'));
  writeFileSync(target, 'something else');
  expect(await refusalOf(file)).toContain('leads to another file');
});

test('a link to another file of the same size and time opens nothing', async () => {
  writeFileSync(path, AUDIO);
  const time = new Date('2020-02-02T02:02:02Z');
  utimesSync(path, time, time);
  const key = keyOf(path);
  const { state } = recorded();
  for (const secret of [Buffer.alloc(AUDIO.length, 's'), OTHER_AUDIO]) {
    const target = join(folder, 'secret');
    writeFileSync(target, secret);
    utimesSync(target, time, time);
    rmSync(path);
    symlinkSync(target, path);
    expect(await refusalOf({ path, state })).toContain('leads to another file');
    const found = await proveFile({ path, state }, key, { libraryFile });
    expect(await refusalOf(found)).toContain('leads to another file');
  }
});

test('what takes the place of a file that was compared is not opened', async () => {
  writeFileSync(path, AUDIO);
  const target = join(folder, 'store.wav');
  renameSync(path, target);
  symlinkSync(target, path);
  const file = await proven();
  const { mtime } = statSync(target);
  renameSync(target, join(folder, 'kept.wav'));
  writeFileSync(target, Buffer.alloc(AUDIO.length, 's'));
  utimesSync(target, mtime, mtime);
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
