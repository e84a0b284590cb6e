/**
 * A damaged library, whichever way it was damaged: at a start and in use it is explained, moved aside
 * whole, and replaced from its backup on the person's word, on the command line and in the page; what
 * it has beyond the backup is added, and what could not be read is told.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Salvage } from '../src/shared/backups.ts';
import { forUserData } from '../src/shared/user-data.ts';
import {
  cutOff,
  empty,
  leaveOnlyLog,
  loseLogHalfway,
  overwriteHeader,
  zeroAllButFirstPage,
  zeroFirstPage,
} from './support/damage.ts';
import { digestFile } from './support/digests.ts';
import { readLibraryState } from './support/library-state.ts';
import { prepareToEnd } from './support/outcomes.ts';
import { type Line, runFermata, startFermata } from './support/processes.ts';
import { changeLibrary, goOn, restoredBy } from './support/restores.ts';
import { makeCurrentLibrary, type TestLibrary } from './support/test-library.ts';
import { openInBrowser } from './support/web-process.ts';

type Damage = (file: string) => Promise<void>;

/** What the library has that its backup does not. */
const NEW_PLAYS = 3;
const NEW_PLAYLIST = 'Sunday morning';
const ALL_NEW: Salvage = {
  ...forUserData(0),
  plays: NEW_PLAYS,
  playlists: 1,
  playlistEntries: 2,
  unreadable: [],
};

/** Each with what can be read of the library afterwards. */
const DAMAGES: readonly [how: string, damage: Damage, readable: 'all' | 'some' | 'nothing'][] = [
  ['with an overwritten header', overwriteHeader, 'all'],
  ['with its first page zeroed', zeroFirstPage, 'all'],
  ['whose log was lost while it was written back', loseLogHalfway, 'all'],
  ['cut off in the middle', cutOff, 'some'],
  ['with all pages but the first zeroed', zeroAllButFirstPage, 'nothing'],
  ['emptied', empty, 'nothing'],
  ['of which only the log is left', leaveOnlyLog, 'nothing'],
];

describe.each(DAMAGES)('A library %s', (_how, damage, readable) => {
  test('is explained on the command line, and replaced by the command that it names', async () => {
    const library = await makeUsedLibrary();
    await damage(library.file);
    const damaged = await remainsOf(library.file);
    const refused = await runFermata(['prepare', ...library.args]);
    expect(refused).toMatchObject({ status: 15, result: { code: 'LIBRARY_DAMAGED' } });
    expect(refused.result).toMatchObject({
      advice: expect.stringContaining(`fermata restore ${library.backupId}`),
    });
    expect(await remainsOf(library.file)).toEqual(damaged);

    const process = startFermata(['restore', library.backupId, '--salvage', ...library.args]);
    const restored = restoredBy(await process.ended);
    expect(restored.undo).toBeNull();
    expect(await remainsOf(String(restored.quarantined))).toEqual(damaged);
    if (readable === 'all') {
      expect(restored.salvage).toEqual(ALL_NEW);
    } else {
      // What is lost is told.
      expect(noticesOf(process.lines).join()).toMatch(/of the damaged library/i);
    }
    await expectBackupWith(library, restored.salvage);
  });

  test('is explained in the page, and replaced there', async (context) => {
    const library = await makeUsedLibrary();
    await damage(library.file);
    const damaged = await remainsOf(library.file);
    const { page, server } = await openInBrowser(context, library);
    await restoreFromRecovery(page);
    await page.getByText('The backup is restored.').waitFor();
    expect(await quarantinedFrom(library)).toEqual([damaged]);
    if (readable === 'all') {
      await page.getByRole('button', { name: 'Add Them' }).click();
      await page.getByText(`Added: ${NEW_PLAYS} plays and 1 playlist.`).waitFor();
    } else {
      expect(noticesOf(server.lines).join()).toMatch(/of the damaged library/i);
    }
    server.kill('SIGTERM');
    expect((await server.ended).status).toBe(0);
    await expectBackupWith(library, readable === 'all' ? ALL_NEW : null);
  });
});

