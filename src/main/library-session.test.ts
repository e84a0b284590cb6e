/**
 * What a page does with backups, through the API of a session on a real library: while it is open,
 * after it is damaged or upgraded under the session, and before it can be opened at all.
 */
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { LibrarySummarySchema } from '../shared/api/library.ts';
import { LifecycleSnapshotSchema } from '../shared/api/lifecycle.ts';
import {
  type BackupActivity,
  BackupActivitySchema,
  BackupListSchema,
  BackupSettingsSchema,
  LibraryDifferenceSchema,
  WayBackSchema,
} from '../shared/backups.ts';
import { ErrorReportSchema } from '../shared/errors.ts';
import type { LifecycleEvent } from '../shared/lifecycle-events.ts';
import { WaysOnSchema, WITHOUT_BACKUP } from '../shared/ways-on.ts';
import { LibrarySession } from './library-session.ts';
import {
  LATEST,
  leafPagesOf,
  makeBackup,
  makeMusicLibrary,
  overwrite,
  play,
  restore,
  rowsOf,
  zeroPages,
} from './lifecycle/testing/music-library.ts';
import { startPeer } from './lifecycle/testing/peer.ts';
import { namesIn, queryValue, withDatabase } from './lifecycle/testing/scratch-library.ts';
import type { LifecycleOptions } from './lifecycle/thread/options.ts';

const LATER = '2025-01-01T00:00:00Z';

let library: LifecycleOptions & { readonly folder: string };
let session: LibrarySession;

beforeEach(() => {
  library = makeMusicLibrary();
  session = new LibrarySession({ host: 'a test', onEvent: () => {} });
  onTestFinished(() => session.close());
});

const open = () => session.prepare(() => library);

async function ask<Answer>(schema: z.ZodType<Answer>, path: string, init?: RequestInit) {
  const response = await session.api(new Request(`http://localhost${path}`, init));
  return { status: response.status, answer: schema.parse(await response.json()) };
}

async function get<Answer>(schema: z.ZodType<Answer>, path: string): Promise<Answer> {
  const { status, answer } = await ask(schema, path);
  expect(status).toBe(200);
  return answer;
}

const post = (body?: object): RequestInit => ({ method: 'POST', body: JSON.stringify(body ?? {}) });

/** Starts a piece of work and waits for its end. */
async function work(path: string, body?: object): Promise<BackupActivity> {
  const { status, answer } = await ask(BackupActivitySchema, path, post(body));
  expect([status, answer.state]).toEqual([200, 'running']);
  return ended();
}

function ended(): Promise<BackupActivity> {
  return new Promise((resolve) => {
    const listener = (activity: BackupActivity) => {
      if (activity.state === 'running') return;
      unsubscribe();
      resolve(activity);
    };
    const unsubscribe = session.backups.onActivity(listener);
    listener(session.backups.activity);
  });
}

function nextEvent(isAsked: (event: LifecycleEvent) => boolean): Promise<LifecycleEvent> {
  return new Promise((resolve) => {
    const unsubscribe = session.lifecycle.subscribe((event) => {
      if (!isAsked(event)) return;
      unsubscribe();
      resolve(event);
    });
  });
}

const failure = () => nextEvent(({ event }) => event === 'failed');

const counts = async () => (await get(LibrarySummarySchema, '/api/library')).counts;

