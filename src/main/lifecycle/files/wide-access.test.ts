/** wide-access.ts: which files of a library others may use, and that they may not afterwards. */
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { takeBackup } from '../backups/take-backup.ts';
import { request, take } from '../testing/locking.ts';
import { optionsFor } from '../testing/preparing.ts';
import { makeLibrary } from '../testing/scratch-library.ts';
import { findWideFiles, narrow } from './wide-access.ts';

if (process.platform === 'win32') process.stdout.write('wide-access.test.ts needs modes.\n');

const modeOf = (path: string) => statSync(path).mode & 0o7777;

/** A library as 0.1.0 left it, with a backup: all of it as the usual umask makes it. */
async function wideLibrary() {
  const places = makeLibrary({ version: 3 });
  const { lock } = await take(request(places.libraryFile));
  await lock.release();
  await takeBackup({ ...optionsFor(places), kind: 'manual' }, () => {});
  const folder = dirname(places.libraryFile);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644);
  }
  return places;
}

test.skipIf(process.platform === 'win32')(
  'a library that others can read is named with all that belongs to it, and then they cannot',
  async () => {
    const places = await wideLibrary();
    const { libraryFile, backupsDir } = places;
    const wide = findWideFiles(places);
    const paths = wide.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        libraryFile,
        `${libraryFile}.mutex`,
        `${libraryFile}.history.jsonl`,
        backupsDir,
        expect.stringMatching(/backups\/.*_manual\.db$/),
        expect.stringMatching(/backups\/.*_manual\.json$/),
      ]),
    );
    narrow(wide);
    for (const path of paths) expect([path, modeOf(path) & 0o077]).toEqual([path, 0]);
    expect([modeOf(libraryFile), modeOf(backupsDir)]).toEqual([0o600, 0o700]);
    expect(findWideFiles(places)).toEqual([]);
    // What is made from then on is as private.
    const { file } = await takeBackup({ ...optionsFor(places), kind: 'manual' }, () => {});
    expect(modeOf(file)).toBe(0o600);
  },
);

test.skipIf(process.platform === 'win32')(
  'what a group shares stays the group’s, and what is not the library’s is left alone',
  async () => {
    const places = await wideLibrary();
    const { libraryFile, backupsDir } = places;
    narrow(findWideFiles(places));
    chmodSync(libraryFile, 0o660);
    chmodSync(backupsDir, 0o2770);
    expect(findWideFiles(places)).toEqual([]);
    chmodSync(libraryFile, 0o664);
    expect(findWideFiles(places)).toEqual([{ path: libraryFile, mode: 0o660 }]);
    chmodSync(libraryFile, 0o640);
    // A person's own file, a link to one, and another name of one.
    const own = join(backupsDir, 'notes.txt');
    writeFileSync(own, 'mine', { mode: 0o644 });
    symlinkSync(own, join(dirname(libraryFile), 'library.db.history.jsonl.link'));
    symlinkSync(own, `${libraryFile}-journal`);
    linkSync(own, join(backupsDir, '2026-01-01T00-00-00.000Z_v0003_manual.json'));
    mkdirSync(join(backupsDir, 'more'), { mode: 0o755 });
    expect(findWideFiles(places)).toEqual([]);
  },
);
