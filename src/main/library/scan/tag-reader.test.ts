/** Tags that real threads read, also where a file makes one break off or hang, or the reading is cancelled. */
import { copyFileSync, watch, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { AUDIO_FIXTURES, makeScratchFolder } from '../../../../fixtures/test-library.ts';
import type { ReadResult } from './tag-messages.ts';
import { readInThreads } from './tag-reader.ts';

const SONG = '04 fourth light.opus';
const BREAKING = new URL('./testing/breaking-tag-worker.ts', import.meta.url);
const UNABLE = new URL('./testing/unable-tag-worker.ts', import.meta.url);

let folder = '';

beforeEach(() => {
  folder = makeScratchFolder();
});

function makeFiles(names: readonly string[]) {
  return names.map((name) => {
    const path = join(folder, name);
    copyFileSync(join(AUDIO_FIXTURES, SONG), path);
    return { path };
  });
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `${index}.opus`);

interface Options {
  readonly cancelled?: AbortSignal;
  readonly script?: URL;
  readonly mostMs?: number;
  readonly mostWaitingMs?: number;
}

function read(files: readonly { readonly path: string }[], options: Options = {}) {
  const library = { libraryFile: join(folder, 'library.db') };
  return readInThreads(files, {
    library,
    cancelled: options.cancelled ?? new AbortController().signal,
    script: options.script,
    mostMs: options.mostMs,
    mostWaitingMs: options.mostWaitingMs,
  });
}

/** What was read, with the title or the reason. */
async function readAll(...args: Parameters<typeof read>): Promise<[string, string][]> {
  const all: [string, string][] = [];
  for await (const batch of read(...args)) {
    for (const { file, result } of batch) all.push([basename(file.path), said(result)]);
  }
  return all;
}

function said(result: ReadResult): string {
  if ('picture' in result) return 'a picture';
  return 'problem' in result ? result.problem : result.tags.title;
}

const BROKE_OFF = expect.stringContaining('broke off');
const TOO_LONG = expect.stringContaining('took too long');

test('all files are read, in their order, whatever their number', async () => {
  const names = numbered(75);
  expect(await readAll(makeFiles(names))).toEqual(names.map((name) => [name, 'Fourth Light']));
  expect(await readAll([])).toEqual([]);
});

test('the library itself is not opened, by whatever name', async () => {
  const libraryFile = join(folder, 'library.db');
  writeFileSync(libraryFile, 'what SQLite has a lock on');
  expect(await readAll([{ path: libraryFile }])).toEqual([
    ['library.db', 'It is a file of this library itself.'],
  ]);
});

test.for(['exit', 'throw'])(
  'a file that makes the thread %s is one that cannot be read; all others are read',
  async (kind) => {
    const names = [...numbered(18), `${kind} 1.opus`, 'after.opus', `${kind} 2.opus`, 'last.opus'];
    const expected = names.map((name) => [
      name,
      name.startsWith(kind) ? BROKE_OFF : 'Fourth Light',
    ]);
    expect(await readAll(makeFiles(names), { script: BREAKING })).toEqual(expected);
  },
);

test('reading that is cancelled ends at once, though the thread answers nothing any more', async () => {
  const cancelling = new AbortController();
  const files = makeFiles([...numbered(20), 'hang.opus']);
  const watcher = watch(folder, (_, name) => {
    if (name?.endsWith('.hangs') === true) cancelling.abort();
  });
  onTestFinished(() => watcher.close());
  const read = await readAll(files, { script: BREAKING, cancelled: cancelling.signal });
  expect(cancelling.signal.aborted).toBe(true);
  expect(read.length).toBeLessThan(files.length);
});

test('a file over which its thread hangs is one that cannot be read; all others are read', async () => {
  const names = [...numbered(70), 'hang.opus', 'after.opus'];
  const read = await readAll(makeFiles(names), { script: BREAKING, mostMs: 1_000 });
  const expected = names.map((name) => [name, name === 'hang.opus' ? TOO_LONG : 'Fourth Light']);
  expect(read).toEqual(expected);
});

test('a file whose disk does not answer is read at the next scan; a slow disk has more time than a parser', async () => {
  const files = makeFiles(['a.opus', 'silent.opus', 'b.opus']);
  const limits = { script: BREAKING, mostMs: 200, mostWaitingMs: 1_000 };
  const results: ReadResult[] = [];
  for await (const batch of read(files, limits)) results.push(...batch.map(({ result }) => result));
  expect(results.map(said)).toEqual([
    'Fourth Light',
    'Its disk or network share does not answer.',
    'Fourth Light',
  ]);
  expect(results[1]).toMatchObject({ isPassing: true });
});

test('a thread that cannot be started fails the reading, and no file is taken for damaged', async () => {
  await expect(readAll(makeFiles(['a.opus']), { script: UNABLE })).rejects.toMatchObject({
    code: 'INTERNAL',
    cause: { message: 'Something that it needs is missing.' },
  });
});