describe('while the library is open', () => {
  test('backs up with a note, lists, compares, restores and undoes', async () => {
    await open();
    const done = await work('/api/backups', { note: 'before the party' });
    expect(done).toMatchObject({ work: 'back-up', state: 'done', error: null, phase: null });
    const list = await get(BackupListSchema, '/api/backups');
    expect(list).toMatchObject({
      folder: library.backupsDir,
      backups: [{ note: 'before the party', kind: 'manual', understood: true }],
      unusable: [],
    });
    const id = String(list.backups[0]?.id);

    play(library.libraryFile, LATER);
    const difference = await get(LibraryDifferenceSchema, `/api/backups/${id}/difference`);
    expect(difference.plays).toEqual({ gained: 0, lost: 1, changed: 0 });
    const before = rowsOf(library.libraryFile);
    const restored = await work(`/api/backups/${id}/restore`);
    expect(restored).toMatchObject({ work: 'restore', state: 'done', salvage: null });
    expect(queryValue(library.libraryFile, 'SELECT count(*) FROM plays')).toBe(300);
    expect((await counts()).tracks).toBe(300);

    expect(await work(`/api/backups/${restored.undo}/restore`)).toMatchObject({ state: 'done' });
    expect(rowsOf(library.libraryFile)).toEqual(before);
  });

  test('an edit during a restore is whole: before it, after it, or refused with the reason', async () => {
    const { manifest } = await makeBackup(library);
    await open();
    const restoring = work(`/api/backups/${manifest.id}/restore`);
    const made: string[] = [];
    const refused: string[] = [];
    const edit = async () => {
      const name = `Edit ${made.length + refused.length}`;
      const init = post({ name, trackIds: [1, 2, 3] });
      const response = await session.api(new Request('http://localhost/api/playlists', init));
      if (response.ok) made.push(name);
      else refused.push(ErrorReportSchema.parse(await response.json()).code);
    };
    do await edit();
    while (session.backups.activity.state === 'running');
    await edit();
    const { state, undo } = await restoring;
    expect(state).toBe('done');
    expect(refused.filter((code) => !['BUSY', 'LOCK_TIMEOUT'].includes(code))).toEqual([]);
    const before = join(library.backupsDir, `${undo}.db`);
    const found = [...editsIn(before), ...editsIn(library.libraryFile)];
    expect(found.map(({ name }) => name)).toEqual(made);
    expect(found.filter(({ tracks }) => tracks !== 3)).toEqual([]);
    expect(editsIn(library.libraryFile).map(({ name }) => name)).toContain(made.at(-1));
  });

  test('does one thing at a time, and says so', async () => {
    await open();
    const { answer: first } = await ask(BackupActivitySchema, '/api/backups', post());
    expect(first.state).toBe('running');
    const second = await ask(ErrorReportSchema, '/api/backups/verify', post());
    expect(second.status).toBe(409);
    await ended();
    expect(await work('/api/backups/verify')).toMatchObject({ outcome: 'The backup is good.' });
  });

  test('a damaged backup is told of, and the library stays open', async () => {
    const { manifest, file } = await makeBackup(library);
    overwrite(file, 100_000, Buffer.alloc(100, 1));
    await open();
    const failed = await work(`/api/backups/${manifest.id}/restore`);
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'BACKUP_INVALID' } });
    expect((await counts()).tracks).toBe(300);
    const list = await get(BackupListSchema, '/api/backups');
    expect(list).toMatchObject({ backups: [], unusable: [{ state: 'damaged' }] });
  });

  test('settings are kept, and those that make no sense refused', async () => {
    await open();
    const put = (body: object) => ({ ...post(body), method: 'PUT' });
    const settings = { everyHours: 6, secondDir: null, maxTotalBytes: 5_000_000_000 };
    const { answer } = await ask(BackupSettingsSchema, '/api/backups/settings', put(settings));
    expect(answer).toEqual(settings);
    expect((await get(BackupListSchema, '/api/backups')).settings).toEqual(settings);
    for (const wrong of [{ everyHours: 0 }, { secondDir: library.backupsDir }]) {
      const refused = await ask(ErrorReportSchema, '/api/backups/settings', put(wrong));
      expect([refused.status, refused.answer.code]).toEqual([400, 'USAGE']);
    }
  });

  test('a backup is named by its id alone: a path to a file is refused, and nothing is opened', async () => {
    const { file } = await makeBackup(library);
    await open();
    const here = relative(process.cwd(), file);
    for (const path of [file, library.libraryFile, '/etc/passwd', here, 'package.json', 'latest']) {
      const id = encodeURIComponent(path);
      const compared = await ask(ErrorReportSchema, `/api/backups/${id}/difference`);
      expect([path, compared.status, compared.answer.code]).toEqual([path, 400, 'USAGE']);
    }
    // One that could be an id is looked for among the backups, and no file is.
    copyFileSync(file, 'a-library-by-name');
    onTestFinished(() => rmSync('a-library-by-name'));
    const tried = await work('/api/backups/a-library-by-name/restore');
    expect(tried).toMatchObject({ state: 'failed', error: { code: 'USAGE' } });
    const refused = await ask(
      ErrorReportSchema,
      `/api/backups/${encodeURIComponent(file)}/restore`,
      post(),
    );
    expect([refused.status, refused.answer.code]).toEqual([400, 'USAGE']);
  });

  test('what is not there is said not to be', async () => {
    await open();
    const unknown = await ask(ErrorReportSchema, '/api/backups/no-such-backup/difference');
    expect([unknown.status, unknown.answer.code]).toEqual([400, 'USAGE']);
    const nothing = await ask(ErrorReportSchema, '/api/backups/salvage', post());
    expect([nothing.status, nothing.answer.code]).toEqual([400, 'USAGE']);
  });

  test('another process restores: the pages are told within a second, and see it', async () => {
    const { manifest } = await makeBackup(library, 5);
    withDatabase(library.libraryFile, (db) => db.exec('DELETE FROM playlists'));
    await open();
    const changed = new Promise<void>((resolve) => {
      void readEvents((event) => {
        if (event.includes('"changed"')) resolve();
      });
    });
    await restore(library, manifest.id);
    await changed;
    expect((await counts()).tracks).toBe(
      queryValue(library.libraryFile, 'SELECT count(*) FROM tracks'),
    );
  });

  test('closing in the middle of a backup leaves nothing behind', async () => {
    await open();
    await ask(BackupActivitySchema, '/api/backups', post());
    await session.close();
    expect(session.backups.activity).toMatchObject({
      state: 'failed',
      error: { code: 'INTERRUPTED' },
    });
    expect(namesIn(library.backupsDir)).toEqual([]);
    const refused = await ask(ErrorReportSchema, '/api/backups', post());
    expect(refused.status).toBe(409);
  });
});

