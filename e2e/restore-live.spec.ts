/**
 * A library that is in use while another process restores, upgrades or backs it up: a page in a
 * browser, a reader in a long transaction, a scan, a writer that never stops. Everybody sees one
 * commit and goes on, nothing is lost, and an older app stops writing a newer library at once.
 */
import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Peer, startPeer } from '../src/main/lifecycle/testing/peer.ts';
import { formatCounted } from '../src/shared/formats.ts';
import { readBackups } from './support/backups.ts';
import { readLibraryState } from './support/library-state.ts';
import { writeMigrationSet } from './support/migration-sets.ts';
import { makeMusicFolder } from './support/music-folders.ts';
import { prepareToEnd } from './support/outcomes.ts';
import { runFermata, startFermata } from './support/processes.ts';
import {
  type BackedUpLibrary,
  changeLibrary,
  LATER,
  makeBackedUpLibrary,
  restoreToEnd,
} from './support/restores.ts';
import { makeCurrentLibrary, makeOldLibrary, type TestLibrary } from './support/test-library.ts';
import { openInBrowser } from './support/web-process.ts';

/** How many tracks are left of a library that is restored then. */
const LEFT = 100;

/** A scan of them takes longer than a restore. */
const FILES = 4_000;

const TRACKS = 'SELECT count(*) FROM tracks';
const LATER_PLAYS = `SELECT count(*) FROM plays WHERE played_at = '${LATER}'`;

/** Each play and its being counted are one transaction: whoever sees half of one sees another number. */
const UNEXPLAINED_PLAYS =
  'SELECT (SELECT sum(play_count) FROM tracks) - (SELECT count(*) FROM plays)';

/** Tells whether somebody who does not know this schema writes tracks all the same. */
const WATCH_WRITES = [
  'watch_writes',
  `CREATE TABLE late_writes (track_id INTEGER NOT NULL) STRICT;
   CREATE TRIGGER tracks_are_watched AFTER INSERT ON tracks
   BEGIN
     INSERT INTO late_writes (track_id) VALUES (new.id);
   END;`,
] as const;

describe('A restore on the command line', () => {
  test('is shown by an open page, and so is its undoing', async (context) => {
    const library = await makeShrunkLibrary();
    const { page } = await openInBrowser(context, library);
    await shows(page, LEFT);
    const reader = await startPeer();
    await reader.sql(library.file, 'BEGIN');
    expect(await countTracks(reader, library)).toBe(LEFT);

    const { undo } = await restoreToEnd(library, library.backupId);
    await shows(page, library.tracks);
    // A reader in the middle of a transaction keeps its view until it ends.
    expect(await countTracks(reader, library)).toBe(LEFT);
    await reader.sql(library.file, 'COMMIT');
    expect(await countTracks(reader, library)).toBe(library.tracks);

    await restoreToEnd(library, String(undo));
    await shows(page, LEFT);
    expect(await countTracks(reader, library)).toBe(LEFT);
  });

  test('makes a scan begin again, which misses nothing then', async (context) => {
    const library = await makeShrunkLibrary();
    const { page } = await openInBrowser(context, library);
    await shows(page, LEFT);
    const scan = startFermata(['scan', await makeMusicFolder(FILES), ...library.args]);
    await scan.waitFor('progress', ({ phase, done }) => phase === 'scan' && done > 0);

    const { undo } = await restoreToEnd(library, library.backupId);
    expect(await scan.ended).toMatchObject({ status: 0, result: { added: FILES } });
    await shows(page, library.tracks + FILES);
    expect((await readLibraryState(library.file)).problems).toEqual([]);

    const scanned = readValue(join(library.backupsDir, `${undo}.db`), TRACKS) - LEFT;
    // Else the scan and the restore did not meet.
    expect(scanned).toBeGreaterThan(0);
    expect(scanned).toBeLessThan(FILES);
  });
});

