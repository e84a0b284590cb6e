/** `fermata restore` and `salvage`, and the way back that `prepare` and `status` offer, on real libraries. */
import { rmSync, truncateSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { FermataError } from '../../shared/errors.ts';
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
import { queryValue, withDatabase } from '../lifecycle/testing/scratch-library.ts';
import type { CommandContext } from './report.ts';
import { outcomeOf, UNWATCHED } from './testing.ts';

const PLAYS = 'SELECT count(*) FROM plays';
const LATER = '2025-01-01T00:00:00Z';

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

function damage(): void {
  zeroPages(library.libraryFile, leafPagesOf(library.libraryFile, 'artists'));
}

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
      ...UNWATCHED,
      report: { ...UNWATCHED.report, aside: (sentence) => said.push(sentence) },
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
      ...UNWATCHED,
      report: { ...UNWATCHED.report, aside: (sentence) => said.push(sentence) },
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

describe('an empty file in the library’s place names both ways out:', () => {
  async function refusal(): Promise<string> {
    truncateSync(library.libraryFile, 0);
    const refused = await run('prepare').catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'LIBRARY_DAMAGED' });
    return String(refused instanceof FermataError ? refused.advice : '');
  }

  test('the newest backup, by the command that it names', async () => {
    const { manifest } = await makeBackup(library);
    const before = rowsOf(library.libraryFile);
    expect(await refusal()).toContain(`fermata restore ${manifest.id}`);
    await run('restore', manifest.id);
    expect(rowsOf(library.libraryFile)).toEqual(before);
  });

  test('a new library, once the empty file is deleted', async () => {
    expect(await refusal()).toBe(
      `Restore a backup. Or, to start anew, delete the empty file ${library.libraryFile} and start Fermata again, which makes a new library.`,
    );
    rmSync(library.libraryFile);
    await run('prepare');
    expect(queryValue(library.libraryFile, PLAYS)).toBe(0);
  });
});