const EditRows = z.array(z.object({ name: z.string(), tracks: z.number() }));

/** The playlists of that test, with the number of their entries, in the order in which they were made. */
function editsIn(file: string): z.infer<typeof EditRows> {
  return withDatabase(file, (db) =>
    EditRows.parse(
      db
        .prepare(
          `SELECT name, (SELECT count(*) FROM playlist_tracks WHERE playlist_id = playlists.id) AS tracks
           FROM playlists WHERE name LIKE 'Edit %' ORDER BY id`,
        )
        .all(),
    ),
  );
}

async function readEvents(onEvent: (text: string) => void): Promise<void> {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const request = new Request('http://localhost/api/events', { signal: stop.signal });
  const response = await session.api(request);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done } = (await reader?.read().catch(() => null)) ?? { done: true };
    if (done || value === undefined) return;
    onEvent(value);
  }
}

describe('a library that cannot be opened', () => {
  test('can be restored, is open then, and gets what could be salvaged', async () => {
    const { manifest } = await makeBackup(library);
    play(library.libraryFile, LATER);
    overwrite(library.libraryFile, 0, Buffer.alloc(100));
    await expect(open()).rejects.toMatchObject({ code: 'LIBRARY_DAMAGED' });
    const closed = await ask(ErrorReportSchema, '/api/library');
    expect(closed.status).toBe(503);

    const restored = await work(`/api/backups/${manifest.id}/restore`);
    expect(restored).toMatchObject({ state: 'done', undo: null, salvage: { plays: 1 } });
    expect((await counts()).tracks).toBe(300);
    // What the schedule does by itself does not take the offer away.
    session.backups.backUp('scheduled', '');
    expect(await ended()).toEqual(restored);
    const salvaged = await work('/api/backups/salvage');
    expect(salvaged.outcome).toBe('Added: 1 play.');
    expect(queryValue(library.libraryFile, 'SELECT count(*) FROM plays')).toBe(301);
    const again = await ask(ErrorReportSchema, '/api/backups/salvage', post());
    expect(again.status).toBe(400);
  });

  test('asked for thirty times at once, it is prepared once, and none is left open', async () => {
    const whole = readFileSync(library.libraryFile);
    overwrite(library.libraryFile, 0, Buffer.alloc(100));
    await expect(open()).rejects.toMatchObject({ code: 'LIBRARY_DAMAGED' });
    writeFileSync(library.libraryFile, whole);
    const ready = nextEvent(({ event }) => event === 'ready');
    const inspections = () =>
      session.lifecycle
        .snapshot()
        .events.filter((event) => event.event === 'phase' && event.phase === 'inspect').length;
    const before = inspections();
    const retry = () => ask(LifecycleSnapshotSchema, '/api/lifecycle/retry', post());
    await Promise.all(Array.from({ length: 30 }, retry));
    await ready;
    expect(inspections() - before).toBe(1);
    await session.close();
    expect(namesIn(dirname(library.libraryFile))).not.toContain('library.db-wal');
  });

  test('made by a newer app: a backup that this one understands takes its place', async () => {
    const { manifest } = await makeBackup(library);
    withDatabase(library.libraryFile, (db) => {
      db.exec(`INSERT INTO schema_version VALUES (${LATEST + 1}, 'x', 'x', '2030', '9.1.0', 1);
        PRAGMA user_version = ${LATEST + 1}`);
    });
    await expect(open()).rejects.toMatchObject({ code: 'LIBRARY_TOO_NEW' });
    const wayBack = await get(WayBackSchema, '/api/backups/way-back');
    expect(wayBack).toMatchObject({ manifest, difference: { plays: { gained: 0, lost: 0 } } });
    const restored = await work(`/api/backups/${manifest.id}/restore`);
    // This app could not undo it.
    expect(restored).toMatchObject({ state: 'done', salvage: null, undo: null });
    expect((await counts()).tracks).toBe(300);
    const { backups } = await get(BackupListSchema, '/api/backups');
    expect(backups.find(({ understood }) => !understood)?.kind).toBe('before-restore');
  });
});

