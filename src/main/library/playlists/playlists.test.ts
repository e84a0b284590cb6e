/** Playlists through the API: made of tracks that are in the library, in one step, and removed. */
import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createTestApi, openLibraryWithMusic } from '../../../../fixtures/test-library.ts';
import { type ImportedPlaylist, ImportedPlaylistSchema } from '../../../shared/api/playlists.ts';
import { ErrorReportSchema } from '../../../shared/errors.ts';
import { loadMigrationSet } from '../../lifecycle/migrations/migration-set.ts';
import { openReader, openWriter } from '../../lifecycle/sqlite/connection.ts';
import { shippedMigrationsDir } from '../../locations.ts';
import { LifecycleFeed } from '../api/lifecycle-feed.ts';
import type { Library } from '../library.ts';

const FIRST = '01 first light.mp3';
const SECOND = '02 second light.flac';

let music = '';
let file = '';
let library: Library;
let api: (request: Request) => Promise<Response>;

beforeEach(async () => {
  ({ music, file, library } = await openLibraryWithMusic());
  api = createTestApi(new LifecycleFeed(), () => library);
  await library.scan([music]);
});

/** An entry of a track that the scan found, or of none. */
const entry = (name: string) => ({ written: name, paths: [join(music, name)] });

function post(body: unknown): Promise<Response> {
  return api(
    new Request('http://localhost/api/playlists/import', {
      method: 'POST',
      body: JSON.stringify(body),
    }),
  );
}

function remove({ id, createdAt }: ImportedPlaylist): Promise<Response> {
  const query = new URLSearchParams({ createdAt });
  return api(new Request(`http://localhost/api/playlists/${id}?${query}`, { method: 'DELETE' }));
}

async function importPlaylist(name: string, names: readonly string[]) {
  const response = await post({ name, entries: names.map(entry) });
  expect(response.status).toBe(200);
  return ImportedPlaylistSchema.parse(await response.json());
}

const ContentSchema = z.array(z.object({ name: z.string(), path: z.string() }));

/** Every entry of every playlist, in order. */
function contents() {
  const db = openReader(file);
  try {
    const rows = db
      .prepare(
        `SELECT playlists.name, tracks.path
         FROM playlists
         JOIN playlist_tracks ON playlist_id = playlists.id
         JOIN tracks ON tracks.id = track_id
         ORDER BY playlists.id, position`,
      )
      .all();
    return ContentSchema.parse(rows).map(({ name, path }) => [name, path.slice(music.length + 1)]);
  } finally {
    db.close();
  }
}

