/**
 * The way out: whoever ends Fermata, and whatever it is doing, it stops or undoes its work, writes
 * everything back into the library's file, closes it and is gone within bounded time. Nothing that
 * was committed is lost, and nothing is left behind.
 */
import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ElectronApplication } from 'playwright';
import { describe, expect, type TestContext, test } from 'vitest';
import { z } from 'zod';
import { LibrarySummarySchema } from '../src/shared/api/library.ts';
import { LifecycleSnapshotSchema } from '../src/shared/api/lifecycle.ts';
import { BackupActivitySchema } from '../src/shared/backups.ts';
import type { Phase } from '../src/shared/lifecycle-events.ts';
import { leftoversIn, readBackups } from './support/backups.ts';
import { exitStatus, firstTrack, logOf, startOn, windowOf } from './support/desktop.ts';
import { readLibraryState } from './support/library-state.ts';
import { slowMigration } from './support/migration-sets.ts';
import { makeMusicFolder } from './support/music-folders.ts';
import { changeLibrary, makeBackedUpLibrary } from './support/restores.ts';
import { makeCurrentLibrary, makeOldLibrary, type TestLibrary } from './support/test-library.ts';
import { startLoad } from './support/web-load.ts';
import { visit } from './support/web-visitor.ts';
import { startDesktopHost, startWebHost, type WorkingHost } from './support/working-hosts.ts';

/** What closing may take on a busy machine, the grace for what cannot be interrupted included; ms. */
const LONGEST_MS = 15_000;

/** Copying and checking so much takes longer than being told to end. */
const PADDING_ROWS = 100;
const PADDING_BYTES = 1_000_000;

/** Long enough to be met in the middle, in statements that are short enough to end between two. */
const LONG = slowMigration(1_000_000, 60);

/** One statement that outlasts every grace. */
const ENDLESS = slowMigration(1_000_000_000);

/** A scan of them takes longer than being told to end. */
const FILES = 3_000;

/** What is waited for does not last. */
const POLLING = { interval: 5 };

const HOSTS = [
  { name: 'the desktop app', start: startDesktopHost, interrupted: 0, cutShort: 'SIGKILL' },
  { name: 'the web process', start: startWebHost, interrupted: 130, cutShort: 'SIGINT' },
] as const;

describe.for(HOSTS)('Ending $name', ({ start, interrupted, cutShort }) => {
  test('during a backup leaves no half of one', async (context) => {
    const library = await makeLargeLibrary(await makeCurrentLibrary());
    const before = await readLibraryState(library.file);
    const host = await startOpen(context, library);
    await host.ask('/api/backups', { method: 'POST', body: JSON.stringify({ note: '' }) });
    await untilPhase(host, 'backup');
    await expectEnd(host, 0);
    expect(await readLibraryState(library.file)).toEqual(before);
    expect(await readBackups(library.backupsDir)).toEqual([]);
    await expectNothingLeft(library);
  });

  test('during a scan keeps what was read', async (context) => {
    const library = await makeCurrentLibrary();
    const host = await startOpen(context, library);
    const folders = [await makeMusicFolder(FILES)];
    await host.ask('/api/scan', { method: 'POST', body: JSON.stringify({ folders }) });
    const before = await tracksIn(host);
    await expect.poll(() => tracksIn(host), POLLING).toBeGreaterThan(before);
    const shown = await tracksIn(host);
    await expectEnd(host, 0);
    const kept = countTracks(library);
    expect(kept).toBeGreaterThanOrEqual(shown);
    expect(kept).toBeLessThan(before + FILES);
    await expectNothingLeft(library);
  });

  test('during a migration undoes all of it', async (context) => {
    const library = await makeOldLibrary({ added: [LONG] });
    const before = await readLibraryState(library.file);
    const host = await start(context, library);
    await expect.poll(() => lastStep(host), POLLING).toBe('slow');
    await expectEnd(host, interrupted);
    expect(await readLibraryState(library.file)).toEqual(before);
    expect(await readBackups(library.backupsDir)).toMatchObject([{ state: before }]);
    await expectNothingLeft(library);
  });

  test('in the middle of one statement, which cannot be interrupted, ends all the same', async (context) => {
    const library = await makeOldLibrary({ added: [ENDLESS] });
    const before = await readLibraryState(library.file);
    const host = await start(context, library);
    await expect.poll(() => lastStep(host), POLLING).toBe('slow');
    await expectEnd(host, cutShort);
    expect(await readLibraryState(library.file)).toEqual(before);
  });

  test('during a restore leaves the library as it was', async (context) => {
    const original = await makeBackedUpLibrary();
    const library = await makeLargeLibrary(original);
    const before = await readLibraryState(library.file);
    const host = await startOpen(context, library);
    await host.ask(`/api/backups/${original.backupId}/restore`, { method: 'POST' });
    await untilPhase(host, 'backup');
    await expectEnd(host, 0);
    expect(await readLibraryState(library.file)).toEqual(before);
    expect(await readBackups(library.backupsDir)).toHaveLength(1);
    await expectNothingLeft(library);
  });

  async function startOpen(context: TestContext, library: TestLibrary): Promise<WorkingHost> {
    const host = await start(context, library);
    await expect.poll(async () => (await eventsOf(host)).at(-1)?.event, POLLING).toBe('ready');
    return host;
  }
});

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

