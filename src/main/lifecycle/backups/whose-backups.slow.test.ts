/** whose-backups.ts and numbering.ts: each library has its own backups, in its own order. */
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { BackupSettingsSchema } from '../../../shared/backups.ts';
import {
  LATEST,
  makeMusicLibrary,
  play,
  restore,
  writeMusicLibrary,
} from '../testing/music-library.ts';
import { makeScratchFolder, queryValue, withDatabase } from '../testing/scratch-library.ts';
import type { LifecycleOptions } from '../thread/options.ts';
import { readCatalog } from './catalog.ts';
import { findCopies } from './library-copies.ts';
import { otherLibraryOf } from './other-library.ts';
import { pruneBackups } from './retention.ts';
import { separateLibrary } from './separate-library.ts';
import { writeBackupSettings } from './settings.ts';
import { findBackup } from './source.ts';
import { takeBackup } from './take-backup.ts';
import { verifyBackups } from './verify-backups.ts';
import { findWayBack } from './way-back.ts';

let mine: LifecycleOptions;
let kids: LifecycleOptions;

/** Two libraries side by side, with one folder for backups. */
beforeEach(() => {
  mine = makeMusicLibrary();
  const libraryFile = join(dirname(mine.libraryFile), 'kids.db');
  writeFileSync(libraryFile, readFileSync(mine.libraryFile));
  withDatabase(libraryFile, (db) => db.exec(`UPDATE library SET id = 'of the kids'`));
  kids = { ...mine, libraryFile };
});

async function backUp(options: LifecycleOptions, kind: 'manual' | 'scheduled' = 'manual') {
  return (await takeBackup({ ...options, kind }, () => {})).manifest;
}

async function idsOf(options: LifecycleOptions): Promise<string[]> {
  return (await readCatalog(options)).backups.map(({ manifest }) => manifest.id);
}

function forgetHistory({ libraryFile }: LifecycleOptions): void {
  rmSync(`${libraryFile}.history.jsonl`);
}

/** Has the manifests say what those of an earlier version say. */
function makeLegacy({ backupsDir }: LifecycleOptions): void {
  for (const name of readdirSync(backupsDir).filter((each) => each.endsWith('.json'))) {
    const file = join(backupsDir, name);
    const fresh = ['libraryId', 'libraryFile', 'sequence', 'day', 'librarySeen'];
    const kept = Object.entries(Object(JSON.parse(readFileSync(file, 'utf8')))).filter(
      ([key]) => !fresh.includes(key),
    );
    writeFileSync(file, JSON.stringify(Object.fromEntries(kept)));
  }
}

describe('two libraries with one folder', () => {
  test('each has its own backups, and the other one’s by its name', async () => {
    const [first, theirs, second] = [await backUp(mine), await backUp(kids), await backUp(mine)];
    expect([first.sequence, theirs.sequence, second.sequence]).toEqual([1, 1, 2]);
    const catalog = await readCatalog(mine);
    expect(catalog.backups.map(({ manifest }) => manifest.id)).toEqual([second.id, first.id]);
    expect(catalog.others).toMatchObject([
      { id: 'of the kids', name: 'kids.db', backups: [{ manifest: { id: theirs.id } }] },
    ]);
    expect(await idsOf(kids)).toEqual([theirs.id]);
  });

  test('neither counts, verifies, copies nor removes what is the other one’s', async () => {
    const secondDir = join(dirname(mine.libraryFile), 'copies');
    const settings = BackupSettingsSchema.parse({ secondDir });
    const theirs = [await backUp(kids, 'scheduled'), await backUp(kids, 'scheduled')];
    await writeBackupSettings(mine.backupsDir, settings, mine.libraryFile);
    const [first, second] = [await backUp(mine, 'scheduled'), await backUp(mine, 'scheduled')];
    expect(await idsOf({ ...mine, backupsDir: secondDir })).toEqual([second.id]);
    const found = await verifyBackups({ ...mine, schemaVersion: LATEST }, () => {});
    expect([found.good, found.second?.good].map((good) => good?.map(({ id }) => id))).toEqual([
      [second.id],
      [second.id],
    ]);
    const gone = await pruneBackups(mine, { schemaVersion: LATEST, maxTotalBytes: 1 });
    expect(gone).toEqual([]);
    expect(first.id).not.toBe(second.id);
    expect(await idsOf(kids)).toEqual([theirs[1]?.id]);
  });

  test('of earlier versions, each backup says itself whose it is', async () => {
    const [ours, theirs] = [await backUp(mine), await backUp(kids)];
    makeLegacy(mine);
    expect(await idsOf(mine)).toEqual([ours.id]);
    expect(await idsOf(kids)).toEqual([theirs.id]);
  });

  test('another one’s backup is restored when it is named, and is said to be that', async () => {
    const ours = await backUp(mine);
    const theirs = await backUp(kids);
    expect((await findBackup(mine, 'latest')).manifest?.id).toBe(ours.id);
    const source = await findBackup(mine, theirs.id);
    expect(await otherLibraryOf(mine, source)).toEqual({ name: 'kids.db' });
    expect(await otherLibraryOf(kids, source)).toBeNull();
    const { undo } = await restore(mine, theirs.id);
    // The content of the other library is the other library.
    expect(queryValue(mine.libraryFile, 'SELECT id FROM library')).toBe('of the kids');
    await restore(mine, String(undo));
    expect((await readCatalog(mine)).backups.map(({ manifest }) => manifest.id)).toContain(ours.id);
  });
});

