/** Copies of a library that sync programs put beside it are told, with what they have and the library has not. */
import { copyFileSync, linkSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { makeOldLibrary } from '../../../fixtures/old-library.ts';
import { LibrarySession } from '../library-session.ts';
import { defaultBackupsDir, shippedMigrationsDir } from '../locations.ts';
import { linesOf, runCli, scannedLibrary, scratchFolder } from './testing.ts';

const makeLibrary = scannedLibrary();

/** What the check of copies says, with its verdict. */
async function copiesTold(library: string): Promise<string[]> {
  const ended = await runCli(['doctor', '--library', library, '--json']);
  const checks = linesOf(ended).at(-1)?.checks as {
    check: string;
    verdict: string;
    message: string;
  }[];
  return checks
    .filter(({ check }) => check === 'Copies beside it')
    .map(({ verdict, message }) => `${verdict}: ${message}`);
}

async function playedOn(copy: string): Promise<void> {
  await runCli(['played', '1', '--library', copy]);
}

test.each([
  'library (conflicted copy 2026-05-01).db',
  'library (Ada’s conflicted copy 2026-05-01).db',
  'library.sync-conflict-20260501-101500-ABCDEFG.db',
  'library-STUDIO.db',
  'library (1).db',
  'library 2.db',
  'library_conflict-20260501-101500.db',
  'library [Conflict].db',
  'library.db.conflict1',
  'Library (in Konflikt stehende Kopie).DB',
])('%s is told, with the play that the library has not', async (name) => {
  const library = makeLibrary();
  const copy = join(dirname(library), name);
  copyFileSync(library, copy);
  await playedOn(copy);
  const before = readFileSync(copy);
  expect(await copiesTold(library)).toEqual([
    `warning: ${copy} is a copy of your library, as sync programs make them where two computers wrote. It has 0 tracks and 1 play that your library does not have.`,
  ]);
  expect(readFileSync(copy).equals(before)).toBe(true);
});

test('other libraries, a person’s own copies, other names of it and other files are not told', async () => {
  const library = makeLibrary();
  const beside = (name: string) => join(dirname(library), name);
  copyFileSync(library, beside('library-before.db'));
  makeOldLibrary({ file: beside('library-work.db'), tracks: 10 });
  linkSync(library, beside('library (link).db'));
  writeFileSync(beside('library (conflicted copy).db'), 'no database');
  mkdirSync(beside('library (folder).db'));
  copyFileSync(library, beside('librarytwo.db'));
  await playedOn(beside('librarytwo.db'));
  expect(await copiesTold(library)).toEqual([
    'ok: No copy of the library that has something else lies beside it.',
  ]);
});

test('an upgrade tells them and the cloud folder once, and an up-to-date start looks for neither', async () => {
  const folder = scratchFolder();
  const library = join(folder, 'library.db');
  makeOldLibrary({ file: library, version: 12, tracks: 20 });
  copyFileSync(library, join(folder, 'library (conflicted copy).db'));
  mkdirSync(join(folder, '.stfolder'));
  const notices = async () =>
    linesOf(await runCli(['prepare', '--library', library, '--json'])).flatMap((line) =>
      line.event === 'notice' ? [String(line.message)] : [],
    );
  const told = await notices();
  expect(told.filter((notice) => notice.includes('conflicted copy'))).toHaveLength(1);
  expect(told.filter((notice) => notice.includes('Syncthing keeps in step'))).toHaveLength(1);
  expect(await notices()).toEqual([]);
});

test('a host tells them once the library is open', async () => {
  const library = makeLibrary();
  const copy = join(dirname(library), 'library (conflicted copy).db');
  copyFileSync(library, copy);
  const told = Promise.withResolvers<string>();
  const session = new LibrarySession({
    host: 'a test',
    onEvent: (event) => {
      if (event.event === 'notice' && event.message.includes(copy)) told.resolve(event.message);
    },
  });
  await session.prepare(() => ({
    libraryFile: library,
    backupsDir: defaultBackupsDir(library),
    migrationsDir: shippedMigrationsDir(),
  }));
  expect(await told.promise).toContain('0 tracks and 0 plays');
  await session.close();
});