const WAYS_OUT: readonly (readonly [way: string, leave: (app: ElectronApplication) => unknown])[] =
  [
    ['when it is quit', (app) => app.evaluate(({ app: electron }) => electron.quit())],
    [
      'when its window is closed',
      (app) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
    ],
    ...SIGNALS.map(
      (signal) =>
        [`on ${signal}`, (app: ElectronApplication) => app.process().kill(signal)] as const,
    ),
    [
      'when the system shuts down, which waits for it',
      async (app) => {
        const isHeldUp = await app.evaluate(({ powerMonitor }) => {
          let held = false;
          powerMonitor.emit('shutdown', {
            preventDefault: () => {
              held = true;
            },
          });
          return held;
        });
        expect(isHeldUp).toBe(true);
      },
    ],
    [
      'when the session ends (Windows)',
      (app) =>
        app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('session-end')),
    ],
  ];

describe('The desktop app ends cleanly', () => {
  test.for(WAYS_OUT)('%s', async ([, leave], context) => {
    const library = await makeUnmeasuredLibrary();
    const { app, home } = await startOn(context, library);
    await firstTrack(await windowOf(app, 'index')).waitFor();
    const status = exitStatus(app);
    await leave(app);
    expect(await status).toBe(0);
    expect(await logOf(home)).toContain('Closed cleanly');
    expect(countMeasurements(library)).toBeGreaterThan(0);
    await expectNothingLeft(library);
  });
});

describe('The web process under load', () => {
  test('ends cleanly, and has all that it answered for', async () => {
    const library = await makeUnmeasuredLibrary();
    const visitor = await visit(library);
    const load = await startLoad(visitor);
    const from = performance.now();
    visitor.server.kill('SIGTERM');
    expect(await visitor.server.ended).toMatchObject({ status: 0, result: { ok: true } });
    expect(performance.now() - from).toBeLessThan(LONGEST_MS);
    expect(await load.ended).toEqual([]);
    expect(playsIn(library)).toEqual(expect.arrayContaining(load.recorded));
    expect(countMeasurements(library)).toBeGreaterThan(0);
    await expectNothingLeft(library);
  });

  test('killed instead, has all that it answered for', async () => {
    const library = await makeCurrentLibrary();
    const visitor = await visit(library);
    const load = await startLoad(visitor);
    visitor.server.kill('SIGKILL');
    await Promise.all([visitor.server.ended, load.ended]);
    expect(playsIn(library)).toEqual(expect.arrayContaining(load.recorded));
    expect((await readLibraryState(library.file)).problems).toEqual([]);
  });
});

/** A library that takes its time to be copied. */
async function makeLargeLibrary<Library extends TestLibrary>(library: Library): Promise<Library> {
  changeLibrary(library.file, (db) => {
    const insert = db.prepare(
      `INSERT INTO artworks (sha256, mime_type, size)
       VALUES (printf('%064d', ?), 'image/' || hex(zeroblob(?)), 1)`,
    );
    for (let row = 1; row <= PADDING_ROWS; row += 1) insert.run(row, PADDING_BYTES / 2);
    db.pragma('wal_checkpoint(TRUNCATE)');
  });
  return library;
}

/** A library whose tables SQLite measures (PRAGMA optimize) when it is closed after some use. */
async function makeUnmeasuredLibrary(): Promise<TestLibrary> {
  const library = await makeCurrentLibrary();
  changeLibrary(library.file, (db) => db.exec('ANALYZE; DELETE FROM sqlite_stat1'));
  return library;
}

async function eventsOf(host: WorkingHost) {
  return LifecycleSnapshotSchema.parse(await host.ask('/api/lifecycle')).events;
}

/** The name of the step that a migration is at. */
async function lastStep(host: WorkingHost): Promise<string | undefined> {
  return (await eventsOf(host)).findLast((event) => event.event === 'step')?.name;
}

/** Waits until work on backups is in a phase. */
async function untilPhase(host: WorkingHost, phase: Phase): Promise<void> {
  const now = async () => BackupActivitySchema.parse(await host.ask('/api/backups/activity')).phase;
  await expect.poll(now, POLLING).toBe(phase);
}

async function tracksIn(host: WorkingHost): Promise<number> {
  return LibrarySummarySchema.parse(await host.ask('/api/library')).counts.tracks;
}

async function expectEnd(host: WorkingHost, expected: number | string): Promise<void> {
  const { status, tookMs } = await host.end();
  expect(status).toBe(expected);
  expect(tookMs).toBeLessThan(LONGEST_MS);
}

/** Neither SQLite's side files, nor a lock, nor anything half written, in any of the folders. */
async function expectNothingLeft({ folder, file, backupsDir }: TestLibrary): Promise<void> {
  const library = basename(file);
  const endings = ['', '.mutex', '.history.jsonl', '.watching'];
  const own = endings.map((ending) => `${library}${ending}`);
  const byDesign = [...own, 'backups', 'migrations'];
  const names = await readdir(folder);
  expect(names.filter((name) => !byDesign.includes(name))).toEqual([]);
  expect(await leftoversIn(backupsDir)).toEqual([]);
}

const countTracks = (library: TestLibrary) => countRows(library, 'tracks');

/** What SQLite has measured of the tables, to choose indexes by. */
const countMeasurements = (library: TestLibrary) => countRows(library, 'sqlite_stat1');

function countRows({ file }: TestLibrary, table: string): number {
  return changeLibrary(file, (db) =>
    z.number().parse(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()),
  );
}

function playsIn({ file }: TestLibrary): string[] {
  return changeLibrary(file, (db) =>
    z.array(z.string()).parse(db.prepare('SELECT played_at FROM plays').pluck().all()),
  );
}
