/** Playing through the API: the bytes of a track's file and of nothing else, plays, and covers. */
import { copyFileSync, linkSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createTestApi, openLibraryWithMusic } from '../../../../fixtures/test-library.ts';
import {
  type Track,
  TrackIdsSchema,
  TrackQuerySchema,
  TrackSchema,
} from '../../../shared/api/tracks.ts';
import { ErrorReportSchema } from '../../../shared/errors.ts';
import { loadMigrationSet } from '../../lifecycle/migrations/migration-set.ts';
import { openWriter } from '../../lifecycle/sqlite/connection.ts';
import { shippedMigrationsDir } from '../../locations.ts';
import { LifecycleFeed } from '../api/lifecycle-feed.ts';
import type { Library } from '../library.ts';

const SONG = '02 second light.flac';

let music = '';
let file = '';
let library: Library;
let api: (request: Request) => Promise<Response>;

beforeEach(async () => {
  ({ music, file, library } = await openLibraryWithMusic());
  api = createTestApi(new LifecycleFeed(), () => library);
  await library.scan([music]);
});

/** The track of a file of the music folder. */
async function trackOf(name: string): Promise<Track> {
  const { tracks } = await library.calls.tracks(TrackQuerySchema.parse({ limit: 500 }));
  const track = tracks.find(({ path }) => basename(path) === name);
  if (track === undefined) throw new Error(`No track of ${name}.`);
  return track;
}

function ask(path: string, init?: RequestInit): Promise<Response> {
  return api(new Request(`http://localhost${path}`, init));
}

async function refusalOf(response: Response): Promise<string> {
  expect(response.status).toBe(404);
  const { code, message, advice } = ErrorReportSchema.parse(await response.json());
  expect(code).toBe('NOT_FOUND');
  expect(advice).not.toBe('');
  return message;
}

async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

/** Looks into the library or changes it beside the open one, as another process would. */
function inLibrary<Result>(sql: string, schema: z.ZodType<Result>): Result {
  const db = openWriter(file, Number.POSITIVE_INFINITY);
  try {
    return schema.parse(db.prepare(sql).raw().all());
  } finally {
    db.close();
  }
}

function change(sql: string, ...values: unknown[]): void {
  const db = openWriter(file, Number.POSITIVE_INFINITY);
  db.prepare(sql).run(...values);
  db.close();
}

/** How many locks this process holds on a library and its shared memory. */
function locksOf(libraryFile: string): number {
  const inodes = [libraryFile, `${libraryFile}-shm`].map((path) => statSync(path).ino);
  const lines = readFileSync('/proc/locks', 'utf8').split('\n');
  return lines.filter(
    (line) =>
      line.includes(` ${process.pid} `) && inodes.some((inode) => line.includes(`:${inode} `)),
  ).length;
}

describe('The audio of a track', () => {
  test('is its file’s, or the range of it that is asked for', async () => {
    const { id, path } = await trackOf(SONG);
    const content = readFileSync(path);
    const whole = await ask(`/api/tracks/${id}/audio`);
    expect(whole.status).toBe(200);
    expect(await bytesOf(whole)).toEqual(content);
    const part = await ask(`/api/tracks/${id}/audio`, { headers: { range: 'bytes=10-19' } });
    expect(part.status).toBe(206);
    expect(await bytesOf(part)).toEqual(content.subarray(10, 20));
  });

  test('is described to HEAD', async () => {
    const { id } = await trackOf(SONG);
    const response = await ask(`/api/tracks/${id}/audio`, { method: 'HEAD' });
    expect(response.headers.get('content-length')).toBe('4131');
    expect(await bytesOf(response)).toHaveLength(0);
  });

  test('is not looked for where the id is none', async () => {
    for (const id of ['0', '-1', '1.5', 'x', '1e999', '..%2f..%2fetc%2fpasswd']) {
      expect((await ask(`/api/tracks/${id}/audio`)).status, id).toBe(400);
      expect((await ask(`/api/tracks/${id}`)).status, id).toBe(400);
    }
  });

  test('is nowhere where the library has no such track', async () => {
    expect(await refusalOf(await ask('/api/tracks/4711'))).toContain('does not have');
    expect(await refusalOf(await ask('/api/tracks/4711/audio'))).toContain('does not have');
  });

  test('is said to be missing where its file is', async () => {
    const { id, path } = await trackOf(SONG);
    rmSync(path);
    const response = await ask(`/api/tracks/${id}/audio`);
    expect(await refusalOf(response)).toBe(`The file ${path} is missing.`);
  });

  test('is refused where the file has become a link to another one', async () => {
    const { id, path } = await trackOf(SONG);
    rmSync(path);
    symlinkSync('/etc/passwd', path);
    expect(await refusalOf(await ask(`/api/tracks/${id}/audio`))).toContain('another file');
  });

  test('is played through a link that a scan went through', async () => {
    symlinkSync(join(music, SONG), join(music, 'link.flac'));
    await library.scan([music]);
    const { id } = await trackOf('link.flac');
    const response = await ask(`/api/tracks/${id}/audio`);
    expect(await bytesOf(response)).toEqual(readFileSync(join(music, SONG)));
  });

  test('is refused where its file is the library, whose locks stay', async ({ skip }) => {
    const { id, path } = await trackOf(SONG);
    rmSync(path);
    linkSync(file, path);
    const locks = process.platform === 'linux' ? locksOf(file) : skip('Only Linux tells locks');
    expect(locks).not.toBe(0);
    expect(await refusalOf(await ask(`/api/tracks/${id}/audio`))).toContain('no audio file');
    expect(locksOf(file)).toBe(locks);
  });
});

