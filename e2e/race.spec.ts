/**
 * Sixteen processes start at once on one library, old or not there yet: each step is applied once,
 * one backup is made, and all of them end on the new version without an error.
 *
 * A race of processes of all hosts is in mixed-race.spec.ts: an Electron is several
 * processes itself and takes its time to start, so an upgrade has to be slow to be raced for by one.
 */
import { join } from 'node:path';
import { describe, expect, type TestContext, test } from 'vitest';
import { readBackups } from './support/backups.ts';
import { startDesktop, windowOf } from './support/desktop.ts';
import { readLibraryState } from './support/library-state.ts';
import { COUNT_APPLICATIONS, slowMigration } from './support/migration-sets.ts';
import { prepareToEnd } from './support/outcomes.ts';
import { type FermataProcess, startFermata } from './support/processes.ts';
import { RACES, rounds } from './support/rounds.ts';
import {
  copyLibrary,
  makeMissingLibrary,
  makeOldLibrary,
  type TestLibrary,
} from './support/test-library.ts';

const COMMAND_LINES = 11;
const WEB_PROCESSES = 4;

/** About a second: an Electron takes as long to start. */
const SLOW = slowMigration(10_000_000);

describe('Sixteen processes that start at once', () => {
  test.for(rounds(RACES))('upgrade an old library once (round %i)', async () => {
    const original = await makeOldLibrary({ added: [COUNT_APPLICATIONS] });
    const library = await copyLibrary(original);
    const processes = startAll(library, { commandLines: COMMAND_LINES + 1 });
    await expectGoodEnd(library, processes);
    const steps = library.newVersion - library.oldVersion;
    expect(countEvents(processes, 'step-applied')).toBe(steps);
    expect(countEvents(processes, 'backup-made')).toBe(1);
    await expectUpgradedOnce(library, original);
  });

  test.for(rounds(RACES))('create a new library once (round %i)', async () => {
    const original = await makeMissingLibrary(await makeOldLibrary());
    const library = await makeMissingLibrary(original);
    const processes = startAll(library, { commandLines: COMMAND_LINES + 1 });
    await expectGoodEnd(library, processes);
    expect(countEvents(processes, 'step-applied')).toBe(library.newVersion);
    await prepareToEnd(original);
    expect(await readLibraryState(library.file)).toEqual(await readLibraryState(original.file));
    expect(await readBackups(library.backupsDir)).toEqual([]);
  });
});

describe('A desktop app that has begun an upgrade', () => {
  test('is waited for by fifteen others, which find it done', async (context) => {
    const original = await makeOldLibrary({ added: [COUNT_APPLICATIONS, SLOW] });
    const library = await copyLibrary(original);
    const app = await startDesktopOn(library, context);
    const splash = await windowOf(app, 'splash');
    await splash.getByText(/^Step \d+ of \d+: Slow$/).waitFor();
    app.process().kill('SIGSTOP');
    const processes = startAll(library, { commandLines: COMMAND_LINES });
    for (const process of allOf(processes)) await process.waitFor('waiting');
    app.process().kill('SIGCONT');
    await windowOf(app, 'index');
    await expectGoodEnd(library, processes);
    expect(countEvents(processes, 'done-by-another-process')).toBe(allOf(processes).length);
    await expectUpgradedOnce(library, original);
  });
});

interface Started {
  readonly commandLines: readonly FermataProcess[];
  readonly webProcesses: readonly FermataProcess[];
}

function startAll(library: TestLibrary, { commandLines }: { commandLines: number }): Started {
  return {
    commandLines: rounds(commandLines).map(() => startFermata(['prepare', ...library.args])),
    webProcesses: rounds(WEB_PROCESSES).map(() =>
      startFermata(['serve', '--port', '0', ...library.args]),
    ),
  };
}

function startDesktopOn(library: TestLibrary, context: TestContext) {
  return startDesktop(context, { args: library.args, home: join(library.folder, 'home') });
}

function allOf({ commandLines, webProcesses }: Started): readonly FermataProcess[] {
  return [...commandLines, ...webProcesses];
}

/** Waits until each has the library ready, and ends the web processes, which serve it then. */
async function expectGoodEnd({ newVersion }: TestLibrary, started: Started): Promise<void> {
  for (const process of allOf(started)) {
    expect((await process.waitFor('ready')).toVersion).toBe(newVersion);
  }
  // Else they came one after the other, and there was no race.
  expect(countEvents(started, 'done-by-another-process')).toBeGreaterThan(0);
  for (const web of started.webProcesses) web.kill('SIGTERM');
  for (const process of allOf(started)) {
    const { status, result } = await process.ended;
    expect({ status, result }).toMatchObject({ status: 0, result: { ok: true } });
  }
  expect(countEvents(started, 'failed')).toBe(0);
}

/** Compares every row with an upgrade that nobody disturbed: one changed twice would differ. */
async function expectUpgradedOnce(library: TestLibrary, original: TestLibrary): Promise<void> {
  const before = await readLibraryState(original.file);
  await prepareToEnd(original);
  expect(await readLibraryState(library.file)).toEqual(await readLibraryState(original.file));
  const backups = await readBackups(library.backupsDir);
  expect(backups.map(({ state }) => state)).toEqual([before]);
}

function countEvents(started: Started, name: string): number {
  const lines = allOf(started).flatMap((process) => process.lines);
  return lines.filter((line) => line.event === name).length;
}