describe('a library that cannot say which one it is', () => {
  const wayBackOf = async (options: LifecycleOptions) => {
    truncateSync(options.libraryFile, 0);
    return (await findWayBack(options))?.manifest.id ?? null;
  };

  test('is known by its history', async () => {
    const ours = await backUp(mine);
    await backUp(kids);
    const elsewhere = join(dirname(mine.libraryFile), 'moved.db');
    renameSync(mine.libraryFile, elsewhere);
    renameSync(`${mine.libraryFile}.history.jsonl`, `${elsewhere}.history.jsonl`);
    expect(await wayBackOf({ ...mine, libraryFile: elsewhere })).toBe(ours.id);
  });

  test('is known by where its backups were made', async () => {
    const ours = await backUp(mine);
    await backUp(kids);
    forgetHistory(mine);
    expect(await wayBackOf(mine)).toBe(ours.id);
  });

  test('is not taken for the one beside it, whose backups alone are there', async () => {
    await backUp(kids);
    expect(await wayBackOf(mine)).toBeNull();
    makeLegacy(kids);
    expect(await wayBackOf(mine)).toBeNull();
  });

  test('is the only one that has backups, where that is nowhere else to be seen', async () => {
    const ours = await backUp(mine);
    forgetHistory(mine);
    rmSync(kids.libraryFile);
    const elsewhere = join(dirname(mine.libraryFile), 'renamed.db');
    renameSync(mine.libraryFile, elsewhere);
    expect(await wayBackOf({ ...mine, libraryFile: elsewhere })).toBe(ours.id);
  });

  test('is offered none where it may be one of several; they are listed', async () => {
    await backUp(mine);
    await backUp(kids);
    for (const library of [mine, kids]) forgetHistory(library);
    rmSync(kids.libraryFile);
    const elsewhere = join(dirname(mine.libraryFile), 'renamed.db');
    renameSync(mine.libraryFile, elsewhere);
    const renamed = { ...mine, libraryFile: elsewhere };
    expect(await wayBackOf(renamed)).toBeNull();
    const { others } = await readCatalog(renamed);
    expect(others.map(({ name }) => name).sort()).toEqual(['kids.db', 'library.db']);
  });
});

