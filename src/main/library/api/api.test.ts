/** The API as a page meets it: every answer and every event parsed with the shared schemas. */
import { copyFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { z } from 'zod';
import {
  AUDIO_FIXTURES,
  createTestApi,
  makeScratchFolder,
  openTestLibrary,
} from '../../../../fixtures/test-library.ts';
import { type ApiEvent, ApiEventSchema } from '../../../shared/api/events.ts';
import { LibrarySummarySchema, ScanProblemSchema } from '../../../shared/api/library.ts';
import { LifecycleSnapshotSchema } from '../../../shared/api/lifecycle.ts';
import { ScanStateSchema } from '../../../shared/api/scan.ts';
import { TrackPageSchema } from '../../../shared/api/tracks.ts';
import { ErrorReportSchema, FermataError, reportError } from '../../../shared/errors.ts';
import { openWriter } from '../../lifecycle/sqlite/connection.ts';
import type { Library } from '../library.ts';
import { LifecycleFeed } from './lifecycle-feed.ts';

let folder = '';
let lifecycle: LifecycleFeed;
let library: Library | null;
let api: (request: Request) => Promise<Response>;

beforeEach(() => {
  folder = makeScratchFolder();
  library = null;
  lifecycle = new LifecycleFeed();
  api = createTestApi(lifecycle, () => library);
});

async function open(): Promise<Library> {
  library = await openTestLibrary(join(folder, 'library.db'));
  lifecycle.push({ event: 'ready', fromVersion: 0, toVersion: 1, durationMs: 1 });
  return library;
}

async function ask<Answer>(
  schema: z.ZodType<Answer>,
  path: string,
  init?: RequestInit,
): Promise<{ status: number; answer: Answer }> {
  const response = await api(new Request(`http://localhost${path}`, init));
  return { status: response.status, answer: schema.parse(await response.json()) };
}

const post = (body: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(body) });

describe('before the library is ready', () => {
  test.for(['/api/library', '/api/tracks', '/api/scan', '/api/scan-problems'])(
    '%s answers that it is not',
    async (path) => {
      const { status, answer } = await ask(ErrorReportSchema, path);
      expect(status).toBe(503);
      expect(answer.message).toBe('The library is not open yet.');
    },
  );

  test.for([
    ['GET', '/api/tracks/1%00/audio', undefined],
    ['GET', '/api/nothing%00', undefined],
    ['POST', '/api/scan', { folders: ['/music\0/etc'] }],
    ['PUT', '/api/backups/settings', { secondDir: '/disk\0' }],
    ['POST', '/api/lifecycle/retry', { backupsDir: '/disk\0' }],
    ['GET', '/api/tracks?text=a%00b', undefined],
  ] as const)('a NUL in a path is bad input: %s %s', async ([method, path, body]) => {
    const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const { status, answer } = await ask(ErrorReportSchema, path, init);
    expect([status, answer.code]).toEqual([400, 'USAGE']);
  });

  test('after a failure the answer is that failure', async () => {
    const failure = new FermataError('LIBRARY_DAMAGED', 'It is damaged.', { advice: 'Restore.' });
    lifecycle.push({ event: 'failed', error: reportError(failure) });
    const { status, answer } = await ask(ErrorReportSchema, '/api/library');
    expect(status).toBe(503);
    expect(answer).toMatchObject({ code: 'LIBRARY_DAMAGED', advice: 'Restore.' });
  });

  test('the preparation is told so far', async () => {
    lifecycle.push({ event: 'phase', phase: 'inspect' });
    const { answer } = await ask(LifecycleSnapshotSchema, '/api/lifecycle');
    expect(answer.events).toEqual([{ event: 'phase', phase: 'inspect' }]);
  });
});

describe('with an open library', () => {
  test('the library, its tracks and problems are told', async () => {
    const opened = await open();
    await opened.scan([AUDIO_FIXTURES]);
    const { answer: summary } = await ask(LibrarySummarySchema, '/api/library');
    expect(summary).toMatchObject({ counts: { tracks: 7 }, scanProblems: 1 });
    const { answer: page } = await ask(
      TrackPageSchema,
      '/api/tracks?text=light&sort=title&direction=desc&offset=1&limit=2',
    );
    // One of them only by the name of its file.
    expect(page).toMatchObject({ total: 6, offset: 1 });
    expect(page.tracks.map(({ title }) => title)).toEqual(['Sixth Light', 'Second Light']);
    const { answer: problems } = await ask(ScanProblemSchema.array(), '/api/scan-problems');
    expect(problems).toHaveLength(1);
  });

  test.for([
    ['limit=0', 'limit'],
    ['limit=501', 'limit'],
    ['offset=-1', 'offset'],
    ['offset=x', 'offset'],
    ['sort=size', 'sort'],
    ['direction=up', 'direction'],
    [`text=${'x'.repeat(501)}`, 'text'],
  ] as const)('tracks with %s are refused by name', async ([query, name]) => {
    const { status, answer } = await ask(ErrorReportSchema, `/api/tracks?${query}`);
    expect(status).toBe(400);
    expect(answer.code).toBe('USAGE');
    expect(answer.message).toContain(`${name}: `);
  });

  test.for([
    ['no JSON', { method: 'POST', body: '{' }, 400],
    ['no folders', post({ folders: [] }), 400],
    ['too much', post({ folders: ['x'.repeat(2_000_000)] }), 413],
  ] as const)('a scan with %s is refused', async ([, init, expected]) => {
    const { status, answer } = await ask(ErrorReportSchema, '/api/scan', init);
    expect(status).toBe(expected);
    expect(answer.code).toBe('USAGE');
  });

  test('a scan of a folder that is not there is refused', async () => {
    await open();
    const scan = post({ folders: ['/nowhere/at/all'] });
    const { status, answer } = await ask(ErrorReportSchema, '/api/scan', scan);
    expect(status).toBe(400);
    expect(answer.message).toBe('The folder /nowhere/at/all does not exist.');
  });

  test('a scan is started, told, refused a second time, and cancelled', async () => {
    await open();
    for (let copy = 0; copy < 300; copy += 1) {
      copyFileSync(join(AUDIO_FIXTURES, '04 fourth light.opus'), join(folder, `${copy}.opus`));
    }
    const events = await listen();
    const started = await ask(ScanStateSchema, '/api/scan', post({ folders: [folder] }));
    expect(started).toMatchObject({ status: 200, answer: { state: 'scanning' } });
    const second = await ask(ErrorReportSchema, '/api/scan', post({ folders: [folder] }));
    expect(second.status).toBe(409);
    const cancelled = await ask(ScanStateSchema, '/api/scan', { method: 'DELETE' });
    expect(cancelled.status).toBe(200);
    const last = await events.next(
      (event) =>
        event.type === 'scan' && event.scan.state !== 'scanning' && event.scan.state !== 'idle',
    );
    expect(last).toMatchObject({ scan: { state: 'cancelled' } });
    const { answer } = await ask(ScanStateSchema, '/api/scan');
    expect(answer.state).toBe('cancelled');
  });

  test('a library that was closed answers that it is', async () => {
    const opened = await open();
    await opened.close();
    const { status, answer } = await ask(ErrorReportSchema, '/api/library');
    expect(status).toBe(503);
    expect(answer.code).toBe('INTERRUPTED');
  });
});

