/**
 * The process that upgrades a library is suspended (SIGSTOP) for longer than a lock may go without
 * a heartbeat, as by a closed lid, and another process starts: nobody robs the sleeper, each step
 * is applied once, and nobody speaks of damage. The same where the locks are circumvented, by a
 * process that looks for them in another folder: then the migration's own transaction decides.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { lockLocation } from '../src/main/lifecycle/files/file-names.ts';
import { LockHolderSchema } from '../src/shared/lifecycle-events.ts';
import { readBackups } from './support/backups.ts';
import { digestFile } from './support/digests.ts';
import { readLibraryState } from './support/library-state.ts';
import { COUNT_APPLICATIONS, slowMigration } from './support/migration-sets.ts';
import { preparedBy, prepareToEnd } from './support/outcomes.ts';
import { type Line, runFermata, startFermata } from './support/processes.ts';
import { copyLibrary, makeOldLibrary, type TestLibrary } from './support/test-library.ts';

/** Longer than the stale time of the visible lock (10 s, src/main/lifecycle/lock/visible-lock.ts). */
const SUSPENSION_MS = 11_000;

/** Takes long enough (about a second) to be suspended in the middle of it. */
const SLOW = slowMigration(10_000_000);

const isSlowStep = (line: Line) => line.event === 'step' && line.name === SLOW[0];

describe('A process suspended in the middle of a migration', () => {
  test('is waited for by others, or told of by those that do not want to wait', async () => {
    const library = await makeOldLibrary({ added: [COUNT_APPLICATIONS, SLOW] });
    const expected = await upgradedState(library);
    const sleeper = startFermata(['prepare', ...library.args]);
    await sleeper.until(isSlowStep);
    await sleeper.suspend();

    const patient = startFermata(['prepare', ...library.args]);
    const impatient = startFermata(['prepare', '--lock-timeout', '2', ...library.args]);
    const [{ status, result }] = await Promise.all([impatient.ended, delay(SUSPENSION_MS)]);
    expect(status).toBe(10);
    expect(result).toMatchObject({
      code: 'LOCK_TIMEOUT',
      message: expect.stringContaining(`process ${sleeper.pid} on `),
    });
    expect(patient.lines.some((line) => line.event === 'stale-lock-cleared')).toBe(false);
    sleeper.resume();

    expect(preparedBy(await sleeper.ended).migratedBy).toBe('this-process');
    expect(preparedBy(await patient.ended).migratedBy).toBe('another-process');
    expect(await readLibraryState(library.file)).toEqual(expected);
    expect(await readBackups(library.backupsDir)).toHaveLength(1);
  });

  test('keeps out a process that circumvents the locks', async () => {
    const library = await makeOldLibrary({ added: [COUNT_APPLICATIONS, SLOW] });
    const expected = await upgradedState(library);
    const sleeper = startFermata(['prepare', ...library.args]);
    await sleeper.until(isSlowStep);
    await sleeper.suspend();

    const { status, result } = await runFermata(withOtherLocks(library));
    expect({ status, result }).toMatchObject({ status: 10, result: { code: 'LOCK_TIMEOUT' } });
    sleeper.resume();

    expect(preparedBy(await sleeper.ended).migratedBy).toBe('this-process');
    expect(await readLibraryState(library.file)).toEqual(expected);
    await readBackups(library.backupsDir);
  });
});

describe('A process suspended between the backup and the migration', () => {
  test('finds the work done by one that circumvented the locks', async () => {
    // Big enough to be caught while the backup is checked.
    const library = await makeOldLibrary({
      paddingBytes: 100_000,
      added: [COUNT_APPLICATIONS],
    });
    const expected = await upgradedState(library);
    const sleeper = startFermata(['prepare', ...library.args]);
    await sleeper.until((line) => line.event === 'phase' && line.phase === 'verify-backup');
    await sleeper.suspend();

    const circumventing = preparedBy(await runFermata(withOtherLocks(library)));
    expect(circumventing.migratedBy).toBe('this-process');
    expect(sleeper.lines.some((line) => line.event === 'step')).toBe(false);
    sleeper.resume();

    expect(preparedBy(await sleeper.ended)).toMatchObject({
      migratedBy: 'another-process',
      toVersion: library.newVersion,
    });
    expect(sleeper.lines.some((line) => line.event === 'step')).toBe(false);
    expect(await readLibraryState(library.file)).toEqual(expected);
    await readBackups(library.backupsDir);
  });
});

describe('A lock taken over by another machine', () => {
  test('stops the upgrade, which is rolled back and leaves that lock alone', async () => {
    const library = await makeOldLibrary({ added: [slowMigration(5_000_000, 60)] });
    const original = await digestFile(library.file);
    const robbed = startFermata(['prepare', ...library.args]);
    await robbed.until(isSlowStep);
    const lock = lockLocation(library.file, undefined);
    const otherMachine = LockHolderSchema.parse({
      ...JSON.parse(await readFile(lock.holderFile, 'utf8')),
      host: 'another-machine',
      token: 'of-another-machine',
    });
    await writeFile(lock.holderFile, JSON.stringify(otherMachine));
    await rm(lock.visibleLock, { recursive: true });
    await mkdir(lock.visibleLock);

    const { status, result } = await robbed.ended;
    expect({ status, result }).toMatchObject({
      status: 10,
      result: { code: 'LOCK_TIMEOUT', message: expect.stringContaining('Another computer') },
    });
    expect(await digestFile(library.file)).toBe(original);
    expect(JSON.parse(await readFile(lock.holderFile, 'utf8'))).toEqual(otherMachine);
  });
});

async function upgradedState(original: TestLibrary) {
  const reference = await copyLibrary(original);
  await prepareToEnd(reference);
  return readLibraryState(reference.file);
}

/** With backups of its own too: it would clear away an unfinished one, which it takes for its own. */
function withOtherLocks({ folder, args }: TestLibrary): string[] {
  const elsewhere = ['--lock-dir', join(folder, 'locks'), '--backups', join(folder, 'others')];
  return ['prepare', ...elsewhere, ...args];
}