describe('An imported playlist', () => {
  test('has the tracks that are known, in their order and as often as they stand there', async () => {
    const imported = await importPlaylist('Mix', [SECOND, 'nowhere.mp3', FIRST, SECOND]);
    expect(imported).toMatchObject({ name: 'Mix', found: 3, missing: ['nowhere.mp3'] });
    expect(contents()).toEqual([
      ['Mix', SECOND],
      ['Mix', FIRST],
      ['Mix', SECOND],
    ]);
    expect((await library.calls.summary({})).counts.playlists).toBe(1);
  });

  test('takes the first path that is known, however its letters are spelled', async () => {
    const decomposed = join(music, 'Bjo\u0308rk.mp3');
    cpSync(join(music, FIRST), decomposed);
    await library.scan([music]);
    const paths = [join(music, 'nowhere.mp3'), join(music, 'Bj\u00f6rk.mp3'), join(music, SECOND)];
    const response = await post({ name: 'Mix', entries: [{ written: 'Björk.mp3', paths }] });
    expect(await response.json()).toMatchObject({ found: 1, missing: [] });
    expect(contents()).toEqual([['Mix', 'Bjo\u0308rk.mp3']]);
  });

  test('has the track whose path ends as that of an entry does, and no track where two do', async () => {
    const elsewhere = { written: 'x', paths: [`/elsewhere/${basename(music)}/${FIRST}`] };
    const cased = { written: `E:\\${basename(music).toUpperCase()}\\${SECOND}`, paths: [] };
    const otherFolder = { written: 'y', paths: [`/elsewhere/other/${FIRST}`] };
    const response = await post({ name: 'Mix', entries: [elsewhere, cased, otherFolder] });
    expect(await response.json()).toMatchObject({ found: 2, missing: ['y'] });
    expect(contents()).toEqual([
      ['Mix', FIRST],
      ['Mix', SECOND],
    ]);
  });

  test('has the track of the artist and title of an entry, where one track has them', async () => {
    const track = await library.calls.trackByPath({ path: join(music, FIRST) });
    const tags = { artist: track?.artist.toUpperCase(), title: track?.title.toUpperCase() };
    const entries = [
      { written: 'a.mp3', paths: [], tags },
      { written: 'b.mp3', paths: [], tags: { ...tags, artist: 'Another' } },
    ];
    const response = await post({ name: 'Mix', entries });
    expect(await response.json()).toMatchObject({ found: 1, missing: ['b.mp3'] });
    expect(contents()).toEqual([['Mix', FIRST]]);
  });

  test('has a name of its own', async () => {
    for (const name of ['Mix', 'Mix (2)', 'Mix (3)']) {
      expect(await importPlaylist('Mix', [FIRST])).toMatchObject({ name });
    }
  });

  test('is not made where none of its tracks is known', async () => {
    const changes: string[] = [];
    library.onChanged(() => changes.push('changed'));
    expect(await importPlaylist('Mix', ['nowhere.mp3'])).toMatchObject({
      id: null,
      name: 'Mix',
      found: 0,
      missing: ['nowhere.mp3'],
    });
    expect((await library.calls.summary({})).counts.playlists).toBe(0);
    expect(changes).toEqual([]);
  });

  test('is deleted without its tracks, can be deleted again, and comes back', async () => {
    const playlist = await importPlaylist('Mix', [FIRST]);
    const before = await library.calls.summary({});
    for (const _time of ['once', 'again']) {
      expect((await remove(playlist)).status).toBe(200);
      const { counts } = await library.calls.summary({});
      expect(counts).toEqual({ ...before.counts, playlists: 0 });
    }
    expect(await importPlaylist('Mix', [SECOND])).toMatchObject({ name: 'Mix' });
    await library.calls.restorePlaylist({ id: playlist.id ?? 0 });
    expect(contents()).toEqual([
      ['Mix', FIRST],
      ['Mix', SECOND],
    ]);
  });

  test('is not deleted by the id of another one, as a restore may give it', async () => {
    const playlist = await importPlaylist('Mix', [FIRST]);
    const createdAt = new Date(0).toISOString();
    expect((await remove({ ...playlist, createdAt })).status).toBe(404);
    expect((await library.calls.summary({})).counts.playlists).toBe(1);
    expect((await remove({ ...playlist, createdAt: 'then' })).status).toBe(400);
  });

  test('tells the pages that the library has changed', async () => {
    const changed = new Promise<void>((resolve) => library.onChanged(() => resolve()));
    await importPlaylist('Mix', [FIRST]);
    await changed;
  });
});

describe('Nothing is made', () => {
  test('of what is no playlist', async () => {
    for (const body of [
      { name: '', entries: [entry(FIRST)] },
      { name: 'Mix', entries: [] },
      { name: 'Mix', entries: [{ written: FIRST, paths: [''] }] },
    ]) {
      const response = await post(body);
      expect(response.status).toBe(400);
      expect(ErrorReportSchema.parse(await response.json()).code).toBe('USAGE');
    }
    expect((await post({ name: 'x'.repeat(2 ** 20), entries: [] })).status).toBe(413);
  });

  test('where the last entry cannot be written', async () => {
    const db = openWriter(file, loadMigrationSet(shippedMigrationsDir()).latest);
    db.exec(`
      CREATE TRIGGER no_third_entry BEFORE INSERT ON playlist_tracks WHEN new.position = 2
      BEGIN SELECT raise(ABORT, 'no third entry'); END`);
    db.close();
    expect((await post({ name: 'Mix', entries: [FIRST, SECOND, FIRST].map(entry) })).status).toBe(
      500,
    );
    expect((await library.calls.summary({})).counts.playlists).toBe(0);
    expect(contents()).toEqual([]);
  });
});