describe('a library that changes under the session', () => {
  test('damaged in use: it is closed, explained, and a backup takes its place', async () => {
    const { manifest } = await makeBackup(library);
    await open();
    const failed = failure();
    zeroPages(library.libraryFile, leafPagesOf(library.libraryFile, 'tracks'));
    const { status } = await ask(ErrorReportSchema, '/api/tracks?text=a');
    expect(status).toBe(503);
    expect(await failed).toMatchObject({ error: { code: 'LIBRARY_DAMAGED' } });
    expect((await ask(ErrorReportSchema, '/api/library')).status).toBe(503);

    const ready = nextEvent(({ event }) => event === 'ready');
    expect(await work(`/api/backups/${manifest.id}/restore`)).toMatchObject({ state: 'done' });
    await ready;
    expect((await counts()).tracks).toBe(300);
  });

  test('upgraded past what it knows: it stops within a second, and says so', async () => {
    await open();
    const failed = failure();
    const newer = await startPeer();
    await newer.sql(library.libraryFile, `PRAGMA user_version = ${LATEST + 1}`);
    expect(await failed).toMatchObject({ error: { code: 'LIBRARY_TOO_NEW' } });
    expect((await ask(ErrorReportSchema, '/api/library')).status).toBe(503);
  });

  test('replaced by another file: it is closed, and the new one opened by trying again', async () => {
    await open();
    const failed = failure();
    const other = join(library.folder, 'other.db');
    copyFileSync(makeMusicLibrary().libraryFile, other);
    withDatabase(other, (db) => {
      db.exec('DELETE FROM tracks WHERE id > 100');
      db.pragma('wal_checkpoint(TRUNCATE)');
    });
    renameSync(other, library.libraryFile);
    expect(await failed).toMatchObject({ error: { actions: expect.arrayContaining(['retry']) } });
    const ready = nextEvent(({ event }) => event === 'ready');
    await session.api(new Request('http://localhost/api/lifecycle/retry', { method: 'POST' }));
    await ready;
    expect((await counts()).tracks).toBe(100);
  });
});

test('work on backups that fails is in the log', async () => {
  const events: LifecycleEvent[] = [];
  const logging = new LibrarySession({
    host: 'a test',
    onEvent: (event) => void events.push(event),
  });
  onTestFinished(() => logging.close());
  await logging.prepare(() => library);
  writeFileSync(library.backupsDir, 'a file where the folder should be');
  logging.backups.backUp('scheduled', '');
  await expect.poll(() => logging.backups.activity.state).toBe('failed');
  expect(events.at(-1)).toEqual({ event: 'failed', error: logging.backups.activity.error });
});

test('before a library was chosen there are no backups', async () => {
  const { status, answer } = await ask(ErrorReportSchema, '/api/backups');
  expect([status, answer.code]).toEqual([400, 'USAGE']);
  expect(existsSync(library.backupsDir)).toBe(false);
});

describe('a library whose backup before an upgrade cannot be made', () => {
  beforeEach(async () => {
    library = makeMusicLibrary(12);
    writeFileSync(library.backupsDir, 'not a folder');
    await expect(open()).rejects.toMatchObject({ code: 'BACKUP_FAILED' });
  });

  const retry = async (another: object) => {
    const ready = nextEvent(({ event }) => event === 'ready');
    const request = new Request('http://localhost/api/lifecycle/retry', post(another));
    return { response: await session.api(request), ready };
  };

  test('has ways on, and goes on with its backup in another folder', async () => {
    const ways = await get(WaysOnSchema, '/api/backups/ways-on');
    expect(ways).toMatchObject({ folder: library.backupsDir, canGoWithout: true });
    const other = join(library.folder, 'other');
    await (await retry({ backupsDir: other })).ready;
    expect((await get(BackupListSchema, '/api/backups')).folder).toBe(other);
    expect(namesIn(other)).toHaveLength(2);
    const response = await session.api(new Request('http://localhost/api/backups/ways-on'));
    expect(response.status).toBe(404);
  });

  test('goes on without one only where that is written in full', async () => {
    for (const written of [true, 'yes', 'upgrade without']) {
      const { response } = await retry({ withoutBackup: written });
      expect([written, response.status]).toEqual([written, 400]);
    }
    expect(queryValue(library.libraryFile, 'PRAGMA user_version')).toBe(12);
    await (await retry({ withoutBackup: WITHOUT_BACKUP })).ready;
    expect(queryValue(library.libraryFile, 'PRAGMA user_version')).toBe(LATEST);
    expect((await counts()).tracks).toBeGreaterThan(0);
  });
});
