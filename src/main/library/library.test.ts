/** A library is opened, used and closed; its thread may be busy, its file may be changed by others. */
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, test } from 'vitest';
import { makeOldLibrary } from '../../../fixtures/old-library.ts';
import { makeScratchFolder, openTestLibrary } from '../../../fixtures/test-library.ts';
import { TrackQuerySchema } from '../../shared/api/tracks.ts';
import type { FermataError } from '../../shared/errors.ts';
import { loadMigrationSet } from '../lifecycle/migrations/migration-set.ts';
import { openWriter } from '../lifecycle/sqlite/connection.ts';
import type { Connection } from '../lifecycle/sqlite/database.ts';
import { shippedMigrationsDir } from '../locations.ts';
import { openLibrary } from './library.ts';

const { latest } = loadMigrationSet(shippedMigrationsDir());

const AUDIO = fileURLToPath(new URL('../../../fixtures/audio', import.meta.url));

let file = '';

beforeEach(() => {
  file = join(makeScratchFolder(), 'library.db');
});

/** What another process does to the file. */
function fromOutside(work: (db: Connection) => void): void {
  const db = openWriter(file, Number.POSITIVE_INFINITY);
  work(db);
  db.close();
}

test('an opened library says what is in it', async () => {
  makeOldLibrary({ file, tracks: 200 });
  const library = await openTestLibrary(file);
  expect(await library.calls.summary({})).toMatchObject({
    file,
    schemaVersion: latest,
    counts: { tracks: 200, albums: 16, artists: 6, genres: 13, playlists: 1, plays: 200 },
    scanProblems: 1,
  });
});

test('calls are answered whatever their order, many at once', async () => {
  makeOldLibrary({ file, tracks: 200 });
  const library = await openTestLibrary(file);
  const pages = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      library.calls.tracks(TrackQuerySchema.parse({ offset: index, limit: 1 })),
    ),
  );
  expect(pages.map(({ offset }) => offset)).toEqual(pages.map((_, index) => index));
  expect(new Set(pages.map(({ tracks }) => tracks[0]?.id)).size).toBe(50);
});

test('closing leaves one file, and closing again does nothing', async () => {
  const library = await openTestLibrary(file);
  fromOutside((db) => db.exec(`INSERT INTO artists (name) VALUES ('Somebody')`));
  await library.close();
  await library.close();
  expect(existsSync(`${file}-wal`)).toBe(false);
  expect(statSync(file).size).toBeGreaterThan(0);
});

test('a closed library refuses what is asked of it', async () => {
  const library = await openTestLibrary(file);
  await library.close();
  await expect(library.calls.summary({})).rejects.toMatchObject({ code: 'INTERRUPTED' });
});

test('calls that wait when the library is closed are answered or refused, never forgotten', async () => {
  const library = await openTestLibrary(file);
  const waiting = Array.from({ length: 20 }, () => library.calls.summary({}));
  await library.close();
  const settled = await Promise.allSettled(waiting);
  expect(settled).toHaveLength(20);
});

test('a library that is not there, or is of a later version, is not opened', async () => {
  await expect(openLibrary(file, latest)).rejects.toMatchObject({
    code: 'STORAGE_FAILED',
    message: `${file} is not there.`,
  });
  await openTestLibrary(file);
  await expect(openLibrary(file, 1)).rejects.toMatchObject({ code: 'LIBRARY_TOO_NEW' });
});

test('a change by another process is told, until nobody listens', async () => {
  const library = await openTestLibrary(file);
  const changed = Promise.withResolvers<void>();
  const stop = library.onChanged(() => changed.resolve());
  fromOutside((db) =>
    db.exec(`INSERT INTO playlists (name, created_at) VALUES ('Rain', '2026-01-01T00:00:00.000Z')`),
  );
  await changed.promise;
  stop();
  const { counts } = await library.calls.summary({});
  expect(counts.playlists).toBe(1);
});

test('tracks that another process deletes are missed in lists as soon as that is told', async () => {
  makeOldLibrary({ file, tracks: 200 });
  const library = await openTestLibrary(file);
  const total = async () => (await library.calls.tracks(TrackQuerySchema.parse({}))).total;
  const changed = Promise.withResolvers<void>();
  library.onChanged(() => changed.resolve());
  expect(await total()).toBe(200);
  fromOutside((db) => db.exec('DELETE FROM tracks WHERE id <= 50'));
  await changed.promise;
  expect(await total()).toBe(150);
});

test('an upgrade by a newer app is told as the loss of the library', async () => {
  const library = await openTestLibrary(file);
  const lost = Promise.withResolvers<FermataError>();
  library.onLost(lost.resolve);
  fromOutside((db) => db.pragma('user_version = 9999'));
  expect(await lost.promise).toMatchObject({ code: 'LIBRARY_TOO_NEW' });
});

test('a library that is taken away is told as lost, and so is its log, of which nothing is', async () => {
  const lostBy = async (takeAway: () => void) => {
    const library = await openTestLibrary(file);
    await library.scan([AUDIO]);
    const { counts } = await library.calls.summary({});
    const lost = Promise.withResolvers<FermataError>();
    library.onLost(lost.resolve);
    takeAway();
    const error = await lost.promise;
    await library.close();
    return { counts, error };
  };

  const { counts, error } = await lostBy(() => {
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
    rmSync(`${file}-wal`);
  });
  expect(error.message).toContain(`${file}-wal`);
  const library = await openTestLibrary(file);
  expect((await library.calls.summary({})).counts).toEqual(counts);
  await library.close();

  const gone = await lostBy(() => renameSync(file, `${file}.away`));
  expect(gone.error).toMatchObject({ code: 'LIBRARY_DAMAGED' });
  expect(gone.error.message).toContain('is gone');
});
