/** `fermata backup`, `backups`, `verify`, `restore` and `salvage`, on real libraries. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  LATEST,
  leafPagesOf,
  makeBackup,
  makeMusicLibrary,
  overwrite,
  play,
  rowsOf,
  zeroPages,
} from '../lifecycle/testing/music-library.ts';
import { namesIn, queryValue, withDatabase } from '../lifecycle/testing/scratch-library.ts';
import { backup } from './backup-command.ts';
import { backups } from './backups-command.ts';
import { parseCommandLine } from './command-line.ts';
import { prepare } from './prepare-command.ts';
import type { CommandContext } from './report.ts';
import { restore, salvage } from './restore-command.ts';
import { NO_SCREEN } from './screen.ts';
import { status } from './status-command.ts';
import { resultOf, runCli } from './testing.ts';
import { verify } from './verify-command.ts';

const PLAYS = 'SELECT count(*) FROM plays';
const LATER = '2025-01-01T00:00:00Z';

let library: ReturnType<typeof makeMusicLibrary>;

beforeEach(() => {
  library = makeMusicLibrary();
});

const context: CommandContext = {
  report: { event: () => {}, aside: () => {}, row: async () => true, outcome: () => {} },
  signal: new AbortController().signal,
  confirm: null,
  screen: NO_SCREEN,
};

/** Runs a command in this process: as a process of its own it takes much longer. */
function run(...args: readonly string[]) {
  return runIn(context, ...args);
}

function runIn(context: CommandContext, ...args: readonly string[]) {
  const commandLine = parseCommandLine([...args, '--library', library.libraryFile]);
  switch (commandLine.command) {
    case 'backup':
      return backup(commandLine, context);
    case 'backups':
      return backups(commandLine, context);
    case 'verify':
      return verify(commandLine, context);
    case 'restore':
      return restore(commandLine, context);
    case 'salvage':
      return salvage(commandLine, context);
    case 'status':
      return status(commandLine.options, context);
    case 'prepare':
      return prepare(commandLine.options, context);
    default:
      throw new Error(`No such command here: ${commandLine.command}`);
  }
}

