/** door.ts: whatever lies under a name, no more than an ordinary, small file is opened. */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  type BigIntStats,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeScratchFolder } from '../testing/scratch-library.ts';
import {
  type DoorRequest,
  NotOpened,
  openOrdinaryFile,
  readSmallFile,
  readSmallFileSync,
  type WhyNotOpened,
} from './door.ts';

const REQUEST: DoorRequest = { maxBytes: 1_000 };

function scratchFile(content = 'content'): string {
  const file = join(makeScratchFolder(), 'note.json');
  writeFileSync(file, content);
  return file;
}

/** Why both ways of reading refuse a file. */
async function refusalOf(file: string, request = REQUEST): Promise<WhyNotOpened> {
  const thrown = await readSmallFile(file, request).catch((error: unknown) => error);
  expect(() => readSmallFileSync(file, request)).toThrow(NotOpened);
  expect(() => openOrdinaryFile(file, request)).toThrow(NotOpened);
  if (thrown instanceof NotOpened) return thrown.why;
  throw thrown;
}

test('an ordinary file is read whole, also one of more than a chunk', async () => {
  const text = 'é'.repeat(100_000);
  const file = scratchFile(text);
  const request = { maxBytes: 200_000 };
  expect((await readSmallFile(file, request)).toString('utf8')).toBe(text);
  expect(readSmallFileSync(file, request).toString('utf8')).toBe(text);
  expect(await refusalOf(file, { maxBytes: 199_999 })).toBe('too-large');
});

test('a file that is not there is the system’s error', async () => {
  const absent = join(makeScratchFolder(), 'absent');
  await expect(readSmallFile(absent, REQUEST)).rejects.toMatchObject({ code: 'ENOENT' });
  expect(() => readSmallFileSync(absent, REQUEST)).toThrow(/ENOENT/);
});

test('a link is followed only where one may be meant', async () => {
  const file = scratchFile();
  const link = join(makeScratchFolder(), 'link.json');
  symlinkSync(file, link);
  expect(await refusalOf(link)).toBe('link');
  const following = { ...REQUEST, followsLinks: true };
  expect((await readSmallFile(link, following)).toString()).toBe('content');
  expect(readSmallFileSync(link, following).toString()).toBe('content');
});

test.skipIf(process.platform === 'win32')(
  'neither a pipe nor a device, a socket or a folder is opened, linked or not',
  async () => {
    const folder = makeScratchFolder();
    const following = { ...REQUEST, followsLinks: true };
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const socket = join(folder, 'socket');
    const server = createServer().listen(socket);
    try {
      await new Promise((resolve) => server.once('listening', resolve));
      mkdirSync(join(folder, 'folder'));
      for (const path of [pipe, socket, join(folder, 'folder'), '/dev/zero']) {
        expect(await refusalOf(path)).toBe('no-file');
        const link = join(makeScratchFolder(), 'link');
        symlinkSync(path, link);
        expect(await refusalOf(link, following)).toBe('no-file');
      }
    } finally {
      server.close();
    }
  },
);

test('a second name of the library’s own file is not opened', async () => {
  const library = scratchFile('a library');
  const name = join(makeScratchFolder(), 'name.json');
  linkSync(library, name);
  const own = statSync(library, { bigint: true });
  const isOwn = (stats: BigIntStats) => stats.ino === own.ino && stats.dev === own.dev;
  expect(await refusalOf(name, { ...REQUEST, isOwn })).toBe('own');
});

/** Calls back between the look at a file and its opening. */
function between(swap: () => void): DoorRequest {
  let isDone = false;
  return {
    ...REQUEST,
    isOwn: () => {
      if (!isDone) swap();
      isDone = true;
      return false;
    },
  };
}

test('what takes a file’s place while it is opened is not read', () => {
  const file = scratchFile();
  const secret = scratchFile('secret');
  expect(() =>
    readSmallFileSync(
      file,
      between(() => renameSync(secret, file)),
    ),
  ).toThrow(/another file took its place/);
  const linked = scratchFile();
  const swapForLink = between(() => {
    renameSync(linked, `${linked}.old`);
    symlinkSync(scratchFile('secret'), linked);
  });
  expect(() => readSmallFileSync(linked, swapForLink)).toThrow(/ELOOP/);
});

test.skipIf(process.platform !== 'linux')(
  'the library’s own file stays open if it took the place: closing it would drop SQLite’s locks',
  () => {
    const file = scratchFile();
    const library = scratchFile('a library');
    const own = statSync(library, { bigint: true });
    const swap = between(() => renameSync(library, file));
    const request: DoorRequest = {
      ...swap,
      isOwn: (stats) => swap.isOwn?.(stats) === true || stats.ino === own.ino,
    };
    const openBefore = readdirSync('/proc/self/fd').length;
    expect(() => readSmallFileSync(file, request)).toThrow(NotOpened);
    expect(readdirSync('/proc/self/fd').length).toBe(openBefore + 1);
  },
);

test('a file that grows while it is read is given up at its limit', async () => {
  const file = scratchFile();
  const request = between(() => appendFileSync(file, Buffer.alloc(10_000)));
  await expect(readSmallFile(file, request)).rejects.toMatchObject({ why: 'too-large' });
});
