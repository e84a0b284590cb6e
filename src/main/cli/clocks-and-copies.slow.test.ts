/** What the command line tells where clocks are wrong, and where several libraries share a folder. */
import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeMusicLibrary, play, writeMusicLibrary } from '../lifecycle/testing/music-library.ts';
import { queryValue, withDatabase } from '../lifecycle/testing/scratch-library.ts';
import { outcomeOf, resultOf, runCli, UNWATCHED } from './testing.ts';

let library = '';

beforeEach(() => {
  library = makeMusicLibrary().libraryFile;
  at('2026-11-30T12:00:00Z');
});

afterEach(() => {
  vi.useRealTimers();
});

/** Sets the clock of this process. */
function at(time: string): void {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(time) });
}

const run = (...args: readonly string[]) => outcomeOf([...args, '--library', library], UNWATCHED);

async function backUp(file = library): Promise<string> {
  return String(resultOf(await runCli(['backup', '--library', file, '--json'])).id);
}

const precious = `INSERT INTO playlists (name, created_at, modified_at)
  VALUES ('Precious', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')`;

test('with the clock a year behind, the undo of a restore is there after five others', async () => {
  const id = await backUp();
  for (let round = 0; round < 5; round += 1) await run('restore', id);
  withDatabase(library, (db) => db.exec(precious));
  at('2025-11-30T12:00:00Z');
  const { fields } = await run('restore', id);
  const undo = join(dirname(library), 'backups', `${String(Object(fields).undo)}.db`);
  expect(queryValue(undo, `SELECT count(*) FROM playlists WHERE name = 'Precious'`)).toBe(1);
});

test('with the clock a year behind, the backup that an upgrade names is there after five others', async () => {
  let named: unknown = null;
  for (let round = 0; round < 6; round += 1) {
    if (round === 5) at('2025-11-30T12:00:00Z');
    for (const ending of ['', '-wal', '-shm']) rmSync(`${library}${ending}`, { force: true });
    writeMusicLibrary(library, 12);
    play(library, `2026-01-0${round + 1}T12:00:00.000Z`);
    named = resultOf(await runCli(['prepare', '--library', library, '--json'])).backup;
  }
  expect(String(named)).toContain('2025-11-30');
  expect(existsSync(String(named))).toBe(true);
});

test('a backup that is dated three years ahead is listed as that, and not offered as the newest', async () => {
  at('2029-11-30T12:00:00Z');
  const ahead = await backUp();
  at('2026-11-30T12:00:00Z');
  withDatabase(library, (db) => db.exec(precious));
  const newest = await backUp();
  const { fields, text } = await run('backups');
  expect(fields).toMatchObject({
    backups: [
      { id: newest, sequence: 2, isDateDoubtful: false },
      { id: ahead, sequence: 1, isDateDoubtful: true },
    ],
  });
  expect(text).toMatch(/2029-11-30 .*\(cannot be right\)/);
  truncateSync(library, 0);
  const refused = await runCli(['prepare', '--library', library, '--json']);
  expect(refused.status).toBe(15);
  expect(String(resultOf(refused).advice)).toContain(`restore ${newest}`);
});

test('a copy is asked about by doctor, and becomes a library of its own', async () => {
  const copy = join(dirname(library), 'copy.db');
  writeFileSync(copy, readFileSync(library));
  await backUp(copy);
  const asked = await run('doctor');
  const told = JSON.stringify(asked.fields);
  expect(told).toContain(`${copy} is a copy of this library.`);
  expect(told).toContain(`fermata separate --library ${copy}`);
  const separated = await runCli(['separate', '--library', copy, '--json']);
  expect([separated.status, resultOf(separated)]).toMatchObject([0, { libraryFile: copy }]);
  expect(JSON.stringify((await run('doctor')).fields)).not.toContain('is a copy of this library');
});

describe('two libraries with one folder', () => {
  let kids = '';
  let theirs = '';

  beforeEach(async () => {
    kids = join(dirname(library), 'kids.db');
    writeFileSync(kids, readFileSync(library));
    withDatabase(kids, (db) => db.exec(`UPDATE library SET id = 'of the kids'`));
    theirs = await backUp(kids);
  });

  test('the other one’s backups are listed apart, with its name', async () => {
    const { fields, text } = await run('backups');
    expect(fields).toMatchObject({
      backups: [],
      others: [{ name: 'kids.db', backups: [{ id: theirs }] }],
    });
    expect(text).toMatch(/Of another library, kids\.db: .*\n.*_manual/);
  });

  test('a damaged library is offered none of them, and told whose there are', async () => {
    truncateSync(library, 0);
    const refused = await runCli(['prepare', '--library', library, '--json']);
    expect(refused.status).toBe(15);
    expect(String(resultOf(refused).advice)).toContain(`kids.db (newest: ${theirs})`);
    expect(String(resultOf(refused).advice)).not.toContain('would bring back');
  });

  test('a restore of one says first that it is of another library', async () => {
    const preview = await run('restore', theirs, '--preview');
    expect(preview.text).toMatch(/^This is a backup of another library, kids\.db\./);
    expect(preview.fields).toMatchObject({ otherLibrary: { name: 'kids.db' } });
    const own = await backUp();
    expect((await run('restore', own, '--preview')).fields).toMatchObject({ otherLibrary: null });
    const { stderr, status } = await runCli(['restore', theirs, '--yes', '--library', library]);
    expect([status, stderr]).toEqual([0, expect.stringContaining('of another library, kids.db')]);
  });
});