function damage(): void {
  zeroPages(library.libraryFile, leafPagesOf(library.libraryFile, 'artists'));
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
    const { text } = await runIn({ ...context, screen }, 'backups');
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
    expect(text).toMatch(/Would go next:\n {2}2026-01-01.*there are 5 newer ones/);
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

describe('restore', () => {
  test('--preview says what it would change, and changes nothing', async () => {
    const { manifest } = await makeBackup(library);
    play(library.libraryFile, LATER);
    const { fields, text } = await run('restore', manifest.id, '--preview');
    expect(fields.difference).toMatchObject({ plays: { gained: 0, lost: 1 } });
    expect(text).toBe('Restoring it would remove 1 play. Nothing has been changed.');
    expect(queryValue(library.libraryFile, PLAYS)).toBe(301);
  });

  test('at a terminal shows what it would change, and changes nothing unless the answer is yes', async () => {
    const { manifest } = await makeBackup(library);
    play(library.libraryFile, LATER);
    const said: string[] = [];
    const asking = (answer: boolean): CommandContext => ({
      ...context,
      report: { ...context.report, aside: (sentence) => said.push(sentence) },
      confirm: async (question) => {
        said.push(question);
        return answer;
      },
    });
    await expect(runIn(asking(false), 'restore', 'latest')).rejects.toMatchObject({
      code: 'INTERRUPTED',
      libraryState: 'Your library has not been changed.',
    });
    expect(said).toEqual([
      expect.stringContaining(manifest.id),
      expect.stringMatching(/^Restoring it would remove 1 play\..*\n.*you can undo this\.$/),
      'Restore it?',
    ]);
    expect(queryValue(library.libraryFile, PLAYS)).toBe(301);
    await runIn(asking(true), 'restore', 'latest');
    expect(queryValue(library.libraryFile, PLAYS)).toBe(300);
  });

  test('asks about a damaged library too, about a backup that is none not at all, and not with --yes', async () => {
    await makeBackup(library);
    overwrite(library.libraryFile, 0, Buffer.alloc(100));
    const questions: string[] = [];
    const said: string[] = [];
    const asking: CommandContext = {
      ...context,
      report: { ...context.report, aside: (sentence) => said.push(sentence) },
      confirm: async (question) => {
        questions.push(question);
        return false;
      },
    };
    await expect(runIn(asking, 'restore', 'no-such-one')).rejects.toMatchObject({ code: 'USAGE' });
    expect(questions).toEqual([]);
    await expect(runIn(asking, 'restore', 'latest')).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(questions).toHaveLength(1);
    expect(said.at(-1)).toMatch(/^What it would change cannot be told: /);
    expect((await runIn(asking, 'restore', 'latest', '--yes')).failure).toBeNull();
    expect(questions).toHaveLength(1);
  });

  test('tells how to undo it, and that command does', async () => {
    const { manifest } = await makeBackup(library);
    play(library.libraryFile, LATER);
    const { fields, text } = await run('restore', manifest.id);
    expect(queryValue(library.libraryFile, PLAYS)).toBe(300);
    expect(fields).toMatchObject({
      libraryFile: library.libraryFile,
      quarantined: null,
      salvage: null,
      salvaged: null,
      undoCommand: `fermata restore ${fields.undo} --library ${library.libraryFile}`,
    });
    expect(text).toContain(String(fields.undoCommand));
    await run('restore', String(fields.undo));
    expect(queryValue(library.libraryFile, PLAYS)).toBe(301);
  });

  test('offers what a damaged library has beyond the backup, by a command that adds it', async () => {
    const { manifest, file } = await makeBackup(library);
    play(library.libraryFile, LATER);
    damage();
    const { fields, text } = await run('restore', manifest.id);
    expect(fields).toMatchObject({ undo: null, salvage: { plays: 1, playlists: 0 } });
    expect(text).toContain('The damaged library has 1 play that the backup does not have.');
    expect(text).toContain(
      `fermata salvage ${fields.quarantined} ${file} --library ${library.libraryFile}`,
    );
    for (const added of [1, 0]) {
      const salvaged = await run('salvage', String(fields.quarantined), file);
      expect(salvaged.fields).toMatchObject({ plays: added, playlists: 0 });
    }
    expect(queryValue(library.libraryFile, PLAYS)).toBe(301);
    await expect(run('salvage', '/no/such/file', file)).rejects.toMatchObject({ code: 'USAGE' });
  });

  test('--salvage adds it at once', async () => {
    const { manifest } = await makeBackup(library);
    play(library.libraryFile, LATER);
    damage();
    const { fields, text } = await run('restore', manifest.id, '--salvage');
    expect(fields).toMatchObject({ salvaged: { plays: 1, playlists: 0 } });
    expect(text).toContain('Added from the damaged library: 1 play.');
    expect(queryValue(library.libraryFile, PLAYS)).toBe(301);
  });
});

describe('a library that cannot be opened: prepare and status offer the way back', () => {
  test('too new: they name its version and what a backup lacks', async () => {
    const { manifest } = await makeBackup(library);
    play(library.libraryFile, LATER);
    withDatabase(library.libraryFile, (db) => {
      db.exec(`INSERT INTO schema_version VALUES (${LATEST + 1}, 'x', 'x', '2030', '9.1.0', 1);
        PRAGMA user_version = ${LATEST + 1}`);
    });
    const before = rowsOf(library.libraryFile);
    await expect(run('prepare')).rejects.toMatchObject({
      code: 'LIBRARY_TOO_NEW',
      message: expect.stringContaining('Fermata 9.1.0'),
      advice: expect.stringMatching(
        new RegExp(
          `^Update Fermata, or restore the newest backup .*, of [\\d :-]+ \\(restoring it would remove 1 play\\): fermata restore ${manifest.id} --library`,
        ),
      ),
    });
    const { fields, text } = await run('status');
    expect(fields.wayBack).toMatchObject({
      manifest: { id: manifest.id },
      difference: { plays: { gained: 0, lost: 1 } },
    });
    expect(text).toContain('Fermata 9.1.0');
    expect(text).toMatch(/Way back +the newest backup .*would remove 1 play/);
    expect(rowsOf(library.libraryFile)).toEqual(before);
  });

  test('damaged: the newest good one; none where there is none', async () => {
    overwrite(library.libraryFile, 0, Buffer.alloc(100));
    await expect(run('prepare')).rejects.toMatchObject({
      code: 'LIBRARY_DAMAGED',
      advice: 'Restore a backup.',
    });
    const { manifest } = await makeBackup(library);
    await expect(run('prepare')).rejects.toMatchObject({
      code: 'LIBRARY_DAMAGED',
      advice: expect.stringContaining(`fermata restore ${manifest.id}`),
    });
    expect((await run('status')).fields.wayBack).toMatchObject({ difference: null });
  });
});
