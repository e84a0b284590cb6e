/** connection.ts where nothing can be written: another user's folder, a file that is only to be read. */
import { chmodSync, chownSync, cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { startPeer, UNPRIVILEGED_USER } from '../testing/peer.ts';
import {
  fingerprint,
  makeLibrary,
  makeScratchFolder,
  namesIn,
  withDatabase,
} from '../testing/scratch-library.ts';
import { attachReader, openReader } from './connection.ts';

const ADD = `INSERT INTO tracks (album_id, title) VALUES (1, 'In the log')`;
const TRACKS = 'SELECT count(*) FROM tracks';
const isRoot = process.getuid?.() === 0;
if (!isRoot) process.stdout.write('reading-only.test.ts needs root: its users are others.\n');

/** A library of ten tracks that others may read. */
function readableLibrary(): string {
  const { libraryFile, folder } = makeLibrary({ version: 2, tracks: 10 });
  for (const path of [folder, dirname(libraryFile)]) chmodSync(path, 0o755);
  return libraryFile;
}

/** A library as a process leaves it that is killed while it writes: with what SQLite keeps beside it. */
async function killedLibrary(journalMode: 'WAL' | 'DELETE'): Promise<string> {
  const libraryFile = readableLibrary();
  const writer = await startPeer();
  await writer.sql(libraryFile, `PRAGMA journal_mode = ${journalMode}`);
  await writer.sql(libraryFile, 'PRAGMA cache_size = 1');
  if (journalMode === 'DELETE') await writer.sql(libraryFile, 'BEGIN');
  for (let count = 0; count < 500; count += 1) await writer.sql(libraryFile, ADD);
  await writer.kill();
  return libraryFile;
}

/** What another user reads of a library, and that it leaves no trace. */
async function readAsAnother(libraryFile: string): Promise<unknown> {
  const folder = dirname(libraryFile);
  const before = [namesIn(folder), fingerprint(folder), temporaryFolders()];
  const reader = await startPeer({ unprivileged: true });
  const found = await reader.read(libraryFile, TRACKS);
  expect([namesIn(folder), fingerprint(folder), temporaryFolders()]).toEqual(before);
  return found;
}

function temporaryFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('fermata-reading-'));
}

test.runIf(isRoot).each(['WAL', 'DELETE'])(
  "another user's library in journal mode %s is read, and nothing is made beside it",
  async (mode) => {
    const libraryFile = readableLibrary();
    withDatabase(libraryFile, (db) => db.pragma(`journal_mode = ${mode}`));
    expect(await readAsAnother(libraryFile)).toEqual({
      rows: [[10]],
      isSnapshot: mode === 'WAL',
    });
  },
);

test.runIf(isRoot)(
  "another user's library with a log that was left there is read with it",
  async () => {
    const libraryFile = await killedLibrary('WAL');
    expect(await readAsAnother(libraryFile)).toMatchObject({ rows: [[510]] });
    rmSync(`${libraryFile}-shm`);
    expect(await readAsAnother(libraryFile)).toEqual({ rows: [[510]], isSnapshot: true });
  },
);

test.runIf(isRoot)(
  "what a killed process had begun in another user's library is not read",
  async () => {
    const libraryFile = await killedLibrary('DELETE');
    expect(namesIn(dirname(libraryFile))).toContain('library.db-journal');
    expect(await readAsAnother(libraryFile)).toEqual({ rows: [[10]], isSnapshot: true });
  },
);

test.runIf(isRoot)('a library that its user has open is read as it is at each moment', async () => {
  const libraryFile = readableLibrary();
  const [writer, reader] = await Promise.all([startPeer(), startPeer({ unprivileged: true })]);
  await writer.sql(libraryFile, 'PRAGMA journal_mode = WAL');
  await writer.sql(libraryFile, ADD);
  expect(await reader.read(libraryFile, TRACKS)).toEqual({ rows: [[11]], isSnapshot: false });
  await writer.sql(libraryFile, ADD);
  expect(await reader.read(libraryFile, TRACKS)).toEqual({ rows: [[12]], isSnapshot: false });
});

test.runIf(isRoot)("a user's own file that is only to be read gets no company", async () => {
  const libraryFile = readableLibrary();
  withDatabase(libraryFile, (db) => db.pragma('journal_mode = WAL'));
  chmodSync(libraryFile, 0o444);
  for (const path of [libraryFile, dirname(libraryFile)]) {
    chownSync(path, UNPRIVILEGED_USER, UNPRIVILEGED_USER);
  }
  expect(await readAsAnother(libraryFile)).toEqual({ rows: [[10]], isSnapshot: true });
});

test('a file that another one is compared with is attached for reading', () => {
  const { libraryFile } = makeLibrary({ version: 2, tracks: 10 });
  const other = join(makeScratchFolder(), 'a #strange? name%20.db');
  mkdirSync(dirname(other), { recursive: true });
  cpSync(libraryFile, other);
  const db = openReader(libraryFile);
  attachReader(db, other, 'backup');
  expect(db.prepare('SELECT count(*) FROM backup.tracks').pluck().get()).toBe(10);
  db.close();
});
