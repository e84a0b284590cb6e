/** `fermata backup`, `backups` and `verify`, on real libraries. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  LATEST,
  makeBackup,
  makeMusicLibrary,
  overwrite,
} from '../lifecycle/testing/music-library.ts';
import { namesIn } from '../lifecycle/testing/scratch-library.ts';
import type { CommandContext } from './report.ts';
import { NO_SCREEN } from './screen.ts';
import { outcomeOf, resultOf, runCli, UNWATCHED } from './testing.ts';

let library: ReturnType<typeof makeMusicLibrary>;

beforeEach(() => {
  library = makeMusicLibrary();
});

/** Runs a command on the library. */
function run(...args: readonly string[]) {
  return runIn(UNWATCHED, ...args);
}

function runIn(context: CommandContext, ...args: readonly string[]) {
  return outcomeOf([...args, '--library', library.libraryFile], context);
}

test('a backup is made, found damaged, and refused, each with its status', async () => {
  const options = ['--library', library.libraryFile, '--json'];
  const made = await runCli(['backup', '--note', 'the first', ...options]);
  expect([made.status, resultOf(made)]).toEqual([
    0,
    expect.objectContaining({ ok: true, kind: 'manual', note: 'the first', schemaVersion: LATEST }),
  ]);
  const { id, backup: file } = resultOf(made);
  overwrite(String(file), 100_000, Buffer.alloc(100, 1));
  const verified = await runCli(['verify', ...options]);
  expect([verified.status, resultOf(verified)]).toEqual([
    19,
    expect.objectContaining({ code: 'BACKUP_INVALID', good: [], bad: [expect.anything()] }),
  ]);
  const refused = await runCli(['restore', String(id), ...options]);
  expect([refused.status, resultOf(refused).code]).toEqual([19, 'BACKUP_INVALID']);
  expect(namesIn(library.backupsDir)).toContain(`${id}.db.damaged`);
});

describe('backups', () => {
  test('lists them with all that a person wants to know', async () => {
    const { manifest } = await makeBackup(library);
    writeFileSync(join(library.backupsDir, 'holiday.jpg'), 'x');
    const { fields, text, failure } = await run('backups');
    expect(failure).toBeNull();
    expect(fields).toMatchObject({
      folder: library.backupsDir,
      backups: [{ ...manifest, understood: true }],
      unusable: [{ state: 'foreign', reason: 'Fermata did not make this file.' }],
      settings: { everyHours: 24, secondDir: null, maxTotalBytes: null },
    });
    const [heading, row] = text.split('\n');
    expect(heading).toMatch(/^Id +Kind +When +Size +Schema +Fermata +Tracks +Playlists +Plays/);
    expect(row).toMatch(new RegExp(`^${manifest.id} +manual .* ${LATEST} .* 300 +1 +300 `));
    expect(text).toContain('holiday.jpg');
  });

  test('a terminal of 80 columns gets ids that can be typed, what is in them, and no longer line', async () => {
    const screen = { ...NO_SCREEN, columns: 80 };
    const note = 'before I tidy up '.repeat(10);
    const { manifest } = await makeBackup(library);
    await run('backup', '--note', note);
    const { text } = await runIn({ ...UNWATCHED, screen }, 'backups');
    const [head, newest = '', holds, noted, oldest = ''] = text.split('\n');
    expect(head).toMatch(/^Id +When +Kind +Size$/);
    expect(holds).toBe('  300 tracks, 300 plays, 77 ratings, 58 favourites, 1 playlist');
    expect(noted).toMatch(/^ {2}“before I tidy up .*…$/);
    for (const line of text.split('\n').slice(0, 6)) expect(line.length).toBeLessThanOrEqual(80);
    const [typed = ''] = oldest.split(' ');
    expect(newest).not.toContain(typed);
    expect(manifest.id.startsWith(typed)).toBe(true);
    expect((await run('restore', typed, '--preview')).failure).toBeNull();
  });

  test('keeps what is decided, and changes nothing else', async () => {
    await run('backups', '--every', '6', '--limit', '1.5');
    const second = join(library.folder, 'nas');
    const { fields } = await run('backups', '--second-folder', second, '--limit', 'none');
    const settings = { everyHours: 6, secondDir: second, maxTotalBytes: null };
    expect(fields).toMatchObject({ settings });
    expect(await run('backups', '--second-folder', 'none')).toMatchObject({
      fields: { settings: { ...settings, secondDir: null } },
    });
    await expect(run('backups', '--second-folder', library.backupsDir)).rejects.toMatchObject({
      code: 'USAGE',
    });
  });

  test('are listed although the settings are not in order, which is said', async () => {
    const { manifest } = await makeBackup(library);
    writeFileSync(join(library.backupsDir, 'settings.json'), 'x');
    const { fields, text } = await run('backups');
    expect(fields).toMatchObject({
      backups: [{ id: manifest.id }],
      settings: { everyHours: 24 },
      settingsFailure: { code: 'USAGE' },
    });
    expect(text).toContain('settings.json is not in order.');
    await expect(run('backups', '--every', '6')).rejects.toMatchObject({ code: 'USAGE' });
  });

  test('shows what would go next, and why', async () => {
    await makeBackup(library);
    for (const day of [1, 2, 3, 4, 5]) await makeBefore(day);
    const { fields, text } = await run('backups');
    expect(fields.goingNext).toMatchObject([
      {
        id: expect.stringMatching(/^2026-01-01.*before-migration$/),
        reason: 'there are 5 newer ones made before an upgrade',
      },
    ]);
    expect(text).toMatch(/Next to be removed:\n {2}2026-01-01.*there are 5 newer ones/);
  });

  async function makeBefore(day: number): Promise<void> {
    const { file, manifest } = await makeBackup(library);
    const createdAt = `2026-01-0${day}T00:00:00.000Z`;
    const id = `${createdAt.replaceAll(':', '-')}_v0013_before-migration`;
    const before = { ...manifest, id, createdAt, kind: 'before-migration' };
    writeFileSync(join(dirname(file), `${id}.db`), readFileSync(file));
    writeFileSync(join(dirname(file), `${id}.json`), JSON.stringify(before));
  }
});

