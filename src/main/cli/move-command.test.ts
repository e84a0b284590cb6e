/** `fermata move`: one library at every instant, found by each of its names, and back again. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { startPeer } from '../lifecycle/testing/peer.ts';
import { linesOf, resultOf, runCli, scannedLibrary, scratchFolder } from './testing.ts';

const makeLibrary = scannedLibrary();

async function tracksOf(library: string): Promise<number> {
  return linesOf(await runCli(['tracks', '--library', library, '--json'])).filter(
    ({ event }) => event !== 'result',
  ).length;
}

async function move(library: string, destination: string, ...options: string[]) {
  const ended = await runCli(['move', destination, '--library', library, '--json', ...options]);
  return { status: ended.status, result: resultOf(ended) };
}

test('a library is moved into a folder, verified, with what was decided, and its old name leads there', async () => {
  const library = makeLibrary();
  await runCli(['backups', '--library', library, '--every', '48']);
  await runCli(['rate', '5', '1', '--library', library]);
  const before = await tracksOf(library);
  const folder = scratchFolder();
  const newFile = join(folder, 'library.db');
  const { status, result } = await move(library, folder);
  expect([status, result.libraryFile, result.movedFrom]).toEqual([0, newFile, library]);
  expect(existsSync(library)).toBe(false);
  expect(readFileSync(String(result.keptAs)).subarray(0, 15).toString()).toBe('SQLite format 3');
  // By either name it is one library.
  await runCli(['played', '1', '--library', library]);
  expect(await tracksOf(newFile)).toBe(before);
  const rated = linesOf(await runCli(['tracks', '--library', library, '--json'])).find(
    ({ id }) => id === 1,
  );
  expect(rated).toMatchObject({ rating: 5, playCount: 1 });
  expect(existsSync(library)).toBe(false);
  const settings = JSON.parse(readFileSync(join(folder, 'backups', 'settings.json'), 'utf8'));
  expect(settings).toMatchObject({ everyHours: 48, secondDir: join(dirname(library), 'backups') });
  expect((await runCli(['verify', '--library', library])).status).toBe(0);
  expect((await runCli(['doctor', '--library', library])).status).toBe(0);
});

test('a move is undone by moving back, and again', async () => {
  const library = makeLibrary();
  const newFile = join(scratchFolder(), 'music.db');
  for (let round = 0; round < 2; round += 1) {
    expect((await move(library, newFile)).result).toMatchObject({ ok: true, libraryFile: newFile });
    const back = await move(library, library);
    expect(back.result).toMatchObject({ ok: true, libraryFile: library, movedFrom: newFile });
    expect([existsSync(library), existsSync(newFile)]).toEqual([true, false]);
    await runCli(['played', '1', '--library', newFile]);
  }
  const [first] = linesOf(await runCli(['tracks', '--library', library, '--json'])).filter(
    ({ id }) => id === 1,
  );
  expect(first).toMatchObject({ playCount: 2 });
});

test('where it cannot go, it stays as it is, and nothing is left at the new place', async () => {
  const library = makeLibrary();
  const before = readFileSync(library);
  const folder = scratchFolder();
  writeFileSync(join(folder, 'taken.db'), 'mine');
  writeFileSync(join(folder, 'log.db-wal'), 'mine');
  const told = async (destination: string) => (await move(library, destination)).result.message;
  expect(await told(join(folder, 'taken.db'))).toBe(
    `${join(folder, 'taken.db')} is there already.`,
  );
  expect(await told(join(folder, 'log.db'))).toBe(
    `${join(folder, 'log.db-wal')} is there already.`,
  );
  expect(await told(library)).toBe(`The library is at ${library} already.`);
  expect(await told(dirname(library))).toBe(`The library is at ${library} already.`);
  expect(await told(join(folder, 'absent'))).toBe(
    `The folder ${join(folder, 'absent')} does not exist.`,
  );
  expect(await told(join(folder, 'absent', 'x.db'))).toBe(
    `The folder of ${join(folder, 'absent', 'x.db')} does not exist.`,
  );
  expect(await told(join(folder, `${'n'.repeat(250)}.db`))).toMatch(/is too long/);
  expect(readdirSync(folder).sort()).toEqual(['log.db-wal', 'taken.db']);
  expect(readFileSync(library).equals(before)).toBe(true);
  expect(readFileSync(join(folder, 'taken.db'), 'utf8')).toBe('mine');
});

test('what a killed move left at the new place is set aside, and the move is made', async () => {
  const library = makeLibrary();
  const newFile = join(scratchFolder(), 'library.db');
  // As a move leaves it that is killed between its last two steps: both files are there.
  copyFileSync(library, newFile);
  const note = { movedTo: newFile, movedAt: new Date().toISOString(), keptAs: 'x' };
  writeFileSync(`${library}.moved.json`, JSON.stringify(note));
  await runCli(['played', '1', '--library', library]);
  expect((await move(library, newFile)).result).toMatchObject({ ok: true, libraryFile: newFile });
  const [first] = linesOf(await runCli(['tracks', '--library', library, '--json'])).filter(
    ({ id }) => id === 1,
  );
  expect(first).toMatchObject({ playCount: 1 });
  const [kept = ''] = readdirSync(join(dirname(newFile), 'quarantine'));
  expect(readdirSync(join(dirname(newFile), 'quarantine', kept))).toEqual(['library.db']);
});

test('a library that is open elsewhere, damaged or not there is not moved', async () => {
  const library = makeLibrary();
  const folder = scratchFolder();
  const peer = await startPeer();
  await peer.sql(library, 'SELECT count(*) FROM tracks');
  await peer.startWriting(library, 'UPDATE tracks SET title = title');
  const open = await move(library, folder, '--lock-timeout', '0.3');
  expect(open.result).toMatchObject({ ok: false, code: 'LOCK_TIMEOUT' });
  await peer.stopWriting();
  await peer.closeDatabases();
  const damaged = join(scratchFolder(), 'library.db');
  copyFileSync(library, damaged);
  writeFileSync(damaged, readFileSync(damaged).subarray(0, 5000));
  expect((await move(damaged, folder)).result).toMatchObject({
    ok: false,
    code: 'LIBRARY_DAMAGED',
  });
  expect((await move(join(scratchFolder(), 'x.db'), folder)).result).toMatchObject({
    code: 'USAGE',
  });
  expect(readdirSync(folder)).toEqual([]);
  expect(statSync(library).size).toBeGreaterThan(0);
});

test('where its new disk is not connected, no empty library is made in its place', async () => {
  const library = makeLibrary();
  const disk = join(scratchFolder(), 'disk');
  mkdirSync(disk);
  await move(library, disk);
  const away = `${disk}-away`;
  const { renameSync } = await import('node:fs');
  renameSync(disk, away);
  const ended = await runCli(['prepare', '--library', library, '--json']);
  expect(resultOf(ended)).toMatchObject({
    ok: false,
    code: 'USAGE',
    message: expect.stringContaining(disk),
  });
  expect(existsSync(library)).toBe(false);
  renameSync(away, disk);
  expect((await runCli(['prepare', '--library', library])).status).toBe(0);
});
