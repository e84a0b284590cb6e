/** lifecycle-thread.ts and lifecycle-worker.ts: jobs, events, errors and stops cross the thread. */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { FermataError } from '../../../shared/errors.ts';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { loadMigrationSet } from '../migrations/migration-set.ts';
import {
  digestOf,
  makeLibrary,
  makeOldLibrary,
  makeScratchFolder,
} from '../testing/scratch-library.ts';
import { LifecycleThread, readerOf, withThreads } from './lifecycle-thread.ts';

function startThread(onEvent: (event: LifecycleEvent) => void = () => {}): LifecycleThread {
  const thread = new LifecycleThread(onEvent);
  onTestFinished(() => thread.close());
  return thread;
}

test('does one job after another', async () => {
  const { folder, libraryFile: file, migrationsDir } = makeLibrary({ version: 2 });
  const set = loadMigrationSet(migrationsDir);
  const copy = join(folder, 'copy.db');
  const events: LifecycleEvent[] = [];
  const thread = startThread((event) => events.push(event));

  expect(await thread.run('inspect', { file, latestVersion: 3 })).toEqual({
    state: 'behind',
    version: 2,
  });
  expect(await thread.run('ledger', { file })).toMatchObject([{ version: 1 }, { version: 2 }]);
  const expected = await thread.run('copy', {
    libraryFile: file,
    destination: copy,
    phase: 'backup',
  });
  expect(expected).toEqual({
    schemaVersion: 2,
    rows: { albums: 1, schema_version: 2, tracks: 10 },
    contents: {},
  });
  await thread.run('check-content', { libraryFile: file, copy, expected });
  await thread.run('check-pages', { libraryFile: file, copy });
  expect(await thread.run('hash', { file: copy })).toBe(digestOf(copy));
  const request = { file, set, fromVersion: 2, appVersion: '2.0.0' };
  expect(await thread.run('migrate', request)).not.toBeNull();
  expect(await thread.run('migrate', request)).toBeNull();
  expect(await thread.run('examine', { file, set, depth: 'quick', phase: 'verify' })).toEqual({
    damage: null,
    mendable: [],
    danglingReferences: 0,
    unusedPages: 0,
    addedTriggers: [],
    schemaDifferences: [],
  });
  expect(events.filter(({ event }) => event === 'step-applied')).toHaveLength(1);
});

test('does jobs that are asked for at once in their order, each with its own end', async () => {
  const { folder, libraryFile: file } = makeLibrary({ version: 2 });
  const thread = startThread();
  const [missing, inspection, hash] = await Promise.allSettled([
    thread.run('hash', { file: join(folder, 'missing') }),
    thread.run('inspect', { file, latestVersion: 3 }),
    thread.run('hash', { file }),
  ]);
  expect(missing).toMatchObject({ status: 'rejected' });
  expect(inspection).toMatchObject({ value: { state: 'behind', version: 2 } });
  expect(hash).toMatchObject({ value: digestOf(file) });
});

test('keeps two threads apart, and ends both', async () => {
  const file = join(makeScratchFolder(), 'data');
  const content = randomBytes(3 * 1024 * 1024);
  writeFileSync(file, content);
  const hash = createHash('sha256').update(content).digest('hex');
  const hashes = await withThreads(
    () => {},
    ({ sqlite, hashing }) =>
      Promise.all([sqlite.run('hash', { file }), hashing.run('hash', { file })]),
    undefined,
  );
  expect(hashes).toEqual([hash, hash]);
});

test('a small copy is read in the thread of SQLite, a large one in the other', () => {
  const threads = { sqlite: startThread(), hashing: startThread() };
  expect(readerOf(1024, threads)).toBe(threads.sqlite);
  expect(readerOf(1024 ** 3, threads)).toBe(threads.hashing);
});

test('leaves the main thread free while it works', async () => {
  const { file, set } = makeOldLibrary({
    '0003_slow.sql': `
      CREATE TABLE numbers (n INTEGER) STRICT;
      WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 300000)
      INSERT INTO numbers SELECT n FROM counted;`,
  });
  const events: string[] = [];
  const thread = startThread(({ event }) => events.push(event));
  const done = thread.run('migrate', { file, set, fromVersion: 2, appVersion: '2.0.0' });
  // The main thread goes round while the step runs, from its beginning to its end.
  let rounds = 0;
  while (!events.includes('step-applied')) {
    if (events.includes('step')) rounds += 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(rounds).toBeGreaterThan(10);
  expect(await done).not.toBeNull();
});

test('an error crosses with its code, its advice and its causes', async () => {
  const { file, set } = makeOldLibrary({
    '0003_bad.sql': 'CREATE UNIQUE INDEX one ON tracks (album_id);',
  });
  const error: FermataError = await startThread()
    .run('migrate', { file, set, fromVersion: 2, appVersion: '2.0.0' })
    .then(
      () => expect.fail('It was migrated.'),
      (thrown) => thrown,
    );
  expect(error).toMatchObject({
    name: 'FermataError',
    code: 'MIGRATION_FAILED',
    exitStatus: 12,
    libraryState: 'Your library has not been changed.',
    advice: expect.stringContaining('still works with the version of Fermata that you used before'),
    cause: {
      message: 'SQLITE_CONSTRAINT_UNIQUE: UNIQUE constraint failed: tracks.album_id',
    },
  });
});

test('a system error crosses too', async () => {
  const file = join(makeScratchFolder(), 'absent');
  await expect(startThread().run('hash', { file })).rejects.toMatchObject({
    code: 'INTERNAL',
    message: expect.stringContaining('ENOENT'),
  });
});

test('goes on after a job that failed', async () => {
  const { libraryFile: file } = makeLibrary();
  const thread = startThread();
  await expect(thread.run('hash', { file: `${file}-absent` })).rejects.toThrow();
  expect(await thread.run('hash', { file })).toBe(digestOf(file));
});

test('a stopped migration is rolled back, and nothing is begun after it', async () => {
  const statements = Array.from({ length: 2_000 }, (_, n) => `CREATE TABLE t${n} (x INTEGER);`);
  const { file, set } = makeOldLibrary({
    '0003_long.sql': statements.join('\n'),
  });
  const before = readFileSync(file);
  const thread = startThread(({ event }) => {
    if (event === 'step') thread.stop();
  });
  const request = { file, set, fromVersion: 2, appVersion: '2.0.0' };
  await expect(thread.run('migrate', request)).rejects.toMatchObject({
    code: 'INTERRUPTED',
    exitStatus: 130,
  });
  await expect(thread.run('migrate', request)).rejects.toMatchObject({ code: 'INTERRUPTED' });
  await expect(thread.run('hash', { file })).rejects.toMatchObject({ code: 'INTERRUPTED' });
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a thread that is ended in the middle of a job says so, and the next job starts another', async () => {
  const file = join(makeScratchFolder(), 'data');
  writeFileSync(file, Buffer.alloc(64 * 1024 * 1024));
  let ended: Promise<void> | undefined;
  const thread = startThread(({ event }) => {
    if (event === 'progress') ended ??= thread.close();
  });
  await expect(thread.run('hash', { file })).rejects.toMatchObject({
    code: 'INTERNAL',
    message: expect.stringContaining('The worker thread ended with status 1'),
  });
  await ended;
  writeFileSync(file, 'short');
  expect(await thread.run('hash', { file })).toBe(digestOf(file));
});