describe('verify', () => {
  test('lists good and damaged ones, those already known among them', async () => {
    const { file, manifest } = await makeBackup(library);
    const other = await makeBackup(library, 5);
    overwrite(file, 100_000, Buffer.alloc(100, 1));
    for (const name of [manifest.id, `${manifest.id}.db.damaged`]) {
      const { fields, text, failure } = await run('verify');
      expect(failure?.code).toBe('BACKUP_INVALID');
      expect(fields).toMatchObject({ good: [{ id: other.manifest.id }], bad: [{ name }] });
      expect(text).toMatch(new RegExp(`^good +${other.manifest.id}\ndamaged +${manifest.id}`));
    }
    const one = await run('verify', other.manifest.id);
    expect([one.failure, one.fields.bad]).toEqual([null, []]);
  });

  test('looks into the second folder too, names it, and has what is damaged there made again', async () => {
    const { file, manifest } = await makeBackup(library);
    const secondDir = join(library.folder, 'copies');
    cpSync(library.backupsDir, secondDir, { recursive: true });
    await run('backups', '--second-folder', secondDir);
    overwrite(join(secondDir, basename(file)), 100_000, Buffer.alloc(100, 1));
    const { fields, text, failure } = await run('verify');
    expect(failure?.code).toBe('BACKUP_INVALID');
    expect(fields).toMatchObject({
      good: [{ id: manifest.id }],
      bad: [],
      secondFolder: { folder: secondDir, good: [], bad: [{ name: manifest.id }] },
    });
    expect(text).toMatch(
      new RegExp(`^good +${manifest.id}\ndamaged +.*: The copy of .* ${secondDir}`),
    );
    const again = await run('verify');
    expect(again.failure).toBeNull();
    expect(again.text).toMatch(new RegExp(`\ngood +${manifest.id} +${secondDir}$`));
  });

  test('of nothing finds nothing', async () => {
    expect((await run('verify')).text).toBe(`There are no backups in ${library.backupsDir}.`);
  });
});