describe('the number of a backup', () => {
  const numberIn = (file: string) => queryValue(file, 'SELECT backup_sequence FROM library');

  test('is in the backup, and in the library', async () => {
    const { id, sequence } = await backUp(mine);
    expect([sequence, numberIn(mine.libraryFile)]).toEqual([1, 1]);
    expect(numberIn(join(mine.backupsDir, `${id}.db`))).toBe(1);
  });

  test('goes on where the folder is lost, and where the library is an older one', async () => {
    await backUp(mine);
    await backUp(mine);
    rmSync(mine.backupsDir, { recursive: true });
    const third = await backUp(mine);
    expect(third.sequence).toBe(3);
    const older = readFileSync(join(mine.backupsDir, `${third.id}.db`));
    await backUp(mine);
    writeFileSync(mine.libraryFile, older);
    expect((await backUp(mine)).sequence).toBe(5);
  });

  test.each(['in place', 'of a damaged library', 'of a missing library'])(
    'goes on after a restore %s',
    async (how) => {
      const first = await backUp(mine);
      play(mine.libraryFile, '2026-01-01T00:00:00.000Z');
      const last = await backUp(mine);
      if (how === 'of a damaged library') truncateSync(mine.libraryFile, 0);
      if (how === 'of a missing library') rmSync(mine.libraryFile);
      await restore(mine, first.id);
      const highest = (last.sequence ?? 0) + (how === 'in place' ? 1 : 0);
      expect(numberIn(mine.libraryFile)).toBe(highest);
      rmSync(mine.backupsDir, { recursive: true });
      expect((await backUp(mine)).sequence).toBe(highest + 1);
    },
  );

  test('is above those of the copies in the second folder', async () => {
    const secondDir = join(dirname(mine.libraryFile), 'copies');
    mkdirSync(mine.backupsDir);
    const settings = BackupSettingsSchema.parse({ secondDir });
    await writeBackupSettings(mine.backupsDir, settings, mine.libraryFile);
    const before = readFileSync(mine.libraryFile);
    for (const { id } of [await backUp(mine), await backUp(mine)]) {
      for (const ending of ['.db', '.json']) rmSync(join(mine.backupsDir, `${id}${ending}`));
    }
    writeFileSync(mine.libraryFile, before);
    expect((await backUp(mine)).sequence).toBe(3);
  });

  test('is not written into a library of a newer Fermata, which is backed up all the same', async () => {
    withDatabase(mine.libraryFile, (db) => db.pragma(`user_version = ${LATEST + 1}`));
    expect(await backUp(mine)).toMatchObject({ sequence: 1, schemaVersion: LATEST + 1 });
    expect(numberIn(mine.libraryFile)).toBe(0);
  });
});

describe('a copy of a library', () => {
  let copy: LifecycleOptions;

  beforeEach(() => {
    const libraryFile = join(dirname(mine.libraryFile), 'copy.db');
    writeFileSync(libraryFile, readFileSync(mine.libraryFile));
    copy = { ...mine, libraryFile };
  });

  test('is the same library until a person says otherwise, and then has backups of its own', async () => {
    const [before, of] = [await backUp(mine), await backUp(copy)];
    expect([before.sequence, of.sequence]).toEqual([1, 2]);
    expect(await idsOf(copy)).toEqual([of.id, before.id]);
    const { from, id } = await separateLibrary(copy, () => {});
    expect([from, id]).toEqual([before.libraryId, expect.stringMatching(/^[0-9a-f]{32}$/)]);
    const own = await backUp(copy);
    expect(await idsOf(copy)).toEqual([own.id]);
    expect(await idsOf(mine)).toEqual([of.id, before.id]);
    expect(await findCopies(mine)).toEqual([]);
  });

  test('is found beside the library once it is used, and where a backup of it was made', async () => {
    expect(await findCopies(mine)).toEqual([]);
    writeFileSync(`${copy.libraryFile}.mutex`, '');
    expect(await findCopies(mine)).toEqual([copy.libraryFile]);
    const elsewhere = join(makeScratchFolder(), 'library.bin');
    renameSync(copy.libraryFile, elsewhere);
    expect(await findCopies(mine)).toEqual([]);
    await backUp({ ...copy, libraryFile: elsewhere });
    expect(await findCopies(mine)).toEqual([elsewhere]);
    // Another name of the library is no copy of it.
    linkSync(mine.libraryFile, join(dirname(mine.libraryFile), 'link.db'));
    expect(await findCopies(mine)).toEqual([elsewhere]);
  });

  test('of a version without ids, or of a newer one, is not changed', async () => {
    rmSync(copy.libraryFile);
    writeMusicLibrary(copy.libraryFile, 13);
    await expect(separateLibrary(copy, () => {})).rejects.toMatchObject({ code: 'USAGE' });
    writeFileSync(copy.libraryFile, readFileSync(mine.libraryFile));
    withDatabase(copy.libraryFile, (db) => db.pragma(`user_version = ${LATEST + 1}`));
    await expect(separateLibrary(copy, () => {})).rejects.toMatchObject({
      code: 'LIBRARY_TOO_NEW',
    });
  });
});

test('two backups of one moment are two backups: the clock may stand still', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-30T12:00:00Z') });
  try {
    const [first, second] = [await backUp(mine), await backUp(mine)];
    expect(await idsOf(mine)).toEqual([second.id, first.id]);
  } finally {
    vi.useRealTimers();
  }
});