describe('A library that is damaged while the page shows it', () => {
  test.for<[string, Damage]>([
    ['all pages but the first zeroed', zeroAllButFirstPage],
    ['cut off in the middle', cutOff],
    ['emptied', empty],
  ])('(%s) is explained, and replaced there', async ([_how, damage], context) => {
    const library = await makeUsedLibrary();
    const { page, server } = await openInBrowser(context, library);
    await page.getByRole('grid', { name: 'Tracks' }).waitFor();
    await page.getByRole('searchbox').focus();
    await damage(library.file);
    const damaged = await remainsOf(library.file);
    // What has been shown is in SQLite's memory, what is searched for is not. Typed as by a person, for
    // the damage may be noticed, and the field be gone, before.
    await page.keyboard.type('river');
    await restoreFromRecovery(page);
    // The page goes on with what was searched for.
    await page
      .getByRole('status')
      .getByText(/\b500 tracks$/)
      .waitFor();
    expect(await quarantinedFrom(library)).toEqual([damaged]);
    server.kill('SIGTERM');
    expect((await server.ended).status).toBe(0);
    await expectBackupWith(library, null);
  });
});

interface UsedLibrary extends TestLibrary {
  readonly backupId: string;
}

/** A library that has been used since its backup: plays, a new playlist, and one playlist less. */
async function makeUsedLibrary(): Promise<UsedLibrary> {
  const library = await makeCurrentLibrary();
  const { result } = await runFermata(['backup', ...library.args]);
  if (result?.ok !== true) throw new Error('There is no backup.');
  goOn(library, NEW_PLAYS);
  changeLibrary(library.file, (db) => {
    const add = db.prepare(`INSERT INTO playlists (name, created_at) VALUES (?, '2025-06-01')`);
    const { lastInsertRowid } = add.run(NEW_PLAYLIST);
    db.prepare(
      'INSERT INTO playlist_tracks (playlist_id, position, track_id) VALUES (?, 0, 7), (?, 1, 5)',
    ).run(lastInsertRowid, lastInsertRowid);
  });
  return { ...library, backupId: String(result.id) };
}

/** The page explains what happened and which backup there is; the person has it restored. */
async function restoreFromRecovery(page: Page): Promise<void> {
  const alert = page.getByRole('alert');
  await alert.getByRole('heading', { name: 'Your library could not be opened' }).waitFor();
  await alert.getByText('is damaged').waitFor();
  await page.getByRole('region', { name: 'Newest backup' }).getByText('500 tracks').waitFor();
  await page.getByRole('button', { name: 'Restore from Backup…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Backups' });
  await dialog.getByRole('radio').click();
  await dialog.getByText('nothing is deleted').waitFor();
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await page.getByRole('grid', { name: 'Tracks' }).waitFor();
}

/** Checks that the library is whole and as the backup has it, with what was added. */
async function expectBackupWith(library: UsedLibrary, salvage: Salvage | null): Promise<void> {
  expect((await prepareToEnd(library)).migratedBy).toBe('none');
  expect((await readLibraryState(library.file)).problems).toEqual([]);
  const counts = await readCounts(library.file);
  const backup = await readCounts(join(library.backupsDir, `${library.backupId}.db`));
  const { plays, playlists } = salvage ?? { plays: 0, playlists: 0 };
  expect(counts).toEqual({
    plays: backup.plays + plays,
    playlists: backup.playlists + playlists,
    tracksOfNew: 2 * playlists,
  });
}

const CountsSchema = z.object({
  plays: z.number(),
  playlists: z.number(),
  tracksOfNew: z.number(),
});

async function readCounts(file: string): Promise<z.infer<typeof CountsSchema>> {
  const counts = changeLibrary(file, (db) =>
    db
      .prepare(
        `SELECT (SELECT count(*) FROM plays) AS plays,
           (SELECT count(*) FROM playlists) AS playlists,
           (SELECT count(*) FROM playlist_tracks JOIN playlists ON playlists.id = playlist_id
            WHERE name = ?) AS tracksOfNew`,
      )
      .get(NEW_PLAYLIST),
  );
  return CountsSchema.parse(counts);
}

/** The files of a library that have something in them, each with its digest. */
async function remainsOf(file: string): Promise<Record<string, string>> {
  const endings = ['', '-wal', '-journal'].filter(
    (ending) => (statSync(`${file}${ending}`, { throwIfNoEntry: false })?.size ?? 0) > 0,
  );
  const digests = await Promise.all(endings.map((ending) => digestFile(`${file}${ending}`)));
  return Object.fromEntries(endings.map((ending, index) => [ending, digests[index] ?? '']));
}

/** What the quarantine holds, a record for each library that was moved there. */
async function quarantinedFrom({ folder }: TestLibrary): Promise<Record<string, string>[]> {
  const quarantine = join(folder, 'quarantine');
  if (!existsSync(quarantine)) return [];
  const times = readdirSync(quarantine);
  return Promise.all(times.map((time) => remainsOf(join(quarantine, time, 'library.db'))));
}

function noticesOf(lines: readonly Line[]): string[] {
  return lines.flatMap((line) => (line.event === 'notice' ? [line.message] : []));
}