describe('An upgrade by a newer Fermata', () => {
  test('stops an older one that has the library open from writing, and it says so', async (context) => {
    const library = await makeCurrentLibrary();
    const { page, server } = await openInBrowser(context, library);
    await page.getByRole('grid', { name: 'Tracks' }).waitFor();
    const folder = await makeMusicFolder(FILES);
    expect(await page.evaluate(startScan(folder))).toBe(200);
    await page.getByText(/^Reading audio files [1-9]/).waitFor();

    const newer = await prepareToEnd(await makeNewer(library));
    expect(newer).toMatchObject({ migratedBy: 'this-process', toVersion: library.newVersion + 1 });
    const alert = page.getByRole('alert');
    await alert.getByText('was upgraded by a newer Fermata').waitFor();
    await alert.getByText('Update Fermata, and start it again.').waitFor();
    await page.getByText('LIBRARY_TOO_NEW').waitFor();
    expect(await page.evaluate(startScan(folder))).toBe(503);

    server.kill('SIGTERM');
    await server.ended;
    expect(readValue(library.file, 'SELECT count(*) FROM late_writes')).toBe(0);
    // Else the scan was over before.
    expect(readValue(library.file, TRACKS)).toBeLessThan(500 + FILES);
  });
});

describe('A backup', () => {
  test('of a library that is written all the time is finished, and consistent', async () => {
    const library = await makeOldLibrary({ paddingBytes: 60_000 });
    await prepareToEnd(library);
    const unplayed = readValue(library.file, UNEXPLAINED_PLAYS);
    const writer = await startPeer();
    await writer.startWriting(
      library.file,
      `INSERT INTO plays (track_id, played_at) VALUES (1, '${LATER}')`,
    );
    const { status, result } = await runFermata(['backup', ...library.args]);
    const writes = Number(await writer.stopWriting());
    await writer.closeDatabases();

    expect(status).toBe(0);
    const [backup] = (await readBackups(library.backupsDir)).filter(
      ({ manifest }) => manifest.kind === 'manual',
    );
    expect(backup?.file).toBe(result?.ok === true ? result.backup : null);
    const file = String(backup?.file);
    expect(readValue(file, UNEXPLAINED_PLAYS)).toBe(unplayed);
    const written = readValue(file, LATER_PLAYS);
    expect(written).toBeGreaterThan(0);
    // Else nobody wrote while the backup was made.
    expect(written).toBeLessThan(writes);
  });
});

/** A library that most tracks were removed from after its backup. */
async function makeShrunkLibrary(): Promise<BackedUpLibrary & { readonly tracks: number }> {
  const library = await makeBackedUpLibrary();
  const tracks = readValue(library.file, TRACKS);
  changeLibrary(library.file, (db) => {
    db.prepare('DELETE FROM tracks WHERE id NOT IN (SELECT id FROM tracks LIMIT ?)').run(LEFT);
  });
  return { ...library, tracks };
}

/** The same library as a newer Fermata knows it. */
async function makeNewer(library: TestLibrary): Promise<TestLibrary> {
  const migrationsDir = join(library.folder, 'newer migrations');
  await writeMigrationSet(migrationsDir, { added: [WATCH_WRITES] });
  return { ...library, args: ['--library', library.file, '--migrations', migrationsDir] };
}

/** Waits until the page shows a list of that many tracks. */
async function shows(page: Page, tracks: number): Promise<void> {
  const status = formatCounted(tracks, 'track');
  await page.getByRole('status').getByText(status, { exact: true }).waitFor();
  // The first row is the list's head.
  await page.locator(`[role=grid][aria-rowcount="${tracks + 1}"]`).waitFor();
}

/** For a page: asks for a scan; the status of the answer. */
function startScan(folder: string): string {
  const body = JSON.stringify({ folders: [folder] });
  return `fetch('/api/scan', { method: 'POST', body: '${body}' }).then(({ status }) => status)`;
}

async function countTracks(reader: Peer, { file }: TestLibrary): Promise<number> {
  return z.tuple([z.tuple([z.number()])]).parse(await reader.sql(file, TRACKS))[0][0];
}

/** A number that a library or a backup holds. */
function readValue(file: string, sql: string): number {
  return changeLibrary(file, (db) => z.number().parse(db.prepare(sql).pluck().get()));
}