describe('A play', () => {
  const startedAt = '2026-11-24T15:00:00.000Z';
  const post = (body: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(body) });

  test('is counted, and remembered with its time', async () => {
    const { id } = await trackOf(SONG);
    const response = await ask(`/api/tracks/${id}/plays`, post({ startedAt }));
    expect(response.status).toBe(200);
    expect(TrackSchema.parse(await response.json())).toMatchObject({ id, playCount: 1 });
    const rows = inLibrary(
      `SELECT played_at, play_count, last_played_at
       FROM plays JOIN tracks ON tracks.id = track_id`,
      z.unknown(),
    );
    expect(rows).toEqual([[startedAt, 1, startedAt]]);
  });

  test('is counted once however often it is told', async () => {
    const { id } = await trackOf(SONG);
    for (const again of [startedAt, startedAt, '2026-11-24T15:04:00.000Z', startedAt]) {
      await ask(`/api/tracks/${id}/plays`, post({ startedAt: again }));
    }
    expect(await trackOf(SONG)).toMatchObject({ playCount: 2 });
    expect((await library.calls.summary({})).counts.plays).toBe(2);
  });

  test('is told to those who listen to the library', async () => {
    let changes = 0;
    library.onChanged(() => {
      changes += 1;
    });
    await ask(`/api/tracks/${(await trackOf(SONG)).id}/plays`, post({ startedAt }));
    await expect.poll(() => changes).toBe(1);
  });

  test('is refused without a time that can be read', async () => {
    const { id } = await trackOf(SONG);
    for (const body of [{}, { startedAt: 'yesterday' }, { startedAt: '2026-11-24 15:00' }, []]) {
      expect((await ask(`/api/tracks/${id}/plays`, post(body))).status).toBe(400);
    }
    expect((await library.calls.summary({})).counts.plays).toBe(0);
  });

  test('of a track that is not there any more is refused', async () => {
    await refusalOf(await ask('/api/tracks/4711/plays', post({ startedAt })));
    expect((await library.calls.summary({})).counts.plays).toBe(0);
  });

  test('is not written into a library that a newer app has upgraded meanwhile', async () => {
    const { id } = await trackOf(SONG);
    const { latest } = loadMigrationSet(shippedMigrationsDir());
    const newer = openWriter(file, Number.POSITIVE_INFINITY);
    newer.pragma(`user_version = ${latest + 1}`);
    newer.close();
    const response = await ask(`/api/tracks/${id}/plays`, post({ startedAt }));
    expect(response.status).toBe(503);
    expect(ErrorReportSchema.parse(await response.json()).code).toBe('LIBRARY_TOO_NEW');
    expect(inLibrary('SELECT count(*) FROM plays', z.unknown())).toEqual([[0]]);
  });
});

describe('A cover', () => {
  const COVERED = '01 first light.mp3';

  test('is the picture of an album’s track', async () => {
    const { artwork } = await trackOf(SONG);
    const response = await ask(`/api/artworks/${artwork}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect((await bytesOf(response)).subarray(1, 4).toString()).toBe('PNG');
  });

  test('is not there where its file holds another one, or none', async () => {
    const { artwork } = await trackOf(SONG);
    copyFileSync(join(music, SONG), join(music, COVERED));
    await refusalOf(await ask(`/api/artworks/${artwork}`));
    rmSync(join(music, COVERED));
    await refusalOf(await ask(`/api/artworks/${artwork}`));
  });

  test('is not shown where it is a kind of picture that may contain scripts', async () => {
    const { artwork } = await trackOf(SONG);
    change(`UPDATE artworks SET mime_type = 'image/svg+xml'`);
    await refusalOf(await ask(`/api/artworks/${artwork}`));
  });

  test('is not looked for by anything but a digest', async () => {
    for (const id of ['x', '..%2f..%2fetc%2fpasswd', 'F'.repeat(64)]) {
      expect((await ask(`/api/artworks/${id}`)).status, id).toBe(400);
    }
  });

  test('that no album shows is not there', async () => {
    await refusalOf(await ask(`/api/artworks/${'0'.repeat(64)}`));
  });
});

test('the ids of a list come in its order, all of them', async () => {
  const query = 'text=light&sort=title&direction=desc';
  const page = await library.calls.tracks(
    TrackQuerySchema.parse({ text: 'light', sort: 'title', direction: 'desc' }),
  );
  const part = z.object({ total: z.number(), ids: TrackIdsSchema });
  const { ids } = part.parse(await (await ask(`/api/track-ids?${query}`)).json());
  expect(ids).toEqual(page.tracks.map(({ id }) => id));
  expect(ids).toHaveLength(6);
  expect(await (await ask('/api/track-ids?text=!!!')).json()).toEqual({ total: 0, ids: [] });
  expect((await ask('/api/track-ids?sort=size')).status).toBe(400);
});
