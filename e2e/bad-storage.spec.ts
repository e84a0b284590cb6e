/**
 * Storage that does not let a library be written: no permission or no room. Each has its typed
 * error and exit status, and the library is byte for byte what it was.
 */
import { chmod, copyFile, readdir } from 'node:fs/promises';
import { describe, expect, type TestContext, test } from 'vitest';
import { digestFolder } from './support/libraries.ts';
import { digestLibrary } from './support/library-state.ts';
import { slowMigration } from './support/migration-sets.ts';
import { preparedBy, prepareToEnd } from './support/outcomes.ts';
import { throughOrdinaryUser } from './support/privileges.ts';
import { type FermataProcess, startFermata } from './support/processes.ts';
import { expectFailure } from './support/refusals.ts';
import { mountSmallDisk, type SmallDisk } from './support/small-disk.ts';
import {
  copyLibrary,
  makeMissingLibrary,
  makeOldLibrary,
  type TestLibrary,
} from './support/test-library.ts';

/** Big enough to be caught while it is migrated: 50 MB. */
const BIG = { tracks: 500, paddingBytes: 100_000 };

/** Takes long enough to be stopped in the middle of it. */
const SLOW = slowMigration(5_000_000);

interface Forbidden {
  readonly name: string;
  readonly target: 'file' | 'folder';
  readonly mode: number;
}

const FORBIDDEN: readonly Forbidden[] = [
  { name: 'in a file that may only be read', target: 'file', mode: 0o400 },
  { name: 'in a file that may not even be read', target: 'file', mode: 0o000 },
  { name: 'in a folder that may only be read', target: 'folder', mode: 0o500 },
  { name: 'in a folder that may not be entered', target: 'folder', mode: 0o000 },
];

describe('Without permission an old library is not touched', () => {
  test.for(FORBIDDEN)('$name', async ({ target, mode }, context) => {
    const library = await copyLibrary(await makeOldLibrary());
    const original = await digestFolder(library.folder);
    const usualMode = target === 'file' ? 0o600 : 0o700;
    await chmod(library[target], mode);

    const process = startFermata(['prepare', ...library.args], throughOrdinaryUser(context));
    await expectFailure(process, { code: 'NO_PERMISSION', message: library.folder });

    await chmod(library[target], usualMode);
    const { 'library.db.mutex': _emptyLock, ...after } = await digestFolder(library.folder);
    expect(after).toEqual(original);
  });

  test('and a new one is not made', async (context) => {
    const library = await makeMissingLibrary(await makeOldLibrary());
    await chmod(library.folder, 0o500);
    const process = startFermata(['prepare', ...library.args], throughOrdinaryUser(context));
    await expectFailure(process, { code: 'NO_PERMISSION', message: library.folder });
    expect(await readdir(library.folder)).toEqual([]);
  });
});

describe('A folder that may not be written any more', () => {
  test('ends the making of a library', async (context) => {
    const library = await makeMissingLibrary(await makeOldLibrary({ added: [SLOW] }));
    const process = await startUntilSlowStep(library, context);
    await chmod(library.folder, 0o500);
    process.resume();
    await expectFailure(process, { code: 'NO_PERMISSION', message: library.folder });
    await chmod(library.folder, 0o700);
    expect(await prepareToEnd(library)).toMatchObject({ fromVersion: 0 });
  });

  test('does not harm an upgrade that has begun', async (context) => {
    const library = await copyLibrary(await makeOldLibrary({ added: [SLOW] }));
    const process = await startUntilSlowStep(library, context);
    await chmod(library.folder, 0o500);
    process.resume();
    preparedBy(await process.ended);
    await chmod(library.folder, 0o700);
    expect(await prepareToEnd(library)).toMatchObject({ toVersion: library.newVersion });
  });
});

describe('Without room', () => {
  test('a migration is not begun', async (context) => {
    const library = await moveToDisk(context, await makeOldLibrary(BIG), 'size=72m');
    const original = await digestLibrary(library.seenFile);
    await expectFailure(library.start(), { code: 'NO_SPACE', message: /The disk of .* MB free/ });
    expect(await digestLibrary(library.seenFile)).toEqual(original);
  });

  test('that runs out during a migration, it is undone', async (context) => {
    const library = await moveToDisk(context, await makeOldLibrary(BIG), 'size=256m');
    const original = await digestLibrary(library.seenFile);
    const process = library.start();
    await process.waitFor('phase', ({ phase }) => phase === 'migrate');
    await process.suspend();
    await library.disk.fill();
    process.resume();
    await expectFailure(process, { code: 'NO_SPACE', message: /There is no space left/ });
    expect(await digestLibrary(library.seenFile)).toEqual(original);
  });

  test('for anything, an up-to-date library is not opened', async (context) => {
    const original = await makeOldLibrary();
    await prepareToEnd(original);
    const library = await moveToDisk(context, original, 'size=4m');
    await library.disk.fill();
    const before = await digestLibrary(library.seenFile);
    await expectFailure(library.start(), { code: 'NO_SPACE', message: /There is no space left/ });
    expect(await digestLibrary(library.seenFile)).toEqual(before);
  });

  test('no library is made', async (context) => {
    const library = await makeMissingLibrary(await makeOldLibrary());
    const disk = await mountSmallDisk(context, library.folder, 'size=4m');
    const process = startFermata(['prepare', ...library.args], { through: disk.through });
    await expectFailure(process, { code: 'NO_SPACE', message: /The disk of .* MB free/ });
    expect(Object.keys(await digestFolder(disk.seen(library.folder)))).toEqual([
      'library.db.mutex',
    ]);
  });
});

async function startUntilSlowStep(
  library: TestLibrary,
  context: TestContext,
): Promise<FermataProcess> {
  const process = startFermata(['prepare', ...library.args], throughOrdinaryUser(context));
  await process.waitFor('step', ({ name }) => name === SLOW[0]);
  await process.suspend();
  return process;
}

interface LibraryOnDisk {
  readonly disk: SmallDisk;
  /** Where this process finds the library. */
  readonly seenFile: string;
  start(): FermataProcess;
}

/** A copy of a library on a small disk; its backups lie on everybody's. */
async function moveToDisk(
  context: TestContext,
  original: TestLibrary,
  size: string,
): Promise<LibraryOnDisk> {
  const library = await makeMissingLibrary(original);
  const disk = await mountSmallDisk(context, library.folder, size);
  const seenFile = disk.seen(library.file);
  await copyFile(original.file, seenFile);
  const args = ['prepare', '--backups', original.backupsDir, ...library.args];
  return { disk, seenFile, start: () => startFermata(args, { through: disk.through }) };
}