test.for([
  ['GET', '/api/nothing'],
  ['PUT', '/api/scan'],
  ['GET', '/'],
] as const)('%s %s is nothing that it knows', async ([method, path]) => {
  const { status, answer } = await ask(ErrorReportSchema, path, { method });
  expect(status).toBe(404);
  expect(answer.message).toContain(path);
});

describe('events', () => {
  test('a page hears the preparation, then the scan and what changed', async () => {
    const events = await listen();
    lifecycle.push({ event: 'phase', phase: 'inspect' });
    await events.next((event) => event.type === 'lifecycle');
    const opened = await open();
    const music = join(folder, 'music');
    cpSync(AUDIO_FIXTURES, music, { recursive: true });
    await opened.scan([music]);
    const done = await events.next((event) => event.type === 'scan' && event.scan.state === 'done');
    expect(done).toMatchObject({ scan: { added: 7 } });
    await events.next((event) => event.type === 'changed');
  });

  test('a page hears what another process changes', async () => {
    await open();
    const events = await listen();
    const other = openWriter(join(folder, 'library.db'), Number.POSITIVE_INFINITY);
    other.exec(`INSERT INTO artists (name) VALUES ('Somebody')`);
    other.close();
    await events.next((event) => event.type === 'changed');
  });

  test('a title of 30 MB and a hundred thousand artists, by another program, are cut in a list', async () => {
    await open();
    const other = openWriter(join(folder, 'library.db'), Number.POSITIVE_INFINITY);
    other.exec(`
      INSERT INTO tracks (id, path, title, artist_credit, added_at)
      VALUES (1, '/a.mp3', hex(zeroblob(15000000)), 'Somebody', '2025-01-01T00:00:00Z');
      INSERT INTO artists (id, name)
      WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 100000)
      SELECT n, 'artist ' || n FROM n;
      INSERT INTO track_artists (track_id, position, artist_id) SELECT 1, id - 1, id FROM artists;`);
    other.close();
    const { status, answer } = await ask(TrackPageSchema, '/api/tracks');
    expect(status).toBe(200);
    expect(answer.tracks[0]?.title).toHaveLength(1_000);
    expect(answer.tracks[0]?.artists).toHaveLength(100);
  });

  test('a page that connects late is told how the scan stands', async () => {
    const opened = await open();
    await opened.scan([AUDIO_FIXTURES]);
    const events = await listen();
    const event = await events.next(({ type }) => type === 'scan');
    expect(event).toMatchObject({ scan: { state: 'done' } });
  });

  test('the stream ends when its page goes away', async () => {
    const going = new AbortController();
    const response = await api(
      new Request('http://localhost/api/events', { signal: going.signal }),
    );
    const ended = response.text();
    lifecycle.push({ event: 'phase', phase: 'inspect' });
    going.abort();
    expect(await ended).toContain('"phase":"inspect"');
    lifecycle.push({ event: 'phase', phase: 'open' });
  });
});

/** A page that listens to the events until the test ends. */
async function listen() {
  const response = await api(new Request('http://localhost/api/events'));
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error('The response has no body.');
  onTestFinished(() => reader.cancel());
  const heard: ApiEvent[] = [];
  let unread = '';
  return {
    /** The next event that fits, those already heard among them; each is given once. */
    async next(fits: (event: ApiEvent) => boolean): Promise<ApiEvent> {
      for (;;) {
        const index = heard.findIndex(fits);
        const [event] = index === -1 ? [] : heard.splice(index, 1);
        if (event !== undefined) return event;
        const { value, done } = await reader.read();
        if (done) throw new Error('The stream ended.');
        unread += value;
        const blocks = unread.split('\n\n');
        unread = blocks.pop() ?? '';
        for (const block of blocks) {
          if (!block.startsWith('data: ')) continue;
          heard.push(ApiEventSchema.parse(JSON.parse(block.slice('data: '.length))));
        }
      }
    },
  };
}
