/** library-copy.ts and file-copy.ts: the same copy as a file as page by page, whoever writes. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { copyByOtherProcess } from '../files/file-copy.ts';
import { makeMusicLibrary, rowsOf } from '../testing/music-library.ts';
import { startPeer } from '../testing/peer.ts';
import { digestOf, namesIn, queryValue, quietContext } from '../testing/scratch-library.ts';
import { copyLibrary } from './library-copy.ts';

let folder: string;
let libraryFile: string;
let destination: string;

beforeEach(() => {
  ({ folder, libraryFile } = makeMusicLibrary());
  destination = join(folder, 'copy.db');
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const copy = (onEvent?: (event: LifecycleEvent) => void) =>
  copyLibrary({ libraryFile, destination, phase: 'backup' }, quietContext(onEvent));

/** Without `cat` it can only be copied page by page. */
const takeCatAway = () => vi.stubEnv('PATH', folder);

/** What SQLite keeps for itself: the WAL's marks and counters of changes. */
function withoutMarks(file: string): Buffer {
  const content = readFileSync(file);
  for (const [start, end] of [
    [18, 20],
    [24, 28],
    [40, 44],
    [92, 100],
  ]) {
    content.fill(0, start, end);
  }
  return content;
}

test('both ways make the same copy, one file that no log belongs to', async () => {
  const before = digestOf(libraryFile);
  const content = await copy();
  const asFile = withoutMarks(destination);
  expect(content.rows).toMatchObject({ tracks: 300, plays: 300 });
  destination = join(folder, 'pages.db');
  takeCatAway();
  expect(await copy()).toEqual(content);
  expect(withoutMarks(destination).equals(asFile)).toBe(true);
  expect(withoutMarks(libraryFile).equals(asFile)).toBe(true);
  expect(digestOf(libraryFile)).toBe(before);
  expect(namesIn(folder)).toEqual(['copy.db', 'music', 'pages.db']);
  expect(queryValue(destination, 'PRAGMA journal_mode')).toBe('delete');
});

test('what only the log has is in the copy', async () => {
  const peer = await startPeer();
  await peer.sql(libraryFile, 'PRAGMA journal_mode = WAL');
  await peer.sql(libraryFile, `INSERT INTO plays (track_id, played_at) VALUES (1, '2025-01-01')`);
  expect((await copy()).rows).toMatchObject({ plays: 301 });
  expect(rowsOf(destination).plays).toHaveLength(301);
});

test('while the file is copied nobody writes into it, whatever others write', async () => {
  const peer = await startPeer();
  await peer.sql(libraryFile, 'PRAGMA journal_mode = WAL');
  const before = rowsOf(libraryFile);
  const { hasBegun, goOn } = makeSlowCat();
  const copying = copy();
  await expect.poll(hasBegun).toBe(true);
  await peer.sql(libraryFile, `UPDATE tracks SET title = title || ' (changed since)'`);
  const [, pages, writtenBack] = WalCheckpointSchema.parse(
    await peer.sql(libraryFile, 'PRAGMA wal_checkpoint(PASSIVE)'),
  )[0];
  expect([pages > 0, writtenBack]).toEqual([true, 0]);
  goOn();
  await copying;
  expect(rowsOf(destination)).toEqual(before);
  expect(queryValue(destination, 'PRAGMA integrity_check')).toBe('ok');
});

const WalCheckpointSchema = z.tuple([z.tuple([z.number(), z.number(), z.number()])]);

/** A `cat` that stops after the first page until it may go on. */
function makeSlowCat() {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const [begun, go] = [join(bin, 'begun'), join(bin, 'go')];
  const script = `#!/bin/sh
head -c 4096 "$1"; : > '${begun}'; until [ -e '${go}' ]; do sleep 0.01; done; tail -c +4097 "$1"`;
  writeFileSync(join(bin, 'cat'), script, { mode: 0o755 });
  vi.stubEnv('PATH', `${bin}:${process.env.PATH}`);
  return { hasBegun: () => existsSync(begun), goOn: () => writeFileSync(go, '') };
}

test('stopped in the middle, it ends the process that copies', async () => {
  const { hasBegun, goOn } = makeSlowCat();
  const throwIfStopped = () => {
    if (hasBegun()) throw new Error('stopped');
  };
  const stopped = copyLibrary(
    { libraryFile, destination, phase: 'backup' },
    { ...quietContext(), throwIfStopped },
  );
  await expect(stopped).rejects.toMatchObject({ code: 'BACKUP_FAILED' });
  goOn();
  expect(readFileSync(destination)).toHaveLength(4096);
});

test('a file that cannot be read is not copied, and one that is there not overwritten', async () => {
  writeFileSync(destination, '');
  const request = { source: join(folder, 'absent'), destination, onProgress: () => {} };
  expect(await copyByOtherProcess(request)).toBeNull();
  await expect(copy()).rejects.toMatchObject({ cause: { code: 'EEXIST' } });
  expect(statSync(destination).size).toBe(0);
});

test('a library that this process is writing to keeps its locks', async () => {
  const db = new Database(libraryFile);
  onTestFinished(() => void db.close());
  db.pragma('journal_mode = DELETE');
  db.exec('BEGIN IMMEDIATE');
  await copy();
  const peer = await startPeer();
  await peer.sql(libraryFile, 'PRAGMA busy_timeout = 0');
  await expect(peer.sql(libraryFile, 'DELETE FROM plays')).rejects.toThrow(/locked/);
});
