/**
 * What lies at the library's path and is not a library that this app can bring up to date: each has
 * its typed error, exit status and message, and not a byte of it is changed.
 */
import { mkdir, readdir, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { readBackups } from './support/backups.ts';
import { flipBits, rootPageOffset } from './support/damage.ts';
import { makeScratchFolder } from './support/libraries.ts';
import { COUNT_APPLICATIONS, slowMigration, writeMigrationSet } from './support/migration-sets.ts';
import { preparedBy, prepareToEnd } from './support/outcomes.ts';
import { runFermata, startFermata } from './support/processes.ts';
import { expectFailure, expectRefusal, type RefusalCase } from './support/refusals.ts';
import { makeMissingLibrary, makeOldLibrary } from './support/test-library.ts';

/** Of single bytes in a database's header (https://www.sqlite.org/fileformat2.html, section 1.3). */
const OFFSET = { magic: 5, pageSize: 16, schemaFormat: 47, userVersion: 63, firstBtree: 100 };

const NO_LIBRARIES: readonly RefusalCase[] = [
  {
    name: 'a path in a folder that does not exist',
    code: 'USAGE',
    message: /The folder of .*library\.db does not exist/,
    arrange: ({ folder }) => rm(folder, { recursive: true }),
  },
  {
    name: 'a folder',
    code: 'NOT_A_LIBRARY',
    message: /library\.db is not a file/,
    async arrange({ file }) {
      await rm(file);
      await mkdir(file);
    },
  },
  {
    name: 'an empty file',
    code: 'LIBRARY_DAMAGED',
    message: /library\.db is damaged: the file is empty/,
    arrange: ({ file }) => truncate(file),
  },
  {
    name: 'a text',
    code: 'NOT_A_LIBRARY',
    message: /library\.db is not a SQLite database/,
    arrange: ({ file }) => writeFile(file, 'Dear diary, this is no library.\n'.repeat(100)),
  },
  {
    name: "another application's database",
    code: 'NOT_A_LIBRARY',
    message: /a database of another application/,
    async arrange({ file }) {
      await rm(file);
      const db = new Database(file);
      db.exec('CREATE TABLE moz_places (id INTEGER PRIMARY KEY); PRAGMA user_version = 3;');
      db.close();
    },
  },
  {
    name: 'a library of a newer version of the app',
    code: 'LIBRARY_TOO_NEW',
    message: /was last used with Fermata .*, which is newer than this one/,
    async arrange(library) {
      await prepareToEnd(library);
      await rm(library.migrationsDir, { recursive: true });
      await writeMigrationSet(library.migrationsDir);
    },
  },
];

/** Each flip is one that SQLite can see (see support/damage.ts). */
const DAMAGED_LIBRARIES: readonly RefusalCase[] = [
  {
    name: 'cut off in the middle',
    code: 'LIBRARY_DAMAGED',
    message: /it has [\d,]+ of its [\d,]+ bytes/,
    arrange: async ({ file }) => truncate(file, Math.floor((await stat(file)).size / 2)),
  },
  {
    name: 'cut off within its header',
    code: 'LIBRARY_DAMAGED',
    message: /is damaged/,
    arrange: ({ file }) => truncate(file, 60),
  },
  {
    name: 'whose first bytes have a flipped bit',
    code: 'LIBRARY_DAMAGED',
    message: /its header has been overwritten/,
    arrange: ({ file }) => flipBits(file, OFFSET.magic),
  },
  {
    name: 'whose page size has a flipped bit',
    code: 'LIBRARY_DAMAGED',
    message: /is damaged/,
    arrange: ({ file }) => flipBits(file, OFFSET.pageSize),
  },
  {
    name: 'whose schema format has a flipped bit',
    code: 'LIBRARY_DAMAGED',
    message: /is damaged/,
    arrange: ({ file }) => flipBits(file, OFFSET.schemaFormat),
  },
  {
    name: 'whose header has an older version than its record of migrations',
    code: 'LIBRARY_DAMAGED',
    message: /its header tells schema version 2, its record of migrations 3/,
    arrange: ({ file }) => flipBits(file, OFFSET.userVersion, 3 ^ 2),
  },
  {
    name: 'whose header has a newer version than its record of migrations',
    code: 'LIBRARY_DAMAGED',
    message: /its header tells schema version \d+, its record of migrations 3/,
    arrange: ({ file, newVersion }) => flipBits(file, OFFSET.userVersion, 3 ^ newVersion),
  },
  {
    name: 'whose list of tables has a flipped bit',
    code: 'LIBRARY_DAMAGED',
    message: /is damaged/,
    arrange: ({ file }) => flipBits(file, OFFSET.firstBtree),
  },
  {
    name: 'whose table has a flipped bit',
    code: 'LIBRARY_DAMAGED',
    message: /is damaged/,
    arrange: ({ file }) => flipBits(file, rootPageOffset(file, 'tracks')),
  },
  {
    name: 'whose index has a flipped bit',
    code: 'LIBRARY_DAMAGED',
    message: /is damaged/,
    arrange: ({ file }) => flipBits(file, rootPageOffset(file, 'playlist_tracks_by_track')),
  },
];

describe('What is no library that this app can open is left as it is:', () => {
  test.for(NO_LIBRARIES)('$name', refuse);
});

describe('A damaged library is left as it is:', () => {
  test.for(DAMAGED_LIBRARIES)('one $name', refuse);
});

describe('A symbolic link to a library', () => {
  test('is the same library: one lock, one backups folder', async () => {
    const library = await makeOldLibrary({ added: [slowMigration(5_000_000)] });
    const link = join(await makeScratchFolder(), 'link.db');
    await symlink(library.file, link);
    const throughLink = ['prepare', '--library', link, '--migrations', library.migrationsDir];
    const holder = startFermata(throughLink);
    await holder.until((line) => line.event === 'step' && line.name === 'slow');
    await holder.suspend();

    const challenger = startFermata(['prepare', '--lock-timeout', '1', ...library.args]);
    await expectFailure(challenger, {
      code: 'LOCK_TIMEOUT',
      message: new RegExp(`process ${holder.pid} on `),
    });
    holder.resume();

    const { backup, libraryFile } = preparedBy(await holder.ended);
    expect(libraryFile).toBe(library.file);
    expect((await readBackups(library.backupsDir)).map(({ file }) => file)).toEqual([backup]);
    expect(await readdir(dirname(link))).toEqual(['link.db']);
  });

  test('may be there before the library, which is made where it leads', async () => {
    const library = await makeMissingLibrary(await makeOldLibrary());
    const link = join(await makeScratchFolder(), 'link.db');
    await symlink(library.file, link);
    const args = ['prepare', '--library', link, '--migrations', library.migrationsDir];
    expect(preparedBy(await runFermata(args)).libraryFile).toBe(library.file);
    expect(await readdir(dirname(link))).toEqual(['link.db']);
  });
});

describe('Arguments that do not fit are refused:', () => {
  test.for<[args: string[], message: RegExp]>([
    [[], /Name a command/],
    [['prepair'], /Unknown command 'prepair'/],
    [['prepare', '--libary', 'x.db'], /Unknown option '--libary'/],
    [['prepare', 'x.db'], /Too many arguments/],
    [['prepare', '--library', ''], /--library needs a name/],
    [['prepare', '--library', '--json'], /--library needs a name/],
    [['prepare', '--lock-timeout', 'soon'], /--lock-timeout needs a number of seconds/],
    [['prepare', '--lock-timeout', '-1'], /--lock-timeout/],
    [['prepare', '--lock-timeout', '1e9'], /--lock-timeout needs a number of seconds/],
    [['prepare', '--lock-timeout', '100000'], /--lock-timeout can be 86400 seconds at most/],
    [['serve', '--port', '65536'], /--port needs a port number/],
    [['serve', '--port', 'http'], /--port needs a port number/],
    [['search', ' '], /The text to search for is empty/],
  ])('%j', async ([args, message]) => {
    const library = await makeMissingLibrary(await makeOldLibrary());
    const env = { FERMATA_LIBRARY: library.file };
    await expectFailure(startFermata(args, { env, cwd: library.folder }), {
      code: 'USAGE',
      message,
    });
    expect(await readdir(library.folder)).toEqual([]);
  });
});

async function refuse({ arrange, ...refusal }: RefusalCase): Promise<void> {
  const library = await makeOldLibrary({ added: [COUNT_APPLICATIONS] });
  await arrange(library);
  await expectRefusal(library, refusal);
}
